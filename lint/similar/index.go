package similar

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"hash/fnv"
	"io"
	"iter"
	"math/bits"
	"slices"
	"sort"
	"sync"

	"reportlint/lint/arena"
)

// Common is in how many texts by others a wording must stand to be nobody's own: then
// it comes from a model that all of them follow.
const Common = 4

// Bounds of sketches and of looking for them.
const (
	sketched    = 12  // characters of a shingle of a sketch: fewer than a run has, so that short runs leave some
	sketchSize  = 80  // shingles that are kept of a text, however long
	fewest      = 4   // shingles that two texts must share to be held against one another
	maxPosting  = 32  // texts with one shingle that are looked at, the first ones
	maxSuspects = 3   // texts that one is held against
	maxWitness  = 6   // texts besides, which tell what is common
	leastOwn    = 100 // characters of a text that are not common: with fewer there is nothing to be copied

	atOnce = 1 << 18 // shingles that are looked at together while an index is made
)

// Sketch is a little of a text by which texts that share much are found: those of the
// shingles within its sentences whose hashes are the smallest, in order. Of two texts the
// same shingles are kept as far as both have them. Which sentence follows which tells little:
// two that many use are seldom found in the same order, and that is no sign of a copy.
type Sketch []uint32

// Sketch returns the sketch of a text.
func (t *Text) Sketch() Sketch {
	all := arena.Make[uint32](t.file.Arena(), 0, len(t.chars))
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

// Shelf is where the sketches of works are put, one behind the other, and read again.
// Goroutines may read it at the same time.
type Shelf interface {
	io.Writer
	io.ReaderAt
}

// Works are many works, called by their places: how many have been added before. Of each,
// no more than a few bytes are in memory; their sketches are on a shelf.
type Works struct {
	shelf Shelf
	all   []work
	size  uint32            // shingles on the shelf
	alike [1 << filed]int32 // how many shingles have the same upper bits
	most  int               // shingles that are looked at together
	err   error             // the first one of the shelf
}

// work is what is known of one without its sketch.
type work struct {
	author uint64 // a hash of the name
	from   uint32 // how many shingles stand before its own on the shelf
	len    uint32
}

// filed is how many bits of a shingle tell which are looked at together.
const filed = 12

// NewWorks returns none, whose sketches will be put on a shelf; so many are expected.
func NewWorks(shelf Shelf, expected int) *Works {
	return &Works{shelf: shelf, most: atOnce, all: make([]work, 0, expected)}
}

// Add adds one. What is wrong with the shelf, Index tells.
func (w *Works) Add(one Work) {
	author := fnv.New64a()
	io.WriteString(author, one.Author)
	w.all = append(w.all, work{author: author.Sum64(), from: w.size, len: uint32(one.Len)})
	w.size += uint32(len(one.Sketch))
	written := make([]byte, 0, shingleSize*sketchSize)
	for _, shingle := range one.Sketch {
		w.alike[shingle>>(32-filed)]++
		written = binary.LittleEndian.AppendUint32(written, shingle)
	}
	if _, err := w.shelf.Write(written); err != nil && w.err == nil {
		w.err = err
	}
}

// shingleSize is how many bytes of a shelf one takes.
const shingleSize = 4

// end returns how many shingles stand on the shelf up to the end of those of a work.
func (w *Works) end(n int) uint32 {
	if n+1 < len(w.all) {
		return w.all[n+1].from
	}
	return w.size
}

// sketch reads the sketch of a work, into room for it and for how it is written.
func (w *Works) sketch(n int, room Sketch, written *[shingleSize * sketchSize]byte) (Sketch, error) {
	read := written[:shingleSize*(w.end(n)-w.all[n].from)]
	if _, err := w.shelf.ReadAt(read, shingleSize*int64(w.all[n].from)); err != nil && (err != io.EOF || len(read) > 0) {
		return nil, err
	}
	for ; len(read) > 0; read = read[shingleSize:] {
		room = append(room, binary.LittleEndian.Uint32(read))
	}
	return room, nil
}

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

// posting says that a shingle stands in a work: they are its upper and its lower half.
type posting uint64

func newPosting(shingle uint32, work int) posting { return posting(shingle)<<32 | posting(work) }

func (p posting) shingle() uint32 { return uint32(p >> 32) }
func (p posting) work() uint32    { return uint32(p) }

// Index returns an index of the works, or what is wrong with the shelf. It reads the shelf
// as often as it takes to look at a bounded number of shingles at a time, and keeps those
// that several works have: how many those are hangs on what people write, and little on
// how many they are.
func (w *Works) Index() (*Index, error) {
	x := &Index{works: w}
	x.tallies.New = func() any { return &tally{of: make([]count, len(w.all))} }
	if w.err != nil {
		return nil, w.err
	}
	largest := 0
	for from := 0; from < len(w.alike); {
		to, n := w.together(from)
		largest = max(largest, n)
		from = to
	}
	room := make([]posting, 0, largest)
	for from := 0; from < len(w.alike); {
		to, n := w.together(from)
		if n > 0 {
			all, err := w.postings(from, to, room)
			if err != nil {
				return nil, err
			}
			slices.Sort(all)
			x.stretches = append(x.stretches, w.stretch(uint32(to), all))
		}
		from = to
	}
	return x, nil
}

// together returns up to which upper bits shingles are looked at together with those of
// others, and how many that are: of one number, however many they are.
func (w *Works) together(from int) (to, n int) {
	for to = from; to < len(w.alike) && (n == 0 || n+int(w.alike[to]) <= w.most); to++ {
		n += int(w.alike[to])
	}
	return to, n
}

// postings adds those of the shingles whose upper bits are from one number up to another.
func (w *Works) postings(from, to int, all []posting) ([]posting, error) {
	shelf := bufio.NewReaderSize(io.NewSectionReader(w.shelf, 0, shingleSize*int64(w.size)), 1<<16)
	var written [shingleSize]byte
	for n := range w.all {
		for range w.end(n) - w.all[n].from {
			if _, err := io.ReadFull(shelf, written[:]); err != nil {
				return nil, err
			}
			shingle := binary.LittleEndian.Uint32(written[:])
			if upper := int(shingle >> (32 - filed)); from <= upper && upper < to {
				all = append(all, newPosting(shingle, n))
			}
		}
	}
	return all, nil
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
