package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
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

// The names of the runs that ratios are made of.
const (
	whole        = "reportlint"
	oneWorker    = "reportlint, 1 worker"
	plainPack    = "reportlint, pack from a file"
	longerPack   = "reportlint, pack with 1,000 phrases more"
	coldStart    = "reportlint, one draft"
	onTen        = "reportlint, a draft of 10 MB"
	onOne        = "reportlint, a draft of 1 MB"
	onLong       = "reportlint, ten times the drafts"
	readRun      = "read only"
	blocksRun    = "goldmark"
	tablesRun    = "goldmark with tables"
	tablesOnTen  = "goldmark with tables, a draft of 10 MB"
	hello        = "hello, world"
	rumdl        = "rumdl"
	megabyte     = 1_000_000
	shortPerTime = 5
)

// prepare writes drafts and packs, builds programs, and says what is to be run.
func (b *benchmark) prepare() error {
	in := func(name string) string { return filepath.Join(b.folder, name) }
	drafts, ten, one, lint := in("drafts"), in("ten.md"), in("one.md"), in("reportlint")
	self, err := os.Executable()
	if err != nil {
		return err
	}
	// be returns the command line that makes this program be another one.
	be := func(part string, drafts int, path string) []string {
		return []string{self, "-as", part, "-seed", strconv.FormatUint(b.seed, 10), "-drafts", strconv.Itoa(drafts),
			"-threads", strconv.Itoa(b.threads), path}
	}
	check := func(args ...string) []string { return append([]string{lint, "check", "--today", today}, args...) }
	jobs := "--jobs=" + strconv.Itoa(b.threads)
	if b.bytes, err = corpusSize(be(writing, b.drafts, drafts)); err != nil {
		return err
	}
	if err := write(in("hello.go"), helloWorld); err != nil {
		return err
	}
	for _, args := range [][]string{
		be(growing, 10*megabyte, ten),
		be(growing, megabyte, one),
		{"go", "build", "-o", lint, "reportlint/cmd/reportlint"},
		{"go", "build", "-o", in("hello"), in("hello.go")},
	} {
		if _, err := output(args); err != nil {
			return err
		}
	}
	plain, longer, err := writePacks(in("packs"))
	if err != nil {
		return err
	}
	first := filepath.Join(drafts, "000", "000000.md")
	b.runs = []run{
		{readRun, be(readOnly, 1, drafts), b.bytes, 1},
		{blocksRun, be(blocks, 1, drafts), b.bytes, 1},
		{tablesRun, be(tables, 1, drafts), b.bytes, 1},
		{whole, check(jobs, drafts), b.bytes, 1},
		{oneWorker, check("--jobs=1", drafts), b.bytes, 1},
		{plainPack, check(jobs, "--pack", plain, drafts), b.bytes, 1},
		{longerPack, check(jobs, "--pack", longer, drafts), b.bytes, 1},
		{hello, []string{in("hello")}, 0, shortPerTime},
		{coldStart, check(jobs, first), size(first), shortPerTime},
		{tablesOnTen, be(tables, 1, ten), size(ten), 1},
		{onTen, check(jobs, ten), size(ten), 1},
		{onOne, check(jobs, one), size(one), 1},
	}
	if b.peers {
		b.addPeers(drafts)
	}
	if b.long {
		long := in("long")
		n, err := corpusSize(be(writing, 10*b.drafts, long))
		if err != nil {
			return err
		}
		b.runs = append(b.runs, run{onLong, check(jobs, long), n, 1})
	}
	return nil
}

const helloWorld = "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(\"hello, world\") }\n"

// corpusSize runs what writes a corpus, and returns how many bytes it has written.
func corpusSize(args []string) (int64, error) {
	said, err := output(args)
	if err != nil {
		return 0, err
	}
	return strconv.ParseInt(strings.TrimSpace(said), 10, 64)
}

// size returns the size of a file, 0 where there is none.
func size(name string) int64 {
	info, err := os.Stat(name)
	if err != nil {
		return 0
	}
	return info.Size()
}

// addPeers adds other linters, as far as they can be had.
func (b *benchmark) addPeers(drafts string) {
	folder := filepath.Join(b.folder, "peers")
	err := write(filepath.Join(folder, "package.json"), `{"private": true}`)
	if err == nil {
		_, err = output([]string{"npm", "install", "--prefix", folder, "--no-audit", "--no-fund", "--ignore-scripts", "rumdl@0.2"})
	}
	// The program itself, not the script that starts it, which takes longer than one draft.
	programs, _ := filepath.Glob(filepath.Join(folder, "node_modules", "@rumdl", "*", "rumdl")) // the pattern is sound
	if err == nil && len(programs) == 0 {
		err = errors.New("npm brought no program for this machine")
	}
	if err != nil {
		b.skipped = append(b.skipped, "rumdl: "+strings.TrimSpace(err.Error()))
		return
	}
	b.runs = append(b.runs, run{rumdl, []string{programs[0], "check", "--no-cache", "--isolated", drafts}, b.bytes, 1})
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
	c.Env = append(os.Environ(), "GOMAXPROCS="+strconv.Itoa(b.threads))
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
