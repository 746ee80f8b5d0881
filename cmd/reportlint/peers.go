package main

import (
	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/form"
	"reportlint/lint/similar"
)

// awaiting is a rule that can be judged of a draft only when all drafts of the run were
// read. The draft is not kept: it is read again if another one is like it.
type awaiting struct {
	lint.Awaiting
	path  string
	pack  *lint.Pack
	organ string
	main  *form.Report // of standard input, which cannot be read again
}

// company is a draft with those others that it is judged beside.
type company struct {
	main   awaiting
	others []awaiting
}

// compare judges what has been waiting, each with the drafts that are like it, and yields
// what came of it in the order of the drafts.
func (l *linter) compare(waiting []awaiting, jobs int, yield func(outcome)) {
	type group struct {
		pack *lint.Pack
		rule string
	}
	groups := map[group][]awaiting{}
	var order []group
	for _, a := range waiting {
		g := group{a.pack, a.Rule}
		if groups[g] == nil {
			order = append(order, g)
		}
		groups[g] = append(groups[g], a)
	}
	for _, g := range order {
		inOrder(alike(groups[g]), jobs, l.beside, yield)
	}
}

// alike returns those drafts that others are like.
func alike(drafts []awaiting) []company {
	var works []similar.Work
	for _, a := range drafts {
		works = append(works, similar.Work{Author: a.organ, Sketch: a.Sketch})
	}
	index := similar.NewIndex(works)
	var out []company
	for i := range drafts {
		c := company{main: drafts[i]}
		for _, other := range index.Like(i) {
			c.others = append(c.others, drafts[other])
		}
		if len(c.others) > 0 {
			out = append(out, c)
		}
	}
	return out
}

// beside judges the rule of one draft beside other drafts.
func (l *linter) beside(c company) (o outcome) {
	defer l.survive(c.main.path, &o)
	o.file.Path = c.main.path
	var reports []*form.Report
	for _, a := range append([]awaiting{c.main}, c.others...) {
		r := l.again(a)
		if r == nil {
			o.miss(problem{path: o.file.Path, why: diag.Phrase{
				ZH: "无法再次读取 " + shown(a.path) + "，未与其他报告比对",
				EN: "not held against other reports: cannot read " + shown(a.path) + " again",
			}}, l.lang)
			return o
		}
		reports = append(reports, r)
	}
	p := c.main.pack
	alone := &lint.Pack{Name: p.Name, Scheme: p.Scheme, Rules: []lint.Rule{*p.Rule(c.main.Rule)}}
	result := lint.Run(&lint.Dossier{Main: reports[0], Peers: &lint.Peers{Reports: reports[1:]}, Today: l.today}, alone, l.lang)
	o.diagnostics = result.Diagnostics
	o.fail(result.Failures, l.lang)
	return o
}

// again returns the report of a draft that was read before, nil if it cannot be read now.
func (l *linter) again(a awaiting) *form.Report {
	if a.main != nil {
		return a.main
	}
	in := read(a.path, l.legacy)
	if in.file == nil {
		return nil
	}
	d, limit := parse(in.file)
	if limit != nil {
		return nil
	}
	return form.Read(d, a.pack.Scheme, readFront(d).Settings)
}
