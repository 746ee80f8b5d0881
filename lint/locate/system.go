package locate

import (
	"maps"
	"math/big"
	"slices"
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
	i, ok := slices.BinarySearchFunc(r.terms, cell, func(w weight, cell int) int { return w.cell - cell })
	if !ok {
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
	overflow bool  // weights grew beyond what can be counted with
}

func (s *system) isFreed(cell int) bool { return slices.Contains(s.freed, cell) }

// has reports whether an equation has gone into rows.
func (s *system) has(e int) bool {
	return slices.ContainsFunc(s.rows, func(r *row) bool { return slices.Contains(r.from, e) })
}

// free returns the system with one more cell freed.
func (s *system) free(cell int) *system {
	next := &system{
		problem: s.problem, rows: make([]*row, len(s.rows), len(s.rows)+len(s.within[cell])),
		freed: append(slices.Clip(s.freed), cell), overflow: s.overflow,
	}
	copy(next.rows, s.rows)
	for _, e := range s.within[cell] {
		if !s.has(e) {
			next.rows = append(next.rows, s.problem.row(e))
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
		without, ok := r.without(cell, &p)
		s.rows[i] = without
		s.overflow = s.overflow || !ok
	}
}

// mostWeight is the largest weight with which two can be multiplied and added.
const mostWeight = 1 << 30

// without returns a row from which a cell was taken out by another row that has it; ok is
// false where weights became too large.
func (r *row) without(cell int, other *row) (out *row, ok bool) {
	mine, its := other.by(cell), -r.by(cell)
	if mine < 0 {
		mine, its = -mine, -its
	}
	out = &row{basic: r.basic, terms: make([]weight, 0, len(r.terms)+len(other.terms))}
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
			out.terms = append(out.terms, w)
			common = gcd(common, max(w.by, -w.by))
		}
	}
	out.rest = new(big.Int).Mul(big.NewInt(mine), r.rest)
	out.rest.Add(out.rest, new(big.Int).Mul(big.NewInt(its), other.rest))
	out.from = union(r.from, other.from)
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
func union(a, b []int) []int {
	both := slices.Concat(a, b)
	slices.Sort(both)
	return slices.Compact(both)
}

// conflict returns a row that no values of the freed cells can make hold, nil if there is
// none. Of several without a freed cell it returns the one that leaves the fewest cells to
// choose from.
func (s *system) conflict(of *search) *row {
	var worst *row
	for _, r := range s.rows {
		if r.basic < 0 && r.rest.Sign() != 0 && (worst == nil || len(r.terms) < len(worst.terms)) {
			worst = r
		}
	}
	if worst != nil {
		return worst
	}
	return s.outOfRange(of)
}

// outOfRange returns a row that would make a cell negative, or no whole number, whatever
// the spare cells are; nil if there is none. Spare cells are made basic by Bland's rule,
// which comes to an end. Whether a number is whole is judged only where all that it hangs
// on is.
func (s *system) outOfRange(of *search) *row {
	t := &system{problem: s.problem, rows: slices.Clone(s.rows), freed: s.freed}
	for {
		var low *row
		for _, r := range t.rows {
			if r.basic >= 0 && !s.cells[r.basic].Signed && t.value(r).Sign() < 0 && (low == nil || r.basic < low.basic) {
				low = r
			}
		}
		if low == nil {
			break
		}
		raises := slices.IndexFunc(low.terms, func(w weight) bool {
			return w.cell != low.basic && s.isFreed(w.cell) && (s.cells[w.cell].Signed || (w.by < 0) == (low.by(low.basic) > 0))
		})
		if raises < 0 {
			return low
		}
		t.solve(slices.Index(t.rows, low), low.terms[raises].cell)
		if of.step(); of.spent || t.overflow {
			of.spent = true
			return nil
		}
	}
	for _, r := range t.rows {
		if r.basic >= 0 && !t.mayBeWhole(r) {
			return r
		}
	}
	return nil
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
		if w.cell != r.basic && s.isFreed(w.cell) && (!s.cells[w.cell].Whole || w.by%by != 0) {
			return true
		}
	}
	units := new(big.Int).Mul(big.NewInt(by), s.unit)
	return new(big.Int).Rem(r.rest, units).Sign() == 0
}

// known returns the value of each freed cell; one that the rows leave open has none. Rows
// that add up to nought without anything taken off leave only noughts.
func (s *system) known() map[int]*big.Rat {
	values := map[int]*big.Rat{}
	for again := true; again; {
		again = false
		for _, r := range s.rows {
			if r.basic < 0 {
				continue
			}
			var open []int
			same := !s.cells[r.basic].Signed
			for _, w := range r.terms {
				if s.isFreed(w.cell) && values[w.cell] == nil {
					open = append(open, w.cell)
					same = same && !s.cells[w.cell].Signed && (w.by > 0) == (r.by(r.basic) > 0)
				}
			}
			switch {
			case len(open) == 0:
			case len(open) == 1 && open[0] == r.basic:
				values[r.basic] = s.number(new(big.Int).Neg(r.rest), big.NewInt(r.by(r.basic)))
				again = true
			case same && r.rest.Sign() == 0:
				for _, cell := range open {
					values[cell] = new(big.Rat)
				}
				again = true
			}
		}
	}
	return values
}

// settled returns the values of cells that were not known and now are.
func (s *system) settled() map[int]*big.Rat {
	values := s.known()
	maps.DeleteFunc(values, func(cell int, _ *big.Rat) bool { return s.values[cell] != nil })
	return values
}
