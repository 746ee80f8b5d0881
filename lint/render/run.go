package render

import (
	"maps"
	"slices"

	"reportlint/lint"
	"reportlint/lint/diag"
)

// Run is all that a run has to tell.
type Run struct {
	Files       []File
	Diagnostics []diag.Diagnostic
	Suppressed  []diag.Diagnostic // faults that someone allowed
	Baselined   []diag.Diagnostic // faults that were known
	Compared    bool              // to a baseline, so that the others are new

	Lang    diag.Lang     // of the messages
	FailOn  diag.Severity // the least severity that fails the run; 0 if none does
	Rules   []lint.Rule   // what the drafts were held against, and more
	Version string        // of the program; empty if it is not a release
}

// File says of one draft whether it was judged.
type File struct {
	Path       string
	Pack       string // that it was held against; several with commas
	NotChecked string // why the file was not judged, or not wholly; empty if it was
	About      *About // nil of a file that was not judged, or if no output tells it: of thousands of files it would be most of what is kept
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

// told returns the faults and, for formats that have nothing else to say it with, an error
// for each file that was not judged, or not wholly: no reader takes it for a clean one.
func (run Run) told() []diag.Diagnostic {
	all := slices.Clone(run.Diagnostics)
	for _, f := range run.Files {
		if f.NotChecked != "" {
			all = append(all, diag.Diagnostic{
				Rule:     notChecked,
				Severity: diag.Error,
				Span:     diag.Span{File: diag.NewFile(f.Path, nil)},
				Message:  diag.Phrase{ZH: "未检查：", EN: "not checked: "}.In(run.Lang) + f.NotChecked,
			})
		}
	}
	for i := range all {
		all[i].Span = inside(all[i].Span)
	}
	diag.Sort(all)
	return all
}

// fileFaults are the faults of one file.
type fileFaults struct {
	name   string
	faults []diag.Diagnostic
}

// byFile returns what told does, by file; a file without fault is among them.
func (run Run) byFile() []fileFaults {
	faults := map[string][]diag.Diagnostic{}
	for _, f := range run.Files {
		faults[f.Path] = nil
	}
	for _, d := range run.told() {
		name := d.Span.File.Name
		faults[name] = append(faults[name], d)
	}
	var all []fileFaults
	for _, name := range slices.Sorted(maps.Keys(faults)) {
		all = append(all, fileFaults{name, faults[name]})
	}
	return all
}
