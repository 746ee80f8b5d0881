package rules

import (
	"strings"

	"reportlint/lint/diag"
	"reportlint/lint/yaml"
)

// field is a {name} in a text of a pack.
type field struct {
	name       string
	start, end int       // in the text, with the braces
	span       diag.Span // of the name in the pack
}

// fieldsOf returns the fields of a text, and finds fault with a brace that is not closed.
func (l *loader) fieldsOf(n *yaml.Node) []field {
	var all []field
	s := n.Text
	for at := 0; ; {
		open := strings.IndexByte(s[at:], '{')
		if open < 0 {
			return all
		}
		open += at
		size := strings.IndexAny(s[open:], "}\n")
		if size < 0 || s[open+size] != '}' {
			l.fault(n.Place(open), diag.Phrase{ZH: "花括号 { 没有配对", EN: "the brace { is not closed"})
			return all
		}
		at = open + size + 1
		f := field{name: s[open+1 : at-1], start: open, end: at, span: n.Place(open).To(n.Place(at - 1))}
		if f.span.Text() == s[open:at] {
			f.span.Start, f.span.End = f.span.Start+1, f.span.End-1
		}
		all = append(all, f)
	}
}
