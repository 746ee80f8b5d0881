package main

import (
	"fmt"
	"unicode/utf8"

	"reportlint/fixtures"
	"reportlint/lint"
	"reportlint/lint/check"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
	"reportlint/lint/html"
	"reportlint/lint/markdown"
	"reportlint/lint/plain"
	"reportlint/rules"
)

// load loads the pack that drafts are held against.
func load() (*lint.Pack, error) {
	const name = "annual-report"
	file, model, _ := rules.Builtin(name)
	pack, faults := rules.Load(file, model, check.Kinds(), diag.Chinese)
	if pack == nil {
		return nil, fmt.Errorf("faulty rule pack %s: %s", name, faults[0].Message)
	}
	return pack, nil
}

// read reads a file as the report that it is.
func read(f fixtures.File, name string, scheme *form.Scheme) *form.Report {
	parse := markdown.Parse
	switch f.Ext {
	case ".html":
		parse = html.Parse
	case ".txt":
		parse = plain.Parse
	}
	d, limit := parse(diag.NewFile(name+f.Ext, []byte(f.Text)))
	if limit != nil {
		panic("detect: a draft is beyond the limit " + limit.Name)
	}
	return form.Read(d, scheme, form.Settings{})
}

// judge holds a draft against the pack, with the other reports that lie beside it.
func judge(pack *lint.Pack, d *fixtures.Draft) []diag.Diagnostic {
	dossier := &lint.Dossier{
		Main:     read(d.File, "draft", pack.Scheme),
		Complete: len(d.Parts) > 0,
		Today:    draft.Date{Year: d.Year, Month: d.Month, Day: d.Day},
	}
	if d.Prior != nil {
		dossier.Prior = read(*d.Prior, "prior", pack.Scheme)
	}
	for _, p := range d.Parts {
		dossier.Parts = append(dossier.Parts, read(p, "part", pack.Scheme))
	}
	if d.Peer != nil {
		dossier.Peers = &lint.Peers{Reports: []*form.Report{read(*d.Peer, "peer", pack.Scheme)}}
	}
	result := lint.Run(dossier, pack, diag.Chinese)
	for _, f := range result.Failures {
		panic("detect: the rule " + f.Rule + " broke down: " + f.Panic)
	}
	return result.Diagnostics
}

// slack is how many characters a diagnostic may cover beside what was planted.
const slack = 2

// exact reports whether a diagnostic points at a place: it equals it, lies within it, or
// covers it with at most slack characters more. One that is empty, because something is
// missing, may lie as many characters away.
func exact(s diag.Span, place [2]int) bool {
	text := s.File.Text
	beyond := 0
	if s.Start < place[0] {
		beyond += utf8.RuneCountInString(text[s.Start:place[0]])
	}
	if s.End > place[1] {
		beyond += utf8.RuneCountInString(text[place[1]:s.End])
	}
	touches := s.Start <= place[1] && place[0] <= s.End
	return beyond <= slack && (touches || s.Start == s.End)
}
