package check

import (
	"encoding/json"
	"strconv"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
)

// cellKind judges the cells of the tables one by one. Fields: table, row, column, value
// (as written), should, count (of cells in a row, or of columns).
func cellKind() lint.Kind {
	return lint.Kind{
		Name:   "cell",
		Fields: []string{"table", "row", "column", "value", "should", "count"},
		New: func(with json.RawMessage) (lint.Check, error) {
			set, err := lint.Decode[struct{ Demand string }](with)
			if err != nil {
				return nil, err
			}
			demands := map[string]lint.Check{
				"filled":  func(p *lint.Pass) int { return runs(p, form.Blank) },
				"given":   func(p *lint.Pass) int { return runs(p, form.Placeholder) },
				"number":  cellNumber,
				"plain":   cellPlain,
				"whole":   cellWhole,
				"natural": cellNatural,
				"fitting": cellFitting,
			}
			return demands[set.Demand], nil
		},
	}
}

// runs reports runs of cells of one row that are all in one state.
func runs(p *lint.Pass, state form.State) int {
	judged := 0
	readable(p, func(t *form.Filled) {
		for _, r := range t.Rows {
			judged += len(r.Cells)
			for i := 0; i < len(r.Cells); i++ {
				j := i
				for j < len(r.Cells) && r.Cells[j].State == state {
					j++
				}
				if j > i {
					reportRun(p, t, r, i, j)
					i = j
				}
			}
		}
	})
	return judged
}

func reportRun(p *lint.Pass, t *form.Filled, r form.FilledRow, i, j int) {
	var columns []string
	for _, c := range r.Block.Columns[i:j] {
		columns = append(columns, c.Label)
	}
	first, last := r.Cells[i].Text.Where(), r.Cells[j-1].Text.Where()
	span := first
	if last.Start > first.Start {
		span = first.To(last)
	}
	p.Report(lint.Finding{
		Span: span,
		Args: lint.Args{
			"table": t.Table.Name, "row": r.Row.Name(), "column": strings.Join(columns, "、"),
			"value": r.Cells[i].Text.Written(), "count": strconv.Itoa(j - i),
		},
		Key: t.Table.ID + "/" + r.Row.ID + "/" + r.Block.Columns[i].ID,
	})
}

// cells yields every cell of the readable tables, with its row and column, and counts
// those that hold a number.
func cells(p *lint.Pass, each func(*form.Filled, *form.FilledRow, *form.Column, *form.Cell)) (numbers int) {
	readable(p, func(t *form.Filled) {
		for i := range t.Rows {
			r := &t.Rows[i]
			for c := range r.Cells {
				if r.Cells[c].State == form.Number {
					numbers++
				}
				each(t, r, &r.Block.Columns[c], &r.Cells[c])
			}
		}
	})
	return numbers
}

func cellFinding(t *form.Filled, r *form.FilledRow, c *form.Column, cell *form.Cell) lint.Finding {
	return lint.Finding{
		Span: cell.Text.Where(),
		Args: lint.Args{
			"table": t.Table.Name, "row": r.Row.Name(), "column": c.Label, "value": cell.Text.Written(),
			"should": amount(cell.Amount),
		},
		Key: t.Table.ID + "/" + r.Row.ID + "/" + c.ID,
	}
}

// amount writes an amount as forms want it; nothing for what is no number.
func amount(a draft.Amount) string {
	if a.Value == nil {
		return ""
	}
	return draft.Decimal(a.Value)
}

func cellNumber(p *lint.Pass) int {
	judged := 0
	cells(p, func(t *form.Filled, r *form.FilledRow, c *form.Column, cell *form.Cell) {
		judged++
		if cell.State == form.Words {
			p.Report(cellFinding(t, r, c, cell))
		}
	})
	return judged
}

func cellPlain(p *lint.Pass) int {
	return cells(p, func(t *form.Filled, r *form.FilledRow, c *form.Column, cell *form.Cell) {
		if cell.State == form.Number && !cell.Amount.Plain && !otherUnit(c, cell) {
			f := cellFinding(t, r, c, cell)
			f.Suggestions = []diag.Fix{replace(f.Span, f.Args["should"])}
			p.Report(f)
		}
	})
}

func cellWhole(p *lint.Pass) int {
	return cells(p, func(t *form.Filled, r *form.FilledRow, c *form.Column, cell *form.Cell) {
		if cell.State == form.Number && !c.Fraction && !cell.Amount.Value.IsInt() {
			p.Report(cellFinding(t, r, c, cell))
		}
	})
}

func cellNatural(p *lint.Pass) int {
	return cells(p, func(t *form.Filled, r *form.FilledRow, c *form.Column, cell *form.Cell) {
		if cell.State == form.Number && !c.Signed && cell.Amount.Value.Sign() < 0 {
			p.Report(cellFinding(t, r, c, cell))
		}
	})
}

func cellFitting(p *lint.Pass) int {
	return readable(p, func(t *form.Filled) {
		for _, s := range t.Surplus {
			p.Report(lint.Finding{
				Span: s.Text.Where(),
				Args: lint.Args{"table": t.Table.Name, "row": s.Row, "value": s.Text.String(), "count": strconv.Itoa(s.Columns)},
				Key:  t.Table.ID + "/" + s.Row,
			})
		}
	})
}
