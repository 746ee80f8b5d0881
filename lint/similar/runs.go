package similar

import (
	"cmp"
	"maps"
	"math/bits"
	"slices"

	"reportlint/lint/diag"
)

// shortest is how many characters in a row must be alike to be no accident.
const shortest = 24

// maxPlaces bounds the places in one text that a run of the other is looked for at: text
// that says the same again and again would take the square of its length.
const maxPlaces = 16

// maxGap is how many characters may have been changed, put in or taken out between two
// runs that are one passage to a reader.
const maxGap = 12

// Run is a stretch of text A that stands in text B, by the places of its characters.
type Run struct{ A, B, Len int }

// search looks for what of a text stands in others.
type search struct {
	text   *Text
	hashes []uint64 // by place, of the shingle that begins there; 0 where none does
	known  []uint64 // a bit for some of the bits of each hash, so that few others are looked at
}

func lookFor(t *Text) *search {
	const sparse = 16 // bits for each hash
	s := &search{text: t, hashes: make([]uint64, len(t.chars))}
	s.known = make([]uint64, 1<<bits.Len(uint(len(t.chars)*sparse/64)))
	for i, hash := range t.shingles(shortest) {
		s.hashes[i] = hash
		word, bit := s.bit(hash)
		s.known[word] |= bit
	}
	return s
}

// bit returns what stands for a hash.
func (s *search) bit(hash uint64) (word int, bit uint64) {
	return int(hash >> 40 & uint64(len(s.known)-1)), 1 << (hash >> 34 & 63)
}

// in returns the runs that stand in another text.
func (s *search) in(b *Text) []Run {
	found := s.places(b)
	if len(found.all) == 0 {
		return nil
	}
	var out []Run
	a, end := s.text, 0
	for i, hash := range s.hashes {
		if i < end || hash == 0 {
			continue
		}
		best := Run{A: i}
		next, ok := found.first[hash]
		for n := 0; ok && n < maxPlaces; n++ {
			at := found.all[next]
			if length := alike(a.chars[i:], b.chars[at.start:]); length > best.Len {
				best.B, best.Len = int(at.start), length
			}
			next = at.next
			ok = next >= 0
		}
		if best.Len >= shortest {
			out = append(out, best)
			end = i + best.Len
		}
	}
	return out
}

// alike returns how many characters two texts have in common at their heads.
func alike(a, b []rune) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] && a[n] != stop {
		n++
	}
	return n
}

// places tells where in a text the shingles stand that may be those of another.
type places struct {
	all   []site
	first map[uint64]int32 // by hash, which of all is the first
}

// site is where a shingle stands, and the next one of all with the same hash, -1 if there
// is none.
type site struct {
	hash        uint64
	start, next int32
}

func (s *search) places(b *Text) (found places) {
	for i, hash := range b.shingles(shortest) {
		if word, bit := s.bit(hash); s.known[word]&bit != 0 {
			found.all = append(found.all, site{hash: hash, start: int32(i)})
		}
	}
	found.first = make(map[uint64]int32, len(found.all))
	for i := len(found.all) - 1; i >= 0; i-- { // backwards, so that the first place comes out first
		at := &found.all[i]
		at.next = -1
		if after, again := found.first[at.hash]; again {
			at.next = after
		}
		found.first[at.hash] = int32(i)
	}
	return found
}

// Other is a text that another one is held against, and whose it is.
type Other struct {
	Author string
	Text   *Text
}

// Compare returns the runs of a text that stand in each of others, and how many of its
// characters count: those that stand with Common authors or more do not.
func Compare(t *Text, others []Other) (counted int, runs [][]Run) {
	works := map[string][]int{} // by author, places in others
	for i, other := range others {
		works[other.Author] = append(works[other.Author], i)
	}
	runs = make([][]Run, len(others))
	authors := make([]int, len(t.chars)) // with how many authors each character stands
	held := make([]bool, len(t.chars))
	own := lookFor(t)
	for _, author := range slices.Sorted(maps.Keys(works)) {
		clear(held)
		for _, i := range works[author] {
			runs[i] = own.in(others[i].Text)
			for _, r := range runs[i] {
				for k := r.A; k < r.A+r.Len; k++ {
					held[k] = true
				}
			}
		}
		for k, with := range held {
			if with {
				authors[k]++
			}
		}
	}
	common := func(i int) bool { return authors[i] >= Common }
	for i, r := range t.chars {
		if r != stop && !common(i) {
			counted++
		}
	}
	for i := range runs {
		runs[i] = without(runs[i], common)
	}
	return counted, runs
}

// Match is the one of several texts in which most of another one stands.
type Match struct {
	Other   int   // its place among them
	Runs    []Run // what stands in it
	Shared  int   // how many characters that are
	Counted int   // of how many that count
}

// Closest returns in which of others most of a text stands; 0 if it is none.
func Closest(t *Text, others []Other) Match {
	counted, runs := Compare(t, others)
	m := Match{Counted: counted}
	for i := range runs {
		if n := Total(runs[i]); n > m.Shared {
			m.Other, m.Runs, m.Shared = i, runs[i], n
		}
	}
	return m
}

// without takes characters out of runs, and what is too short then.
func without(runs []Run, out func(i int) bool) []Run {
	var left []Run
	for _, r := range runs {
		for from := 0; from < r.Len; from++ {
			to := from
			for to < r.Len && !out(r.A+to) {
				to++
			}
			if to-from >= shortest {
				left = append(left, Run{A: r.A + from, B: r.B + from, Len: to - from})
			}
			from = to
		}
	}
	return left
}

// Total returns how many characters runs have together.
func Total(runs []Run) int {
	n := 0
	for _, r := range runs {
		n += r.Len
	}
	return n
}

// Pair is a passage that stands in two texts, as it was written in each.
type Pair struct {
	A, B diag.Span
	Len  int // the characters that are alike
}

// Pairs joins runs between which little differs, and returns them with the longest first.
func Pairs(a, b *Text, runs []Run) []Pair {
	var out []Pair
	for i := 0; i < len(runs); {
		first, last, length := runs[i], runs[i], runs[i].Len
		for i++; i < len(runs) && adjoins(a, b, last, runs[i]); i++ {
			last = runs[i]
			length += last.Len
		}
		out = append(out, Pair{
			A:   a.Span(first.A, last.A+last.Len),
			B:   b.Span(first.B, last.B+last.Len),
			Len: length,
		})
	}
	slices.SortStableFunc(out, func(p, q Pair) int { return cmp.Compare(q.Len, p.Len) })
	return out
}

// adjoins reports whether a run goes on where another one ends, in both texts.
func adjoins(a, b *Text, last, next Run) bool {
	return near(a, last.A+last.Len, next.A) && near(b, last.B+last.Len, next.B)
}

// near reports whether there are only few characters between two places of one passage.
func near(t *Text, from, to int) bool {
	return from <= to && to-from <= maxGap && !slices.Contains(t.chars[from:to], stop)
}
