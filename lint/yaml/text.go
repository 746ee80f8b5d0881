package yaml

import (
	"strings"
	"unicode/utf8"

	"reportlint/lint/diag"
)

// Place returns where the character of a scalar's Text was written that begins at a
// byte offset. Where the text was not written as it reads, as in a folded block, it is
// the span of the whole scalar.
func (n *Node) Place(offset int) diag.Span {
	if n.Kind == List || n.Kind == Map || n.Span.Empty() || offset < 0 || offset > len(n.Text) {
		return n.Span
	}
	// The line breaks at the end of a literal block are outside its span.
	w := n.writing()
	if w.style == '>' || !w.to(len(strings.TrimRight(n.Text, "\n"))) {
		return n.Span
	}
	w = n.writing()
	w.to(offset)
	from := w.at
	_, size := utf8.DecodeRuneInString(n.Text[offset:])
	w.to(offset + size)
	return diag.Span{File: n.Span.File, Start: from, End: w.at}
}

// writing is a walk along the bytes that wrote a scalar, that knows how much of its
// text they have yielded.
type writing struct {
	src     string
	at      int
	style   byte // a quote, '|', '>', or 0
	indent  int  // of the lines of a literal block
	yielded int
}

func (n *Node) writing() writing {
	w := writing{src: n.Span.File.Text[:n.Span.End], at: n.Span.Start, indent: n.indent}
	switch c := w.src[w.at]; c {
	case '"', '\'':
		w.style = c
		w.at++
	case '|', '>':
		w.style = c
		w.skipLine()
		w.skipIndent()
	}
	return w
}

// to walks on until n bytes of text are yielded and reports whether that came out even.
func (w *writing) to(n int) bool {
	for w.yielded < n && w.at < len(w.src) {
		c := w.src[w.at]
		switch {
		case w.style == '|':
			w.literal()
		case isBlank(c) || lineBreak(w.src[w.at:]) > 0:
			w.blanks(n - w.yielded)
		case w.style == '"' && c == '\\':
			w.escape()
		case w.style == '\'' && c == '\'':
			w.at += 2
			w.yielded++
		default:
			w.at++
			w.yielded++
		}
	}
	return w.yielded == n
}

// literal takes one byte of a literal block, or a line break with the indent behind it.
func (w *writing) literal() {
	w.yielded++
	if n := lineBreak(w.src[w.at:]); n > 0 {
		w.at += n
		w.skipIndent()
		return
	}
	w.at++
}

// blanks takes a run of blanks: as it stands within a line, folded where lines end.
func (w *writing) blanks(wanted int) {
	end, breaks := blankRun(w.src, w.at)
	if breaks == 0 {
		n := min(end-w.at, wanted)
		w.at += n
		w.yielded += n
		return
	}
	w.at = end
	w.yielded += max(1, breaks-1)
}

// escape takes a backslash of a double-quoted scalar with what belongs to it.
func (w *writing) escape() {
	w.at++
	if w.at == len(w.src) {
		return
	}
	if lineBreak(w.src[w.at:]) > 0 {
		end, breaks := blankRun(w.src, w.at)
		w.at = end
		w.yielded += breaks - 1
		return
	}
	c, digits := w.src[w.at], 0
	switch c {
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	case 'N', '_':
		w.yielded++ // U+0085 and U+00A0 have two bytes
	case 'L', 'P':
		w.yielded += 2
	}
	w.at++
	if digits == 0 {
		w.yielded++
		return
	}
	value := rune(0)
	for ; digits > 0 && w.at < len(w.src); digits-- {
		value = value<<4 | hex(w.src[w.at])
		w.at++
	}
	w.yielded += max(1, utf8.RuneLen(value))
}

func hex(c byte) rune {
	switch {
	case c <= '9':
		return rune(c - '0')
	case c <= 'F':
		return rune(c - 'A' + 10)
	}
	return rune(c - 'a' + 10)
}

func (w *writing) skipLine() {
	for w.at < len(w.src) {
		if n := lineBreak(w.src[w.at:]); n > 0 {
			w.at += n
			return
		}
		w.at++
	}
}

func (w *writing) skipIndent() {
	for n := 0; n < w.indent && w.at < len(w.src) && w.src[w.at] == ' '; n++ {
		w.at++
	}
}

// blankRun returns where the blanks and line breaks end that begin at i, and how many
// line breaks there are.
func blankRun(src string, i int) (end, breaks int) {
	for i < len(src) {
		if n := lineBreak(src[i:]); n > 0 {
			i += n
			breaks++
		} else if isBlank(src[i]) {
			i++
		} else {
			break
		}
	}
	return i, breaks
}

// quoted returns where the quoted scalar ends that begins at start.
func quoted(src string, start int) int {
	quote := src[start]
	for i := start + 1; i < len(src); i++ {
		switch {
		case quote == '"' && src[i] == '\\':
			i++
		case src[i] != quote:
		case quote == '\'' && i+1 < len(src) && src[i+1] == quote:
			i++
		default:
			return i + 1
		}
	}
	return len(src)
}

// block returns where the text of the block scalar ends that begins at start, and the
// indent of its lines. parent is the indent of the collection that it belongs to.
func block(src string, start, parent int) (end, indent int) {
	w := writing{src: src, at: start}
	w.skipLine()
	header := src[start:w.at]
	if i := strings.IndexAny(header, "123456789 #\r\n"); i >= 0 && '1' <= header[i] && header[i] <= '9' {
		indent = parent + int(header[i]-'0')
	}
	end = start + len(strings.TrimRight(header, " \t\r\n"))
	for w.at < len(src) {
		from := w.at
		w.skipLine()
		line := strings.TrimRight(src[from:w.at], "\r\n")
		depth := len(line) - len(strings.TrimLeft(line, " "))
		if depth == len(line) {
			continue
		}
		if indent == 0 {
			indent = max(depth, parent+1, 1)
		}
		if depth < indent {
			break
		}
		end = from + len(line)
	}
	return end, indent
}
