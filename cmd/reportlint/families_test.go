package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"reportlint/fixtures/hostile"
)

// TestFamilies holds the whole run over each family at 64 KB to end, checked or refused
// with the limit and its line. The bound on time is far above what it takes, since
// machines differ; it only tells what hangs.
func TestFamilies(t *testing.T) {
	const size, bound = 64 << 10, 20 * time.Second
	slowest, took := "", time.Duration(0)
	for i, family := range hostile.Families() {
		name := family.Name
		if text := family.Make(size); !utf8.ValidString(text) || strings.Contains(text, "\x00") {
			continue // refused before anything reads it
		}
		for n, ext := range []string{".md", ".txt", ".html"} {
			if n > 0 && i%8 != n { // the others are for readers of Markdown more than for those of reports
				continue
			}
			path := filepath.Join(t.TempDir(), "draft"+ext)
			if err := os.WriteFile(path, []byte(family.Make(size)), 0o666); err != nil {
				t.Fatal(err)
			}
			start := time.Now()
			said := printed(t, []string{"check", "--pack", "annual-report", "--format", "lines", "--lang", "en", path})
			if d := time.Since(start); d > took {
				slowest, took = name+ext, d
			}
			if !strings.Contains(said, "section-missing") && !strings.Contains(said, ": limit: ") {
				t.Errorf("%s%s is neither checked nor refused: %.300s", name, ext, said)
			}
		}
	}
	if took > bound {
		t.Errorf("%s took %v", slowest, took)
	}
	t.Logf("the slowest, %s, took %v", slowest, took)
}
