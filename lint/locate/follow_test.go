package locate

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
)

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

// TestFollowsByRank holds Follows to what ranks say, counted with fractions.
func TestFollowsByRank(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	follows := 0
	for range 20_000 {
		cells := 3 + r.IntN(6)
		random := func() (e Equation) {
			for c := range cells {
				if by := r.IntN(5); by < 2 {
					e = append(e, Term{Cell: c, Less: by == 1})
				}
			}
			return e
		}
		var from []Equation
		for range r.IntN(cells + 2) {
			from = append(from, random())
		}
		e := random()
		want := rank(append(slices.Clone(from), e), cells) == rank(from, cells)
		if got := Follows(e, from); got != want {
			t.Fatalf("%v from %v: got %v", e, from, got)
		}
		if want {
			follows++
		}
	}
	if follows < 1000 {
		t.Errorf("only %d equations follow", follows)
	}
}

// rank counts the equations that none of the others imply.
func rank(equations []Equation, cells int) (n int) {
	var rows [][]*big.Rat
	for _, e := range equations {
		row := make([]*big.Rat, cells)
		for c := range row {
			row[c] = new(big.Rat)
		}
		for _, t := range e {
			row[t.Cell].SetInt64(map[bool]int64{false: 1, true: -1}[t.Less])
		}
		rows = append(rows, row)
	}
	for c := range cells {
		i := slices.IndexFunc(rows[n:], func(row []*big.Rat) bool { return row[c].Sign() != 0 })
		if i < 0 {
			continue
		}
		rows[n], rows[n+i] = rows[n+i], rows[n]
		for _, row := range rows[n+1:] {
			by := new(big.Rat).Quo(row[c], rows[n][c])
			for k := range row {
				row[k].Sub(row[k], new(big.Rat).Mul(by, rows[n][k]))
			}
		}
		n++
	}
	return n
}
