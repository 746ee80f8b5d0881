package check

import (
	"math/big"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/form"
)

// leap is how many times a figure has to be the prior one for its unit to be suspect.
const leap = 1000

// unitKind holds a cell whose column has a unit to that unit: the cell names no other one,
// and its figure is not a thousand times the prior report's. Fields: table, row, column,
// value, should, unit; prior and times where the figure leaps.
func unitKind() lint.Kind {
	return lint.Kind{
		Name:   "unit",
		Fields: []string{"table", "row", "column", "value", "should", "unit", "prior", "times"},
		Notes:  []string{"named", "prior"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[cellSetting](with)
			if err != nil {
				return nil, err
			}
			return func(p *lint.Pass) int { return unit(p, set.Table, set.Row, set.Column) }, nil
		},
		Names: naming(func(s cellSetting) []lint.Reference { return []lint.Reference{s.reference("")} }),
	}
}

// cellSetting names a cell.
type cellSetting struct{ Table, Row, Column string }

// reference refers to the cell; path is where it stands in the settings.
func (s cellSetting) reference(path string) lint.Reference {
	return lint.Reference{Table: word(s.Table, path+"/table"), Row: word(s.Row, path+"/row"), Column: word(s.Column, path+"/column")}
}

func unit(p *lint.Pass, table, row, column string) (judged int) {
	t := readableTable(p.Main, table)
	if t == nil {
		p.Skip(unreadable())
		return 0
	}
	cell, ok := cellAt(t, row, column)
	if !ok || cell.column.Unit == "" {
		p.Skip(diag.Phrase{ZH: "这一格式没有这一格", EN: "this form does not have the cell"})
		return 0
	}
	if cell.cell.State != form.Number {
		p.Skip(diag.Phrase{ZH: "该格没有数字，另有诊断", EN: "the cell holds no figure, which is told elsewhere"})
		return 0
	}
	f := cellFinding(t, cell.row, cell.column, cell.cell)
	f.Args["unit"] = cell.column.Unit
	if otherUnit(cell.column, cell.cell) {
		f.Wording = "named"
		p.Report(f)
		return 1
	}
	before, ok := priorCell(p, table, row, column)
	if ok && leaps(cell, before) {
		times := new(big.Rat).Quo(cell.cell.Amount.Value.Rat(), before.cell.Amount.Value.Rat())
		f.Args["prior"] = amount(before.cell)
		f.Args["times"] = new(big.Int).Quo(times.Num(), times.Denom()).String()
		f.Notes = []lint.Note{{Span: before.cell.Text.Where(), Name: "prior", Args: lint.Args{"prior": f.Args["prior"]}}}
		p.Report(f)
	}
	return 1
}

// priorCell returns the cell of the prior report, if there is one.
func priorCell(p *lint.Pass, table, row, column string) (cell term, ok bool) {
	if p.Prior == nil {
		return term{}, false
	}
	t := readableTable(p.Prior, table)
	if t == nil {
		return term{}, false
	}
	return cellAt(t, row, column)
}

// leaps reports whether an amount is so many times the prior one that its unit is suspect.
func leaps(cell, before term) bool {
	if !cell.comparable() || !before.comparable() || before.cell.Amount.Value.Sign() <= 0 {
		return false
	}
	return cell.column.Unit != "" && cell.cell.Amount.Value.Cmp(before.cell.Amount.Value.Times(leap)) >= 0
}

// otherUnit reports whether a cell names a unit that is not its column's. That is more than
// a matter of writing: the figure is another one.
func otherUnit(c *form.Column, cell *form.Cell) bool {
	return c.Unit != "" && cell.Amount.Unit != "" && cell.Amount.Unit != c.Unit
}
