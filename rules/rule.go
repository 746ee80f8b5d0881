package rules

import (
	"errors"
	"fmt"
	"index/suffixarray"
	"slices"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/form"
	"reportlint/lint/yaml"
)

// rules reads the rules of a pack, which are the tool's own where there is no scheme. The
// schema has been met.
func (l *loader) rules(list *yaml.Node, s *form.Scheme) []lint.Rule {
	var all []lint.Rule
	seen := map[string]diag.Span{}
	tool := s == nil
	model := l.index(tool)
	for _, n := range list.Items {
		l.unique(seen, n.Get("id"), diag.Phrase{ZH: "规则的标识", EN: "id of a rule"})
		severity, _ := diag.ParseSeverity(n.Get("severity").Text)
		r := lint.Rule{
			ID:       n.Get("id").Text,
			Severity: severity,
			Why:      phrase(n.Get("why")),
			Message:  phrase(n.Get("message")),
			Notes:    notes(n.Get("notes")),
			Span:     n.Get("id").Span,
		}
		r.Basis, r.Bases = bases(phrase(n.Get("basis")), s)
		if !tool {
			l.kind(&r, n, s)
			r.Broken = l.broken(n, model)
			r.Tests = l.tests(n.Get("tests"), r.Broken, model)
		}
		all = append(all, r)
	}
	return all
}

// bases puts the numbers of the documents that prescribe the forms in the place of {form}: of all
// of them, and of each in turn, where it is named.
func bases(basis diag.Phrase, s *form.Scheme) (all diag.Phrase, each []diag.Phrase) {
	const place = "{form}"
	if s == nil || !strings.Contains(basis.ZH, place) && !strings.Contains(basis.EN, place) {
		return basis, nil
	}
	naming := func(zh, en string) diag.Phrase {
		return diag.Phrase{ZH: strings.ReplaceAll(basis.ZH, place, zh), EN: strings.ReplaceAll(basis.EN, place, en)}
	}
	var documents []string
	for _, f := range s.Forms {
		documents = append(documents, f.Document)
		each = append(each, naming(f.Document, f.Document))
	}
	return naming(strings.Join(documents, "、"), strings.Join(documents, ", ")), each
}

func notes(n *yaml.Node) map[string]diag.Phrase {
	if n == nil {
		return nil
	}
	all := map[string]diag.Phrase{}
	for _, e := range n.Entries {
		all[e.Key.Text] = phrase(e.Value)
	}
	return all
}

// kind finds the rule's kind, lets it make the check, and holds the rule's words
// against what the kind has to tell.
func (l *loader) kind(r *lint.Rule, n *yaml.Node, s *form.Scheme) {
	name := n.Get("kind")
	i := slices.IndexFunc(l.kinds, func(k lint.Kind) bool { return k.Name == name.Text })
	if i < 0 {
		var known []string
		for _, k := range l.kinds {
			known = append(known, k.Name)
		}
		l.unknown(name.Span, diag.Phrase{ZH: "检查类型", EN: "kind"}, name.Text, known)
		return
	}
	kind := l.kinds[i]
	with := n.Get("with")
	var settings lint.JSON
	if with != nil {
		settings = lint.JSON(with.Encode())
	}
	var err error
	if r.Check, err = kind.New(settings); err == nil && r.Check == nil {
		err = errors.New("kind " + kind.Name + " makes no check of them")
	}
	switch {
	case err != nil:
		l.setting(n, err)
	case kind.Names != nil:
		r.Names = kind.Names(settings)
		l.references(with, r.Names, s)
	}
	l.fields(n.Get("message"), kind.Fields)
	l.notes(n, kind)
}

// setting tells what a kind has against its settings, at the place that it names.
func (l *loader) setting(rule *yaml.Node, err error) {
	at := rule.Get("kind").Span
	if key := rule.Key("with"); key != nil {
		at = key.Span
	}
	var wrong *lint.SettingError
	if !errors.As(err, &wrong) {
		l.fault(at, diag.Phrase{ZH: "设置有误：" + err.Error(), EN: "the settings do not fit: " + err.Error()})
		return
	}
	with := rule.Get("with")
	if with != nil {
		if n := with.At(wrong.Path); n != nil {
			at = n.Span
			if n.Kind == yaml.String && wrong.Offset > 0 {
				at = n.Place(wrong.Offset)
			}
		}
	}
	l.fault(at, wrong.Reason)
}

// fields finds fault with each {field} of a phrase that the kind does not fill in.
func (l *loader) fields(phrase *yaml.Node, known []string) {
	for _, e := range phrase.Entries {
		for _, f := range l.fieldsOf(e.Value) {
			if !slices.Contains(known, f.name) {
				l.unknown(f.span, diag.Phrase{ZH: "此类检查的字段", EN: "field of this kind"}, f.name, known)
			}
		}
	}
}

// notes holds the rule's notes against those that the kind has. A rule need not word
// them all.
func (l *loader) notes(rule *yaml.Node, kind lint.Kind) {
	n := rule.Get("notes")
	if n == nil {
		return
	}
	for _, e := range n.Entries {
		if !slices.Contains(kind.Notes, e.Key.Text) {
			l.unknown(e.Key.Span, diag.Phrase{ZH: "此类检查的注释", EN: "note of this kind"}, e.Key.Text, kind.Notes)
			continue
		}
		l.fields(e.Value, kind.Fields)
	}
}

// index makes the files of the model quick to search, however many rules there are.
func (l *loader) index(tool bool) map[string]*suffixarray.Index {
	if tool || l.model == nil {
		return nil
	}
	all := map[string]*suffixarray.Index{}
	for _, name := range l.model.Names() {
		all[name] = suffixarray.New([]byte(l.model.Named(name).Text))
	}
	return all
}

// broken reads the edits that prove a rule, and looks for their places in the model.
func (l *loader) broken(rule *yaml.Node, model map[string]*suffixarray.Index) []lint.Edit {
	n := rule.Get("broken")
	if n == nil {
		l.fault(rule.Span.Point(), diag.Phrase{
			ZH: "缺少 “broken”：每条规则都要附一处改动，使范文恰好违反这条规则",
			EN: "'broken' is missing: every rule proves itself by an edit of the model draft that breaks it",
		})
		return nil
	}
	list := n.Items
	if n.Kind == yaml.Map {
		list = []*yaml.Node{n}
	}
	var all []lint.Edit
	for _, b := range list {
		from := b.Get("from")
		edit := lint.Edit{From: from.Text, To: b.Get("to").Text, All: flag(b.Get("all")), In: text(b.Get("in")), Span: b.Key("from").Span}
		switch {
		case edit.From == edit.To:
			l.fault(b.Get("to").Span, diag.Phrase{ZH: "“to” 与 “from” 相同，什么也没有改", EN: "'to' is the same as 'from': nothing is changed"})
		default:
			l.place(edit, from, b.Get("in"), model)
		}
		all = append(all, edit)
	}
	return all
}

// tests reads the tests of a rule: texts that stand at a place of the model in turn, by
// default that of the first edit which breaks the rule.
func (l *loader) tests(n *yaml.Node, broken []lint.Edit, model map[string]*suffixarray.Index) []lint.Test {
	var edit lint.Edit
	switch at := n.Get("at"); {
	case n == nil:
		return nil
	case at != nil:
		edit = lint.Edit{From: at.Text, All: flag(n.Get("all")), In: text(n.Get("in"))}
		l.place(edit, at, n.Get("in"), model)
	case len(broken) > 0:
		edit = broken[0]
	}
	var all []lint.Test
	for _, key := range []string{"good", "bad"} {
		list := n.Get(key)
		if list == nil {
			continue
		}
		for _, snippet := range list.Items {
			edit.To, edit.Span = snippet.Text, snippet.Span
			all = append(all, lint.Test{Edit: edit, Bad: key == "bad"})
		}
	}
	if len(all) == 0 {
		l.fault(n.Span.Point(), diag.Phrase{ZH: "“good” 和 “bad” 至少要有一项", EN: "there is neither 'good' nor 'bad'"})
	}
	return all
}

// place finds fault with an edit that has no place in a file of the model, or no certain
// one; from and in are where the pack names it.
func (l *loader) place(edit lint.Edit, from, in *yaml.Node, model map[string]*suffixarray.Index) {
	if model == nil {
		return
	}
	index := model[edit.In]
	if index == nil {
		l.unknown(in.Span, diag.Phrase{ZH: "范文的配套报告", EN: "companion of the model draft"}, edit.In, l.model.Names()[1:])
		return
	}
	file := l.model.Named(edit.In)
	found := index.Lookup([]byte(edit.From), 2)
	switch {
	case len(found) == 0:
		l.fault(from.Span, diag.Phrase{
			ZH: fmt.Sprintf("范文 %s 中没有这段文字", file.Name),
			EN: fmt.Sprintf("this does not stand in the model draft %s", file.Name),
		})
	case len(found) > 1 && !edit.All:
		slices.Sort(found)
		d := diag.Diagnostic{Span: from.Span, Message: diag.Phrase{
			ZH: fmt.Sprintf("这段文字在范文 %s 中不止一处；请写得更长，或加上 all: true", file.Name),
			EN: fmt.Sprintf("this stands in the model draft %s more than once; write more of it, or all: true", file.Name),
		}.In(l.lang)}
		for _, at := range found {
			d.Notes = append(d.Notes, diag.Note{
				Span:    diag.Span{File: file, Start: at, End: at + len(edit.From)},
				Message: diag.Phrase{ZH: "在这里", EN: "here"}.In(l.lang),
			})
		}
		l.report(d)
	}
}
