package yaml

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"reportlint/lint/diag"
)

func parse(src string) (*Node, []Fault) {
	f := diag.NewFile("t.yaml", []byte(src))
	return Parse(f, 0, len(src))
}

// dump writes every scalar with the bytes that wrote it, where the two differ.
func dump(n *Node) string {
	var b strings.Builder
	var walk func(*Node)
	walk = func(n *Node) {
		switch n.Kind {
		case List:
			b.WriteString("[")
			for i, item := range n.Items {
				if i > 0 {
					b.WriteString(" ")
				}
				walk(item)
			}
			b.WriteString("]")
		case Map:
			b.WriteString("{")
			for i, e := range n.Entries {
				if i > 0 {
					b.WriteString(" ")
				}
				walk(e.Key)
				b.WriteString(":")
				walk(e.Value)
			}
			b.WriteString("}")
		default:
			fmt.Fprintf(&b, "%s", n.Text)
			if n.Span.Text() != n.Text {
				fmt.Fprintf(&b, "<%s>", n.Span.Text())
			}
			if n.Kind != String {
				fmt.Fprintf(&b, "/%d", n.Kind)
			}
		}
	}
	walk(n)
	return b.String()
}

func TestParse(t *testing.T) {
	tests := []struct {
		in, want string
	}{
		{"", "/0"},
		{"# only a remark\n", "/0"},
		{"a: b", "{a:b}"},
		{"标题: 一、总体情况 # 说明\n乙: 二", "{标题:一、总体情况 乙:二}"},
		{"\ufeff键: 值\r\n乙: 二\r\n", "{键:值 乙:二}"},
		{"甲: 1\r乙: 2\r", "{甲:1/2 乙:2/2}"},
		{"- 甲\u2028- 乙\u0085- 丙", "[甲 乙 丙]"},
		{"---\na: 1\n...\n", "{a:1/2}"},
		{"a: \"甲 \\\"乙\\\"\" # c", `{a:甲 "乙"<"甲 \"乙\"">}`},
		{"a: 'it''s'", "{a:it's<'it''s'>}"},
		{"a: [ '甲', {b: c}, ]  # x", "{a:[甲<'甲'> {b:c}]}"},
		{"a: [b: c, d]", "{a:[{b:c} d]}"},
		{"a: one\n  two\n\n  three  \nb: c", "{a:one two\nthree<one\n  two\n\n  three> b:c}"},
		{"a: |\n  x\n   y\n\nb: c", "{a:x\n y\n<|\n  x\n   y> b:c}"},
		{"a: |2-\n   x\nb: c", "{a: x<|2-\n   x> b:c}"},
		{"a:\n- >\n  x\n  y\n- z", "{a:[x y\n<>\n  x\n  y> z]}"},
		{"a: |\nb: c", "{a:<|> b:c}"},
		{"a:\nb: ~\nc: null", "{a:/0 b:~/0 c:null/0}"},
		{"[1, -1, 0, 01, 1_000, 0x10, 1.5, .5, 1., 1e3, +1, 1:30]", "[1/2 -1/2 0/2 01 1_000 0x10 1.5/3 .5 1. 1e3/3 +1 1:30]"},
		{"[true, False, yes, on, n]", "[true/1 False/1 yes on n]"},
		{"[2024-01-01, 2024-01-01T00:00:00Z]", "[2024-01-01 2024-01-01T00:00:00Z]"},
		{"\"1\": a", `{1<"1">:a}`},
		{"\"<<\": a", `{<<<"<<">:a}`},
		{`{"a": [1, "b"], "c": {}}`, `{a<"a">:[1/2 b<"b">] c<"c">:{}}`},
		{"? a\n: b", "{a:b}"},
	}
	for _, tt := range tests {
		n, faults := parse(tt.in)
		if got := dump(n); got != tt.want || len(faults) > 0 {
			t.Errorf("Parse(%q)\n got %q\nwant %q\nfaults %v", tt.in, got, tt.want, told(faults))
		}
	}
}

func told(faults []Fault) []string {
	var all []string
	for _, f := range faults {
		p := f.Span.File.Position(f.Span.Start)
		all = append(all, fmt.Sprintf("%d:%d %q %s", p.Line, p.Column, f.Span.Text(), f.Message.EN))
	}
	return all
}

func TestRefused(t *testing.T) {
	tests := []struct {
		in   string
		want string // the first fault
	}{
		{"甲: &x b", `1:4 "&x" anchors`},
		{"甲: *x", `1:4 "*x" aliases`},
		{"a: &x b\nc: *x", `1:4 "&x" anchors`},
		{"a: &x [b]", `1:4 "&x" anchors`},
		{"&x a: b", `1:1 "&x" anchors`},
		{"<<: {a: b}", `1:1 "<<" merge keys`},
		{"a: !!str b", `1:4 "!!str" tags`},
		{"a: ! b", `1:4 "!" tags`},
		{"a: !x {b: c}", `1:4 "!x" tags`},
		{"a: b\nc: d\na: e", `3:1 "a" the key 'a' stands here twice`},
		{"1: a", `1:1 "1" a key must be text: put it in quotes, "1"`},
		{"true: a", `1:1 "true" a key must be text`},
		{"~: a", `1:1 "~" a key must be text`},
		{": a", `1:1 ": a" this is not YAML (near line 1): a key was`},
		{"? \n: a", `1:2 "" a key must be text`},
		{"[a]: b", `1:1 "[a]" a key must be text`},
		{"a: .nan", `1:4 ".nan" a number must be finite`},
		{"a: -.Inf", `1:4 "-.Inf" a number must be finite`},
		{"a: 1e10000000", `1:4 "1e10000000" the number's power`},
		{"a: 1e-999999999999999999999", `1:4 "1e-999999999999999999999" the number's power`},
		{"a: " + strings.Repeat("9", 65), `1:4 "` + strings.Repeat("9", 65) + `" the number has more than 64`},
		{"a: b\n---\nc: d", `2:1 "---" a file holds one YAML document`},
		{`{"a": "b"} 多余`, `1:12 "多余" the document has ended`},
		{"a:\n\tb: c", `2:1 "\t" indent with spaces`},
		{"a:\n  b: c\n\td: e", `3:1 "\t" indent with spaces`},
		{"a: [\n\tb]", `2:1 "\t" indent with spaces`},
		{"a: \xff", `1:4 "\xff" this is not UTF-8`},
		{"a: \x00", `1:4 "\x00" there is a NUL byte`},
		{"a: \x1b[2J", `1:4 "\x1b" the control character U+001B`},
		{strings.Repeat("[", 65), `1:1 `},
		{strings.Repeat("[", 65) + strings.Repeat("]", 65), `1:65 "[" this is nested more than 64`},
		{strings.Repeat("[", 20000), `1:1 `},
		{strings.Repeat("- ", 20000), `1:1 `},
		{"a: b: c", `1:1 "a: b: c" this is not YAML (near line 1): ': ' is not allowed`},
		{"a: b\nc: [d\ne: f\n", `1:1 "a: b" this is not YAML (near line 1): a bracket [ is not closed`},
		{"a: \"b", `1:1 "a: \"b" this is not YAML (near line 1): a quote is not closed`},
		{"a: @b", `1:1 "a: @b" this is not YAML (near line 1): put text in quotes`},
	}
	for _, tt := range tests {
		_, faults := parse(tt.in)
		if got := told(faults); len(got) == 0 || !strings.HasPrefix(got[0], tt.want) {
			t.Errorf("Parse(%.60q)\n got %q\nwant %q", tt.in, got, tt.want)
		}
	}
}

func TestPart(t *testing.T) {
	f := diag.NewFile("d.md", []byte("---\n甲: {乙: 丙}\n---\ntext: *no\n"))
	n, faults := Parse(f, 4, 4+len("甲: {乙: 丙}\n"))
	if len(faults) > 0 || n.At("/甲/乙").Span.Text() != "丙" {
		t.Errorf("front matter: %s %v", dump(n), told(faults))
	}
}

func TestValue(t *testing.T) {
	n, _ := parse("a: [1, x, true, ~, 1.50]\nb/c: {d~e: 2024-01-01}")
	if got, want := string(n.Encode()), `{"a":[1,"x",true,null,1.50],"b/c":{"d~e":"2024-01-01"}}`; got != want {
		t.Errorf("Encode: %s, want %s", got, want)
	}
	for pointer, want := range map[string]string{"/a/1": "x", "/b~1c/d~0e": "2024-01-01", "/a": "[1, x, true, ~, 1.50]"} {
		if got := n.At(pointer); got == nil || got.Span.Text() != want {
			t.Errorf("At(%q) = %v, want %q", pointer, got, want)
		}
	}
	for _, pointer := range []string{"/a/9", "/a/-1", "/x", "/a/1/2", "/a/x"} {
		if got := n.At(pointer); got != nil {
			t.Errorf("At(%q) = %q, want none", pointer, got.Span.Text())
		}
	}
}

func TestPlace(t *testing.T) {
	tests := []struct {
		in     string
		offset int
		want   string // what stands there, and how far into the source it is
	}{
		{"甲乙(丙", 6, "6 ("},
		{"'a''b('", 3, "5 ("},
		{`"a\\d\u4e00("`, 6, `11 (`},
		{`"\u4e00\n("`, 3, `7 \n`},
		{"\"a \\\n  b(\"", 3, "8 ("},
		{"a\n\n  b(", 3, "6 ("},
		{"|\n  a\n  b(\n", 3, "9 ("},
		{">\n  a\n  b(\n", 3, "0 >\n  a\n  b("},
		{"ab", 2, "2 "},
		{"ab", 9, "0 ab"},
	}
	for _, tt := range tests {
		n, faults := parse(tt.in)
		s := n.Place(tt.offset)
		if got := fmt.Sprintf("%d %s", s.Start, s.Text()); got != tt.want || len(faults) > 0 {
			t.Errorf("Place(%q, %d) = %q, want %q %v", tt.in, tt.offset, got, tt.want, told(faults))
		}
	}
}

// TestBounds shows that reading hostile documents of up to 1 MiB ends, and what they are
// refused for.
func TestBounds(t *testing.T) {
	for _, unit := range []string{
		"[", "{", "- ", "? ", "[]", "a,", "a: b\n", "#\n", " #a\n", "- #\n", "- a\n#b\n", "&a ", "- &a\n", "*a ", "- *a\n", "!", "!a ",
		"---\n", "--- a\n", "...\n", "\n", "\r", "\u2028", "%a\n", "\"", "'", "a ", "字", "\\", "a: ", "{a: ", "\"a\":", "|\n", "- |\n", ">\n  a\n", "? a\n", "- - ", "a:\n- ", "k: {a, b}\n", "\t", "- \t", "<<: ", "9", "[a: b, ",
	} {
		body := strings.Repeat(unit, maxBytes/len(unit))
		for _, head := range []string{"", "[", "\"", "a: |\n  "} {
			parse((head + body)[:len(body)]) // it ends
		}
	}
	tests := []struct{ name, in, want string }{
		{"keys", numbered("k%d: v\n", 100_000), "too many entries"},
		{"keys in a line", "{" + numbered("k%d, ", maxMarks-9) + "}", ""},
		{"anchors", numbered("- &a%d x\n", maxMarks/2-9), "anchors (&) are not supported"},
		{"most nodes", "[" + strings.Repeat("a,", maxMarks-2) + "]", ""},
		{"most maps", "[" + strings.Repeat("{},", maxMarks/2-2) + "]", ""},
		{"remarks", strings.Repeat("#\n", maxMarks-2), ""},
		{"remarks in a list", strings.Repeat("- a\n#b\n", maxMarks/3-9), ""},
		{"remarks in a map", numbered("k%d: v # x\n# y\n", maxMarks/3-9), ""},
		{"stairs", stairs(1400), "nested more than 64 deep"},
		{"bomb", "a: &a [x,x,x]\n" + numbered("b%d: &b [*a,*a,*a,*a,*a]\n", 9), "anchors (&) are not supported"},
	}
	for _, tt := range tests {
		_, faults := parse(tt.in[:min(len(tt.in), maxBytes)])
		if got := strings.Join(told(faults[:min(len(faults), 1)]), ""); got == "" != (tt.want == "") || !strings.Contains(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func numbered(format string, n int) string {
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

func stairs(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"\ufeff甲: [1, 'a''b', \"\\u4e00\\n\"]\r\nb: |2-\n   x\n", "a: >\n x\n\n y\n", "? [a]\n: {b: c, d}", "a: b\n---\n*c", "- - a\n  - b\n# c\n",
		"a: \"x \\\n  y\"\nc: one\n  two", "&a b: !c d", "{a: [b: c, \"d\":e]} x", "a:\n\tb: c",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		n, faults := parse(src)
		for _, fault := range faults {
			within(t, fault.Span, len(src))
		}
		check(t, n, len(src))
		if !json.Valid(n.Encode()) {
			t.Errorf("no JSON: %q", n.Encode())
		}
	})
}

func within(t *testing.T, s diag.Span, size int) {
	if s.File == nil || s.Start < 0 || s.Start > s.End || s.End > size {
		t.Errorf("span %d to %d of %d bytes", s.Start, s.End, size)
	}
}

func check(t *testing.T, n *Node, size int) {
	within(t, n.Span, size)
	for i := range min(len(n.Text), 50) + 1 {
		within(t, n.Place(i), size)
	}
	for _, item := range n.Items {
		check(t, item, size)
	}
	for _, e := range n.Entries {
		check(t, e.Key, size)
		check(t, e.Value, size)
	}
}
