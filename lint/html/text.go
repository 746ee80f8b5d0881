package html

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// paragraph is a block that is being put together.
type paragraph struct {
	file    *diag.File
	line    draft.Builder
	begun   bool      // something of the line is to be seen
	space   diag.Span // white space behind it, not yet written
	lines   []draft.Text
	plain   bool // something of it is not bold
	images  int
	picture diag.Span // the first image
}

// text adds a stretch of the file: white space as one space, character references as
// what they stand for, all else as it was written.
func (p *paragraph) text(start, end int, bold, preformatted bool) {
	src := p.file.Text
	for at := start; at < end; {
		from := at
		switch c := src[at]; {
		case space(c):
			for at < end && space(src[at]) {
				at++
			}
			if preformatted && strings.ContainsAny(src[from:at], "\r\n") {
				p.endLine()
			} else {
				p.blank(from, at)
			}
		case c == '&':
			s, n := reference(src[at:end])
			at += max(n, 1)
			p.put(s, from, at, bold)
		default:
			for at < end && !space(src[at]) && src[at] != '&' {
				at++
			}
			p.copy(from, at, bold)
		}
	}
}

func (p *paragraph) blank(start, end int) {
	if p.begun && p.space.Empty() {
		p.space = diag.Span{File: p.file, Start: start, End: end}
	}
}

// put adds s, which a reference stands for; "" is an ampersand that begins none.
func (p *paragraph) put(s string, start, end int, bold bool) {
	switch {
	case s == "":
		p.copy(start, end, bold)
	case len(s) == 1 && space(s[0]):
		p.blank(start, end)
	default:
		p.begin(start)
		p.line.Put(s, start, end)
		p.plain = p.plain || !bold && strings.TrimSpace(s) != ""
	}
}

func (p *paragraph) copy(start, end int, bold bool) {
	p.begin(start)
	p.line.Copy(start, end)
	p.plain = p.plain || !bold && strings.TrimSpace(p.file.Text[start:end]) != ""
}

// begin makes ready for text that was written at an offset.
func (p *paragraph) begin(at int) {
	if !p.begun {
		p.line.Reset(diag.Span{File: p.file, Start: at, End: at})
		p.begun = true
	}
	if p.space.Text() == " " {
		p.line.Copy(p.space.Start, p.space.End)
	} else if !p.space.Empty() {
		p.line.Put(" ", p.space.Start, p.space.End)
	}
	p.space = diag.Span{}
}

// endLine ends a line; one of which nothing is to be seen is none.
func (p *paragraph) endLine() {
	if p.begun {
		t := p.line.Text().Trim()
		if t.Len() > 0 {
			p.lines = append(p.lines, t)
		}
	}
	p.begun, p.space = false, diag.Span{}
}

// image notes a picture, written in the span.
func (p *paragraph) image(at diag.Span) {
	if p.images == 0 {
		p.picture = at
	}
	p.images++
}

// end returns the block and makes ready for the next. A block of pictures alone has one
// line, of which nothing is to be seen, where the first picture is. ok is false if
// there is nothing at all.
func (p *paragraph) end() (b draft.Block, ok bool) {
	p.endLine()
	b = draft.Block{Kind: draft.Paragraph, Lines: p.lines, Images: p.images}
	b.Bold = len(p.lines) > 0 && !p.plain
	if len(p.lines) == 0 && p.images > 0 {
		b.Lines = []draft.Text{draft.NewBuilder(p.picture).Text()}
	}
	*p = paragraph{file: p.file}
	return b, len(b.Lines) > 0
}

func space(c byte) bool {
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'
}

// Bounds of the references that are decoded: the longest name with its "&" and ";", and
// the digits of a number, beyond which no character lies.
const (
	maxName   = 33
	maxDigits = 16
)

// reference decodes the character reference at the head of s. It returns how many bytes
// wrote it, 0 if there is none.
func reference(s string) (text string, n int) {
	n = 1
	if n < len(s) && s[n] == '#' {
		return numeric(s)
	}
	for n < len(s) && n < maxName && letterOrDigit(s[n]) {
		n++
	}
	name := s[:n]
	if n < len(s) && s[n] == ';' {
		text = html.UnescapeString(name + ";")
		// More than two characters are a shorter name and what stands behind it.
		if text != name+";" && utf8.RuneCountInString(text) <= 2 {
			return text, n + 1
		}
	}
	// Some names need no semicolon. They stand for one character, and what follows the
	// name stays as it was.
	text = html.UnescapeString(name)
	if text == name {
		return "", 0
	}
	_, size := utf8.DecodeRuneInString(text)
	return text[:size], n - (len(text) - size)
}

func numeric(s string) (text string, n int) {
	n = 2
	digit := func(c byte) bool { return c >= '0' && c <= '9' }
	if n < len(s) && s[n]|0x20 == 'x' {
		n++
		digit = func(c byte) bool {
			return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f'
		}
	}
	first := n
	for n < len(s) && digit(s[n]) {
		n++
	}
	if n == first {
		return "", 0
	}
	digits := n - first
	written := s[:min(n, first+maxDigits)] + ";"
	if n < len(s) && s[n] == ';' {
		n++
	}
	if digits > maxDigits {
		return string(utf8.RuneError), n
	}
	return html.UnescapeString(written), n
}

func letterOrDigit(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}
