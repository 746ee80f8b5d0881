// Package markdown reads a draft that is written in Markdown: its blocks, what a reader
// sees of each line, and its pipe tables, every part with the bytes that wrote it. It
// alone knows goldmark, and asks it for the structure of blocks only. It does not know
// what a report should say.
package markdown

import (
	"slices"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"reportlint/lint/arena"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/html"
)

// Parse reads a file within the usual limits.
func Parse(f *diag.File) (*draft.Draft, *draft.Limit) { return ParseWithin(f, draft.UsualLimits()) }

// ParseWithin reads any bytes at all and never fails. A file that is beyond a limit was not
// read: its draft has no blocks.
func ParseWithin(f *diag.File, within draft.Limits) (*draft.Draft, *draft.Limit) {
	r := &reader{file: f, within: within, src: html.Shown(level(f.Arena(), f.Text, within.Lines))}
	front, body := frontMatter(r.src, f.Body())
	d := &draft.Draft{File: f, Front: r.span(front)}
	if l := tooLong(f, r.src, within.Lines); l != nil {
		return d, l
	}
	r.blocks = arena.Make[draft.Block](f.Arena(), 0, 1+strings.Count(r.src, "\n\n"))
	const some = 16
	r.paragraph = arena.Make[extent](f.Arena(), 0, some)
	if r.read(body); r.limit != nil {
		return d, r.limit
	}
	d.Blocks = r.blocks
	return d, nil
}

// level returns the text with "\n" at the end of every line. Nothing moves: other line ends
// become "\n" or spaces. Of text with more lines than most, many blank ones count as one. What
// is written anew is made in an arena.
func level(a *arena.Arena, text string, most int) string {
	returns := strings.Contains(text, "\r")
	if !returns && strings.Count(text, "\n") <= most {
		return text
	}
	out := append(arena.Make[byte](a, 0, len(text)), text...)
	for i, c := range out {
		switch {
		case c == '\r' && i+1 < len(out) && out[i+1] == '\n':
			out[i] = ' '
		case c == '\r':
			out[i] = '\n'
		}
	}
	merge(out)
	return arena.String(out)
}

// merge puts one blank line in the place of many, over each of which goldmark would go once
// for every open container. Nothing moves: other line ends become spaces.
func merge(text []byte) {
	last := -1    // where the line before ends, if it is blank
	empty := true // nothing is to be seen in this line so far
	for i, c := range text {
		switch {
		case c == '\n':
			if empty && last >= 0 {
				text[last] = ' '
			}
			if last = i; !empty {
				last = -1
			}
			empty = true
		default:
			empty = empty && (c == ' ' || c == '\t')
		}
	}
}

// extent is a half-open run of bytes of the file that is being read.
type extent struct{ start, end int }

func (e extent) blank() bool { return e.start >= e.end }

// reader turns one file into blocks.
type reader struct {
	file   *diag.File
	src    string // the file's text, with "\n" at the end of every line
	parser parser.Parser
	notes  notes

	blocks  []draft.Block
	pending []extent // numbers of list items that no text stands behind yet
	stop    int      // what is before it has been read as markup
	slots   int      // of all tables
	within  draft.Limits
	limit   *draft.Limit

	// Room that is used again and again.
	paragraph []extent
	row       []extent // cells, while they are counted
	scanner   scanner
}

// span returns a run of bytes as others know it.
func (r *reader) span(e extent) diag.Span {
	return diag.Span{File: r.file, Start: e.start, End: e.end}
}

// walk reads the blocks in a container, and lets go of each when it is read. It calls
// itself no deeper than containers may be nested.
func (r *reader) walk(parent ast.Node) {
	for c := parent.FirstChild(); c != nil && r.limit == nil; {
		this := c
		c = c.NextSibling()
		parent.RemoveChild(parent, this)
		switch n := this.(type) {
		case *ast.Heading:
			r.heading(n)
		case *ast.Paragraph, *ast.TextBlock:
			r.lines(r.trimmed(n.Lines()), 0)
		case *ast.CodeBlock:
			r.code(n)
		case *ast.FencedCodeBlock:
			if r.plain(n) {
				r.code(n)
			}
		case *ast.HTMLBlock:
			r.markup(n)
		case *ast.ListItem:
			r.item(n)
		case *ast.List, *ast.Blockquote:
			r.walk(n)
		}
	}
}

func (r *reader) heading(n *ast.Heading) {
	if place, ok := r.notes.take(n); ok {
		if place.start >= r.stop {
			r.write([]extent{place}, n.Level)
		}
		return
	}
	r.lines(r.trimmed(n.Lines()), n.Level)
}

// plain reports whether a fence says of no language that what is in it is of: it is there to
// keep text, or a table, as it was written.
func (r *reader) plain(n *ast.FencedCodeBlock) bool {
	if n.Info == nil {
		return true
	}
	at := n.Info.Segment
	said := strings.TrimSpace(r.src[r.notes.base+at.Start : r.notes.base+at.Stop])
	return slices.Contains([]string{"", "text", "txt", "markdown", "md"}, strings.ToLower(said))
}

// code reads code that its indentation alone, or a fence, tells as such, as what its author
// meant: paragraphs, between blank lines.
func (r *reader) code(n ast.Node) {
	lines := r.trimmed(n.Lines())
	for i := 0; i < len(lines); {
		j := i
		for j < len(lines) && !lines[j].blank() {
			j++
		}
		if i < j {
			r.lines(lines[i:j], 0)
		}
		i = j + 1
	}
}

// item reads a list item. The number of an ordered one is part of what a reader sees,
// and so is a mark behind which nothing stands.
func (r *reader) item(n *ast.ListItem) {
	mark, ok := r.notes.take(n)
	if ok && mark.start >= r.stop {
		r.settleBefore(mark.start)
		r.pending = append(r.pending, mark)
	}
	r.walk(n)
	r.settle()
}

// settle writes the numbers behind which no text stands as a paragraph of their own.
func (r *reader) settle() {
	if len(r.pending) > 0 {
		at := r.pending[len(r.pending)-1].end
		r.write([]extent{{at, at}}, 0)
	}
}

// settleBefore does so if what stands at an offset is on another line.
func (r *reader) settleBefore(at int) {
	if n := len(r.pending); n > 0 && strings.IndexByte(r.src[r.pending[n-1].end:at], '\n') >= 0 {
		r.settle()
	}
}

// markup has a block of HTML read by the package that can.
func (r *reader) markup(n *ast.HTMLBlock) {
	lines := n.Lines()
	start := r.notes.base + lines.At(0).Start
	end := r.notes.base + lines.At(lines.Len()-1).Stop
	if n.HasClosure() {
		end = r.notes.base + n.ClosureLine.Stop
	}
	if start = max(start, r.stop); start < end {
		r.settle()
		r.html(start, end)
	}
}

func (r *reader) html(start, end int) {
	var blocks []draft.Block
	left := r.within
	left.TableArea -= r.slots
	blocks, r.stop, r.limit = html.Blocks(r.file, start, end, left)
	if r.limit != nil && r.limit.Name == "table-area" {
		r.limit.Max = r.within.TableArea
	}
	r.stop = max(r.stop, end)
	r.blocks = append(r.blocks, blocks...)
	for _, b := range blocks {
		if b.Table != nil {
			for _, row := range b.Table.Rows {
				r.slots += len(row.Slots)
			}
		}
	}
}

// trimmed returns the lines of a node in the file, without blanks at their ends and
// without what has been read already.
func (r *reader) trimmed(segments *text.Segments) []extent {
	lines := make([]extent, 0, segments.Len())
	for i := range segments.Len() {
		s := segments.At(i)
		lines = r.append(lines, extent{r.notes.base + s.Start, r.notes.base + s.Stop})
	}
	return lines
}

// append appends a line of a paragraph, without blanks at its ends and without what has
// been read already. The definition of a link is no line: nobody sees it.
func (r *reader) append(lines []extent, l extent) []extent {
	if l.start = max(l.start, r.stop); l.start > l.end {
		return lines
	}
	if l = trim(r.src, l); definition(r.src[l.start:l.end]) {
		return lines
	}
	return append(lines, l)
}

// definition reports whether a line says where the links of a label lead: [label]: address.
func definition(line string) bool {
	if !strings.HasPrefix(line, "[") || strings.HasPrefix(line, "[^") {
		return false
	}
	_, rest, _ := strings.Cut(line, "]")
	address, found := strings.CutPrefix(rest, ":")
	address = strings.TrimLeft(address, " \t<")
	if _, title, more := strings.Cut(address, " "); more && !strings.ContainsAny(title[:1], "\"'(") {
		return false
	}
	return found && (strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "/") || strings.HasPrefix(address, "#"))
}

// trim returns the line without blanks and line ends around it.
func trim(src string, l extent) extent {
	for l.start < l.end && blank(src[l.end-1]) {
		l.end--
	}
	for l.start < l.end && blank(src[l.start]) {
		l.start++
	}
	return l
}

func blank(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

// lines reads the lines of a paragraph, or of a heading of that level: text, tables of
// pipes, and tables of markup that begin within a line.
func (r *reader) lines(lines []extent, level int) {
	if !slices.ContainsFunc(lines, r.hasTable) {
		r.pipes(lines, level)
		return
	}
	p := passage{file: r.file, lines: slices.Clone(lines)}
	s := scanner{blocks: true}
	s.take(&p)
	for n := 0; n < len(lines) && r.limit == nil; {
		s.forget()
		s.scan(s.starts[n] + lines[n].start - p.lines[n].start)
		if s.table < 0 {
			r.pipes(lines[n:], level)
			return
		}
		last := sort.SearchInts(s.starts, s.table+1) - 1
		at := p.lines[last].start + s.table - s.starts[last]
		before := slices.Clone(lines[n : last+1])
		before[last-n] = trim(r.src, extent{before[last-n].start, at})
		r.pipes(slices.DeleteFunc(before, extent.blank), 0)
		if r.limit == nil {
			r.settle()
			r.html(at, lines[last].end)
		}
		for n = last; n < len(lines) && lines[n].end <= r.stop; {
			n++
		}
		if n < len(lines) {
			lines[n] = trim(r.src, extent{max(lines[n].start, r.stop), lines[n].end})
		}
	}
}

// hasTable reports whether "<table" stands in a line.
func (r *reader) hasTable(line extent) bool {
	const tag = "<table"
	b := r.src[line.start:line.end]
	for {
		i := strings.IndexByte(b, '<')
		if i < 0 || len(b)-i < len(tag) {
			return false
		}
		if strings.EqualFold(b[i:i+len(tag)], tag) {
			return true
		}
		b = b[i+1:]
	}
}

// write adds the lines as a block: a paragraph, or a heading of that level.
func (r *reader) write(lines []extent, level int) {
	if len(lines) == 0 {
		return
	}
	r.settleBefore(lines[0].start)
	p := passage{file: r.file, lines: lines, marks: r.pending}
	r.pending = nil
	b := draft.Block{Kind: draft.Paragraph, Level: level}
	b.Lines, b.Bold, b.Images = p.read(&r.scanner)
	if level > 0 {
		b.Kind, b.Bold = draft.Heading, false
	}
	r.blocks = push(r.blocks, b)
}

// push appends a value and doubles what is too small, however large it is: append alone
// copies long slices five times over.
func push[T any](s []T, v T) []T {
	if len(s) == cap(s) {
		s = slices.Grow(s, len(s)+1)
	}
	return append(s, v)
}
