package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// tooLong returns a limit if there are more lines than are read.
func tooLong(f *diag.File, src string, most int) *draft.Limit {
	if strings.Count(src, "\n") <= most {
		return nil
	}
	at := 0
	for range most {
		at += strings.IndexByte(src[at:], '\n') + 1
	}
	return limit(f, extent{at, at}, "lines", most)
}

func limit(f *diag.File, at extent, name string, most int) *draft.Limit {
	return &draft.Limit{Span: diag.Span{File: f, Start: at.start, End: at.end}, Name: name, Max: most}
}

// containers parses lists or block quotes, and opens none that is nested too deep:
// goldmark goes over all containers that are open for each line and for each new one.
// Where the first was is noted, and then the draft does not count as read.
type containers struct {
	parser.BlockParser
	deepest int
	notes   *notes
}

func (c containers) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if depth(parent) < c.deepest {
		return c.BlockParser.Open(parent, r, pc)
	}
	line, segment := r.PeekLine()
	i := len(line) - len(bytes.TrimLeft(line, " \t"))
	if line[i] != '>' {
		// A list opens without moving on, so that it may be asked whether it would.
		if node, _ := c.BlockParser.Open(parent, r, pc); node == nil {
			return nil, parser.NoChildren
		}
	}
	if c.notes.deep.blank() {
		start := c.notes.base + segment.Start + i - segment.Padding
		c.notes.deep = extent{start, start + 1}
	}
	return nil, parser.NoChildren
}

// depth returns how many list items and block quotes a node is in, or is itself.
func depth(n ast.Node) int {
	count := 0
	for ; n != nil; n = n.Parent() {
		switch n.(type) {
		case *ast.ListItem, *ast.Blockquote:
			count++
		}
	}
	return count
}
