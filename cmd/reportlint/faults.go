package main

import (
	"iter"
	"maps"
	"slices"
	"strings"

	"reportlint/lint/diag"
)

// faults are those of the files of a run. Of thousands of files they are most of what is
// known when the last one was read, and none is told before: so they are not in memory.
type faults struct {
	spool *spool
	lots  []lot
	n     map[diag.Severity]int
	err   error // why some could not be read again
}

// lot is the faults of one file that were found together.
type lot struct {
	file string
	at   int64
	size int
}

func newFaults() *faults { return &faults{spool: newSpool(), n: map[diag.Severity]int{}} }

// add takes in faults that were let go of their files.
func (f *faults) add(all []diag.Diagnostic) {
	for len(all) > 0 {
		file := all[0].Span.File.Name
		n := slices.IndexFunc(all, func(d diag.Diagnostic) bool { return d.Span.File.Name != file })
		if n < 0 {
			n = len(all)
		}
		for _, d := range all[:n] {
			f.n[d.Severity]++
		}
		written := diag.Encode(all[:n])
		f.lots = append(f.lots, lot{file, f.spool.Len(), len(written)})
		f.spool.Write(written)
		all = all[n:]
	}
}

// all yields the faults in the order of diag.Sort, those of one file at a time.
func (f *faults) all() iter.Seq[diag.Diagnostic] {
	return func(yield func(diag.Diagnostic) bool) {
		slices.SortStableFunc(f.lots, func(a, b lot) int { return strings.Compare(a.file, b.file) })
		for i := 0; i < len(f.lots); {
			var some []diag.Diagnostic
			file := f.lots[i].file
			for ; i < len(f.lots) && f.lots[i].file == file; i++ {
				read, err := f.read(f.lots[i])
				if err != nil {
					f.err = err
				}
				some = append(some, read...)
			}
			diag.Sort(some)
			for _, d := range some {
				if !yield(d) {
					return
				}
			}
		}
	}
}

func (f *faults) read(l lot) ([]diag.Diagnostic, error) {
	written := make([]byte, l.size)
	if _, err := f.spool.ReadAt(written, l.at); err != nil {
		return nil, err
	}
	return diag.Decode(written)
}

// counts returns how many there are of each severity, and in all.
func (f *faults) counts() (n map[diag.Severity]int, all int) {
	for k := range maps.Values(f.n) {
		all += k
	}
	return f.n, all
}
