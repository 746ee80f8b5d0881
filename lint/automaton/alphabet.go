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

// alphabetOf finds the classes of an expression.
func alphabetOf(prog *syntax.Prog) (a alphabet) {
	bounds := []rune{0, utf8.RuneSelf, unicode.MaxRune + 1} // where a class may end
	for i := range prog.Inst {
		eachRange(&prog.Inst[i], func(from, to rune) { bounds = append(bounds, from, to+1) })
	}
	slices.Sort(bounds)
	bounds = slices.Compact(bounds)
	classes := make([]int, len(bounds)-1) // of what is between two bounds
	count := 1
	// Each instruction parts each class into what it reads and what it does not.
	for i := range prog.Inst {
		parted := map[int]int{}
		first := count
		eachRange(&prog.Inst[i], func(from, to rune) {
			at, _ := slices.BinarySearch(bounds, from)
			for ; bounds[at] <= to; at++ {
				if classes[at] >= first {
					continue // two ranges of the instruction hold it
				}
				class, ok := parted[classes[at]]
				if !ok {
					class = count
					parted[classes[at]] = class
					count++
				}
				classes[at] = class
			}
		})
	}
	numbers := map[int]uint16{} // those classes that are left, renumbered
	for i, class := range classes {
		number, ok := numbers[class]
		if !ok {
			number = uint16(len(a.examples))
			numbers[class] = number
			a.examples = append(a.examples, bounds[i])
		}
		switch from, to := bounds[i], bounds[i+1]; {
		case from < utf8.RuneSelf:
			for r := from; r < to; r++ {
				a.ascii[r] = number
			}
		case to == from+1:
			a.singles.put(from, number)
		case len(a.ranges) == 0 || a.ranges[len(a.ranges)-1].class != number:
			a.ranges = append(a.ranges, span{from, number})
		}
	}
	return a
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
