// Package similar says how much of one text stands in another, and where. Texts are
// compared by their letters: white space and punctuation do not count, and a number is
// like any other, so that a text that was copied with new figures is found.
package similar

import (
	"cmp"
	"iter"
	"slices"
	"unicode"
	"unicode/utf8"

	"reportlint/lint/arena"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// Passage is a stretch of text that nothing alike goes beyond.
type Passage struct {
	Text    draft.Text
	Without [][2]int // stretches of Text that do not count, in bytes, in any order
}

// Text is a text as it is compared: characters that know where they were written.
type Text struct {
	file   *diag.File // nil where there is no text
	chars  []rune     // the characters that count, and a stop behind each passage that has some
	places []place    // of each character
	stops  int
	ends   []int   // characters in front of which a sentence ends, in order
	ranges []place // between whose letters no other stands; an empty one is a stop
}

// place is where in its file a character was written, in bytes.
type place struct{ from, to int32 }

// stop ends a passage; number stands for any number.
const (
	stop   = rune(0)
	number = '0'
)

// maxLen bounds what is compared of a text, in characters: fifty times what the longest
// reports hold. What is beyond is not looked at.
const maxLen = 1 << 20

// Read makes passages of one file ready to be compared.
func Read(passages []Passage) *Text {
	t := &Text{}
	if len(passages) > 0 {
		t.file = passages[0].Text.Where().File
	}
	size := 0
	for _, p := range passages {
		size += p.Text.Len()
	}
	t.grow(min(size/len("字")+len(passages), maxLen+1))
	for _, p := range passages {
		t.read(p)
		t.stop()
		if len(t.chars) >= maxLen {
			break
		}
	}
	return t
}

func (t *Text) grow(n int) {
	a := t.file.Arena()
	t.chars, t.places = arena.Make[rune](a, 0, n), arena.Make[place](a, 0, n)
	t.ends, t.ranges = arena.Make[int](a, 0, n/16), arena.Make[place](a, 0, n/16)
}

func (t *Text) read(p Passage) {
	without := p.Without
	slices.SortFunc(without, func(a, b [2]int) int { return cmp.Compare(a[0], b[0]) })
	resume := 0 // where the last stretch that does not count ends
	at := 0
	for s, span := range p.Text.Stretches() {
		t.file = span.File
		whole := span.Text() != s
		for i, r := range s {
			for len(without) > 0 && without[0][0] <= at+i {
				resume = max(resume, without[0][1])
				without = without[1:]
			}
			if at+i < resume || len(t.chars) >= maxLen {
				continue
			}
			if r == '。' || r == ';' {
				t.ends = append(t.ends, len(t.chars))
			}
			where := place{int32(span.Start), int32(span.End)}
			if !whole {
				where.from += int32(i)
				where.to = where.from + int32(utf8.RuneLen(r))
			}
			if r = letter(r); r != stop {
				t.mark(where)
				t.put(r, where)
			}
		}
		at += len(s)
	}
}

// put appends a letter, or lets the number before it have one more digit.
func (t *Text) put(r rune, where place) {
	if n := len(t.chars); r == number && n > 0 && t.chars[n-1] == number {
		t.places[n-1].to = where.to
		return
	}
	t.chars = append(t.chars, r)
	t.places = append(t.places, where)
}

// stop ends a passage, if there is one.
func (t *Text) stop() {
	if n := len(t.chars); n > 0 && t.chars[n-1] != stop {
		end := t.places[n-1].to
		t.chars = append(t.chars, stop)
		t.places = append(t.places, place{end, end})
		t.ranges = append(t.ranges, place{end, end})
		t.stops++
	}
}

// letter returns what stands for a character: itself or its small letter, number for
// digits of any script, stop for what does not count.
func letter(r rune) rune {
	const firstHan, lastHan = 0x4E00, 0x9FFF // of those in common use, which need no table
	switch {
	case r >= firstHan && r <= lastHan:
	case unicode.IsDigit(r):
		return number
	case !unicode.IsLetter(r):
		return stop
	default:
		r = unicode.ToLower(r)
	}
	switch r {
	case '〇', '零', '一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千':
		return number
	}
	return r
}

// Len returns how many characters of the text count.
func (t *Text) Len() int { return len(t.chars) - t.stops }

// File returns the file that the text was written in.
func (t *Text) File() *diag.File { return t.file }

// Span returns where the characters from i to before j were written. They are of one
// passage.
func (t *Text) Span(i, j int) diag.Span {
	from, to := int(t.places[i].from), int(t.places[j-1].to)
	return diag.Span{File: t.file, Start: from, End: max(from, to)}
}

// shingles yields the place and the hash of each n characters in a row within a passage.
func (t *Text) shingles(n int) iter.Seq2[int, uint64] {
	const base = 0x9E3779B97F4A7C15 // odd, so that no character is ever lost
	return func(yield func(int, uint64) bool) {
		last := uint64(1) // what the first of n characters has been multiplied by
		for range n - 1 {
			last *= base
		}
		hash, length := uint64(0), 0
		for i, r := range t.chars {
			if r == stop {
				hash, length = 0, 0
				continue
			}
			if length == n {
				hash -= last * uint64(t.chars[i-n])
				length--
			}
			hash = hash*base + uint64(r)
			if length++; length == n && !yield(i-n+1, hash) {
				return
			}
		}
	}
}
