// Command detect measures what the rules find: it writes drafts from a seed, plants faults
// in them, judges them, and prints how many of the faults were found, where, and what else
// was said.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"reportlint/fixtures"
	"reportlint/lint"
)

func main() {
	os.Exit(command(os.Args[1:], os.Stdout, os.Stderr))
}

// command runs a command line and returns its exit status: 1 where a bound is not kept.
func command(args []string, out, errors io.Writer) int {
	flags := flag.NewFlagSet("detect", flag.ContinueOnError)
	flags.SetOutput(errors)
	n := flags.Int("n", 20_000, "how many drafts to write")
	seed := flags.Uint64("seed", 1, "what to draw them from")
	show := flags.String("show", "", "print one draft with the fault of this `rule` planted (clean: with none), and what is said of it")
	heldOut := flags.Bool("held-out", false, "with -show: in the wordings that are held out")
	number := flags.Int("draft", -1, "print the draft of this `number`, and what is said of it")
	misses := flags.Bool("misses", false, "show where faults were missed or misplaced, and where more was said, in the wordings of development")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	pack, err := load()
	if err != nil {
		fmt.Fprintln(errors, err)
		return 2
	}
	switch {
	case *show != "":
		return example(out, errors, pack, *show, *seed, *heldOut)
	case *number >= 0:
		d := write(fixtures.NewWriter(pack.Scheme), *seed, *number)
		printDraft(out, pack, &d)
		return 0
	}
	all := run(pack, *seed, *n)
	t := count(pack, all)
	t.print(out)
	if *misses {
		printMisses(out, pack, *seed, all, t)
	}
	broken := t.broken()
	for _, b := range broken {
		fmt.Fprintln(errors, "detect:", b)
	}
	if len(broken) > 0 {
		return 1
	}
	return 0
}

// example prints a draft with one fault.
func example(out, errors io.Writer, pack *lint.Pack, rule string, seed uint64, heldOut bool) int {
	var planted []string
	if rule != "clean" {
		if !known(rule) {
			fmt.Fprintf(errors, "detect: no fault of the rule %q can be planted\n", rule)
			return 2
		}
		planted = []string{rule}
	}
	set := fixtures.Developed
	if heldOut {
		set = fixtures.HeldOut
	}
	d := fixtures.NewWriter(pack.Scheme).Write(seed, 0, set, planted...)
	printDraft(out, pack, &d)
	return 0
}
