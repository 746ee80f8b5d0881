package check

import (
	"slices"

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
func equations(t *form.Filled) []equation {
	var out []equation
	for _, sum := range t.Table.Sums {
		if sum.Each == form.EachRow {
			out = append(out, overRows(t, sum)...)
		} else {
			out = append(out, overColumns(t, sum)...)
		}
	}
	return slices.DeleteFunc(out, func(e equation) bool { return len(e.left) == 0 || len(e.right) == 0 })
}

func overColumns(t *form.Filled, sum form.Sum) []equation {
	var out []equation
	for c := range t.Table.Blocks[0].Columns {
		column := &t.Table.Blocks[0].Columns[c]
		pick := func(rows []string) []term {
			terms := make([]term, 0, len(rows))
			for _, name := range rows {
				if r := t.Row(name); r != nil {
					terms = append(terms, term{t, &r.Cells[c], r, column})
				}
			}
			return terms
		}
		out = append(out, equation{name: column.Label, each: sum.Each, left: pick(sum.Left), right: pick(sum.Right)})
	}
	return out
}

func overRows(t *form.Filled, sum form.Sum) []equation {
	var out []equation
	for i := range t.Rows {
		r := &t.Rows[i]
		pick := func(columns []string) []term {
			terms := make([]term, 0, len(columns))
			for _, name := range columns {
				for c := range r.Block.Columns {
					if r.Block.Columns[c].ID == name {
						terms = append(terms, term{t, &r.Cells[c], r, &r.Block.Columns[c]})
					}
				}
			}
			return terms
		}
		out = append(out, equation{name: r.Row.Name(), each: sum.Each, left: pick(sum.Left), right: pick(sum.Right)})
	}
	return out
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
