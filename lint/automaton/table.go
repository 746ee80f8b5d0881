package automaton

import (
	"math/bits"
	"slices"
)

// table maps characters to classes. It is asked for each character of each text, which a
// map of the language would make the most costly part of it.
type table struct {
	slots []slot // a power of two of them, at most half of them taken
	taken int
}

type slot struct {
	char  rune // 0: free
	class uint16
}

// get returns the class of a character, if it has one.
func (t *table) get(r rune) (uint16, bool) {
	if len(t.slots) == 0 {
		return 0, false
	}
	mask := len(t.slots) - 1
	for i := hash(r) & mask; ; i = (i + 1) & mask {
		if t.slots[i].char == r {
			return t.slots[i].class, true
		}
		if t.slots[i].char == 0 {
			return 0, false
		}
	}
}

// put sets the class of a character that has none.
func (t *table) put(r rune, class uint16) {
	t.makeRoom(t.taken + 1)
	mask := len(t.slots) - 1
	i := hash(r) & mask
	for t.slots[i].char != 0 {
		i = (i + 1) & mask
	}
	t.slots[i] = slot{r, class}
	t.taken++
}

// makeRoom makes room for so many characters in all.
func (t *table) makeRoom(n int) {
	if 2*n <= len(t.slots) {
		return
	}
	old := t.slots
	t.slots, t.taken = make([]slot, 1<<bits.Len(uint(max(2*n, 16)-1))), 0
	for _, s := range old {
		if s.char != 0 {
			t.put(s.char, s.class)
		}
	}
}

// sorted returns what was put into the table, by character.
func (t *table) sorted() []slot {
	all := slices.DeleteFunc(slices.Clone(t.slots), func(s slot) bool { return s.char == 0 })
	slices.SortFunc(all, func(a, b slot) int { return int(a.char - b.char) })
	return all
}

func hash(r rune) int { return int(uint32(r) * 0x9E3779B1 >> 16) }
