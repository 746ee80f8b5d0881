package check

import (
	"reportlint/lint/diag"
	"reportlint/lint/form"
)

// noPrior says why nothing is held against the report on the year before.
func noPrior() diag.Phrase {
	return diag.Phrase{ZH: "没有上年报告", EN: "no prior report"}
}

// readableTable returns a table whose cells can be told apart; nil if the report has none
// of that id.
func readableTable(r *form.Report, id string) *form.Filled {
	if t := r.Table(id); t != nil && t.Found && t.Unread == form.Readable {
		return t
	}
	return nil
}

// unreadableIn says that a companion's table is missing or cannot be read.
func unreadableIn(who diag.Phrase, t *form.Filled) diag.Phrase {
	return diag.Phrase{
		ZH: who.ZH + "的" + t.Table.Name + "缺失或无法识别",
		EN: t.Table.Name + " of " + who.EN + " is missing or cannot be read",
	}
}

func priorReport() diag.Phrase {
	return diag.Phrase{ZH: "上年报告", EN: "the prior report"}
}

// cellAt returns the cell of a row and a column; ok is false where the form has none.
func cellAt(t *form.Filled, row, column string) (cell term, ok bool) {
	r := t.Row(row)
	if r == nil {
		return term{}, false
	}
	for c := range r.Cells {
		if r.Block.Columns[c].ID == column {
			return term{t, &r.Cells[c], r, &r.Block.Columns[c]}, true
		}
	}
	return term{}, false
}

// comparable reports whether the cell holds a number that can be held against those of
// other reports: one that it may have, in the unit of its column.
func (t term) comparable() bool { return t.stated() && !otherUnit(t.column, t.cell) }
