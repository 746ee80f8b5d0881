// Package yaml reads one YAML document strictly, as a tree in which every key and value
// knows the bytes that wrote it. It takes the part of YAML that rule packs and settings
// need and refuses the rest by name: aliases, tags, keys that are no text, several
// documents. What a document may say is not its business.
package yaml

import "reportlint/lint/diag"

// Kind says what a node is; for a scalar, what it stands for when written as it is.
// A date is a String: no text turns into another type behind the writer's back.
type Kind int

// The kinds of node. Only what JSON takes for a number is an Int or a Float, so that
// 010 and 1_000 stay text.
const (
	Null Kind = iota
	Bool
	Int
	Float
	String
	List
	Map
)

// Node is a value of a document. Its span covers the value as written, with quotes.
type Node struct {
	Kind    Kind
	Span    diag.Span
	Text    string  // of a scalar, unquoted
	Items   []*Node // of a List
	Entries []Entry // of a Map, in the order written, no key twice

	indent int            // of the lines of a literal block
	keys   map[string]int // the places of Entries by key, where there are many
}

// Entry is a key of a map with its value.
type Entry struct {
	Key, Value *Node
}

// Fault is something that a document must not hold, or that is not YAML.
type Fault struct {
	Span    diag.Span
	Message diag.Phrase
}

// The bounds that keep reading linear and small.
const (
	maxBytes  = 1 << 20
	maxMarks  = 30_000 // lines and punctuation of so many bytes; a pack of sixty rules has 4,000
	maxDepth  = 64
	maxNumber = 64
	maxPower  = 308
)

// Limit is how large a document may be. More bytes allow for more entries.
type Limit struct {
	Name  string // that messages tell; may be empty
	Bytes int
}

// Parse reads the document that stands in f.Text[start:end], of at most a mebibyte.
func Parse(f *diag.File, start, end int) (*Node, []Fault) {
	return ParseWithin(f, start, end, Limit{Bytes: maxBytes})
}

// ParseWithin reads the document that stands in f.Text[start:end]. The node is never nil;
// it is Null where nothing could be read. Where there are faults the node lacks what they
// are about.
func ParseWithin(f *diag.File, start, end int, within Limit) (*Node, []Fault) {
	if start == 0 {
		start = min(f.Body(), end)
	}
	r := &reader{file: f, src: f.Text[:end], start: start}
	root := &Node{Span: diag.Span{File: f, Start: start, End: start}}
	if !r.scan(within) {
		return root, r.faults
	}
	if y := r.first(); y != nil {
		root = r.node(y, 1, 0)
		r.rest(root)
	}
	return root, r.faults
}

// Get returns the value of a key of a map, or nil.
func (n *Node) Get(key string) *Node {
	if i := n.find(key); i >= 0 {
		return n.Entries[i].Value
	}
	return nil
}

// Key returns the node of a key of a map, or nil.
func (n *Node) Key(key string) *Node {
	if i := n.find(key); i >= 0 {
		return n.Entries[i].Key
	}
	return nil
}

// index gives a map that is to have so many entries room to find their keys by.
func (n *Node) index(entries int) {
	if entries > 8 {
		n.keys = make(map[string]int, entries)
	}
}

func (n *Node) find(key string) int {
	if n == nil {
		return -1
	}
	if n.keys != nil {
		if i, ok := n.keys[key]; ok {
			return i
		}
		return -1
	}
	for i, e := range n.Entries {
		if e.Key.Text == key {
			return i
		}
	}
	return -1
}
