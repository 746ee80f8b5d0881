package rules

import (
	"fmt"
	"slices"
	"strconv"

	"reportlint/lint/diag"
	"reportlint/lint/form"
	"reportlint/lint/yaml"
)

// scheme reads what the pack prescribes. The schema has been met.
func (l *loader) scheme(root *yaml.Node) *form.Scheme {
	s := &form.Scheme{Title: root.Get("title").Text, Subject: text(root.Get("subject"))}
	seen := map[string]diag.Span{}
	var parts []string
	for _, n := range root.Get("parts").Items {
		l.unique(seen, n.Get("id"), diag.Phrase{ZH: "部分的标识", EN: "id of a part"})
		s.Parts = append(s.Parts, form.Part{
			ID:    n.Get("id").Text,
			Title: n.Get("title").Text,
			Also:  texts(n.Get("also")),
			Words: texts(n.Get("words")),
		})
		parts = append(parts, n.Get("id").Text)
	}
	tables := map[string]form.Table{}
	var names []string
	for _, e := range root.Get("tables").Entries {
		part := e.Value.Get("part")
		if _, ok := seen[part.Text]; !ok {
			l.unknown(part.Span, diag.Phrase{ZH: "部分", EN: "part"}, part.Text, parts)
		}
		tables[e.Key.Text] = l.table(e.Value)
		names = append(names, e.Key.Text)
	}
	ids := map[string]diag.Span{}
	for _, n := range root.Get("forms").Items {
		l.unique(ids, n.Get("id"), diag.Phrase{ZH: "格式的标识", EN: "id of a form"})
		s.Forms = append(s.Forms, l.form(n, tables, names))
	}
	s.Documents = l.documents(root.Get("documents"))
	return s
}

// documents reads what reports cite; one may have taken another's place.
func (l *loader) documents(list *yaml.Node) []form.Document {
	if list == nil {
		return nil
	}
	var all []form.Document
	var ids []string
	seen := map[string]diag.Span{}
	for _, n := range list.Items {
		l.unique(seen, n.Get("id"), diag.Phrase{ZH: "文件的标识", EN: "id of a document"})
		ids = append(ids, n.Get("id").Text)
		all = append(all, form.Document{
			ID:      n.Get("id").Text,
			Title:   n.Get("title").Text,
			Also:    texts(n.Get("also")),
			Number:  n.Get("number").Text,
			Until:   year(n.Get("until")),
			Instead: text(n.Get("instead")),
		})
	}
	for _, n := range list.Items {
		instead := n.Get("instead")
		if _, ok := seen[text(instead)]; instead != nil && !ok {
			l.unknown(instead.Span, diag.Phrase{ZH: "文件", EN: "document"}, instead.Text, ids)
		}
	}
	return all
}

// form reads one edition, putting tables in the place of their names.
func (l *loader) form(n *yaml.Node, tables map[string]form.Table, names []string) form.Form {
	f := form.Form{
		ID:       n.Get("id").Text,
		Document: n.Get("document").Text,
		From:     year(n.Get("from")),
		To:       year(n.Get("to")),
	}
	if f.To != 0 && f.To < f.From {
		l.fault(n.Get("to").Span, diag.Phrase{ZH: "“to” 早于 “from”", EN: "'to' is before 'from'"})
	}
	seen := map[string]diag.Span{}
	for _, name := range n.Get("tables").Items {
		t, ok := tables[name.Text]
		if !ok {
			l.unknown(name.Span, diag.Phrase{ZH: "表格", EN: "table"}, name.Text, names)
			continue
		}
		// Two tables of one form would answer to one name.
		id := *name
		id.Text = t.ID
		l.unique(seen, &id, diag.Phrase{ZH: "同一格式中表格的标识", EN: "id of a table of this form"})
		f.Tables = append(f.Tables, t)
	}
	return f
}

func (l *loader) table(n *yaml.Node) form.Table {
	t := form.Table{
		ID:     n.Get("id").Text,
		Name:   n.Get("name").Text,
		Part:   n.Get("part").Text,
		Across: flag(n.Get("across")),
		Corner: text(n.Get("corner")),
		Above:  text(n.Get("above")),
		Span:   n.Get("id").Span,
	}
	rows := map[string]diag.Span{}
	for _, block := range n.Get("blocks").Items {
		b := form.Block{Head: text(block.Get("head"))}
		columns := map[string]diag.Span{}
		for _, c := range block.Get("columns").Items {
			l.unique(columns, c.Get("id"), diag.Phrase{ZH: "同一块中列的标识", EN: "id of a column of this block"})
			b.Columns = append(b.Columns, form.Column{
				ID:       c.Get("id").Text,
				Label:    c.Get("label").Text,
				Over:     text(c.Get("over")),
				Signed:   flag(c.Get("signed")),
				Fraction: flag(c.Get("fraction")),
				Unit:     text(c.Get("unit")),
				Units:    texts(c.Get("units")),
			})
		}
		b.Rows = l.rows(nil, block.Get("rows"), nil, rows)
		t.Blocks = append(t.Blocks, b)
	}
	if sums := n.Get("sums"); sums != nil {
		for _, sum := range sums.Items {
			t.Sums = append(t.Sums, l.sum(sum, &t))
		}
	}
	return t
}

// sum reads a sum over the cells of a table. What it names must be there, and on one side
// only.
func (l *loader) sum(n *yaml.Node, t *form.Table) form.Sum {
	left, right := n.Get("left"), n.Get("right")
	s := form.Sum{Each: form.Axis(n.Get("each").Text), Left: texts(left), Right: texts(right), Span: n.Span}
	what := diag.Phrase{ZH: "这张表的列", EN: "column of this table"}
	var known []string
	if s.Each == form.EachColumn {
		what = diag.Phrase{ZH: "这张表的行", EN: "row of this table"}
	}
	for _, b := range t.Blocks {
		switch {
		case s.Each == form.EachRow:
			for _, c := range b.Columns {
				known = append(known, c.ID)
			}
		case sameColumns(b, t.Blocks[0]): // a sum along a column stays within it
			for _, r := range b.Rows {
				known = append(known, r.ID)
			}
		}
	}
	for _, id := range slices.Concat(left.Items, right.Items) {
		if !slices.Contains(known, id.Text) {
			l.unknown(id.Span, what, id.Text, known)
		}
	}
	for _, id := range right.Items {
		if slices.Contains(s.Left, id.Text) {
			l.fault(id.Span, diag.Phrase{
				ZH: fmt.Sprintf("“%s” 在等号两边都有", id.Text),
				EN: fmt.Sprintf("'%s' is on both sides of the sum", id.Text),
			})
		}
	}
	return s
}

// sameColumns reports whether two blocks have the same columns.
func sameColumns(a, b form.Block) bool {
	return slices.EqualFunc(a.Columns, b.Columns, func(x, y form.Column) bool { return x.ID == y.ID })
}

// rows appends the rows that stand under a path of labels.
func (l *loader) rows(all []form.Row, list *yaml.Node, under []string, seen map[string]diag.Span) []form.Row {
	for _, n := range list.Items {
		if group := n.Get("under"); group != nil {
			all = l.rows(all, n.Get("rows"), append(slices.Clip(under), group.Text), seen)
			continue
		}
		l.unique(seen, n.Get("id"), diag.Phrase{ZH: "同一表格中行的标识", EN: "id of a row of this table"})
		own := texts(n.Get("label"))
		if label := n.Get("label"); label.Kind == yaml.String {
			own = []string{label.Text}
		}
		all = append(all, form.Row{
			ID:    n.Get("id").Text,
			Label: slices.Concat(under, own),
			Also:  texts(n.Get("also")),
		})
	}
	return all
}

// year returns a year of at most four digits, or 0 where none is given.
func year(n *yaml.Node) int {
	y, err := strconv.Atoi(text(n))
	if err != nil {
		return 0
	}
	return y
}
