package check

import (
	"hash/fnv"
	"maps"
	"slices"
	"strconv"
	"strings"

	"reportlint/lint"
)

// compiler compiles the patterns of settings. The zero value knows nothing of them, and
// holds each against all that a pattern must be.
type compiler struct {
	known map[uint64][][]string                 // what sound patterns need, by digest
	most  int                                   // instructions of a pattern; 0 is as many as usual
	note  func(source string, needs [][]string) // is told of each pattern that is sound; may be nil
}

// sound reports whether the settings are known to be such that rules can be made of them.
func (by compiler) sound() bool { return by.known != nil }

// digest stands for the source of a pattern.
func digest(source string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(source)) // a hash takes whatever there is
	return h.Sum64()
}

// Literals returns what Ready has to know of the patterns of settings, all of which use has
// to hand to the kinds that it gets: a line for each, of its digest and the lists of literals
// that a text must hold one of. The order of use does not matter.
func Literals(use func(kinds []lint.Kind)) []byte {
	known := map[uint64][][]string{}
	use(kinds(compiler{note: func(source string, needs [][]string) { known[digest(source)] = needs }}))
	var b strings.Builder
	for _, d := range slices.Sorted(maps.Keys(known)) {
		b.WriteString(strconv.FormatUint(d, 16))
		for _, literals := range known[d] {
			b.WriteString("\t" + strings.Join(literals, " ")) // no text with a blank is matched
		}
		b.WriteString("\n")
	}
	return []byte(b.String())
}

// Ready returns every kind of check, for settings that Kinds takes and whose patterns
// Literals has noted. The kinds do not look for faults in them, and a pattern is compiled
// only when a text holds its literals: most drafts do not hold those of most patterns.
func Ready(literals []byte) []lint.Kind {
	all := string(literals)
	known := make(map[uint64][][]string, strings.Count(all, "\n"))
	for line := range strings.Lines(all) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		d, err := strconv.ParseUint(fields[0], 16, 64)
		if err != nil {
			continue // the pattern that it was is compiled like any other
		}
		var needs [][]string
		for _, field := range fields[1:] {
			needs = append(needs, strings.Split(field, " "))
		}
		known[d] = needs
	}
	return kinds(compiler{known: known})
}
