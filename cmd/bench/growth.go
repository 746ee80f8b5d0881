package main

import (
	"fmt"
	"io"
	"runtime"
	"slices"
	"syscall"
	"time"

	"reportlint/fixtures/hostile"
	"reportlint/lint"
	"reportlint/lint/check"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
	"reportlint/lint/markdown"
	"reportlint/lint/render"
	"reportlint/rules"
)

const (
	// tolerable is what T(2n)/T(n) may be.
	tolerable = 2.2
	// slow is what one run may take; a draft of twice the size is not tried then.
	slow = 20 * time.Second
)

// growth prints how the time that a draft takes grows with its size, for each family of
// hostile drafts: T(2n)/T(n), where 2n is size, or which limit refuses it. It reports whether
// the time of one grows faster than it may. A ratio that is not well below that is the median
// of rounds.
func growth(size, rounds int, out io.Writer) (missed bool, err error) {
	pack, ok := rules.Ready(packName, check.Ready)
	if !ok {
		return false, fmt.Errorf("there is no rule pack %s", packName)
	}
	var superlinear []string
	families := hostile.Families()
	fmt.Fprintf(out, "T(2n)/T(n), 2n = %d KB, in processor time of the whole check; at most %.1f\n\n", size>>10, tolerable)
	for _, f := range families {
		ratio, took, limit := grow(f, size, rounds, pack)
		switch {
		case limit != "":
			fmt.Fprintf(out, "limit %9v  %s (%s)\n", took.Round(time.Millisecond), f.Name, limit)
			continue
		case ratio > tolerable:
			superlinear = append(superlinear, f.Name)
		}
		fmt.Fprintf(out, "%5.2f %9v  %s\n", ratio, took.Round(time.Millisecond), f.Name)
	}
	fmt.Fprintf(out, "\n%d families, %d grow faster\n", len(families), len(superlinear))
	for _, name := range superlinear {
		fmt.Fprintln(out, " ", name)
	}
	return len(superlinear) > 0, nil
}

// grow returns T(2n)/T(n) of a family and T(2n), or the limit that refuses it. Where even a
// smaller draft takes too long, the ratio is that of the greatest which does not.
func grow(f hostile.Family, size, rounds int, pack *lint.Pack) (ratio float64, took time.Duration, limit string) {
	for n := min(64<<10, size/2); n < size/2; n *= 2 {
		took, _ := judge(f.Make(n), pack)
		if took > slow {
			size = 2 * n
			break
		}
		if worst := took * time.Duration(size/n) * time.Duration(size/n); worst < slow {
			break
		}
	}
	half, whole := f.Make(size/2), f.Make(size)
	var ratios []float64
	for range rounds {
		first, _ := judge(half, pack)
		took, limit = judge(whole, pack)
		ratios = append(ratios, float64(took)/float64(max(first, time.Microsecond)))
		if limit != "" || len(ratios) == 1 && ratios[0] < 0.9*tolerable {
			break
		}
	}
	slices.Sort(ratios)
	return ratios[len(ratios)/2], took, limit
}

// judge does all that check does with a draft but to read its file, and returns how much
// processor time that took, or which limit the draft is beyond.
func judge(text string, pack *lint.Pack) (took time.Duration, limit string) {
	runtime.GC()
	start := processorTime()
	defer func() { took = processorTime() - start }()
	file := diag.NewFile("draft.md", []byte(text))
	d, beyond := markdown.Parse(file)
	if beyond != nil {
		return 0, beyond.Name
	}
	day := draft.Date{Year: 2032, Month: 1, Day: 15}
	report := form.OutlineOf(d, pack.Scheme).Read(form.Settings{})
	result := lint.Run(&lint.Dossier{Main: report, Today: day}, pack, diag.Chinese)
	faults, suppressed, _ := lint.Suppress(result.Diagnostics, lint.Allowances(d), day)
	diag.Sort(faults)
	run := render.Run{Diagnostics: faults, Suppressed: suppressed, Files: []render.File{{Path: file.Name, Coverage: result.Coverage}}}
	if err := render.JSON(io.Discard, run); err != nil {
		return 0, err.Error()
	}
	if err := render.Text(io.Discard, faults, render.Style{}); err != nil {
		return 0, err.Error()
	}
	return 0, ""
}

// processorTime returns how much of it this process has had. What the system had on its
// behalf is left out: getting memory takes the longer the more other programs want it.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano())
}
