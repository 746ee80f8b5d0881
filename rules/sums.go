package rules

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/form"
	"reportlint/lint/locate"
)

// tables returns the tables of all forms, each once.
func (r *reviewer) tables() []*form.Table {
	var all []*form.Table
	seen := map[diag.Span]bool{}
	for f := range r.pack.Scheme.Forms {
		for t := range r.pack.Scheme.Forms[f].Tables {
			table := &r.pack.Scheme.Forms[f].Tables[t]
			if !seen[table.Span] {
				all = append(all, table)
			}
			seen[table.Span] = true
		}
	}
	return all
}

// sums finds fault with sums of a table that no rule judges, that follow from others, or
// that leave a cell nothing but nought.
func (r *reviewer) sums() {
	for _, t := range r.tables() {
		if len(t.Sums) == 0 {
			continue
		}
		judged := slices.ContainsFunc(r.pack.Rules, func(rule lint.Rule) bool {
			return r.judgesSums(rule.ID, func(table string) bool { return table == t.ID })
		})
		if !judged {
			r.report(sumUnjudged, lint.Finding{Span: t.Sums[0].Span, Args: lint.Args{"table": t.Name, "id": t.ID}, Key: t.ID})
		}
		b := newBook(t)
		r.redundant(b)
		r.forced(b)
	}
}

// book is a table with the equations that its sums stand for.
type book struct {
	*form.Table
	cells []bookCell
	sums  [][]locate.Equation // by sum
}

type bookCell struct {
	row    *form.Row
	column *form.Column
}

// newBook writes the sums of a table out, as they are judged.
func newBook(t *form.Table) *book {
	b := &book{Table: t, sums: make([][]locate.Equation, len(t.Sums))}
	at := map[cellName]int{}
	for i := range t.Blocks {
		block := &t.Blocks[i]
		for r := range block.Rows {
			for c := range block.Columns {
				at[cellName{block.Rows[r].ID, block.Columns[c].ID}] = len(b.cells)
				b.cells = append(b.cells, bookCell{&block.Rows[r], &block.Columns[c]})
			}
		}
	}
	for i, sum := range t.Sums {
		add := func(name func(id string) cellName) {
			var e locate.Equation
			left := 0
			for n, id := range slices.Concat(sum.Left, sum.Right) {
				if cell, ok := at[name(id)]; ok {
					e = append(e, locate.Term{Cell: cell, Less: n >= len(sum.Left)})
				}
				if n == len(sum.Left)-1 {
					left = len(e)
				}
			}
			if left > 0 && left < len(e) { // else it is no sum of this line
				b.sums[i] = append(b.sums[i], e)
			}
		}
		if sum.Each == form.EachColumn {
			for _, c := range t.Blocks[0].Columns {
				add(func(id string) cellName { return cellName{id, c.ID} })
			}
			continue
		}
		for _, block := range t.Blocks {
			for _, row := range block.Rows {
				add(func(id string) cellName { return cellName{row.ID, id} })
			}
		}
	}
	return b
}

// equations returns those of some sums.
func (b *book) equations(sums []int) (all []locate.Equation) {
	for _, i := range sums {
		all = append(all, b.sums[i]...)
	}
	return all
}

// fewest leaves out of some sums those without which something still holds of the others.
func fewest(sums []int, holds func([]int) bool) []int {
	for i := 0; i < len(sums); {
		if without := slices.Delete(slices.Clone(sums), i, i+1); holds(without) {
			sums = without
		} else {
			i++
		}
	}
	return sums
}

// redundant finds fault with sums that say only what others of the table say. That single
// lines of a sum follow from others is as it should be: a grand total adds up both ways.
func (r *reviewer) redundant(b *book) {
	rest := make([]int, len(b.Sums))
	for i := range rest {
		rest[i] = i
	}
	for i := len(b.Sums) - 1; i >= 0; i-- {
		follows := func(sums []int) bool {
			from := b.equations(sums)
			return !slices.ContainsFunc(b.sums[i], func(e locate.Equation) bool { return !locate.Follows(e, from) })
		}
		others := slices.DeleteFunc(slices.Clone(rest), func(other int) bool { return other == i })
		if len(b.sums[i]) == 0 || !follows(others) {
			continue
		}
		rest = others
		r.report(sumRedundant, lint.Finding{
			Span: b.Sums[i].Span, Args: lint.Args{"table": b.Name}, Notes: b.those(fewest(others, follows)), Key: b.key(i),
		})
	}
}

// forced finds fault with sums that leave cells nothing but nought.
func (r *reviewer) forced(b *book) {
	all := make([]int, len(b.Sums))
	for i := range all {
		all[i] = i
	}
	noughts := b.noughts(all)
	for len(noughts) > 0 {
		by := fewest(all, func(sums []int) bool { return slices.Contains(b.noughts(sums), noughts[0]) })
		told, last := b.noughts(by), len(by)-1
		r.wrong[b.ID] = true
		r.report(sumContradictory, lint.Finding{
			Span: b.Sums[by[last]].Span, Args: lint.Args{"table": b.Name, "cells": b.labels(told)}, Notes: b.those(by[:last]), Key: b.key(by[last]),
		})
		noughts = slices.DeleteFunc(noughts, func(cell int) bool { return slices.Contains(told, cell) })
	}
}

// noughts returns the cells in which nothing but nought can stand, by some sums.
func (b *book) noughts(sums []int) []int {
	cells := make([]locate.Cell, len(b.cells))
	for i, c := range b.cells {
		cells[i] = locate.Cell{Signed: c.column.Signed}
	}
	return slices.Sorted(maps.Keys(locate.Solve(nil, cells, b.equations(sums), locate.DefaultBounds()).Settled))
}

// those points at sums.
func (b *book) those(sums []int) (notes []lint.Note) {
	for _, i := range sums {
		notes = append(notes, lint.Note{Span: b.Sums[i].Span, Name: "other"})
	}
	return notes
}

// key names a sum by what it is over.
func (b *book) key(i int) string {
	sum := b.Sums[i]
	return b.ID + "/" + string(sum.Each) + "/" + strings.Join(sum.Left, "+") + "=" + strings.Join(sum.Right, "+")
}

// mostLabels is how many cells a message names.
const mostLabels = 4

// labels names cells by row and column.
func (b *book) labels(cells []int) string {
	var all []string
	for _, i := range cells[:min(len(cells), mostLabels)] {
		all = append(all, b.cells[i].row.Name()+" × "+b.cells[i].column.Label)
	}
	if len(cells) > mostLabels {
		all = append(all, "…")
	}
	return strings.Join(all, "、")
}

// unchecked tells, as a hint, of cells whose figures no rule and no sum checks. Rules of
// form, which want a figure to be there or to be whole, do not count.
func (r *reviewer) unchecked() {
	for _, t := range r.tables() {
		b := newBook(t)
		summed := map[int]bool{}
		for _, equations := range b.sums {
			for _, e := range equations {
				for _, term := range e {
					summed[term.Cell] = true
				}
			}
		}
		var open []int
		for i, c := range b.cells {
			checked := func(n lint.Reference) bool {
				return n.Table.Text == t.ID && (n.Row.Text == "" || n.Row.Text == c.row.ID) &&
					(n.Column.Text == "" || n.Column.Text == c.column.ID) && (!n.Sums || summed[i])
			}
			if !slices.ContainsFunc(r.pack.Rules, func(rule lint.Rule) bool { return slices.ContainsFunc(rule.Names, checked) }) {
				open = append(open, i)
			}
		}
		if len(open) > 0 {
			r.report(cellUnchecked, lint.Finding{
				Span: t.Span,
				Args: lint.Args{"table": t.Name, "count": strconv.Itoa(len(open)), "of": strconv.Itoa(len(b.cells)), "cells": b.labels(open)},
				Key:  t.ID,
			})
		}
	}
}
