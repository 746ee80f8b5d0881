package rules

import (
	"fmt"
	"maps"
	"slices"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/form"
	"reportlint/lint/yaml"
)

// tableNames are the names of a table's rows and columns in all forms together.
type tableNames struct {
	rows, columns []string
	cells         map[cellName]bool
	sums          bool
}

// cellName names a cell of a table by the ids of its row and its column.
type cellName struct{ row, column string }

// namesOf returns the names of the tables of a scheme, by id.
func namesOf(s *form.Scheme) map[string]*tableNames {
	all := map[string]*tableNames{}
	for _, f := range s.Forms {
		for _, t := range f.Tables {
			names := all[t.ID]
			if names == nil {
				names = &tableNames{cells: map[cellName]bool{}}
				all[t.ID] = names
			}
			names.sums = names.sums || len(t.Sums) > 0
			for _, b := range t.Blocks {
				for _, r := range b.Rows {
					names.rows = append(names.rows, r.ID)
					for _, c := range b.Columns {
						names.cells[cellName{r.ID, c.ID}] = true
					}
				}
				for _, c := range b.Columns {
					names.columns = append(names.columns, c.ID)
				}
			}
		}
	}
	return all
}

// references finds fault with what the settings of a rule name and no form has. Where a
// form lacks what others have, kinds leave it out.
func (l *loader) references(with *yaml.Node, all []lint.Reference, s *form.Scheme) {
	if l.tables == nil {
		return // what is wrong with the scheme has been said
	}
	judged := map[lint.Name]bool{{}: true} // a name may be in many references
	for _, r := range all {
		if r.Part.Text != "" && s.Part(r.Part.Text) == nil {
			var known []string
			for _, p := range s.Parts {
				known = append(known, p.ID)
			}
			l.unknown(placeOf(with, r.Part), diag.Phrase{ZH: "部分", EN: "part"}, r.Part.Text, known)
		}
		if r.Table.Text == "" {
			continue
		}
		t := l.tables[r.Table.Text]
		switch {
		case t == nil:
			l.unknown(placeOf(with, r.Table), diag.Phrase{ZH: "表格", EN: "table"}, r.Table.Text, slices.Sorted(maps.Keys(l.tables)))
		case r.Sums && !t.sums:
			l.fault(placeOf(with, r.Table), diag.Phrase{
				ZH: fmt.Sprintf("表格 “%s” 没有 sums，这条规则永远不会报告问题", r.Table.Text),
				EN: fmt.Sprintf("the table '%s' has no sums, so that this rule can never find fault", r.Table.Text),
			})
		default:
			if !judged[r.Row] && !slices.Contains(t.rows, r.Row.Text) {
				l.unknown(placeOf(with, r.Row), diag.Phrase{ZH: "这张表的行", EN: "row of this table"}, r.Row.Text, t.rows)
			}
			if !judged[r.Column] && !slices.Contains(t.columns, r.Column.Text) {
				l.unknown(placeOf(with, r.Column), diag.Phrase{ZH: "这张表的列", EN: "column of this table"}, r.Column.Text, t.columns)
			}
			judged[r.Row], judged[r.Column] = true, true
		}
	}
	l.meetings(with, all)
}

// meetings finds fault with a column that has no cell in any of the rows that are named
// beside it. Where several rows and columns are named, not all of them need to meet.
func (l *loader) meetings(with *yaml.Node, all []lint.Reference) {
	met := map[lint.Name]bool{}
	var columns []lint.Reference
	for _, r := range all {
		t := l.tables[r.Table.Text]
		if t == nil || r.Column.Text == "" {
			continue
		}
		columns = append(columns, r)
		told := !slices.Contains(t.rows, r.Row.Text) || !slices.Contains(t.columns, r.Column.Text)
		met[r.Column] = met[r.Column] || told || t.cells[cellName{r.Row.Text, r.Column.Text}]
	}
	for _, r := range columns {
		if !met[r.Column] {
			l.fault(placeOf(with, r.Column), diag.Phrase{
				ZH: fmt.Sprintf("行 “%s” 没有 “%s” 这一列", r.Row.Text, r.Column.Text),
				EN: fmt.Sprintf("the row '%s' does not have the column '%s'", r.Row.Text, r.Column.Text),
			})
			met[r.Column] = true // which has been said
		}
	}
}

// placeOf returns where a name stands in the settings of a rule.
func placeOf(with *yaml.Node, n lint.Name) diag.Span {
	at := with.At(n.Path)
	switch {
	case at == nil:
		return with.Span
	case n.Text == at.Text:
		return at.Span
	}
	return at.Place(n.Offset).To(at.Place(n.Offset + len(n.Text) - 1))
}
