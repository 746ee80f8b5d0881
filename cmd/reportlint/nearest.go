package main

import "reportlint/rules"

// didYouMean ends a sentence about an unknown word with the known one that it may have
// been meant to be, in each language; with nothing where none is near.
func didYouMean(word string, known []string) (zh, en string) {
	best, found := rules.Nearest(word, known)
	if !found {
		return "", ""
	}
	return "；是不是 " + best + "？", "; did you mean " + best + "?"
}
