package markdown

import (
	"bytes"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// The bounds within which goldmark is linear in time and memory. No report comes near.
const (
	maxLines = 2_000_000
	maxDepth = 32
	maxSlots = 1_000_000
)

// prescan refuses what goldmark would not read in linear time.
func prescan(f *diag.File, src []byte, body int) *draft.Limit {
	var n nest
	lines := 0
	for at := body; at < len(src); {
		end := len(src)
		if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
			end = at + i
		}
		if lines++; lines > maxLines {
			return &draft.Limit{Span: diag.Span{File: f, Start: at, End: at}, Name: "lines", Max: maxLines}
		}
		if n.enter(src[at:end]); len(n.open) > maxDepth {
			return &draft.Limit{Span: diag.Span{File: f, Start: at, End: at + n.head}, Name: "container-depth", Max: maxDepth}
		}
		at = end + 1
	}
	return nil
}

// nest follows the containers that may be open, line by line. It takes one for open
// where goldmark might have closed it, never the other way round.
type nest struct {
	open  []int // for each container the columns that a line in it is indented by, or quote
	blank bool  // the line before was blank
	head  int   // the length of the marks of the last line
}

const quote = -1

// enter takes in the next line, without its end.
func (n *nest) enter(line []byte) {
	c := cursor{line: line}
	depth := 0
	for depth < len(n.open) && c.continues(n.open[depth]) {
		depth++
	}
	c.blanks()
	n.head = c.at
	if c.at == len(line) {
		n.blank = true
		return
	}
	kept := depth
	for depth <= maxDepth {
		offset, ok := c.opens()
		if !ok {
			break
		}
		n.open = append(n.open[:depth], offset)
		depth++
		n.head = c.at
	}
	// A line without a mark may be a lazy one, under which all containers stay open.
	if depth > kept || n.blank {
		n.open = n.open[:depth]
	}
	n.blank = false
}

// cursor moves through the marks at the head of a line.
type cursor struct {
	line   []byte
	at     int // the next byte
	column int // its column, tabs counted to the next multiple of 4
	spare  int // columns of white space before at that nobody has used
}

// blanks moves over white space.
func (c *cursor) blanks() {
	for ; c.at < len(c.line); c.at++ {
		width := 1
		switch c.line[c.at] {
		case '\t':
			width = 4 - c.column%4
		case ' ':
		default:
			return
		}
		c.column += width
		c.spare += width
	}
}

// continues reports whether the line goes on inside a container, and moves into it.
func (c *cursor) continues(offset int) bool {
	c.blanks()
	if offset != quote {
		if c.spare < offset && c.at < len(c.line) {
			return false
		}
		c.spare = max(c.spare-offset, 0)
		return true
	}
	if c.at == len(c.line) || c.line[c.at] != '>' || c.spare > 3 {
		return false
	}
	c.quote()
	return true
}

func (c *cursor) quote() {
	c.at++
	c.column++
	c.spare = 0
	c.blanks()
	c.spare = max(c.spare-1, 0)
}

// opens reports whether a container opens here, and moves into it.
func (c *cursor) opens() (offset int, ok bool) {
	c.blanks()
	if c.at == len(c.line) || c.spare > 3 {
		return 0, false
	}
	if c.line[c.at] == '>' {
		c.quote()
		return quote, true
	}
	n, _ := listMark(c.line[c.at:])
	if n == 0 || isBreak(c.line[c.at:]) {
		return 0, false
	}
	offset = c.spare + n
	c.at += n
	c.column += n
	c.spare = 0
	c.blanks()
	// Behind five columns and more the text is indented code, one column behind the mark.
	width := c.spare
	if width > 4 || c.at == len(c.line) {
		width = min(width, 1)
	}
	c.spare -= width
	return offset + max(width, 1), true
}

// isBreak reports whether the rest of a line is a thematic break.
func isBreak(line []byte) bool {
	count := 0
	for _, c := range line {
		switch {
		case c == line[0]:
			count++
		case !blank(c):
			return false
		}
	}
	return count > 2 && (line[0] == '-' || line[0] == '*' || line[0] == '_')
}
