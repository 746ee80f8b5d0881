package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"reportlint/fixtures/hostile"
)

// TestFamilies holds the whole run over each family at 64 KB to end, checked or refused
// with the limit and its line. How long it takes is measured by cmd/bench -growth.
func TestFamilies(t *testing.T) {
	const size = 64 << 10
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
			said := printed(t, []string{"check", "--pack", "annual-report", "--format", "lines", "--lang", "en", path})
			if !strings.Contains(said, "section-missing") && !strings.Contains(said, ": limit: ") {
				t.Errorf("%s%s is neither checked nor refused: %.300s", name, ext, said)
			}
		}
	}
}
