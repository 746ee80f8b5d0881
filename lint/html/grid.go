package html

import "reportlint/lint/draft"

// reach is a cell that reaches down from a row above, and how many rows further.
type reach struct {
	cell *draft.Cell
	rows int
}

// lay lays rows out on a grid, as the HTML standard has it. Where two cells would
// overlap, the later one is cut short. A slot between cells that no cell covers holds a
// blank cell of its own, placed at the end of the row.
func (r *reader) lay(rows []*row) []draft.Row {
	out := make([]draft.Row, 0, len(rows))
	var down []reach // by column
	last := 0        // of the row group
	for y, row := range rows {
		if y == 0 || row.group != rows[y-1].group {
			down = down[:0]
			for last = y; last+1 < len(rows) && rows[last+1].group == row.group; {
				last++
			}
		}
		slots := r.layRow(row, &down, last-y+1)
		if r.limit != nil {
			return nil
		}
		out = append(out, draft.Row{Span: row.span, Slots: slots})
	}
	return out
}

// layRow lays one row out below what reaches down into it; left is how many rows of its
// group there are from it on.
func (r *reader) layRow(row *row, down *[]reach, left int) []*draft.Cell {
	slots := make([]*draft.Cell, len(*down))
	r.slots += len(slots)
	for x := range *down {
		if d := &(*down)[x]; d.rows > 0 {
			slots[x] = d.cell
			d.rows--
		}
	}
	x := 0
	for _, written := range row.cells {
		for x < len(slots) && slots[x] != nil {
			x++
		}
		cell, rows := written.read(r.file), min(written.rowspan, left)
		if rows == 0 {
			rows = left
		}
		for n := x; n < x+written.colspan && (n >= len(slots) || slots[n] == nil); n++ {
			for n >= len(slots) {
				slots = append(slots, nil)
				*down = append(*down, reach{})
				r.slots++
			}
			slots[n], (*down)[n] = cell, reach{cell, rows - 1}
		}
		x += written.colspan
		if r.slots > r.within.TableArea {
			break
		}
	}
	if r.slots > r.within.TableArea {
		r.limit = &draft.Limit{Span: row.span.Point(), Name: "table-area", Max: r.within.TableArea}
		return nil
	}
	trim(down)
	return r.fill(slots, row)
}

// trim drops the columns on the right that nothing reaches down in.
func trim(down *[]reach) {
	n := len(*down)
	for n > 0 && (*down)[n-1].rows == 0 {
		n--
	}
	*down = (*down)[:n]
}

func (r *reader) fill(slots []*draft.Cell, row *row) []*draft.Cell {
	for i, c := range slots {
		if c == nil {
			slots[i] = &draft.Cell{Text: point(r.file, row.span.End)}
		}
	}
	return slots
}
