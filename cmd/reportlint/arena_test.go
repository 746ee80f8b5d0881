package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"reportlint/fixtures"
	"reportlint/lint/check"
	"reportlint/lint/diag"
	"reportlint/lint/render"
	"reportlint/rules"
)

// TestArena holds what is told of drafts to be the same where they share an arena, which is
// cleared between them, as where each keeps what is made of it: nothing of an arena is left
// in it. Every fault that can be planted is in one of the drafts.
func TestArena(t *testing.T) {
	file, model, _ := rules.Builtin("annual-report")
	pack, _ := rules.Load(file, model, check.Kinds(), diag.English)
	writer := fixtures.NewWriter(pack.Scheme)
	t.Chdir(t.TempDir())
	var all targets
	add := func(name, text string) {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		all.files = append(all.files, candidate{path: name})
	}
	for i, rule := range fixtures.Rules() {
		for n := range 3 {
			d := writer.Write(uint64(n), uint64(i), fixtures.Words(n%2), rule)
			add(fmt.Sprintf("%03d.%d%s", i, n, d.Ext), d.Text)
			if d.Peer != nil {
				add(fmt.Sprintf("%03d.%d.peer%s", i, n, d.Peer.Ext), d.Peer.Text)
			}
		}
	}
	// A text without punctuation is a stretch of its file, and what is said of it may be, too.
	add("stretch.md", strings.Replace(model.Text, "\n## 二、", "\n本镇组织了学习和和宣传以及培训培训活动\n\n## 二、", 1))
	add("large.md", model.Text+strings.Repeat("\n本镇印发了通知。\n", 3000)) // its bytes are of no arena
	add("last.md", model.Text)
	told := func(jobs int) string {
		w := &world{in: os.Stdin, err: &stream{File: os.Stderr}, lang: diag.Chinese}
		l, err := w.linter(&settings{today: "2026-01-15", encoding: "utf-8", timeout: patience}, &configs{})
		if err != nil {
			t.Fatal(err)
		}
		l.covers, l.lists = true, true
		run := w.lint(l, all, &settings{jobs: jobs, quiet: true})
		if shared := l.arenas != nil; shared != (jobs == 1) {
			t.Fatalf("with %d jobs arenas are shared: %v", jobs, shared)
		}
		var out bytes.Buffer
		if err := render.JSON(&out, run.Run); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	if shared, kept := told(1), told(2*len(all.files)); shared != kept {
		a, b := []byte(shared), []byte(kept)
		i := 0
		for i < len(a) && i < len(b) && a[i] == b[i] {
			i++
		}
		t.Errorf("in an arena: %q, else: %q", a[max(i-200, 0):min(i+100, len(a))], b[max(i-200, 0):min(i+100, len(b))])
	}
}
