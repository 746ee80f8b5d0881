package form

import (
	"strings"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// grid is a table of a draft, laid out once for all forms that it is held against.
type grid struct {
	rows []gridRow
	span diag.Span
	pad  int // columns at the right in which nothing stands
	// columns is how many columns the table declares, or most of its rows have; 0 where
	// neither tells.
	columns int
}

// gridRow is a row of a grid.
type gridRow struct {
	span   diag.Span
	cells  []placed
	slots  []*entry // each with the cell that covers it
	filled int      // cells in which something stands
	values int      // cells in which a figure stands
}

// placed is one cell within a row, with the slots that it covers.
type placed struct {
	*entry
	slot, end int
}

// entry is a cell of a draft with all that the tables of any form want to know of it.
type entry struct {
	Cell     // in a column without a unit
	written  *draft.Cell
	folded   *draft.Text // its text; nil if folding changes nothing
	id       int         // of its text as a label
	numbered bool        // likewise
}

// label returns the text as a label.
func (e *entry) label() label {
	l := label{text: e.written.Text, id: e.id, numbered: e.numbered}
	if e.folded != nil {
		l.text = *e.folded
	}
	return l
}

// fold keeps the folded text.
func (e *entry) fold(text draft.Text) { e.folded = &text }

// blank reports whether nothing is to be seen in it.
func (e *entry) blank() bool { return e.written.Blank() }

// layOut lays a table out as a grid.
func (l *lexicon) layOut(t *draft.Table) *grid {
	slots := 0
	for _, row := range t.Rows {
		slots += len(row.Slots)
	}
	g := &grid{span: t.Span, rows: make([]gridRow, len(t.Rows)), pad: padding(t), columns: declared(t)}
	entries := make([]entry, 0, slots)
	all, cells := make([]*entry, 0, slots), make([]placed, 0, slots)
	for i, row := range t.Rows {
		start := len(all)
		for k, c := range row.Slots {
			if k == 0 || row.Slots[k-1] != c {
				entries = append(entries, l.entry(c))
			}
			all = append(all, &entries[len(entries)-1])
		}
		first := len(cells)
		cells = place(cells, all[start:])
		g.rows[i] = gridRow{span: row.Span, slots: all[start:len(all):len(all)], cells: cells[first:len(cells):len(cells)]}
		g.rows[i].count()
	}
	return g
}

// entry reads a cell.
func (l *lexicon) entry(c *draft.Cell) entry {
	folded := c.Text.Fold()
	is := l.label(folded)
	e := entry{Cell: readCell(c.Text), written: c, id: is.id, numbered: is.numbered}
	if folded.String() != c.Text.String() {
		e.fold(folded)
	}
	return e
}

// place appends the distinct cells of a row.
func place(to []placed, slots []*entry) []placed {
	for i, e := range slots {
		if i > 0 && slots[i-1] == e {
			to[len(to)-1].end = i + 1
			continue
		}
		to = append(to, placed{entry: e, slot: i, end: i + 1})
	}
	return to
}

// count counts what stands in the row.
func (r *gridRow) count() {
	for _, c := range r.cells {
		if c.blank() {
			continue
		}
		r.filled++
		if c.value() {
			r.values++
		}
	}
}

// end returns the point behind the last cell.
func (r *gridRow) end() diag.Span {
	return diag.Span{File: r.span.File, Start: r.span.End, End: r.span.End}
}

// padding counts the columns at the right of a table in which nothing ever stands.
func padding(t *draft.Table) int {
	width, used := 0, 0
	for _, row := range t.Rows {
		width = max(width, len(row.Slots))
		for i, c := range row.Slots {
			if !c.Blank() {
				used = max(used, i+1)
			}
		}
	}
	return width - used
}

// declared returns how many columns a table declares; where it does not, as tables of HTML
// do not, how many at least three quarters of its rows have.
func declared(t *draft.Table) int {
	if t.Columns > 0 {
		return t.Columns
	}
	rows := map[int]int{}
	for _, row := range t.Rows {
		rows[len(row.Slots)]++
	}
	for width, n := range rows {
		if 4*n >= 3*len(t.Rows) && len(t.Rows) >= 4 {
			return width
		}
	}
	return 0
}

// readCell says what stands in a cell of a column without a unit.
func readCell(t draft.Text) Cell {
	t = t.Trim()
	c := Cell{Text: t}
	if a, ok := draft.ParseAmount(t.String()); ok {
		a.Plain = a.Plain && !strings.ContainsFunc(t.Written(), fullWidthDigit) // which folding hides
		c.State, c.Amount = Number, a
		return c
	}
	switch s := t.Fold().String(); {
	case s == "":
		c.State = Blank
	case placeholder(s):
		c.State = Placeholder
	default:
		c.State = Words
	}
	return c
}

// blankAt returns a cell in which nothing stands.
func blankAt(at diag.Span) *Cell {
	return &Cell{State: Blank, Text: draft.NewBuilder(at).Text()}
}

// in returns what stands in a cell of a column whose amounts are in a unit, which the cell
// may repeat; "" is none.
func (c Cell) in(unit string) Cell {
	if c.State != Words || unit == "" {
		return c
	}
	bare, repeats := strings.CutSuffix(c.Text.Fold().String(), unit)
	if !repeats {
		return c
	}
	if a, ok := draft.ParseAmount(bare); ok {
		a.Plain, a.Unit = false, unit
		c.State, c.Amount = Number, a
	}
	return c
}

// value reports whether it is what a cell of figures may hold.
func (c *Cell) value() bool { return c.State == Number || c.State == Placeholder }

// value reports whether a text is what a cell of figures may hold.
func value(t draft.Text) bool {
	c := readCell(t)
	return c.value()
}

func fullWidthDigit(r rune) bool { return r >= '０' && r <= '９' }

// placeholder reports whether a folded text stands in a cell for a number that is not given.
func placeholder(s string) bool {
	switch s {
	case "无", "暂无", "空", "N/A", "n/a", "NA", "n.a.", "N/a", "null", "无。", "不适用", "未统计":
		return true
	}
	return s != "" && strings.Trim(s, "-/\\*.~·…") == ""
}
