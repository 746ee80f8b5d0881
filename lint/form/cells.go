package form

import (
	"strings"

	"reportlint/lint/arena"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// grid is a table of a draft, laid out once for all forms that it is held against.
type grid struct {
	item  int // which of the items it is
	rows  []gridRow
	span  diag.Span
	width int // slots of the longest row
	pad   int // columns at the right in which nothing stands
	// columns is how many columns the table declares, or most of its rows have; 0 where
	// neither tells.
	columns int
}

// gridRow is a row of a grid.
type gridRow struct {
	*draft.Row
	marks  []mark // of the cells in its slots
	filled int    // cells in which something stands
	values int    // cells in which a figure stands
}

// placed is one cell within a row, with the slots that it covers.
type placed struct {
	*draft.Cell
	mark
	slot, end int
}

// layOut lays tables out as grids.
func (l *lexicon) layOut(a *arena.Arena, tables ...*draft.Table) []grid {
	rows, slots := 0, 0
	for _, t := range tables {
		rows += len(t.Rows)
		for i := range t.Rows {
			slots += len(t.Rows[i].Slots)
		}
	}
	grids, lines, marks := make([]grid, len(tables)), arena.Make[gridRow](a, rows, rows), arena.Make[mark](a, slots, slots)
	for i, t := range tables {
		g := &grids[i]
		g.span, g.columns = t.Span, declared(t)
		g.rows, lines = lines[:len(t.Rows)], lines[len(t.Rows):]
		width, used := 0, 0
		for k := range t.Rows {
			r := &g.rows[k]
			r.Row = &t.Rows[k]
			n := len(r.Slots)
			r.marks, marks = marks[:n:n], marks[n:]
			width, used = max(width, n), max(used, l.read(r))
		}
		g.width, g.pad = width, width-used
	}
	return grids
}

// read reads the cells of a row and returns where the last one in which something stands
// ends.
func (l *lexicon) read(r *gridRow) (used int) {
	for i, c := range r.Slots {
		whole := i > 0 && c == r.Slots[i-1] // it goes on
		if whole {
			r.marks[i] = r.marks[i-1]
		} else {
			r.marks[i] = l.mark(c.Text.String())
		}
		if c.Blank() {
			continue
		}
		used = i + 1
		if !whole {
			r.filled++
			if r.marks[i].state.value() {
				r.values++
			}
		}
	}
	return used
}

// at returns the cell that begins in a slot, which is there.
func (r *gridRow) at(slot int) placed {
	c := placed{Cell: r.Slots[slot], mark: r.marks[slot], slot: slot, end: slot + 1}
	for c.end < len(r.Slots) && r.Slots[c.end] == c.Cell {
		c.end++
	}
	return c
}

// cells yields the cells of the row, each once for the slots that it covers.
func (r *gridRow) cells(yield func(placed) bool) {
	for slot := 0; slot < len(r.Slots); {
		c := r.at(slot)
		if !yield(c) {
			return
		}
		slot = c.end
	}
}

// end returns the point behind the last cell.
func (r *gridRow) end() diag.Span {
	return diag.Span{File: r.Span.File, Start: r.Span.End, End: r.Span.End}
}

// declared returns how many columns a table declares; where it does not, as tables of HTML
// do not, how many at least three quarters of its rows have.
func declared(t *draft.Table) int {
	if t.Columns > 0 || len(t.Rows) < 4 {
		return t.Columns
	}
	width, lead := 0, 0 // of more than half of the rows, if any
	for i := range t.Rows {
		switch n := len(t.Rows[i].Slots); {
		case lead == 0:
			width, lead = n, 1
		case n == width:
			lead++
		default:
			lead--
		}
	}
	having := 0
	for i := range t.Rows {
		if len(t.Rows[i].Slots) == width {
			having++
		}
	}
	if 4*having < 3*len(t.Rows) {
		return 0
	}
	return width
}

// readCell says what stands in a cell of a column without a unit.
func readCell(t draft.Text) Cell {
	t = t.Trim()
	c := Cell{Text: t}
	if a, ok := draft.ParseAmount(t.String()); ok {
		a.Plain = a.Plain && !widened(t)
		c.State, c.Amount = Number, a
		return c
	}
	c.State = otherState(draft.FoldString(t.String()))
	return c
}

// widened reports whether folding hides digits of full width.
func widened(t draft.Text) bool {
	at := t.Where()
	return at.End-at.Start != t.Len() && strings.ContainsFunc(t.Written(), fullWidthDigit)
}

// stateOf says what a text is in a cell of a column without a unit.
func stateOf(s, folded string) State {
	if _, ok := draft.ParseAmount(s); ok {
		return Number
	}
	return otherState(folded)
}

// otherState is stateOf for what is no number.
func otherState(folded string) State {
	switch {
	case folded == "":
		return Blank
	case placeholder(folded):
		return Placeholder
	}
	return Words
}

// blankAt returns the text of a cell in which nothing stands.
func blankAt(at diag.Span) *draft.Text {
	t := draft.NewBuilder(at).Text()
	return &t
}

// in returns what stands in a cell of a column, which may repeat the unit of the column, or name
// one of several where the column has none.
func (c Cell) in(column *Column) Cell {
	if column.Unit == "" && len(column.Units) == 0 || c.State == Number && c.Amount.Unit == "" {
		return c
	}
	folded := c.Text.Fold().String()
	if column.Unit != "" && c.State == Words {
		c.name(folded, column.Unit, false)
	}
	for _, unit := range column.Units {
		c.name(folded, unit, true)
	}
	return c
}

// name reads a cell, of which the text is folded, as an amount in a unit, if it is one.
func (c *Cell) name(folded, unit string, fits bool) {
	bare, named := strings.CutSuffix(folded, unit)
	if !named {
		return
	}
	if a, ok := draft.ParseAmount(bare); ok && a.Unit == "" {
		a.Plain, a.Unit = a.Plain && fits && !widened(c.Text), unit
		c.State, c.Amount = Number, a
	}
}

// value reports whether it is what a cell of figures may hold.
func (s State) value() bool { return s == Number || s == Placeholder }

func fullWidthDigit(r rune) bool { return r >= '０' && r <= '９' }

// placeholder reports whether a folded text stands in a cell for a number that is not given.
func placeholder(s string) bool {
	switch s {
	case "无", "暂无", "空", "N/A", "n/a", "NA", "n.a.", "N/a", "null", "无。", "不适用", "未统计":
		return true
	}
	return s != "" && strings.Trim(s, "-/\\*.~·…") == ""
}
