package check

import (
	"encoding/binary"
	"maps"
	"regexp/syntax"
	"slices"

	"reportlint/lint"
)

// compiled is what is known of a sound pattern before there is a text, as bytes of which
// nothing is unpacked before it is asked for: first how long its literals are, then how long
// the grams of these, the literals, the grams, and what its machine is made of.
type compiled string

// compiledOf compiles a pattern: as it was parsed, simplified, and its program.
func compiledOf(simple *syntax.Regexp, program *syntax.Prog) compiled {
	needs := wanted(simple)
	lists, grams := literalsOf(needs), gramListsOf(needs)
	to := binary.AppendUvarint(nil, uint64(len(lists)))
	to = binary.AppendUvarint(to, uint64(len(grams)))
	to = append(append(to, lists...), grams...)
	return compiled(appendMachine(to, simple, program))
}

// parts unpacks it.
func (c compiled) parts() (needs literals, grams gramLists, machine string) {
	in := unread(c)
	l, g := in.number(), in.number()
	return literals(in[:l]), gramLists(in[l : l+g]), string(in[l+g:])
}

// unread is what was not unpacked yet of something.
type unread string

func (in *unread) number() int {
	n := 0
	for i, shift := 0, 0; ; i, shift = i+1, shift+7 {
		b := (*in)[i]
		n |= int(b&0x7f) << shift
		if b < 0x80 {
			*in = (*in)[i+1:]
			return n
		}
	}
}

func (in *unread) text() string {
	size := in.number()
	s := (*in)[:size]
	*in = (*in)[size:]
	return string(s)
}

// compiler compiles the patterns of settings. The zero value knows nothing of them, and
// holds each against all that a pattern must be.
type compiler struct {
	known store
	most  int                                // instructions of a pattern; 0 is as many as usual
	note  func(source string, made compiled) // is told of each pattern that is sound; may be nil
}

// sound reports whether the settings are known to be such that rules can be made of them.
func (by compiler) sound() bool { return by.known != "" }

// store are compiled patterns by digests of their sources: how many there are, the digests in
// order with where each one's pattern ends behind them, and the patterns.
type store string

// Sizes of what a store begins with, in bytes.
const (
	storeHead  = 4
	storeEntry = 12
)

// find returns the compiled pattern of a source.
func (s store) find(source string) (compiled, bool) {
	if s == "" {
		return "", false
	}
	n, want := s.number32(0), digest(source)
	i, j := 0, n
	for i < j {
		if m := (i + j) / 2; s.number64(storeHead+m*storeEntry) < want {
			i = m + 1
		} else {
			j = m
		}
	}
	at := storeHead + i*storeEntry
	if i == n || s.number64(at) != want {
		return "", false
	}
	from := 0
	if i > 0 {
		from = s.number32(at - storeEntry + 8)
	}
	all := s[storeHead+n*storeEntry:]
	return compiled(all[from:s.number32(at+8)]), true
}

func (s store) number32(at int) int { return int(binary.LittleEndian.Uint32([]byte(s[at : at+4]))) }

func (s store) number64(at int) uint64 { return binary.LittleEndian.Uint64([]byte(s[at : at+8])) }

// digest stands for the source of a pattern.
func digest(source string) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211 // of FNV-1a, whose package would have it copied
	h := uint64(offset)
	for i := range len(source) {
		h = (h ^ uint64(source[i])) * prime
	}
	return h
}

// Patterns returns what Ready has to know of the patterns of settings, all of which use has
// to hand to the kinds that it gets. The order of use does not matter.
func Patterns(use func(kinds []lint.Kind)) string {
	all := map[uint64]compiled{}
	use(kinds(compiler{note: func(source string, made compiled) { all[digest(source)] = made }}))
	if len(all) == 0 {
		return ""
	}
	head := binary.LittleEndian.AppendUint32(nil, uint32(len(all)))
	var rest []byte
	for _, d := range slices.Sorted(maps.Keys(all)) {
		rest = append(rest, all[d]...)
		head = binary.LittleEndian.AppendUint64(head, d)
		head = binary.LittleEndian.AppendUint32(head, uint32(len(rest)))
	}
	return string(append(head, rest...))
}

// Ready returns every kind of check, for settings that Kinds takes and whose patterns are
// what Patterns returned. The kinds do not look for faults in them, and what a pattern needs
// to be run is unpacked only when a text holds its literals: most drafts do not hold those of
// most patterns.
func Ready(patterns string) []lint.Kind { return kinds(compiler{known: store(patterns)}) }
