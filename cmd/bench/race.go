package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"syscall"
	"text/tabwriter"
	"time"
)

// benchmark is what is run, and what came of it.
type benchmark struct {
	settings
	folder  string
	bytes   int64 // of all drafts
	runs    []run
	samples map[string][]sample // by the name of the run
	skipped []string            // what was asked for and cannot be had
}

// run is a command line that is run in each round, with nothing on its standard input and
// its standard output thrown away.
type run struct {
	name  string
	args  []string
	bytes int64 // that it reads
	times int   // how often in each round; short ones more often, since they vary more
}

// sample is what one run took.
type sample struct {
	wall, cpu time.Duration
	memory    int64 // the most that was resident, in bytes
}

// race runs everything in turn, as many rounds as asked for, so that what else the machine
// does falls upon all alike.
func (b *benchmark) race() error {
	for range b.rounds {
		for _, r := range b.runs {
			for range r.times {
				s, err := b.measure(r.args, nil)
				if err != nil {
					return fmt.Errorf("%s: %w", r.name, err)
				}
				b.samples[r.name] = append(b.samples[r.name], s)
			}
		}
	}
	return nil
}

// measure runs a command line and returns what it took. Status 1 is that of linters that
// have found fault.
func (b *benchmark) measure(args, env []string) (sample, error) {
	c := exec.Command(args[0], args[1:]...)
	n := strconv.Itoa(b.threads)
	c.Env = append(os.Environ(), "GOMAXPROCS="+n, "RAYON_NUM_THREADS="+n) // for those in Go, and those in Rust
	c.Env = append(c.Env, env...)
	var said bytes.Buffer
	c.Stderr = &said
	start := time.Now()
	err := c.Run()
	wall := time.Since(start)
	if c.ProcessState == nil || c.ProcessState.ExitCode() < 0 || c.ProcessState.ExitCode() > 1 {
		return sample{}, fmt.Errorf("%w: %s", err, said.String())
	}
	s := sample{wall: wall, cpu: c.ProcessState.UserTime() + c.ProcessState.SystemTime()}
	if usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
		s.memory = int64(usage.Maxrss) * 1024
	}
	return s, nil
}

// output runs a command line and returns what it wrote.
func output(args []string) (string, error) {
	said, err := exec.Command(args[0], args[1:]...).Output()
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		err = fmt.Errorf("%s: %w: %s", args[0], err, failed.Stderr)
	}
	return string(said), err
}

// median returns what a run took, each figure for itself; ok is whether it was run.
func (b *benchmark) median(name string) (s sample, ok bool) {
	all := b.samples[name]
	if len(all) == 0 {
		return sample{}, false
	}
	return sample{
		wall:   middle(all, func(s sample) time.Duration { return s.wall }),
		cpu:    middle(all, func(s sample) time.Duration { return s.cpu }),
		memory: middle(all, func(s sample) int64 { return s.memory }),
	}, true
}

// middle returns the median of a figure of all samples, the greater of the two in the middle.
func middle[T ~int64](all []sample, figure func(sample) T) T {
	var figures []T
	for _, s := range all {
		figures = append(figures, figure(s))
	}
	slices.Sort(figures)
	return figures[len(figures)/2]
}

// printRuns prints what each run took.
func (b *benchmark) printRuns(out io.Writer) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "\nwall s\tcpu s\tMB/s\tMB\t  run")
	for _, r := range b.runs {
		s, _ := b.median(r.name)
		speed := "–"
		if r.bytes > 0 {
			speed = fmt.Sprintf("%.1f", float64(r.bytes)/megabyte/s.wall.Seconds())
		}
		fmt.Fprintf(w, "%.4f\t%.4f\t%s\t%.1f\t  %s\n", s.wall.Seconds(), s.cpu.Seconds(), speed, float64(s.memory)/megabyte, r.name)
	}
	w.Flush()
	fmt.Fprintln(out)
}
