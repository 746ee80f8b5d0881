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
	where diag.Span // where the whole was written, also when nothing is to be seen
}

// run is a stretch of a text, from at to the next run, that was written as
// bytes[start:end]; an exact one reads as it was written, byte for byte.
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
	for _, r := range t.runs {
		b.Write(t.where.File.Bytes[r.start:r.end])
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
	first := t.run(i)
	start := first.start
	if first.exact {
		start += i - first.at
	} else if i >= t.runEnd(i) {
		start = first.end
	}
	if i == j {
		return diag.Span{File: t.where.File, Start: start, End: start}
	}
	last := t.run(j - 1)
	end := last.end
	if last.exact {
		end = last.start + j - last.at
	}
	return diag.Span{File: t.where.File, Start: start, End: max(start, end)}
}

// run returns the run that holds byte i, or the last one.
func (t Text) run(i int) run {
	n := sort.Search(len(t.runs), func(k int) bool { return t.runs[k].at > i })
	return t.runs[max(n-1, 0)]
}

// runEnd returns where in t the run that holds byte i ends.
func (t Text) runEnd(i int) int {
	n := sort.Search(len(t.runs), func(k int) bool { return t.runs[k].at > i })
	if n < len(t.runs) {
		return t.runs[n].at
	}
	return len(t.s)
}

// Slice returns t[i:j] as a text of its own.
func (t Text) Slice(i, j int) Text {
	if i >= j {
		return Text{where: t.Span(i, i)}
	}
	b := Builder{file: t.where.File}
	n := sort.Search(len(t.runs), func(k int) bool { return t.runs[k].at > i }) - 1
	for ; n < len(t.runs) && t.runs[n].at < j; n++ {
		r, end := t.runs[n], len(t.s)
		if n+1 < len(t.runs) {
			end = t.runs[n+1].at
		}
		from, to := max(i, r.at), min(j, end)
		if r.exact {
			b.put(t.s[from:to], r.start+from-r.at, r.start+to-r.at, true)
		} else {
			b.put(t.s[from:to], r.start, r.end, false)
		}
	}
	out := b.Text()
	out.where = t.Span(i, j)
	return out
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
	var b Builder
	for _, t := range texts {
		if b.file == nil {
			b = Builder{file: t.where.File, where: t.where}
		}
		if len(b.s) > 0 && t.s != "" && alnum(rune(b.s[len(b.s)-1])) && alnum(rune(t.s[0])) {
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
	if !strings.ContainsFunc(t.s, func(r rune) bool { return r == utf8.RuneError || blank(r) || foldRune(r) != r }) {
		return t
	}
	b := Builder{file: t.where.File, where: t.where}
	space := -1 // the offset of white space not yet written
	for i, r := range t.s {
		if blank(r) {
			if space < 0 {
				space = i
			}
			continue
		}
		to := foldRune(r)
		if space >= 0 && len(b.s) > 0 && alnum(rune(b.s[len(b.s)-1])) && alnum(to) {
			at := t.Span(space, i)
			b.Put(" ", at.Start, at.End)
		}
		space = -1
		at := t.Span(i, i+utf8.RuneLen(r))
		if r == utf8.RuneError {
			_, n := utf8.DecodeRuneInString(t.s[i:])
			at = t.Span(i, i+n)
		}
		if to == r && at.Text() == string(r) {
			b.Copy(at.Start, at.End)
		} else {
			b.Put(string(to), at.Start, at.End)
		}
	}
	return b.Text()
}

// FoldString folds a string as Text.Fold folds a text.
func FoldString(s string) string {
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
	var b strings.Builder
	for _, r := range s {
		if r = foldRune(r); unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func alnum(r rune) bool {
	return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// blank reports whether nothing of a character is to be seen.
func blank(r rune) bool {
	switch r {
	case 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD:
		return true
	}
	return unicode.IsSpace(r)
}

// foldRune returns the character that stands for all those written alike.
func foldRune(r rune) rune {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFEE0
	case r < 0x80:
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
	s     []byte
	runs  []run
}

// NewBuilder returns a builder of a text that was written in the span, which is kept
// as the place of the text even if nothing of it is to be seen.
func NewBuilder(where diag.Span) *Builder {
	return &Builder{file: where.File, where: where}
}

// Copy appends bytes of the file as they were written.
func (b *Builder) Copy(start, end int) {
	b.put(string(b.file.Bytes[start:end]), start, end, true)
}

// Put appends s, which was written as bytes[start:end]: an entity, an escape, a folded
// character.
func (b *Builder) Put(s string, start, end int) { b.put(s, start, end, false) }

func (b *Builder) put(s string, start, end int, exact bool) {
	if s == "" {
		return
	}
	if n := len(b.runs); !exact || n == 0 || !b.runs[n-1].exact || b.runs[n-1].end != start {
		b.runs = append(b.runs, run{at: len(b.s), start: start, end: end, exact: exact})
	} else {
		b.runs[n-1].end = end
	}
	b.s = append(b.s, s...)
}

func (b *Builder) add(t Text) {
	for i, r := range t.runs {
		end := len(t.s)
		if i+1 < len(t.runs) {
			end = t.runs[i+1].at
		}
		b.put(t.s[r.at:end], r.start, r.end, r.exact)
	}
}

// Text returns what was put together.
func (b *Builder) Text() Text {
	t := Text{s: string(b.s), runs: b.runs, where: b.where}
	if t.where.File == nil && len(b.runs) > 0 {
		t.where = diag.Span{File: b.file, Start: b.runs[0].start, End: b.runs[len(b.runs)-1].end}
	}
	return t
}
