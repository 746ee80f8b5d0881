package automaton

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"
	"unicode"
	"unicode/utf8"
)

// alphabet parts all characters into classes that an expression does not tell apart.
type alphabet struct {
	size    int         // how many classes there are
	ascii   [128]uint16 // classes
	singles table       // of characters whose class is not that of their neighbours
	ranges  []span      // of all others, in order
}

// span is a class of characters from one on, up to the next span.
type span struct {
	from  rune
	class uint16
}

// class returns the class of a character.
func (a *alphabet) class(r rune) uint16 {
	if r < utf8.RuneSelf {
		return a.ascii[r]
	}
	if class, found := a.singles.get(r); found {
		return class
	}
	i := 0
	for j := len(a.ranges); j-i > 1; {
		if m := (i + j) / 2; a.ranges[m].from <= r {
			i = m
		} else {
			j = m
		}
	}
	return a.ranges[i].class
}

// alphabetOf finds the classes of an expression, with a character of each. A character that an
// instruction names has one of its own.
func alphabetOf(prog *syntax.Prog) (a alphabet, examples []rune) {
	var named []rune
	bounds := []rune{0, utf8.RuneSelf, unicode.MaxRune + 1} // where a class of others may end
	for i := range prog.Inst {
		eachRange(&prog.Inst[i], func(from, to rune) {
			if from == to {
				named = append(named, from)
			} else {
				bounds = append(bounds, from, to+1)
			}
		})
	}
	slices.Sort(named)
	named = slices.Compact(named)
	slices.Sort(bounds)
	bounds = slices.Compact(bounds)
	parts := parted(prog, bounds)
	numbers := make(map[int]uint16, len(parts)) // those parts that are left, as classes
	for i, part := range parts {
		example, to := bounds[i], bounds[i+1]
		for at, found := slices.BinarySearch(named, example); found && at < len(named) && named[at] == example; at++ {
			example++
		}
		if example >= to {
			continue // all of them are named
		}
		class, known := numbers[part]
		if !known {
			class = uint16(len(examples))
			numbers[part] = class
			examples = append(examples, example)
		}
		switch from := bounds[i]; {
		case from < utf8.RuneSelf:
			for r := from; r < to; r++ {
				a.ascii[r] = class
			}
		case to == from+1:
			a.singles.put(from, class)
		case len(a.ranges) == 0 || a.ranges[len(a.ranges)-1].class != class:
			a.ranges = append(a.ranges, span{from, class})
		}
	}
	for _, r := range named {
		if r < utf8.RuneSelf {
			a.ascii[r] = uint16(len(examples))
		} else {
			a.singles.put(r, uint16(len(examples)))
		}
		examples = append(examples, r)
	}
	a.size = len(examples)
	return a, examples
}

// append writes the alphabet behind some bytes: how many characters of ASCII in a row have a
// class, then all the others.
func (a *alphabet) append(to []byte) []byte {
	to = binary.AppendUvarint(to, uint64(a.size))
	for from := 0; from < len(a.ascii); {
		end := from + 1
		for end < len(a.ascii) && a.ascii[end] == a.ascii[from] {
			end++
		}
		to = binary.AppendUvarint(to, uint64(end-from))
		to = binary.AppendUvarint(to, uint64(a.ascii[from]))
		from = end
	}
	to = binary.AppendUvarint(to, uint64(a.singles.taken))
	for _, s := range a.singles.sorted() {
		to = binary.AppendUvarint(to, uint64(s.char))
		to = binary.AppendUvarint(to, uint64(s.class))
	}
	to = binary.AppendUvarint(to, uint64(len(a.ranges)))
	for _, s := range a.ranges {
		to = binary.AppendUvarint(to, uint64(s.from))
		to = binary.AppendUvarint(to, uint64(s.class))
	}
	return to
}

// alphabet reads what append has written.
func (r *reader) alphabet() (a alphabet) {
	a.size = r.number()
	for from := 0; from < len(a.ascii); {
		end, class := from+r.number(), uint16(r.number())
		for ; from < end; from++ {
			a.ascii[from] = class
		}
	}
	n := r.number()
	a.singles.makeRoom(n)
	for range n {
		char := rune(r.number())
		a.singles.put(char, uint16(r.number()))
	}
	a.ranges = make([]span, r.number())
	for i := range a.ranges {
		a.ranges[i].from = rune(r.number())
		a.ranges[i].class = uint16(r.number())
	}
	return a
}

// parted numbers what is between bounds, with one number for what no instruction tells
// apart.
func parted(prog *syntax.Prog, bounds []rune) []int {
	parts := make([]int, len(bounds)-1)
	count := 1
	within := map[int]int{} // what an instruction reads of a part
	for i := range prog.Inst {
		first := count
		clear(within)
		eachRange(&prog.Inst[i], func(from, to rune) {
			if from == to {
				return
			}
			at, _ := slices.BinarySearch(bounds, from)
			for ; bounds[at] <= to; at++ {
				if parts[at] >= first {
					continue // two ranges of the instruction hold it
				}
				part, known := within[parts[at]]
				if !known {
					part = count
					within[parts[at]] = part
					count++
				}
				parts[at] = part
			}
		})
	}
	return parts
}

// eachRange yields the ranges of characters that an instruction reads.
func eachRange(in *syntax.Inst, yield func(from, to rune)) {
	switch in.Op {
	case syntax.InstRuneAny:
		yield(0, unicode.MaxRune)
	case syntax.InstRuneAnyNotNL:
		yield(0, '\n'-1)
		yield('\n'+1, unicode.MaxRune)
	case syntax.InstRune, syntax.InstRune1:
		if len(in.Rune) == 1 {
			letter := in.Rune[0]
			yield(letter, letter)
			if syntax.Flags(in.Arg)&syntax.FoldCase != 0 {
				for other := unicode.SimpleFold(letter); other != letter; other = unicode.SimpleFold(other) {
					yield(other, other)
				}
			}
		}
		for i := 0; i+1 < len(in.Rune); i += 2 {
			yield(in.Rune[i], in.Rune[i+1])
		}
	}
}
