package locate

import (
	"math/big"
	"slices"
)

// mostFound is how many explanations are kept; more tell nobody anything.
const mostFound = 2000

// search looks for the smallest explanations of one group of equations.
type search struct {
	*problem
	bounds Bounds
	steps  int
	spent  bool // the bounds were met, and what was found is not all
	found  []Explanation
	barred map[int]bool // cells whose sets have all been looked at
	// agreed are the values of cells that are not known which all explanations have; nil
	// before the first one.
	agreed map[int]*big.Rat
}

// step counts one set of cells, or one change of what is basic, and reports whether there
// may be more.
func (s *search) step() bool {
	s.steps++
	s.spent = s.spent || s.steps > s.bounds.Steps
	return !s.spent
}

// smallest returns all smallest explanations of a system that contradicts itself.
func (s *search) smallest(root *system) []Explanation {
	s.barred = map[int]bool{}
	for size := 1; size <= s.bounds.Cells && len(s.found) == 0 && !s.spent; size++ {
		s.extend(root, size)
	}
	if s.spent {
		return nil
	}
	slices.SortFunc(s.found, func(a, b Explanation) int {
		return slices.CompareFunc(a, b, func(a, b Change) int { return a.Cell - b.Cell })
	})
	return s.found
}

// extend frees up to so many more cells. A conflict can only be mended by a cell of its
// row that is not free yet: each is tried, and barred from the sets that the next ones are
// tried in, so that no set is looked at twice.
func (s *search) extend(y *system, left int) {
	s.steps += len(y.rows) / 16 // large systems cost more
	if !s.step() || y.overflow {
		s.spent = true
		return
	}
	conflict, settled := y.conflict(s.step)
	switch {
	case conflict != nil:
	case settled == nil:
		s.spent = true
		return
	default:
		s.take(settled)
		return
	}
	if left == 0 || y.apart() > left {
		return
	}
	var tried []int
	for _, w := range conflict.terms {
		if y.isFreed.of(w.cell) || s.barred[w.cell] || left == 1 && conflict.basic < 0 && !y.mends(w, conflict) {
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

// take keeps the explanation that the freed cells of a system are. Cells that only together
// cannot be whole numbers are none.
func (s *search) take(y *system) {
	values := y.determined(func(cell int) bool { return s.values[cell] != nil }, s.step)
	if !y.whole(values) {
		return
	}
	var e Explanation
	for _, cell := range y.freed {
		if s.values[cell] != nil {
			e = append(e, Change{cell, values[cell]})
			delete(values, cell)
		}
	}
	slices.SortFunc(e, func(a, b Change) int { return a.Cell - b.Cell })
	s.found = append(s.found, e)
	s.spent = s.spent || len(s.found) > mostFound
	if s.agreed == nil {
		s.agreed = values
		return
	}
	for cell, value := range s.agreed {
		if v := values[cell]; v == nil || v.Cmp(value) != 0 {
			delete(s.agreed, cell)
		}
	}
}
