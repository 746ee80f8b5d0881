package check

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"sync"

	"reportlint/lint/automaton"
)

// machine runs a pattern. An automaton tells whether a text has a match; only where one is,
// and its groups, are left to the library, which is slow. Where all that a pattern matches begins
// with one of a few characters, the library tries it where those stand and nowhere else.
type machine struct {
	auto   *automaton.Automaton  // nil: the pattern asks for what it does not know
	re     func() *regexp.Regexp // compiled when first needed
	begins []rune                // what every match begins with, and re is anchored; none: it is not
	mask   uint64                // of their last six bits
}

// newMachine compiles a pattern that is known to be sound.
func newMachine(source string) machine {
	var m machine
	parsed, err := syntax.Parse(source, syntax.Perl)
	if err == nil {
		parsed = parsed.Simplify()
		m.begins = beginnings(parsed)
		if prog, err := syntax.Compile(parsed); err == nil {
			m.auto = automaton.New(prog)
		}
	}
	if m.begins != nil {
		source = "^(?:" + source + ")"
	}
	m.re = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(source) })
	for _, r := range m.begins {
		m.mask |= 1 << (r % 64)
	}
	return m
}

// find returns where the first match from an offset on and its groups stand, nil if there
// is none.
func (m machine) find(s string, from int) []int {
	if matched, known := m.told(s[from:]); known && !matched {
		return nil
	}
	if m.begins == nil {
		return shifted(m.re().FindStringSubmatchIndex(s[from:]), from)
	}
	for i, r := range s[from:] {
		if m.mask&(1<<(r%64)) != 0 && slices.Contains(m.begins, r) {
			if found := m.re().FindStringSubmatchIndex(s[from+i:]); found != nil {
				return shifted(found, from+i)
			}
		}
	}
	return nil
}

// matches reports whether a text has a match.
func (m machine) matches(s string) bool {
	if matched, known := m.told(s); known {
		return matched
	}
	return m.find(s, 0) != nil
}

// told reports whether a text has a match, if the automaton knows.
func (m machine) told(s string) (matched, known bool) {
	if m.auto == nil {
		return false, false
	}
	return m.auto.Match(s)
}

// shifted moves what was found in a part of a text to where it stands in the text.
func shifted(found []int, by int) []int {
	for i := range found {
		if found[i] >= 0 {
			found[i] += by
		}
	}
	return found
}

// beginnings returns the characters of which every match begins with one, nil where it may
// begin with any, or be empty, or hangs on what stands before it.
func beginnings(re *syntax.Regexp) []rune {
	all, empty, known := starts(re)
	if empty || !known || len(all) > maxNeeded {
		return nil
	}
	return all
}

// starts returns the characters that matches begin with, and whether one may be empty;
// known is false where that cannot be told.
func starts(re *syntax.Regexp) (all []rune, empty, known bool) {
	switch re.Op {
	case syntax.OpLiteral:
		return re.Rune[:1], false, re.Flags&syntax.FoldCase == 0
	case syntax.OpCharClass:
		few := fewRunes(re.Rune)
		for _, s := range few {
			all = append(all, []rune(s)...)
		}
		return all, false, few != nil
	case syntax.OpCapture, syntax.OpPlus:
		return starts(re.Sub[0])
	case syntax.OpStar, syntax.OpQuest:
		all, _, known = starts(re.Sub[0])
		return all, true, known
	case syntax.OpRepeat:
		all, empty, known = starts(re.Sub[0])
		return all, empty || re.Min == 0, known
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			some, none, known := starts(sub)
			if !known {
				return nil, false, false
			}
			all, empty = append(slices.Clip(all), some...), empty || none
		}
		return distinct(all), empty, true
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			some, none, known := starts(sub)
			if !known {
				return nil, false, false
			}
			all = append(slices.Clip(all), some...)
			if !none {
				return distinct(all), false, true
			}
		}
		return distinct(all), true, true
	case syntax.OpEmptyMatch:
		return nil, true, true
	}
	return nil, false, false
}

// distinct returns each of some characters once.
func distinct(all []rune) []rune {
	slices.Sort(all)
	return slices.Compact(all)
}
