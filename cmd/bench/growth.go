package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"runtime"
	"runtime/debug"
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
	// mostFaults is how many of one rule check tells unless it is told to tell more.
	mostFaults = 10_000
	// again is how many times the rounds those families have that seem to grow faster.
	again = 3
	// room is the memory that a draft may take before the heap is collected.
	room = 6 << 30
)

// growth prints how the time that a draft takes grows with its size, for each family of
// hostile drafts or for those that are named: T(2n)/T(n), where 2n is size, or which limit
// refuses it. It reports whether the time of one grows faster than it may.
//
// Each time is the least of the rounds, 2n and n in turn, since what else the machine does
// only adds. The heap is collected between the runs and not in them, and keeps its memory, so
// that none but the first waits for the system to give it some. What seems to grow faster than
// it may is measured once more, with more rounds, when memory is no longer new to the process.
func growth(names []string, size, rounds int, out io.Writer) (missed bool, err error) {
	pack, ok := rules.Ready(packName, check.Ready)
	if !ok {
		return false, fmt.Errorf("there is no rule pack %s", packName)
	}
	families, err := chosen(names)
	if err != nil {
		return false, err
	}
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(room))
	fmt.Fprintf(out, "T(2n)/T(n), 2n = %d KB, in processor time of the whole check; at most %.1f\n\n", size>>10, tolerable)
	superlinear := table(families, size, rounds, pack, out)
	if len(superlinear) > 0 {
		fmt.Fprintf(out, "\nonce more, of %d rounds and more\n\n", again*rounds)
		superlinear = table(superlinear, size, again*rounds, pack, out)
	}
	fmt.Fprintf(out, "\n%d families, %d grow faster\n", len(families), len(superlinear))
	for _, f := range superlinear {
		fmt.Fprintln(out, " ", f.Name)
	}
	return len(superlinear) > 0, nil
}

// table prints a line for each family and returns those whose time grows faster than it may.
func table(families []hostile.Family, size, rounds int, pack *lint.Pack, out io.Writer) (superlinear []hostile.Family) {
	for _, f := range families {
		ratio, took, limit := grow(f, size, rounds, pack)
		switch {
		case limit != "":
			fmt.Fprintf(out, "limit %9v  %s (%s)\n", took.Round(time.Millisecond), f.Name, limit)
			continue
		case ratio > tolerable:
			superlinear = append(superlinear, f)
		}
		fmt.Fprintf(out, "%5.2f %9v  %s\n", ratio, took.Round(time.Millisecond), f.Name)
	}
	return superlinear
}

// chosen returns the families of these names, all if there are none.
func chosen(names []string) ([]hostile.Family, error) {
	all := hostile.Families()
	if len(names) == 0 {
		return all, nil
	}
	var some []hostile.Family
	for _, name := range names {
		i := slices.IndexFunc(all, func(f hostile.Family) bool { return f.Name == name })
		if i < 0 {
			return nil, fmt.Errorf("there is no family of hostile drafts called %s", name)
		}
		some = append(some, all[i])
	}
	return some, nil
}

// grow returns T(2n)/T(n) of a family and T(2n), or the limit that refuses it. Where even a
// smaller draft takes too long, the ratio is that of the greatest which does not. Rounds end
// when the ratio is well below what it may be; what takes milliseconds has more of them.
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
	first, took := time.Duration(math.MaxInt64), time.Duration(math.MaxInt64)
	for round, spent := 0, time.Duration(0); round < rounds || round < 10*rounds && spent < time.Second; round++ {
		twice, limit := judge(whole, pack)
		if took = min(took, twice); limit != "" {
			return 0, took, limit
		}
		once, _ := judge(half, pack)
		spent += once + twice
		first = min(first, once)
		ratio = float64(took) / float64(max(first, time.Microsecond))
		if ratio < 0.9*tolerable && (round > 0 || took > time.Second) {
			break
		}
	}
	return ratio, took, ""
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
	result := lint.Run(&lint.Dossier{Main: report, Today: day, Most: mostFaults}, pack, diag.Chinese)
	if len(result.Beyond) > 0 {
		limit = "faults"
	}
	faults, suppressed, _ := lint.Suppress(result.Diagnostics, lint.Allowances(d), day, func(glob, id string) bool { return glob == id })
	diag.Sort(faults)
	run := render.Run{
		Diagnostics: slices.Values(faults), Suppressed: slices.Values(suppressed),
		Files: slices.Values([]render.File{{Path: file.Name, About: &render.About{Coverage: result.Coverage}}}),
	}
	err := errors.Join(render.JSON(io.Discard, run), render.Text(io.Discard, slices.Values(faults), render.Style{}))
	if err != nil {
		panic(err) // nothing can be wrong with where it is written
	}
	return 0, limit
}

// processorTime returns how much of it this process has had, the system's on its behalf
// included: the two are told apart by samples, their sum is exact.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
