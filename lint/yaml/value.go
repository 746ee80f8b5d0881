package yaml

import (
	"encoding/json"
	"strconv"
	"strings"
)

// Value returns what JSON makes of the node: map[string]any, []any, string,
// json.Number, bool or nil. Schemas are held against that.
func (n *Node) Value() any {
	switch n.Kind {
	case Null:
		return nil
	case Bool:
		return strings.EqualFold(n.Text, "true")
	case Int, Float:
		return json.Number(n.Text)
	case List:
		list := make([]any, len(n.Items))
		for i, item := range n.Items {
			list[i] = item.Value()
		}
		return list
	case Map:
		m := make(map[string]any, len(n.Entries))
		for _, e := range n.Entries {
			m[e.Key.Text] = e.Value.Value()
		}
		return m
	}
	return n.Text
}

// Encode returns the node as JSON.
func (n *Node) Encode() json.RawMessage {
	b, err := json.Marshal(n.Value())
	if err != nil {
		panic(err) // a Value is made of nothing that JSON lacks
	}
	return b
}

// At returns the node that a JSON pointer leads to from n, or nil.
func (n *Node) At(pointer string) *Node {
	if pointer == "" {
		return n
	}
	for token := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		token = strings.ReplaceAll(strings.ReplaceAll(token, "~1", "/"), "~0", "~")
		switch n.Kind {
		case Map:
			n = n.Get(token)
		case List:
			i, err := strconv.Atoi(token)
			if err != nil || i < 0 || i >= len(n.Items) {
				return nil
			}
			n = n.Items[i]
		default:
			return nil
		}
		if n == nil {
			return nil
		}
	}
	return n
}
