package locate

import (
	"math/big"
	"slices"
)

// search looks for the smallest explanations of one group of equations.
type search struct {
	*problem
	bounds Bounds
	steps  int
	spent  bool // the bounds were met, and what was found is not all
	found  []solution
	barred map[int]bool // cells whose sets have all been looked at
}

// solution is an explanation, and what it makes of cells that are not known.
type solution struct {
	changes Explanation
	settled map[int]*big.Rat
}

// step counts one set of cells.
func (s *search) step() {
	if s.steps++; s.steps > s.bounds.Steps {
		s.spent = true
	}
}

// smallest returns all smallest explanations of a system that contradicts itself.
func (s *search) smallest(root *system) []Explanation {
	s.barred = map[int]bool{}
	for size := 1; size <= s.bounds.Cells && len(s.found) == 0; size++ {
		s.extend(root, size)
	}
	if s.spent {
		return nil
	}
	slices.SortFunc(s.found, func(a, b solution) int {
		return slices.CompareFunc(a.changes, b.changes, func(a, b Change) int { return a.Cell - b.Cell })
	})
	var all []Explanation
	for _, found := range s.found {
		all = append(all, found.changes)
	}
	return all
}

// agreed adds what all explanations make of cells that are not known.
func (s *search) agreed(settled map[int]*big.Rat) {
	if s.spent || len(s.found) == 0 {
		return
	}
	for cell, value := range s.found[0].settled {
		if !slices.ContainsFunc(s.found, func(other solution) bool {
			v := other.settled[cell]
			return v == nil || v.Cmp(value) != 0
		}) {
			settled[cell] = value
		}
	}
}

// extend frees up to so many more cells. A conflict can only be mended by a cell of its
// row that is not free yet: each is tried, and barred from the sets that the next ones are
// tried in, so that no set is looked at twice.
func (s *search) extend(y *system, left int) {
	if s.step(); s.spent || y.overflow {
		s.spent = true
		return
	}
	conflict := y.conflict(s)
	if conflict == nil {
		s.found = append(s.found, solution{y.explanation(), y.settled()})
		return
	}
	if left == 0 || y.apart() > left {
		return
	}
	var tried []int
	for _, w := range conflict.terms {
		if y.isFreed(w.cell) || s.barred[w.cell] || left == 1 && conflict.basic < 0 && !y.mends(w, conflict) {
			continue
		}
		s.extend(y.free(w.cell), left-1)
		s.barred[w.cell] = true
		tried = append(tried, w.cell)
	}
	for _, cell := range tried {
		delete(s.barred, cell)
	}
}

// apart returns how many rows do not hold and have no cell in common: each of them needs a
// change of its own.
func (s *system) apart() int {
	n := 0
	taken := map[int]bool{}
	for _, r := range s.rows {
		if r.basic >= 0 || r.rest.Sign() == 0 || slices.ContainsFunc(r.terms, func(w weight) bool { return taken[w.cell] }) {
			continue
		}
		n++
		for _, w := range r.terms {
			taken[w.cell] = true
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
		if !s.has(e) {
			return false // it holds, and would no more
		}
	}
	return true
}

// explanation returns what the freed cells that were known have to state.
func (s *system) explanation() Explanation {
	var e Explanation
	values := s.known()
	for _, cell := range s.freed {
		if s.values[cell] != nil {
			e = append(e, Change{cell, values[cell]})
		}
	}
	slices.SortFunc(e, func(a, b Change) int { return a.Cell - b.Cell })
	return e
}
