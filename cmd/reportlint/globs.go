package main

import (
	"github.com/bmatcuk/doublestar/v4"

	"reportlint/lint/diag"
)

// maxWays bounds the ways that the braces of a glob can be read in: matching tries them all.
const maxWays = 1000

// matchesGlob reports whether a path or an id matches a glob; none matches one that is
// tangled.
func matchesGlob(glob, name string) bool {
	return tangled(glob) == nil && doublestar.MatchUnvalidated(glob, name)
}

// tangled says that the braces of a glob can be read in too many ways, nil if they cannot.
func tangled(glob string) *diag.Phrase {
	type braces struct{ done, here int } // ways of the alternatives so far, and of the one at hand
	open := []braces{{here: 1}}
	for _, r := range glob {
		last := &open[len(open)-1]
		switch {
		case r == '{':
			open = append(open, braces{here: 1})
		case r == ',' && len(open) > 1:
			last.done, last.here = last.done+last.here, 1
		case r == '}' && len(open) > 1:
			open = open[:len(open)-1]
			open[len(open)-1].here *= last.done + last.here
		}
		if last = &open[len(open)-1]; last.done+last.here > maxWays || len(open) > maxWays {
			return &diag.Phrase{ZH: "通配符的花括号太多", EN: "there are too many alternatives in its braces"}
		}
	}
	return nil
}
