package html

import (
	"reportlint/lint/arena"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// table is a table as it is written, before it is laid out on a grid.
type table struct {
	span   diag.Span
	before []draft.Block // what stands between the rows, which browsers show above
	beside []draft.Block // the same since the last row
	rows   []*row
	part   string // the kind of row group that is open, or ""
	group  int    // counts row groups
	row    *row   // the open one
	cell   *cell  // the open one
	layout bool   // a table is in one of its cells
	boxes  int    // boxes around figures in its cells
	outer  style  // outside the open cell
}

// row is a row as it is written.
type row struct {
	span  diag.Span
	group int
	cells []*cell
}

// cell is a cell as it is written.
type cell struct {
	head             bool
	end              int // of its start tag
	colspan, rowspan int
	blocks           []draft.Block
}

// inCell reports whether the innermost table has an open cell.
func (r *reader) inCell() bool {
	n := len(r.tables)
	return n > 0 && r.tables[n-1].cell != nil
}

// endTableParts ends the parts of the innermost table that the start of t ends.
func (r *reader) endTableParts(t tag) {
	if len(r.tables) == 0 {
		return
	}
	switch rank(t.name) {
	case 1:
		r.endCell(t.end)
	case 2:
		r.endRow(t.start, t.end)
	case 3:
		r.endGroup(t.start, t.end)
		r.tables[len(r.tables)-1].part = t.name
	}
	if t.name == "table" && !r.inCell() {
		r.closeTable(t.start, false)
	}
}

// endTablePart ends the part of the innermost table that an end tag names, if it is open.
func (r *reader) endTablePart(name string, start, stop int) {
	if len(r.tables) == 0 {
		return
	}
	in := r.tables[len(r.tables)-1]
	switch {
	case rank(name) == 1 && in.cell != nil && in.cell.head == (name == "th"):
		r.endCell(stop)
	case rank(name) == 2 && in.row != nil:
		r.endRow(stop, stop)
	case rank(name) == 3 && in.part == name:
		r.endGroup(start, stop)
	}
}

func (r *reader) openTable(t tag) {
	if len(r.tables) == r.within.TableDepth {
		at := diag.Span{File: r.file, Start: t.start, End: t.end}
		r.limit = &draft.Limit{Span: at, Name: "table-depth", Max: r.within.TableDepth}
		return
	}
	if len(r.tables) == 0 {
		r.inner = diag.Span{}
	} else if t.start >= r.end && r.inner.Start == 0 {
		r.inner = diag.Span{File: r.file, Start: r.last, End: t.start}
	}
	r.style.level = 0
	r.last = t.end
	at := diag.Span{File: r.file, Start: t.start, End: t.end}
	r.tables = append(r.tables, &table{span: at, outer: r.style})
}

func (r *reader) openRow(t tag) {
	if len(r.tables) == 0 {
		return
	}
	in := r.tables[len(r.tables)-1]
	in.before = append(in.before, in.beside...)
	in.beside = nil
	switch in.part {
	case "thead", "tbody", "tfoot":
	default:
		in.part = "tbody" // which nobody wrote
	}
	in.row = &row{span: diag.Span{File: r.file, Start: t.start, End: t.end}, group: in.group}
	in.rows = append(in.rows, in.row)
}

// openCell opens a cell, and its row if nobody wrote one.
func (r *reader) openCell(t tag) {
	if len(r.tables) == 0 {
		return
	}
	in := r.tables[len(r.tables)-1]
	if in.row == nil {
		r.openRow(t)
	}
	in.cell = &arena.Make[cell](r.file.Arena(), 1, 1)[0]
	*in.cell = cell{head: t.name == "th", end: t.end, colspan: t.colspan, rowspan: t.rowspan}
	in.row.cells = append(in.row.cells, in.cell)
	in.outer = r.style
}

// endCell ends the open cell, if there is one; tag is the end of the tag that did it.
func (r *reader) endCell(tag int) {
	if len(r.tables) == 0 {
		return
	}
	r.last = tag
	if in := r.tables[len(r.tables)-1]; in.cell != nil {
		in.cell = nil
		r.style = in.outer
	}
}

// endRow ends the open row, if there is one, at an offset.
func (r *reader) endRow(at, tag int) {
	if len(r.tables) == 0 {
		return
	}
	r.endCell(tag)
	if in := r.tables[len(r.tables)-1]; in.row != nil {
		in.row.span.End = at
		in.row = nil
	}
}

// endGroup ends the open row group at an offset. Cells do not reach from one into another.
func (r *reader) endGroup(at, tag int) {
	if len(r.tables) == 0 {
		return
	}
	r.endRow(at, tag)
	in := r.tables[len(r.tables)-1]
	in.part = ""
	in.group++
}

// closeTable ends the innermost table at an offset, and hands on what was read of it.
// One without an end tag ends with its last row: what follows stands below it.
func (r *reader) closeTable(at int, closed bool) {
	if len(r.tables) == 0 {
		return
	}
	n := len(r.tables) - 1
	t := r.tables[n]
	if !closed && t.row == nil {
		at = max(r.last, t.span.End)
	}
	r.endRow(at, at)
	t.span.End = at
	r.tables = r.tables[:n]
	if closed {
		t.before = append(t.before, t.beside...)
		t.beside = nil
	}
	for _, b := range t.before {
		r.emit(b)
	}
	r.emitRows(t)
	for _, b := range t.beside {
		r.emit(b)
	}
}

// Bounds of what is a box: a table of one cell, in a cell, around something as short as a figure.
// In a table of figures each of them may stand in one; a few are places on the page.
const (
	inBox    = 12 // bytes
	fewBoxes = 2
)

// emitRows hands on a table's rows as a grid. The cells of a table around tables are no
// more than places on the page.
func (r *reader) emitRows(t *table) {
	out := draft.Block{Kind: draft.Grid, Table: &draft.Table{Span: t.span}}
	cells := 0
	for _, row := range t.rows {
		cells += len(row.cells)
	}
	box := cells == 1 && r.inCell() && t.short()
	if box {
		r.tables[len(r.tables)-1].boxes++
	}
	place := box || t.layout || t.boxes > 0 && t.boxes <= fewBoxes
	for _, row := range t.rows {
		for _, c := range row.cells {
			for _, b := range c.blocks {
				if place {
					r.emit(b)
				}
				out.Images += b.Images
			}
		}
	}
	if place || cells == 0 || r.limit != nil {
		return
	}
	if out.Table.Rows = r.lay(t.rows); r.limit == nil {
		r.emit(out)
	}
}

// short reports whether no more stands in a table than may be a figure.
func (t *table) short() bool {
	lines, size := 0, 0
	for _, row := range t.rows {
		for _, c := range row.cells {
			for _, b := range c.blocks {
				for _, line := range b.Lines {
					lines, size = lines+1, size+line.Len()
				}
			}
		}
	}
	return lines < 2 && size <= inBox
}

// read returns a cell as its reader sees it: the lines in it as one text.
func (c *cell) read(f *diag.File) *draft.Cell {
	lines := make([]draft.Text, 0, 4) // most have one
	for _, b := range c.blocks {
		for _, line := range b.Lines {
			if line.Len() > 0 {
				lines = append(lines, line)
			}
		}
	}
	out := &arena.Make[draft.Cell](f.Arena(), 1, 1)[0]
	out.Head = c.head
	if len(lines) == 0 {
		out.Text = point(f, c.end)
	} else {
		out.Text = draft.Join(lines...)
	}
	return out
}

// point returns a text of which nothing is to be seen, at an offset.
func point(f *diag.File, at int) draft.Text {
	return draft.Literal(diag.Span{File: f, Start: at, End: at})
}
