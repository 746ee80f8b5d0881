package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"reportlint/lint"
	"reportlint/lint/baseline"
	"reportlint/lint/diag"
	"reportlint/lint/render"
)

// TestFaults holds faults to come back in their order, those of one file that were found at
// different times among one another, and to be counted.
func TestFaults(t *testing.T) {
	a, b := diag.NewFile("a.md", []byte("甲乙丙")), diag.NewFile("b.md", []byte("丁"))
	at := func(f *diag.File, start int, rule string, s diag.Severity) diag.Diagnostic {
		return diag.Diagnostic{Rule: rule, Severity: s, Span: diag.Span{File: f, Start: start, End: start + 3}}
	}
	f := newFaults()
	defer f.spool.Close()
	f.add([]diag.Diagnostic{at(b, 0, "r", diag.Error), at(a, 6, "r", diag.Warning)})
	f.add([]diag.Diagnostic{at(a, 0, "s", diag.Error)})
	f.add(nil)
	var got []string
	for d := range f.told() {
		got = append(got, d.Span.File.Name+d.Span.Text()+d.Rule)
	}
	if want := []string{"a.md甲s", "a.md丙r", "b.md丁r"}; !slices.Equal(got, want) || f.err != nil {
		t.Errorf("got %v, want %v: %v", got, want, f.err)
	}
	if f.of[diag.Error] != 2 || f.of[diag.Warning] != 1 || f.total != 3 {
		t.Errorf("counted %v, %d in all", f.of, f.total)
	}
}

// TestListed holds files to be listed by their paths, with all that was not checked of them,
// and to be counted once.
func TestListed(t *testing.T) {
	w := &world{lang: diag.English}
	r := w.newResults(nil, &settings{})
	defer r.Close()
	r.list(render.File{Path: "b.md", NotChecked: "binary"})
	r.unchecked++
	r.list(render.File{Path: "c.md", About: &render.About{Organ: "局", Coverage: lint.Coverage{Undecided: []lint.Reason{{Rule: "r", Reason: "why"}}}}})
	r.list(render.File{Path: "a.md"})
	for _, path := range []string{"b.md", "a.md", "a.md"} {
		r.add(problem{path: path, why: diag.Phrase{EN: "gone"}}, diag.English)
	}
	r.settle()
	for range 2 {
		var got []string
		for f := range r.Files {
			got = append(got, f.Path+" "+f.NotChecked)
			if f.Path == "c.md" && (f.About == nil || f.About.Organ != "局" || len(f.About.Coverage.Undecided) != 1) {
				t.Errorf("c.md is %+v", f.About)
			}
		}
		if want := []string{"a.md gone; gone", "b.md binary; gone", "c.md "}; !slices.Equal(got, want) {
			t.Errorf("listed %q, want %q", got, want)
		}
	}
	if r.unchecked != 2 {
		t.Errorf("%d were not checked, want 2", r.unchecked)
	}
}

// TestFaultsGone holds faults that cannot be read again to be told as missing, the exit
// status to say so, and no baseline to be written without them.
func TestFaultsGone(t *testing.T) {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	gone := func() (*world, *results) {
		w := &world{out: &stream{File: null}, err: &stream{File: null}, lang: diag.English}
		r := w.newResults(nil, &settings{})
		r.found.spool.folder = t.TempDir()
		file := diag.NewFile("a.md", make([]byte, sheet))
		r.found.add([]diag.Diagnostic{{Rule: "r", Severity: diag.Error, Span: diag.Span{File: file}}})
		if r.found.spool.filed == 0 {
			t.Fatal("nothing is in the file")
		}
		r.settle()
		r.found.spool.Close()
		return w, r
	}
	report := filepath.Join(t.TempDir(), "report")
	if err := os.WriteFile(report, []byte("old"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, format := range formats() {
		for _, to := range []sink{{format: format, out: &stream{File: null}}, {format: format, path: report}} {
			w, r := gone()
			w.deliver(r, []sink{to}, &settings{})
			if w.status != failed {
				t.Errorf("%s: status %v, want that something failed", format, w.status)
			}
		}
		if kept, err := os.ReadFile(report); err != nil || string(kept) != "old" {
			t.Fatalf("%s: a report without the faults is in the place of the old one: %q, %v", format, kept, err)
		}
	}
	w := &world{lang: diag.English}
	r := w.newResults(nil, &settings{})
	r.found.add([]diag.Diagnostic{{Rule: "r", Severity: diag.Error, Span: diag.Span{File: diag.NewFile("a.md", nil)}}})
	r.found.spool.rest[0] = 0xFF // which is no length
	r.settle()
	for range r.Diagnostics {
		t.Error("a fault was read that is none")
	}
	if r.broken() == nil {
		t.Error("nothing is told of bytes that are no fault")
	}
	w, r = gone()
	if err := w.compare(&known{&baseline.Baseline{}, "known.yaml"}, &linter{}, r, true); err == nil {
		t.Error("it was held against a baseline")
	}
	w, r = gone()
	path := filepath.Join(t.TempDir(), "known.yaml")
	if err := w.remember(path, &linter{}, r, false); err == nil {
		t.Error("it was taken into a baseline")
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a baseline was written")
	}
}
