package check

import (
	"encoding/json"
	"math/big"
	"strconv"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
)

// sumKind holds linear identities over the cells of a table: what stands on the left adds
// up to what stands on the right. Where one wrong cell explains every broken identity,
// that cell is the fault; else each broken identity is, at its total. Fields of the
// message: table, row, column, value, should, count (of identities); of the notes sum and
// broken: name, left, right, left-sum, right-sum; of addend: name, value.
func sumKind() lint.Kind {
	return lint.Kind{
		Name:   "sum",
		Fields: []string{"table", "row", "column", "value", "should", "count", "name", "left", "right", "left-sum", "right-sum"},
		Notes:  []string{"sum", "broken", "addend"},
		New: func(with json.RawMessage) (lint.Check, error) {
			set, err := lint.Decode[struct{ Table string }](with)
			if err != nil {
				return nil, err
			}
			return func(p *lint.Pass) int { return sums(p, set.Table) }, nil
		},
	}
}

// term is a cell of an equation.
type term struct {
	table  *form.Filled
	cell   *form.Cell
	row    *form.FilledRow
	column *form.Column
}

// equation is a sum over given cells.
type equation struct {
	name        string
	left, right []term
}

func sums(p *lint.Pass, table string) int {
	t := p.Main.Table(table)
	if t == nil || !t.Found || t.Unread != form.Readable {
		p.Skip(unreadable())
		return 0
	}
	b := balanceOf(t)
	if b.unknown > 0 {
		n := strconv.Itoa(b.unknown)
		p.Abstain(diag.Phrase{
			ZH: t.Table.Name + "有" + n + "项勾稽关系因所涉的格空白、缺失或不是数字而无法判断",
			EN: n + " sums of " + t.Table.Name + " have cells that are blank, missing or no numbers",
		})
	}
	if len(b.broken) == 0 {
		return len(b.known)
	}
	if cell, becomes, ok := soleCell(b.known, b.broken); ok {
		p.Report(wrongCell(t, cell, becomes, b.broken))
		return len(b.known)
	}
	for _, e := range b.broken {
		p.Report(brokenSum(t, e))
	}
	return len(b.known)
}

// balance is what can be told of the sums of a table.
type balance struct {
	known   []equation // whose cells are all known
	broken  []equation // those of them that do not hold
	unknown int        // how many others there are
}

func balanceOf(t *form.Filled) balance {
	var b balance
	for _, e := range equations(t) {
		if !e.known() {
			b.unknown++
			continue
		}
		b.known = append(b.known, e)
		if e.residual().Sign() != 0 {
			b.broken = append(b.broken, e)
		}
	}
	return b
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
	return out
}

func overColumns(t *form.Filled, sum form.Sum) []equation {
	var out []equation
	for c := range t.Table.Blocks[0].Columns {
		column := &t.Table.Blocks[0].Columns[c]
		pick := func(rows []string) (terms []term) {
			for _, name := range rows {
				if r := t.Row(name); r != nil {
					terms = append(terms, term{t, &r.Cells[c], r, column})
				}
			}
			return terms
		}
		out = append(out, equation{name: column.Label, left: pick(sum.Left), right: pick(sum.Right)})
	}
	return out
}

func overRows(t *form.Filled, sum form.Sum) []equation {
	var out []equation
	for i := range t.Rows {
		r := &t.Rows[i]
		pick := func(columns []string) (terms []term) {
			for _, name := range columns {
				for c := range r.Block.Columns {
					if r.Block.Columns[c].ID == name {
						terms = append(terms, term{t, &r.Cells[c], r, &r.Block.Columns[c]})
					}
				}
			}
			return terms
		}
		out = append(out, equation{name: r.Row.Name(), left: pick(sum.Left), right: pick(sum.Right)})
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
	return len(e.left) > 0 && len(e.right) > 0
}

// stated reports whether the cell holds a number that it may have.
func (t term) stated() bool {
	return t.cell.State == form.Number && t.mayBe(t.cell.Amount.Value)
}

// mayBe reports whether a value is one that a cell of the column may have.
func (t term) mayBe(value *big.Rat) bool {
	return (value.Sign() >= 0 || t.column.Signed) && (value.IsInt() || t.column.Fraction)
}

// residual is the sum of the left side less the sum of the right one.
func (e equation) residual() *big.Rat {
	return new(big.Rat).Sub(total(e.left), total(e.right))
}

// leftShould is what the first cell of the left side has to state for the equation to hold.
func (e equation) leftShould() *big.Rat {
	return new(big.Rat).Sub(e.left[0].cell.Amount.Value, e.residual())
}

// rightShould is leftShould for the first cell of the right side.
func (e equation) rightShould() *big.Rat {
	return new(big.Rat).Add(e.right[0].cell.Amount.Value, e.residual())
}

func total(terms []term) *big.Rat {
	sum := new(big.Rat)
	for _, t := range terms {
		sum.Add(sum, t.cell.Amount.Value)
	}
	return sum
}

// expression writes the sum of a side out, without its zeros.
func expression(terms []term) string {
	var parts []string
	for _, t := range terms {
		if len(terms) <= 2 || t.cell.Amount.Value.Sign() != 0 {
			parts = append(parts, draft.Decimal(t.cell.Amount.Value))
		}
	}
	if len(parts) == 0 {
		return "0"
	}
	return strings.Join(parts, "+")
}

func (e equation) args(t *form.Filled) lint.Args {
	return lint.Args{
		"table": t.Table.Name, "name": e.name, "left": expression(e.left), "right": expression(e.right),
		"left-sum": draft.Decimal(total(e.left)), "right-sum": draft.Decimal(total(e.right)),
	}
}

// wrongCell is the finding of one cell that explains every broken identity.
func wrongCell(t *form.Filled, c term, becomes *big.Rat, broken []equation) lint.Finding {
	f := cellFinding(t, c.row, c.column, c.cell)
	should := draft.Decimal(becomes)
	f.Args["should"] = should
	f.Args["count"] = strconv.Itoa(len(broken))
	for _, e := range broken {
		f.Notes = append(f.Notes, lint.Note{Span: e.right[0].cell.Text.Where(), Name: "sum", Args: e.args(t)})
	}
	f.Suggestions = []diag.Fix{replace(f.Span, should)}
	f.Explanations = []diag.Explanation{{Cells: []diag.CellChange{{
		Span: f.Span, Label: c.row.Row.Name() + " × " + c.column.Label, Is: f.Args["value"], Becomes: should,
	}}}}
	return f
}

// brokenSum is the finding of one broken identity, at its total.
func brokenSum(t *form.Filled, e equation) lint.Finding {
	f := lint.Finding{
		Span: e.right[0].cell.Text.Where(), Args: e.args(t), Wording: "broken",
		Key: t.Table.ID + "/" + e.right[0].row.Row.ID + "/" + e.right[0].column.ID + "/" + e.name,
	}
	for _, side := range [][]term{e.left, e.right[1:]} {
		for _, term := range side {
			if len(e.left) > 6 && term.cell.Amount.Value.Sign() == 0 {
				continue // of a long sum, only what adds to it
			}
			label := term.column.Label
			if e.name == label {
				label = term.row.Row.Name()
			}
			f.Notes = append(f.Notes, lint.Note{
				Span: term.cell.Text.Where(), Name: "addend",
				Args: lint.Args{"name": label, "value": draft.Decimal(term.cell.Amount.Value)},
			})
		}
	}
	return f
}
