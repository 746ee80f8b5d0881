package check

import (
	"strconv"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
)

// layoutKind judges the shape of the tables: that each is there and can be read, on the
// form of the year, with the rows and columns of the form under their labels. Fields:
// table, row (that lacks a column), label (as written, or of the form where it is missing), should,
// document, year, count (of rows that are missing), why and why-en; of the note settled, on a row whose
// cells the sums determine: label, value (of each of its columns).
func layoutKind() lint.Kind {
	return lint.Kind{
		Name:   "layout",
		Fields: []string{"table", "row", "label", "should", "document", "year", "count", "why", "why-en", "value"},
		Notes:  []string{"neighbour", "settled", "of-row", "twice", "first"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[struct{ Demand string }](with)
			if err != nil {
				return nil, err
			}
			demands := map[string]lint.Check{
				"present":  tablePresent,
				"readable": tableReadable,
				"form":     tableForm,
				"rows":     tableRows,
				"columns":  tableColumns,
				"no-more":  tableNoMore,
				"spelled":  tableSpelled,
			}
			return demands[set.Demand], nil
		},
	}
}

// unreadable says why nothing is judged of tables that are missing or unreadable.
func unreadable() diag.Phrase {
	return diag.Phrase{ZH: "表格缺失或无法识别，另有诊断", EN: "the table is missing or cannot be read, which is told elsewhere"}
}

// readable yields the tables whose cells can be told apart and counts them.
func readable(p *lint.Pass, each func(*form.Filled)) (judged int) {
	for i := range p.Main.Tables {
		if t := &p.Main.Tables[i]; t.Found && t.Unread == form.Readable {
			judged++
			each(t)
		}
	}
	if judged == 0 {
		p.Skip(unreadable())
	}
	return judged
}

func tablePresent(p *lint.Pass) (judged int) {
	for i := range p.Main.Tables {
		t := &p.Main.Tables[i]
		s := p.Main.Section(t.Table.Part)
		if !t.Found && (s == nil || p.Main.Empty(s)) {
			continue // the part is missing or empty, which is told once
		}
		judged++
		if !t.Found {
			p.Report(lint.Finding{
				Span: s.Title.Where(),
				Args: lint.Args{"table": t.Table.Name, "label": s.Title.String()},
				Key:  t.Table.ID,
			})
		}
	}
	if judged == 0 {
		p.Skip(diag.Phrase{ZH: "应有表格的部分都不在，另有诊断", EN: "the parts that hold tables are missing, which is told elsewhere"})
	}
	return judged
}

func tableReadable(p *lint.Pass) (judged int) {
	for i := range p.Main.Tables {
		t := &p.Main.Tables[i]
		if !t.Found {
			continue
		}
		judged++
		if t.Unread != form.Readable {
			p.Report(unreadableFinding(t, t.Where, "", why(t.Unread)))
			continue
		}
		known := books{p}
		for i := range t.Rows {
			r := &t.Rows[i]
			if r.Unread == form.Readable || surplusIn(t, r.Row.Name()) {
				continue
			}
			f := unreadableFinding(t, r.Label.Where(), r.Row.Name(), diag.Phrase{
				ZH: "“" + r.Row.Name() + "”一行应有" + strconv.Itoa(len(r.Cells)) + "个数，只能认出" + strconv.Itoa(r.Seen) + "个",
				EN: "the row “" + r.Row.Name() + "” should have " + strconv.Itoa(len(r.Cells)) + " figures, and " + strconv.Itoa(r.Seen) + " can be made out",
			})
			f.Notes = known.row(f.Notes, t, r, f.Span)
			p.Report(f)
		}
	}
	if judged == 0 {
		p.Skip(unreadable())
	}
	return judged
}

// surplusIn reports whether a row is unreadable for its cells too many.
func surplusIn(t *form.Filled, row string) bool {
	for _, s := range t.Surplus {
		if s.Row == row {
			return true
		}
	}
	return false
}

func unreadableFinding(t *form.Filled, at diag.Span, label string, why diag.Phrase) lint.Finding {
	return lint.Finding{
		Span: at,
		Args: lint.Args{"table": t.Table.Name, "label": label, "why": why.ZH, "why-en": why.EN},
		Key:  t.Table.ID + "/" + label,
	}
}

// row adds a note on what a row has to state, where the sums determine it for all its cells.
func (b books) row(notes []lint.Note, t *form.Filled, r *form.FilledRow, at diag.Span) []lint.Note {
	settled := b.of(t).settled
	var values []string
	for i := range r.Cells {
		value := settled[&r.Cells[i]]
		if value == nil {
			return notes
		}
		values = append(values, r.Block.Columns[i].Label+draft.Decimal(value))
	}
	return append(notes, lint.Note{Span: at, Name: "settled", Args: lint.Args{"label": r.Row.Name(), "value": strings.Join(values, "、")}})
}

// why says why a table cannot be read.
func why(u form.Unread) diag.Phrase {
	switch u {
	case form.Glued:
		return diag.Phrase{ZH: "标签与数字连在一起，分不出单元格", EN: "labels and figures run into each other"}
	case form.Picture:
		return diag.Phrase{ZH: "它是图片", EN: "it is a picture"}
	}
	return diag.Phrase{ZH: "数字与单元格不一样多，分不出哪个数是哪一格的", EN: "there are not as many figures as cells, and nothing tells which belongs where"}
}

func tableForm(p *lint.Pass) int {
	due := p.Main.Scheme.Form(p.Main.Year)
	if due == nil {
		p.Skip(diag.Phrase{ZH: "不知道所报告的年度，或该年度没有统一格式", EN: "the year reported on is not known, or no form serves it"})
		return 0
	}
	var wrong []*form.Filled
	var names []string
	judged := readable(p, func(t *form.Filled) {
		if t.Form != due && !sharedBy(due, t) && bearsForm(t) {
			wrong = append(wrong, t)
			names = append(names, t.Table.Name)
		}
	})
	if len(wrong) == 0 {
		return judged
	}
	f := lint.Finding{
		Span: wrong[0].Where,
		Args: lint.Args{
			"table": strings.Join(names, "、"), "label": wrong[0].Form.Document, "document": due.Document,
			"year": strconv.Itoa(p.Main.Year),
		},
		Key: "form",
	}
	for _, t := range wrong[1:] {
		f.Notes = append(f.Notes, lint.Note{Span: t.Where, Name: "neighbour", Args: lint.Args{"label": t.Table.Name}})
	}
	p.Report(f)
	return judged
}

// sharedBy reports whether a form has the very table that the draft uses.
func sharedBy(due *form.Form, t *form.Filled) bool {
	for _, table := range due.Tables {
		if table.ID == t.Table.ID {
			return sameLabels(&table, t.Table)
		}
	}
	return false
}

func sameLabels(a, b *form.Table) bool {
	return strings.Join(labels(a), "\x00") == strings.Join(labels(b), "\x00")
}

func labels(t *form.Table) []string {
	var out []string
	for _, b := range t.Blocks {
		for _, c := range b.Columns {
			out = append(out, c.Label)
		}
		for _, r := range b.Rows {
			out = append(out, r.Name())
		}
	}
	return out
}

// bearsForm reports whether most rows of a form are there, so that it is surely that form.
func bearsForm(t *form.Filled) bool {
	n := 0
	for _, r := range t.Rows {
		if r.Present {
			n++
		}
	}
	return n*3 >= len(t.Rows)*2
}

// tableRows reports rows that are missing, those that follow each other as one.
func tableRows(p *lint.Pass) int {
	return readable(p, func(t *form.Filled) {
		for i := 0; i < len(t.Rows); i++ {
			j := i
			for j < len(t.Rows) && !t.Rows[j].Present {
				j++
			}
			if j > i {
				p.Report(missingRows(p, t, i, j))
				i = j
			}
		}
	})
}

// missingRows is the finding of rows [i, j), all missing, behind the row that is there.
func missingRows(p *lint.Pass, t *form.Filled, i, j int) lint.Finding {
	var names []string
	for _, r := range t.Rows[i:j] {
		names = append(names, "“"+r.Row.Name()+"”")
	}
	f := lint.Finding{
		Span: t.Where.Point(),
		Args: lint.Args{"table": t.Table.Name, "label": strings.Join(names, "、"), "count": strconv.Itoa(j - i)},
		Key:  t.Table.ID + "/" + t.Rows[i].Row.ID,
	}
	first := i == 0 || t.Rows[i-1].Block != t.Rows[i].Block
	if first && j < len(t.Rows) && t.Rows[j].Block == t.Rows[i].Block {
		f.Span = t.Rows[j].Label.Where().Point() // below the heads of its block
	} else if i > 0 {
		s := t.Rows[i-1].Label.Where()
		f.Span = p.Main.After(s)
		f.Notes = []lint.Note{{Span: s, Name: "neighbour", Args: lint.Args{"label": t.Rows[i-1].Row.Name()}}}
	}
	known := books{p}
	for k := i; k < j; k++ {
		f.Notes = known.row(f.Notes, t, &t.Rows[k], f.Span)
	}
	return f
}

func tableColumns(p *lint.Pass) int {
	return readable(p, func(t *form.Filled) {
		for _, m := range t.Missing {
			f := lint.Finding{
				Span: m.Where, Args: lint.Args{"table": t.Table.Name, "label": m.Column.Label},
				Key: t.Table.ID + "/" + m.Column.ID,
			}
			if m.Row != nil {
				f.Wording, f.Args["row"] = "of-row", m.Row.Name()
				f.Key = t.Table.ID + "/" + m.Row.ID + "/" + m.Column.ID
			}
			if m.Beside != nil {
				f.Notes = []lint.Note{{Span: m.Beside.Where(), Name: "neighbour", Args: lint.Args{"label": m.Beside.Written()}}}
			}
			p.Report(f)
		}
	})
}

func tableNoMore(p *lint.Pass) int {
	return readable(p, func(t *form.Filled) {
		for _, label := range t.Extra {
			p.Report(lint.Finding{
				Span: label.Where(), Args: lint.Args{"table": t.Table.Name, "label": label.Written()},
				Key: t.Table.ID + "/" + label.String(),
			})
		}
		for _, again := range t.Twice {
			args := lint.Args{"table": t.Table.Name, "label": again.Text.Written()}
			p.Report(lint.Finding{
				Span: again.Text.Where(), Args: args, Wording: "twice", Key: t.Table.ID + "/twice/" + again.Text.String(),
				Notes: []lint.Note{{Span: again.First.Where(), Name: "first", Args: args}},
			})
		}
	})
}

func tableSpelled(p *lint.Pass) int {
	return readable(p, func(t *form.Filled) {
		for _, m := range t.Misspelt {
			f := lint.Finding{
				Span: m.Text.Where(),
				Args: lint.Args{"table": t.Table.Name, "label": m.Text.Written(), "should": m.Should},
				Key:  t.Table.ID + "/" + m.Should,
			}
			mend(&f, m.Text, m.Should, false)
			p.Report(f)
		}
	})
}
