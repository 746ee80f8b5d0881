package lint

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"reportlint/lint/arena"
	"reportlint/lint/diag"
	"reportlint/lint/form"
)

// nothingJudged is the tool's own rule for rules that found nothing to judge.
const nothingJudged = "nothing-judged"

// Run holds a dossier against the rules of a pack and returns what is wrong with it, in
// the order of diag.Sort.
func Run(d *Dossier, pack *Pack, lang diag.Lang) Result {
	const some = 32
	t := teller{main: d.Main, lang: lang, idle: map[string][]string{}}
	a := d.Main.Draft.File.Arena()
	t.Coverage.NotApplicable, t.Coverage.Undecided = arena.Make[Reason](a, 0, some), arena.Make[Reason](a, 0, some)
	t.Lacking = arena.Make[string](a, 0, some)
	shared := &kept{of: map[any]func() any{}}
	if d.Jobs > 1 {
		passes := make([]Pass, len(pack.Rules))
		Parallel(len(passes), d.Jobs, func(i int) {
			passes[i] = Pass{Dossier: d, kept: shared}
			passes[i].run(&pack.Rules[i])
		})
		for i := range passes {
			t.add(&pack.Rules[i], &passes[i])
		}
	} else {
		p := &Pass{Dossier: d, kept: shared}
		for i := range pack.Rules {
			p.clear()
			p.run(&pack.Rules[i])
			t.add(&pack.Rules[i], p)
		}
	}
	if r := pack.Rule(nothingJudged); r != nil {
		t.nothingJudged(r)
	}
	diag.Sort(t.Diagnostics)
	return t.Result
}

// Parallel does something n times, so many of them at a time, and returns when all is done.
func Parallel(n, jobs int, do func(int)) {
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(jobs, n) {
		all.Go(func() {
			for i := next.Add(1); i <= int64(n); i = next.Add(1) {
				do(int(i - 1))
			}
		})
	}
	all.Wait()
}

// Share does something n times, of which do is given a part, [from, to), at a time: as many
// parts at a time as rules of the dossier may be run, if there is much to do.
func (p *Pass) Share(n int, do func(from, to int)) {
	const much = 512
	if p.Jobs < 2 || n < 2*much {
		do(0, n)
		return
	}
	Parallel((n+much-1)/much, p.Jobs, func(i int) { do(i*much, min((i+1)*much, n)) })
}

// run runs one rule; a panic is caught and told, so that the other rules still run.
func (p *Pass) run(r *Rule) {
	defer func() {
		if e := recover(); e != nil {
			p.failure = fmt.Sprint(e)
		}
	}()
	if r.Check != nil {
		p.judged = r.Check(p)
	}
}

// clear makes the pass that of the next rule.
func (p *Pass) clear() {
	*p = Pass{
		Dossier: p.Dossier, kept: p.kept,
		findings: p.findings[:0], skipped: p.skipped[:0], undecided: p.undecided[:0],
	}
}

// teller tells what came of the rules of a run.
type teller struct {
	Result
	main    *form.Report
	lang    diag.Lang
	idle    map[string][]string // reason -> rules that judged nothing for it
	reasons []string            // the keys of idle as they came up
}

// add tells what came of one rule.
func (t *teller) add(r *Rule, p *Pass) {
	if p.failure != "" {
		t.Failures = append(t.Failures, Failure{Rule: r.ID, Panic: p.failure})
		return
	}
	if p.beyond {
		t.Beyond = append(t.Beyond, r.ID)
	}
	if p.awaits != nil {
		p.awaits.Rule = r.ID
		t.Awaiting = append(t.Awaiting, *p.awaits)
	}
	if p.lacks {
		t.Lacking = append(t.Lacking, r.ID)
	}
	for _, f := range p.findings {
		t.Diagnostics = append(t.Diagnostics, r.diagnostic(f, t.main, t.lang))
	}
	silent := p.judged == 0 && len(p.findings) == 0
	for _, why := range p.undecided {
		reason := why.In(t.lang)
		t.Coverage.Undecided = append(t.Coverage.Undecided, Reason{r.ID, reason})
		if silent {
			if t.idle[reason] == nil {
				t.reasons = append(t.reasons, reason)
			}
			t.idle[reason] = append(t.idle[reason], r.ID)
		}
	}
	switch {
	case !silent:
		t.Coverage.Ran++
	case len(p.undecided) == 0:
		for _, why := range p.skipped {
			t.Coverage.NotApplicable = append(t.Coverage.NotApplicable, Reason{r.ID, why.In(t.lang)})
		}
	}
}

// nothingJudged tells by the tool's own rule which rules found nothing that they could
// judge, once for each reason.
func (t *teller) nothingJudged(r *Rule) {
	for _, why := range t.reasons {
		rules := slices.Compact(slices.Sorted(slices.Values(t.idle[why])))
		t.Diagnostics = append(t.Diagnostics, r.diagnostic(Finding{
			Span: t.main.Place(),
			Args: Args{"rules": strings.Join(rules, separator(t.lang)), "reason": why},
			Key:  strings.Join(rules, ","),
		}, t.main, t.lang))
	}
}
