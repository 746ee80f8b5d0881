package locate

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

// TestDetermined holds what is told of cells one after the other, each from where the last
// one was left, to what is told of each by itself.
func TestDetermined(t *testing.T) {
	told, open := 0, 0
	hold := func(cells []Cell, equations []Equation) {
		t.Helper()
		always := func() bool { return true }
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
					up, down := s.copy(), s.copy()
					more, _ := up.still(cell, 1, always)
					less, _ := down.still(cell, -1, always)
					if want = more && less; !want && (up.overflow || down.overflow) {
						continue // by itself it tells nothing
					}
				}
				if (got[cell] != nil) != want {
					t.Fatalf("cell %d is told to be %v; by itself it is determined: %v", cell, got[cell], want)
				}
				if want {
					told++
				} else {
					open++
				}
			}
		}
	}
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 1))
		hold(sheet(rng, 2+rng.IntN(5), 2+rng.IntN(5), rng.Float64()))
	}
	for _, seed := range []uint64{57, 935, 952, 982} { // of these, weights overflow on the way
		hold(tangle(rand.New(rand.NewPCG(seed, 2))))
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

// tangle returns sums of any cells, of which few are known.
func tangle(rng *rand.Rand) (cells []Cell, equations []Equation) {
	n := 20 + rng.IntN(60)
	values := make([]int64, n)
	for i := range n {
		values[i] = int64(rng.IntN(3))
		cells = append(cells, Cell{Whole: true})
	}
	for range n/2 + rng.IntN(n/3) {
		var e Equation
		sum := int64(0)
		for _, c := range rng.Perm(n)[:3+rng.IntN(9)] {
			less := rng.IntN(2) == 0
			if e = append(e, Term{Cell: c, Less: less}); less {
				sum -= values[c]
			} else {
				sum += values[c]
			}
		}
		cells = append(cells, Cell{Whole: true, Signed: true, Value: new(big.Rat).SetInt64(sum)})
		equations = append(equations, append(e, Term{Cell: len(cells) - 1, Less: true}))
	}
	for i := range n {
		if rng.IntN(12) == 0 {
			cells[i].Value = new(big.Rat).SetInt64(values[i])
		}
	}
	return cells, equations
}
