package main

import (
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"strconv"
	"text/tabwriter"
)

// row is one figure that must hold.
type row struct {
	name       string
	measured   float64
	ran        bool
	must, goal float64 // a goal of 0 is none
	least      bool    // they are lower bounds
}

// missed reports whether the figure was measured and is not what it must be.
func (r row) missed() bool {
	if !r.ran {
		return false
	}
	if r.least {
		return r.measured < r.must
	}
	return r.measured > r.must
}

// rows returns all figures, those also that were not measured.
func (b *benchmark) rows() ([]row, error) {
	wall := func(s sample) float64 { return s.wall.Seconds() }
	memory := func(s sample) float64 { return float64(s.memory) }
	ratio := func(name, over, under string, of func(sample) float64, must, goal float64) row {
		a, ran := b.median(over)
		d, both := b.median(under)
		r := row{name: name, ran: ran && both, must: must, goal: goal}
		if r.ran {
			r.measured = of(a) / of(d)
		}
		return r
	}
	allocated, err := b.allocated()
	if err != nil {
		return nil, err
	}
	workers := ratio("1 worker ÷ "+strconv.Itoa(b.threads), oneWorker, whole, wall, 1.6, 1.75)
	workers.least = true
	all, _ := b.median(whole)
	ten, _ := b.median(onTen)
	long := fmt.Sprintf("%d drafts ÷ %d", 10*b.drafts, b.drafts)
	return []row{
		ratio("whole run ÷ goldmark with tables", whole, tablesRun, wall, 1.0, 0.7),
		ratio("whole run ÷ rumdl", whole, rumdl, wall, 0.3, 0.2),
		ratio("pack with 1,000 phrases more ÷ without", longerPack, plainPack, wall, 1.25, 1.1),
		workers,
		{name: "bytes allocated ÷ read", measured: allocated / float64(b.bytes), ran: true, must: 8, goal: 5},
		ratio("cold start, one draft ÷ hello, world", coldStart, hello, wall, 3.5, 2.5),
		ratio("10 MB draft ÷ goldmark with tables", onTen, tablesOnTen, wall, 0.6, 0.4),
		{name: "10 MB draft, memory ÷ size", measured: memory(ten) / float64(b.read(onTen)), ran: true, must: 12, goal: 8},
		ratio("10 MB draft ÷ 1 MB draft", onTen, onOne, wall, 10.5, 0),
		{name: fmt.Sprintf("peak memory in MB, %d drafts", b.drafts), measured: memory(all) / megabyte, ran: true, must: 64},
		ratio(long+", time", onLong, whole, wall, 10.5, 0),
		ratio(long+", memory", onLong, whole, memory, 1.1, 0),
	}, nil
}

// read returns how many bytes a run reads.
func (b *benchmark) read(name string) int64 {
	for _, r := range b.runs {
		if r.name == name {
			return r.bytes
		}
	}
	return 0
}

// allocated returns how many bytes a whole run allocates, as its own profile estimates it
// from samples, which are dense enough for two digits. It is not among the runs that are
// timed, because to take them costs time.
func (b *benchmark) allocated() (float64, error) {
	profile := filepath.Join(b.folder, "allocations")
	for _, r := range b.runs {
		if r.name != whole {
			continue
		}
		if _, err := b.measure(append(r.args[:len(r.args):len(r.args)], "--memprofile", profile), []string{"GODEBUG=memprofilerate=32768"}); err != nil {
			return 0, err
		}
	}
	said, err := output([]string{"go", "tool", "pprof", "-sample_index=alloc_space", "-top", "-nodecount=1", "-unit=B", profile})
	if err != nil {
		return 0, err
	}
	total := regexp.MustCompile(`of (\d+)B total`).FindStringSubmatch(said)
	if total == nil {
		return 0, fmt.Errorf("no total in what pprof says: %s", said)
	}
	return strconv.ParseFloat(total[1], 64)
}

// printRows prints the figures beside their bounds, and reports whether one is missed.
func printRows(out io.Writer, rows []row) (missed bool) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "measured\tmust\tgoal\t\t  figure")
	for _, r := range rows {
		sign, measured, verdict, goal := "≤ ", fmt.Sprintf("%.2f", r.measured), "ok", ""
		if r.least {
			sign = "≥ "
		}
		if r.goal != 0 {
			goal = sign + strconv.FormatFloat(r.goal, 'g', -1, 64)
		}
		switch {
		case !r.ran:
			measured, verdict = "–", "not run"
		case r.missed():
			verdict = "MISSED"
			missed = true
		}
		fmt.Fprintf(w, "%s\t%s%g\t%s\t%s\t  %s\n", measured, sign, r.must, goal, verdict, r.name)
	}
	w.Flush()
	return missed
}
