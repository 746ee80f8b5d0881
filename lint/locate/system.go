package locate

import (
	"math/big"
	"slices"

	"reportlint/lint/arena"
)

// row says that its terms and its rest add up to nought. It follows from equations.
type row struct {
	terms []weight // by cell
	rest  *big.Int // what the stated cells among them add up to; never changed
	basic int      // the freed cell that it is solved for, -1 for none
	from  []int    // the equations, in their order
}

type weight struct {
	cell int
	by   int64 // never 0
}

// row returns an equation as it stands.
func (p *problem) row(e int) *row {
	r := &row{rest: p.rests[e], basic: -1, from: []int{e}, terms: make([]weight, 0, len(p.equations[e]))}
	for _, t := range p.equations[e] {
		by := int64(1)
		if t.Less {
			by = -1
		}
		r.terms = append(r.terms, weight{t.Cell, by})
	}
	slices.SortFunc(r.terms, func(a, b weight) int { return a.cell - b.cell })
	return r
}

// by returns the weight of a cell, 0 if it is not in the row.
func (r *row) by(cell int) int64 {
	i, j := 0, len(r.terms)
	for i < j {
		if m := (i + j) / 2; r.terms[m].cell < cell {
			i = m + 1
		} else {
			j = m
		}
	}
	if i == len(r.terms) || r.terms[i].cell != cell {
		return 0
	}
	return r.terms[i].by
}

// system is equations with some cells freed, whose values are what the rows say, not what
// is stated. A freed cell is basic in one row and in no other, or it is spare: then it is
// only in rows that have a basic one, and is nought as long as it is spare. Equations
// that no freed cell is in and that hold have no row. A system is never changed.
type system struct {
	*problem
	rows     []*row
	freed    []int // in the order in which they were
	isFreed  set   // the same cells
	has      set   // the equations that have gone into rows
	overflow bool  // weights grew beyond what can be counted with
}

// set is a set of small numbers. It is never changed.
type set []uint64

func (s set) of(n int) bool { return n/64 < len(s) && s[n/64]&(1<<(n%64)) != 0 }

func (s set) with(n int) set {
	next := make(set, max(len(s), n/64+1))
	copy(next, s)
	next[n/64] |= 1 << (n % 64)
	return next
}

// free returns the system with one more cell freed.
func (s *system) free(cell int) *system {
	next := &system{
		problem: s.problem, rows: make([]*row, len(s.rows), len(s.rows)+len(s.within[cell])),
		freed: append(slices.Clip(s.freed), cell), isFreed: s.isFreed.with(cell), has: s.has, overflow: s.overflow,
	}
	copy(next.rows, s.rows)
	for _, e := range s.within[cell] {
		if !next.has.of(e) {
			next.rows = append(next.rows, s.problem.row(e))
			next.has = next.has.with(e)
		}
	}
	pivot := -1
	for i, r := range next.rows {
		by := r.by(cell)
		if by == 0 {
			continue
		}
		if v := s.values[cell]; v != nil {
			stated := new(big.Int).Mul(big.NewInt(by), v)
			next.rows[i] = &row{r.terms, stated.Sub(r.rest, stated), r.basic, r.from}
		}
		if r.basic < 0 && (pivot < 0 || len(r.terms) < len(next.rows[pivot].terms)) {
			pivot = i
		}
	}
	if pivot >= 0 {
		next.solve(pivot, cell)
	}
	return next
}

// solve makes a cell the basic one of a row, and takes it out of all others. It is called
// on systems that are being made.
func (s *system) solve(pivot, cell int) {
	p := *s.rows[pivot]
	p.basic = cell
	s.rows[pivot] = &p
	for i, r := range s.rows {
		if i == pivot || r.by(cell) == 0 {
			continue
		}
		without, ok := r.without(cell, &p, s.problem)
		s.rows[i] = without
		s.overflow = s.overflow || !ok
	}
}

// mostWeight is the largest weight with which two can be multiplied and added.
const mostWeight = 1 << 30

// without returns a row from which a cell was taken out by another row that has it; ok is
// false where weights became too large.
func (r *row) without(cell int, other *row, p *problem) (out *row, ok bool) {
	mine, its := other.by(cell), -r.by(cell)
	if mine < 0 {
		mine, its = -mine, -its
	}
	out = &row{basic: r.basic}
	terms := p.terms[:0]
	common := int64(0)
	a, b := r.terms, other.terms
	for len(a) > 0 || len(b) > 0 {
		var w weight
		switch {
		case len(b) == 0 || len(a) > 0 && a[0].cell < b[0].cell:
			w, a = weight{a[0].cell, a[0].by * mine}, a[1:]
		case len(a) == 0 || b[0].cell < a[0].cell:
			w, b = weight{b[0].cell, b[0].by * its}, b[1:]
		default:
			w, a, b = weight{a[0].cell, a[0].by*mine + b[0].by*its}, a[1:], b[1:]
		}
		if w.by != 0 {
			terms = append(terms, w)
			common = gcd(common, max(w.by, -w.by))
		}
	}
	p.terms = terms
	out.terms = append(arena.Make[weight](p.arena, 0, len(terms)), terms...)
	out.rest = new(big.Int).Mul(big.NewInt(mine), r.rest)
	out.rest.Add(out.rest, new(big.Int).Mul(big.NewInt(its), other.rest))
	out.from = union(p.arena, r.from, other.from)
	if common > 1 {
		quotient, left := new(big.Int).QuoRem(out.rest, big.NewInt(common), new(big.Int))
		if left.Sign() == 0 {
			out.rest = quotient
			for i := range out.terms {
				out.terms[i].by /= common
			}
		}
	}
	return out, !slices.ContainsFunc(out.terms, func(w weight) bool { return max(w.by, -w.by) > mostWeight })
}

// proportional reports whether two rows ask for the same change of a cell that they have
// by the given weights.
func proportional(a int64, of *row, b int64, other *row) bool {
	if a*a == 1 && b*b == 1 {
		return of.rest.CmpAbs(other.rest) == 0 && (of.rest.Sign() == other.rest.Sign()) == (a == b)
	}
	left := new(big.Int).Mul(big.NewInt(b), of.rest)
	return left.Cmp(new(big.Int).Mul(big.NewInt(a), other.rest)) == 0
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// union returns what is in either of two sorted lists.
func union(room *arena.Arena, a, b []int) []int {
	var few [64]int
	both := few[:0]
	for len(a) > 0 && len(b) > 0 {
		next := min(a[0], b[0])
		both = append(both, next)
		if a[0] == next {
			a = a[1:]
		}
		if b[0] == next {
			b = b[1:]
		}
	}
	both = append(append(both, a...), b...)
	return append(arena.Make[int](room, 0, len(both)), both...)
}

// conflict returns a row that no values of the freed cells can make hold, nil if there is
// none. Of several without a freed cell it returns the one that leaves the fewest cells to
// choose from. Otherwise it makes basic what makes no cell negative, if it can; step counts
// the work and reports whether there may be more.
func (s *system) conflict(step func() bool) (worst *row, settled *system) {
	for _, r := range s.rows {
		if r.basic < 0 && r.rest.Sign() != 0 && (worst == nil || len(r.terms) < len(worst.terms)) {
			worst = r
		}
	}
	if worst != nil {
		return worst, nil
	}
	return s.outOfRange(step)
}

// copy returns a system that may be solved anew without changing this one.
func (s *system) copy() *system {
	t := *s
	t.rows = slices.Clone(s.rows)
	return &t
}

// value returns a multiple, by a positive number, of what the basic cell of a row is.
func (s *system) value(r *row) *big.Int {
	if r.by(r.basic) > 0 {
		return new(big.Int).Neg(r.rest)
	}
	return r.rest
}

// mayBeWhole reports whether the basic cell of a row can be what it has to be.
func (s *system) mayBeWhole(r *row) bool {
	if !s.cells[r.basic].Whole {
		return true
	}
	by := r.by(r.basic)
	for _, w := range r.terms {
		if w.cell != r.basic && s.isFreed.of(w.cell) && (!s.cells[w.cell].Whole || w.by%by != 0) {
			return true
		}
	}
	units := new(big.Int).Mul(big.NewInt(by), s.unit)
	return new(big.Int).Rem(r.rest, units).Sign() == 0
}

// whole reports whether values are numbers that their cells may have.
func (s *system) whole(values map[int]*big.Rat) bool {
	for cell, v := range values {
		if s.cells[cell].Whole && !v.IsInt() {
			return false
		}
	}
	return true
}

// apart returns how many rows do not hold and have no cell in common: each of them needs a
// change of its own.
func (s *system) apart() int {
	n := 0
	var taken set
	for _, r := range s.rows {
		if r.basic >= 0 || r.rest.Sign() == 0 || slices.ContainsFunc(r.terms, func(w weight) bool { return taken.of(w.cell) }) {
			continue
		}
		n++
		for _, w := range r.terms {
			taken = taken.with(w.cell)
		}
	}
	return n
}

// mends reports whether a change of one cell can make all rows hold that no freed cell is
// in: it is in every one of them that does not hold, in none that does, and always by the
// same amount.
func (s *system) mends(c weight, conflict *row) bool {
	for _, r := range s.rows {
		if r.basic >= 0 {
			continue
		}
		by := r.by(c.cell)
		if (by == 0) != (r.rest.Sign() == 0) {
			return false
		}
		if by != 0 && r != conflict && !proportional(by, r, c.by, conflict) {
			return false
		}
	}
	for _, e := range s.within[c.cell] {
		if !s.has.of(e) {
			return false // it holds, and would no more
		}
	}
	return true
}
