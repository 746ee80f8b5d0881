package check

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
