package pattern

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// Grams are the characters of a text and the pairs of neighbours among them, each as one
// bit of some thousands. Where the bits of a word are not all there, the word is not in
// the text; where they are, it mostly is. A text is read for them once, and asked for
// hundreds of words.
type Grams [gramBits / 64]uint64

const (
	gramWidth = 11 // bits of the number of a bit
	gramBits  = 1 << gramWidth
)

// GramSet are the bits of a literal, or of how it begins if it is long: two bytes each, the
// last one that of the last two characters where there are two.
type GramSet string

// GramSetOf returns the bits of a literal.
func GramSetOf(literal string) GramSet {
	const most = 128 // bytes; more bits would keep out hardly any text more
	var set []byte
	eachGram(literal, func(bit uint16) {
		if len(set) < most {
			set = binary.LittleEndian.AppendUint16(set, bit)
		}
	})
	return GramSet(set)
}

// last is the last bit.
func (set GramSet) last() uint16 { return short(set, len(set)-2) }

// short returns two bytes as a number.
func short[T ~string](s T, at int) uint16 { return uint16(s[at]) | uint16(s[at+1])<<8 }

// GramsOf returns the grams of a text.
func GramsOf(s string) (g Grams) {
	g.Add(s)
	return g
}

// Add adds the grams of a text.
func (g *Grams) Add(s string) {
	eachGram(s, func(bit uint16) { g[bit/64] |= 1 << (bit % 64) })
}

// MayHold reports whether one of some characters may be in the text, or surely none is.
func (g *Grams) MayHold(some ...rune) bool {
	return slices.ContainsFunc(some, func(r rune) bool {
		bit := gram(uint32(r))
		return g[bit/64]&(1<<(bit%64)) != 0
	})
}

// Hold reports whether a literal may be in the text, or surely is not.
func (g *Grams) Hold(set GramSet) bool {
	for at := 0; at < len(set); at += 2 {
		if bit := short(set, at); g[bit/64]&(1<<(bit%64)) == 0 {
			return false
		}
	}
	return true
}

// gramLists are the bits of lists of literals, of each of which a text holds one, the list
// first that is the rarest: of each list how long the rest of it is, and of each literal how
// long its set is, in bytes, as two bytes.
type gramLists string

func gramListsOf(lists [][]string) gramLists {
	lists = slices.Clone(lists)
	slices.SortStableFunc(lists, func(a, b []string) int { return rarity(b) - rarity(a) })
	var out []byte
	for _, list := range lists {
		var sets []byte
		for _, literal := range list {
			set := GramSetOf(literal)
			sets = binary.LittleEndian.AppendUint16(sets, uint16(len(set)))
			sets = append(sets, set...)
		}
		out = binary.LittleEndian.AppendUint16(out, uint16(len(sets)))
		out = append(out, sets...)
	}
	return gramLists(out)
}

// cut returns the sets of the first list and the other lists.
func (l gramLists) cut() (sets, rest gramLists) {
	end := 2 + int(short(l, 0))
	return l[2:end], l[end:]
}

// cutSet returns the first of the sets of a list, and the others.
func (l gramLists) cutSet() (set GramSet, rest gramLists) {
	end := 2 + int(short(l, 0))
	return GramSet(l[2:end]), l[end:]
}

// stand reports whether a text with those grams, or a part of it, may hold a literal of each
// list.
func (l gramLists) stand(g *Grams) bool {
	for l != "" {
		var sets gramLists
		sets, l = l.cut()
		found := false
		for sets != "" && !found {
			var set GramSet
			set, sets = sets.cutSet()
			found = g.Hold(set)
		}
		if !found {
			return false
		}
	}
	return true
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
	return uint16(x >> (32 - gramWidth))
}

// Index finds, among many patterns, those that a text with some grams may match. Each is
// listed under one bit of each literal of which a text must hold one.
type Index struct {
	patterns []*Pattern
	first    [gramBits + 1]uint32 // where in listed those of a bit begin
	listed   []uint32
	bits     Grams    // those under which there are any
	anywhere []uint32 // those without literals
}

// NewIndex returns the index of patterns, which are told by their numbers.
func NewIndex(patterns []*Pattern) *Index {
	x := &Index{patterns: patterns}
	each := func(yield func(n uint32, bit uint16)) {
		for n, p := range patterns {
			if p.grams == "" {
				continue
			}
			for sets, _ := p.grams.cut(); sets != ""; {
				var set GramSet
				set, sets = sets.cutSet()
				yield(uint32(n), set.last())
			}
		}
	}
	each(func(_ uint32, bit uint16) {
		x.bits[bit/64] |= 1 << (bit % 64)
		x.first[bit+1]++
	})
	for bit := range gramBits {
		x.first[bit+1] += x.first[bit]
	}
	x.listed = make([]uint32, x.first[gramBits])
	next := x.first
	each(func(n uint32, bit uint16) {
		x.listed[next[bit]] = n
		next[bit]++
	})
	for n, p := range patterns {
		if p.grams == "" {
			x.anywhere = append(x.anywhere, uint32(n))
		}
	}
	return x
}

// At returns the pattern of a number.
func (x *Index) At(n uint32) *Pattern { return x.patterns[n] }

// Candidates appends the numbers of the patterns that a text with those grams may match to
// a list, in order.
func (x *Index) Candidates(g *Grams, to []uint32) []uint32 {
	to = append(to, x.anywhere...)
	for i, word := range g {
		for word &= x.bits[i]; word != 0; word &= word - 1 {
			bit := i*64 + bits.TrailingZeros64(word)
			for _, n := range x.listed[x.first[bit]:x.first[bit+1]] {
				if x.patterns[n].grams.stand(g) {
					to = append(to, n)
				}
			}
		}
	}
	slices.Sort(to)
	return slices.Compact(to)
}
