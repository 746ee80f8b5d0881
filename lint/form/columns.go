package form

import (
	"strings"

	"reportlint/lint/draft"
)

// maxStrays bounds the unknown heads that are compared with labels.
const maxStrays = 64

// stray is a text among the heads that is no label of the form.
type stray struct {
	text draft.Text
	slot int
}

// padding counts the columns at the right of a grid in which nothing ever stands.
func (g *gridReader) padding() int {
	width, used := 0, 0
	for _, row := range g.table.Rows {
		width = max(width, len(row.Slots))
		for i, c := range row.Slots {
			if !c.Blank() {
				used = max(used, i+1)
			}
		}
	}
	return width - used
}

// declared returns how many columns the table declares; where it does not, as tables of
// HTML do not, how many at least three quarters of its rows have.
func (g *gridReader) declared() int {
	if g.table.Columns > 0 {
		return g.table.Columns
	}
	rows := map[int]int{}
	for _, row := range g.table.Rows {
		rows[len(row.Slots)]++
	}
	for width, n := range rows {
		if 4*n >= 3*len(g.table.Rows) && len(g.table.Rows) >= 4 {
			return width
		}
	}
	return 0
}

// fill takes the figures of a row from its slots behind the label, which ends at slot end.
func (g *gridReader) fill(at int, label draft.Text, row draft.Row, end int) {
	slots := row.Slots
	columns := g.v.columns(at)
	if declared := g.columns; declared > 0 && len(slots) > declared {
		if g.surplus(at, slots[declared:], declared) {
			g.unread(at, label, len(slots)-end)
			return
		}
		slots = slots[:declared]
	}
	texts := make([]draft.Text, len(columns))
	picked := g.pick(columns, slots, end)
	for i, slot := range picked {
		switch {
		case slot == missingColumn:
			continue
		case slot < len(slots):
			texts[i] = slots[slot].Text
		default:
			texts[i] = draft.NewBuilder(endOf(row)).Text() // a cell that nobody wrote
		}
	}
	g.put(at, label, texts)
}

// missingColumn stands for the slot of a column that is not in the grid.
const missingColumn = -1

// pick says in which slots the columns of a row stand: by the heads, or by counting.
func (g *gridReader) pick(columns []Column, slots []*draft.Cell, end int) []int {
	byHead := g.byHeads(columns, slots, end)
	if byHead != nil {
		return byHead
	}
	k := len(columns)
	out := make([]int, k)
	tail := place(draft.Row{Slots: slots[min(end, len(slots)):]})
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
func (g *gridReader) byHeads(columns []Column, slots []*draft.Cell, end int) []int {
	out := make([]int, len(columns))
	found := 0
	var unknown []int
	for i, c := range columns {
		slot, there := g.slots[draft.Key(c.Label)]
		if !there {
			slot, there = g.strayHead(c)
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
		if i >= end && !slot.Blank() && value(slot.Text) && !covers(slots, out, slot) {
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
func covers(slots []*draft.Cell, picked []int, cell *draft.Cell) bool {
	for _, i := range picked {
		if i >= 0 && i < len(slots) && slots[i] == cell {
			return true
		}
		if i >= 0 && i < len(slots) && slots[i].Text.String() == cell.Text.String() {
			return true // a merged cell whose figure was repeated
		}
	}
	return false
}

// room counts the filled slots behind the label that known columns leave over.
func (g *gridReader) room(slots []*draft.Cell, end, known int) int {
	n := 0
	for _, c := range place(draft.Row{Slots: slots[min(end, len(slots)):]}) {
		if !c.Blank() {
			n++
		}
	}
	return max(n-known, 0)
}

// strayHead finds a column under a head that resembles its label.
func (g *gridReader) strayHead(c Column) (int, bool) {
	for _, s := range g.strays {
		if alike(draft.Key(s.text.String()), draft.Key(c.Label)) >= near {
			g.misspelt(s.text, c.Label)
			return s.slot, true
		}
	}
	return 0, false
}

// strayLabel compares a head that is no label of the form with the labels of all columns:
// where a label stands several times, a right one elsewhere would hide the wrong one.
func (g *gridReader) strayLabel(text draft.Text) {
	for _, b := range g.v.table.Blocks {
		for _, c := range b.Columns {
			if misspells(draft.Key(text.String()), draft.Key(c.Label)) {
				g.misspelt(text, c.Label)
				return
			}
		}
	}
}

// misspells reports whether the key of a head is that of a label with slips in it, and not
// a piece of the label that a line break left.
func misspells(head, label string) bool {
	return len([]rune(label)) >= minStray && alike(head, label) >= near && !strings.HasPrefix(label, head) && !strings.HasSuffix(label, head)
}

// missing notes a column that the grid does not have.
func (g *gridReader) missing(c *Column) {
	for _, m := range g.out.Missing {
		if m.Column == c {
			return
		}
	}
	at := g.table.Span.Point()
	if len(g.table.Rows) > 0 {
		at = g.table.Rows[0].Span
	}
	g.out.Missing = append(g.out.Missing, MissingColumn{Column: c, Where: at})
}

// surplus notes cells beyond the columns that a table declares; blank ones do not count.
func (g *gridReader) surplus(at int, extra []*draft.Cell, columns int) bool {
	found := false
	for _, c := range extra {
		if !c.Blank() {
			g.out.Surplus = append(g.out.Surplus, Surplus{Text: c.Text, Row: g.v.rows[at].Name(), Columns: columns})
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
