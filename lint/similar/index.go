package similar

import (
	"cmp"
	"math/bits"
	"slices"
	"sync"
)

// Common is in how many texts by others a wording must stand to be nobody's own: then
// it comes from a model that all of them follow.
const Common = 4

// Bounds of sketches and of looking for them.
const (
	sketched    = 12  // characters of a shingle of a sketch: fewer than a run has, so that short runs leave some
	sketchSize  = 80  // shingles that are kept of a text, however long
	fewest      = 4   // shingles that two texts must share to be held against one another
	maxPosting  = 32  // texts with one shingle that are looked at
	maxSuspects = 3   // texts that one is held against
	maxWitness  = 6   // texts besides, which tell what is common
	leastOwn    = 100 // characters of a text that are not common: with fewer there is nothing to be copied
)

// Sketch is a little of a text by which texts that share much are found: those of the
// shingles within its sentences whose hashes are the smallest, in order. Of two texts the
// same shingles are kept as far as both have them. Which sentence follows which tells little:
// two that many use are seldom found in the same order, and that is no sign of a copy.
type Sketch []uint32

// Sketch returns the sketch of a text.
func (t *Text) Sketch() Sketch {
	var all []uint32
	ends := t.ends
	for i, hash := range t.shingles(sketched) {
		for len(ends) > 0 && ends[0] <= i {
			ends = ends[1:]
		}
		if len(ends) == 0 || ends[0] >= i+sketched {
			all = append(all, spread(hash))
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	return slices.Clone(all[:min(len(all), sketchSize)])
}

// spread makes a hash of which all bits hang on all characters (the finalizer of SplitMix64).
func spread(h uint64) uint32 {
	h = (h ^ h>>30) * 0xBF58476D1CE4E5B9
	h = (h ^ h>>27) * 0x94D049BB133111EB
	return uint32((h ^ h>>31) >> 32)
}

// Work is a text by somebody, of which only the sketch is kept, and how many of its
// characters count.
type Work struct {
	Author string
	Sketch Sketch
	Len    int
}

// Index finds those of many works that may share much. Goroutines may share it.
type Index struct {
	works    []Work
	postings []posting // in order
	shift    int       // of a shingle, what remains of which is its drawer
	drawers  []uint32  // where in postings those of each drawer begin; the last one ends them
	tallies  sync.Pool // of those that count nothing
}

// tally is what a work has in common with others, while they are looked for.
type tally struct {
	of      []count // of each work
	counted []int   // the works that have some
}

// count is how many shingles a work has in common with another: those that few authors
// have, and all.
type count struct{ own, all uint16 }

// posting says that a shingle stands in a work: they are its upper and its lower half.
type posting uint64

func newPosting(shingle uint32, work int) posting { return posting(shingle)<<32 | posting(work) }

func (p posting) shingle() uint32 { return uint32(p >> 32) }
func (p posting) work() int       { return int(uint32(p)) }

// NewIndex returns an index of works, which later are called by their places in all.
func NewIndex(all []Work) *Index {
	x := &Index{works: all}
	x.tallies.New = func() any { return &tally{of: make([]count, len(all))} }
	n := 0
	for _, w := range all {
		n += len(w.Sketch)
	}
	x.postings = make([]posting, 0, n)
	for i, w := range all {
		for _, s := range w.Sketch {
			x.postings = append(x.postings, newPosting(s, i))
		}
	}
	slices.Sort(x.postings)
	x.file()
	return x
}

// file finds where the postings of each drawer begin. A drawer has few, so that looking
// for a shingle touches little memory, however many there are.
func (x *Index) file() {
	const few = 64
	filing := bits.Len(uint(len(x.postings) / few))
	x.shift = 32 - filing
	x.drawers = make([]uint32, 1<<filing+1)
	for _, p := range x.postings {
		x.drawers[p.shingle()>>x.shift+1]++
	}
	for i := 1; i < len(x.drawers); i++ {
		x.drawers[i] += x.drawers[i-1]
	}
}

// Like returns which works by other authors may share much with a work, and with them
// those that may tell which of it is common; none where none shares enough. What they
// really share is for Runs to say. Works are looked at one shingle at a time and no more
// than maxPosting for each, so that finding them does not depend on how many there are.
func (x *Index) Like(work int) []int {
	own := 0 // shingles that are not common
	var room [maxPosting]int
	others := room[:0]
	t := x.tallies.Get().(*tally)
	defer func() {
		for _, other := range t.counted {
			t.of[other] = count{}
		}
		t.counted = t.counted[:0]
		x.tallies.Put(t)
	}()
	for _, shingle := range x.works[work].Sketch {
		var common bool
		others, common = x.others(others[:0], work, shingle)
		if !common {
			own++
		}
		for _, other := range others {
			c := &t.of[other]
			if c.all == 0 {
				t.counted = append(t.counted, other)
			}
			if c.all++; !common {
				c.own++
			}
		}
	}
	if w := x.works[work]; own*w.Len < leastOwn*len(w.Sketch) { // as far as the sketch tells
		return nil
	}
	suspects := x.most(t, maxSuspects, func(c count) int { return int(c.own) }, max(fewest, (own+5)/6))
	if len(suspects) == 0 {
		return nil
	}
	for _, s := range suspects {
		t.of[s] = count{}
	}
	return append(suspects, x.most(t, maxWitness, func(c count) int { return int(c.all) }, fewest)...)
}

// others adds the works by other authors that have a shingle, and tells whether so many
// authors have it that it is common.
func (x *Index) others(out []int, work int, shingle uint32) (all []int, common bool) {
	drawer := shingle >> x.shift
	from, to := x.drawers[drawer], x.drawers[drawer+1]
	start, _ := slices.BinarySearch(x.postings[from:to], newPosting(shingle, 0))
	start += int(from)
	var room [Common]string
	authors := room[:0] // no more than make it common
	for _, p := range x.postings[start:min(start+maxPosting, len(x.postings))] {
		if p.shingle() != shingle {
			break
		}
		if author := x.works[p.work()].Author; author != x.works[work].Author {
			if len(authors) < Common && !slices.Contains(authors, author) {
				authors = append(authors, author)
			}
			out = append(out, p.work())
		}
	}
	return out, len(authors) >= Common
}

// most returns the counted works that have the most of something, and at least so many of
// it: the earlier one first among equals, and of each author one.
func (x *Index) most(t *tally, n int, of func(count) int, least int) (out []int) {
	var all []int
	for _, w := range t.counted {
		if of(t.of[w]) >= least {
			all = append(all, w)
		}
	}
	slices.SortFunc(all, func(a, b int) int {
		return cmp.Or(cmp.Compare(of(t.of[b]), of(t.of[a])), cmp.Compare(a, b))
	})
	for _, w := range all {
		same := func(known int) bool { return x.works[known].Author == x.works[w].Author }
		if len(out) < n && !slices.ContainsFunc(out, same) {
			out = append(out, w)
		}
	}
	return out
}
