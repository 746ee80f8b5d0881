package main

import (
	"sync"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/form"
	"reportlint/lint/similar"
)

// awaiting is a rule that can be judged of a draft only when all drafts of the run were
// read. The draft is not kept: it is read again if another one is like it.
type awaiting struct {
	lint.Awaiting
	path string
	pack *lint.Pack
	main *form.Report // only of standard input, which cannot be read again
}

// shelf keeps the reports that were read again last, without their tables: drafts that are
// like one another mostly follow one another.
type shelf struct {
	sync.Mutex
	reports map[string]*form.Report
	paths   []string // of the reports, the oldest first
}

// shelfSize bounds the reports on a shelf.
const shelfSize = 64

// get returns the report of that name, which open reads where the shelf does not have it.
func (s *shelf) get(path string, open func() (*form.Report, *diag.Phrase)) (*form.Report, *diag.Phrase) {
	s.Lock()
	r := s.reports[path]
	s.Unlock()
	if r != nil {
		return r, nil
	}
	r, why := open()
	if why != nil {
		return nil, why
	}
	r = r.Slim()
	s.Lock()
	defer s.Unlock()
	if s.reports[path] == nil {
		s.paths = append(s.paths, path)
	}
	s.reports[path] = r
	if len(s.paths) > shelfSize {
		delete(s.reports, s.paths[0])
		s.paths = s.paths[1:]
	}
	return r, nil
}

// company is a draft with those others that it is judged beside.
type company struct {
	main   awaiting
	others []awaiting
}

// compare judges what has been waiting, each with the drafts that are like it, and yields
// what came of it in the order of the drafts.
func (l *linter) compare(waiting []awaiting, jobs int, yield func(outcome)) {
	type group struct{ pack, rule string }
	groups := map[group][]awaiting{}
	var order []group
	for _, a := range waiting {
		g := group{a.pack.Name, a.Rule}
		if groups[g] == nil {
			order = append(order, g)
		}
		groups[g] = append(groups[g], a)
	}
	for _, g := range order {
		read := &shelf{reports: map[string]*form.Report{}}
		inOrder(alike(groups[g]), jobs, func(c company) outcome {
			return l.watch(c.main.path, func() outcome { return l.beside(c, read) })
		}, yield)
	}
}

// alike returns those drafts that others are like.
func alike(drafts []awaiting) []company {
	var works []similar.Work
	for _, a := range drafts {
		works = append(works, a.Work)
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
func (l *linter) beside(c company, read *shelf) (o outcome) {
	o.file.Path = c.main.path
	missed := func(path string, why *diag.Phrase) outcome {
		o.miss(problem{path: o.file.Path, why: diag.Phrase{
			ZH: "未与其他报告比对，无法再次读取 " + shown(path) + "：" + why.ZH,
			EN: "not held against other reports, cannot read " + shown(path) + " again: " + why.EN,
		}}, l.lang)
		return o
	}
	main, why := l.again(c.main)
	if why != nil {
		return missed(c.main.path, why)
	}
	var others []*form.Report
	for _, a := range c.others {
		r, why := read.get(a.path, func() (*form.Report, *diag.Phrase) { return l.again(a) })
		if why != nil {
			return missed(a.path, why)
		}
		others = append(others, r)
	}
	p := c.main.pack
	alone := &lint.Pack{Name: p.Name, Scheme: p.Scheme, Rules: []lint.Rule{*p.Rule(c.main.Rule)}}
	result := lint.Run(&lint.Dossier{Main: main, Peers: &lint.Peers{Reports: others}, Today: l.today}, alone, l.lang)
	l.profile(c.main.path).policy.weigh(result.Diagnostics)
	o.diagnostics, o.suppressed = result.Diagnostics, nil
	l.allow(main.Draft, &o)
	o.fail(result.Failures, l.lang)
	return o
}

// again returns the organ and the prose of a draft that was read before, or why it cannot be
// read now.
func (l *linter) again(a awaiting) (*form.Report, *diag.Phrase) {
	if a.main != nil {
		return a.main, nil
	}
	r, why := l.reopen(a.path, a.pack, (*form.Outline).ReadProse)
	if r == nil && why == nil {
		why = &diag.Phrase{ZH: "不再是这类报告", EN: "is no such report any more"}
	}
	return r, why
}
