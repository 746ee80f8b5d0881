// Package check holds the kinds of check: the ways of judging a report that rules put to
// use. A kind knows how to look for a fault; which titles, labels, sums and words are
// meant comes from the rule's settings and from the scheme.
package check

import (
	"reportlint/lint"
	"reportlint/lint/pattern"
)

// Kinds returns every kind of check. To add one: a file here, a line in this list, and a
// definition of its settings in rules/pack.schema.json.
func Kinds() []lint.Kind { return kinds(pattern.Compiler{}) }

// KindsWithin is Kinds for patterns of at most so many instructions.
func KindsWithin(instructions int) []lint.Kind { return kinds(pattern.Compiler{Most: instructions}) }

// Patterns returns what Ready has to know of the patterns of settings, all of which use has
// to hand to the kinds that it gets. The order of use does not matter.
func Patterns(use func(kinds []lint.Kind)) string {
	return string(pattern.Gather(func(by pattern.Compiler) { use(kinds(by)) }))
}

// Ready returns every kind of check, for settings that Kinds takes and whose patterns are
// what Patterns returned. The kinds do not look for faults in them, and what a pattern needs
// to be run is unpacked only when a text holds its literals: most drafts do not hold those of
// most patterns.
func Ready(patterns string) []lint.Kind {
	return kinds(pattern.Compiler{Known: pattern.Store(patterns)})
}

func kinds(by pattern.Compiler) []lint.Kind {
	return []lint.Kind{
		sectionKind(),
		mentionKind(by),
		wordingKind(by),
		countKind(),
		titleKind(),
		layoutKind(),
		cellKind(),
		powerKind(),
		sumKind(),
		dateKind(),
		signedKind(),
		yearKind(),
		citationKind(),
		copiedKind(),
		carryKind(),
		unitKind(),
		unchangedKind(),
		consolidateKind(),
		agreeKind(by),
		claimKind(by),
		tallyKind(by),
		percentageKind(by),
		feeKind(by),
		staleKind(by),
		organKind(),
		nameKind(by),
		sequenceKind(by),
		doubledKind(by),
		punctuationKind(),
	}
}
