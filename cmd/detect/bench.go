package main

import (
	"runtime"
	"slices"
	"sync"

	"reportlint/fixtures"
	"reportlint/lint"
	"reportlint/lint/diag"
)

// outcome is what came of one draft.
type outcome struct {
	number  int
	heldOut bool
	faults  []found
	other   []string // what rules said that none of its faults explains, one entry a diagnostic
}

// found says what came of one planted fault.
type found struct {
	rule         string
	found, exact bool
}

// lot returns the rules whose faults are planted in the draft of a number, and in which
// wordings it is written: of twenty drafts four are clean, thirteen have one fault, and
// three have two. Every rule has its turn.
func lot(number int) ([]string, fixtures.Words) {
	all := fixtures.Rules()
	set := fixtures.Words(number % 2)
	round, turn := number/2/20, number/2%20
	rule := func(n int) string { return all[n%len(all)] }
	switch {
	case turn < 4:
		return nil, set
	case turn < 17:
		return []string{rule(round*13 + turn - 4)}, set
	}
	first, second := round*3+turn-17, round*7+turn+round/len(all)
	for !slices.ContainsFunc(all, func(other string) bool { return fixtures.Together(rule(first), other) }) {
		first += 5
	}
	for !fixtures.Together(rule(first), rule(second)) {
		second++
	}
	return []string{rule(first), rule(second)}, set
}

// write writes the draft of a number.
func write(w *fixtures.Writer, seed uint64, number int) fixtures.Draft {
	rules, set := lot(number)
	return w.Write(seed, uint64(number), set, rules...)
}

// run writes and judges n drafts, as many at a time as there are processors, and returns
// what came of each in their order.
func run(pack *lint.Pack, seed uint64, n int) []outcome {
	out := make([]outcome, n)
	w := fixtures.NewWriter(pack.Scheme)
	numbers := make(chan int)
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for i := range numbers {
				d := write(w, seed, i)
				out[i] = weigh(i, &d, judge(pack, &d))
			}
		})
	}
	for i := range n {
		numbers <- i
	}
	close(numbers)
	all.Wait()
	return out
}

// weigh holds what was said of a draft against what was planted in it.
func weigh(number int, d *fixtures.Draft, said []diag.Diagnostic) outcome {
	o := outcome{number: number, heldOut: d.HeldOut}
	for _, f := range d.Faults {
		result := found{rule: f.Rule}
		for _, s := range said {
			if s.Rule == f.Rule {
				result.found = true
				result.exact = result.exact || slices.ContainsFunc(f.Places, func(place [2]int) bool { return exact(s.Span, place) })
			}
		}
		o.faults = append(o.faults, result)
	}
	for _, s := range said {
		if !slices.ContainsFunc(d.Faults, func(f fixtures.Fault) bool { return f.Rule == s.Rule }) {
			o.other = append(o.other, s.Rule)
		}
	}
	return o
}
