package automaton

import (
	"regexp/syntax"
	"slices"
	"unicode"
	"unicode/utf8"
)

// alphabet parts all characters into classes that an expression does not tell apart.
type alphabet struct {
	examples []rune      // one character of each class
	ascii    [128]uint16 // classes
	singles  table       // of characters whose class is not that of their neighbours
	ranges   []span      // of all others, in order
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

// alphabetOf finds the classes of an expression. A character that an instruction names has
// one of its own.
func alphabetOf(prog *syntax.Prog) (a alphabet) {
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
			class = uint16(len(a.examples))
			numbers[part] = class
			a.examples = append(a.examples, example)
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
			a.ascii[r] = uint16(len(a.examples))
		} else {
			a.singles.put(r, uint16(len(a.examples)))
		}
		a.examples = append(a.examples, r)
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
			yield(in.Rune[0], in.Rune[0])
		}
		for i := 0; i+1 < len(in.Rune); i += 2 {
			yield(in.Rune[i], in.Rune[i+1])
		}
	}
}
