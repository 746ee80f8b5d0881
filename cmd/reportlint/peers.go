package main

import (
	"hash/maphash"
	"slices"
	"strings"

	"reportlint/lint"
	"reportlint/lint/arena"
	"reportlint/lint/diag"
	"reportlint/lint/form"
	"reportlint/lint/similar"
)

// awaiting is a rule that can be judged of a draft only when all drafts of the run were
// read. The draft is not kept: its text is read again if another one is like it, and all
// of it if the rule then finds fault.
type awaiting struct {
	similar.Work
	terms
	path string
	text similar.Ranges // nil if the text cannot be read without the rest
	sum  uint64         // of the file that the text stands in
	main *form.Report   // only of standard input, which cannot be read again
}

// await keeps what is needed of a draft until all are read.
func (l *linter) await(a lint.Awaiting, p *lint.Pack, main *form.Report) *awaiting {
	file := main.Draft.File
	kept := &awaiting{
		Work:  similar.Work{Author: strings.Clone(a.Author), Sketch: a.Text.Sketch(), Len: a.Text.Len()},
		terms: terms{p, p.Rule(a.Rule), a.Fails}, path: file.Name, main: main,
	}
	if ranges, ok := a.Text.Ranges(); ok {
		kept.text, kept.sum = ranges, maphash.String(l.seed, file.Text)
	}
	return kept
}

// waiting is a rule with all drafts that it awaits. What finding those that are alike and
// reading them again takes is not in memory, but for some bytes of each.
type waiting struct {
	terms    []terms
	works    *similar.Works
	sketches *spool
	texts    *spool // of each draft its author, and the ranges of its text
	drafts   []absent
	present  map[int]*form.Report // drafts that cannot be read again
}

// terms are what drafts are held against that have the same settings.
type terms struct {
	pack  *lint.Pack
	rule  *lint.Rule
	fails func(main similar.Other, others []similar.Other) bool
}

// absent is a draft of which only little is kept.
type absent struct {
	path   string
	terms  int32
	sum    uint64 // of its file
	at     int64  // where in texts its author stands, and its ranges behind it
	author uint32 // how many bytes those are
	ranges int32  // -1 if its text cannot be read without the rest
}

// lobby holds the rules of a run that await the end of it.
type lobby struct {
	rules   []*waiting
	expects int // drafts, at most
}

// add takes in a draft.
func (l *lobby) add(a *awaiting) {
	n := slices.IndexFunc(l.rules, func(w *waiting) bool {
		return w.terms[0].pack.Name == a.pack.Name && w.terms[0].rule.ID == a.rule.ID
	})
	if n < 0 {
		w := &waiting{terms: []terms{a.terms}, sketches: newSpool(), texts: newSpool(), present: map[int]*form.Report{}}
		w.works = similar.NewWorks(w.sketches, l.expects)
		w.drafts = make([]absent, 0, l.expects)
		n, l.rules = len(l.rules), append(l.rules, w)
	}
	l.rules[n].add(a)
}

// Close lets go of what is kept.
func (l *lobby) Close() {
	for _, w := range l.rules {
		w.sketches.Close()
		w.texts.Close()
	}
}

func (w *waiting) add(a *awaiting) {
	n := slices.IndexFunc(w.terms, func(t terms) bool { return t.rule == a.rule })
	if n < 0 {
		n, w.terms = len(w.terms), append(w.terms, a.terms)
	}
	d := absent{path: a.path, terms: int32(n), sum: a.sum, at: w.texts.Len(), author: uint32(len(a.Author)), ranges: -1}
	if a.text != nil {
		d.ranges = int32(len(a.text))
	}
	w.texts.Write([]byte(a.Author))
	w.texts.Write(a.text)
	if a.main != nil {
		w.present[len(w.drafts)] = a.main
	}
	w.drafts = append(w.drafts, d)
	w.works.Add(a.Work)
}

// company is a draft with those others that it is judged beside, by their places.
type company struct {
	of     *waiting
	main   int
	others []int
}

// compare judges what has been waiting, each with the drafts that are like it, and yields
// what came of it in the order of the drafts.
func (l *linter) compare(all *lobby, jobs int, yield func(outcome)) {
	for _, w := range all.rules {
		index, broken := w.works.Index()
		places := make([]int, len(w.drafts))
		for i := range places {
			places[i] = i
		}
		inOrder(places, jobs, func(main int) (o outcome) {
			path := w.drafts[main].path
			c := company{of: w, main: main}
			err := broken
			if err == nil {
				c.others, err = index.Like(main)
			}
			switch {
			case err != nil:
				o.missPeers(path, path, worldly(err), l.lang)
			case len(c.others) > 0:
				return l.inArena(func(a *arena.Arena) outcome {
					return l.watch(path, func() outcome { return l.beside(c, a) })
				})
			}
			return o
		}, yield)
	}
}

// missPeers notes that a draft was not held against others, since one of them, or what was
// kept of it, cannot be read again.
func (o *outcome) missPeers(path, other string, why diag.Phrase, lang diag.Lang) {
	o.miss(problem{path: path, why: diag.Phrase{
		ZH: "未与其他报告比对，无法再次读取 " + shown(other) + "：" + why.ZH,
		EN: "not held against other reports, cannot read " + shown(other) + " again: " + why.EN,
	}}, lang)
}

// beside judges the rule of one draft beside other drafts, which are read into an arena.
func (l *linter) beside(c company, a *arena.Arena) (o outcome) {
	w := c.of
	under := w.terms[w.drafts[c.main].terms]
	o.file.Path = w.drafts[c.main].path
	var peers lint.Peers
	if all, ok := l.texts(c, a); ok {
		if !under.fails(all[0], all[1:]) {
			return o
		}
		peers.Texts = all[1:]
	}
	main, why := l.again(w, c.main, a)
	path := o.file.Path
	for i := 0; why == nil && peers.Texts == nil && i < len(c.others); i++ {
		var r *form.Report
		path = w.drafts[c.others[i]].path
		r, why = l.again(w, c.others[i], a)
		peers.Reports = append(peers.Reports, r)
	}
	if why != nil {
		o.missPeers(o.file.Path, path, *why, l.lang)
		return o
	}
	alone := &lint.Pack{Name: under.pack.Name, Scheme: under.pack.Scheme, Rules: []lint.Rule{*under.rule}}
	result := lint.Run(&lint.Dossier{Main: main, Peers: &peers, Today: l.today}, alone, l.lang)
	l.profile(o.file.Path).policy.weigh(result.Diagnostics)
	o.diagnostics, o.suppressed = result.Diagnostics, nil
	l.allow(main.Draft, &o)
	o.fail(result.Failures, l.lang)
	return o
}

// texts reads the texts of drafts again, and only them, that of the main one first.
func (l *linter) texts(c company, a *arena.Arena) (all []similar.Other, ok bool) {
	for _, n := range append([]int{c.main}, c.others...) {
		t, ok := l.text(c.of, n, a)
		if !ok {
			return nil, false
		}
		all = append(all, t)
	}
	return all, true
}

// text reads the text of a draft again. ok is false if that takes all of the draft: the
// file has changed, or there are letters in it that are not written as they read.
func (l *linter) text(w *waiting, n int, a *arena.Arena) (t similar.Other, ok bool) {
	d := w.drafts[n]
	if d.ranges < 0 {
		return t, false
	}
	kept := make([]byte, int(d.author)+int(d.ranges))
	if _, err := w.texts.ReadAt(kept, d.at); err != nil {
		return t, false
	}
	var file *diag.File
	if main := w.present[n]; main != nil {
		file = main.Draft.File
	} else if file = read(d.path, l.legacy, l.limits(d.path), a).file; file == nil || maphash.String(l.seed, file.Text) != d.sum {
		return t, false
	}
	return similar.Other{Author: string(kept[:d.author]), Text: similar.Ranges(kept[d.author:]).Read(file)}, true
}

// again returns the organ and the prose of a draft that was read before, or why it cannot be
// read now.
func (l *linter) again(w *waiting, n int, a *arena.Arena) (*form.Report, *diag.Phrase) {
	if main := w.present[n]; main != nil {
		return main, nil
	}
	r, why := l.reopen(w.drafts[n].path, w.terms[w.drafts[n].terms].pack, a, (*form.Outline).ReadProse)
	if r == nil && why == nil {
		why = &diag.Phrase{ZH: "不再是这类报告", EN: "is no such report any more"}
	}
	return r, why
}
