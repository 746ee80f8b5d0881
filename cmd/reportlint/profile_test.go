package main

import (
	"os"
	"testing"

	"reportlint/lint/diag"
)

// TestProfileShared holds drafts of which the same is said to one profile: a run over very
// many keeps one for each that is said, and not for each draft.
func TestProfileShared(t *testing.T) {
	plant(t, "a.md", "b/c.md", "d/e.md", "d/f.md", "d/old/g.md", "d/old/h.md",
		"d/.reportlint.yaml=overrides: [{paths: [old/*.md], ignore: [word-doubled]}]")
	w := &world{in: os.Stdin, out: &stream{File: os.Stdout}, err: &stream{File: os.Stderr}, lang: diag.English}
	j, err := w.prepare(&settings{failOn: "error", format: "text", color: "auto", encoding: "utf-8", timeout: patience}, []string{"."})
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]string{"a.md": "nothing", "b/c.md": "nothing", "d/e.md": "d", "d/f.md": "d", "d/old/g.md": "old", "d/old/h.md": "old"}
	if len(j.all.files) != len(said) {
		t.Fatalf("found %v", j.all.files)
	}
	for a := range said {
		for b := range said {
			if shared := j.linter.profile(a) == j.linter.profile(b); shared != (said[a] == said[b]) {
				t.Errorf("%s and %s share a profile: %t", a, b, shared)
			}
		}
	}
}
