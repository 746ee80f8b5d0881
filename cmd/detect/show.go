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
		fmt.Fprintf(out, "%d:%d %q %s[%s] %s\n", at.Line, at.Column, s.Span.File.Text[s.Span.Start:s.Span.End], s.Severity, s.Rule, s.Message)
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

// around is how much text is shown on each side of a place, in bytes.
const around = 120

// printMisses shows where faults were missed or misplaced, and where more was said, a few
// of each sort. Drafts in held-out wordings are left out, so that who mends the rules
// does not come to know those.
func printMisses(out io.Writer, pack *lint.Pack, seed uint64, all []outcome, t *tally) {
	const shown = 8
	w := fixtures.NewWriter(pack.Scheme)
	lists := map[string][]string{}
	note := func(what string, number int, d *fixtures.Draft, place [2]int, message string) {
		if len(lists[what]) < shown {
			from, to := max(place[0]-around, 0), min(place[1]+around, len(d.Text))
			text := d.Text[from:place[0]] + "⟦" + d.Text[place[0]:place[1]] + "⟧" + d.Text[place[1]:to]
			lists[what] = append(lists[what], fmt.Sprintf("  %d: %s %s", number, strings.ToValidUTF8(strings.ReplaceAll(text, "\n", "⏎"), ""), message))
		}
	}
	for _, o := range all {
		if o.heldOut || !slices.ContainsFunc(o.faults, func(f found) bool { return t.known[f.rule] && !f.exact }) && len(o.other) == 0 {
			continue
		}
		d := write(w, seed, o.number)
		for i, f := range o.faults {
			switch {
			case !t.known[f.rule]:
			case !f.found:
				note("missed "+f.rule, o.number, &d, d.Faults[i].Places[0], "")
			case !f.exact:
				note("misplaced "+f.rule, o.number, &d, d.Faults[i].Places[0], "")
			}
		}
		if len(o.other) == 0 || len(o.faults) > 1 {
			continue
		}
		for _, s := range judge(pack, &d) {
			if !slices.Contains(o.other, s.Rule) {
				continue
			}
			what := "false alarm " + s.Rule
			if len(o.faults) > 0 {
				what = "beside " + o.faults[0].rule + " " + s.Rule
			}
			note(what, o.number, &d, [2]int{s.Span.Start, s.Span.End}, s.Message)
		}
	}
	fmt.Fprintln(out)
	for _, what := range sorted(lists) {
		fmt.Fprintln(out, what)
		for _, line := range lists[what] {
			fmt.Fprintln(out, line)
		}
	}
}
