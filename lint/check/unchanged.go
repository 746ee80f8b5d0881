package check

import (
	"strconv"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/form"
)

// unchangedKind finds reports whose figures are all those of the prior report. Zeros say
// nothing, and neither do a few figures that are equal by chance: there must be so many
// different ones. Fields: count (of the figures).
func unchangedKind() lint.Kind {
	return lint.Kind{
		Name:   "unchanged",
		Fields: []string{"count"},
		Notes:  []string{"prior"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[struct{ Least int }](with)
			if err != nil {
				return nil, err
			}
			return func(p *lint.Pass) int { return unchanged(p, set.Least) }, nil
		},
	}
}

func unchanged(p *lint.Pass, least int) (judged int) {
	if p.Prior == nil {
		p.Lack(noPrior())
		return 0
	}
	var first, before *form.Filled
	equal, values := 0, map[string]bool{}
	for _, table := range p.Main.Tables {
		t, other := readableTable(p.Main, table.Table.ID), readableTable(p.Prior, table.Table.ID)
		if t == nil || other == nil {
			continue
		}
		if first == nil {
			first, before = t, other
		}
		same, changed := inCommon(t, other)
		if changed {
			return 1
		}
		equal += len(same)
		for _, figure := range same {
			values[figure] = true
		}
	}
	if len(values) < least {
		p.Skip(diag.Phrase{
			ZH: "可与上年报告相比的不同数字不足" + strconv.Itoa(least) + "个",
			EN: "there are fewer than " + strconv.Itoa(least) + " different figures to hold against the prior report",
		})
		return 0
	}
	p.Report(lint.Finding{
		Span:  head(first),
		Args:  lint.Args{"count": strconv.Itoa(equal)},
		Notes: []lint.Note{{Span: head(before), Name: "prior"}},
		Key:   "figures",
	})
	return 1
}

// inCommon returns the figures that a table has in common with another report's, and
// whether there are others. One that cannot be is a fault of its own and says nothing.
func inCommon(t, other *form.Filled) (same []string, changed bool) {
	for i := range t.Rows {
		r := &t.Rows[i]
		for c := range r.Cells {
			cell := term{t, &r.Cells[c], r, &r.Block.Columns[c]}
			before, ok := cellAt(other, r.Row.ID, cell.column.ID)
			switch {
			case !ok || blankOrZero(cell.cell) && blankOrZero(before.cell):
			case cell.cell.State == form.Number && !cell.stated():
			case cell.cell.State != form.Number || before.cell.State != form.Number || cell.cell.Amount.Value.Cmp(before.cell.Amount.Value) != 0:
				return nil, true
			default:
				same = append(same, amount(cell.cell))
			}
		}
	}
	return same, false
}

// head is the first line of a table.
func head(t *form.Filled) diag.Span {
	s := t.Where
	s.End = min(s.End, s.File.Line(s.File.Position(s.Start).Line).End)
	return s
}

// blankOrZero reports whether a cell states nothing that could be compared.
func blankOrZero(c *form.Cell) bool {
	return c.State != form.Number && c.State != form.Words || c.State == form.Number && c.Amount.Value.Sign() == 0
}
