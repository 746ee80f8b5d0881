package main

import (
	"errors"
	"iter"
	"slices"
	"sync"

	"reportlint/lint"
	"reportlint/lint/arena"
	"reportlint/lint/diag"
	"reportlint/lint/render"
)

// results is what came of all drafts.
type results struct {
	render.Run
	total     int // files, folders and patterns that were asked for
	unchecked int // of these, those that were not judged, or not wholly
	unjudged  int // files that are no reports of a known kind
	told      count
	known     int // faults that are in the baseline

	quiet bool             // notes are not told
	noted map[problem]bool // notes that were told

	found, allowed *faults
	files          records[render.File]
	missed         map[string]bool     // files that are among the unchecked
	lacking        map[string][]string // of a file, rules that would need what the run does not have
	later          map[string][]string // what else was not checked of a file, once it was judged
}

// newResults returns results that hold nothing yet; what is put in them is told once they
// are settled.
func (w *world) newResults(rules []lint.Rule, s *settings) *results {
	r := &results{
		Run:   render.Run{Lang: w.lang, Rules: rules, Version: release()},
		quiet: s.quiet, noted: map[problem]bool{},
		found: newFaults(), allowed: newFaults(), files: newRecords[render.File](),
		missed: map[string]bool{}, lacking: map[string][]string{}, later: map[string][]string{},
	}
	r.FailOn, _ = diag.ParseSeverity(s.failOn)
	return r
}

// settle has the run tell what was put in the results.
func (r *results) settle() {
	r.Files, r.Diagnostics, r.Suppressed = r.listed(), r.found.told(), r.allowed.told()
	r.told = r.found.count
}

// divide takes faults that are in a baseline out of those that are told.
func (r *results) divide(told, known []diag.Diagnostic) {
	r.Diagnostics, r.Baselined, r.Compared = slices.Values(told), slices.Values(known), true
	r.told, r.known = count{of: map[diag.Severity]int{}}, len(known)
	r.told.add(told)
}

// list puts a file on the list of those that were judged, or were to be.
func (r *results) list(f render.File) {
	r.files.add(f.Path, f)
	if f.NotChecked != "" {
		r.missed[f.Path] = true
	}
}

// listed yields the files in the order of their paths.
func (r *results) listed() iter.Seq[render.File] {
	return func(yield func(render.File) bool) {
		for path, same := range r.files.all() {
			for _, why := range r.later[path] {
				if same[0].NotChecked != "" {
					same[0].NotChecked += "; "
				}
				same[0].NotChecked += why
			}
			for _, f := range same {
				if !yield(f) {
					return
				}
			}
		}
	}
}

// add notes a problem of a file that was judged already.
func (r *results) add(p problem, lang diag.Lang) {
	if !r.missed[p.path] {
		r.missed[p.path] = true
		r.unchecked++
	}
	r.later[p.path] = append(r.later[p.path], p.why.In(lang))
}

// broken returns why some of what was put in the results could not be told.
func (r *results) broken() error { return errors.Join(r.found.err, r.allowed.err, r.files.err) }

// Close lets go of what is not in memory.
func (r *results) Close() {
	for _, s := range []*spool{r.found.spool, r.allowed.spool, r.files.spool} {
		s.Close()
	}
}

// begin returns results with what was asked for and is not there, which it tells.
func (w *world) begin(l *linter, all targets, s *settings) *results {
	out := w.newResults(l.rules, s)
	for _, p := range all.problems {
		w.miss(p)
		out.unchecked++
		out.list(render.File{Path: p.path, NotChecked: p.why.In(w.lang)})
	}
	w.tell(out, all.notes)
	out.total = len(all.problems) + len(all.files)
	return out
}

// tell tells on standard error what a person may want to know, each thing once.
func (w *world) tell(out *results, notes []problem) {
	for _, p := range notes {
		if !out.quiet && !out.noted[p] {
			w.note(p.where() + ": " + p.why.In(w.lang))
		}
		out.noted[p] = true
	}
}

// take adds what came of one file, and tells on standard error why it was not judged, or not
// wholly.
func (w *world) take(out *results, l *linter, o outcome) {
	for _, p := range o.problems {
		w.miss(p)
	}
	w.tell(out, o.notes)
	if len(o.problems) > 0 {
		out.unchecked++
	}
	if o.unjudged {
		out.unjudged++
		if !out.quiet {
			w.note(shown(o.file.Path) + ": " + w.say("不是任何规则包所管的报告，未评判", "not a report of any pack, not judged"))
		}
	}
	if !l.covers {
		o.file.About = nil
	}
	if l.lists || o.file.NotChecked != "" {
		out.list(o.file)
	}
	if len(o.lacking) > 0 {
		out.lacking[o.file.Path] = o.lacking
	}
	out.found.add(o.diagnostics)
	out.allowed.add(o.suppressed)
}

// lint judges the files and tells on standard error what could not be.
func (w *world) lint(l *linter, all targets, s *settings) *results {
	out := w.begin(l, all, s)
	w.heap.expect(len(all.files))
	files := pathsOf(all.files)
	jobs := min(s.jobs, max(files.n, 1))
	all.files = nil // of thousands it would be much of what is kept
	if files.n > 1 {
		l.peers = &lint.Peers{Pending: true}
	}
	l.spare = s.jobs / max(files.n, 1) // of what is done at a time, for each file
	if l.spare < 2 {                   // rules that are run at the same time cannot share an arena
		l.arenas = &sync.Pool{New: func() any { return arena.New() }}
	}
	waiting := lobby{files: files}
	defer waiting.Close()
	l.all(files, jobs, func(o outcome) {
		w.take(out, l, o)
		for _, a := range o.awaiting {
			waiting.add(a)
		}
	})
	l.compare(&waiting, jobs, func(o outcome) {
		out.found.add(o.diagnostics)
		out.allowed.add(o.suppressed)
		for _, p := range o.problems {
			w.miss(p)
			out.add(p, w.lang)
		}
	})
	out.found.add(l.idle())
	out.settle()
	return out
}
