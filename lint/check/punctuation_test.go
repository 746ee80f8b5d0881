package check

import "testing"

func TestNumbersItem(t *testing.T) {
	tests := []struct {
		in   string
		want bool
	}{
		{"1", true}, {"12", true}, {"a", true}, {"(a", true}, {"条a", true}, {"ab", false}, {"十", true}, {"(三", true}, {"条", false}, {"", false}, {",", false}, {"é", false}, {"éa", true},
	}
	for _, tt := range tests {
		if got := numbersItem(tt.in); got != tt.want {
			t.Errorf("numbersItem(%q) = %v", tt.in, got)
		}
	}
}
