package check

import (
	"slices"
	"strconv"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
)

// cellKind judges the cells of the tables one by one. Fields: table, row, column, value
// (as written), should, count (of cells in a row, or of columns). The note settled words the
// message where the sums of the table determine what has to stand there, which is should.
func cellKind() lint.Kind {
	return lint.Kind{
		Name:   "cell",
		Fields: []string{"table", "row", "column", "value", "should", "count"},
		Notes:  []string{"settled"},
		New: func(with lint.Settings) (lint.Check, error) {
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
	known := books{p}
	readable(p, func(t *form.Filled) {
		for i := range t.Rows {
			r := &t.Rows[i]
			judged += len(r.Cells)
			for i := 0; i < len(r.Cells); i++ {
				j := i
				for j < len(r.Cells) && r.Cells[j].State == state {
					j++
				}
				if j > i {
					p.Report(run(t, r, i, j, known))
					i = j
				}
			}
		}
	})
	return judged
}

// run is the finding of the cells of a row from i up to j.
func run(t *form.Filled, r *form.FilledRow, i, j int, known books) lint.Finding {
	f := cellFinding(t, r, &r.Block.Columns[i], &r.Cells[i])
	var columns []string
	for _, c := range r.Block.Columns[i:j] {
		columns = append(columns, c.Label)
	}
	if last := r.Cells[j-1].Text.Where(); last.Start > f.Span.Start {
		f.Span = f.Span.To(last)
	}
	f.Args["column"], f.Args["count"] = strings.Join(columns, "、"), strconv.Itoa(j-i)
	known.settle(&f, t, r.Cells[i:j])
	return f
}

// settle words a finding with what cells have to state, where the sums determine it for all
// of them, and suggests to write it where there is a cell to write it in.
func (b books) settle(f *lint.Finding, t *form.Filled, cells []form.Cell) {
	settled := b.of(t).settled
	var values []string
	fix := diag.Fix{}
	for i := range cells {
		value := settled[&cells[i]]
		if value == nil {
			return
		}
		values = append(values, draft.Decimal(value))
		if at, whole := cells[i].Text.Bare(); whole && enclosed(at) {
			fix.Edits = append(fix.Edits, diag.Edit{Span: at, Text: draft.Decimal(value)})
		}
	}
	fix.Message = strings.Join(values, "、")
	f.Args["should"], f.Wording = fix.Message, "settled"
	if len(fix.Edits) == len(cells) {
		f.Suggestions = []diag.Fix{fix}
	}
}

// enclosed reports whether a place is that of a cell which is there: something is written
// in it, or it is between the marks of two cells.
func enclosed(at diag.Span) bool {
	if !at.Empty() {
		return true
	}
	before := strings.TrimRight(at.File.Text[max(at.Start-8, 0):at.Start], " \t")
	after := strings.TrimLeft(at.File.Text[at.End:min(at.End+8, len(at.File.Text))], " \t")
	return (strings.HasSuffix(before, "|") || strings.HasSuffix(before, ">")) && (strings.HasPrefix(after, "|") || strings.HasPrefix(after, "<"))
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
	should := amount(cell)
	if slices.Contains(c.Units, cell.Amount.Unit) {
		should += cell.Amount.Unit
	}
	return lint.Finding{
		Span: cell.Text.Where(),
		Args: lint.Args{
			"table": t.Table.Name, "row": r.Row.Name(), "column": c.Label, "value": cell.Text.Written(),
			"should": should,
		},
		Key: t.Table.ID + "/" + r.Row.ID + "/" + c.ID,
	}
}

// amount writes the number of a cell as forms want it; nothing for what is no number.
func amount(c *form.Cell) string {
	if c.State != form.Number {
		return ""
	}
	return c.Amount.Value.String()
}

func cellNumber(p *lint.Pass) int {
	judged := 0
	known := books{p}
	cells(p, func(t *form.Filled, r *form.FilledRow, c *form.Column, cell *form.Cell) {
		judged++
		if cell.State == form.Words {
			p.Report(known.odd(t, r, c, cell))
		}
	})
	return judged
}

func cellPlain(p *lint.Pass) int {
	return cells(p, func(t *form.Filled, r *form.FilledRow, c *form.Column, cell *form.Cell) {
		plus := c.Signed && cell.Text.Fold().String() == "+"+cell.Amount.Value.String() // which way a number has changed
		if cell.State == form.Number && !cell.Amount.Plain && !otherUnit(c, cell) && !plus {
			f := cellFinding(t, r, c, cell)
			if digits := strings.ReplaceAll(draft.FoldString(cell.Text.String()), ",", ""); digits == f.Args["should"] {
				mend(&f, cell.Text, digits, true)
			} else {
				f.Suggestions = replace(cell.Text, f.Args["should"])
			}
			p.Report(f)
		}
	})
}

// odd is the finding of a cell that states no number that it may have.
func (b books) odd(t *form.Filled, r *form.FilledRow, c *form.Column, cell *form.Cell) lint.Finding {
	f := cellFinding(t, r, c, cell)
	i := slices.IndexFunc(r.Block.Columns, func(other form.Column) bool { return other.ID == c.ID })
	b.settle(&f, t, r.Cells[i:i+1])
	return f
}

func cellWhole(p *lint.Pass) int {
	known := books{p}
	return cells(p, func(t *form.Filled, r *form.FilledRow, c *form.Column, cell *form.Cell) {
		if cell.State == form.Number && !c.Fraction && !cell.Amount.Value.IsInt() {
			p.Report(known.odd(t, r, c, cell))
		}
	})
}

func cellNatural(p *lint.Pass) int {
	known := books{p}
	return cells(p, func(t *form.Filled, r *form.FilledRow, c *form.Column, cell *form.Cell) {
		if cell.State == form.Number && !c.Signed && cell.Amount.Value.Sign() < 0 {
			p.Report(known.odd(t, r, c, cell))
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
