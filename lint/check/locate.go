package check

import (
	"math/big"

	"reportlint/lint/form"
)

// soleCell returns the one cell whose change makes every known equation hold, and the
// value that it would have to state. ok is false where no single cell does, or several do.
func soleCell(known, broken []equation) (cell term, becomes *big.Rat, ok bool) {
	for _, side := range [][]term{broken[0].left, broken[0].right} {
		for _, candidate := range side {
			value := explains(candidate, known)
			if value == nil {
				continue
			}
			if ok {
				return term{}, nil, false
			}
			cell, becomes, ok = candidate, value, true
		}
	}
	return cell, becomes, ok
}

// explains returns the value of a cell that makes every known equation hold, nil if there
// is none that the cell may have.
func explains(candidate term, known []equation) *big.Rat {
	var delta *big.Rat
	for _, e := range known {
		residual := e.residual()
		sign := e.sign(candidate.cell)
		if sign == 0 {
			if residual.Sign() != 0 {
				return nil
			}
			continue
		}
		change := residual
		if sign > 0 {
			change.Neg(change)
		}
		if delta == nil {
			delta = change
		} else if delta.Cmp(change) != 0 {
			return nil
		}
	}
	value := new(big.Rat).Add(candidate.cell.Amount.Value, delta)
	if !candidate.mayBe(value) {
		return nil
	}
	return value
}

// sign returns 1 where a cell stands on the left of the equation, -1 on the right, 0 if
// it is not in it.
func (e equation) sign(cell *form.Cell) int {
	for _, t := range e.left {
		if t.cell == cell {
			return 1
		}
	}
	for _, t := range e.right {
		if t.cell == cell {
			return -1
		}
	}
	return 0
}

// settles reports whether the sums show a cell of their table to be wrong, and that value
// to be what makes all of them hold. Then they have said it.
func (b balance) settles(cell term, value *big.Rat) bool {
	for _, e := range b.broken {
		if e.sign(cell.cell) != 0 {
			becomes := explains(cell, b.known)
			return becomes != nil && becomes.Cmp(value) == 0
		}
	}
	return false
}
