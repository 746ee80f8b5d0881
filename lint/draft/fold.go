package draft

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fold returns t as a matcher wants it, each part still knowing where it was written:
// full-width letters, digits and punctuation are ASCII, quotes and dashes of a kind are
// alike, and white space is gone but for one space between Latin letters or digits.
func (t Text) Fold() Text {
	s := t.String()
	if same(s) == len(s) {
		return t
	}
	pieces := mostPieces(s)
	if t.other != nil {
		pieces += len(t.other.runs)
	}
	var c composer
	c.grow(t.Arena(), len(s), pieces) // what stands for a character is no longer than it
	for f := (folding{s: s}); f.next(); {
		if f.as == 0 {
			c.add(Text{file: t.file, other: t.other, from: t.from + int32(f.from), to: t.from + int32(f.to)})
			continue
		}
		at := t.Span(f.from, f.to)
		c.put(string(f.as), run{start: int32(at.Start), size: int32(at.End - at.Start)})
	}
	return c.text(t.Where())
}

// FoldString folds a string as Text.Fold folds a text.
func FoldString(s string) string {
	if same(s) == len(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for f := (folding{s: s}); f.next(); {
		if f.as == 0 {
			b.WriteString(s[f.from:f.to])
		} else {
			b.WriteRune(f.as)
		}
	}
	return b.String()
}

// mostPieces returns how many pieces a string can have at most, which folding it finds out:
// one for each character that may not fold to itself, and one before and behind each.
func mostPieces(s string) int {
	n := 0
	for i := range len(s) {
		// What begins a character, and neither one of ASCII that is to be seen nor one in common use.
		if c := s[i]; c <= ' ' || c >= 0xC0 && (c < firstHan>>12|0xE0 || c > lastHan>>12|0xE0) {
			n++
		}
	}
	return 2*n + 1
}

// folding is a walk over a string, piece by piece.
type folding struct {
	s        string
	from, to int  // the piece
	as       rune // the character that stands for it; 0 if it folds to itself
	last     rune // the last byte, or character, of what was folded so far
}

// next goes on to the next piece of which something is left.
func (f *folding) next() bool {
	for f.to < len(f.s) {
		f.from, f.as = f.to, 0
		if n := same(f.s[f.from:]); n > 0 {
			f.to += n
			f.last = rune(f.s[f.to-1])
			return true
		}
		r, size := utf8.DecodeRuneInString(f.s[f.from:])
		f.to += size
		if !blank(r) {
			f.as = foldRune(r)
			f.last = f.as
			return true
		}
		f.to = len(f.s) - len(strings.TrimLeftFunc(f.s[f.to:], blank))
		if r, _ = utf8.DecodeRuneInString(f.s[f.to:]); alnum(f.last) && alnum(foldRune(r)) {
			f.as, f.last = ' ', ' '
			return true
		}
	}
	return false
}

// same returns how much at the head of a string folds to itself.
func same(s string) int {
	i := 0
	for i < len(s) {
		c := s[i]
		if c > ' ' && c < utf8.RuneSelf {
			i++
			continue
		}
		if c >= firstHan>>12|0xE0 && c <= lastHan>>12|0xE0 && i+2 < len(s) && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80 &&
			(c > firstHan>>12|0xE0 || s[i+1] >= firstHan>>6&0x3F|0x80) {
			i += 3
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 || blank(r) || foldRune(r) != r {
			break
		}
		i += size
	}
	return i
}

// Folded returns what stands for a character in a folded text; ok is false where nothing
// does.
func Folded(r rune) (to rune, ok bool) {
	if blank(r) {
		return ' ', r == ' '
	}
	return foldRune(r), true
}

// Key returns the letters and digits of t in their folded form: what is left of a label
// when spaces, punctuation and brackets do not count.
func Key(s string) string {
	end := keyed(s)
	if end == len(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s)) // what stands for a character is no longer than it
	b.WriteString(s[:end])
	for _, r := range s[end:] {
		if r = foldRune(r); wordy(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Wordless reports whether the key of a text is empty.
func Wordless(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return wordy(foldRune(r)) })
}

// keyed returns where in a text its key begins to differ from it.
func keyed(s string) int {
	for i, r := range s {
		if foldRune(r) != r || !wordy(r) {
			return i
		}
	}
	return len(s)
}

// The Chinese characters in common use, which fold to themselves and are letters.
const (
	firstHan = 0x4E00
	lastHan  = 0x9FFF
)

// wordy reports whether a character is a letter or a digit. Most that ask are told
// without looking into the tables.
func wordy(r rune) bool {
	switch {
	case r >= firstHan && r <= lastHan:
		return true
	case r < utf8.RuneSelf:
		return alnum(r)
	case r >= '〇' && r <= '〠' || r >= '\u3000' && r <= '〄': // punctuation
		return false
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func alnum(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// blank reports whether nothing of a character is to be seen.
func blank(r rune) bool {
	switch r {
	case 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD:
		return true
	}
	return r <= '\u3000' && unicode.IsSpace(r) // the last of white space
}

// foldRune returns the character that stands for all those written alike.
func foldRune(r rune) rune {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFEE0
	case r < utf8.RuneSelf, r >= firstHan && r <= lastHan:
		return r
	}
	switch r {
	case '“', '”', '„', '〝', '〞':
		return '"'
	case '‘', '’':
		return '\''
	case '—', '–', '−', '‐', '‑', '―', '─', '━', '═':
		return '-'
	case '│', '┃', '║':
		return '|'
	case '┌', '┬', '┐', '├', '┼', '┤', '└', '┴', '┘', '┏', '┳', '┓', '┣', '╋', '┫', '┗', '┻', '┛', '╔', '╦', '╗', '╠', '╬', '╣', '╚', '╩', '╝':
		return '+'
	case '〜', '∼', '˜':
		return '~'
	case '〈':
		return '《'
	case '〉':
		return '》'
	case '﹝', '〘':
		return '〔'
	case '﹞', '〙':
		return '〕'
	}
	return r
}
