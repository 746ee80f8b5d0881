// Package diag says what is wrong and where: files, spans of bytes in them, and the
// diagnostics that point at spans. It knows nothing of reports, rules or terminals.
package diag

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"reportlint/lint/arena"
)

// BOM is the byte order mark that some editors put at the head of a UTF-8 file.
const BOM = "\uFEFF"

// File is one input, whole and never modified, that knows where its lines begin.
// A line ends with "\n", "\r\n" or a lone "\r".
type File struct {
	Name  string
	Text  string
	lines []int32 // the offset of the first byte of each line
	marks []mark
	cut   *cut         // of a file that was cut; nil of a whole one
	arena *arena.Arena // nil if what is made of the file is kept
}

// cut is what is left of a file of which only some lines are kept.
type cut struct {
	parts   []part
	size    int     // of the whole file
	numbers []int32 // of those lines of the file that it still knows
}

// part is a stretch of a file.
type part struct {
	start int
	text  string
}

// mark is a character within a line, by its offset, the number of characters before it,
// and how many of those are astral. Marks spare Position to count the characters of a long
// line from its start each time.
type mark struct{ offset, before, astral int }

// stride is how many bytes lie between marks, or a little more.
const stride = 4096

// NewFile returns the file of that name. It copies content, once for all who read it.
func NewFile(name string, content []byte) *File { return NewFileIn(nil, name, string(content)) }

// NewFileIn returns a file of which nothing is kept, but by Detach, when an arena is reset:
// in that, whoever reads the file may make what hangs on it. The text is good until then.
func NewFileIn(a *arena.Arena, name, text string) *File {
	f := &File{Name: name, Text: text, arena: a}
	f.lines = arena.Make[int32](a, 1, 1+strings.Count(f.Text, "\n"))
	at := 0
	for line := range strings.Lines(f.Text) {
		for {
			i := strings.IndexByte(line, '\r')
			if i < 0 || line[i:] == "\r\n" {
				break
			}
			at += i + 1
			line = line[i+1:]
			f.lines = append(f.lines, int32(at))
		}
		if at += len(line); strings.HasSuffix(line, "\n") {
			f.lines = append(f.lines, int32(at))
		}
	}
	for n := range f.lines {
		if line := f.Line(n + 1); line.End-line.Start > stride {
			f.markLine(line)
		}
	}
	return f
}

// Arena is where what hangs on the file may be made; nil if it is kept.
func (f *File) Arena() *arena.Arena {
	if f == nil {
		return nil
	}
	return f.arena
}

// Len returns the length of the file in bytes.
func (f *File) Len() int {
	if f.cut != nil {
		return f.cut.size
	}
	return len(f.Text)
}

// Slice returns a stretch of the file; of one that was cut, as much as is left of it from
// its start on.
func (f *File) Slice(start, end int) string {
	if f.cut == nil {
		return f.Text[start:end]
	}
	parts := f.cut.parts
	n := sort.Search(len(parts), func(k int) bool { return parts[k].start > start })
	if n == 0 {
		return ""
	}
	p := parts[n-1]
	from := min(start-p.start, len(p.text))
	return p.text[from:min(max(end-p.start, from), len(p.text))]
}

// keep returns a file of which nothing is left but the lines of some of its spans; their
// places are what they were.
func (f *File) keep(spans []Span) *File {
	slices.SortFunc(spans, func(a, b Span) int { return cmp.Compare(a.Start, b.Start) })
	left := &File{Name: f.Name, cut: &cut{size: f.Len()}}
	known := 0 // the last line that is known
	for _, s := range spans {
		first := min(max(s.Start, 0), f.Len())
		last := f.lineOf(min(max(s.End-1, first), f.Len()))
		start, end := int(f.lines[f.lineOf(first)-1]), f.Len()
		if last < len(f.lines) {
			end = int(f.lines[last])
		}
		parts := left.cut.parts
		if n := len(parts); n > 0 && start <= parts[n-1].end() {
			p := &parts[n-1]
			p.text = f.Text[p.start:max(end, p.end())]
		} else {
			left.cut.parts = append(parts, part{start, f.Text[start:end]})
		}
		for n := max(f.lineOf(first), known+1); n <= min(last+1, len(f.lines)); n++ { // the one behind tells where the last one ends
			left.lines, left.cut.numbers = append(left.lines, f.lines[n-1]), append(left.cut.numbers, int32(n))
			known = n
		}
	}
	left.lines, left.cut.numbers = slices.Clone(left.lines), slices.Clone(left.cut.numbers)
	for i := range left.cut.parts {
		p := &left.cut.parts[i]
		p.text = strings.Clone(p.text)
		from, _ := slices.BinarySearchFunc(f.marks, p.start, func(m mark, at int) int { return cmp.Compare(m.offset, at) })
		to, _ := slices.BinarySearchFunc(f.marks, p.end(), func(m mark, at int) int { return cmp.Compare(m.offset, at) })
		left.marks = append(left.marks, f.marks[from:to]...)
	}
	return left
}

func (p part) end() int { return p.start + len(p.text) }

// markLine sets the marks of one line.
func (f *File) markLine(line Span) {
	last, at := line.Start, mark{offset: line.Start}
	for at.offset < line.End {
		if at.offset-last >= stride {
			f.marks = append(f.marks, at)
			last = at.offset
		}
		r, size := utf8.DecodeRuneInString(f.Text[at.offset:line.End])
		at.offset += size
		at.before++
		if astral(r) {
			at.astral++
		}
	}
}

// astral reports whether a character takes two units of UTF-16.
func astral(r rune) bool { return r > 0xFFFF }

// Body returns the offset of the first byte behind the byte order mark, if there is one.
func (f *File) Body() int {
	if strings.HasPrefix(f.Slice(0, min(len(BOM), f.Len())), BOM) {
		return len(BOM)
	}
	return 0
}

// Position is a place for people: line and column count from 1, the column in
// characters. A byte order mark is no character.
type Position struct {
	Line, Column int
}

// Position returns the place of a byte offset. Offsets outside the file are taken
// for its nearest end.
func (f *File) Position(offset int) Position {
	offset = min(max(offset, 0), f.Len())
	line, near := f.nearest(offset)
	return Position{Line: line, Column: near.before + utf8.RuneCountInString(f.Slice(near.offset, offset)) + 1}
}

// UTF16 returns the place of a byte offset for editors and viewers that count columns in
// units of UTF-16.
func (f *File) UTF16(offset int) Position {
	offset = min(max(offset, 0), f.Len())
	p := f.Position(offset)
	_, near := f.nearest(offset)
	p.Column += near.astral
	for _, r := range f.Slice(near.offset, offset) {
		if astral(r) {
			p.Column++
		}
	}
	return p
}

// nearest returns the line of an offset, and the last mark in it that is not behind the
// offset: the start of the line, if there is none.
func (f *File) nearest(offset int) (line int, near mark) {
	n := f.startsUpTo(offset)
	near.offset, line = int(f.lines[n-1]), f.number(n)
	if line == 1 {
		near.offset = min(f.Body(), offset)
	}
	if n := sort.Search(len(f.marks), func(k int) bool { return f.marks[k].offset > offset }); n > 0 && f.marks[n-1].offset > near.offset {
		near = f.marks[n-1]
	}
	return line, near
}

// lineOf returns the number of the line that an offset is in.
func (f *File) lineOf(offset int) int { return f.number(f.startsUpTo(offset)) }

// startsUpTo returns how many of the lines that the file knows begin at an offset or before
// it: one of a cut file, at least, wherever that is.
func (f *File) startsUpTo(offset int) int {
	return max(sort.Search(len(f.lines), func(n int) bool { return int(f.lines[n]) > offset }), 1)
}

// number returns the number of the nth of the lines that the file knows, counted from 1.
func (f *File) number(n int) int {
	if f.cut != nil {
		return int(f.cut.numbers[n-1])
	}
	return n
}

// Line returns the bytes of a line, counted from 1, without its line ending and
// without the byte order mark. A file that was cut has those lines that it was left.
func (f *File) Line(n int) Span {
	k := n
	if f.cut != nil {
		k = sort.Search(len(f.cut.numbers), func(i int) bool { return int(f.cut.numbers[i]) > n })
		k = max(k, 1)
	}
	s := Span{File: f, Start: int(f.lines[k-1]), End: f.Len()}
	if k < len(f.lines) {
		s.End = int(f.lines[k])
	}
	if n == 1 {
		s.Start = f.Body()
	}
	s.End = s.Start + len(strings.TrimRight(f.Slice(s.Start, s.End), "\r\n"))
	return s
}

// Span is a half-open run of bytes of one file; an empty one is a point between two bytes.
type Span struct {
	File       *File
	Start, End int
}

// Text returns the bytes as they were written.
func (s Span) Text() string {
	if s.File == nil {
		return ""
	}
	return s.File.Slice(s.Start, s.End)
}

// Empty reports whether the span is a point.
func (s Span) Empty() bool { return s.Start >= s.End }

// Point returns the empty span at the start of s.
func (s Span) Point() Span { return Span{File: s.File, Start: s.Start, End: s.Start} }

// To returns the span from the start of s to the end of t, which is in the same file
// and not before it.
func (s Span) To(t Span) Span { return Span{File: s.File, Start: s.Start, End: max(s.End, t.End)} }
