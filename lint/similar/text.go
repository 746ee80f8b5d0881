// Package similar says how much of one text stands in another, and where. Texts are
// compared by their letters: white space and punctuation do not count, and a number is
// like any other, so that a text that was copied with new figures is found.
package similar

import (
	"cmp"
	"iter"
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"

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
	passages []draft.Text
	first    []int   // of each passage, its first character
	chars    []rune  // the characters that count, and a stop behind each passage
	places   []place // of each character
	ends     []int   // characters in front of which a sentence ends, in order
}

// place is where in its passage a character stands, in bytes.
type place struct{ from, to int32 }

// stop ends a passage; number stands for any number.
const (
	stop   = rune(0)
	number = '0'
)

// maxLen bounds what is compared of a text, in characters: fifty times what the longest
// reports hold. What is beyond is not looked at.
const maxLen = 1 << 20

// Read makes passages ready to be compared.
func Read(passages []Passage) *Text {
	t := &Text{}
	for _, p := range passages {
		t.passages = append(t.passages, p.Text)
		t.first = append(t.first, len(t.chars))
		t.read(p)
		t.put(stop, p.Text.Len(), p.Text.Len())
		if len(t.chars) >= maxLen {
			break
		}
	}
	return t
}

func (t *Text) read(p Passage) {
	without := slices.SortedFunc(slices.Values(p.Without), func(a, b [2]int) int { return cmp.Compare(a[0], b[0]) })
	resume := 0 // where the last stretch that does not count ends
	for i, r := range p.Text.String() {
		for len(without) > 0 && without[0][0] <= i {
			resume = max(resume, without[0][1])
			without = without[1:]
		}
		if i < resume || len(t.chars) >= maxLen {
			continue
		}
		end := i + utf8.RuneLen(r)
		if r == '。' || r == ';' {
			t.ends = append(t.ends, len(t.chars))
		}
		switch r = letter(r); {
		case r == stop:
		case r == number && len(t.chars) > 0 && t.chars[len(t.chars)-1] == number:
			t.places[len(t.places)-1].to = int32(end) // one more digit of it
		default:
			t.put(r, i, end)
		}
	}
}

func (t *Text) put(r rune, from, to int) {
	t.chars = append(t.chars, r)
	t.places = append(t.places, place{int32(from), int32(to)})
}

// letter returns what stands for a character: itself or its small letter, number for
// digits of any script, stop for what does not count.
func letter(r rune) rune {
	switch {
	case unicode.IsDigit(r):
		return number
	case !unicode.IsLetter(r):
		return stop
	}
	switch r {
	case '〇', '零', '一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千':
		return number
	}
	return unicode.ToLower(r)
}

// Len returns how many characters of the text count.
func (t *Text) Len() int { return len(t.chars) - len(t.passages) }

// Span returns where the characters from i to before j were written. They are of one
// passage.
func (t *Text) Span(i, j int) diag.Span {
	p := sort.SearchInts(t.first, i+1) - 1
	return t.passages[p].Span(int(t.places[i].from), int(t.places[j-1].to))
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
