package main

import (
	"iter"
	"slices"
	"strings"
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

	// Of a brief run the faults are not in memory, nor are the files that there is nothing to be
	// said of.
	found, allowed *faults
}

// told yields the faults, in their order.
func (r *results) told() iter.Seq[diag.Diagnostic] {
	if r.found != nil {
		return r.found.all()
	}
	return slices.Values(r.Diagnostics)
}

// counts returns how many faults are told of each severity and in all, and how many are not,
// since somebody allowed them.
func (r *results) counts() (n map[diag.Severity]int, told, allowed int) {
	if r.found != nil {
		n, told = r.found.counts()
		_, allowed = r.allowed.counts()
		return n, told, allowed
	}
	n = map[diag.Severity]int{}
	for _, d := range r.Diagnostics {
		n[d.Severity]++
	}
	return n, len(r.Diagnostics), len(r.Suppressed)
}

// Close lets go of the faults that are not in memory.
func (r *results) Close() {
	if r.found != nil {
		r.found.spool.Close()
		r.allowed.spool.Close()
	}
}

// begin returns results with what was asked for and is not there, which it tells.
func (w *world) begin(l *linter, all targets, s *settings) results {
	out := results{Run: render.Run{Lang: w.lang, Rules: l.rules, Version: release()}}
	out.FailOn, _ = diag.ParseSeverity(s.failOn)
	for _, p := range all.problems {
		w.miss(p)
		out.unchecked++
		out.Files = append(out.Files, render.File{Path: p.path, NotChecked: p.why.In(w.lang)})
	}
	out.total = len(all.problems) + len(all.files)
	return out
}

// lint judges the files and tells on standard error what could not be.
func (w *world) lint(l *linter, all targets, s *settings) results {
	out := w.begin(l, all, s)
	told := map[problem]bool{}
	tell := func(notes []problem) {
		for _, p := range notes {
			if !s.quiet && !told[p] {
				w.note(p.where() + ": " + p.why.In(w.lang))
			}
			told[p] = true
		}
	}
	tell(all.notes)
	files := pathsOf(all.files)
	all.files = nil // of thousands it would be much of what is kept
	if files.len() > 1 {
		l.peers = &lint.Peers{Pending: true}
	}
	l.spare = s.jobs / max(files.len(), 1) // of what is done at a time, for each file
	if l.spare < 2 {                       // rules that are run at the same time cannot share an arena
		l.arenas = &sync.Pool{New: func() any { return arena.New() }}
	}
	if l.brief {
		out.found, out.allowed = newFaults(), newFaults()
	} else {
		out.Files = slices.Grow(out.Files, files.len())
	}
	take := func(o outcome) {
		if l.brief {
			out.found.add(o.diagnostics)
			out.allowed.add(o.suppressed)
			return
		}
		out.Diagnostics = append(out.Diagnostics, o.diagnostics...)
		out.Suppressed = append(out.Suppressed, o.suppressed...)
	}
	waiting := lobby{expects: files.len()}
	defer waiting.Close()
	l.all(files, s.jobs, func(o outcome) {
		for _, p := range o.problems {
			w.miss(p)
		}
		tell(o.notes)
		if len(o.problems) > 0 {
			out.unchecked++
		}
		if o.unjudged {
			out.unjudged++
			if !s.quiet {
				w.note(shown(o.file.Path) + ": " + w.say("不是任何规则包所管的报告，未评判", "not a report of any pack, not judged"))
			}
		}
		if !l.covers {
			o.file.About = nil
		}
		if !l.brief || o.file.NotChecked != "" {
			out.Files = append(out.Files, o.file)
		}
		take(o)
		for _, a := range o.awaiting {
			waiting.add(a)
		}
	})
	w.heap.tighten()
	l.compare(&waiting, s.jobs, func(o outcome) {
		take(o)
		for _, p := range o.problems {
			w.miss(p)
			out.add(p, w.lang)
		}
	})
	take(outcome{diagnostics: l.idle()})
	slices.SortStableFunc(out.Files, func(a, b render.File) int { return strings.Compare(a.Path, b.Path) })
	diag.Sort(out.Diagnostics)
	diag.Sort(out.Suppressed)
	return out
}

// add notes a problem of a file that was judged already.
func (r *results) add(p problem, lang diag.Lang) {
	i := slices.IndexFunc(r.Files, func(f render.File) bool { return f.Path == p.path })
	if i < 0 { // a brief run had nothing to say of it
		i, r.Files = len(r.Files), append(r.Files, render.File{Path: p.path})
	}
	f := &r.Files[i]
	if f.NotChecked == "" {
		r.unchecked++
	} else {
		f.NotChecked += "; "
	}
	f.NotChecked += p.why.In(lang)
}
