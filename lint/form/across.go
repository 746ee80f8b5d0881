package form

import (
	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// across reads a row of figures of a table whose rows stand side by side: all of them,
// or those that the heads or the lines above the grid name.
func (g *gridReader) across(row *gridRow) {
	var cells []*Cell
	started := len(row.cells)%g.widest() == 0 && !g.v.knows(row.cells[0].label()) // as many cells as figures: none is a label
	for _, c := range row.cells {
		if !started && !c.blank() && !c.value() {
			continue // a label such as 件数
		}
		started = true
		cells = append(cells, &c.Cell)
	}
	for len(cells) > 0 && len(cells)%g.widest() != 0 && cells[0].Text.Len() == 0 {
		cells = cells[1:] // the blank corner of a row without a label
	}
	g.spread(cells, row.end())
}

// turnedRow reads a row that holds one column of the form: the figures stand under the
// labels of the form's rows.
func (g *gridReader) turnedRow(row *gridRow, column int) {
	for at, slot := range g.over {
		if slot >= len(row.slots) {
			continue
		}
		if g.turned[at] == nil {
			g.turned[at] = make([]*Cell, len(g.v.columnsOf(at)))
		}
		g.turned[at][column] = &row.slots[slot].Cell
	}
}

// turn fills the rows of the form that were written as columns.
func (g *gridReader) turn() {
	for at := range g.v.rows {
		if cells := g.turned[at]; cells != nil {
			g.exact++
			g.put(at, g.label(cells), cells)
		}
	}
}

// label returns the text of the first of the cells that is there, which is never none.
func (g *gridReader) label(cells []*Cell) draft.Text {
	for _, c := range cells {
		if c != nil {
			return c.Text
		}
	}
	return blankAt(g.span.Point()).Text
}

// spread gives figures to the rows of a table whose rows stand side by side.
func (f *filler) spread(cells []*Cell, at diag.Span) {
	k := len(f.v.table.Blocks[0].Columns)
	n := len(f.v.rows)
	start := 0
	switch len(cells) {
	case n * k:
	case k:
		start = f.next()
	case (n - 1) * k:
		start = 1
	default:
		f.begin(at)
		for i := range f.v.rows {
			f.unread(i, blankAt(at).Text, len(cells))
		}
		return
	}
	for i := 0; i*k < len(cells) && start+i < n; i++ {
		part := cells[i*k : i*k+k]
		f.exact++
		f.put(start+i, part[0].Text, part)
	}
}

// next returns the row that a line above the figures named, or the first that is missing.
func (f *filler) next() int {
	if f.named >= 0 && !f.out.Rows[f.named].Present {
		return f.named
	}
	for i, r := range f.out.Rows {
		if !r.Present {
			return i
		}
	}
	return 0
}
