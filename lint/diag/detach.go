package diag

import (
	"strings"
)

// Detach makes diagnostics that are kept let go of the files that they are about, but for
// the lines that they point at: those are all that is shown of them.
func Detach(all []Diagnostic) {
	spans := map[*File][]Span{}
	visit(all, func(s *Span) {
		if s.File != nil {
			spans[s.File] = append(spans[s.File], *s)
		}
	}, func(*string) {})
	left := map[*File]*File{}
	kept := map[string]string{} // texts: one may stand beside many faults, as the reason that allows them
	for f, some := range spans {
		if f.cut == nil {
			left[f] = f.keep(some)
		}
	}
	visit(all, func(s *Span) {
		if f := left[s.File]; f != nil {
			s.File = f
		}
	}, func(text *string) {
		clone, known := kept[*text]
		if !known {
			clone = strings.Clone(*text)
			kept[clone] = clone
		}
		*text = clone
	})
}

// visit calls on every span, and on every text that may be of a file, or of the arena of one.
// What the rule says of itself is none.
func visit(all []Diagnostic, span func(*Span), text func(*string)) {
	for i := range all {
		d := &all[i]
		span(&d.Span)
		text(&d.Message)
		text(&d.Key)
		for k := range d.Notes {
			span(&d.Notes[k].Span)
			text(&d.Notes[k].Message)
		}
		for _, fixes := range [][]Fix{d.Fixes, d.Suggestions} {
			for k := range fixes {
				text(&fixes[k].Message)
				for n := range fixes[k].Edits {
					span(&fixes[k].Edits[n].Span)
					text(&fixes[k].Edits[n].Text)
				}
			}
		}
		for _, e := range d.Explanations {
			for k := range e.Cells {
				c := &e.Cells[k]
				span(&c.Span)
				text(&c.Label)
				text(&c.Is)
				text(&c.Becomes)
			}
			for k := range e.Reasons {
				text(&e.Reasons[k])
			}
		}
		if d.Picture != nil {
			d.Picture.visit(span, text)
		}
		if d.Suppression != nil {
			span(&d.Suppression.Span)
			text(&d.Suppression.Reason)
		}
	}
}

func (p *Picture) visit(span func(*Span), text func(*string)) {
	for _, words := range [][]string{p.Columns, p.Sums} {
		for i := range words {
			text(&words[i])
		}
	}
	for i := range p.Rows {
		r := &p.Rows[i]
		text(&r.Label)
		text(&r.Sum)
		for k := range r.Cells {
			span(&r.Cells[k].Span)
			text(&r.Cells[k].Text)
		}
	}
}
