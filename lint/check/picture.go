package check

import (
	"slices"

	"reportlint/lint/diag"
	"reportlint/lint/form"
)

// mostPictureRows bounds the rows of a picture; beyond it, none is of use.
const mostPictureRows = 14

// picture returns the part of a table that sums that do not hold are over: the rows and
// columns that they are taken along, and the cells that are wrong. Where there are several
// sums, what is 0 in them is left out. It is nil where that is too much to look at.
func picture(t *form.Filled, broken []equation, wrong way) *diag.Picture {
	shown := canvas{rows: map[*form.FilledRow]bool{}, columns: map[string]bool{}, totals: map[*form.Cell]bool{}}
	for _, e := range broken {
		for i, side := range [][]term{e.left, e.right} {
			for _, cell := range side {
				if shown.totals[cell.cell] = shown.totals[cell.cell] || i == 1; i == 1 || len(broken) == 1 || cell.shown() != "0" {
					shown.add(cell)
				}
			}
		}
	}
	for _, c := range wrong {
		shown.add(c.cell)
	}
	if len(shown.rows) > mostPictureRows {
		return nil
	}
	return shown.draw(t, broken, wrong)
}

// canvas is which cells of a table a picture shows.
type canvas struct {
	rows    map[*form.FilledRow]bool
	columns map[string]bool // by id
	totals  map[*form.Cell]bool
}

func (v canvas) add(cell term) {
	v.rows[cell.row] = true
	v.columns[cell.column.ID] = true
}

func (v canvas) draw(t *form.Filled, broken []equation, wrong way) *diag.Picture {
	out := &diag.Picture{}
	var ids []string
	for _, c := range t.Table.Blocks[0].Columns {
		if v.columns[c.ID] {
			ids = append(ids, c.ID)
			out.Columns = append(out.Columns, c.Label)
		}
	}
	for i := range t.Rows {
		r := &t.Rows[i]
		if !v.rows[r] {
			continue
		}
		row := diag.PictureRow{Label: r.Row.Name(), Sum: sumAlong(broken, form.EachRow, func(t term) bool { return t.row == r })}
		for _, id := range ids {
			cell, _ := cellAt(t, r.Row.ID, id)
			mark := diag.Plain
			switch _, isWrong := wrong.of(cell.cell); {
			case isWrong:
				mark = diag.Wrong
			case v.totals[cell.cell]:
				mark = diag.Total
			}
			row.Cells = append(row.Cells, diag.PictureCell{Span: cell.cell.Text.Where(), Text: cell.cell.Text.String(), Mark: mark})
		}
		out.Rows = append(out.Rows, row)
	}
	for _, id := range ids {
		out.Sums = append(out.Sums, sumAlong(broken, form.EachColumn, func(t term) bool { return t.column.ID == id }))
	}
	if !slices.ContainsFunc(out.Sums, func(s string) bool { return s != "" }) {
		out.Sums = nil
	}
	return out
}

// sumAlong returns what adds up to the total of the broken sum that is taken along a row or
// a column, "" if none is, or if it has no one cell for a total.
func sumAlong(broken []equation, each form.Axis, along func(term) bool) string {
	i := slices.IndexFunc(broken, func(e equation) bool {
		return e.each == each && len(e.right) == 1 && e.known() && along(e.right[0])
	})
	if i < 0 {
		return ""
	}
	return total(broken[i].left).String()
}
