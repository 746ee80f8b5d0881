package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"reportlint/lint/arena"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// reader reads a stretch of a file, token by token.
type reader struct {
	file    *diag.File
	src     string // its text, in which nothing is elsewhere
	pos     int    // the offset behind the last token
	showAll bool

	title   draft.Text
	inTitle bool
	blocks  []draft.Block
	para    paragraph
	style   style
	hidden  hidden
	tables  []*table // the open ones, from the outermost
	slots   int      // of all tables so far
	within  draft.Limits
	limit   *draft.Limit

	end   int       // where reading stops unless a table is open
	last  int       // the end of the last tag of a table
	inner diag.Span // the first table beyond end inside another: from last to itself
}

// style is what holds for text until a tag ends it. A cell has its own.
type style struct {
	bold, preformatted int // how many elements say so
	level              int // of the heading that is open and has no text yet
}

func newReader(f *diag.File, at int, within draft.Limits) *reader {
	return &reader{file: f, src: f.Text, within: within, pos: at, para: paragraph{file: f}}
}

// longTag is the size of a start tag behind which a new tokenizer is taken. The
// tokenizer keeps a map of attributes, and clearing it for each tag costs as much as the
// largest tag before it.
const longTag = 4096

// run reads to end, and on to bound as long as a table is open that began before end. It
// stops before a table that takes the place of an open one beyond end, and at a limit.
func (r *reader) run(end, bound int) {
	r.end = end
	src := r.src[:bound]
	z := html.NewTokenizer(strings.NewReader(src[r.pos:]))
	for r.limit == nil && (r.pos < end || len(r.tables) > 0) {
		kind := z.Next()
		start := r.pos
		stop := start + len(z.Raw())
		switch kind {
		case html.ErrorToken:
			return
		case html.TextToken:
			if r.hidden.name == "" {
				r.para.text(start, stop, r.style.bold > 0, r.style.preformatted > 0)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			t := tag{name: atom.String(name), start: start, end: stop}
			t.selfClosing = kind == html.SelfClosingTagToken
			t.attributes(z)
			if t.name == "table" && start >= end && !r.inCell() && r.hidden.name == "" {
				return
			}
			r.startTag(t)
			if stop-start > longTag {
				z = html.NewTokenizerFragment(strings.NewReader(src[stop:]), t.name)
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			r.endTag(atom.String(name), start, stop)
		}
		r.pos = stop
	}
}

func (r *reader) startTag(t tag) {
	if r.hidden.name != "" && !r.hidden.start(t, len(r.tables) > 0) {
		return
	}
	if block(t.name) {
		r.flush()
	}
	r.endTableParts(t)
	if t.hidden || unseen(t.name) || (furniture(t.name) || aside(t.name)) && !r.showAll {
		if !void(t.name) && !(t.selfClosing && t.name == "svg") {
			r.hidden = hidden{name: t.name}
		}
		return
	}
	switch t.name {
	case "title":
		r.inTitle = true
	case "table":
		r.openTable(t)
	case "tr":
		r.openRow(t)
	case "td", "th":
		r.openCell(t)
	case "h1", "h2", "h3", "h4", "h5", "h6":
		r.style.level = heading(t.name)
	case "br":
		r.para.endLine()
	case "img":
		r.para.image(diag.Span{File: r.file, Start: t.start, End: t.end})
	case "b", "strong":
		r.style.bold++
	case "pre", "listing", "xmp", "plaintext":
		r.style.preformatted++
	}
}

func (r *reader) endTag(name string, start, stop int) {
	if r.hidden.name != "" {
		if ends, own := r.hidden.end(name); !ends || own {
			return
		}
	}
	if block(name) {
		r.flush()
	}
	switch name {
	case "title":
		r.inTitle = false
	case "table":
		r.closeTable(stop, true)
	case "thead", "tbody", "tfoot", "tr", "td", "th":
		r.endTablePart(name, start, stop)
	case "h1", "h2", "h3", "h4", "h5", "h6":
		r.style.level = 0
	case "br":
		r.para.endLine() // as browsers take it
	case "b", "strong":
		r.style.bold = max(0, r.style.bold-1)
	case "pre", "listing", "xmp":
		r.style.preformatted = max(0, r.style.preformatted-1)
	}
}

// flush ends the block that is being put together.
func (r *reader) flush() {
	b, ok := r.para.end()
	if !ok {
		return
	}
	text := b.Text()
	if r.inTitle {
		if r.title.Len() == 0 {
			r.title = text
		}
		return
	}
	if r.style.level > 0 && text.Len() > 0 {
		b.Kind, b.Level, b.Bold = draft.Heading, r.style.level, false
		r.style.level = 0 // a heading that is never closed is one block all the same
	}
	r.emit(b)
}

// emit puts a block where it stands: into the open cell, else beside the rows of the
// open table, else into the page.
func (r *reader) emit(b draft.Block) {
	if len(r.tables) == 0 {
		r.blocks = append(r.blocks, b)
		return
	}
	t := r.tables[len(r.tables)-1]
	switch {
	case t.cell == nil:
		t.beside = append(t.beside, b)
	default:
		if t.cell.blocks == nil { // most have one
			t.cell.blocks = arena.Make[draft.Block](r.file.Arena(), 0, 1)
		}
		t.cell.blocks = append(t.cell.blocks, b)
		t.layout = t.layout || b.Kind == draft.Grid
	}
}

// finish ends all that is still open.
func (r *reader) finish() {
	r.flush()
	for len(r.tables) > 0 {
		r.closeTable(r.pos, false)
	}
}
