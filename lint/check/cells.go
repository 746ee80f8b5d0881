package check

import (
	"slices"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
)

// cellSum is a sum of cells that a pack names.
type cellSum []cellName

type cellName struct{ table, row, column string }

// parseCells reads a sum of cells; path is where it stands in the settings.
func parseCells(source, path string) (cellSum, error) {
	named, err := cellNames(source, path)
	var sum cellSum
	for _, n := range named {
		sum = append(sum, cellName{n.Table.Text, n.Row.Text, n.Column.Text})
	}
	return sum, err
}

// ledger looks cells of a report up, and knows which of its sums do not hold.
type ledger struct {
	report *form.Report
	books  books
}

func newLedger(p *lint.Pass) *ledger { return &ledger{p.Main, books{p}} }

// terms returns the cells of a sum as they stand in the report, without those that its
// form does not have; known is false where one of them holds no number, or is in a sum
// that no number in its blank cells can make hold, which the sum rules tell of.
func (l *ledger) terms(sum cellSum) (terms []term, known bool) {
	known = true
	for _, name := range sum {
		t := l.report.Table(name.table)
		if t == nil {
			continue
		}
		cell, ok := cellAt(t, name.row, name.column)
		if !ok {
			continue
		}
		terms = append(terms, cell)
		known = known && t.Found && cell.cell.State == form.Number
		for _, c := range l.books.of(t).causes {
			for _, e := range over(slices.Concat(c.broken, c.clash), cell.cell) {
				known = known && e.known()
			}
		}
	}
	return terms, known
}

// values returns what a sum of cells may be: what the cells state, and, where a cell
// stands in sums of its table that do not hold, what it would have to state for one of
// them, or for all, to hold. The sum rules tell of those; nobody is told twice.
func (l *ledger) values(terms []term) []draft.Value {
	stated := total(terms)
	all := []draft.Value{stated}
	for _, t := range terms {
		for _, c := range l.books.of(t.table).causes {
			for _, e := range over(c.broken, t.cell) {
				change := e.residual()
				if e.sign(t.cell) > 0 {
					change = change.Neg()
				}
				all = append(all, stated.Add(change))
			}
			for _, w := range c.ways {
				if c, _ := w.of(t.cell); c.becomes != nil {
					all = append(all, stated.Add(draft.Fraction(c.becomes).Sub(t.cell.Amount.Value)))
				}
			}
		}
	}
	return all
}

// labelsOf says in the form's words which cells a sum is over: the label of its row, or of
// the group of which it has all rows, and likewise of its column.
func labelsOf(terms []term) (row, column string) {
	first := terms[0]
	var rows, columns []string
	for _, t := range terms {
		if !slices.Contains(rows, t.row.Row.Name()) {
			rows = append(rows, t.row.Row.Name())
		}
		if !slices.Contains(columns, t.column.Label) {
			columns = append(columns, t.column.Label)
		}
	}
	row, column = strings.Join(rows, "+"), strings.Join(columns, "+")
	if len(rows) > 1 && group(first.row) != "" && !slices.ContainsFunc(first.table.Rows, func(r form.FilledRow) bool {
		return (group(&r) == group(first.row)) != slices.Contains(rows, r.Row.Name())
	}) {
		row = group(first.row)
	}
	if len(columns) > 1 && first.column.Over != "" && !slices.ContainsFunc(first.row.Block.Columns, func(c form.Column) bool {
		return (c.Over == first.column.Over) != slices.Contains(columns, c.Label)
	}) {
		column = first.column.Over
	}
	return row, column
}

// group returns the label that a row stands under, empty if it stands under none.
func group(r *form.FilledRow) string {
	if path := r.Row.Label; len(path) > 1 {
		return path[len(path)-2]
	}
	return ""
}

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
