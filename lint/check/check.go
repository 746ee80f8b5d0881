// Package check holds the kinds of check: the ways of judging a report that rules put to
// use. A kind knows how to look for a fault; which titles, labels, sums and words are
// meant comes from the rule's settings and from the scheme.
package check

import "reportlint/lint"

// Kinds returns every kind of check. To add one: a file here, a line in this list, and a
// definition of its settings in rules/pack.schema.json.
func Kinds() []lint.Kind { return kinds(compiler{}) }

// KindsWithin is Kinds for patterns of at most so many instructions.
func KindsWithin(instructions int) []lint.Kind { return kinds(compiler{most: instructions}) }

func kinds(by compiler) []lint.Kind {
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
