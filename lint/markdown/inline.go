package markdown

import (
	"html"
	"strings"
)

// kind says what becomes of a stretch of inline source.
type kind uint8

const (
	plain       kind = iota // reads as it was written
	written                 // reads as the token's text
	lineBreak               // ends a line
	strongOpen              // a tag
	strongClose             // a tag
	asideOpen               // a tag of what is no longer, or not yet, part of the text
	asideClose              // likewise
	delimiter               // may be emphasis; the scanner's delims say more, in order
	gone                    // markup
)

// token is a stretch of a passage. What lies between tokens is not seen.
type token struct {
	from, to int
	text     string
	kind     kind
}

// bracket is a "[" or "![" that may begin a link or a picture.
type bracket struct {
	token, delim int
	image        bool
}

// scanner reads inline markup in one pass. It looks ahead for the end of what begins,
// and pays for looking in vain with fuel: when that is gone it takes no more than single
// characters for markup, so that it is linear whatever it is given.
type scanner struct {
	buf    string
	starts []int // where the lines of the passage begin in buf
	cell   bool
	blocks bool // stop at "<table"
	fuel   int

	from     int // where the text begins that no token holds yet
	tokens   []token
	delims   []delim
	brackets []bracket
	images   int
	table    int // where a "<table" stands, or -1
}

// take makes ready for the lines of a passage, with "\n" between them.
func (s *scanner) take(p *passage) {
	text, first := p.file.Text, p.lines[0].start
	s.starts = s.starts[:0]
	if p.together() {
		for _, l := range p.lines {
			s.starts = append(s.starts, l.start-first)
		}
		s.buf = text[first:p.lines[len(p.lines)-1].end]
	} else {
		var b strings.Builder
		for _, l := range p.lines {
			s.starts = append(s.starts, b.Len())
			b.WriteString(text[l.start:l.end])
			b.WriteByte('\n')
		}
		s.buf = b.String()[:b.Len()-1]
	}
	s.cell, s.fuel, s.images = p.cell, 16*len(s.buf)+256, 0
	s.forget()
}

// forget makes ready to scan from anywhere as if nothing were before it.
func (s *scanner) forget() {
	s.tokens, s.delims, s.brackets, s.table = s.tokens[:0], s.delims[:0], s.brackets[:0], -1
}

// scan reads from an offset to the end, or to a table where it is to stop at tables. What
// it looks ahead for takes of the fuel that is left.
func (s *scanner) scan(i int) {
	s.from = i
	for i < len(s.buf) && s.table < 0 {
		switch s.buf[i] {
		case '\\':
			i = s.escape(i)
		case '&':
			i = s.entity(i)
		case '`':
			i = s.code(i)
		case '<':
			i = s.angle(i)
		case '*', '_', '~':
			i = s.delimiter(i)
		case '[':
			i = s.open(i, i+1)
		case '!':
			if i++; i < len(s.buf) && s.buf[i] == '[' {
				i = s.open(i-1, i+1)
			}
		case ']':
			i = s.close(i)
		default:
			i++
		}
	}
	s.hide(i, i)
}

// hide ends the plain text at from and leaves out what follows up to to.
func (s *scanner) hide(from, to int) {
	if s.from < from {
		s.tokens = push(s.tokens, token{kind: plain, from: s.from, to: from})
	}
	s.from = to
}

// add adds a token that is not plain text.
func (s *scanner) add(k kind, from, to int, text string) int {
	s.hide(from, to)
	s.tokens = push(s.tokens, token{kind: k, from: from, to: to, text: text})
	return to
}

// failed pays for having looked ahead in vain.
func (s *scanner) failed(from, to int) int {
	s.fuel -= to - from
	return -1
}

func (s *scanner) escape(i int) int {
	next := byte(0)
	if i+1 < len(s.buf) {
		next = s.buf[i+1]
	}
	switch {
	case s.cell && next == '\\' && i+2 < len(s.buf) && s.buf[i+2] == '|':
		return s.add(written, i, i+3, "|") // in a table "\|" is a pipe before it is anything else
	case next == '\n':
		s.hide(i, i+1)
		return i + 1
	case punctuation(next):
		return s.add(written, i, i+2, string(next))
	}
	return i + 1
}

// punctuation reports whether a character may be escaped.
func punctuation(c byte) bool {
	return c > ' ' && c < 0x7F && !alnum(c)
}

func alnum(c byte) bool { return c >= '0' && c <= '9' || letter(c) }

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// entity reads a character reference. None is longer than the window.
func (s *scanner) entity(i int) int {
	window := s.buf[i:min(i+34, len(s.buf))]
	n := 1
	for n < len(window) && (alnum(window[n]) || window[n] == '#') {
		n++
	}
	if n == len(window) || window[n] != ';' {
		return i + 1
	}
	n++
	source := window[:n]
	text := html.UnescapeString(source)
	if text == source || strings.HasSuffix(text, ";") && text != ";" {
		return i + 1 // it knows names without ";" too, and leaves the rest behind
	}
	return s.add(written, i, i+n, text)
}

// code reads a code span; what is in it is seen as it was written.
func (s *scanner) code(i int) int {
	open := i
	for i < len(s.buf) && s.buf[i] == '`' {
		i++
	}
	end := s.fence(i, i-open)
	if end < 0 {
		return i
	}
	s.hide(open, i)
	from, to := i, end
	body := s.buf[from:to]
	if body[0] == ' ' && body[len(body)-1] == ' ' && strings.Trim(body, " ") != "" {
		from, to = from+1, to-1
	}
	s.from = from
	for k := from; s.cell && k+1 < to; k++ {
		if s.buf[k] == '\\' && s.buf[k+1] == '|' {
			k = s.add(written, k, k+2, "|") - 1
		}
	}
	s.hide(to, end+i-open)
	return s.from
}

// fence returns where the next run of n backticks begins, or -1.
func (s *scanner) fence(i, n int) int {
	if s.fuel < 0 {
		return -1
	}
	for k := i; k < len(s.buf); {
		next := strings.IndexByte(s.buf[k:], '`')
		if next < 0 {
			break
		}
		run := k + next
		for k = run; k < len(s.buf) && s.buf[k] == '`'; {
			k++
		}
		if k-run == n {
			return run
		}
	}
	return s.failed(i, len(s.buf))
}

func (s *scanner) open(i, to int) int {
	s.add(plain, i, to, "")
	s.brackets = push(s.brackets, bracket{token: len(s.tokens) - 1, delim: len(s.delims), image: to-i == 2})
	return to
}

// note reports whether what stands between brackets is the mark of a footnote, and no text of one.
func (s *scanner) note(from, to int) bool {
	return to > from+1 && s.buf[from] == '^' && strings.IndexByte(s.buf[from:to], ' ') < 0 && (to+1 == len(s.buf) || s.buf[to+1] != ':')
}

// close ends a link or a picture, if it is one. A picture is counted and its words are
// not seen; a link is seen without its address.
func (s *scanner) close(i int) int {
	n := len(s.brackets) - 1
	if n < 0 {
		return i + 1
	}
	b := s.brackets[n]
	s.brackets = s.brackets[:n]
	if !b.image && s.note(s.tokens[b.token].to, i) {
		s.tokens, s.delims = s.tokens[:b.token], s.delims[:b.delim]
		s.from = i + 1
		return i + 1
	}
	if i+1 == len(s.buf) || s.buf[i+1] != '(' {
		return i + 1
	}
	end := s.address(i + 2)
	if end < 0 {
		return i + 1
	}
	s.hide(i, end)
	if b.image {
		s.images++
		s.tokens, s.delims = s.tokens[:b.token], s.delims[:b.delim]
	} else {
		s.tokens[b.token].kind = gone
	}
	return end
}
