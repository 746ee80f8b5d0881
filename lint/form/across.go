package form

import (
	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// across reads a row of figures of a table whose rows stand side by side: all of them,
// or those that the heads or the lines above the grid name.
func (g *gridReader) across(row *gridRow) {
	var cells []*draft.Text
	started := row.count(0, len(row.Slots), false)%g.v.widest == 0 && !g.v.knows(row.marks[0].word) // as many cells as figures: none is a label
	for c := range row.cells {
		if !started && !c.Blank() && !c.state.value() {
			continue // a label such as 件数
		}
		started = true
		cells = append(cells, &c.Text)
	}
	for len(cells) > 0 && len(cells)%g.v.widest != 0 && cells[0].Trim().Len() == 0 {
		cells = cells[1:] // the blank corner of a row without a label
	}
	g.spread(cells, row.end())
}

// turnedRow reads a row that holds one column of the form: the figures stand under the
// labels of the form's rows.
func (g *gridReader) turnedRow(row *gridRow, column int) {
	if g.turned == nil {
		g.turned = make([][]*draft.Text, len(g.v.rows))
	}
	for at, slot := range g.over {
		if slot >= len(row.Slots) {
			continue
		}
		if g.turned[at] == nil {
			g.turned[at] = make([]*draft.Text, len(g.v.columnsOf(at)))
		}
		g.turned[at][column] = &row.Slots[slot].Text
	}
}

// turn fills the rows of the form that were written as columns.
func (g *gridReader) turn() {
	for at, cells := range g.turned {
		if cells != nil {
			g.exact++
			g.put(at, g.label(cells), cells)
		}
	}
}

// label returns the first of the cells that is there, which is never none.
func (g *gridReader) label(cells []*draft.Text) *draft.Text {
	for _, c := range cells {
		if c != nil {
			return c
		}
	}
	return blankAt(g.span.Point())
}

// spread gives figures to the rows of a table whose rows stand side by side.
func (f *filler) spread(cells []*draft.Text, at diag.Span) {
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
			f.unread(i, blankAt(at), len(cells))
		}
		return
	}
	for i := 0; i*k < len(cells) && start+i < n; i++ {
		part := cells[i*k : i*k+k]
		f.exact++
		f.put(start+i, part[0], part)
	}
}

// next returns the row that a line above the figures named, or the first that is missing.
func (f *filler) next() int {
	if f.named >= 0 && !f.rows[f.named].present {
		return f.named
	}
	for i := range f.rows {
		if !f.rows[i].present {
			return i
		}
	}
	return 0
}
