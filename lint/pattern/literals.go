package pattern

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"

	"reportlint/lint/draft"
)

// literals are lists of literals of which each text that matches holds at least one of each,
// none overlapping, in this order: of each list how many it has, and of each literal how long
// it is, and the literal.
type literals string

func literalsOf(lists [][]string) literals {
	var out []byte
	for _, list := range lists {
		out = binary.AppendUvarint(out, uint64(len(list)))
		for _, literal := range list {
			out = binary.AppendUvarint(out, uint64(len(literal)))
			out = append(out, literal...)
		}
	}
	return literals(out)
}

// standIn reports whether a text holds literals as each that matches does.
func (l literals) standIn(s string) bool {
	for in := unread(l); in != ""; {
		end := -1 // of the one that ends first, so that most is left for the others
		for range in.number() {
			literal := in.text()
			if i := draft.Index(s, literal); i >= 0 && (end < 0 || i+len(literal) < end) {
				end = i + len(literal)
			}
		}
		if end < 0 {
			return false
		}
		s = s[end:]
	}
	return true
}

// maxWanted bounds the lists of literals that are looked for one behind the other.
const maxWanted = 4

// wanted returns lists of literals of which each text that matches holds at least one of
// each, none overlapping, in this order.
func wanted(re *syntax.Regexp) (all [][]string) {
	switch re.Op {
	case syntax.OpCapture:
		return wanted(re.Sub[0])
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			all = append(all, wanted(sub)...)
		}
		for len(all) > maxWanted { // those that are rare tell most
			least := slices.MinFunc(all, func(a, b []string) int { return rarity(a) - rarity(b) })
			i := slices.IndexFunc(all, func(a []string) bool { return rarity(a) == rarity(least) })
			all = slices.Delete(all, i, i+1)
		}
		return all
	}
	if some := needed(re); some != nil {
		return [][]string{some}
	}
	return nil
}

// maxNeeded bounds the literals of which one is looked for: beyond that, looking for them
// costs as much as the pattern.
const maxNeeded = 24

// needed returns literals of which each text that matches holds at least one, nil if the
// pattern, which is simplified, names none.
func needed(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase != 0 {
			return nil
		}
		return []string{string(re.Rune)}
	case syntax.OpCharClass:
		return fewRunes(re.Rune)
	case syntax.OpCapture, syntax.OpPlus:
		return needed(re.Sub[0])
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			some := needed(sub)
			if some == nil {
				return nil
			}
			all = append(all, some...)
		}
		if len(all) <= maxNeeded {
			return all
		}
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if some := needed(sub); some != nil && (best == nil || rarer(some, best)) {
				best = some
			}
		}
		return best
	}
	return nil
}

// rarer guesses whether texts hold one of a less often than one of b: longer literals are
// rarer, and fewer of them.
func rarer(a, b []string) bool { return rarity(a) > rarity(b) }

// rarity guesses how rare it is that a text holds one of some literals.
func rarity(all []string) int {
	shortest := len(slices.MinFunc(all, func(x, y string) int { return len(x) - len(y) }))
	return shortest * 1000 / len(all)
}

// fewRunes returns the characters of a class, nil where there are many.
func fewRunes(ranges []rune) (all []string) {
	for i := 0; i < len(ranges); i += 2 {
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			if len(all) == maxNeeded {
				return nil
			}
			all = append(all, string(r))
		}
	}
	return all
}
