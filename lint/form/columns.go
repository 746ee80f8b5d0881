package form

import (
	"strings"
	"unicode/utf8"

	"reportlint/lint/draft"
)

// maxStrays bounds the unknown heads that are compared with labels.
const maxStrays = 64

// stray is a text among the heads that is no label of the form.
type stray struct {
	text draft.Text
	key  string
	slot int
}

// fill takes the figures of a row from its slots behind the label, which ends at slot end.
func (g *gridReader) fill(at int, label draft.Text, row *gridRow, end int) {
	slots := row.slots
	columns := g.v.columnsOf(at)
	if declared := g.columns; declared > 0 && len(slots) > declared {
		if g.surplus(at, slots[declared:], declared) {
			g.unread(at, label, len(slots)-end)
			return
		}
		slots = slots[:declared]
	}
	cells := make([]*Cell, len(columns))
	picked := g.pick(at, slots, end)
	for i, slot := range picked {
		switch {
		case slot == missingColumn:
			continue
		case slot < len(slots):
			cells[i] = &slots[slot].Cell
		default:
			cells[i] = blankAt(row.end()) // a cell that nobody wrote
		}
	}
	g.put(at, label, cells)
}

// missingColumn stands for the slot of a column that is not in the grid.
const missingColumn = -1

// pick says in which slots the columns of a row of the form stand: by the heads, or by
// counting.
func (g *gridReader) pick(at int, slots []*entry, end int) []int {
	byHead := g.byHeads(at, slots, end)
	if byHead != nil {
		return byHead
	}
	k := len(g.v.columnsOf(at))
	out := make([]int, k)
	tail := place(nil, slots[min(end, len(slots)):])
	if len(tail) == k {
		for i := range out {
			out[i] = end + tail[i].slot
		}
		return out
	}
	from := end
	width := len(slots)
	if width-g.pad-k >= end {
		width -= g.pad
	}
	if k == g.widest() && width-k > end {
		from = width - k // the labels take several columns: count from the right
	} else if k < g.widest() && len(tail) > k {
		for i := range out {
			out[i] = end + tail[i].slot
		}
		return out
	}
	for i := range out {
		out[i] = from + i
	}
	return out
}

// byHeads says in which slots the columns stand by their labels, where all are there, or
// all that the grid has room for. It is nil where the heads do not fit the figures.
func (g *gridReader) byHeads(at int, slots []*entry, end int) []int {
	columns, names := g.v.columnsOf(at), g.v.columns[g.v.block[at]]
	out := make([]int, len(columns))
	found := 0
	var unknown []int
	for i, c := range names {
		slot, there := g.heading[c.id]
		if !there {
			slot, there = g.strayHead(c.key, columns[i].Label)
		}
		if !there {
			out[i] = missingColumn
			unknown = append(unknown, i)
			continue
		}
		out[i] = slot
		found++
	}
	if found == 0 || len(unknown) > 0 && (len(unknown) > 1 || g.room(slots, end, found) != 0) {
		return nil
	}
	for i, slot := range slots {
		if i >= end && !slot.blank() && slot.value() && !covers(slots, out, slot) {
			return nil
		}
	}
	for _, slot := range out {
		if slot != missingColumn && slot < end {
			return nil
		}
	}
	for _, i := range unknown {
		g.missing(&columns[i])
	}
	return out
}

// covers reports whether a cell stands in one of the picked slots.
func covers(slots []*entry, picked []int, cell *entry) bool {
	for _, i := range picked {
		if i >= 0 && i < len(slots) && slots[i] == cell {
			return true
		}
		if i >= 0 && i < len(slots) && slots[i].written.Text.String() == cell.written.Text.String() {
			return true // a merged cell whose figure was repeated
		}
	}
	return false
}

// room counts the filled slots behind the label that known columns leave over.
func (g *gridReader) room(slots []*entry, end, known int) int {
	n := 0
	for _, c := range place(nil, slots[min(end, len(slots)):]) {
		if !c.blank() {
			n++
		}
	}
	return max(n-known, 0)
}

// strayHead finds a column, whose key is given, under a head that resembles its label.
func (g *gridReader) strayHead(key, label string) (int, bool) {
	for _, s := range g.strays {
		if resembles(s.key, key) {
			g.misspelt(s.text, label)
			return s.slot, true
		}
	}
	return 0, false
}

// strayLabel compares a head that is no label of the form with the labels of all columns:
// where a label stands several times, a right one elsewhere would hide the wrong one.
func (g *gridReader) strayLabel(text draft.Text, key string) {
	for b, columns := range g.v.columns {
		for c, want := range columns {
			if misspells(key, want.key) {
				g.misspelt(text, g.v.table.Blocks[b].Columns[c].Label)
				return
			}
		}
	}
}

// misspells reports whether the key of a head is that of a label with slips in it, and not
// a piece of the label that a line break left.
func misspells(head, label string) bool {
	return utf8.RuneCountInString(label) >= minStray && resembles(head, label) && !strings.HasPrefix(label, head) && !strings.HasSuffix(label, head)
}

// missing notes a column that the grid does not have.
func (g *gridReader) missing(c *Column) {
	for _, m := range g.out.Missing {
		if m.Column == c {
			return
		}
	}
	at := g.span.Point()
	if len(g.rows) > 0 {
		at = g.rows[0].span
	}
	g.out.Missing = append(g.out.Missing, MissingColumn{Column: c, Where: at})
}

// surplus notes cells beyond the columns that a table declares; blank ones do not count.
func (g *gridReader) surplus(at int, extra []*entry, columns int) bool {
	found := false
	for _, c := range extra {
		if !c.blank() {
			g.out.Surplus = append(g.out.Surplus, Surplus{Text: c.written.Text, Row: g.v.rows[at].Name(), Columns: columns})
			found = true
		}
	}
	return found
}

// widest returns the number of columns of the widest block.
func (g *gridReader) widest() int {
	n := 0
	for _, b := range g.v.table.Blocks {
		n = max(n, len(b.Columns))
	}
	return n
}
