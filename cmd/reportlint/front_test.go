package main

import (
	"strings"
	"testing"

	"reportlint/lint/diag"
	"reportlint/lint/markdown"
)

// TestFront reads front matter whichever way YAML lets its key be written, tells of one that holds no settings,
// and leaves alone what is written for other programs.
func TestFront(t *testing.T) {
	for _, tt := range []struct {
		in    string
		year  int
		wrong string
	}{
		{"reportlint: {year: 2023}", 2023, ""},
		{`"reportlint": {year: 2023}`, 2023, ""},
		{"'reportlint' : {year: 2023}", 2023, ""},
		{"reportlint :\n  year: 2023", 2023, ""},
		{"tool: reportlint\nreportlint: {year: 2023}", 2023, ""},
		{"reportlint:", 0, ""},
		{"reportlint: x", 0, "there should be settings"},
		{"reportlint: [year]", 0, "there should be settings"},
		{"reportlint: {year: 99999}", 0, "99999 is no value"},
		{"tool: reportlint\nbroken: [", 0, ""},
		{"title: a", 0, ""},
	} {
		d, _ := markdown.Parse(diag.NewFile("draft.md", []byte("---\n"+tt.in+"\n---\n\n甲\n")))
		f := readFront(d)
		told := ""
		for _, p := range f.problems {
			told += p.why.EN
		}
		if f.Year != tt.year || (tt.wrong == "") != (told == "") || !strings.Contains(told, tt.wrong) {
			t.Errorf("%s: year %d, told %q", tt.in, f.Year, told)
		}
	}
}
