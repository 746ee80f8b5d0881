package yaml

import (
	"encoding/binary"

	"reportlint/lint/diag"
)

// How a dumped scalar tells its text.
const (
	written  = iota // as the file has it
	quotedly        // likewise, between quotes
	apart           // by itself, since the file has it otherwise
)

// Dump returns what Restore makes the tree of a document of again, given the same file. It
// is small, since what stands in the file is not repeated.
func Dump(root *Node) []byte {
	d := dumper{at: root.Span.Start}
	d.out = binary.AppendUvarint(nil, uint64(root.Span.Start))
	d.out = binary.AppendUvarint(d.out, uint64(count(root)))
	d.node(root)
	return d.out
}

// count returns how many nodes a tree has.
func count(n *Node) int {
	sum := 1
	for _, item := range n.Items {
		sum += count(item)
	}
	for _, e := range n.Entries {
		sum += count(e.Key) + count(e.Value)
	}
	return sum
}

// dumper writes nodes, each relative to where the one before began.
type dumper struct {
	out []byte
	at  int
}

func (d *dumper) node(n *Node) {
	source := n.Span.Text()
	how := apart
	switch size := len(source); {
	case source == n.Text:
		how = written
	case size >= 2 && source[1:size-1] == n.Text:
		how = quotedly
	}
	d.out = append(d.out, byte(n.Kind)<<4|byte(how))
	d.out = binary.AppendVarint(d.out, int64(n.Span.Start-d.at))
	d.out = binary.AppendUvarint(d.out, uint64(n.Span.End-n.Span.Start))
	d.at = n.Span.Start
	switch n.Kind {
	case List:
		d.out = binary.AppendUvarint(d.out, uint64(len(n.Items)))
		for _, item := range n.Items {
			d.node(item)
		}
	case Map:
		d.out = binary.AppendUvarint(d.out, uint64(len(n.Entries)))
		for _, e := range n.Entries {
			d.node(e.Key)
			d.node(e.Value)
		}
	default:
		d.out = binary.AppendUvarint(d.out, uint64(n.indent))
		if how == apart {
			d.out = binary.AppendUvarint(d.out, uint64(len(n.Text)))
			d.out = append(d.out, n.Text...)
		}
	}
}

// Restore returns the tree that was dumped of a file. It trusts the dump to be of the very
// file, and neither parses nor checks anything.
func Restore(f *diag.File, dump []byte) *Node {
	r := restorer{file: f, source: f.Text, in: string(dump)}
	r.at = r.number()
	r.free = make([]Node, r.number())
	return r.node()
}

// restorer reads nodes as dumper wrote them. Their texts are parts of two strings.
type restorer struct {
	file       *diag.File
	source, in string
	at         int
	free       []Node // room for those to come
}

// number reads a number that is not negative.
func (r *restorer) number() int {
	var n, shift uint
	for i := range len(r.in) {
		c := r.in[i]
		n |= uint(c&0x7f) << shift
		if shift += 7; c < 0x80 {
			r.in = r.in[i+1:]
			return int(n)
		}
	}
	return 0
}

func (r *restorer) node() *Node {
	n := &r.free[0]
	r.free = r.free[1:]
	how := r.in[0] & 0xf
	n.Kind = Kind(r.in[0] >> 4)
	r.in = r.in[1:]
	step := r.number()
	r.at += step>>1 ^ -(step & 1)
	n.Span = diag.Span{File: r.file, Start: r.at, End: r.at + r.number()}
	switch n.Kind {
	case List:
		if size := r.number(); size > 0 {
			n.Items = make([]*Node, size)
		}
		for i := range n.Items {
			n.Items[i] = r.node()
		}
	case Map:
		if size := r.number(); size > 0 {
			n.Entries = make([]Entry, size)
		}
		n.index(len(n.Entries))
		for i := range n.Entries {
			n.Entries[i] = Entry{r.node(), r.node()}
			if n.keys != nil {
				n.keys[n.Entries[i].Key.Text] = i
			}
		}
	default:
		n.indent = r.number()
		switch how {
		case written:
			n.Text = r.source[n.Span.Start:n.Span.End]
		case quotedly:
			n.Text = r.source[n.Span.Start+1 : n.Span.End-1]
		default:
			size := r.number()
			n.Text, r.in = r.in[:size], r.in[size:]
		}
	}
	return n
}
