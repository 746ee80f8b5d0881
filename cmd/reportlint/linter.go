package main

import (
	"fmt"
	"hash/maphash"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"reportlint/lint"
	"reportlint/lint/arena"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
	"reportlint/lint/render"
)

// linter is what every file is judged with. Its parts are read only, or look after
// themselves, so that files can be judged at the same time.
type linter struct {
	profile  func(path string) *profile // what a draft is held against
	limits   func(path string) limits   // what it is read within
	named    bool                       // packs were named, so that a draft need not look like their reports
	known    []string                   // the ids of all rules, whether they are used or not
	rules    []lint.Rule                // all of them
	today    draft.Date
	lang     diag.Lang
	legacy   bool
	lossy    bool
	timeout  time.Duration // for one file
	covers   bool          // the results tell what each draft was taken for, and which rules could be judged
	lists    bool          // the results name each file, those too that there is nothing to be said of
	compares bool          // faults are held against a baseline
	peers    *lint.Peers   // pending, where there are several files
	spare    int           // how many rules of a draft may be run at a time
	seed     maphash.Seed  // of the sums by which a file is known again
	stdin    io.Reader
	name     string // of standard input

	heap   *pacer     // gets ready for large drafts
	arenas *sync.Pool // for what is made while a file is judged; nil if all is kept
	loads  *sync.Pool // of what was loaded and is not needed any more; nil if nothing is used again

	companions *companions // nil if drafts are judged by themselves
	standings  *standings  // nil if there are no configurations
}

// linter gets ready for judging: packs, rules, day.
func (w *world) linter(s *settings, c *configs) (*linter, error) {
	today, err := day(s.today)
	if err != nil {
		return nil, err
	}
	p, err := w.profiles(s, c)
	if err != nil {
		return nil, err
	}
	if err := w.sound(c, p.ids()); err != nil {
		return nil, err
	}
	return &linter{
		profile: p.of,
		limits:  func(path string) limits { return w.limits(c.of(path)) },
		named:   p.named,
		known:   p.ids(),
		rules:   p.rules(),
		today:   today,
		lang:    w.lang,
		lossy:   s.lossy,
		timeout: s.timeout,
		stdin:   w.in,
		name:    s.stdinName,
		legacy:  s.encoding != "utf-8",
		seed:    maphash.MakeSeed(),
		heap:    w.heap,
		loads:   &sync.Pool{New: func() any { return &loaded{} }},

		standings: &standings{configs: c, used: map[*standing]bool{}, judged: map[*standing]int{}},
	}, nil
}

// outcome is what came of one file.
type outcome struct {
	file        render.File
	diagnostics []diag.Diagnostic
	suppressed  []diag.Diagnostic
	problems    []problem
	awaiting    []*awaiting
	notes       []problem // what a person may want to know; nothing is missing for it
	unjudged    bool
	lacking     []string // rules that would need what the run does not have
	late        bool     // what is at work on it still goes on
}

// all judges files, jobs at a time, and yields what came of them in their order. As many as
// are judged are fetched meanwhile, so that nobody waits for a disk.
func (l *linter) all(files paths, jobs int, yield func(outcome)) {
	turns := make(chan struct{}, jobs)
	inOrder(files.n, 2*jobs, func(i int) (o outcome) {
		path := files.at(i)
		defer l.survive(path, &o)
		in := l.fetch(path)
		turns <- struct{}{}
		defer func() { <-turns }()
		o = l.inArena(func(a *arena.Arena) outcome { return l.judge(in, a) })
		for _, a := range o.awaiting {
			a.file = i
		}
		return o
	}, yield)
}

// inArena does something of which nothing is kept but what comes of it.
func (l *linter) inArena(do func(*arena.Arena) outcome) outcome {
	var a *arena.Arena
	if l.arenas != nil {
		a = l.arenas.Get().(*arena.Arena)
	}
	o := do(a)
	o.detach()
	if a != nil && !o.late {
		a.Reset()
		l.arenas.Put(a)
	}
	return o
}

// detach lets go of the drafts that the faults are in: the faults of all are kept, since
// the rest is told of each draft when all are read.
func (o *outcome) detach() {
	diag.Detach(o.diagnostics)
	diag.Detach(o.suppressed)
}

// patience is how long one file may take, if nothing else was said: a thousand times what a
// report takes. It is for drafts of tens of megabytes, and for what nobody thought of.
const patience = 10 * time.Second

// watch returns what comes of a file that was read, or that it broke down or took too long.
// What is at work on it then cannot be stopped: it goes on until the program ends, and
// nobody waits for it.
func (l *linter) watch(path string, do func() outcome) outcome {
	done := make(chan outcome, 1)
	go func() {
		var o outcome
		defer func() { done <- o }()
		defer l.survive(path, &o)
		o = do()
	}()
	late := time.NewTimer(l.timeout)
	defer late.Stop()
	select {
	case o := <-done:
		return o
	case <-late.C:
		return l.givenUp(path)
	}
}

// givenUp is what came of a file that took too long.
func (l *linter) givenUp(path string) outcome {
	o := outcome{late: true}
	o.miss(problem{path: path, why: diag.Phrase{
		ZH: fmt.Sprintf("超出限制：检查时间超过 %v（--timeout）", l.timeout),
		EN: fmt.Sprintf("limit: it took more than %v (--timeout)", l.timeout),
	}}, l.lang)
	return o
}

// inOrder does something for each of n, jobs at a time, and yields what came of it in their
// order. It never is far ahead of what was yielded.
func inOrder(n, jobs int, do func(int) outcome, yield func(outcome)) {
	const ahead = 4 // for each job, so that a long one does not keep the others waiting
	queue := make(chan chan outcome, jobs*ahead)
	slots := make(chan struct{}, jobs)
	go func() {
		defer close(queue)
		for i := range n {
			slots <- struct{}{}
			result := make(chan outcome, 1)
			queue <- result
			go func() {
				result <- do(i)
				<-slots
			}()
		}
	}()
	for result := range queue {
		yield(<-result)
	}
}

// judge judges one file, and makes in an arena what is not kept. What cannot be loaded again
// is.
func (l *linter) judge(in *loaded, a *arena.Arena) outcome {
	path, fleeting := in.path, in.fleeting
	if fleeting {
		a = nil
	}
	read := l.recognise(in, a)
	o := l.watch(path, func() outcome { return l.consider(path, read) })
	for i := range o.awaiting {
		if !fleeting { // it can be read again
			o.awaiting[i].main = nil
		}
	}
	return o
}

// consider judges what was read of a file.
func (l *linter) consider(path string, in reading) (o outcome) {
	o.file.Path = path
	profile := l.profile(path)
	if in.problem != nil {
		o.miss(*in.problem, l.lang)
	}
	if in.bad != nil {
		if r := profile.tool.Rule("encoding-unreadable"); r != nil {
			o.diagnostics = append(o.diagnostics, r.Diagnostic(lint.Finding{Span: *in.bad}, l.lang))
		}
	}
	if in.file == nil || in.bad != nil && !l.lossy {
		return o
	}
	d, limit := parse(in.file, l.limits(path).Limits)
	if limit != nil {
		o.miss(problem{path: path, line: in.file.Position(limit.Span.Start).Line, why: tooMuch(limit.Name, limit.Max, "")}, l.lang)
		return o
	}
	l.hold(d, profile, &o)
	diag.Sort(o.diagnostics)
	return o
}

// survive keeps a panic, which is a mistake of ours, from costing other files their
// judgement.
func (l *linter) survive(path string, o *outcome) {
	if e := recover(); e != nil {
		o.miss(problem{path: path, why: diag.Phrase{
			ZH: "程序内部错误，请报告：" + shown(fmt.Sprint(e)),
			EN: "internal error, please report: " + shown(fmt.Sprint(e)),
		}}, l.lang)
	}
}

// hold holds a draft against the packs that are for it.
func (l *linter) hold(d *draft.Draft, profile *profile, o *outcome) {
	o.unjudged = len(d.Blocks) > 0
	said := readFront(d)
	for _, p := range said.problems {
		o.miss(p, l.lang)
	}
	type run struct {
		pack   *lint.Pack
		result lint.Result
	}
	var runs []run
	if said.Deadline == (draft.Date{}) {
		said.Deadline = profile.policy.deadline
	}
	for _, p := range profile.packs {
		outline := l.outline(p, d, said.pack)
		if outline == nil {
			continue
		}
		o.unjudged = false
		report := outline.Read(said.Settings)
		o.describe(p, report)
		dossier := &lint.Dossier{Main: report, Peers: l.peers, Today: l.today, Most: l.limits(o.file.Path).faults, Jobs: l.spare}
		l.gather(dossier, p, said, o)
		result := lint.Run(dossier, p, l.lang)
		o.diagnostics = append(o.diagnostics, result.Diagnostics...)
		for _, a := range result.Awaiting {
			o.awaiting = append(o.awaiting, l.await(a, p, report))
		}
		o.file.About.Coverage.Ran += result.Coverage.Ran
		o.file.About.Coverage.NotApplicable = append(o.file.About.Coverage.NotApplicable, result.Coverage.NotApplicable...)
		o.file.About.Coverage.Undecided = append(o.file.About.Coverage.Undecided, result.Coverage.Undecided...)
		if l.compares {
			o.lacking = append(o.lacking, result.Lacking...)
		}
		o.fail(result.Failures, l.lang)
		o.limit(result.Beyond, dossier.Most, l.lang)
		runs = append(runs, run{p, result})
	}
	profile.policy.weigh(o.diagnostics)
	all := func() bool {
		return !slices.ContainsFunc(runs, func(run run) bool { return len(run.result.Lacking) > 0 }) &&
			!slices.ContainsFunc(l.known, func(id string) bool { return !profile.uses(id) })
	}
	l.suppress(d, profile, func(rule string) bool {
		return slices.ContainsFunc(runs, func(run run) bool {
			r := run.pack.Rule(rule)
			return r != nil && r.Check != nil && run.result.Judged(rule)
		})
	}, all, o)
}

// fail notes that rules broke down.
func (o *outcome) fail(rules []lint.Failure, lang diag.Lang) {
	for _, f := range rules {
		o.miss(problem{path: o.file.Path, why: brokeDown(f)}, lang)
	}
}

// limit notes that rules have found more faults than are told.
func (o *outcome) limit(rules []string, most int, lang diag.Lang) {
	for _, rule := range rules {
		why := tooMuch("faults", most, "")
		o.miss(problem{path: o.file.Path, why: diag.Phrase{ZH: "规则 " + rule + "：" + why.ZH, EN: "rule " + rule + ": " + why.EN}}, lang)
	}
}

// brokeDown says that a rule did.
func brokeDown(f lint.Failure) diag.Phrase {
	return diag.Phrase{
		ZH: "规则 " + shown(f.Rule) + " 内部出错，未检查，请报告：" + shown(f.Panic),
		EN: "internal error, rule " + shown(f.Rule) + " not checked, please report: " + shown(f.Panic),
	}
}

// outline returns the outline of a draft that is held against a pack: one that was named
// on the command line, else the one that the draft names, else one whose report it looks
// like. It is nil if the draft is not held against it.
func (l *linter) outline(p *lint.Pack, d *draft.Draft, said string) *form.Outline {
	if !l.named && said != "" && said != p.Name {
		return nil
	}
	outline := form.OutlineOf(d, p.Scheme)
	if !l.named && said == "" && !outline.Covered() {
		return nil
	}
	return outline
}

// describe says what a draft was taken for.
func (o *outcome) describe(p *lint.Pack, r *form.Report) {
	f := &o.file
	if f.Pack != "" { // held against several packs: the first one has said the rest
		f.Pack += "," + p.Name
		return
	}
	f.Pack = p.Name
	f.About = &render.About{Title: strings.Clone(r.Title.Text.String()), Organ: strings.Clone(r.Organ.Name), Year: r.Year}
	if edition := r.Form(); edition != nil {
		f.About.Form = edition.ID
	}
}

// miss notes that the file was not checked, or not wholly.
func (o *outcome) miss(p problem, lang diag.Lang) {
	const most = 100 // why a file was not checked, in what is told of it as a whole
	o.problems = append(o.problems, p)
	o.file.Path = p.path
	switch {
	case len(o.problems) > most:
		return
	case o.file.NotChecked != "":
		o.file.NotChecked += "; "
	}
	o.file.NotChecked += p.why.In(lang)
}
