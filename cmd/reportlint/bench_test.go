package main

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"reportlint/lint/arena"
	"reportlint/lint/draft"
	"reportlint/rules"
)

// BenchmarkRead reads files by the front door.
func BenchmarkRead(b *testing.B) {
	_, model, _ := rules.Builtin("annual-report")
	legacy, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(model.Text))
	if err != nil {
		b.Fatal(err)
	}
	for _, file := range []struct {
		encoding string
		content  []byte
	}{{"utf-8", []byte(model.Text)}, {"gb18030", legacy}} {
		b.Run(file.encoding, func(b *testing.B) {
			name := filepath.Join(b.TempDir(), "draft.md")
			if err := os.WriteFile(name, file.content, 0o666); err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(file.content)))
			b.ReportAllocs()
			a := arena.New()
			l := &linter{limits: func(string) limits { return usualLimits() }, legacy: true}
			for b.Loop() {
				if in := l.read(name, a); in.problem != nil {
					b.Fatal(in.why.EN)
				}
				a.Reset()
			}
		})
	}
}

// BenchmarkStart gets ready for judging: configurations, packs and rules.
func BenchmarkStart(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		ready(b, "none.md")
	}
}

// BenchmarkFirst judges the first file of a run, for which all that rules need is made.
func BenchmarkFirst(b *testing.B) {
	_, model, _ := rules.Builtin("annual-report")
	name := filepath.Join(b.TempDir(), "draft.md")
	if err := os.WriteFile(name, []byte(model.Text), 0o666); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		l := ready(b, name)
		if o := l.judge(l.fetch(name), nil); len(o.problems) > 0 || o.unjudged {
			b.Fatalf("not judged: %v", o.problems)
		}
	}
}

// BenchmarkFile judges a file, from its name to what came of it.
func BenchmarkFile(b *testing.B) {
	_, model, _ := rules.Builtin("annual-report")
	name := filepath.Join(b.TempDir(), "draft.md")
	if err := os.WriteFile(name, []byte(model.Text), 0o666); err != nil {
		b.Fatal(err)
	}
	l := ready(b, name)
	l.arenas = &sync.Pool{New: func() any { return arena.New() }}
	b.SetBytes(int64(len(model.Text)))
	b.ReportAllocs()
	for b.Loop() {
		if o := l.inArena(func(a *arena.Arena) outcome { return l.judge(l.fetch(name), a) }); len(o.problems) > 0 || o.unjudged {
			b.Fatalf("not judged: %v", o.problems)
		}
	}
}

// ready returns a linter for a file.
func ready(b *testing.B, name string) *linter {
	b.Helper()
	w := &world{out: &stream{File: os.Stdout}, err: &stream{File: os.Stderr}}
	s := &settings{format: "text", encoding: "utf-8", failOn: "error", timeout: patience, today: draft.Date{Year: 2026, Month: 1, Day: 15}.ISO()}
	j, err := w.prepare(s, []string{name})
	if err != nil {
		b.Fatal(err)
	}
	return j.linter
}
