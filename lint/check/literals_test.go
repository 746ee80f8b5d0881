package check

import (
	"fmt"
	"regexp/syntax"
	"testing"
)

// TestStandIn looks for literals one behind the other.
func TestStandIn(t *testing.T) {
	tests := []struct {
		lists [][]string
		in    string
		want  bool
	}{
		{nil, "", true},
		{[][]string{{"甲"}}, "乙甲", true},
		{[][]string{{"甲"}}, "乙", false},
		{[][]string{{"甲"}, {"乙"}}, "甲丙乙", true},
		{[][]string{{"甲"}, {"乙"}}, "乙甲", false},
		{[][]string{{"甲乙"}, {"乙"}}, "甲乙", false}, // they would overlap
		{[][]string{{"甲乙"}, {"乙"}}, "甲乙乙", true},
		{[][]string{{"甲乙", "甲"}, {"乙"}}, "甲乙", true}, // the one that ends first leaves most
		{[][]string{{"乙丙", "丙"}, {"丁"}}, "乙丙丁", true},
		{[][]string{{"a"}, {"b"}}, "ab", true},
	}
	for _, tt := range tests {
		if got := literalsOf(tt.lists).standIn(tt.in); got != tt.want {
			t.Errorf("%v in %q: %v, want %v", tt.lists, tt.in, got, tt.want)
		}
	}
}

// TestWanted finds the literals of which a text must hold one that matches.
func TestWanted(t *testing.T) {
	for source, want := range map[string]string{
		"收到申请":             "[[收到申请]]",
		"收到(?:申请|信件)":      "[[收到] [申请 信件]]",
		"(?:收到|)申请":        "[[申请]]",
		"(?:收到)+(申请)":      "[[收到] [申请]]",
		"[甲乙]申请":           "[[乙 甲] [申请]]",
		"(?i)a申请":          "[]", // in either case
		".*":               "[]",
		"(?:甲.|.)乙":        "[[乙]]",
		"[一-鿿]申请":          "[[申请]]",             // any of thousands
		"甲(?:.乙){2}丙.丁.戊己": "[[乙] [丙] [丁] [戊己]]", // four, of which the rarest is one
		"(?:甲乙.|丙.)(?:一二三四|五六七八)丁": "[[甲乙 丙] [一二三四 五六七八] [丁]]",
	} {
		re, err := syntax.Parse(source, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(wanted(re.Simplify())); got != want {
			t.Errorf("%s wants %s, want %s", source, got, want)
		}
	}
}
