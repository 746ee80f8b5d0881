package render

import (
	"iter"

	"reportlint/lint"
	"reportlint/lint/diag"
)

// Run is all that a run has to tell. Its lists are walked, some of them several times, and
// need not be in memory; nil is an empty one. Files are in the order of their paths, and
// faults in that of diag.Sort.
type Run struct {
	Files       iter.Seq[File]
	Diagnostics iter.Seq[diag.Diagnostic]
	Suppressed  iter.Seq[diag.Diagnostic] // faults that someone allowed
	Baselined   iter.Seq[diag.Diagnostic] // faults that were known
	Compared    bool                      // to a baseline, so that the others are new

	Lang    diag.Lang     // of the messages
	FailOn  diag.Severity // the least severity that fails the run; 0 if none does
	Rules   []lint.Rule   // what the drafts were held against, and more
	Version string        // of the program; empty if it is not a release
}

// whole returns the run with an empty list in the place of each that is nil.
func (run Run) whole() Run {
	if run.Files == nil {
		run.Files = func(func(File) bool) {}
	}
	for _, all := range []*iter.Seq[diag.Diagnostic]{&run.Diagnostics, &run.Suppressed, &run.Baselined} {
		if *all == nil {
			*all = func(func(diag.Diagnostic) bool) {}
		}
	}
	return run
}

// File says of one draft whether it was judged.
type File struct {
	Path       string
	Pack       string // that it was held against; several with commas
	NotChecked string // why the file was not judged, or not wholly; empty if it was
	About      *About // nil of a file that was not judged, or if no output tells it
}

// About says what a draft was taken for, and how far it was judged.
type About struct {
	Title, Organ, Form string
	Year               int
	Coverage           lint.Coverage
}

// about returns what is said of a draft, or that nothing is.
func (f File) about() About {
	if f.About == nil {
		return About{}
	}
	return *f.About
}

// notChecked stands for a rule where a file was not judged.
const notChecked = "not-checked"

// fileFaults are the faults of one file.
type fileFaults struct {
	name   string
	faults []diag.Diagnostic
}

// byFile yields the faults of each file and, for formats that have nothing else to say it
// with, an error if it was not judged, or not wholly: no reader takes it for a clean one. A
// file without fault is among them.
func (run Run) byFile() iter.Seq[fileFaults] {
	run = run.whole()
	return func(yield func(fileFaults) bool) {
		nextFile, stop := iter.Pull(run.Files)
		defer stop()
		nextFault, stopFaults := iter.Pull(run.Diagnostics)
		defer stopFaults()
		file, moreFiles := nextFile()
		d, moreFaults := nextFault()
		for moreFiles || moreFaults {
			here := fileFaults{name: file.Path}
			if moreFaults && (!moreFiles || inside(d.Span).File.Name < file.Path) {
				here.name = inside(d.Span).File.Name
			}
			for ; moreFaults && inside(d.Span).File.Name == here.name; d, moreFaults = nextFault() {
				d.Span = inside(d.Span)
				here.faults = append(here.faults, d)
			}
			for ; moreFiles && file.Path == here.name; file, moreFiles = nextFile() {
				if file.NotChecked != "" {
					here.faults = append(here.faults, diag.Diagnostic{
						Rule:     notChecked,
						Severity: diag.Error,
						Span:     diag.Span{File: diag.NewFile(file.Path, nil)},
						Message:  diag.Phrase{ZH: "未检查：", EN: "not checked: "}.In(run.Lang) + file.NotChecked,
					})
				}
			}
			diag.Sort(here.faults)
			if !yield(here) {
				return
			}
		}
	}
}

// told yields what byFile does, one fault after the other.
func (run Run) told() iter.Seq[diag.Diagnostic] {
	return func(yield func(diag.Diagnostic) bool) {
		for f := range run.byFile() {
			for _, d := range f.faults {
				if !yield(d) {
					return
				}
			}
		}
	}
}

// length returns how long a list is.
func length[T any](all iter.Seq[T]) (n int) {
	for range all {
		n++
	}
	return n
}
