package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra/doc"

	"reportlint/lint/diag"
)

// TestManPages holds the pages against those of the library that comes with cobra: there are
// the same ones, and they say the same, but for blank lines, the day, its bold type for
// what usage texts have between backquotes, and <stdin>, which it takes for HTML and drops.
func TestManPages(t *testing.T) {
	for _, lang := range []diag.Lang{diag.Chinese, diag.English} {
		w := &world{out: &stream{File: os.Stdout}, err: &stream{File: os.Stderr}, lang: lang}
		root := w.commands()
		root.DisableAutoGenTag = true
		want, got := t.TempDir(), t.TempDir()
		if err := doc.GenManTree(root, &doc.GenManHeader{Title: "REPORTLINT", Section: "1", Source: "reportlint"}, want); err != nil {
			t.Fatal(err)
		}
		if err := writePages(root, got); err != nil {
			t.Fatal(err)
		}
		pages, err := os.ReadDir(want)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range pages {
			a, b := manLines(t, want, p.Name()), manLines(t, got, p.Name())
			for i := range min(len(a), len(b)) {
				if a[i] != b[i] {
					t.Errorf("%s: %q, want %q", p.Name(), b[i], a[i])
					break
				}
			}
			if len(a) != len(b) {
				t.Errorf("%s has %d lines, want %d", p.Name(), len(b), len(a))
			}
		}
	}
}

// manLines returns the lines of a page that say something.
func manLines(t *testing.T, folder, name string) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	same := strings.NewReplacer(`\fBFORMAT\fR`, "FORMAT", `\fBFILE\fR`, "FILE", "<stdin>", "")
	return slices.DeleteFunc(strings.Split(same.Replace(string(text)), "\n"), func(line string) bool {
		return line == "" || strings.HasPrefix(line, ".TH ")
	})
}
