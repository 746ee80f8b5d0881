package main

import (
	"os"
	"slices"
	"testing"

	"reportlint/lint/diag"
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
	for d := range f.all() {
		got = append(got, d.Span.File.Name+d.Span.Text()+d.Rule)
	}
	if want := []string{"a.md甲s", "a.md丙r", "b.md丁r"}; !slices.Equal(got, want) || f.err != nil {
		t.Errorf("got %v, want %v: %v", got, want, f.err)
	}
	if n, all := f.counts(); n[diag.Error] != 2 || n[diag.Warning] != 1 || all != 3 {
		t.Errorf("counted %v, %d in all", n, all)
	}
}

// TestFaultsGone holds faults that cannot be read again to be told as missing, and the
// exit status to say so.
func TestFaultsGone(t *testing.T) {
	found := &faults{spool: &spool{folder: t.TempDir()}, n: map[diag.Severity]int{}}
	file := diag.NewFile("a.md", make([]byte, sheet))
	found.add([]diag.Diagnostic{{Rule: "r", Severity: diag.Error, Span: diag.Span{File: file}}})
	if found.spool.filed == 0 {
		t.Fatal("nothing is in the file")
	}
	found.spool.Close()
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	w := &world{out: &stream{File: null}, err: &stream{File: null}, lang: diag.English}
	w.deliver(results{found: found, allowed: newFaults()}, []sink{{format: "text", out: w.out}}, &settings{})
	if w.status != failed {
		t.Errorf("status %v, want that something failed", w.status)
	}
}
