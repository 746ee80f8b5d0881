package similar

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"hash/fnv"
	"io"
	"math/bits"
	"slices"
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

// sketch reads the sketch of a work, into room for it.
func (w *Works) sketch(n int, room Sketch) (Sketch, error) {
	var written [shingleSize * sketchSize]byte
	end := w.size
	if n+1 < len(w.all) {
		end = w.all[n+1].from
	}
	read := written[:shingleSize*(end-w.all[n].from)]
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
	works    *Works
	shingles []uint32 // that several works have, in order
	begin    []uint32 // of each, where in holders the works begin that have it; the last one ends them
	holders  []uint32
	authors  []uint8   // of each shingle, how many authors its holders have, or Common+1
	shift    int       // of a shingle, what remains of which is its drawer
	drawers  []uint32  // where in shingles those of each drawer begin; the last one ends them
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
func (p posting) work() uint32    { return uint32(p) }

// Index returns an index of the works, or what is wrong with the shelf. It reads the shelf
// as often as it takes to look at a bounded number of shingles at a time, and keeps those
// that several works have: how many those are hangs on what people write, and little on
// how many they are.
func (w *Works) Index() (*Index, error) {
	x := &Index{works: w, begin: []uint32{0}}
	x.tallies.New = func() any { return &tally{of: make([]count, len(w.all))} }
	if w.err != nil {
		return nil, w.err
	}
	var room []posting
	for from := 0; from < len(w.alike); {
		to, n := from, 0
		for to < len(w.alike) && (n == 0 || n+int(w.alike[to]) <= w.most) {
			n += int(w.alike[to])
			to++
		}
		var err error
		if room, err = w.postings(from, to, slices.Grow(room[:0], n)); err != nil {
			return nil, err
		}
		slices.Sort(room)
		x.add(room)
		from = to
	}
	x.file()
	return x, nil
}

// postings adds those of the shingles whose upper bits are from one number up to another.
func (w *Works) postings(from, to int, all []posting) ([]posting, error) {
	shelf := bufio.NewReaderSize(io.NewSectionReader(w.shelf, 0, shingleSize*int64(w.size)), 1<<16)
	var written [shingleSize]byte
	for n := range w.all {
		end := w.size
		if n+1 < len(w.all) {
			end = w.all[n+1].from
		}
		for range end - w.all[n].from {
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

// add adds the shingles of postings, which are in order, that several works have.
func (x *Index) add(all []posting) {
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].shingle() == all[0].shingle() {
			n++
		}
		if n > 1 {
			var room [Common + 1]uint64
			authors := room[:0]
			for _, p := range all[:min(n, maxPosting)] {
				x.holders = append(x.holders, p.work())
				if author := x.works.all[p.work()].author; len(authors) <= Common && !slices.Contains(authors, author) {
					authors = append(authors, author)
				}
			}
			x.shingles = append(x.shingles, all[0].shingle())
			x.begin = append(x.begin, uint32(len(x.holders)))
			x.authors = append(x.authors, uint8(len(authors)))
		}
		all = all[n:]
	}
}

// file finds where the shingles of each drawer begin. A drawer has few, so that looking
// for one touches little memory, however many there are.
func (x *Index) file() {
	const few = 16
	filing := bits.Len(uint(len(x.shingles) / few))
	x.shift = 32 - filing
	x.drawers = make([]uint32, 1<<filing+1)
	for _, s := range x.shingles {
		x.drawers[s>>x.shift+1]++
	}
	for i := 1; i < len(x.drawers); i++ {
		x.drawers[i] += x.drawers[i-1]
	}
}

// find returns which of the shingles that several works have is this one.
func (x *Index) find(shingle uint32) (n int, ok bool) {
	drawer := shingle >> x.shift
	from, to := x.drawers[drawer], x.drawers[drawer+1]
	n, ok = slices.BinarySearch(x.shingles[from:to], shingle)
	return n + int(from), ok
}

// held returns the works that have a shingle.
func (x *Index) held(shingle int) []uint32 { return x.holders[x.begin[shingle]:x.begin[shingle+1]] }

// common reports whether so many others than an author have a shingle that it is nobody's own.
func (x *Index) common(shingle int, author uint64) bool {
	if x.authors[shingle] != Common {
		return x.authors[shingle] > Common
	}
	return !slices.ContainsFunc(x.held(shingle), func(w uint32) bool { return x.works.all[w].author == author })
}

// Like returns which works by other authors may share much with a work, and with them
// those that may tell which of it is common; none where none shares enough. What they
// really share is for Runs to say. Works are looked at one shingle at a time and no more
// than maxPosting for each, so that finding them does not depend on how many there are.
// An error is one of the shelf.
func (x *Index) Like(work int) ([]int, error) {
	type match struct {
		shingle int
		common  bool
	}
	var (
		of       = x.works.all[work]
		shingles [sketchSize]uint32
		room     [sketchSize]match
		matches  = room[:0]
		own      int // shingles that are not common
	)
	sketch, err := x.works.sketch(work, shingles[:0])
	if err != nil {
		return nil, err
	}
	for _, s := range sketch {
		n, several := x.find(s)
		m := match{n, several && x.common(n, of.author)}
		if !m.common {
			own++
		}
		if several {
			matches = append(matches, m)
		}
	}
	if own*int(of.len) < leastOwn*len(sketch) { // as far as the sketch tells
		return nil, nil
	}
	t := x.tallies.Get().(*tally)
	defer func() {
		for _, other := range t.counted {
			t.of[other] = count{}
		}
		t.counted = t.counted[:0]
		x.tallies.Put(t)
	}()
	for _, m := range matches {
		for _, other := range x.held(m.shingle) {
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
