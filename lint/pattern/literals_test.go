package pattern

import "testing"

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
