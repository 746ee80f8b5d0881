package similar

import (
	"encoding/binary"
	"hash/fnv"
	"io"
	"slices"
	"sort"

	"reportlint/lint/arena"
)

// Bounds of sketches.
const (
	sketched   = 12 // characters of a shingle of a sketch: fewer than a run has, so that short runs leave some
	sketchSize = 80 // shingles that are kept of a text, however long

	atOnce = 1 << 17 // shingles that are looked at together while an index is made
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

// posting says that a shingle stands in a work: they are its upper and its lower half.
type posting uint64

func newPosting(shingle uint32, work int) posting { return posting(shingle)<<32 | posting(work) }

func (p posting) shingle() uint32 { return uint32(p >> 32) }
func (p posting) work() uint32    { return uint32(p) }

// together returns up to which upper bits shingles are looked at together with those of
// others, and how many that are: of one number, however many they are.
func (w *Works) together(from int) (to, n int) {
	for to = from; to < len(w.alike) && (n == 0 || n+int(w.alike[to]) <= w.most); to++ {
		n += int(w.alike[to])
	}
	return to, n
}

// postings adds those of the shingles whose upper bits are from one number up to another. Of
// each sketch, which is in order, no more than those are looked at, and a few to find them.
func (w *Works) postings(from, to int, all []posting) ([]posting, error) {
	const some = 256 // works whose sketches are read at a time
	room := make([]byte, shingleSize*sketchSize*some)
	upper := func(shingle []byte) int { return int(binary.LittleEndian.Uint32(shingle) >> (32 - filed)) }
	for first := 0; first < len(w.all); first += some {
		last := min(first+some, len(w.all))
		begin := w.all[first].from
		written := room[:shingleSize*(w.end(last-1)-begin)]
		if n, err := w.shelf.ReadAt(written, shingleSize*int64(begin)); n < len(written) {
			return nil, err
		}
		for n := first; n < last; n++ {
			sketch := written[shingleSize*(w.all[n].from-begin) : shingleSize*(w.end(n)-begin)]
			least := sort.Search(len(sketch)/shingleSize, func(i int) bool { return upper(sketch[shingleSize*i:]) >= from })
			for sketch = sketch[shingleSize*least:]; len(sketch) > 0 && upper(sketch) < to; sketch = sketch[shingleSize:] {
				all = append(all, newPosting(binary.LittleEndian.Uint32(sketch), n))
			}
		}
	}
	return all, nil
}
