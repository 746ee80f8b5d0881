package form

import (
	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// endOf returns the point behind the last cell of a row.
func endOf(row draft.Row) diag.Span {
	return diag.Span{File: row.Span.File, Start: row.Span.End, End: row.Span.End}
}

// across reads a row of figures of a table whose rows stand side by side: all of them,
// or those that the heads or the lines above the grid name.
func (g *gridReader) across(row draft.Row) {
	var texts []draft.Text
	cells := place(row)
	started := len(cells)%g.widest() == 0 && !g.v.knows(cells[0].fold.String()) // as many cells as figures: none is a label
	for _, c := range cells {
		if !started && !c.Blank() && !value(c.Text) {
			continue // a label such as 件数
		}
		started = true
		texts = append(texts, c.Text)
	}
	for len(texts) > 0 && len(texts)%g.widest() != 0 && texts[0].Len() == 0 {
		texts = texts[1:] // the blank corner of a row without a label
	}
	g.spread(texts, endOf(row))
}

// turnedRow reads a row that holds one column of the form: the figures stand under the
// labels of the form's rows.
func (g *gridReader) turnedRow(row draft.Row, column int) {
	for at, slot := range g.over {
		if slot >= len(row.Slots) {
			continue
		}
		if g.turned[at] == nil {
			g.turned[at] = make([]draft.Text, len(g.v.columns(at)))
		}
		g.turned[at][column] = row.Slots[slot].Text
	}
}

// turn fills the rows of the form that were written as columns.
func (g *gridReader) turn() {
	for at := range g.v.rows {
		if texts := g.turned[at]; texts != nil {
			g.exact++
			g.put(at, g.label(texts), texts)
		}
	}
}

// label returns the first of the texts that is there, which is never none.
func (g *gridReader) label(texts []draft.Text) draft.Text {
	for _, t := range texts {
		if t.Where().File != nil {
			return t
		}
	}
	return draft.NewBuilder(g.table.Span.Point()).Text()
}

// spread gives figures to the rows of a table whose rows stand side by side.
func (f *filler) spread(texts []draft.Text, at diag.Span) {
	k := len(f.v.table.Blocks[0].Columns)
	n := len(f.v.rows)
	start := 0
	switch len(texts) {
	case n * k:
	case k:
		start = f.next()
	case (n - 1) * k:
		start = 1
	default:
		f.begin(at)
		for i := range f.v.rows {
			f.unread(i, draft.NewBuilder(at).Text(), len(texts))
		}
		return
	}
	for i := 0; i*k < len(texts) && start+i < n; i++ {
		part := texts[i*k : i*k+k]
		f.exact++
		f.put(start+i, part[0], part)
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
