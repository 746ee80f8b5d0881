// Package arena gives memory for slices and strings that are let go of all at once: those
// that are made while one draft is judged.
package arena

import (
	"reflect"
	"unsafe"
)

// Bounds of what is given from: the bytes of one piece of memory and of all that an arena
// has, and how many pieces for each type are kept when it is reset.
const (
	pieceSize = 64 << 10
	most      = 4 << 20
	kept      = 2
)

// Arena is where slices are made. A nil one makes each by itself, as make does. One
// goroutine uses it at a time.
type Arena struct {
	stores map[reflect.Type]store
	has    int // bytes of all pieces
}

// store is the memory for elements of one type.
type store interface{ reset() (pieces int) }

// pieces are the memory for elements of type T.
type pieces[T any] struct {
	all  [][]T
	at   int // which of them is given from
	used int // elements of that one
}

// New returns an arena that has nothing yet.
func New() *Arena { return &Arena{stores: map[reflect.Type]store{}} }

// Make returns a slice of n zeros with room for more, which is good until the arena is
// reset. What is appended beyond that room is not of the arena.
func Make[T any](a *Arena, n, room int) []T {
	size := int(unsafe.Sizeof(*new(T)))
	if a == nil || size == 0 || room*size > pieceSize {
		return make([]T, n, room)
	}
	kind := reflect.TypeFor[T]()
	p, _ := a.stores[kind].(*pieces[T])
	if p == nil {
		p = new(pieces[T])
		a.stores[kind] = p
	}
	for p.at < len(p.all) && len(p.all[p.at])-p.used < room {
		p.at, p.used = p.at+1, 0
	}
	if p.at == len(p.all) {
		if a.has+pieceSize > most {
			return make([]T, n, room)
		}
		a.has += pieceSize
		p.all = append(p.all, make([]T, pieceSize/size))
	}
	out := p.all[p.at][p.used : p.used+n : p.used+room]
	p.used += room
	return out
}

// String returns bytes as a string, without a copy: they must not change any more, and if
// they are of an arena, the string is good until it is reset.
func String(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// Reset lets go of all that was made. Nobody may look at it any more.
func (a *Arena) Reset() {
	a.has = 0
	for _, s := range a.stores {
		a.has += s.reset() * pieceSize
	}
}

// reset clears what was given, and returns how many pieces there still are.
func (p *pieces[T]) reset() int {
	if len(p.all) > kept {
		clear(p.all[kept:])
		p.all = p.all[:kept]
	}
	for i := range min(p.at+1, len(p.all)) {
		if i == p.at {
			clear(p.all[i][:p.used])
		} else {
			clear(p.all[i])
		}
	}
	p.at, p.used = 0, 0
	return len(p.all)
}
