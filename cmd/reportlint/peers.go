package main

import (
	"encoding/binary"
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
	file int            // which of those that are judged it is: linter.all says so
	text similar.Ranges // nil if the text cannot be read without the rest
	sum  uint64         // of the file that the text stands in
	main *form.Report   // only of standard input, which cannot be read again
}

// await keeps what is needed of a draft until all are read.
func (l *linter) await(a lint.Awaiting, p *lint.Pack, main *form.Report) *awaiting {
	file := main.Draft.File
	kept := &awaiting{
		Work:  similar.Work{Author: strings.Clone(a.Author), Sketch: a.Text.Sketch(), Len: a.Text.Len()},
		terms: terms{p, p.Rule(a.Rule), a.Fails}, main: main,
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
	notes    *spool // of each draft what is kept of it, one behind the other
	drafts   []absent
	files    paths
	present  map[int]*form.Report // drafts that cannot be read again
}

// path returns that of the nth draft.
func (w *waiting) path(n int) string {
	if main := w.present[n]; main != nil {
		return main.Draft.File.Name
	}
	return w.files.at(w.drafts[n].file)
}

// terms are what drafts are held against that have the same settings.
type terms struct {
	pack  *lint.Pack
	rule  *lint.Rule
	fails func(main similar.Other, others []similar.Other) bool
}

// absent is a draft of which only little is kept.
type absent struct {
	file int
	note int64 // where in notes its note begins; it ends where the next one begins
}

// note is what is kept of a draft.
type note struct {
	terms  int    // which of those of the rule
	sum    uint64 // of its file
	author string
	text   similar.Ranges // empty if the text cannot be read without the rest
}

func (n note) append(to []byte) []byte {
	to = binary.AppendUvarint(to, uint64(n.terms))
	to = binary.LittleEndian.AppendUint64(to, n.sum)
	to = binary.AppendUvarint(to, uint64(len(n.author)))
	return append(append(to, n.author...), n.text...)
}

// note reads what is kept of the nth draft.
func (w *waiting) note(n int) (note, error) {
	end := w.notes.Len()
	if n+1 < len(w.drafts) {
		end = w.drafts[n+1].note
	}
	b := make([]byte, end-w.drafts[n].note)
	if _, err := w.notes.ReadAt(b, w.drafts[n].note); err != nil {
		return note{}, err
	}
	terms, size := binary.Uvarint(b)
	b = b[size:]
	out := note{terms: int(terms), sum: binary.LittleEndian.Uint64(b)}
	author, size := binary.Uvarint(b[8:])
	b = b[8+size:]
	out.author, out.text = string(b[:author]), similar.Ranges(b[author:])
	return out, nil
}

// lobby holds the rules of a run that await the end of it.
type lobby struct {
	rules []*waiting
	files paths // of which drafts are taken in
}

// add takes in a draft.
func (l *lobby) add(a *awaiting) {
	n := slices.IndexFunc(l.rules, func(w *waiting) bool {
		return w.terms[0].pack.Name == a.pack.Name && w.terms[0].rule.ID == a.rule.ID
	})
	if n < 0 {
		w := &waiting{terms: []terms{a.terms}, sketches: newSpool(), notes: newSpool(), files: l.files, present: map[int]*form.Report{}}
		w.works = similar.NewWorks(w.sketches, l.files.n)
		w.drafts = make([]absent, 0, l.files.n)
		n, l.rules = len(l.rules), append(l.rules, w)
	}
	l.rules[n].add(a)
}

// Close lets go of what is kept.
func (l *lobby) Close() {
	for _, w := range l.rules {
		w.sketches.Close()
		w.notes.Close()
	}
}

func (w *waiting) add(a *awaiting) {
	n := slices.IndexFunc(w.terms, func(t terms) bool { return t.rule == a.rule })
	if n < 0 {
		n, w.terms = len(w.terms), append(w.terms, a.terms)
	}
	kept := note{n, a.sum, a.Author, a.text}
	w.drafts = append(w.drafts, absent{a.file, w.notes.Len()})
	w.notes.Write(kept.append(nil))
	if a.main != nil {
		w.present[len(w.drafts)-1] = a.main
	}
	w.works.Add(a.Work)
}

// company is a draft with those others that it is judged beside, by their places.
type company struct {
	of     *waiting
	main   int
	others []int
}

// compare judges what has been waiting, each with the drafts that are like it, and yields
// what came of it in the order of the drafts: of some dozens at a time, as most are like none.
func (l *linter) compare(all *lobby, jobs int, yield func(outcome)) {
	const (
		some    = 64
		indexed = 4 // parts of an index that are made at a time: each takes some megabytes
	)
	for _, w := range all.rules {
		index, broken := w.works.Index(func(n int, do func(int)) { lint.Parallel(n, min(jobs, indexed), do) })
		inOrder((len(w.drafts)+some-1)/some, jobs, func(i int) (o outcome) {
			for main := i * some; main < min((i+1)*some, len(w.drafts)); main++ {
				o.add(l.amongOthers(w, main, index, broken))
			}
			return o
		}, yield)
	}
}

// amongOthers judges one draft with those that are like it by an index, which may be broken.
func (l *linter) amongOthers(w *waiting, main int, index *similar.Index, broken error) (o outcome) {
	defer l.survive(w.path(main), &o)
	c := company{of: w, main: main}
	err := broken
	if err == nil {
		c.others, err = index.Like(main)
	}
	switch {
	case err != nil:
		o.missPeers(w.path(main), w.path(main), worldly(err), l.lang)
	case len(c.others) > 0:
		o = l.inArena(func(a *arena.Arena) outcome {
			return l.watch(w.path(main), func() outcome { return l.beside(c, a) })
		})
	}
	return o
}

// add adds what came of another draft.
func (o *outcome) add(other outcome) {
	o.diagnostics = append(o.diagnostics, other.diagnostics...)
	o.suppressed = append(o.suppressed, other.suppressed...)
	o.problems = append(o.problems, other.problems...)
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
	o.file.Path = w.path(c.main)
	kept, err := w.note(c.main)
	if err != nil {
		o.missPeers(o.file.Path, o.file.Path, worldly(err), l.lang)
		return o
	}
	under := w.terms[kept.terms]
	var peers lint.Peers
	if all, ok := l.texts(c, a); ok {
		if !under.fails(all[0], all[1:]) {
			return o
		}
		peers.Texts = all[1:]
	}
	main, why := l.again(w, c.main, under.pack, a)
	path := o.file.Path
	for i := 0; why == nil && peers.Texts == nil && i < len(c.others); i++ {
		var r *form.Report
		path = w.path(c.others[i])
		r, why = l.again(w, c.others[i], under.pack, a)
		peers.Reports = append(peers.Reports, r)
	}
	if why != nil {
		o.missPeers(o.file.Path, path, *why, l.lang)
		return o
	}
	alone := &lint.Pack{Name: under.pack.Name, Scheme: under.pack.Scheme, Rules: []lint.Rule{*under.rule}}
	dossier := &lint.Dossier{Main: main, Peers: &peers, Today: l.today, Most: l.limits(o.file.Path).faults}
	result := lint.Run(dossier, alone, l.lang)
	l.profile(o.file.Path).policy.weigh(result.Diagnostics)
	o.diagnostics, o.suppressed = result.Diagnostics, nil
	l.allow(main.Draft, &o)
	o.fail(result.Failures, l.lang)
	o.limit(result.Beyond, dossier.Most, l.lang)
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
	kept, err := w.note(n)
	if err != nil || len(kept.text) == 0 {
		return t, false
	}
	path := w.path(n)
	var file *diag.File
	if main := w.present[n]; main != nil {
		file = main.Draft.File
	} else if file = l.read(path, a).file; file == nil || maphash.String(l.seed, file.Text) != kept.sum {
		return t, false
	}
	return similar.Other{Author: kept.author, Text: kept.text.Read(file)}, true
}

// again returns the organ and the prose of a draft that was read before, or why it cannot be
// read now.
func (l *linter) again(w *waiting, n int, p *lint.Pack, a *arena.Arena) (*form.Report, *diag.Phrase) {
	if main := w.present[n]; main != nil {
		return main, nil
	}
	r, why := l.reopen(w.path(n), p, a, (*form.Outline).ReadProse)
	if r == nil && why == nil {
		why = &diag.Phrase{ZH: "不再是这类报告", EN: "is no such report any more"}
	}
	return r, why
}
