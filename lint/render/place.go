package render

import (
	"path"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"reportlint/lint/diag"
)

// place is a span as it is shown: the part of it that stands in its first line.
type place struct {
	file       *diag.File
	at         diag.Position
	line       diag.Span // the whole line
	start, end int       // of the part, within the line
	lines      int       // how many lines the span touches
}

// inside returns the part of a span that is in its file, so that a span which does not
// fit can be shown as well.
func inside(s diag.Span) diag.Span {
	if s.File == nil {
		s.File = diag.NewFile("", nil)
	}
	s.Start = min(max(s.Start, 0), s.File.Len())
	s.End = min(max(s.End, s.Start), s.File.Len())
	return s
}

func placeOf(s diag.Span) place {
	s = inside(s)
	p := place{file: s.File, at: s.File.Position(s.Start), lines: 1}
	p.line = s.File.Line(p.at.Line)
	p.end = min(max(s.End, p.line.Start), p.line.End)
	p.start = p.character(min(max(s.Start, p.line.Start), p.end))
	if !s.Empty() {
		p.lines += s.File.Position(s.End-1).Line - p.at.Line
	}
	return p
}

// character returns the start of the character of the line that byte i is part of.
func (p place) character(i int) int {
	for at := i - 1; at > i-utf8.UTFMax && at >= p.line.Start; at-- {
		if _, size := utf8.DecodeRuneInString(p.file.Slice(at, p.line.End)); at+size > i {
			return at
		}
	}
	return i
}

// spot returns path, line and column, by which editors find the place.
func (p place) spot() term { return clean(p.file.Name) + p.numbers() }

func (p place) numbers() term { return ":" + number(p.at.Line) + ":" + number(p.at.Column) }

// opening returns a path fit to begin a line: services that run builds take a line that
// begins with "::" for a command, even behind white space, and a file may be called so.
func opening(path string) term {
	seen := strings.TrimLeftFunc(path, func(r rune) bool { return unicode.IsSpace(r) || runeCells(r) == 0 })
	if strings.HasPrefix(seen, ":") {
		path = "./" + path
	}
	return clean(path)
}

// tidy returns a path as services write it that look it up among the files of a change:
// "./a.md" is "a.md".
func tidy(name string) string {
	if name == "" {
		return ""
	}
	return path.Clean(name)
}

func number(n int) term { return term(strconv.Itoa(n)) }
