// Package automaton tells whether a text has a match of a regular expression, or where the
// one at its beginning ends, reading each character once. The library's matcher, which also
// finds out where the groups stand, takes many times as long, and most texts have none.
//
// An automaton is made lazily: its states are the sets of instructions of the program that a
// text can have led to, and one is made when a text first leads there.
package automaton

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// maxCells bounds the transitions that an automaton keeps, over all its states: a text that
// needs more is given up, so that no text makes it grow without end.
const maxCells = 1 << 16

// Automaton runs one program. Goroutines may share it.
type Automaton struct {
	*Program
	anchored bool     // it looks for no match but at the beginning of a text
	restarts []uint32 // where a match may begin behind the beginning of the text
	start    state
	moves    atomic.Pointer[[]state] // of each state in turn, by class; 0: not known yet

	mu     sync.Mutex       // of what follows
	states map[string]state // by their instructions
	sets   []string         // the instructions of each state, as four bytes each
	walk   walk
}

// state is a set of instructions that a text can have led to: where its moves begin, and
// flags. The instructions are those that read a character or wait for the end of the text. If
// the automaton is anchored, those of a match come before those of one that the library likes
// less.
type state uint32

const (
	known     state  = 1 << iota // it is one
	accepting                    // a match has ended here
	ending                       // one does if the text ends here
	last                         // nothing can follow
	flags     = iota             // how many bits flags take
)

// New returns an automaton that looks for matches of a program anywhere in a text.
func New(p *Program) *Automaton { return newAutomaton(p, false) }

// NewAnchored returns one that looks for them at the beginning of a text alone.
func NewAnchored(p *Program) *Automaton { return newAutomaton(p, true) }

func newAutomaton(p *Program, anchored bool) *Automaton {
	a := &Automaton{Program: p, anchored: anchored, states: map[string]state{}}
	a.walk = walk{insts: p.insts, ordered: anchored, seen: make([]uint32, len(p.insts))}
	a.moves.Store(&[]state{})
	if !anchored {
		a.walk.begin(0)
		a.walk.from(p.start)
		a.restarts = slices.Clone(a.walk.pcs)
	}
	a.walk.begin(syntax.EmptyBeginText)
	a.walk.from(p.start)
	a.start = a.reached()
	return a
}

// Match reports whether a text has a match; ok is false where telling it takes more states
// than an automaton may have.
func (a *Automaton) Match(s string) (matched, ok bool) {
	end, ok := a.End(s)
	return end >= 0, ok
}

// End returns where the match at the beginning of a text ends that the library would find,
// -1 if there is none; of an automaton that is not anchored, only whether there is a match
// tells something. ok is as Match returns it.
func (a *Automaton) End(s string) (end int, ok bool) {
	moves := *a.moves.Load()
	at, end := a.start, -1
	for i := 0; i < len(s); {
		if at&(accepting|last) != 0 {
			if at&accepting != 0 {
				end = i
			}
			if at&last != 0 {
				return end, true
			}
		}
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			// Most characters take three bytes, and decoding them here half the time of a call.
			if rest := s[i:]; len(rest) > 2 && rest[0] > 0xE0 && rest[0] < 0xED && rest[1]&0xC0 == 0x80 && rest[2]&0xC0 == 0x80 {
				r, size = rune(rest[0])&0xF<<12|rune(rest[1])&0x3F<<6|rune(rest[2])&0x3F, 3
			} else {
				r, size = utf8.DecodeRuneInString(rest)
			}
		}
		class := a.alphabet.class(r)
		next := at.next(moves, class)
		if next == 0 {
			if next = a.step(at, class); next == 0 {
				return 0, false
			}
			moves = *a.moves.Load()
		}
		at, i = next, i+size
	}
	if at&(accepting|ending) != 0 {
		end = len(s)
	}
	return end, true
}

// next returns the state that a character of a class leads to, 0 where the moves do not tell:
// others may have been added since they were looked up.
func (s state) next(moves []state, class uint16) state {
	at := int(s>>flags) + int(class)
	if at >= len(moves) {
		return 0
	}
	return state(atomic.LoadUint32((*uint32)(&moves[at])))
}

// step finds the state that a character of a class leads to, 0 if there is no room for it.
func (a *Automaton) step(at state, class uint16) state {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.walk.begin(0)
	for set := a.sets[int(at>>flags)/a.alphabet.size]; set != ""; set = set[4:] {
		if in := &a.insts[binary.LittleEndian.Uint32([]byte(set[:4]))]; a.reads(in, class) {
			a.walk.from(in.out)
		}
	}
	for _, pc := range a.restarts {
		a.walk.from(pc)
	}
	next := a.reached()
	if next != 0 {
		moves := *a.moves.Load()
		atomic.StoreUint32((*uint32)(&moves[int(at>>flags)+int(class)]), uint32(next))
	}
	return next
}

// reached returns the state of what the walk has come to, 0 if there is no room for it.
func (a *Automaton) reached() state {
	w := &a.walk
	if !a.anchored {
		if w.accept {
			w.pcs = w.pcs[:0] // whatever follows
		}
		slices.Sort(w.pcs)
	}
	var room [256]byte
	key := room[:0]
	for _, pc := range w.pcs {
		key = binary.LittleEndian.AppendUint32(key, pc)
	}
	set := len(key)
	if w.accept {
		key = append(key, 'a')
	}
	if s := a.states[string(key)]; s != 0 && w.flags == 0 {
		return s
	}
	moves := *a.moves.Load()
	if len(moves)+a.alphabet.size > maxCells {
		return 0
	}
	s := known | state(len(moves))<<flags
	if w.accept {
		s |= accepting
	}
	if len(w.pcs) == 0 {
		s |= last
	}
	name := string(key)
	first := w.flags != 0
	w.begin(w.flags | syntax.EmptyEndText)
	for rest := name[:set]; rest != ""; rest = rest[4:] {
		if pc := binary.LittleEndian.Uint32([]byte(rest[:4])); a.insts[pc].op == bound {
			w.from(pc)
		}
	}
	if w.accept {
		s |= ending
	}
	if !first { // the first state alone stands at the beginning
		a.states[name] = s
	}
	a.sets = append(a.sets, name[:set])
	moves = append(moves, make([]state, a.alphabet.size)...)
	a.moves.Store(&moves)
	return s
}

// walk follows the instructions that read nothing.
type walk struct {
	insts   []inst
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
		switch in := &w.insts[pc]; in.op {
		case fork:
			w.todo = append(w.todo, in.arg, in.out)
		case skip:
			w.todo = append(w.todo, in.out)
		case bound:
			switch missing := syntax.EmptyOp(in.arg) &^ w.flags; missing {
			case 0:
				w.todo = append(w.todo, in.out)
			case syntax.EmptyEndText:
				w.pcs = append(w.pcs, pc)
			}
		case match:
			w.accept = true
		case readOne, readSet:
			w.pcs = append(w.pcs, pc)
		}
	}
}
