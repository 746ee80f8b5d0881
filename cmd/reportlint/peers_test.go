package main

import (
	"os"
	"strings"
	"testing"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/similar"
	"reportlint/rules"
)

// TestPeerGone holds a draft whose like cannot be read again to be told as not wholly
// checked, and one that changed to be judged as it is now.
func TestPeerGone(t *testing.T) {
	_, model, _ := rules.Builtin("annual-report")
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(t.TempDir())
	write("a.md", model.Text)
	write("b.md", strings.ReplaceAll(model.Text, "柳湾", "石桥"))
	w := &world{in: os.Stdin, err: &stream{File: os.Stderr}, lang: diag.English}
	l, err := w.linter(&settings{today: "2026-01-15", selected: []string{"copied-from-peer"}, encoding: "utf-8", timeout: patience}, &configs{})
	if err != nil {
		t.Fatal(err)
	}
	l.peers = &lint.Peers{Pending: true}
	files := pathsOf([]candidate{{path: "a.md"}, {path: "b.md"}})
	waiting := lobby{files: files}
	defer waiting.Close()
	kept := 0
	l.all(files, 1, func(o outcome) {
		for _, a := range o.awaiting {
			kept++
			waiting.add(a)
		}
	})
	if kept != 2 || len(waiting.rules[0].present) > 0 {
		t.Fatalf("%d drafts wait, want 2 that are not kept", kept)
	}
	said := func() (out []string) {
		l.compare(&waiting, 2, func(o outcome) {
			for _, d := range o.diagnostics {
				out = append(out, d.Span.File.Name+" "+d.Rule)
			}
			for _, p := range o.problems {
				out = append(out, p.path+" "+p.why.EN)
			}
		})
		return out
	}
	if got := strings.Join(said(), "; "); got != "a.md copied-from-peer; b.md copied-from-peer" {
		t.Errorf("said %s", got)
	}
	write("b.md", model.Text) // now of the same organ
	if got := said(); len(got) > 0 {
		t.Errorf("said %s", got)
	}
	if err := os.Remove("b.md"); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(said(), "; "); !strings.Contains(got, "a.md not held against other reports, cannot read b.md again: no such file") {
		t.Errorf("said %s", got)
	}

	waiting.rules[0].works = similar.NewWorks(gone{}, 2)
	for range 2 {
		waiting.rules[0].works.Add(similar.Work{Author: "甲", Sketch: similar.Sketch{1}, Len: 900})
	}
	if got := said(); len(got) != 2 || !strings.HasPrefix(got[0], "a.md not held against other reports") || !strings.HasPrefix(got[1], "b.md not held") {
		t.Errorf("without its sketches: said %q", got)
	}
}

// gone is a shelf whose file is gone.
type gone struct{}

func (gone) Write(b []byte) (int, error) { return len(b), nil }

func (gone) ReadAt([]byte, int64) (int, error) { return 0, os.ErrClosed }
