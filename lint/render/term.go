// Package render tells people and programs what was found. It writes the faults that it
// is given, in the order in which it is given them, or errors first where a service shows
// only so many; it knows terminals, their colours and cells, and the formats of services,
// and nothing of what rules check or of how drafts are read. It writes to what it is given
// and knows no files.
//
// Drafts, their paths and rule packs are someone else's bytes. What may reach a terminal
// is a term, and only clean, visible and plain make a term of such bytes; JSON is escaped
// as a whole.
package render

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"reportlint/lint/diag"
)

// term is text that a terminal, or the log of a build, shows and does not obey.
type term string

// clean returns s with all that a terminal would obey made visible.
func clean(s string) term {
	var b strings.Builder
	for s != "" {
		t, size := visible(s)
		b.WriteString(string(t))
		s = s[size:]
	}
	return term(b.String())
}

// visible returns the first character of s as it is shown, and its length in s.
func visible(s string) (term, int) {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r == utf8.RuneError && size == 1:
		return term(fmt.Sprintf("<%02X>", s[0])), 1
	case r < 0x20:
		return term('␀' + r), size
	case r == 0x7F:
		return "␡", size
	case hidden(r), command(s):
		return term(fmt.Sprintf("<U+%04X>", r)), size
	}
	return term(s[:size]), size
}

// hidden reports whether a character changes how its neighbours look and is not to be
// seen itself: C1 controls, bidi controls, line separators and their like; or is none at
// all, such as U+FFFE, which XML forbids.
func hidden(r rune) bool {
	return r > unicode.MaxASCII && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) && !joiner(r) || r&0xFFFE == 0xFFFE
}

// joiner reports whether r is a zero-width joiner or non-joiner, which letters of some
// scripts and emoji need.
func joiner(r rune) bool { return r == 0x200C || r == 0x200D }

// command reports whether s begins as a command to the service that runs a build does.
// GitHub and Azure obey these anywhere in a line of a log, and may compare as people
// read: a character without a width between the signs does not count.
func command(s string) bool {
	if strings.HasPrefix(s, "##[") || strings.HasPrefix(s, "##vso[") {
		return true
	}
	if len(s) < 2 || s[0] != '#' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s[1:])
	return runeCells(next) == 0
}

// cells returns how many cells of a terminal t takes. It does not ask for the locale:
// characters whose width is ambiguous take one cell.
func cells(t term) int {
	n := 0
	for _, r := range t {
		n += runeCells(r)
	}
	return n
}

func runeCells(r rune) int {
	if r < 0x80 {
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me) || joiner(r) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// sheet takes terms only, so that nothing raw is written by mistake.
type sheet struct{ out *bufio.Writer }

func newSheet(w io.Writer) sheet { return sheet{bufio.NewWriter(w)} }

// put writes terms. An error of the writer is kept for end.
func (s sheet) put(parts ...term) {
	for _, t := range parts {
		s.out.WriteString(string(t))
	}
}

// end writes what is left and returns the first error of the writer.
func (s sheet) end() error { return s.out.Flush() }

// say returns the text in a language.
func say(l diag.Lang, zh, en term) term {
	if l == diag.English {
		return en
	}
	return zh
}
