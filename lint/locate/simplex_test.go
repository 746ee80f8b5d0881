package locate

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

// TestDetermined holds what is told of cells one after the other, each from where the last
// one was left, to what is told of each by itself.
func TestDetermined(t *testing.T) {
	always := func() bool { return true }
	told, open := 0, 0
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 1))
		cells, equations := sheet(rng, 2+rng.IntN(5), 2+rng.IntN(5), rng.Float64())
		p := newProblem(cells, equations)
		for _, group := range p.groups() {
			_, s := p.start(group).conflict(always)
			if s == nil {
				continue
			}
			got, forced := s.determined(func(int) bool { return true }, always), s.forced()
			for _, cell := range s.freed {
				want := forced[cell] != nil
				if !want {
					more, _ := s.copy().still(cell, 1, always)
					less, _ := s.copy().still(cell, -1, always)
					want = more && less
				}
				if (got[cell] != nil) != want {
					t.Fatalf("seed %d: cell %d is told to be %v; by itself it is determined: %v", seed, cell, got[cell], want)
				}
				if want {
					told++
				} else {
					open++
				}
			}
		}
	}
	if told < 500 || open < 500 {
		t.Errorf("%d cells were determined, and %d open", told, open)
	}
}

// sheet returns a table whose rows and columns add up, some of its cells unknown.
func sheet(rng *rand.Rand, rows, columns int, unknown float64) ([]Cell, []Equation) {
	at := func(r, c int) int { return r*(columns+1) + c }
	values := make([]int64, (rows+1)*(columns+1))
	var equations []Equation
	for r := range rows {
		for c := range columns {
			v := int64(rng.IntN(3))
			for _, cell := range []int{at(r, c), at(r, columns), at(rows, c), at(rows, columns)} {
				values[cell] += v
			}
		}
	}
	sum := func(n int, of func(i int) int, total int) {
		e := Equation{{Cell: total, Less: true}}
		for i := range n {
			e = append(e, Term{Cell: of(i)})
		}
		equations = append(equations, e)
	}
	for r := range rows + 1 {
		sum(columns, func(c int) int { return at(r, c) }, at(r, columns))
	}
	for c := range columns + 1 {
		sum(rows, func(r int) int { return at(r, c) }, at(rows, c))
	}
	cells := make([]Cell, len(values))
	for i, v := range values {
		cells[i].Whole = true
		if rng.Float64() >= unknown {
			cells[i].Value = new(big.Rat).SetInt64(v)
		}
	}
	return cells, equations
}
