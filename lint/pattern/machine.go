package pattern

import (
	"encoding/binary"
	"math/bits"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"reportlint/lint/automaton"
)

// machine runs a pattern. An automaton tells whether a text has a match, and where all that
// the pattern matches begins with one of a few characters, another one is tried where those stand
// and tells where the match ends. What is left is for the library, which is slow.
type machine struct {
	program  *automaton.Program // nil: the pattern asks for what automata do not know
	anywhere lazy[*automaton.Automaton]
	anchored lazy[*automaton.Automaton]
	library  lazy[*regexp.Regexp]
	source   string // for the library
	groups   bool
	bounds   bool   // a match may hang on where the text ends
	begins   []rune // what every match begins with; none: anything
	mask     uint64 // of their last six bits
}

// lazy is something that is made when it is first asked for. Goroutines may share it.
type lazy[T any] struct {
	once sync.Once
	made T
}

func (l *lazy[T]) get(make func() T) T {
	l.once.Do(func() { l.made = make() })
	return l.made
}

// appendMachine writes what a machine is made of behind some bytes: whether the pattern has
// groups, what its matches begin with, and its program, if automata know it.
func appendMachine(to []byte, simple *syntax.Regexp, program *syntax.Prog) []byte {
	begins := beginnings(simple)
	to = binary.AppendUvarint(to, uint64(min(simple.MaxCap(), 1)))
	to = binary.AppendUvarint(to, uint64(len(begins)))
	for _, r := range begins {
		to = binary.AppendUvarint(to, uint64(r))
	}
	if p := automaton.Compile(program); p != nil {
		to = p.Append(to)
	}
	return to
}

// newMachine makes ready to run a pattern, of what appendMachine has written.
func newMachine(source, packed string) *machine {
	in := unread(packed)
	m := &machine{source: source, groups: in.number() > 0}
	if n := in.number(); n > 0 {
		m.begins = make([]rune, n)
	}
	for i := range m.begins {
		m.begins[i] = rune(in.number())
		m.mask |= 1 << (m.begins[i] % 64)
	}
	if in != "" {
		m.program = automaton.Read(string(in))
		m.bounds = m.program.AsksBounds()
	}
	return m
}

// byLibrary returns where the match at the beginning of a text, if there are begins, or else
// the first one, and its groups stand, nil if there is none.
func (m *machine) byLibrary(s string) []int {
	library := m.library.get(func() *regexp.Regexp {
		switch {
		case m.begins == nil:
			return regexp.MustCompile(m.source)
		case strings.Contains(m.source, `\Q`): // it may end within that
			parsed, err := syntax.Parse(m.source, syntax.Perl)
			if err != nil {
				panic(err) // it was parsed before
			}
			return regexp.MustCompile("^(?:" + parsed.String() + ")") // slow: it asks for the cases of each character of a class
		}
		return regexp.MustCompile("^(?:" + m.source + ")")
	})
	return library.FindStringSubmatchIndex(s)
}

// find returns where the first match from an offset on and its groups stand, nil if there
// is none.
func (m *machine) find(s string, from int) []int {
	if m.begins == nil {
		if matched, known := m.told(s[from:]); known && !matched {
			return nil
		}
		return shifted(m.byLibrary(s[from:]), from)
	}
	for i := from; i < len(s); {
		size := 1
		if s[i] >= utf8.RuneSelf {
			size = max(bits.LeadingZeros8(^s[i]), 1) // what its first byte says; what is no character begins nothing
		}
		// The last byte has the last six bits of the character.
		if last := i + size - 1; last < len(s) && m.mask&(1<<(s[last]%64)) != 0 {
			if r, _ := utf8.DecodeRuneInString(s[i:]); slices.Contains(m.begins, r) {
				if found := m.findAt(s[i:]); found != nil {
					return shifted(found, i)
				}
			}
		}
		i += size
	}
	return nil
}

// findAt returns where the match at the beginning of a text and its groups stand, nil if
// there is none.
func (m *machine) findAt(s string) []int {
	if m.program != nil {
		a := m.anchored.get(func() *automaton.Automaton { return automaton.NewAnchored(m.program) })
		switch end, known := a.End(s); {
		case known && end < 0:
			return nil
		case known && !m.groups:
			return []int{0, end}
		case known && !m.bounds:
			s = s[:end] // which makes it short for the library
		}
	}
	return m.byLibrary(s)
}

// matches reports whether a text has a match.
func (m *machine) matches(s string) bool {
	if matched, known := m.told(s); known {
		return matched
	}
	return m.find(s, 0) != nil
}

// told reports whether a text has a match, if the automaton knows.
func (m *machine) told(s string) (matched, known bool) {
	if m.program == nil {
		return false, false
	}
	return m.anywhere.get(func() *automaton.Automaton { return automaton.New(m.program) }).Match(s)
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
// known is false where that cannot be told. The pattern is simplified.
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
