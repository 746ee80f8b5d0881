package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// delim is a run of one, two or three characters that may open or close emphasis.
type delim struct {
	char           byte
	opens, closes  bool
	length         uint8
	opened, closed uint8 // how many became markup, at its end and at its start
	strongOpened   uint8
	strongClosed   uint8
	struckOpened   uint8
	struckClosed   uint8
}

// left returns how many characters of the run are not markup.
func (d *delim) left() uint8 { return d.length - d.opened - d.closed }

// delimiter reads a run of "*", "_" or "~".
func (s *scanner) delimiter(i int) int {
	end := i
	for end < len(s.buf) && s.buf[end] == s.buf[i] {
		end++
	}
	before, after := ' ', ' '
	if i > 0 {
		before, _ = utf8.DecodeLastRuneInString(s.buf[:i])
	}
	if end < len(s.buf) {
		after, _ = utf8.DecodeRuneInString(s.buf[end:])
	}
	d := delim{char: s.buf[i], length: uint8(min(end-i, 4))}
	if d.opens, d.closes = flanks(d.char, end-i, before, after); d.opens || d.closes {
		s.add(delimiter, i, end, "")
		s.delims = push(s.delims, d)
	}
	return end
}

// flanks reports whether a run may open or close emphasis. Runs that reports use as
// characters of their own may not: 2*3, 138****1234, 10~20, 李**、王**, 共收到___件.
// Otherwise it is the rule of CommonMark, made laxer for what that leaves of the common
// **增长14%。**其中 and 这是**“重点”**内容.
func flanks(char byte, n int, before, after rune) (opens, closes bool) {
	digits := unicode.IsDigit(before) && unicode.IsDigit(after)
	switch char {
	case '*':
		if n > 3 || n == 3 && digits || n == 1 && latin(before) && latin(after) {
			return false, false
		}
	case '_':
		if n > 2 || !word(before) && !word(after) {
			return false, false
		}
	case '~':
		if n != 2 {
			return false, false
		}
	}
	left := !unicode.IsSpace(after) && (word(after) || !word(before))
	right := !unicode.IsSpace(before) && (word(before) || !word(after))
	switch {
	case char == '_':
		return left && (!right || !word(before)), right && (!left || !word(after))
	case n == 2:
		left = left || !unicode.IsSpace(after) && !ends(after)
		right = right || !unicode.IsSpace(before) && !unicode.In(before, unicode.Ps, unicode.Pi)
	}
	if char == '~' && digits {
		left = false
	}
	return left, right
}

func latin(r rune) bool { return r < utf8.RuneSelf && alnum(byte(r)) }

// word reports whether a character is neither white space nor punctuation.
func word(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= ' ' && latin(r) || r < ' ' && !unicode.IsSpace(r)
	}
	return !unicode.IsSpace(r) && !unicode.IsPunct(r)
}

// ends reports whether a character belongs to what is before it.
func ends(r rune) bool {
	return strings.ContainsRune(",.:;!?，。：；！？、…·", r) || unicode.In(r, unicode.Pe, unicode.Pf)
}

// pair finds out which runs open and close emphasis.
func (s *scanner) pair() {
	var open []*delim
	var floor [floors]int // below it no opener for such a closer stands in open
	for i := range s.delims {
		d := &s.delims[i]
		for d.closes && d.left() > 0 {
			k := len(open) - 1
			for k >= floor[d.floor()] && !open[k].opensFor(d) {
				k--
			}
			if k < floor[d.floor()] {
				floor[d.floor()] = len(open)
				break
			}
			open[k].join(d)
			if open[k].left() > 0 {
				k++
			}
			open = open[:k]
			for f := range floor {
				floor[f] = min(floor[f], k)
			}
		}
		if d.opens && d.left() > 0 {
			open = push(open, d)
		}
	}
}

// floors is how many sorts of closers there are that differ in what opens for them.
const floors = 3 * 2 * 3

func (d *delim) floor() int {
	f := strings.IndexByte("*_~", d.char) * 2
	if d.opens {
		f++
	}
	return f*3 + int(d.length%3)
}

// opensFor reports whether emphasis may run from d to c, by the rules of CommonMark.
func (d *delim) opensFor(c *delim) bool {
	if d.char != c.char {
		return false
	}
	either := d.closes || c.opens
	return !either || (d.length+c.length)%3 != 0 || d.length%3 == 0 && c.length%3 == 0
}

// join makes as much of both runs markup as belongs together.
func (d *delim) join(c *delim) {
	n := uint8(1)
	if d.left() >= 2 && c.left() >= 2 {
		n = 2
		if d.char == '~' {
			d.struckOpened++
			c.struckClosed++
		} else {
			d.strongOpened++
			c.strongClosed++
		}
	}
	d.opened += n
	c.closed += n
}
