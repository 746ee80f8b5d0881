// Package automaton tells whether a text has a match of a regular expression, or where the
// one at its beginning ends, reading each character once. The library's matcher, which also
// finds out where the groups stand, takes many times as long, and most texts have none.
//
// An automaton is made lazily: its states are the sets of instructions of the compiled
// expression that a text can have led to, and one is made when a text first leads there.
package automaton

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"
	"sync"
	"sync/atomic"
)

// maxCells bounds the transitions that an automaton keeps, over all its states: a text that
// needs more is given up, so that no text makes it grow without end.
const maxCells = 1 << 16

// Automaton runs one expression. Goroutines may share it.
type Automaton struct {
	prog     *syntax.Prog
	anchored bool // it looks for no match but at the beginning of a text
	alphabet alphabet
	restarts []uint32 // where a match may begin behind the beginning of the text
	start    *state

	mu     sync.Mutex // of what follows
	states map[string]*state
	cells  int
	walk   walk
}

// state is a set of instructions that a text can have led to.
type state struct {
	// Those that read a character or wait for the end of the text. If the automaton is
	// anchored, those of a match come before those of one that the library likes less.
	pcs    []uint32
	accept bool // a match has ended here
	ending bool // one does if the text ends here
	next   []atomic.Pointer[state]
}

// New returns an automaton that looks for a compiled expression anywhere in a text, nil if
// that asks for what an automaton does not know: bounds of words or of lines, and letters of
// either case.
func New(prog *syntax.Prog) *Automaton { return newAutomaton(prog, false) }

// NewAnchored returns one that looks for it at the beginning of a text alone.
func NewAnchored(prog *syntax.Prog) *Automaton { return newAutomaton(prog, true) }

func newAutomaton(prog *syntax.Prog, anchored bool) *Automaton {
	for i := range prog.Inst {
		switch in := &prog.Inst[i]; in.Op {
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(in.Arg)&^(syntax.EmptyBeginText|syntax.EmptyEndText) != 0 {
				return nil
			}
		case syntax.InstRune, syntax.InstRune1:
			if len(in.Rune) == 1 && syntax.Flags(in.Arg)&syntax.FoldCase != 0 {
				return nil
			}
		}
	}
	a := &Automaton{
		prog: prog, anchored: anchored, alphabet: alphabetOf(prog), states: map[string]*state{},
		walk: walk{prog: prog, ordered: anchored, seen: make([]uint32, len(prog.Inst))},
	}
	if !anchored {
		a.walk.begin(0)
		a.walk.from(uint32(prog.Start))
		a.restarts = slices.Clone(a.walk.pcs)
	}
	a.walk.begin(syntax.EmptyBeginText)
	a.walk.from(uint32(prog.Start))
	a.start = a.reached()
	return a
}

// Match reports whether a text has a match; ok is false where telling it takes more states
// than an automaton may have.
func (a *Automaton) Match(s string) (matched, ok bool) {
	at := a.start
	for _, r := range s {
		if at.accept || len(at.pcs) == 0 {
			return at.accept, true
		}
		class := a.alphabet.class(r)
		next := at.next[class].Load()
		if next == nil {
			if next = a.step(at, class); next == nil {
				return false, false
			}
		}
		at = next
	}
	return at.accept || at.ending, true
}

// End returns where the match at the beginning of a text ends that the library would find,
// -1 if there is none; the automaton is anchored. ok is as Match returns it.
func (a *Automaton) End(s string) (end int, ok bool) {
	at, end := a.start, -1
	for i, r := range s {
		if at.accept {
			end = i
		}
		if len(at.pcs) == 0 {
			return end, true
		}
		class := a.alphabet.class(r)
		next := at.next[class].Load()
		if next == nil {
			if next = a.step(at, class); next == nil {
				return 0, false
			}
		}
		at = next
	}
	if at.accept || at.ending {
		end = len(s)
	}
	return end, true
}

// step finds the state that a character of a class leads to, nil if there is no room for it.
func (a *Automaton) step(at *state, class uint16) *state {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.walk.begin(0)
	r := a.alphabet.examples[class]
	for _, pc := range at.pcs {
		if in := &a.prog.Inst[pc]; in.Op != syntax.InstEmptyWidth && in.MatchRune(r) {
			a.walk.from(in.Out)
		}
	}
	for _, pc := range a.restarts {
		a.walk.from(pc)
	}
	next := a.reached()
	if next != nil {
		at.next[class].Store(next)
	}
	return next
}

// reached returns the state of what the walk has come to.
func (a *Automaton) reached() *state {
	w := &a.walk
	if !a.anchored {
		if w.accept {
			w.pcs = w.pcs[:0] // whatever follows
		}
		slices.Sort(w.pcs)
	}
	key := make([]byte, 0, 4*len(w.pcs)+1)
	for _, pc := range w.pcs {
		key = binary.LittleEndian.AppendUint32(key, pc)
	}
	if w.accept {
		key = append(key, 'a')
	}
	if s := a.states[string(key)]; s != nil && w.flags == 0 {
		return s
	}
	if a.cells+len(a.alphabet.examples) > maxCells {
		return nil
	}
	a.cells += len(a.alphabet.examples)
	s := &state{pcs: slices.Clone(w.pcs), accept: w.accept, next: make([]atomic.Pointer[state], len(a.alphabet.examples))}
	first := w.flags != 0
	w.begin(w.flags | syntax.EmptyEndText)
	for _, pc := range s.pcs {
		if a.prog.Inst[pc].Op == syntax.InstEmptyWidth {
			w.from(pc)
		}
	}
	s.ending = w.accept
	if !first { // the first state alone stands at the beginning
		a.states[string(key)] = s
	}
	return s
}

// walk follows the instructions that read nothing.
type walk struct {
	prog    *syntax.Prog
	ordered bool           // what comes behind the end of a match is nothing, since the library takes that match
	flags   syntax.EmptyOp // what holds where it stands
	pcs     []uint32       // where it has come to: what reads a character or waits for the end
	accept  bool           // it has come to the end of a match
	seen    []uint32       // in which round an instruction was last come to
	round   uint32
	todo    []uint32
}

// begin makes a new walk of it.
func (w *walk) begin(flags syntax.EmptyOp) {
	w.flags, w.pcs, w.accept = flags, w.pcs[:0], false
	w.round++
}

// from follows an instruction and what comes behind it, what the library prefers first.
func (w *walk) from(pc uint32) {
	w.todo = append(w.todo[:0], pc)
	for len(w.todo) > 0 && !(w.ordered && w.accept) {
		pc := w.todo[len(w.todo)-1]
		w.todo = w.todo[:len(w.todo)-1]
		if w.seen[pc] == w.round {
			continue
		}
		w.seen[pc] = w.round
		switch in := &w.prog.Inst[pc]; in.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			w.todo = append(w.todo, in.Arg, in.Out)
		case syntax.InstCapture, syntax.InstNop:
			w.todo = append(w.todo, in.Out)
		case syntax.InstEmptyWidth:
			switch missing := syntax.EmptyOp(in.Arg) &^ w.flags; missing {
			case 0:
				w.todo = append(w.todo, in.Out)
			case syntax.EmptyEndText:
				w.pcs = append(w.pcs, pc)
			}
		case syntax.InstMatch:
			w.accept = true
		case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			w.pcs = append(w.pcs, pc)
		}
	}
}
