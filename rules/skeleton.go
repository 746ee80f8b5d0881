package rules

import (
	"slices"
	"strings"

	"reportlint/lint/diag"
	"reportlint/lint/form"
	"reportlint/lint/yaml"
)

// skeleton reads the draft to be filled in, and holds what it names against the scheme.
func (l *loader) skeleton(n *yaml.Node, s *form.Scheme) *form.Skeleton {
	if n == nil {
		return nil
	}
	out := &form.Skeleton{Organ: n.Get("organ").Text}
	for _, stanza := range n.Get("stanzas").Items {
		only := l.formsOf(stanza.Get("forms"), s)
		out.Stanzas = append(out.Stanzas, form.Stanza{
			Forms:       only,
			Governments: flag(stanza.Get("governments")),
			Pieces:      l.pieces(stanza.Get("text"), fillable(s, only)),
		})
	}
	return out
}

// formsOf reads ids of forms.
func (l *loader) formsOf(list *yaml.Node, s *form.Scheme) []string {
	if list == nil {
		return nil
	}
	var known []string
	for _, f := range s.Forms {
		known = append(known, f.ID)
	}
	for _, id := range list.Items {
		if !slices.Contains(known, id.Text) {
			l.unknown(id.Span, diag.Phrase{ZH: "格式", EN: "form"}, id.Text, known)
		}
	}
	return texts(list)
}

// fillable returns the fields of a stanza for some forms, or for all if none is named. A
// table is among them if each of the forms has it.
func fillable(s *form.Scheme, only []string) []string {
	all := []string{string(form.OrganField), string(form.YearField), string(form.NextField), string(form.TitleField)}
	for _, p := range s.Parts {
		all = append(all, string(form.PartField)+":"+p.ID)
	}
	forms := 0
	having := map[string]int{}
	var tables []string
	for _, f := range s.Forms {
		if len(only) > 0 && !slices.Contains(only, f.ID) {
			continue
		}
		forms++
		for _, t := range f.Tables {
			if having[t.ID]++; having[t.ID] == 1 {
				tables = append(tables, t.ID)
			}
		}
	}
	for _, id := range tables {
		if having[id] == forms {
			all = append(all, string(form.TableField)+":"+id)
		}
	}
	return all
}

// pieces takes the text of a stanza apart at its fields. The line break behind a table
// goes with it, since a table ends its last line itself.
func (l *loader) pieces(n *yaml.Node, known []string) []form.Piece {
	var out []form.Piece
	s := strings.TrimRight(n.Text, "\n") + "\n"
	at := 0
	for _, f := range l.fieldsOf(n) {
		if !slices.Contains(known, f.name) {
			l.unknown(f.span, diag.Phrase{ZH: "这一段可用的字段", EN: "field of this stanza"}, f.name, known)
			continue
		}
		if f.start > at {
			out = append(out, form.Piece{Text: s[at:f.start]})
		}
		at = f.end
		name, id, _ := strings.Cut(f.name, ":")
		out = append(out, form.Piece{Field: form.Field(name), ID: id})
		if form.Field(name) != form.TableField {
			continue
		}
		if s[at] != '\n' || f.start > 0 && s[f.start-1] != '\n' {
			l.fault(f.span, diag.Phrase{ZH: "表格应单独占一行", EN: "a table must stand on a line of its own"})
			continue
		}
		at++
	}
	if at < len(s) {
		out = append(out, form.Piece{Text: s[at:]})
	}
	return out
}
