package locate

import "testing"

func TestFollows(t *testing.T) {
	// cells are letters; capitals are taken off
	equation := func(s string) (e Equation) {
		for _, r := range s {
			if r >= 'a' {
				e = append(e, Term{Cell: int(r - 'a')})
			} else {
				e = append(e, Term{Cell: int(r - 'A'), Less: true})
			}
		}
		return e
	}
	tests := []struct {
		e    string
		from []string
		want bool
	}{
		{"abC", nil, false},
		{"abC", []string{"abC"}, true},
		{"ABc", []string{"abC"}, true},
		{"abC", []string{"abD"}, false},
		{"abcE", []string{"abD", "cdE"}, true},
		{"abcE", []string{"abD", "cdE", "deF"}, true},
		{"abcE", []string{"abD", "ceD"}, false},
		{"abcdG", []string{"abE", "cdF", "efG"}, true},
		{"efG", []string{"abE", "cdF", "abcdG"}, true},
		{"efG", []string{"abE", "abcdG"}, false},
		// The totals of rows and of columns: one of them follows from the others.
		{"ghI", []string{"abC", "deF", "adG", "beH", "cfI"}, true},
		{"ghI", []string{"abC", "deF", "adG", "beH"}, false},
		{"ab", []string{"abC", "abc"}, true},
		{"c", []string{"abC", "abc"}, true}, // twice c is nought
		{"a", []string{"abC", "abc"}, false},
	}
	for _, tt := range tests {
		var from []Equation
		for _, s := range tt.from {
			from = append(from, equation(s))
		}
		if got := Follows(equation(tt.e), from); got != tt.want {
			t.Errorf("%s from %v: got %v", tt.e, tt.from, got)
		}
	}
}
