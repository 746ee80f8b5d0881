package main

import (
	"hash/maphash"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/form"
	"reportlint/lint/similar"
)

// awaiting is a rule that can be judged of a draft only when all drafts of the run were
// read. The draft is not kept: its text is read again if another one is like it, and all
// of it if the rule then finds fault.
type awaiting struct {
	similar.Work
	path  string
	pack  *lint.Pack
	rule  *lint.Rule
	fails func(main similar.Other, others []similar.Other) bool

	place int // among the drafts that it is held against

	text similar.Ranges // nil if the text cannot be read without the rest
	sum  uint64         // of the file that the text stands in
	main *form.Report   // only of standard input, which cannot be read again
}

// await keeps what is needed of a draft until all are read.
func (l *linter) await(a lint.Awaiting, p *lint.Pack, main *form.Report) *awaiting {
	file := main.Draft.File
	kept := &awaiting{
		Work: similar.Work{Author: strings.Clone(a.Author), Sketch: a.Text.Sketch(), Len: a.Text.Len()},
		path: file.Name, pack: p, rule: p.Rule(a.Rule), fails: a.Fails, main: main,
	}
	if ranges, ok := a.Text.Ranges(); ok {
		kept.text, kept.sum = ranges, maphash.String(l.seed, file.Text)
	}
	return kept
}

// company is a draft with those others that it is judged beside.
type company struct {
	main   *awaiting
	others []*awaiting
}

// compare judges what has been waiting, each with the drafts that are like it, and yields
// what came of it in the order of the drafts.
func (l *linter) compare(waiting []*awaiting, jobs int, yield func(outcome)) {
	type group struct{ pack, rule string }
	groups := map[group][]*awaiting{}
	var order []group
	for _, a := range waiting {
		g := group{a.pack.Name, a.rule.ID}
		if groups[g] == nil {
			order = append(order, g)
		}
		groups[g] = append(groups[g], a)
	}
	for _, g := range order {
		drafts := groups[g]
		index := similar.NewIndex(works(drafts))
		inOrder(drafts, jobs, func(main *awaiting) outcome {
			c := company{main: main}
			for _, other := range index.Like(main.place) {
				c.others = append(c.others, drafts[other])
			}
			if len(c.others) == 0 {
				return outcome{}
			}
			o := l.watch(main.path, func() outcome { return l.beside(c) })
			o.detach()
			return o
		}, yield)
	}
}

// works returns what drafts are found by that are alike, and tells them their places in it.
func works(drafts []*awaiting) []similar.Work {
	all := make([]similar.Work, len(drafts))
	for i, d := range drafts {
		all[i], d.place = d.Work, i
	}
	return all
}

// beside judges the rule of one draft beside other drafts.
func (l *linter) beside(c company) (o outcome) {
	o.file.Path = c.main.path
	var peers lint.Peers
	if all, ok := l.texts(append([]*awaiting{c.main}, c.others...)); ok {
		if !c.main.fails(all[0], all[1:]) {
			return o
		}
		peers.Texts = all[1:]
	}
	main, why := l.again(c.main)
	path := c.main.path
	for i := 0; why == nil && peers.Texts == nil && i < len(c.others); i++ {
		var r *form.Report
		path = c.others[i].path
		r, why = l.again(c.others[i])
		peers.Reports = append(peers.Reports, r)
	}
	if why != nil {
		o.miss(problem{path: o.file.Path, why: diag.Phrase{
			ZH: "未与其他报告比对，无法再次读取 " + shown(path) + "：" + why.ZH,
			EN: "not held against other reports, cannot read " + shown(path) + " again: " + why.EN,
		}}, l.lang)
		return o
	}
	p := c.main.pack
	alone := &lint.Pack{Name: p.Name, Scheme: p.Scheme, Rules: []lint.Rule{*c.main.rule}}
	result := lint.Run(&lint.Dossier{Main: main, Peers: &peers, Today: l.today}, alone, l.lang)
	l.profile(c.main.path).policy.weigh(result.Diagnostics)
	o.diagnostics, o.suppressed = result.Diagnostics, nil
	l.allow(main.Draft, &o)
	o.fail(result.Failures, l.lang)
	return o
}

// texts reads the texts of drafts again, and only them.
func (l *linter) texts(drafts []*awaiting) (all []similar.Other, ok bool) {
	for _, a := range drafts {
		t, ok := l.text(a)
		if !ok {
			return nil, false
		}
		all = append(all, t)
	}
	return all, true
}

// text reads the text of a draft again. ok is false if that takes all of the draft: the
// file has changed, or there are letters in it that are not written as they read.
func (l *linter) text(a *awaiting) (t similar.Other, ok bool) {
	if a.text == nil {
		return t, false
	}
	var file *diag.File
	if a.main != nil {
		file = a.main.Draft.File
	} else if file = read(a.path, l.legacy, l.limits(a.path), l.rooms).file; file == nil || maphash.String(l.seed, file.Text) != a.sum {
		return t, false
	}
	return similar.Other{Author: a.Author, Text: a.text.Read(file)}, true
}

// again returns the organ and the prose of a draft that was read before, or why it cannot be
// read now.
func (l *linter) again(a *awaiting) (*form.Report, *diag.Phrase) {
	if a.main != nil {
		return a.main, nil
	}
	r, why := l.reopen(a.path, a.pack, (*form.Outline).ReadProse)
	if r == nil && why == nil {
		why = &diag.Phrase{ZH: "不再是这类报告", EN: "is no such report any more"}
	}
	return r, why
}
