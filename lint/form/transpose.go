package form

import (
	"reportlint/lint/arena"
	"reportlint/lint/draft"
)

// upright returns a grid with the rows of the form as its rows: itself, or its transpose where
// they were written as columns.
func (f *filler) upright(g *grid) *grid {
	if !f.v.lies(g) {
		return g
	}
	a := f.r.arena()
	up := &f.r.words.layOut(a, transpose(a, g))[0]
	up.item = g.item
	return up
}

// lies reports whether a grid has the rows of the form as columns: several of them are heads,
// and labels of columns stand before the figures. Tables whose rows are meant to stand side by
// side are read as they are.
func (v *vocabulary) lies(g *grid) bool {
	if v.table.Across {
		return false
	}
	slots := 0
	for i := range g.rows {
		slots += len(g.rows[i].Slots)
	}
	if g.width*len(g.rows) > 2*slots {
		return false // most of its slots nobody wrote
	}
	heads, turned := 0, false
	for i := range g.rows {
		row, rows := &g.rows[i], 0
		for c := range row.cells {
			if c.state.value() {
				break
			}
			switch {
			case v.is(c.word, columnLabel):
				turned = turned || row.values > 0
			case v.row(c.word, -1) < 0:
			case row.values > 0:
				return false
			default:
				rows++
			}
		}
		heads = max(heads, rows)
	}
	return turned && heads > 1
}

// transpose returns a table whose rows are the columns of a grid. A slot that nobody wrote is
// blank, at the end of the row that it is missing from.
func transpose(a *arena.Arena, g *grid) *draft.Table {
	t := &draft.Table{Span: g.span, Rows: arena.Make[draft.Row](a, g.width, g.width)}
	for k := range t.Rows {
		slots := arena.Make[*draft.Cell](a, len(g.rows), len(g.rows))
		for i := range slots {
			if row := &g.rows[i]; k < len(row.Slots) {
				slots[i] = row.Slots[k]
			} else {
				slots[i] = &draft.Cell{Text: *blankAt(row.end())}
			}
		}
		t.Rows[k] = draft.Row{Span: slots[len(slots)-1].Text.Where(), Slots: slots}
	}
	return t
}
