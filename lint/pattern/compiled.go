package pattern

import (
	"encoding/binary"
	"regexp/syntax"
)

// compiled is what is known of a sound pattern before there is a text, as bytes of which
// nothing is unpacked before it is asked for: first how long its literals are, then how long
// the grams of these, the literals, the grams, and what its machine is made of.
type compiled string

// compiledOf compiles a pattern: as it was parsed, simplified, and its program.
func compiledOf(simple *syntax.Regexp, program *syntax.Prog) compiled {
	needs := wanted(simple)
	lists, grams := literalsOf(needs), gramListsOf(needs)
	to := binary.AppendUvarint(nil, uint64(len(lists)))
	to = binary.AppendUvarint(to, uint64(len(grams)))
	to = append(append(to, lists...), grams...)
	return compiled(appendMachine(to, simple, program))
}

// parts unpacks it.
func (c compiled) parts() (needs literals, grams gramLists, machine string) {
	in := unread(c)
	l, g := in.number(), in.number()
	return literals(in[:l]), gramLists(in[l : l+g]), string(in[l+g:])
}

// unread is what was not unpacked yet of something.
type unread string

func (in *unread) number() int {
	n := 0
	for i, shift := 0, 0; ; i, shift = i+1, shift+7 {
		b := (*in)[i]
		n |= int(b&0x7f) << shift
		if b < 0x80 {
			*in = (*in)[i+1:]
			return n
		}
	}
}

func (in *unread) text() string {
	size := in.number()
	s := (*in)[:size]
	*in = (*in)[size:]
	return string(s)
}
