package baseline

import (
	"slices"
	"strings"
	"testing"

	"reportlint/lint/diag"
)

// FuzzRead reads any bytes: there is a baseline or something wrong with it, and what is
// written is read again as it was.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"", "version: 1\nfaults: []\n", "version: 2\nfaults: []\n", "- 1\n", "version: 1\nfaults: [{fingerprint: a, count: 0}]\n",
		"version: 1\nfaults:\n  - {fingerprint: \"00\", count: 2, path: \"a\\nb\", rule: r, message: \"\\u202e<\", reason: '''', author: \"\\\"\", date: 2025-01-01}\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		b, wrong := Read(diag.NewFile("b.yaml", []byte(source)), diag.English)
		if (b == nil) != (len(wrong) > 0) {
			t.Fatalf("a baseline (%v) with %d faults", b != nil, len(wrong))
		}
		if b == nil {
			return
		}
		var out strings.Builder
		if err := b.Write(&out); err != nil {
			t.Fatal(err)
		}
		again, wrong := Read(diag.NewFile("b.yaml", []byte(out.String())), diag.English)
		if len(wrong) > 0 || len(again.Entries) != len(b.Entries) {
			t.Fatalf("%q is read as %v", out.String(), wrong)
		}
		for i, e := range again.Entries {
			e.Span = b.Entries[i].Span
			if e != b.Entries[i] {
				t.Errorf("%+v is written and read as %+v", b.Entries[i], e)
			}
		}
	})
}

func TestMatch(t *testing.T) {
	fault := func(path, fingerprint string) diag.Diagnostic {
		return diag.Diagnostic{Span: diag.Span{File: diag.NewFile(path, nil)}, Rule: path, Fingerprint: fingerprint}
	}
	b := &Baseline{Entries: []Entry{
		{Fingerprint: "1", Count: 2, Path: "a"}, {Fingerprint: "1", Count: 1, Path: "b"}, {Fingerprint: "2", Count: 1, Path: "gone"}, {Fingerprint: "3", Count: 1, Path: "b"},
	}}
	path := func(d diag.Diagnostic) string { return d.Span.File.Name }
	judged := func(e Entry) bool { return e.Path != "gone" }
	all := []diag.Diagnostic{fault("b", "1"), fault("b", "1"), fault("b", "1"), fault("b", "1"), fault("c", "2"), fault("c", "4")}
	fresh, known, stale := b.Match(all, path, judged)
	if len(fresh) != 2 || len(known) != 4 || fresh[0].Fingerprint != "1" || fresh[1].Fingerprint != "4" {
		t.Errorf("fresh %v, known %v", fresh, known)
	}
	if len(stale) != 1 || stale[0].Fingerprint != "3" {
		t.Errorf("stale %v", stale)
	}
}

// TestUpdate has a baseline know what it knew of drafts that were not judged, however often it is
// written, and of others what there is.
func TestUpdate(t *testing.T) {
	fault := func(path, fingerprint string) diag.Diagnostic {
		return diag.Diagnostic{Span: diag.Span{File: diag.NewFile(path, nil)}, Rule: "r", Fingerprint: fingerprint}
	}
	b := &Baseline{Entries: []Entry{
		{Fingerprint: "1", Count: 2, Path: "half", Rule: "r", Reason: "known"}, {Fingerprint: "2", Count: 1, Path: "half", Rule: "r"},
		{Fingerprint: "3", Count: 3, Path: "whole", Rule: "r", Reason: "kept", Author: "zhang"}, {Fingerprint: "4", Count: 1, Path: "whole", Rule: "r"},
	}}
	path := func(d diag.Diagnostic) string { return d.Span.File.Name }
	judged := func(e Entry) bool { return e.Path != "half" }
	all := []diag.Diagnostic{fault("half", "1"), fault("half", "2"), fault("half", "2"), fault("half", "5"), fault("whole", "3"), fault("whole", "3")}
	want := []Entry{
		{Fingerprint: "1", Count: 2, Path: "half", Rule: "r", Reason: "known"}, {Fingerprint: "2", Count: 2, Path: "half", Rule: "r"},
		{Fingerprint: "5", Count: 1, Path: "half", Rule: "r", Author: "li", Date: "2026-01-15"},
		{Fingerprint: "3", Count: 2, Path: "whole", Rule: "r", Reason: "kept", Author: "zhang"},
	}
	for range 3 {
		if b = b.Update(all, path, judged, "li", "2026-01-15"); !slices.Equal(b.Entries, want) {
			t.Fatalf("%+v\nwant %+v", b.Entries, want)
		}
	}
}
