package main

import (
	"iter"
	"slices"
	"strings"

	"reportlint/lint/diag"
)

// records are values that belong to the files of a run. Of thousands of files they are most
// of what is known when the last one was read, and none is told before: so they are not in
// memory.
type records[T any] struct {
	spool *spool
	lots  []lot
	err   error // why some could not be read again
}

// lot is where a value is.
type lot struct {
	file string
	at   int64
	size int
}

func newRecords[T any]() records[T] { return records[T]{spool: newSpool()} }

// add takes in a value that holds nothing of an arena.
func (r *records[T]) add(file string, v T) {
	written := diag.Encode(v)
	r.lots = append(r.lots, lot{file, r.spool.Len(), len(written)})
	r.spool.Write(written)
}

// all yields what belongs to each file, in the order of their names, and of each in the order
// in which it was added. It may be walked again when more was added.
func (r *records[T]) all() iter.Seq2[string, []T] {
	return func(yield func(string, []T) bool) {
		slices.SortStableFunc(r.lots, func(a, b lot) int { return strings.Compare(a.file, b.file) })
		for i := 0; i < len(r.lots); {
			var some []T
			file := r.lots[i].file
			for ; i < len(r.lots) && r.lots[i].file == file; i++ {
				v, err := r.read(r.lots[i])
				if err != nil {
					r.err = err
					continue
				}
				some = append(some, v)
			}
			if len(some) > 0 && !yield(file, some) {
				return
			}
		}
	}
}

func (r *records[T]) read(l lot) (T, error) {
	written := make([]byte, l.size)
	if _, err := r.spool.ReadAt(written, l.at); err != nil {
		var none T
		return none, err
	}
	return diag.Decode[T](written)
}

// faults are those of a run, counted.
type faults struct {
	records[[]diag.Diagnostic]
	count
}

// count is how many faults there are.
type count struct {
	of    map[diag.Severity]int
	total int
}

func (c *count) add(all []diag.Diagnostic) {
	for _, d := range all {
		c.of[d.Severity]++
	}
	c.total += len(all)
}

func newFaults() *faults {
	return &faults{newRecords[[]diag.Diagnostic](), count{of: map[diag.Severity]int{}}}
}

// add takes in faults that were let go of their files.
func (f *faults) add(all []diag.Diagnostic) {
	f.count.add(all)
	for len(all) > 0 {
		file := all[0].Span.File.Name
		n := slices.IndexFunc(all, func(d diag.Diagnostic) bool { return d.Span.File.Name != file })
		if n < 0 {
			n = len(all)
		}
		f.records.add(file, all[:n])
		all = all[n:]
	}
}

// told yields the faults in the order of diag.Sort.
func (f *faults) told() iter.Seq[diag.Diagnostic] {
	return func(yield func(diag.Diagnostic) bool) {
		for _, lots := range f.records.all() {
			some := slices.Concat(lots...)
			diag.Sort(some)
			for _, d := range some {
				if !yield(d) {
					return
				}
			}
		}
	}
}
