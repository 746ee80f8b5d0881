package draft

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"reportlint/lint/diag"
)

// Text is what a reader sees, and knows where each part of it was written.
type Text struct {
	s     string
	runs  []run     // in order; each is a stretch of s that came from one span
	base  int       // what runs call the beginning of s: a slice shares them with the whole
	where diag.Span // where the whole was written, also when nothing is to be seen
}

// run is a stretch of a text, from at to the next run, that was written as
// bytes[start:end]; an exact one reads as it was written, byte for byte. The first and
// the last run of a slice may reach beyond it.
type run struct {
	at, start, end int
	exact          bool
}

// String returns what a reader sees.
func (t Text) String() string { return t.s }

// Written returns the characters of t as they were written, without the markup between
// them.
func (t Text) Written() string {
	var b strings.Builder
	for n := range t.runs {
		_, r := t.stretch(n)
		b.WriteString(t.where.File.Text[r.start:r.end])
	}
	return b.String()
}

// Len returns the length in bytes of what a reader sees.
func (t Text) Len() int { return len(t.s) }

// Where returns the span of the whole text.
func (t Text) Where() diag.Span { return t.where }

// Span returns where t[i:j] was written. Markup between the two ends is included; a
// stretch that was not written as it reads, such as "&amp;", is taken whole.
func (t Text) Span(i, j int) diag.Span {
	if len(t.runs) == 0 {
		return t.where
	}
	i = min(max(i, 0), len(t.s))
	j = min(max(j, i), len(t.s))
	from, to := t.base+i, t.base+j
	n := t.index(i)
	first := t.runs[n]
	start := first.start
	if first.exact {
		start += from - first.at
	} else if i >= t.end(n) {
		start = first.end
	}
	if i == j {
		return diag.Span{File: t.where.File, Start: start, End: start}
	}
	last := t.runs[t.index(j-1)]
	end := last.end
	if last.exact {
		end = last.start + to - last.at
	}
	return diag.Span{File: t.where.File, Start: start, End: max(start, end)}
}

// index returns which run holds byte i, or the last one.
func (t Text) index(i int) int {
	if len(t.runs) == 1 {
		return 0
	}
	n := sort.Search(len(t.runs), func(k int) bool { return t.runs[k].at > t.base+i })
	return max(n-1, 0)
}

// end returns where in t the n-th run ends.
func (t Text) end(n int) int {
	if n+1 < len(t.runs) {
		return t.runs[n+1].at - t.base
	}
	return len(t.s)
}

// stretch returns what of t the n-th run is, and the run without what is beyond t.
func (t Text) stretch(n int) (s string, r run) {
	r = t.runs[n]
	from, to := max(r.at-t.base, 0), t.end(n)
	if r.exact {
		r.start += t.base + from - r.at
		r.end = r.start + to - from
	}
	return t.s[from:to], r
}

// Slice returns t[i:j] as a text of its own.
func (t Text) Slice(i, j int) Text {
	j = min(j, len(t.s))
	if i >= j {
		return Text{where: t.Span(i, i)}
	}
	return Text{s: t.s[i:j], runs: t.runs[t.index(i) : t.index(j-1)+1], base: t.base + i, where: t.Span(i, j)}
}

// Trim returns t without white space at its ends.
func (t Text) Trim() Text {
	s := strings.TrimFunc(t.s, blank)
	if s == t.s {
		return t
	}
	i := strings.Index(t.s, s)
	if s == "" {
		i = 0
	}
	return t.Slice(i, i+len(s))
}

// Join returns the texts one behind the other, as one reads across a line that was
// wrapped: between Latin letters or digits the break is a space, elsewhere nothing.
func Join(texts ...Text) Text {
	if len(texts) == 1 {
		return texts[0]
	}
	var b Builder
	for _, t := range texts {
		if b.file == nil {
			b = Builder{file: t.where.File, where: t.where}
		}
		if t.s != "" && alnum(b.last()) && alnum(rune(t.s[0])) {
			b.Put(" ", t.where.Start, t.where.Start)
		}
		b.add(t)
		b.where.End = max(b.where.End, t.where.End)
	}
	return b.Text()
}

// Fold returns t as a matcher wants it, each part still knowing where it was written:
// full-width letters, digits and punctuation are ASCII, quotes and dashes of a kind are
// alike, and white space is gone but for one space between Latin letters or digits.
func (t Text) Fold() Text {
	changes := unfolded(t.s)
	if changes == 0 {
		return t
	}
	b := Builder{file: t.where.File, where: t.where, runs: make([]run, 0, len(t.runs)+2*changes)}
	b.s.Grow(len(t.s))
	space := -1 // the offset of white space not yet written
	n := 0      // the run that holds byte i
	for i, r := range t.s {
		if blank(r) {
			if space < 0 {
				space = i
			}
			continue
		}
		to := foldRune(r)
		if space >= 0 && alnum(b.last()) && alnum(to) {
			at := t.Span(space, i)
			b.Put(" ", at.Start, at.End)
		}
		space = -1
		for n+1 < len(t.runs) && t.end(n) <= i {
			n++
		}
		b.fold(t, n, i, r, to)
	}
	return b.Text()
}

// fold appends what stands for the character r of a text, at byte i in the n-th run.
func (b *Builder) fold(t Text, n, i int, r, to rune) {
	size := utf8.RuneLen(r)
	if r == utf8.RuneError {
		_, size = utf8.DecodeRuneInString(t.s[i:])
	}
	in := t.runs[n]
	whole := in.exact && i+size <= t.end(n)
	start, end := in.start+t.base+i-in.at, in.start+t.base+i-in.at+size
	if !whole {
		at := t.Span(i, i+size)
		start, end = at.Start, at.End
	}
	if to == r && (whole && size == utf8.RuneLen(r) || !whole && b.file.Text[start:end] == string(r)) {
		b.Copy(start, end)
	} else {
		b.Put(string(to), start, end)
	}
}

// unfolded counts the characters that folding changes or takes away.
func unfolded(s string) int {
	n := 0
	for _, r := range s {
		if r >= firstHan && r <= lastHan || r > ' ' && r < utf8.RuneSelf-1 {
			continue
		}
		if r == utf8.RuneError || blank(r) || foldRune(r) != r {
			n++
		}
	}
	return n
}

// FoldString folds a string as Text.Fold folds a text.
func FoldString(s string) string {
	if unfolded(s) == 0 {
		return s
	}
	b := NewBuilder(diag.Span{File: diag.NewFile("", []byte(s)), End: len(s)})
	b.Copy(0, len(s))
	return b.Text().Fold().String()
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
	b := make([]byte, end, len(s)) // what stands for a character is no longer than it
	copy(b, s)
	for _, r := range s[end:] {
		if r = foldRune(r); wordy(r) {
			b = utf8.AppendRune(b, r)
		}
	}
	return string(b)
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
	case '—', '–', '−', '‐', '‑', '―', '─':
		return '-'
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

// Builder puts a text together from the bytes of one file, in reading order.
type Builder struct {
	file  *diag.File
	where diag.Span
	s     strings.Builder
	runs  []run
}

// NewBuilder returns a builder of a text that was written in the span, which is kept
// as the place of the text even if nothing of it is to be seen.
func NewBuilder(where diag.Span) *Builder {
	return &Builder{file: where.File, where: where}
}

// Copy appends bytes of the file as they were written.
func (b *Builder) Copy(start, end int) {
	if start < end {
		b.extend(start, end, true)
		b.s.WriteString(b.file.Text[start:end])
	}
}

// Put appends s, which was written as bytes[start:end]: an entity, an escape, a folded
// character.
func (b *Builder) Put(s string, start, end int) { b.put(s, start, end, false) }

func (b *Builder) put(s string, start, end int, exact bool) {
	if s != "" {
		b.extend(start, end, exact)
		b.s.WriteString(s)
	}
}

// extend makes what is appended next a run, or a part of the last one.
func (b *Builder) extend(start, end int, exact bool) {
	if n := len(b.runs); !exact || n == 0 || !b.runs[n-1].exact || b.runs[n-1].end != start {
		b.runs = append(b.runs, run{at: b.s.Len(), start: start, end: end, exact: exact})
	} else {
		b.runs[n-1].end = end
	}
}

// last returns the last byte that was appended, 0 if none was.
func (b *Builder) last() rune {
	s := b.s.String()
	if s == "" {
		return 0
	}
	return rune(s[len(s)-1])
}

func (b *Builder) add(t Text) {
	for n := range t.runs {
		s, r := t.stretch(n)
		b.put(s, r.start, r.end, r.exact)
	}
}

// Text returns what was put together.
func (b *Builder) Text() Text {
	t := Text{s: b.s.String(), runs: b.runs, where: b.where}
	if t.where.File == nil && len(b.runs) > 0 {
		t.where = diag.Span{File: b.file, Start: b.runs[0].start, End: b.runs[len(b.runs)-1].end}
	}
	return t
}
