package render

import (
	"slices"
	"unicode/utf8"
)

// glyph is one character of a source line as it is shown.
type glyph struct {
	at, end int // its bytes
	shown   term
	cells   int
}

// excerpt is the part of a source line around a place, with what is marked in it.
type excerpt struct {
	place               place
	glyphs              []glyph
	cutBefore, cutAfter bool
	marks               []byte // one a cell: ' ', '-' or '^'
}

// tab is how a tab is shown. It has the same width wherever it stands, so that a long
// line can be shown in part without reading it from its start.
const tab = "    "

// ellipsis stands for what was left out; it takes one cell.
const ellipsis = "…"

// crowd is how many characters without a width may stand in a line for each cell of it.
const crowd = 4

// excerptOf cuts the line of p around p so that it takes at most room cells. It reads
// no more of the line than it can show.
func excerptOf(p place, room int) excerpt {
	before, head := backward(p, room)
	after, tail := forward(p, room)
	x := excerpt{place: p}
	all, marked := sum(after), 0
	for _, g := range after {
		if g.at < max(p.end, p.start+1) {
			marked += g.cells
		}
	}
	marked, all = max(marked, 1), max(all, 1) // behind the last character a mark takes a cell
	if !head || !tail || sum(before)+all > room {
		room -= 2 // an ellipsis on either side
		left := min(sum(before), (room-min(marked, room))/2)
		right := min(all, room-left)
		left = min(sum(before), room-right)
		kept := first(before, left)
		for len(kept) > 0 && len(kept) < len(before) && kept[len(kept)-1].cells == 0 {
			kept = kept[:len(kept)-1] // its letter was cut off
		}
		x.cutBefore = !head || len(kept) < len(before)
		before = kept
		kept = first(after, right)
		x.cutAfter = !tail || len(kept) < len(after)
		after = kept
	}
	slices.Reverse(before)
	x.glyphs = append(before, after...)
	return x
}

// backward returns the glyphs before a place, the nearest first, as far as they fit in
// room cells; whole says that they reach the start of the line.
func backward(p place, room int) (glyphs []glyph, whole bool) {
	line := p.line.Text()
	glyphs = make([]glyph, 0, min(room, p.start-p.line.Start))
	for i, n := p.start, 0; i > p.line.Start; {
		_, size := utf8.DecodeLastRuneInString(line[:i-p.line.Start])
		g := glyphAt(p, i-size)
		g.end = i
		if n += g.cells; n > room || len(glyphs) == crowd*room {
			return glyphs, false
		}
		glyphs = append(glyphs, g)
		i -= size
	}
	return glyphs, true
}

// forward is like backward, from the start of a place on.
func forward(p place, room int) (glyphs []glyph, whole bool) {
	glyphs = make([]glyph, 0, min(room, p.line.End-p.start))
	for i, n := p.start, 0; i < p.line.End; {
		g := glyphAt(p, i)
		if n += g.cells; n > room || len(glyphs) == crowd*room {
			return glyphs, false
		}
		glyphs = append(glyphs, g)
		i = g.end
	}
	return glyphs, true
}

// glyphAt returns the glyph that begins at a byte of the line of p.
func glyphAt(p place, at int) glyph {
	const enough = 8 // bytes, to tell any character and any command
	s := p.file.Slice(at, min(at+enough, p.line.End))
	if s[0] == '\t' {
		return glyph{at: at, end: at + 1, shown: tab, cells: len(tab)}
	}
	shown, size := visible(s)
	return glyph{at: at, end: at + size, shown: shown, cells: cells(shown)}
}

func sum(glyphs []glyph) int {
	n := 0
	for _, g := range glyphs {
		n += g.cells
	}
	return n
}

// first returns the first of the glyphs, as many as fit in room cells.
func first(glyphs []glyph, room int) []glyph {
	for i, g := range glyphs {
		if room -= g.cells; room < 0 {
			return glyphs[:i]
		}
	}
	return glyphs
}

// holds reports whether the start of p is to be seen in the excerpt.
func (x *excerpt) holds(p place) bool {
	if p.file != x.place.file || p.line != x.place.line {
		return false
	}
	from, to := x.place.start, x.place.start
	if n := len(x.glyphs); n > 0 {
		from, to = x.glyphs[0].at, x.glyphs[n-1].end
	}
	return from <= p.start && (p.start < to || p.start == to && !x.cutAfter)
}

// mark puts c under a place, where no mark stands yet. A point is one mark wide.
func (x *excerpt) mark(p place, c byte) {
	from := 0
	if x.cutBefore {
		from = 1
	}
	to, last := from, p.start
	for _, g := range x.glyphs {
		if g.end <= p.start {
			from += g.cells
		}
		if g.at < p.end {
			to += g.cells
		}
		last = g.end
	}
	if x.cutAfter && p.end > last {
		to++ // the mark goes on under the ellipsis
	}
	if to <= from {
		if p.start < p.end && from > 0 {
			from-- // an accent is marked under its letter
		}
		to = from + 1
	}
	for len(x.marks) < to {
		x.marks = append(x.marks, ' ')
	}
	for i := from; i < to; i++ {
		if x.marks[i] == ' ' {
			x.marks[i] = c
		}
	}
}

// text returns the excerpt as it is shown.
func (x *excerpt) text() term {
	var t []byte
	if x.cutBefore {
		t = append(t, ellipsis...)
	}
	for _, g := range x.glyphs {
		t = append(t, g.shown...)
	}
	if x.cutAfter {
		t = append(t, ellipsis...)
	}
	return term(t)
}
