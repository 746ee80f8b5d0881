// Command bench measures how fast reportlint is and how much memory it takes, as ratios to
// what the same machine does in the same minutes: it writes drafts from a seed, runs
// reportlint, parsers that only parse, and other linters over them in turn, and prints the
// medians. It knows of the program under test only its command line; but with -growth it
// calls what that calls, and prints how the time for hostile drafts grows with their size.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
)

// settings are the flags.
type settings struct {
	drafts, rounds, threads int
	seed                    uint64
	peers, long, strict     bool
	growth                  bool
	keep                    string
	as                      string
}

func main() {
	os.Exit(command(os.Args[1:], os.Stdout, os.Stderr))
}

// command runs a command line and returns its exit status.
func command(args []string, out, errors io.Writer) int {
	var s settings
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(errors)
	flags.IntVar(&s.drafts, "drafts", 10_000, "how many drafts to write")
	flags.IntVar(&s.rounds, "rounds", 5, "how often to run each program")
	flags.IntVar(&s.threads, "threads", 2, "how many processors each program has")
	flags.Uint64Var(&s.seed, "seed", 1, "what to draw the drafts from")
	flags.BoolVar(&s.peers, "peers", false, "run other linters too, which npm installs")
	flags.BoolVar(&s.long, "long", false, "run over ten times as many drafts too")
	flags.BoolVar(&s.strict, "strict", false, "end with status 1 where a bound is not kept")
	flags.BoolVar(&s.growth, "growth", false, "measure how the time for hostile drafts grows with their size, and nothing else; names of families may follow")
	flags.StringVar(&s.keep, "keep", "", "keep drafts and programs in this `folder`, which must be new or empty")
	flags.StringVar(&s.as, "as", "", "be one of the `programs` that the bench runs: "+partNames()+"; paths follow")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if s.drafts < 1 || s.rounds < 1 || s.threads < 1 || flags.NArg() > 0 && s.as == "" && !s.growth {
		fmt.Fprintln(errors, "bench: -drafts, -rounds and -threads are 1 at least, and paths or names follow -as and -growth only")
		return 2
	}
	if s.as != "" {
		if err := be(s, flags.Args(), out); err != nil {
			fmt.Fprintln(errors, "bench:", err)
			return 2
		}
		return 0
	}
	measure := func() (bool, error) { return bench(s, out) }
	if s.growth {
		measure = func() (bool, error) { return growth(flags.Args(), megabyte, s.rounds, out) }
	}
	missed, err := measure()
	if err != nil {
		fmt.Fprintln(errors, "bench:", err)
		return 2
	}
	if missed && s.strict {
		return 1
	}
	return 0
}

// bench gets everything ready, runs it, and prints what came of it. It reports whether a
// bound was missed.
func bench(s settings, out io.Writer) (missed bool, err error) {
	folder := s.keep
	if folder == "" {
		if folder, err = os.MkdirTemp("", "reportlint-bench-"); err != nil {
			return false, err
		}
		defer os.RemoveAll(folder)
	}
	if folder, err = filepath.Abs(folder); err != nil {
		return false, err
	}
	if there, err := os.ReadDir(folder); err == nil && len(there) > 0 {
		return false, fmt.Errorf("there are files in %s already", folder)
	}
	b := &benchmark{settings: s, folder: folder, samples: map[string][]sample{}}
	if err := b.prepare(); err != nil {
		return false, err
	}
	fmt.Fprintf(out, "%d drafts of %.1f KB, %d threads, medians of %d; %s on %d processors\n",
		b.drafts, float64(b.bytes)/float64(b.drafts)/1e3, b.threads, b.rounds, runtime.Version(), runtime.NumCPU())
	if err := b.race(); err != nil {
		return false, err
	}
	b.printRuns(out)
	rows, err := b.rows()
	if err != nil {
		return false, err
	}
	for _, why := range b.skipped {
		fmt.Fprintln(out, "not run:", why)
	}
	return printRows(out, rows), nil
}
