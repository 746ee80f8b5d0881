package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// newParser returns goldmark's parser of blocks. It has no inline parsers and knows no
// link reference definitions: both are superlinear, and neither is what a reader of a
// report needs. Containers are nested no deeper than told; what goldmark does not keep is put
// down in the notes.
func newParser(n *notes, deepest int) parser.Parser {
	blocks := parser.DefaultBlockParsers()
	for i, b := range blocks {
		p := b.Value.(parser.BlockParser)
		switch b.Priority { // which DefaultBlockParsers documents
		case 100:
			blocks[i].Value = underlines{p}
		case 300, 800:
			blocks[i].Value = containers{p, deepest, n}
		case 400:
			blocks[i].Value = items{p, n}
		case 600:
			blocks[i].Value = hashes{p, n}
		}
	}
	inline := parser.DefaultInlineParsers()[:1]
	inline[0].Value = discard{}
	return parser.NewParser(parser.WithBlockParsers(blocks...), parser.WithInlineParsers(inline...))
}

// discard drops the text nodes that goldmark makes of every line, whether there are
// inline parsers or not: for short lines they take many times the memory of the file.
type discard struct{}

func (discard) Trigger() []byte { return nil }

func (discard) Parse(ast.Node, text.Reader, parser.Context) ast.Node { return nil }

func (discard) CloseBlock(parent ast.Node, _ text.Reader, _ parser.Context) {
	if c := parent.FirstChild(); c != nil && c.Type() == ast.TypeInline {
		parent.RemoveChildren(parent)
	}
}

// notes are places that goldmark's nodes do not hold, or hold wrongly where there are
// tabs, in the order of the nodes: the numbers of list items, marks with nothing behind
// them, and where the text of headings without text belongs.
type notes struct {
	base  int // what goldmark calls 0
	first int // the first note not yet taken
	all   []note
	deep  extent // the first mark of a container that was nested too deep
}

type note struct {
	node  ast.Node
	place extent
}

// clear makes ready for other nodes.
func (n *notes) clear() { n.first, n.all = 0, n.all[:0] }

// add notes a run of n bytes for a node, given the line that it begins in as goldmark
// shows it, with white space that nobody wrote before it, and where in that the run is.
func (n *notes) add(node ast.Node, line text.Segment, at, length int) {
	start := n.base + line.Start + at - line.Padding
	n.all = push(n.all, note{node, extent{start, start + length}})
}

// take returns the note on a node. Nodes must be asked for in reading order.
func (n *notes) take(node ast.Node) (place extent, ok bool) {
	if n.first == len(n.all) || n.all[n.first].node != node {
		return extent{}, false
	}
	place = n.all[n.first].place
	n.all[n.first].node = nil // lets go of the node
	n.first++
	return place, true
}

// underlines parses setext headings, except that a line of one or two hyphens is none:
// it is a cell, in reports that put one cell on a line.
type underlines struct{ parser.BlockParser }

func (u underlines) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := r.PeekLine()
	if line = bytes.TrimSpace(line); len(line) < 3 && bytes.HasPrefix(line, []byte("-")) {
		return nil, parser.NoChildren
	}
	return u.BlockParser.Open(parent, r, pc)
}

// items parses list items and notes their marks.
type items struct {
	parser.BlockParser
	notes *notes
}

func (p items) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := r.PeekLine()
	node, state := p.BlockParser.Open(parent, r, pc)
	if node == nil {
		return node, state
	}
	i := len(line) - len(bytes.TrimLeft(line, " "))
	n, ordered := listMark(line[i:])
	rest := line[i+n:]
	if ordered && len(rest) > 0 && (rest[0] == ' ' || rest[0] == '\t') {
		n++
	}
	if ordered || len(bytes.TrimSpace(rest)) == 0 {
		p.notes.add(node, segment, i, n)
	}
	return node, state
}

// listMark returns the length of the mark of a list item at the head of a line, and
// whether it is a number; 0 if there is none.
func listMark(line []byte) (n int, ordered bool) {
	for n < len(line) && line[n] >= '0' && line[n] <= '9' {
		n++
	}
	switch {
	case n == len(line) || n > 9:
		return 0, false
	case n == 0:
		if line[0] != '-' && line[0] != '+' && line[0] != '*' {
			return 0, false
		}
	case line[n] != '.' && line[n] != ')':
		return 0, false
	}
	if n+1 < len(line) && !blank(line[n+1]) {
		return 0, false
	}
	return n + 1, n > 0
}

// hashes parses ATX headings and notes where those without text stand.
type hashes struct {
	parser.BlockParser
	notes *notes
}

func (h hashes) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := r.PeekLine()
	node, state := h.BlockParser.Open(parent, r, pc)
	if node == nil || node.Lines().Len() > 0 {
		return node, state
	}
	i := len(line) - len(bytes.TrimLeft(line, " "))
	for i < len(line) && line[i] == '#' {
		i++
	}
	if i < len(line) && line[i] == ' ' {
		i++
	}
	h.notes.add(node, segment, i, 0)
	return node, state
}
