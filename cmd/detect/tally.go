package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"reportlint/fixtures"
	"reportlint/lint"
)

// tally counts what came of many drafts.
type tally struct {
	known        map[string]bool // the rules that the pack has
	rules        map[string]*score
	all, heldOut score          // of rules in the pack
	clean        alarms         // of clean drafts
	cleanHeldOut alarms         // of those in held-out wordings
	byRule       map[string]int // what was said of clean drafts
	pairs, both  int            // drafts with two faults of rules in the pack
}

// score counts what came of the faults of one rule.
type score struct {
	planted, found, exact int
	beside                map[string]int // what else was said of drafts with that fault alone
}

// alarms counts what was said of clean drafts.
type alarms struct{ drafts, alarms int }

func (s *score) add(f found) {
	s.planted++
	if f.found {
		s.found++
	}
	if f.exact {
		s.exact++
	}
}

// count counts.
func count(pack *lint.Pack, all []outcome) *tally {
	t := &tally{known: map[string]bool{}, rules: map[string]*score{}, byRule: map[string]int{}}
	for _, rule := range fixtures.Rules() {
		t.rules[rule] = &score{beside: map[string]int{}}
	}
	for _, r := range pack.Rules {
		t.known[r.ID] = r.Check != nil
	}
	for _, o := range all {
		judged, missed := 0, 0
		for _, f := range o.faults {
			t.rules[f.rule].add(f)
			if !t.known[f.rule] {
				continue
			}
			judged++
			if !f.found {
				missed++
			}
			t.all.add(f)
			if o.heldOut {
				t.heldOut.add(f)
			}
		}
		switch {
		case len(o.faults) == 0:
			t.clean.drafts++
			t.clean.alarms += len(o.other)
			if o.heldOut {
				t.cleanHeldOut.drafts++
				t.cleanHeldOut.alarms += len(o.other)
			}
			for _, rule := range o.other {
				t.byRule[rule]++
			}
		case len(o.faults) == 1:
			for _, rule := range o.other {
				t.rules[o.faults[0].rule].beside[rule]++
			}
		case judged == 2:
			t.pairs++
			if missed == 0 {
				t.both++
			}
		}
	}
	return t
}

// print prints the tally as a table.
func (t *tally) print(out io.Writer) {
	fmt.Fprintf(out, "%-24s %7s %7s %7s  %s\n", "rule", "planted", "found", "exact", "else")
	line := func(format string, args ...any) {
		fmt.Fprintln(out, strings.TrimRight(fmt.Sprintf(format, args...), " "))
	}
	for _, rule := range fixtures.Rules() {
		s := t.rules[rule]
		if t.known[rule] {
			line("%-24s %7d %7d %7d  %s", rule, s.planted, s.found, s.exact, listed(s.beside))
		} else {
			line("%-24s %7d  not in the pack  %s", rule, s.planted, listed(s.beside))
		}
	}
	fmt.Fprintln(out)
	total := func(name string, s score) {
		line("%-24s %7d %7d %7d  found %s, of those exact %s", name, s.planted, s.found, s.exact, percent(s.found, s.planted), percent(s.exact, s.found))
	}
	total("all", t.all)
	total("held-out wordings", t.heldOut)
	line("%-24s %7d %7d          found %s", "both of two faults", t.pairs, t.both, percent(t.both, t.pairs))
	fmt.Fprintln(out)
	clean := func(name string, a alarms) {
		line("%-24s %7d drafts, %d false alarms, %.4f a draft", name, a.drafts, a.alarms, ratio(a.alarms, a.drafts))
	}
	clean("clean", t.clean)
	clean("clean, held-out wordings", t.cleanHeldOut)
	if len(t.byRule) > 0 {
		line("%-24s %s", "false alarms by rule", listed(t.byRule))
	}
	fmt.Fprintln(out)
	line("%-24s must find %.2f of its faults", "each rule", bound)
}

// bound is the least part of the faults of one rule that must be found, and loud how many
// false alarms a clean draft may raise.
const bound, loud = 0.95, 0.01

// broken returns the bounds that are not kept.
func (t *tally) broken() []string {
	var out []string
	least := func(what string, part, of int, bound float64) {
		if got := ratio(part, of); of > 0 && got < bound {
			out = append(out, fmt.Sprintf("%s: %.4f, want at least %.2f", what, got, bound))
		}
	}
	least("faults found", t.all.found, t.all.planted, 0.99)
	least("faults found in held-out wordings", t.heldOut.found, t.heldOut.planted, 0.99)
	least("faults found at their place", t.all.exact, t.all.found, 0.98)
	least("both of two faults found", t.both, t.pairs, 0.97)
	for _, rule := range fixtures.Rules() {
		if s := t.rules[rule]; t.known[rule] {
			least(rule+" found", s.found, s.planted, bound)
		}
	}
	if got := ratio(t.clean.alarms, t.clean.drafts); got > loud {
		out = append(out, fmt.Sprintf("false alarms a clean draft: %.4f, want at most %.2f", got, loud))
	}
	return out
}

func ratio(part, of int) float64 { return float64(part) / float64(max(of, 1)) }

func percent(part, of int) string { return fmt.Sprintf("%.2f %%", 100*ratio(part, of)) }

// listed lists what was counted, most frequent first.
func listed(counts map[string]int) string {
	keys := sorted(counts)
	slices.SortStableFunc(keys, func(a, b string) int { return cmp.Compare(counts[b], counts[a]) })
	for i, key := range keys {
		keys[i] = fmt.Sprintf("%s %d", key, counts[key])
	}
	return strings.Join(keys, ", ")
}

// sorted returns the keys of a map in order.
func sorted[T any](m map[string]T) []string { return slices.Sorted(maps.Keys(m)) }
