package check

import (
	"math/bits"
	"slices"
)

// grams are the characters of a text and the pairs of neighbours among them, each as one
// bit of a thousand or so. Where the bits of a word are not all there, the word is not in
// the text; where they are, it mostly is. A text is read for them once, and asked for
// hundreds of words.
type grams [gramBits / 64]uint64

const gramBits = 1024

// gramSet are the bits of a literal.
type gramSet []uint16

// gramsOf returns the grams of a text.
func gramsOf(s string) (g grams) {
	eachGram(s, func(bit uint16) { g[bit/64] |= 1 << (bit % 64) })
	return g
}

// hold reports whether a literal may be in the text, or surely is not.
func (g *grams) hold(set gramSet) bool {
	for _, bit := range set {
		if g[bit/64]&(1<<(bit%64)) == 0 {
			return false
		}
	}
	return true
}

// gramSets returns the bits of literals.
func gramSets(lists [][]string) (out [][]gramSet) {
	for _, list := range lists {
		var sets []gramSet
		for _, literal := range list {
			var set gramSet
			eachGram(literal, func(bit uint16) { set = append(set, bit) })
			sets = append(sets, set)
		}
		out = append(out, sets)
	}
	return out
}

// eachGram yields the bits of the characters of a text and of its pairs.
func eachGram(s string, yield func(bit uint16)) {
	last := rune(-1)
	for _, r := range s {
		yield(gram(uint32(r)))
		if last >= 0 {
			yield(gram(uint32(last)*0x9E3779B1 + uint32(r)))
		}
		last = r
	}
}

// gram spreads a number over the bits.
func gram(x uint32) uint16 {
	x *= 0x85EBCA6B
	x ^= x >> 15
	x *= 0xC2B2AE35
	return uint16(x >> (32 - 10))
}

// index finds, among many patterns, those that a text with some grams may match. Each is
// listed under one bit of each literal of which a text must hold one.
type index struct {
	patterns []*pattern
	first    [gramBits + 1]uint32 // where in listed those of a bit begin
	listed   []uint32
	anywhere []uint32 // those without literals
}

// newIndex returns the index of patterns, which are told by their numbers.
func newIndex(patterns []*pattern) *index {
	x := &index{patterns: patterns}
	under := make([][]uint32, gramBits)
	for n, p := range patterns {
		if len(p.needs) == 0 {
			x.anywhere = append(x.anywhere, uint32(n))
			continue
		}
		rarest := 0
		for i := range p.needs {
			if rarer(p.needs[i], p.needs[rarest]) {
				rarest = i
			}
		}
		for _, set := range p.grams[rarest] {
			bit := set[len(set)-1] // of its last two characters, where it has two
			under[bit] = append(under[bit], uint32(n))
		}
	}
	for bit, list := range under {
		x.listed = append(x.listed, list...)
		x.first[bit+1] = uint32(len(x.listed))
	}
	return x
}

// candidates appends the numbers of the patterns that a text with those grams may match to
// a list, in order.
func (x *index) candidates(g *grams, to []uint32) []uint32 {
	to = append(to, x.anywhere...)
	for i, word := range g {
		for ; word != 0; word &= word - 1 {
			bit := i*64 + bits.TrailingZeros64(word)
			for _, n := range x.listed[x.first[bit]:x.first[bit+1]] {
				if x.patterns[n].stands(g) {
					to = append(to, n)
				}
			}
		}
	}
	slices.Sort(to)
	return slices.Compact(to)
}
