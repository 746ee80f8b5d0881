package form

import (
	"slices"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// Tables whose rows stand side by side, from a grid or from lines.

// across reads a row of figures of a table whose rows stand side by side: all of them,
// or those that the heads or the lines above the grid name.
func (g *gridReader) across(row *gridRow) {
	var cells []*draft.Text
	width := len(row.Slots)
	if width == g.width {
		width -= g.pad
	}
	started := row.count(0, width, false)%g.v.widest == 0 && !g.v.knows(row.marks[0].word) // as many cells as figures: none is a label
	for c := range row.cells {
		if !started && !c.Blank() && !c.state.value() {
			continue // a label such as 件数
		}
		if c.slot >= width {
			break
		}
		started = true
		cells = append(cells, &c.Text)
	}
	if len(cells)%g.v.widest != 0 && g.spreadBy(g.series, cells) {
		return
	}
	for len(cells) > 0 && len(cells)%g.v.widest != 0 && cells[0].Trim().Len() == 0 {
		cells = cells[1:] // the blank corner of a row without a label
	}
	g.spread(cells, row.end())
}

// listed reads a row of one figure, or of a blank in its place, which stands behind the label of
// its column and, there or further up, that of its row of the form. It reports whether the row is
// one.
func (g *gridReader) listed(row *gridRow) bool {
	column, named := -1, g.named
	var figure *draft.Text
	for c := range row.cells {
		if at := g.v.column(c.word, 0); at >= 0 && (column < 0 || column == at) {
			column = at
		} else if at := g.v.row(c.word, -1); at >= 0 && column < 0 {
			named = at
		} else if c.state.value() || c.Blank() && column >= 0 && figure == nil {
			figure = &c.Text
		} else if !c.Blank() && column >= 0 {
			return false // another label
		}
	}
	if len(g.over) > 0 || column < 0 || named < 0 || figure == nil {
		return false
	}
	g.named = named
	g.turnCell(named, column, figure)
	return true
}

// turnedRow reads a row that holds one column of the form: the figures stand under the
// labels of the form's rows.
func (g *gridReader) turnedRow(row *gridRow, column int) {
	for at, slot := range g.over {
		if slot < len(row.Slots) {
			g.turnCell(at, column, &row.Slots[slot].Text)
		}
	}
}

// turnCell keeps a cell of a row of the form that is written as a column.
func (g *gridReader) turnCell(at, column int, text *draft.Text) {
	if g.turned == nil {
		g.turned = make([][]*draft.Text, len(g.v.rows))
	}
	if g.turned[at] == nil {
		g.turned[at] = make([]*draft.Text, len(g.v.columnsOf(at)))
	}
	g.turned[at][column] = text
}

// turn fills the rows of the form that were written as columns.
func (g *gridReader) turn() {
	for at, cells := range g.turned {
		if cells != nil {
			g.exact++
			g.put(at, first(cells), cells)
		}
	}
}

// first returns the first of the cells that is there, which is never none.
func first(cells []*draft.Text) *draft.Text {
	return cells[slices.IndexFunc(cells, func(c *draft.Text) bool { return c != nil })]
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

// spreadBy gives figures to the rows of a table whose rows stand side by side by the heads over them,
// where each has one and no row lacks more than one of its columns. It reports whether it does.
func (f *filler) spreadBy(heads []head, cells []*draft.Text) bool {
	heads = slices.DeleteFunc(slices.Clone(heads), func(h head) bool { return h.id == 0 })
	columns := f.v.columns[0]
	k, n := len(columns), len(f.v.rows)
	if k < 2 || len(heads) != len(cells) || len(cells) < n*k-n {
		return false
	}
	given := make([]*draft.Text, n*k)
	at := 0
	for i := range given {
		if at < len(heads) && heads[at].id == columns[i%k].id {
			given[i] = cells[at]
			at++
		}
	}
	lacks := make([]int, k) // how many rows lack each column
	for row := range n {
		c := slices.Index(given[row*k:row*k+k], nil)
		if c >= 0 {
			lacks[c]++
		}
		if c >= 0 && slices.Contains(given[row*k+c+1:row*k+k], nil) {
			return false
		}
	}
	if at < len(cells) {
		return false
	}
	for row, at := 0, 0; row < n; row++ {
		cells := given[row*k : row*k+k]
		c := slices.Index(cells, nil)
		if c >= 0 && (lacks[c] < n || row == 0) {
			m := MissingColumn{Column: &f.v.columnsOf(row)[c]}
			if lacks[c] < n {
				m.Row = f.v.rows[row]
			}
			if c > 0 {
				m.beside(heads[at+c-1].text, true)
			} else {
				m.beside(heads[at].text, false)
			}
			f.out.Missing = append(f.out.Missing, m)
		}
		if at += k; c >= 0 {
			at--
		}
		f.exact++
		f.put(row, first(cells), cells)
	}
	return true
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

// readAcross reads a table whose rows stand side by side: the heads, then the figures of
// all rows; or a label and its figures, row by row.
func (r *runReader) readAcross() {
	total := len(r.v.rows) * len(r.v.table.Blocks[0].Columns)
	start, known := r.headings()
	if start < 0 || known < 3 && r.r.Section(r.v.table.Part) == nil {
		return // labels that other tables have too are no sign of this one
	}
	r.seen(start, start+1)
	r.begin(r.tokens[start].text.Where())
	k := len(r.v.table.Blocks[0].Columns)
	whole := func(n int) bool { return n == total || n == k || n == total-k }
	i := start
	for i < len(r.tokens) {
		if is := r.labelAt(i); is.tokens > 0 {
			if row := r.v.row(is.word, -1); row >= 0 {
				r.named = row
			}
			if r.v.is(is.word, columnLabel) {
				r.series = append(r.series, head{is.id, is.text})
			}
			i += is.tokens
			continue
		}
		j := i
		var cells []*draft.Text
		filled := 0
		for j < len(r.tokens) && (r.tokens[j].blank() || r.tokens[j].state.value() || r.wordsAt(j, filled)) {
			cells = append(cells, &r.tokens[j].text)
			if !r.tokens[j].blank() {
				filled++
			}
			j++
		}
		t := &r.tokens[i]
		if words := !t.blank() && !t.state.value(); words && !whole(filled) {
			if !r.prose(t) {
				r.strayLabel(spell(t.key), t.text)
			}
			j = i + 1 // what is behind a head are cells by themselves
		} else if filled > 0 {
			r.seen(i, j)
			r.figures(cells, filled, total)
			r.series = r.series[:0]
		}
		i = j
	}
	if r.filled() == 0 && known > 1 {
		r.spread(nil, r.tokens[start].text.Where())
	}
}

// wordsAt reports whether a token is a few words in the place of a figure: among figures, or the
// last cell of a row behind so many, and no label.
func (r *runReader) wordsAt(i, filled int) bool {
	t := &r.tokens[i]
	if r.labelAt(i).tokens > 0 || r.prose(t) || longer(t.text.String(), 8) {
		return false
	}
	k := len(r.v.table.Blocks[0].Columns)
	return i+1 < len(r.tokens) && r.tokens[i+1].state.value() || filled%k == k-1
}

// headings returns the first token that is a label of the table, -1 if none, and how many
// different labels there are.
func (r *runReader) headings() (first, known int) {
	first = -1
	var seen []int32
	for i := range r.tokens {
		is := r.labelAt(i)
		if is.tokens == 0 {
			continue
		}
		if first < 0 {
			first = i
		}
		if !slices.Contains(seen, is.id) {
			seen = append(seen, is.id)
		}
	}
	return first, len(seen)
}

// figures gives a run of cells to the rows that stand side by side: those with figures if
// they are as many as a row or all rows have, else all from the first figure on.
func (r *runReader) figures(cells []*draft.Text, filled, total int) {
	k := len(r.v.table.Blocks[0].Columns)
	var full []*draft.Text
	for _, c := range cells {
		if c.Len() > 0 {
			full = append(full, c)
		}
	}
	if filled == total || filled == k || filled == total-k {
		r.spread(full, at(full))
		return
	}
	if len(cells) == total || r.piped && len(cells) > total {
		// Blanks of merged heads stand before the figures, so count from the last figure
		// that can be the last cell.
		from := max(len(cells)-total, 0)
		r.spread(cells[from:from+total], at(full))
		return
	}
	if filled > 1 && !r.spreadBy(r.series, full) {
		r.spread(full, at(full))
	}
}

func at(cells []*draft.Text) diag.Span { return cells[0].Where() }
