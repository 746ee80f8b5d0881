package check

import (
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
)

// sumKind holds linear identities over the cells of a table: what stands on the left adds
// up to what stands on the right. Where they do not hold, every smallest set of cells whose
// change makes all of them hold is found. A cell that all sets have is a fault of its own;
// what is left open is told at the total of a sum that is broken, with all sets as
// explanations. Fields: table, row, column, value, should, count (of broken sums, for a cell
// of those that it is in), name, left, right, left-sum, right-sum, left-side, right-side (of
// the sum: the terms of a side, what they make, and both), others (how many more cells have
// to change, or more sums are broken), cells (in a set), ways (how many sets).
func sumKind() lint.Kind {
	return lint.Kind{
		Name: "sum",
		Fields: []string{"table", "row", "column", "value", "should", "count", "name", "left", "right", "left-sum", "right-sum",
			"left-side", "right-side", "others", "cells", "ways"},
		Notes: []string{"together", "certain", "exchanged", "likely-exchanged", "broken", "several", "never", "clash", "beyond", "line", "sum", "addend"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[sumSettings](with)
			if err != nil {
				return nil, err
			}
			return set.check, nil
		},
		Names: naming(sumSettings.names),
	}
}

// sumSettings says which table is judged.
type sumSettings struct {
	Table string
	// Carried names rows whose figures are those of a row of the prior report. It only
	// orders explanations.
	Carried map[string]string
}

func (s sumSettings) names() []lint.Reference {
	table := word(s.Table, "/table")
	all := []lint.Reference{{Table: table, Sums: true}}
	for _, row := range slices.Sorted(maps.Keys(s.Carried)) {
		all = append(all, lint.Reference{Table: table, Row: word(s.Carried[row], "/carried/"+row)})
	}
	return all
}

func (s sumSettings) check(p *lint.Pass) int {
	t := readableTable(p.Main, s.Table)
	if t == nil {
		p.Skip(unreadable())
		return 0
	}
	b := books{p}.of(t)
	if b.unknown > 0 {
		n := strconv.Itoa(b.unknown)
		p.Abstain(diag.Phrase{
			ZH: t.Table.Name + "有" + n + "项勾稽关系因所涉的格空白、缺失或不是数字而无法判断",
			EN: n + " sums of " + t.Table.Name + " have cells that are blank, missing or no numbers",
		})
	}
	e := &evidence{pass: p, carried: s.Carried}
	for _, c := range b.causes {
		tellCause(p, t, c, e)
	}
	return b.known
}

// mostExplanations is how many explanations of one fault are shown.
const mostExplanations = 20

// tellCause reports what is wrong with sums that hang together.
func tellCause(p *lint.Pass, t *form.Filled, c cause, e *evidence) {
	if len(c.ways) == 0 {
		tellBeyond(p, t, c)
		return
	}
	all := e.rank(c.ways)
	certain := c.certain()
	if swapped := c.exchange(); swapped != nil {
		p.Report(exchange(t, c, swapped, explain(all)))
		return
	}
	if len(c.ways) == 1 && c.ways[0].inLine() {
		if f, ok := wrongLine(t); ok {
			f.Explanations = explain(all)
			p.Report(f)
			return
		}
	}
	for _, sure := range certain {
		f := wrongCell(t, sure, c)
		f.Args["cells"], f.Args["ways"] = strconv.Itoa(len(c.ways[0])), strconv.Itoa(len(c.ways))
		f.Picture = picture(t, over(c.broken, sure.cell.cell), way{sure})
		if sure.becomes == nil || len(c.ways) == 1 {
			f.Explanations = explain(all)
		}
		p.Report(f)
	}
	if len(certain) == len(c.ways[0]) {
		return
	}
	var open []way // what is certain has been said
	for _, w := range c.ways {
		open = append(open, slices.DeleteFunc(slices.Clone(w), func(c change) bool {
			sure, _ := certain.of(c.cell.cell)
			return sure.becomes != nil
		}))
	}
	p.Report(tellOpen(t, c, c.without(certain), e.rank(open)))
}

// tellOpen is the finding of what several explanations leave open, at the total of a sum
// that is broken; where none is by itself, at the cell that is the likeliest.
func tellOpen(t *form.Filled, c cause, left []equation, ways []ranked) lint.Finding {
	var f lint.Finding
	if len(left) > 0 {
		placedFirst(left)
		f = brokenSum(t, left[0])
		if f.Wording == "broken" && len(left) > 1 {
			f.Wording = "several"
		}
		f.Notes = append(f.Notes, sumNotes(t, left[1:])...)
	} else {
		cell := ways[0].way[0].cell
		f = cellFinding(t, cell.row, cell.column, cell.cell)
		f.Wording = "clash"
		f.Notes = sumNotes(t, slices.DeleteFunc(slices.Clone(c.clash), func(e equation) bool {
			return !slices.ContainsFunc(ways, func(r ranked) bool {
				return slices.ContainsFunc(r.way, func(c change) bool { return e.sign(c.cell.cell) != 0 })
			})
		}))
	}
	f.Args["others"], f.Args["cells"], f.Args["ways"] = strconv.Itoa(len(left)-1), strconv.Itoa(len(ways[0].way)), strconv.Itoa(len(ways))
	f.Explanations = explain(ways)
	f.Picture = picture(t, left, nil)
	return f
}

// tellBeyond reports sums of which too much is wrong to tell the cells, as one fault. Where
// all would hold if the figures of one row, or of one column, were others, that is the
// fault: they mostly were put into the wrong places.
func tellBeyond(p *lint.Pass, t *form.Filled, c cause) {
	if line, ok := wrongLine(t); ok {
		p.Report(line)
		return
	}
	sums := slices.Concat(c.broken, c.clash)
	placedFirst(sums)
	f := brokenSum(t, sums[0])
	f.Wording = "beyond"
	f.Notes = sumNotes(t, sums[1:])
	f.Args["others"] = strconv.Itoa(len(sums) - 1)
	p.Report(f)
}

// placedFirst puts sums whose total is in the draft, so that it can be pointed at, before others.
func placedFirst(sums []equation) {
	slices.SortStableFunc(sums, func(a, b equation) int {
		switch one, other := a.right[0].placed(), b.right[0].placed(); {
		case one == other:
			return 0
		case one:
			return -1
		}
		return 1
	})
}

// placed reports whether the cell of a term is in the draft, so that it can be pointed at.
func (t term) placed() bool { return t.cell.State != form.Absent }

// sumNotes are notes on sums, at their totals.
func sumNotes(t *form.Filled, sums []equation) (notes []lint.Note) {
	for _, e := range sums {
		if e.right[0].placed() {
			notes = append(notes, lint.Note{Span: e.right[0].cell.Text.Where(), Name: "sum", Args: e.args(t)})
		}
	}
	return notes
}

// exchange returns the way that puts two neighbours in each other's place, if that is the only one,
// or the only such among ways of two cells: two slips hardly ever make as much as such an exchange does. It is nil if there is none.
func (c cause) exchange() (found way) {
	for _, w := range c.ways {
		if len(w) == 2 && exchanged(w[0], w[1]) {
			if found != nil {
				return nil
			}
			found = w
		}
	}
	return found
}

// exchange is the finding of two neighbours that stand in each other's place.
func exchange(t *form.Filled, c cause, swapped way, explanations []lint.Explanation) lint.Finding {
	one, other := swapped[0], swapped[1]
	f := cellFinding(t, one.cell.row, one.cell.column, one.cell.cell)
	f.Wording = "exchanged"
	if len(c.ways) > 1 {
		f.Wording = "likely-exchanged"
		f.Args["ways"] = strconv.Itoa(len(c.ways) - 1)
	}
	f.Args["should"], f.Args["name"] = becomes(one.becomes), other.cell.label()
	f.Notes = append([]lint.Note{{
		Span: other.cell.cell.Text.Where(), Name: "addend",
		Args: lint.Args{"name": other.cell.label(), "value": other.cell.cell.Text.Written()},
	}}, sumNotes(t, c.broken)...)
	here, whole := one.cell.cell.Text.Bare()
	if there, also := other.cell.cell.Text.Bare(); whole && also {
		f.Suggestions = []diag.Fix{{Message: one.cell.label() + " ↔ " + other.cell.label(), Edits: []diag.Edit{
			{Span: here, Text: becomes(one.becomes)}, {Span: there, Text: becomes(other.becomes)},
		}}}
	}
	f.Explanations = explanations
	f.Picture = picture(t, c.broken, swapped)
	return f
}

// explain words explanations in their order, as many as are shown.
func explain(all []ranked) (out []lint.Explanation) {
	for _, r := range all[:min(len(all), mostExplanations)] {
		e := lint.Explanation{Reasons: r.reasons()}
		for _, c := range r.way {
			e.Cells = append(e.Cells, diag.CellChange{
				Span: c.cell.cell.Text.Where(), Label: c.cell.label(), Is: c.cell.cell.Text.Written(), Becomes: becomes(c.becomes),
			})
		}
		out = append(out, e)
	}
	return out
}

// becomes writes a value, nothing where it is open.
func becomes(v *big.Rat) string {
	if v == nil {
		return ""
	}
	return draft.Decimal(v)
}

// wrongCell is the finding of a cell that every explanation changes.
func wrongCell(t *form.Filled, c change, of cause) lint.Finding {
	f := cellFinding(t, c.cell.row, c.cell.column, c.cell.cell)
	f.Args["should"] = becomes(c.becomes)
	broken := over(slices.Concat(of.broken, of.clash), c.cell.cell)
	f.Notes = sumNotes(t, broken)
	f.Args["count"] = strconv.Itoa(len(broken))
	switch {
	case c.becomes == nil:
		f.Wording = "certain"
	case len(of.ways[0]) > 1:
		f.Wording = "together"
	}
	if c.becomes != nil {
		f.Suggestions = replace(c.cell.cell.Text, f.Args["should"])
	}
	return f
}

// over returns the equations that a cell is in.
func over(all []equation, cell *form.Cell) (some []equation) {
	for _, e := range all {
		if e.sign(cell) != 0 {
			some = append(some, e)
		}
	}
	return some
}

// brokenSum is the finding of one broken sum, at its total, or at its table where that is not in the draft.
func brokenSum(t *form.Filled, e equation) lint.Finding {
	f := lint.Finding{
		Span: e.right[0].cell.Text.Where(), Args: e.args(t), Wording: "broken",
		Key: t.Table.ID + "/" + e.right[0].row.Row.ID + "/" + e.right[0].column.ID + "/" + e.name,
	}
	if !e.right[0].placed() {
		f.Span = t.Where
	}
	if !e.known() {
		f.Wording = "never"
	}
	for _, side := range [][]term{e.left, e.right[1:]} {
		for _, term := range side {
			if len(e.left) > 6 && term.stated() && term.cell.Amount.Value.Sign() == 0 {
				continue // of a long sum, only what adds to it
			}
			if !term.placed() {
				continue // there is no place to show
			}
			label := term.column.Label
			if e.each == form.EachColumn {
				label = term.row.Row.Name()
			}
			f.Notes = append(f.Notes, lint.Note{
				Span: term.cell.Text.Where(), Name: "addend",
				Args: lint.Args{"name": label, "value": term.shown()},
			})
		}
	}
	return f
}

// shown returns the number of a cell, or a box where it states none.
func (t term) shown() string {
	if !t.stated() {
		return "□"
	}
	return t.cell.Amount.Value.String()
}

// fewTerms is how many terms of a sum are written out, zeros and all.
const fewTerms = 4

// expression writes the sum of a side out, a long one without its zeros.
func expression(terms []term) string {
	var parts []string
	for _, t := range terms {
		if shown := t.shown(); len(terms) <= fewTerms || shown != "0" {
			parts = append(parts, shown)
		}
	}
	if len(parts) == 0 {
		return "0"
	}
	return strings.Join(parts, "+")
}

// args are the fields of a sum. What is not known adds nothing to its sides.
func (e equation) args(t *form.Filled) lint.Args {
	args := lint.Args{"table": t.Table.Name, "name": e.name}
	for name, terms := range map[string][]term{"left": e.left, "right": e.right} {
		known := slices.DeleteFunc(slices.Clone(terms), func(t term) bool { return !t.stated() })
		args[name], args[name+"-sum"] = expression(terms), total(known).String()
		args[name+"-side"] = args[name]
		if strings.Contains(args[name], "+") {
			args[name+"-side"] += "=" + args[name+"-sum"]
		}
	}
	return args
}
