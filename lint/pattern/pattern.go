// Package pattern runs the patterns of packs: regular expressions, which most texts are told
// to match or not by the characters they hold, and the rest by automata. What of that can be
// known without a text is compiled beforehand.
package pattern

import "slices"

// Pattern is a pattern of a pack. It is run only on texts that hold the literals without
// which it cannot match: most sentences do not hold those of most patterns.
type Pattern struct {
	literals literals
	grams    gramLists // of the literals
	machine  lazy[*machine]
	source   string
	packed   string // what the machine is made of
}

func newPattern(source string, made compiled) *Pattern {
	p := &Pattern{source: source}
	p.literals, p.grams, p.packed = made.parts()
	return p
}

// run returns what runs the pattern.
func (p *Pattern) run() *machine {
	return p.machine.get(func() *machine { return newMachine(p.source, p.packed) })
}

// MayMatch reports whether a text with some grams, or a part of it, may match.
func (p *Pattern) MayMatch(g *Grams) bool { return p.grams.stand(g) }

// Matches reports whether a text matches.
func (p *Pattern) Matches(s string) bool { return p.literals.standIn(s) && p.run().matches(s) }

// Find returns where the first match of a text and its groups stand, nil if there is none.
func (p *Pattern) Find(s string) []int {
	if !p.literals.standIn(s) {
		return nil
	}
	return p.run().find(s, 0)
}

// Search is Find for a text that is short, or whose grams let it match: it is not asked for
// literals.
func (p *Pattern) Search(s string) []int { return p.run().find(s, 0) }

// Group returns the first group of the first match of a text, empty if there is none.
func (p *Pattern) Group(s string) string {
	if m := p.Find(s); len(m) > 3 && m[2] >= 0 {
		return s[m[2]:m[3]]
	}
	return ""
}

// All returns where all matches of a text and their groups stand.
func (p *Pattern) All(s string) (all [][]int) {
	if !p.literals.standIn(s) {
		return nil
	}
	for at := 0; at <= len(s); {
		m := p.run().find(s, at)
		if m == nil {
			break
		}
		all = append(all, m)
		at = max(m[1], m[0]+1)
	}
	return all
}

// Any reports whether a text matches one of some patterns.
func Any(all []*Pattern, s string) bool {
	return slices.ContainsFunc(all, func(p *Pattern) bool { return p.Matches(s) })
}
