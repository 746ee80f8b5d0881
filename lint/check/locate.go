package check

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"reportlint/lint"
	"reportlint/lint/arena"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
	"reportlint/lint/locate"
)

// balance is what the sums of a table tell of its cells.
type balance struct {
	known   int // sums whose cells are all stated
	unknown int // the others
	causes  []cause
	settled map[*form.Cell]*big.Rat // what cells that state no number would have to state
}

// books are the balances of tables, each made once for all rules of a run, and only where
// something asks for it.
type books struct{ pass *lint.Pass }

// balanceKey is what the balance of a table is kept under.
type balanceKey struct{ *form.Filled }

func (b books) of(t *form.Filled) balance {
	return lint.Keep(b.pass, balanceKey{t}, func() balance { return balanceOf(t) })
}

// cause is sums that hang together and do not hold.
type cause struct {
	broken []equation // each of them by itself
	clash  []equation // where none is: sums with blank cells that only together do not hold
	// ways are all smallest sets of changes with which every sum of the table holds; none
	// where they are too many, or too large, to tell.
	ways []way
}

// way is a set of changes, in the order of the form.
type way []change

// change is what a cell would have to state, nil where the sums leave it open.
type change struct {
	cell    term
	becomes *big.Rat
}

// balanceOf holds the sums of a table. A cell that states no number that it may have
// (which is a fault of its own) is taken for unknown.
func balanceOf(t *form.Filled) balance {
	var b balance
	broken := false
	eachEquation(t, func(e equation) {
		switch {
		case !e.known():
			b.unknown++
		default:
			b.known++
			broken = broken || !e.holds()
		}
	})
	if broken || b.unknown > 0 {
		b.solve(t.Where.File.Arena(), equations(t), nil, locate.DefaultBounds())
	}
	return b
}

// solve finds what is wrong with the sums, and what they settle. The cells for which
// unsure holds are taken for unknown, too. What it does not keep is made in an arena.
func (b *balance) solve(a *arena.Arena, all []equation, unsure func(term) bool, bounds locate.Bounds) {
	var terms []term
	var cells []locate.Cell
	index := map[*form.Cell]int{}
	system := make([]locate.Equation, 0, len(all))
	for _, e := range all {
		out := make(locate.Equation, 0, len(e.left)+len(e.right))
		for i, side := range [][]term{e.left, e.right} {
			for _, t := range side {
				n, ok := index[t.cell]
				if !ok {
					n = len(cells)
					index[t.cell] = n
					terms = append(terms, t)
					figure := t.figure()
					if unsure != nil && unsure(t) {
						figure.Value = nil
					}
					cells = append(cells, figure)
				}
				out = append(out, locate.Term{Cell: n, Less: i == 1})
			}
		}
		system = append(system, out)
	}
	result := locate.Solve(a, cells, system, bounds)
	for _, c := range result.Causes {
		b.causes = append(b.causes, newCause(c, all, terms))
	}
	b.settled = map[*form.Cell]*big.Rat{}
	for n, value := range result.Settled {
		b.settled[terms[n].cell] = value
	}
}

// wrongLine returns the finding of the one row or column of a table whose figures all sums
// would hold with if they were others, which the sums determine.
func wrongLine(t *form.Filled) (f lint.Finding, ok bool) {
	all := equations(t)
	try := func(at diag.Span, label, key string, line func(term) bool, cells []term) {
		var b balance
		b.solve(t.Where.File.Arena(), all, line, locate.Bounds{Steps: 10_000})
		if len(b.causes) > 0 {
			return
		}
		var should, is []string
		for _, c := range cells {
			value := b.settled[c.cell]
			if value == nil {
				return
			}
			should, is = append(should, draft.Decimal(value)), append(is, c.shown())
		}
		if ok = f.Wording == ""; !ok {
			return
		}
		f = lint.Finding{Span: at, Wording: "line", Key: t.Table.ID + "/" + key, Args: lint.Args{
			"table": t.Table.Name, "row": label, "value": strings.Join(is, "、"), "should": strings.Join(should, "、"), "count": strconv.Itoa(len(cells)),
		}}
	}
	for i := range t.Rows {
		r := &t.Rows[i]
		if !r.Present {
			continue
		}
		var cells []term
		for k := range r.Cells {
			cells = append(cells, term{t, &r.Cells[k], r, &r.Block.Columns[k]})
		}
		try(r.Label.Where(), r.Row.Name(), r.Row.ID, func(t term) bool { return t.row == r }, cells)
	}
	for k, column := range t.Table.Blocks[0].Columns {
		var cells []term
		for i := range t.Rows {
			if r := &t.Rows[i]; r.Present && r.Block == &t.Table.Blocks[0] {
				cells = append(cells, term{t, &r.Cells[k], r, &r.Block.Columns[k]})
			}
		}
		if len(cells) > 0 {
			try(cells[0].cell.Text.Where(), column.Label, column.ID, func(t term) bool { return t.column.ID == column.ID }, cells)
		}
	}
	return f, ok
}

// figure returns the cell as the equations see it.
func (t term) figure() locate.Cell {
	c := locate.Cell{Whole: !t.column.Fraction, Signed: t.column.Signed}
	if t.stated() {
		c.Value = t.cell.Amount.Value.Rat()
	}
	return c
}

func newCause(of locate.Cause, all []equation, terms []term) cause {
	var c cause
	for _, e := range of.Broken {
		c.broken = append(c.broken, all[e])
	}
	for _, e := range of.Clash {
		c.clash = append(c.clash, all[e])
	}
	for _, e := range of.Explanations {
		var w way
		for _, found := range e {
			w = append(w, change{terms[found.Cell], found.Value})
		}
		c.ways = append(c.ways, w)
	}
	return c
}

// inLine reports whether a way changes three cells or more, all in one row or column.
func (w way) inLine() bool {
	row, column := true, true
	for _, c := range w {
		row = row && c.cell.row == w[0].cell.row
		column = column && c.cell.column.ID == w[0].cell.column.ID
	}
	return len(w) >= 3 && (row || column)
}

// of returns the change of a cell; ok is false, and the change without a value, if the way
// does not change it.
func (w way) of(cell *form.Cell) (c change, ok bool) {
	for _, c := range w {
		if c.cell.cell == cell {
			return c, true
		}
	}
	return change{}, false
}

// is reports whether the change is to that value.
func (c change) is(value *big.Rat) bool {
	return c.becomes != nil && value != nil && c.becomes.Cmp(value) == 0
}

// certain returns the changes that all ways have; one for which they differ has no value.
func (c cause) certain() (all way) {
	if len(c.ways) == 0 {
		return nil
	}
	for _, sure := range c.ways[0] {
		in := true
		for _, w := range c.ways[1:] {
			other, ok := w.of(sure.cell.cell)
			in = in && ok
			if !other.is(sure.becomes) {
				sure.becomes = nil
			}
		}
		if in {
			all = append(all, sure)
		}
	}
	return all
}

// without returns the sums of a cause that do not hold after some changes. One over cells
// that are not known holds if any of its cells is changed: there is no telling.
func (c cause) without(changes way) (broken []equation) {
	for _, e := range c.broken {
		residual := new(big.Rat)
		open, changed := false, false
		for _, t := range slices.Concat(e.left, e.right) {
			value := t.figure().Value
			if c, ok := changes.of(t.cell); ok {
				value, changed = c.becomes, true
			}
			switch {
			case value == nil:
				open = true
			case e.sign(t.cell) > 0:
				residual.Add(residual, value)
			default:
				residual.Sub(residual, value)
			}
		}
		if open && !changed || !open && residual.Sign() != 0 {
			broken = append(broken, e)
		}
	}
	return broken
}

// settles reports whether the sums show a cell of their table to be wrong, and that value
// to be what would make all of them hold. Then they have said it.
func (b balance) settles(cell term, value draft.Value) bool {
	for _, c := range b.causes {
		for _, w := range c.ways {
			if c, _ := w.of(cell.cell); c.is(value.Rat()) {
				return true
			}
		}
	}
	return false
}
