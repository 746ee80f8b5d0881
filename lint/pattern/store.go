package pattern

import (
	"encoding/binary"
	"maps"
	"slices"
)

// Store is patterns that were compiled before, by digests of their sources: how many there
// are, the digests in order with where each one's pattern ends behind them, and the patterns.
type Store string

// Sizes of what they begin with, in bytes.
const (
	storeHead  = 4
	storeEntry = 12
)

// find returns the compiled pattern of a source.
func (s Store) find(source string) (compiled, bool) {
	if s == "" {
		return "", false
	}
	n, want := s.number32(0), digest(source)
	i, j := 0, n
	for i < j {
		if m := (i + j) / 2; s.number64(storeHead+m*storeEntry) < want {
			i = m + 1
		} else {
			j = m
		}
	}
	at := storeHead + i*storeEntry
	if i == n || s.number64(at) != want {
		return "", false
	}
	from := 0
	if i > 0 {
		from = s.number32(at - storeEntry + 8)
	}
	all := s[storeHead+n*storeEntry:]
	return compiled(all[from:s.number32(at+8)]), true
}

func (s Store) number32(at int) int { return int(binary.LittleEndian.Uint32([]byte(s[at : at+4]))) }

func (s Store) number64(at int) uint64 { return binary.LittleEndian.Uint64([]byte(s[at : at+8])) }

// digest stands for the source of a pattern.
func digest(source string) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211 // of FNV-1a, whose package would have it copied
	h := uint64(offset)
	for i := range len(source) {
		h = (h ^ uint64(source[i])) * prime
	}
	return h
}

// Gather compiles and returns the patterns that use compiles, all of which are sound. Their order does not
// matter.
func Gather(use func(by Compiler)) Store {
	all := map[uint64]compiled{}
	use(Compiler{note: func(source string, made compiled) { all[digest(source)] = made }})
	if len(all) == 0 {
		return ""
	}
	head := binary.LittleEndian.AppendUint32(nil, uint32(len(all)))
	var rest []byte
	for _, d := range slices.Sorted(maps.Keys(all)) {
		rest = append(rest, all[d]...)
		head = binary.LittleEndian.AppendUint64(head, d)
		head = binary.LittleEndian.AppendUint32(head, uint32(len(rest)))
	}
	return Store(append(head, rest...))
}
