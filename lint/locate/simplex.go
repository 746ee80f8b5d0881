package locate

import (
	"math/big"
	"slices"
)

// outOfRange returns a row that would make a cell negative, or no whole number, whatever
// the spare cells are; else the system with spare cells made basic by Bland's rule, which
// comes to an end, so that none is negative; neither where the work was too much. Whether a
// number is whole is judged only where all that it hangs on is.
func (s *system) outOfRange(step func() bool) (*row, *system) {
	t := s.copy()
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
			return w.cell != low.basic && s.isFreed.of(w.cell) && (s.cells[w.cell].Signed || (w.by < 0) == (low.by(low.basic) > 0))
		})
		if raises < 0 {
			return low, nil
		}
		t.solve(slices.Index(t.rows, low), low.terms[raises].cell)
		if !step() || t.overflow {
			return nil, nil
		}
	}
	for _, r := range t.rows {
		if r.basic >= 0 && !t.mayBeWhole(r) {
			return r, nil
		}
	}
	return nil, t
}

// determined returns the value of each freed cell of a system in which none is negative. Those
// that one row, or rows one after the other, determine come first; of the others those of
// some are looked for at length. One that is left open has none.
func (s *system) determined(some func(cell int) bool, step func() bool) map[int]*big.Rat {
	values := s.forced()
	moving := make([]bool, len(s.cells))
	t := s.copy()
	still := func(cell, way int) bool {
		still, along := t.still(cell, way, step)
		if t.overflow { // of what was done for others, perhaps
			t = s.copy()
			still, along = t.still(cell, way, step)
		}
		for _, c := range along {
			moving[c] = true
		}
		return still
	}
	for _, cell := range s.freed {
		if values[cell] == nil && !moving[cell] && some(cell) && still(cell, 1) && still(cell, -1) {
			values[cell] = new(big.Rat)
			if i := t.solvedBy(cell); i >= 0 {
				values[cell] = t.number(new(big.Int).Neg(t.rows[i].rest), big.NewInt(t.rows[i].by(cell)))
			}
		}
	}
	return values
}

// solvedBy returns the place of the row that a cell is basic in, -1 if it is spare.
func (s *system) solvedBy(cell int) int {
	return slices.IndexFunc(s.rows, func(r *row) bool { return r.basic == cell })
}

// still reports whether a freed cell cannot become more, or less, than it is: the simplex
// method, which stops at the first step that gains anything. If it can, along are the cells
// that change with it then, none of which is determined either. Other cells may be basic
// behind it, but all are what they were: so that it finds its way sooner for the next one.
func (s *system) still(cell, way int, step func() bool) (still bool, along []int) {
	for step() && !s.overflow {
		enters, rises := cell, way > 0
		if i := s.solvedBy(cell); i >= 0 {
			r := s.rows[i]
			moves := slices.IndexFunc(r.terms, func(w weight) bool {
				return w.cell != cell && s.isFreed.of(w.cell) && (s.cells[w.cell].Signed || (w.by < 0 == (r.by(cell) > 0)) == (way > 0))
			})
			if moves < 0 {
				return true, nil
			}
			w := r.terms[moves]
			enters, rises = w.cell, (w.by < 0 == (r.by(cell) > 0)) == (way > 0)
		} else if way < 0 && !s.cells[cell].Signed {
			return true, nil
		}
		leaves := -1
		along = append(along[:0], enters)
		for i, r := range s.rows {
			by := r.by(enters)
			if r.basic < 0 || by == 0 {
				continue
			}
			along = append(along, r.basic)
			if s.cells[r.basic].Signed || (by < 0 == (r.by(r.basic) > 0)) == rises {
				continue // it does not sink with the cell that enters
			}
			if r.rest.Sign() == 0 && (leaves < 0 || r.basic < s.rows[leaves].basic) {
				leaves = i
			}
		}
		if leaves < 0 {
			return false, along
		}
		s.solve(leaves, enters)
	}
	return false, nil
}

// forced returns the values of freed cells that rows determine one by one. A row that adds
// up to nought without anything taken off leaves only noughts.
func (s *system) forced() map[int]*big.Rat {
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
				if s.isFreed.of(w.cell) && values[w.cell] == nil {
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
