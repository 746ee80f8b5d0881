package markdown

import (
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/text"
)

// read reads the file from an offset on. Most of a report is paragraphs and headings that
// are in nothing else, and their first characters tell that they are no more. goldmark
// reads the rest, from the line behind a blank one up to such a line.
func (r *reader) read(at int) {
	for at < len(r.src) && r.limit == nil {
		at = r.block(at)
	}
}

// block reads the block that begins with the line at an offset, and what cannot be told
// from it. It returns where what follows begins.
func (r *reader) block(at int) (next int) {
	lines := r.paragraph[:0]
	for next = at; next < len(r.src); {
		from := next
		var l string
		l, next = line(r.src, from)
		if l == "" {
			break
		}
		if level := heading(l); level > 0 {
			if from == at {
				r.lines(r.append(lines, extent{from + level, from + len(l)}), level)
				return next
			}
			next = from
			break
		}
		if !textual(l, from > at) {
			end := r.closed(at)
			r.parse(at, end)
			return end
		}
		lines = r.append(lines, extent{from, from + len(l)})
	}
	r.lines(lines, 0)
	r.paragraph = lines
	return next
}

// heading returns the level of a line that is a heading, without hashes at its end; else 0.
func heading(l string) int {
	n := len(l) - len(strings.TrimLeft(l, "#"))
	if n == 0 || n > 6 || n == len(l) || l[n] != ' ' && l[n] != '\t' || l[len(l)-1] == '#' || l[len(l)-1] <= ' ' {
		return 0
	}
	return n
}

// textual reports whether a line that is not blank is certain to be text and no more, where
// nothing but perhaps a paragraph is open.
func textual(l string, inParagraph bool) bool {
	s := strings.TrimLeft(l, " ")
	if len(l)-len(s) > 3 && !inParagraph {
		return false // code
	}
	c := s[0]
	rest := strings.TrimLeft(s, s[:1])
	switch {
	case c >= utf8.RuneSelf || letter(c):
		return true
	case alnum(c):
		rest = strings.TrimLeft(s, "0123456789")
		return rest == "" || rest[0] != '.' && rest[0] != ')'
	}
	switch c {
	case '#', '-', '+', '*', '_', '=':
		return rest != "" && !blank(rest[0])
	case '`', '~':
		return len(s)-len(rest) < 3
	case '<', '>':
		return false
	}
	return c > ' '
}

// parse has goldmark read a part of the file.
func (r *reader) parse(start, end int) {
	src := []byte(r.src[start:end])
	merge(src)
	if r.parser == nil {
		r.parser = newParser(&r.notes, r.within.ContainerDepth)
	}
	r.notes.base = start
	root := r.parser.Parse(text.NewReader(src))
	if !r.notes.deep.blank() {
		r.limit = limit(r.file, r.notes.deep, "container-depth", r.within.ContainerDepth)
		return
	}
	r.walk(root)
	r.notes.clear()
}

// closed returns the first line that is certain to stand in nothing that may have begun at
// an offset or behind it: a blank line is before it, no white space at its head, and it
// begins nothing itself. Some blocks go on over blank lines to an end of their own; what
// looks like one is taken to go on to the end of the file.
func (r *reader) closed(at int) int {
	empty := false
	for next := at; next < len(r.src); {
		from := next
		var l string
		l, next = line(r.src, from)
		switch {
		case l == "":
			empty = true
			continue
		case empty && l[0] != ' ' && (textual(l, false) || heading(l) > 0):
			return from
		case unending(l):
			return len(r.src)
		}
		empty = false
	}
	return len(r.src)
}

// unending reports whether in a line code or markup may begin that does not end with a
// blank line.
func unending(l string) bool {
	if strings.Contains(l, "```") || strings.Contains(l, "~~~") {
		return true
	}
	for {
		_, tag, ok := strings.Cut(l, "<")
		if !ok {
			return false
		}
		for _, name := range []string{"!", "?", "script", "pre", "style", "textarea"} {
			if len(tag) >= len(name) && strings.EqualFold(tag[:len(name)], name) {
				return true
			}
		}
		l = tag
	}
}
