package check

import (
	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/form"
)

// powerKind holds a row that only some organs can fill against the organ that reports:
// the figures of an organ without that power must be 0. Fields: table, row, column, value,
// should, organ.
func powerKind() lint.Kind {
	return lint.Kind{
		Name:   "power",
		Fields: []string{"table", "row", "column", "value", "should", "organ"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[rowSetting](with)
			if err != nil {
				return nil, err
			}
			return func(p *lint.Pass) int { return power(p, set.Table, set.Row) }, nil
		},
		Names: naming(func(s rowSetting) []lint.Reference {
			return []lint.Reference{{Table: word(s.Table, "/table"), Row: word(s.Row, "/row")}}
		}),
	}
}

// rowSetting names a row.
type rowSetting struct{ Table, Row string }

// powerless reports whether an organ certainly, or probably, lacks the power to fill a row
// that only some organs can fill.
func powerless(o form.Organ) bool {
	switch o.Kind {
	case form.Town, form.Street, form.County, form.Bureau:
		return true
	}
	return o.Zone() != ""
}

func power(p *lint.Pass, table, row string) (judged int) {
	organ := p.Main.Organ
	severity := diag.Severity(0)
	if organ.Kind == form.Bureau && !organ.County || organ.Zone() != "" {
		severity = diag.Warning
	}
	if !powerless(organ) {
		p.Skip(diag.Phrase{ZH: "报告机关可以制定规章，或看不出可不可以", EN: "the organ may have that power, or it cannot be told"})
		return 0
	}
	t := readableTable(p.Main, table)
	if t == nil || t.Row(row) == nil {
		p.Skip(unreadable())
		return 0
	}
	r := t.Row(row)
	for c := range r.Cells {
		cell := &r.Cells[c]
		if cell.State != form.Number {
			continue
		}
		judged++
		if cell.Amount.Value.Sign() != 0 {
			f := cellFinding(t, r, &r.Block.Columns[c], cell)
			f.Args["organ"], f.Severity = organ.Name, severity
			p.Report(f)
		}
	}
	if judged == 0 {
		p.Skip(diag.Phrase{ZH: "该行没有数字，另有诊断", EN: "the row holds no figures, which is told elsewhere"})
	}
	return judged
}
