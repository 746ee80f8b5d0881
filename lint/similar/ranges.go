package similar

import (
	"encoding/binary"
	"iter"
	"slices"
	"unicode/utf8"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// Ranges are where in its file a text stands, so that it can be read again without
// finding out anew what of the file is text: of each range of bytes, how far it is from
// the end of the one before it, and its length. An empty one ends a passage.
type Ranges []byte

// Ranges returns where the text stands in its file. ok is false if the bytes there are not
// what a reader sees, such as "&#30002;".
func (t *Text) Ranges() (all Ranges, ok bool) {
	all = make(Ranges, 0, 4*len(t.ranges)) // two short numbers, and seldom longer ones
	end := 0
	for _, r := range t.ranges {
		all = binary.AppendVarint(all, int64(int(r.from)-end))
		all = binary.AppendUvarint(all, uint64(r.to-r.from))
		end = int(r.to)
	}
	again := all.Read(t.file)
	return slices.Clone(all), slices.Equal(again.chars, t.chars) && slices.Equal(again.places, t.places)
}

// mark notes where a letter stands.
func (t *Text) mark(at place) {
	if n := len(t.ranges); n > 0 && t.ranges[n-1].from < t.ranges[n-1].to && t.follows(int(t.ranges[n-1].to), int(at.from)) {
		t.ranges[n-1].to = at.to
		return
	}
	t.ranges = append(t.ranges, at)
}

// follows reports whether there is no letter between two places in the file.
func (t *Text) follows(end, from int) bool {
	if from < end {
		return false
	}
	for _, r := range t.file.Text[end:from] {
		if written(r) != stop {
			return false
		}
	}
	return true
}

// Read reads the text again from its file. Its sentences are not told.
func (all Ranges) Read(f *diag.File) *Text {
	size := 0
	for from, to := range all.each() {
		size += max((to-from)/len("字"), 1)
	}
	t := &Text{file: f}
	t.grow(size)
	for from, to := range all.each() {
		if from == to {
			t.stop()
			continue
		}
		for i, r := range f.Text[from:to] {
			if l := written(r); l != stop {
				t.put(l, place{int32(from + i), int32(from + i + utf8.RuneLen(r))})
			}
		}
	}
	return t
}

// each yields where ranges begin and end.
func (all Ranges) each() iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		end := 0
		for rest := []byte(all); len(rest) > 0; {
			gap, n := binary.Varint(rest)
			length, m := binary.Uvarint(rest[n:])
			rest = rest[n+m:]
			from := end + int(gap)
			end = from + int(length)
			if !yield(from, end) {
				return
			}
		}
	}
}

// written returns what stands for a character of a file.
func written(r rune) rune {
	to, _ := draft.Folded(r)
	return letter(to)
}
