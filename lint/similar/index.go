package similar

import (
	"cmp"
	"iter"
	"math/bits"
	"slices"
	"sort"
	"sync"
)

// Common is in how many texts by others a wording must stand to be nobody's own: then
// it comes from a model that all of them follow.
const Common = 4

// Bounds of looking for works that are alike.
const (
	fewest      = 4   // shingles that two texts must share to be held against one another
	maxPosting  = 32  // texts with one shingle that are looked at, the first ones
	maxSuspects = 3   // texts that one is held against
	maxWitness  = 6   // texts besides, which tell what is common
	leastOwn    = 100 // characters of a text that are not common: with fewer there is nothing to be copied
)

// Index finds those of many works that may share much. Goroutines may share it.
type Index struct {
	works     *Works
	stretches []stretch // in order
	tallies   sync.Pool // of those that count nothing
}

// stretch are the shingles that several works have, from some upper bits up to others.
type stretch struct {
	to       uint32   // the upper bits that are beyond it
	shingles []uint32 // in order
	begin    []uint32 // of each, where in holders the works begin that have it; the last one ends them
	holders  []uint32
	authors  []uint8 // of each shingle, how many authors its holders have, or Common+1
	first    uint32
	shift    int      // of what a shingle is more than the first, what remains of which is its drawer
	drawers  []uint32 // where in shingles those of each drawer begin; the last one ends them
}

// tally is what a work has in common with others, while they are looked for.
type tally struct {
	sketch  [sketchSize]uint32
	written [shingleSize * sketchSize]byte
	of      []count // of each work
	counted []int   // the works that have some
}

// count is how many shingles a work has in common with another: those that few authors
// have, and all.
type count struct{ own, all uint16 }

// Index returns an index of the works, or what is wrong with the shelf. It reads the shelf
// as often as it takes to look at a bounded number of shingles together, and keeps those
// that several works have: how many those are hangs on what people write, and little on
// how many they are. each does something for each of n, for as many of them at a time as
// there is memory for that many shingles, and returns when all is done.
func (w *Works) Index(each func(n int, do func(int))) (*Index, error) {
	x := &Index{works: w}
	x.tallies.New = func() any { return &tally{of: make([]count, len(w.all))} }
	if w.err != nil {
		return nil, w.err
	}
	largest := 0
	var bounds []int // of the upper bits of each stretch
	for from := 0; from < len(w.alike); {
		to, n := w.together(from)
		largest = max(largest, n)
		if n > 0 {
			bounds = append(bounds, from, to)
		}
		from = to
	}
	rooms := sync.Pool{New: func() any {
		room := make([]posting, 0, largest)
		return &room
	}}
	errs := make([]error, len(bounds)/2)
	x.stretches = make([]stretch, len(errs))
	each(len(errs), func(i int) {
		from, to := bounds[2*i], bounds[2*i+1]
		room := rooms.Get().(*[]posting)
		all, err := w.postings(from, to, *room)
		if err == nil {
			slices.Sort(all)
			x.stretches[i] = w.stretch(uint32(to), all)
		}
		errs[i] = err
		rooms.Put(room)
	})
	return x, cmp.Or(errs...)
}

// stretch returns what postings, which are in order, tell of the shingles that several works
// have.
func (w *Works) stretch(to uint32, all []posting) stretch {
	several, holders := 0, 0
	for same := range sameShingle(all) {
		several++
		holders += len(same)
	}
	s := stretch{
		to: to, shingles: make([]uint32, 0, several), begin: make([]uint32, 1, several+1), holders: make([]uint32, 0, holders), authors: make([]uint8, 0, several),
	}
	for same := range sameShingle(all) {
		var room [Common + 1]uint64
		authors := room[:0]
		for _, p := range same {
			s.holders = append(s.holders, p.work())
			if author := w.all[p.work()].author; len(authors) <= Common && !slices.Contains(authors, author) {
				authors = append(authors, author)
			}
		}
		s.shingles = append(s.shingles, same[0].shingle())
		s.begin = append(s.begin, uint32(len(s.holders)))
		s.authors = append(s.authors, uint8(len(authors)))
	}
	s.file()
	return s
}

// sameShingle yields the postings of each shingle that has several, as many as are looked at.
func sameShingle(all []posting) iter.Seq[[]posting] {
	return func(yield func([]posting) bool) {
		for rest := all; len(rest) > 0; {
			n := 1
			for n < len(rest) && rest[n].shingle() == rest[0].shingle() {
				n++
			}
			if n > 1 && !yield(rest[:min(n, maxPosting)]) {
				return
			}
			rest = rest[n:]
		}
	}
}

// file finds where the shingles of each drawer begin. A drawer has few, so that looking
// for one touches little memory, however many there are. What all have in common in their
// upper bits would leave most drawers empty.
func (s *stretch) file() {
	const few = 16
	filing := bits.Len(uint(len(s.shingles) / few))
	if len(s.shingles) > 0 {
		s.first = s.shingles[0]
		s.shift = max(bits.Len32(s.shingles[len(s.shingles)-1]-s.first)-filing, 0)
	}
	s.drawers = make([]uint32, 1<<filing+1)
	for _, shingle := range s.shingles {
		s.drawers[(shingle-s.first)>>s.shift+1]++
	}
	for i := 1; i < len(s.drawers); i++ {
		s.drawers[i] += s.drawers[i-1]
	}
}

// find returns which of the shingles that several works have is this one, and in which
// stretch.
func (x *Index) find(shingle uint32) (s *stretch, n int, ok bool) {
	i := sort.Search(len(x.stretches), func(i int) bool { return shingle>>(32-filed) < x.stretches[i].to })
	if i == len(x.stretches) {
		return nil, 0, false
	}
	s = &x.stretches[i]
	drawer := int((shingle - s.first) >> s.shift)
	if shingle < s.first || drawer+1 >= len(s.drawers) {
		return nil, 0, false
	}
	from, to := s.drawers[drawer], s.drawers[drawer+1]
	n, ok = slices.BinarySearch(s.shingles[from:to], shingle)
	return s, n + int(from), ok
}

// held returns the works that have a shingle.
func (s *stretch) held(shingle int) []uint32 { return s.holders[s.begin[shingle]:s.begin[shingle+1]] }

// common reports whether so many others than an author have a shingle that it is nobody's own.
func (x *Index) common(s *stretch, shingle int, author uint64) bool {
	if s.authors[shingle] != Common {
		return s.authors[shingle] > Common
	}
	return !slices.ContainsFunc(s.held(shingle), func(w uint32) bool { return x.works.all[w].author == author })
}

// Like returns which works by other authors may share much with a work, and with them
// those that may tell which of it is common; none where none shares enough. What they
// really share is for Runs to say. Works are looked at one shingle at a time and no more
// than maxPosting for each, so that finding them does not depend on how many there are.
// An error is one of the shelf.
func (x *Index) Like(work int) ([]int, error) {
	type match struct {
		held   []uint32
		common bool
	}
	var (
		of      = x.works.all[work]
		room    [sketchSize]match
		matches = room[:0]
		own     int // shingles that are not common
	)
	t := x.tallies.Get().(*tally)
	defer x.tallies.Put(t)
	sketch, err := x.works.sketch(work, t.sketch[:0], &t.written)
	if err != nil {
		return nil, err
	}
	for _, s := range sketch {
		at, n, several := x.find(s)
		if !several {
			own++
			continue
		}
		m := match{at.held(n), x.common(at, n, of.author)}
		if !m.common {
			own++
		}
		matches = append(matches, m)
	}
	if own*int(of.len) < leastOwn*len(sketch) { // as far as the sketch tells
		return nil, nil
	}
	defer func() {
		for _, other := range t.counted {
			t.of[other] = count{}
		}
		t.counted = t.counted[:0]
	}()
	for _, m := range matches {
		for _, other := range m.held {
			if x.works.all[other].author == of.author {
				continue
			}
			c := &t.of[other]
			if c.all == 0 {
				t.counted = append(t.counted, int(other))
			}
			if c.all++; !m.common {
				c.own++
			}
		}
	}
	suspects := x.most(t, maxSuspects, func(c count) int { return int(c.own) }, max(fewest, (own+5)/6))
	if len(suspects) == 0 {
		return nil, nil
	}
	for _, s := range suspects {
		t.of[s] = count{}
	}
	return append(suspects, x.most(t, maxWitness, func(c count) int { return int(c.all) }, fewest)...), nil
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
		same := func(known int) bool { return x.works.all[known].author == x.works.all[w].author }
		if len(out) < n && !slices.ContainsFunc(out, same) {
			out = append(out, w)
		}
	}
	return out
}
