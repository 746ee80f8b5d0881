package check

import (
	"encoding/json"
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
		New: func(with json.RawMessage) (lint.Check, error) {
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
		p.Skip(noPrior())
		return 0
	}
	var first, before *form.Filled
	equal, values := 0, map[string]bool{}
	for i := range p.Main.Tables {
		t := readableTable(p.Main, p.Main.Tables[i].Table.ID)
		if t == nil {
			continue
		}
		other := readableTable(p.Prior, t.Table.ID)
		if other == nil {
			continue
		}
		if first == nil {
			first, before = t, other
		}
		for _, r := range t.Rows {
			for c := range r.Cells {
				same, ok := cellAt(other, r.Row.ID, r.Block.Columns[c].ID)
				switch cell := &r.Cells[c]; {
				case !ok || blankOrZero(cell) && blankOrZero(same.cell):
				case cell.State != form.Number || same.cell.State != form.Number || cell.Amount.Value.Cmp(same.cell.Amount.Value) != 0:
					return 1
				default:
					equal++
					values[amount(cell.Amount)] = true
				}
			}
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
