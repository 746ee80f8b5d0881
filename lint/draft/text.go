package draft

import (
	"html"
	"iter"
	"sort"
	"strings"

	"reportlint/lint/arena"
	"reportlint/lint/diag"
)

// Text is what a reader sees, and knows where each part of it was written. Most texts read
// as they were written: such a one is a stretch of its file, and no more is kept of it. A
// file has less than 2 GB.
type Text struct {
	file     *diag.File
	other    *reading // what it is a part of; nil if it is a stretch of the file
	from, to int32    // in the reading, or in the file
}

// reading is what reads otherwise than the bytes do that wrote it.
type reading struct {
	s          string
	runs       []run // in order; each is a stretch of s that came from one span
	start, end int32 // where the whole was written, also when nothing is to be seen
}

// run is a stretch of a reading, from at to the next run, and where it was written.
type run struct {
	at, start int32
	size      int32 // how many bytes wrote it, or exact
}

// exact is the size of a run that reads as it was written, byte for byte.
const exact = -1

// String returns what a reader sees.
func (t Text) String() string {
	switch {
	case t.other != nil:
		return t.other.s[t.from:t.to]
	case t.file != nil:
		return t.file.Text[t.from:t.to]
	}
	return ""
}

// Written returns the characters of t as they were written, without the markup between
// them, and those that are named (&nbsp;) as a reader sees them.
func (t Text) Written() string {
	if t.other == nil || t.Len() == 0 {
		return t.String()
	}
	var b strings.Builder
	for _, where := range t.Stretches() {
		b.WriteString(where.Text())
	}
	if written := b.String(); strings.Contains(written, "&") {
		return html.UnescapeString(written)
	}
	return b.String()
}

// Arena is where what hangs on the text may be made; nil if it is kept.
func (t Text) Arena() *arena.Arena { return t.file.Arena() }

// Len returns the length in bytes of what a reader sees.
func (t Text) Len() int { return int(t.to - t.from) }

// Where returns the span of the whole text.
func (t Text) Where() diag.Span {
	switch {
	case t.other == nil:
		return t.span(t.from, t.to)
	case t.Len() == len(t.other.s):
		return t.span(t.other.start, t.other.end)
	}
	return t.Span(0, t.Len())
}

func (t Text) span(start, end int32) diag.Span {
	return diag.Span{File: t.file, Start: int(start), End: int(end)}
}

// Span returns where t[i:j] was written. Markup between the two ends is included; a
// stretch that was not written as it reads, such as "&amp;", is taken whole.
func (t Text) Span(i, j int) diag.Span {
	from := t.from + int32(min(max(i, 0), t.Len()))
	to := t.from + int32(min(max(i, j, 0), t.Len()))
	switch {
	case t.other == nil:
		return t.span(from, to)
	case t.Len() == 0:
		return t.Where()
	}
	first := t.other.runs[t.index(from)]
	start := first.start
	if first.size == exact {
		start += from - first.at
	} else if from == t.to {
		start += first.size
	}
	if from == to {
		return t.span(start, start)
	}
	last := t.other.runs[t.index(to-1)]
	end := last.start + last.size
	if last.size == exact {
		end = last.start + to - last.at
	}
	return t.span(start, max(start, end))
}

// index returns which run holds a byte of the reading; at the end of t it is the last run
// that t has a part of.
func (t Text) index(at int32) int {
	runs := t.other.runs
	if len(runs) == 1 {
		return 0
	}
	at = min(at, t.to-1)
	return sort.Search(len(runs), func(k int) bool { return runs[k].at > at }) - 1
}

// stretch returns what of t the n-th run is, and the run without what is beyond t.
func (t Text) stretch(n int) (s string, r run) {
	r = t.other.runs[n]
	from, to := max(r.at, t.from), t.to
	if n+1 < len(t.other.runs) {
		to = min(to, t.other.runs[n+1].at)
	}
	if r.size == exact {
		r.start += from - r.at
	}
	return t.other.s[from:to], r
}

// written returns how many bytes wrote a run, which reads s.
func (r run) written(s string) int32 {
	if r.size == exact {
		return int32(len(s))
	}
	return r.size
}

// Stretches yields what a reader sees piece by piece, each with where it was written: in
// the same bytes, or in others that are to be taken whole.
func (t Text) Stretches() iter.Seq2[string, diag.Span] {
	return func(yield func(string, diag.Span) bool) {
		if t.Len() == 0 {
			return
		}
		if t.other == nil {
			yield(t.String(), t.Where())
			return
		}
		for n := t.index(t.from); n < len(t.other.runs) && t.other.runs[n].at < t.to; n++ {
			if s, r := t.stretch(n); !yield(s, t.span(r.start, r.start+r.written(s))) {
				return
			}
		}
	}
}

// Bare returns where a text was written without the markup around it, and whether nothing but
// white space stands within that is not read: what is written in its place takes no markup away.
func (t Text) Bare() (at diag.Span, whole bool) {
	at, whole = t.Where(), true
	first := true
	for _, piece := range t.Stretches() {
		if first {
			at, first = piece, false
			continue
		}
		if piece.Start < at.End || strings.TrimSpace(at.File.Text[at.End:piece.Start]) != "" {
			whole = false
		}
		at.End = max(at.End, piece.End)
	}
	return at, whole
}

// Slice returns t[i:j] as a text of its own.
func (t Text) Slice(i, j int) Text {
	j = min(j, t.Len())
	if i >= j {
		if t.Len() > 0 {
			at := int32(t.Span(i, i).Start)
			t = Text{file: t.file, from: at, to: at}
		}
		return t
	}
	out := t
	out.from, out.to = t.from+int32(i), t.from+int32(j)
	if t.other != nil && out.Len() == len(t.other.s) && t.Where() != t.Span(i, j) {
		at := t.Span(i, j)
		out.other = &reading{s: t.other.s, runs: t.other.runs, start: int32(at.Start), end: int32(at.End)}
	}
	return out
}

// Trim returns t without white space at its ends.
func (t Text) Trim() Text {
	s := t.String()
	left := len(s) - len(strings.TrimLeftFunc(s, blank))
	right := len(strings.TrimRightFunc(s, blank))
	switch {
	case left == 0 && right == len(s):
		return t
	case left >= right:
		return t.Slice(0, 0)
	}
	return t.Slice(left, right)
}

// Literal returns the text that reads as a span was written; of an empty one nothing is to
// be seen.
func Literal(where diag.Span) Text {
	return Text{file: where.File, from: int32(where.Start), to: int32(where.End)}
}

// Join returns the texts one behind the other, as one reads across a line that was
// wrapped: between Latin letters or digits the break is a space, elsewhere nothing.
func Join(texts ...Text) Text { return Reflow(texts, nil) }

// Reflow is Join for lines of which it is known whether each was cut because it was full: behind
// such a one the break is nothing anywhere, since it may stand within a number or an address.
func Reflow(texts []Text, cut []bool) Text {
	switch len(texts) {
	case 0:
		return Text{}
	case 1:
		return texts[0]
	}
	size, runs := 0, 0
	for _, t := range texts {
		size += t.Len() + 1
		if runs += 2; t.other != nil {
			runs += len(t.other.runs)
		}
	}
	var c composer
	c.grow(texts[0].Arena(), size, runs)
	var where diag.Span
	for i, t := range texts {
		at := t.Where()
		if where.File == nil {
			where = at
		}
		full := i > 0 && cut != nil && cut[i-1]
		if s := t.String(); s != "" && alnum(c.last()) && alnum(rune(s[0])) && !full {
			c.put(" ", run{start: int32(at.Start)})
		}
		c.add(t)
		where.End = max(where.End, at.End)
	}
	return c.text(where)
}

// composer puts a reading together, in order.
type composer struct {
	s    []byte
	runs []run
}

// grow makes room for so many bytes and runs.
func (c *composer) grow(a *arena.Arena, size, runs int) {
	c.s = arena.Make[byte](a, 0, size)
	c.runs = arena.Make[run](a, 0, runs)
}

// put appends s, where and by how many bytes it was written being those of r.
func (c *composer) put(s string, r run) {
	r.at = int32(len(c.s))
	if n := len(c.runs) - 1; r.size != exact || n < 0 || c.runs[n].size != exact || c.runs[n].start+r.at-c.runs[n].at != r.start {
		c.runs = append(c.runs, r)
	}
	c.s = append(c.s, s...)
}

// add appends a text.
func (c *composer) add(t Text) {
	switch {
	case t.Len() == 0:
	case t.other == nil:
		c.put(t.String(), run{start: t.from, size: exact})
	default:
		for n := t.index(t.from); n < len(t.other.runs) && t.other.runs[n].at < t.to; n++ {
			c.put(t.stretch(n))
		}
	}
}

// last returns the last byte that was appended, 0 if none was.
func (c *composer) last() rune {
	if n := len(c.s); n > 0 {
		return rune(c.s[n-1])
	}
	return 0
}

// text returns what was put together, the whole of which was written in a span.
func (c *composer) text(where diag.Span) Text {
	t := Literal(where)
	n, size := len(c.runs), len(c.s)
	if n == 0 && where.Empty() || n == 1 && c.runs[0].size == exact && c.runs[0].start == t.from && size == t.Len() {
		return t
	}
	reads := &arena.Make[reading](t.Arena(), 1, 1)[0]
	*reads = reading{s: arena.String(c.s), runs: c.runs, start: t.from, end: t.to}
	return Text{file: t.file, other: reads, to: int32(size)}
}

// Builder puts a text together from the bytes of one file, in reading order.
type Builder struct {
	where      diag.Span
	start, end int // what was copied, as long as nothing else was appended
	composer
}

// NewBuilder returns a builder of a text that was written in the span and in what is
// appended. The span is kept as the place of the text even if nothing of it is to be seen.
func NewBuilder(where diag.Span) *Builder { return &Builder{where: where} }

// Reset makes ready for another text, as NewBuilder does.
func (b *Builder) Reset(where diag.Span) { *b = Builder{where: where} }

// Copy appends bytes of the file as they were written.
func (b *Builder) Copy(start, end int) {
	switch {
	case start >= end:
		return
	case len(b.runs) == 0 && (b.start == b.end || b.end == start):
		if b.start == b.end {
			b.start = start
		}
		b.end = end
	default:
		b.flush()
		b.put(b.where.File.Text[start:end], run{start: int32(start), size: exact})
	}
	b.where.End = max(b.where.End, end)
}

// Put appends s, which was written as bytes[start:end]: an entity, an escape, a folded
// character.
func (b *Builder) Put(s string, start, end int) {
	if s == "" {
		return
	}
	b.flush()
	b.put(s, run{start: int32(start), size: int32(end - start)})
	b.where.End = max(b.where.End, end)
}

// flush makes what was copied the first run.
func (b *Builder) flush() {
	if len(b.runs) == 0 && b.start < b.end {
		b.put(b.where.File.Text[b.start:b.end], run{start: int32(b.start), size: exact})
	}
}

// Text returns what was put together.
func (b *Builder) Text() Text {
	if len(b.runs) == 0 && b.start < b.end && b.start == b.where.Start && b.end == b.where.End {
		return Literal(b.where)
	}
	b.flush()
	return b.text(b.where)
}
