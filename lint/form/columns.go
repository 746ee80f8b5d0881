package form

import (
	"slices"
	"strings"

	"reportlint/lint/draft"
)

// maxStrays bounds the unknown heads that are compared with labels.
const maxStrays = 64

// stray is a text among the heads that is no label of the form.
type stray struct {
	text *draft.Text
	key  spelling
	slot int
}

// heading is the label of a column of the form among the heads.
type heading struct {
	id   int32
	slot int // the first one that it stands in
}

// missingColumn stands for the slot of a column that is not in the grid.
const missingColumn = -1

// placement is where the columns of a block stand by the heads.
type placement struct {
	block int   // -1 while it is not known
	slots []int // one for each column
	found int
}

// fill takes the figures of a row from its slots behind the label, which ends at slot end.
func (g *gridReader) fill(at int, label *draft.Text, row *gridRow, end int) {
	if declared := g.columns; declared > 0 && len(row.Slots) > declared {
		if cut := g.belowGroup(at, row, end); len(cut.Slots) == declared {
			end -= len(row.Slots) - declared
			row = cut
		}
	}
	slots := len(row.Slots)
	if declared := g.columns; declared > 0 && slots > declared && !row.fits(len(g.v.columnsOf(at)), end) {
		if g.surplus(at, row.Slots[declared:], declared) {
			g.unread(at, label, slots-end)
			return
		}
		slots = declared
	}
	picked := g.byHeads(at, row, slots, end)
	if picked == nil {
		picked = g.byCount(at, row, slots, end)
	}
	cells := g.line(len(picked))
	for i, slot := range picked {
		switch {
		case slot == missingColumn:
		case slot < slots:
			cells[i] = &row.Slots[slot].Text
		default:
			cells[i] = blankAt(row.end()) // a cell that nobody wrote
		}
	}
	if !g.put(at, label, cells) && row.values*2 >= len(cells) {
		g.repeated(at, label, g.span.Start)
	}
}

// belowGroup returns a row, whose label ends at a slot, without the cells before that of groups
// which it does not belong to: they reach one row too far down, and push its own cells to the right.
func (g *gridReader) belowGroup(at int, row *gridRow, end int) *gridRow {
	cut := &gridRow{Row: &draft.Row{Span: row.Span}, filled: row.filled, values: row.values}
	for i, c := range row.Slots {
		if m := row.marks[i]; i >= end || g.v.group(m.word) < 0 || g.v.under(at, m.word) {
			cut.Slots, cut.marks = append(cut.Slots, c), append(cut.marks, m)
		}
	}
	return cut
}

// byCount says in which of so many slots the columns of a row of the form stand where the
// heads do not tell.
func (g *gridReader) byCount(at int, row *gridRow, slots, end int) []int {
	k := len(g.v.columnsOf(at))
	out := slices.Grow(g.picked[:0], k)
	behind := min(end, slots)
	tail := row.count(behind, slots, false)
	lead := row.leading(behind, slots)
	if lost := g.lostHead(at); lost >= 0 && tail-lead-row.trailing(behind, slots) == k-1 {
		for i := range k - 1 {
			out = append(out, behind+lead+i)
		}
		g.missing(at, lost)
		g.picked = slices.Insert(out, lost, missingColumn)
		return g.picked
	}
	if tail == slots-behind && tail > k && lead == 0 && row.trailing(behind, slots) >= tail-k {
		tail = k // what follows was put there to make rows equally long
	}
	if tail != k && (k >= g.v.widest || tail < k) {
		width := slots
		if width-g.pad-k >= end {
			width -= g.pad
		}
		from := end
		if k == g.v.widest && width-k > end {
			from = width - k // the labels take several columns: count from the right
		}
		for i := range k {
			out = append(out, from+i)
		}
	} else {
		for slot := behind; len(out) < k; slot++ {
			if slot == behind || row.Slots[slot] != row.Slots[slot-1] {
				out = append(out, end+slot-behind)
			}
		}
	}
	g.picked = out
	return out
}

// lostHead returns which column of a row's block is the only one whose head is nowhere in the grid,
// in which no row has figures for all; -1 if there is none, or several.
func (g *gridReader) lostHead(at int) int {
	g.place(g.v.block[at])
	if p := &g.layout; p.found < 2 || p.found != len(p.slots)-1 || g.fullest >= len(p.slots) {
		return -1
	}
	return slices.Index(g.layout.slots, missingColumn)
}

// fits reports whether so many cells stand behind the label of a row, which ends at a slot, but for
// blank ones that are a part of the label.
func (r *gridRow) fits(columns, end int) bool {
	n := r.count(end, len(r.Slots), false)
	return n >= columns && n-r.leading(end, len(r.Slots)) <= columns
}

// leading counts the slots at the beginning of [from, to) in which nothing stands.
func (r *gridRow) leading(from, to int) int {
	n := 0
	for from+n < to && r.Slots[from+n].Blank() {
		n++
	}
	return n
}

// trailing counts those at its end.
func (r *gridRow) trailing(from, to int) int {
	n := 0
	for to-n > from && r.Slots[to-n-1].Blank() {
		n++
	}
	return n
}

// count counts the cells in slots [from, to), or those in which something stands.
func (r *gridRow) count(from, to int, filled bool) int {
	n := 0
	for i := from; i < to; i++ {
		if (i == from || r.Slots[i] != r.Slots[i-1]) && !(filled && r.Slots[i].Blank()) {
			n++
		}
	}
	return n
}

// place finds the columns of a block by the heads.
func (g *gridReader) place(block int) {
	p := &g.layout
	if p.block == block {
		return
	}
	*p = placement{block: block, slots: p.slots[:0]}
	for i, c := range g.v.columns[block] {
		slot, there := g.headed(c.id)
		if !there {
			slot, there = g.strayHead(c.key, g.v.table.Blocks[block].Columns[i].Label)
		}
		if !there {
			slot = missingColumn
		} else {
			p.found++
		}
		p.slots = append(p.slots, slot)
	}
}

// headed returns the slot of the label of a column among the heads.
func (g *gridReader) headed(id int32) (slot int, there bool) {
	for _, h := range g.heading {
		if h.id == id {
			return h.slot, true
		}
	}
	return 0, false
}

// byHeads says in which of so many slots the columns stand by their labels, where all are
// there, or all that the grid has room for: a table may be cut between two columns. It is nil
// where the heads do not fit the figures.
func (g *gridReader) byHeads(at int, row *gridRow, slots, end int) []int {
	g.place(g.v.block[at])
	p := &g.layout
	lost := len(p.slots) - p.found
	if p.found == 0 || lost > 0 && row.count(min(end, slots), slots, true) > p.found {
		return nil
	}
	for i := end; i < slots; i++ {
		if row.marks[i].state.value() && !row.Slots[i].Blank() && !row.covers(p.slots, slots, i) && !(lost == 0 && g.foreign(i)) {
			return nil
		}
	}
	whole := row.count(min(end, slots), slots, false) == len(p.slots)
	for _, slot := range p.slots {
		if slot != missingColumn && (slot < end || slot >= slots && whole) {
			return nil // rows begin where their label ends, however many cells that has
		}
	}
	for i, slot := range p.slots {
		if slot == missingColumn {
			g.missing(at, i)
		}
	}
	return p.slots
}

// foreign reports whether a slot stands under a head that the form does not have, such as 上年总计.
func (g *gridReader) foreign(slot int) bool {
	return slices.ContainsFunc(g.strays, func(s stray) bool { return s.slot == slot })
}

// covers reports whether the cell of a slot stands in one of the picked ones.
func (r *gridRow) covers(picked []int, slots, slot int) bool {
	for _, i := range picked {
		if i == slot {
			return true
		}
	}
	for _, i := range picked {
		if i >= 0 && i < slots && r.Slots[i].Text.String() == r.Slots[slot].Text.String() {
			return true // a merged cell, perhaps one whose figure was repeated
		}
	}
	return false
}

// strayHead finds a column, whose key is given, under a head that resembles its label.
func (g *gridReader) strayHead(key spelling, label string) (int, bool) {
	for _, s := range g.strays {
		if resembles(s.key, key) {
			if !strings.HasPrefix(key.text, s.key.text) { // else the next row of heads may have the rest
				g.misspelt(s.text.Fold(), label)
			}
			return s.slot, true
		}
	}
	return 0, false
}

// strayLabel compares a head that is no label of the form with the labels of all columns, and
// of rows where these are heads too: where a label stands several times, a right one elsewhere
// would hide the wrong one. It returns the id of the label that the head was taken for, if found.
func (f *filler) strayLabel(key spelling, text draft.Text) (id int32, found bool) {
	for b, columns := range f.v.columns {
		for c := range columns {
			if misspells(key, columns[c].key) {
				f.misspelt(text, f.v.table.Blocks[b].Columns[c].Label)
				return columns[c].id, true
			}
		}
	}
	if !f.v.table.Across {
		return 0, false
	}
	for i, name := range f.v.names {
		if misspells(key, name.key) && !goesOn(key, name.key) {
			f.misspelt(text, f.v.rows[i].Name())
			return f.v.words.word(name.folded).id, true
		}
	}
	for _, group := range f.v.groups {
		if misspells(key, group.key) && !goesOn(key, group.key) {
			f.misspelt(text, group.label)
			return f.v.words.word(draft.FoldString(group.label)).id, true
		}
	}
	return 0, false
}

// misspells reports whether the key of a head is that of a label with slips in it, and not
// a piece of the label that a line break left.
func misspells(head, label spelling) bool {
	return len(label.letters) >= minStray && resembles(head, label) && !strings.HasPrefix(label.text, head.text) && !strings.HasSuffix(label.text, head.text)
}

// goesOn reports whether a head is a label with more words before or behind it: 行政诉讼案件.
func goesOn(head, label spelling) bool {
	return strings.Contains(head.text, label.text) && len(head.letters) > len(label.letters)+1
}

// surplus notes cells beyond the columns that a table declares; blank ones do not count.
func (g *gridReader) surplus(at int, extra []*draft.Cell, columns int) bool {
	found := false
	for i, c := range extra {
		if !c.Blank() && (i == 0 || c != extra[i-1]) {
			g.out.Surplus = append(g.out.Surplus, Surplus{Text: c.Text, Row: g.v.rows[at].Name(), Columns: columns})
			found = true
		}
	}
	return found
}
