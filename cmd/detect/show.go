package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"reportlint/fixtures"
	"reportlint/lint"
)

// known reports whether the fault of a rule can be planted.
func known(rule string) bool { return slices.Contains(fixtures.Rules(), rule) }

// printDraft prints a draft with its faults between ⟦ and ⟧, the reports beside it, and
// what is said of it.
func printDraft(out io.Writer, pack *lint.Pack, d *fixtures.Draft) {
	type cut struct {
		at   int
		mark string
	}
	var cuts []cut
	fmt.Fprintf(out, "layout: %s; today: %d-%02d-%02d\n", d.Layout, d.Year, d.Month, d.Day)
	for _, f := range d.Faults {
		fmt.Fprintf(out, "planted: %s at %v\n", f.Rule, f.Places)
		for _, p := range f.Places {
			cuts = append(cuts, cut{p[0], "⟦"}, cut{p[1], "⟧"})
		}
	}
	slices.SortStableFunc(cuts, func(a, b cut) int { return cmp.Compare(a.at, b.at) })
	ruler := strings.Repeat("-", 72)
	fmt.Fprintln(out, ruler)
	last := 0
	for _, c := range cuts {
		fmt.Fprint(out, d.Text[last:c.at], c.mark)
		last = c.at
	}
	fmt.Fprint(out, d.Text[last:])
	fmt.Fprintln(out, ruler)
	for _, s := range judge(pack, d) {
		at := s.Span.File.Position(s.Span.Start)
		fmt.Fprintf(out, "%d:%d %q %s[%s] %s\n", at.Line, at.Column, s.Span.File.Bytes[s.Span.Start:s.Span.End], s.Severity, s.Rule, s.Message)
	}
	beside := func(name string, f *fixtures.File) {
		fmt.Fprintf(out, "%s\n%s:\n\n%s", ruler, name, f.Text)
	}
	if d.Prior != nil {
		beside("prior report", d.Prior)
	}
	for i := range d.Parts {
		beside("part", &d.Parts[i])
	}
	if d.Peer != nil {
		beside("peer", d.Peer)
	}
}

// printMisses lists the drafts that are worth a look, by what is worth it.
func printMisses(out io.Writer, all []outcome, t *tally) {
	const shown = 12
	lists := map[string][]int{}
	note := func(what string, number int) {
		if len(lists[what]) < shown {
			lists[what] = append(lists[what], number)
		}
	}
	for _, o := range all {
		for _, f := range o.faults {
			switch {
			case !t.known[f.rule]:
			case !f.found:
				note("missed "+f.rule, o.number)
			case !f.exact:
				note("misplaced "+f.rule, o.number)
			}
		}
		for _, rule := range o.other {
			switch len(o.faults) {
			case 0:
				note("false alarm "+rule, o.number)
			case 1:
				note("beside "+o.faults[0].rule+" "+rule, o.number)
			}
		}
	}
	fmt.Fprintln(out)
	for _, what := range sorted(lists) {
		fmt.Fprintf(out, "%s: %v\n", what, lists[what])
	}
}
