package check

import (
	"slices"

	"reportlint/lint/arena"
	"reportlint/lint/draft"
	"reportlint/lint/form"
)

// term is a cell of an equation.
type term struct {
	table  *form.Filled
	cell   *form.Cell
	row    *form.FilledRow
	column *form.Column
}

// label names the cell by its row and its column.
func (t term) label() string { return t.row.Row.Name() + " × " + t.column.Label }

// equation is a sum over given cells: what is on the left adds up to what is on the right.
type equation struct {
	name        string // of the row or column that it is taken along
	each        form.Axis
	left, right []term
}

// equations returns what the sums of a table stand for in it.
func equations(t *form.Filled) (all []equation) {
	eachEquation(t, func(e equation) {
		e.left, e.right = slices.Clone(e.left), slices.Clone(e.right)
		all = append(all, e)
	})
	return all
}

// eachEquation yields what the sums of a table stand for in it. The terms are there for the
// next one, too, and not to be kept.
func eachEquation(t *form.Filled, yield func(equation)) {
	left, right := 0, 0
	for i := range t.Table.Sums {
		left, right = max(left, len(t.Table.Sums[i].Left)), max(right, len(t.Table.Sums[i].Right))
	}
	a := t.Where.File.Arena()
	e := equation{left: arena.Make[term](a, 0, left), right: arena.Make[term](a, 0, right)}
	for i := range t.Table.Sums {
		sum := &t.Table.Sums[i]
		e.each = sum.Each
		if sum.Each == form.EachRow {
			overRows(t, sum, &e, yield)
		} else {
			overColumns(t, sum, &e, yield)
		}
	}
}

// overColumns yields the equations of a sum that is taken along each column.
func overColumns(t *form.Filled, sum *form.Sum, e *equation, yield func(equation)) {
	rows := func(ids []string) []*form.FilledRow {
		all := make([]*form.FilledRow, 0, len(ids))
		for _, id := range ids {
			if r := t.Row(id); r != nil {
				all = append(all, r)
			}
		}
		return all
	}
	left, right := rows(sum.Left), rows(sum.Right)
	if len(left) == 0 || len(right) == 0 {
		return
	}
	for c := range t.Table.Blocks[0].Columns {
		column := &t.Table.Blocks[0].Columns[c]
		fill := func(side []term, rows []*form.FilledRow) []term {
			side = side[:0]
			for _, r := range rows {
				side = append(side, term{t, &r.Cells[c], r, column})
			}
			return side
		}
		e.name, e.left, e.right = column.Label, fill(e.left, left), fill(e.right, right)
		yield(*e)
	}
}

// overRows yields the equations of a sum that is taken along each row.
func overRows(t *form.Filled, sum *form.Sum, e *equation, yield func(equation)) {
	for i := range t.Rows {
		r := &t.Rows[i]
		fill := func(side []term, ids []string) []term {
			side = side[:0]
			for _, id := range ids {
				for c := range r.Block.Columns {
					if r.Block.Columns[c].ID == id {
						side = append(side, term{t, &r.Cells[c], r, &r.Block.Columns[c]})
					}
				}
			}
			return side
		}
		e.name, e.left, e.right = r.Row.Name(), fill(e.left, sum.Left), fill(e.right, sum.Right)
		if len(e.left) > 0 && len(e.right) > 0 {
			yield(*e)
		}
	}
}

// known reports whether every cell of the equation holds a number that it may have. One
// that it may not have is a fault of its own, and no sum over it says more.
func (e equation) known() bool {
	for _, side := range [][]term{e.left, e.right} {
		for _, t := range side {
			if !t.stated() {
				return false
			}
		}
	}
	return true
}

// stated reports whether the cell holds a number that it may have.
func (t term) stated() bool {
	return t.cell.State == form.Number && t.mayBe(t.cell.Amount.Value)
}

// mayBe reports whether a value is one that a cell of the column may have.
func (t term) mayBe(value draft.Value) bool {
	return (value.Sign() >= 0 || t.column.Signed) && (value.IsInt() || t.column.Fraction)
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

// holds reports whether a known equation does.
func (e equation) holds() bool { return e.residual().Sign() == 0 }

// residual is the sum of the left side less the sum of the right one.
func (e equation) residual() draft.Value { return total(e.left).Sub(total(e.right)) }

// leftShould is what the first cell of the left side has to state for the equation to hold.
func (e equation) leftShould() draft.Value { return e.left[0].cell.Amount.Value.Sub(e.residual()) }

// rightShould is leftShould for the first cell of the right side.
func (e equation) rightShould() draft.Value { return e.right[0].cell.Amount.Value.Add(e.residual()) }

func total(terms []term) (sum draft.Value) {
	for _, t := range terms {
		sum = sum.Add(t.cell.Amount.Value)
	}
	return sum
}
