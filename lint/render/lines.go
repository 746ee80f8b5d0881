package render

import (
	"io"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"

	"reportlint/lint/diag"
)

// mostQuoted is how many characters of source a line quotes.
const mostQuoted = 60

// Lines writes one line a place: where it is, the source there, and what is said of it.
// The lines of notes are indented. Tests want this form, and it can be read aloud.
func Lines(w io.Writer, all iter.Seq[diag.Diagnostic]) error {
	out := newSheet(w)
	for d := range all {
		out.line(d)
	}
	return out.end()
}

func (s sheet) line(d diag.Diagnostic) {
	s.put(spotInLine(d.Span), " ", quote(d.Span), " ", term(d.Severity.String()),
		"[", clean(d.Rule), "] ", clean(d.Message), "\n")
	for _, n := range d.Notes {
		s.put("  ", spotInLine(n.Span), " ", quote(n.Span), " ", clean(n.Message), "\n")
	}
}

// spotInLine returns path, line and column, fit to begin a line.
func spotInLine(s diag.Span) term {
	p := placeOf(s)
	return opening(p.file.Name) + p.numbers()
}

// quote returns the source of a span as a string of Go, cut where it is long.
func quote(s diag.Span) term {
	text, cut := beginning(s)
	quoted := inert(strconv.Quote(text))
	if cut {
		return quoted + ellipsis
	}
	return quoted
}

// beginning returns as much of the source of a span as is quoted, and whether that is not
// all of it.
func beginning(s diag.Span) (text string, cut bool) {
	s = inside(s)
	src := s.Text()
	n := 0
	for i := 0; i < mostQuoted && n < len(src); i++ {
		_, size := utf8.DecodeRuneInString(src[n:])
		n += size
	}
	return src[:n], n < len(src)
}

// inert returns a quoted string without commands to the service that runs a build.
func inert(quoted string) term {
	var b strings.Builder
	for i := range len(quoted) {
		if command(quoted[i:]) {
			b.WriteString(`\x23`)
		} else {
			b.WriteByte(quoted[i])
		}
	}
	return term(b.String())
}
