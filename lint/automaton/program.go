package automaton

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"
)

// Program is an expression as automata run it: instructions that read classes of characters,
// by which it tells characters apart. It is never changed.
type Program struct {
	alphabet alphabet
	start    uint32
	insts    []inst
	sets     []uint64 // of classes, each a bit, as long for all
}

// inst is an instruction of a program.
type inst struct {
	op       op
	out, arg uint32
}

type op uint8

// The instructions, with what they take as an argument.
const (
	fail    op = iota
	match      // the match ends
	skip       // go on with out
	fork       // go on with out and, less gladly, with the argument
	bound      // go on with out where flags hold: those of the argument, of syntax.EmptyOp
	readOne    // read a character of a class
	readSet    // read one of a set of classes, by the place of the set
)

// Compile returns the program of a compiled expression, nil if that asks for what an automaton
// does not know: bounds of words or of lines.
func Compile(prog *syntax.Prog) *Program {
	for i := range prog.Inst {
		if in := &prog.Inst[i]; in.Op == syntax.InstEmptyWidth && syntax.EmptyOp(in.Arg)&^(syntax.EmptyBeginText|syntax.EmptyEndText) != 0 {
			return nil
		}
	}
	alphabet, examples := alphabetOf(prog)
	p := &Program{alphabet: alphabet, start: uint32(prog.Start), insts: make([]inst, len(prog.Inst))}
	for i := range prog.Inst {
		p.insts[i] = p.compile(&prog.Inst[i], examples)
	}
	return p
}

// compile returns what the program has for an instruction of an expression. Of each class
// there is an example.
func (p *Program) compile(in *syntax.Inst, examples []rune) inst {
	switch in.Op {
	case syntax.InstAlt, syntax.InstAltMatch:
		return inst{fork, in.Out, in.Arg}
	case syntax.InstCapture, syntax.InstNop:
		return inst{skip, in.Out, 0}
	case syntax.InstEmptyWidth:
		return inst{bound, in.Out, in.Arg}
	case syntax.InstMatch:
		return inst{op: match}
	case syntax.InstRune1:
		return inst{readOne, in.Out, uint32(p.alphabet.class(in.Rune[0]))}
	case syntax.InstRune, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
		at := len(p.sets)
		p.sets = append(p.sets, make([]uint64, p.words())...)
		for class, example := range examples {
			if in.MatchRune(example) {
				p.sets[at+class/64] |= 1 << (class % 64)
			}
		}
		return inst{readSet, in.Out, uint32(at)}
	}
	return inst{op: fail}
}

// AsksBounds reports whether a match may hang on where the text begins or ends.
func (p *Program) AsksBounds() bool {
	return slices.ContainsFunc(p.insts, func(in inst) bool { return in.op == bound })
}

// words is how long a set of classes is.
func (p *Program) words() int { return (p.alphabet.size + 63) / 64 }

// reads reports whether an instruction reads a character of a class.
func (p *Program) reads(in *inst, class uint16) bool {
	switch in.op {
	case readOne:
		return in.arg == uint32(class)
	case readSet:
		return p.sets[int(in.arg)+int(class/64)]&(1<<(class%64)) != 0
	}
	return false
}

// Append writes the program behind some bytes, for Read.
func (p *Program) Append(to []byte) []byte {
	to = p.alphabet.append(to)
	to = binary.AppendUvarint(to, uint64(p.start))
	to = binary.AppendUvarint(to, uint64(len(p.insts)))
	for _, in := range p.insts {
		to = append(to, byte(in.op))
		to = binary.AppendUvarint(to, uint64(in.out))
		to = binary.AppendUvarint(to, uint64(in.arg))
	}
	to = binary.AppendUvarint(to, uint64(len(p.sets)))
	for _, set := range p.sets {
		to = binary.LittleEndian.AppendUint64(to, set)
	}
	return to
}

// Read returns the program that Append has written. What was not written by it is a mistake
// of ours, and panics.
func Read(written string) *Program {
	in := reader(written)
	p := &Program{alphabet: in.alphabet(), start: uint32(in.number()), insts: make([]inst, in.number())}
	for i := range p.insts {
		p.insts[i] = inst{op(in.byte()), uint32(in.number()), uint32(in.number())}
	}
	p.sets = make([]uint64, in.number())
	for i := range p.sets {
		p.sets[i] = in.word()
	}
	return p
}

// reader is what was not read yet of a program.
type reader string

func (r *reader) byte() byte {
	b := (*r)[0]
	*r = (*r)[1:]
	return b
}

func (r *reader) number() int {
	n := 0
	for shift := 0; ; shift += 7 {
		b := r.byte()
		n |= int(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
	}
}

func (r *reader) word() (w uint64) {
	for shift := 0; shift < 64; shift += 8 {
		w |= uint64(r.byte()) << shift
	}
	return w
}
