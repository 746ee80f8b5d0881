package check

import (
	"math/big"
	"slices"
	"strconv"

	"reportlint/lint"
	"reportlint/lint/draft"
	"reportlint/lint/pattern"
)

// feeKind judges the amounts of money that the text states for a fee: that they are a
// multiple of what the tariff allows, or that what was collected is within a figure of the
// tables that it is part of. Fields: value (as written), step, table, row, column, should.
func feeKind(by pattern.Compiler) lint.Kind {
	return lint.Kind{
		Name:   "fee",
		Fields: []string{"value", "step", "table", "row", "column", "should"},
		Notes:  []string{"cell"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[feeSettings](with)
			if err != nil {
				return nil, err
			}
			f := fee{step: set.Step, times: max(set.Times, 1)}
			if f.about, err = by.Compile(set.About, "/about"); err != nil {
				return nil, err
			}
			if f.says, err = by.Compile(set.Says, "/says"); err != nil {
				return nil, err
			}
			if f.unless, err = by.CompileUnless(set.Unless, "/unless"); err != nil {
				return nil, err
			}
			if set.Within != "" {
				if f.within, err = parseCells(set.Within, "/within"); err != nil {
					return nil, err
				}
			}
			return f.check, nil
		},
		Names: naming(feeSettings.names),
	}
}

type feeSettings struct {
	About  string   // the sentence must name the fee
	Unless []string // not judged: prices, amounts of other years
	Step   int64    // each amount is a multiple of it, in 元
	Says   string   // or: what the amounts must be said to be
	Within string   // and the cells that they are part of
	Times  int64    // how many 元 make one of the cells; 0 is 1
}

func (s feeSettings) names() []lint.Reference {
	if s.Within == "" {
		return nil
	}
	cells, _ := cellNames(s.Within, "/within") // New has told the error
	return cells
}

type fee struct {
	about, says *pattern.Pattern
	unless      []*pattern.Pattern
	step        int64
	within      cellSum
	times       int64
}

func (f fee) check(p *lint.Pass) (judged int) {
	l := newLedger(p)
	wholeSentences(p, func(in *context, s *shape) {
		if !slices.ContainsFunc(s.marks, func(m mark) bool { return m.char == moneyMark }) || !f.about.Matches(s.text.String()) {
			return
		}
		for i := range s.marks {
			m := &s.marks[i]
			before := s.s[back(s.s, m.at):m.at]
			if m.char != moneyMark || m.quantity.Rough || !f.about.Matches(before) || pattern.Any(f.unless, before) || !f.says.Matches(before) || otherYear(p.Main, in, s, m.at) {
				continue
			}
			judged++
			wrong, args, notes := f.judge(l, m.quantity)
			if !wrong {
				continue
			}
			number := s.number(m)
			args["value"] = s.text.Span(m.quantity.Start, m.quantity.End).Text()
			p.Report(lint.Finding{Span: number, Args: args, Notes: notes, Key: s.s})
		}
	})
	if judged == 0 {
		p.Skip(noText())
	}
	return judged
}

// judge holds one amount against the step, or against the cells that it is part of.
func (f fee) judge(l *ledger, q draft.Quantity) (wrong bool, args lint.Args, notes []lint.Note) {
	if f.step > 0 {
		steps := new(big.Rat).Quo(q.Value.Rat(), big.NewRat(f.step, 1))
		return !steps.IsInt(), lint.Args{"step": strconv.FormatInt(f.step, 10)}, nil
	}
	terms, known := l.terms(f.within)
	if len(terms) == 0 || !known {
		return false, nil, nil
	}
	most := total(terms).Add(rounding(terms))
	row, column := labelsOf(terms)
	args = lint.Args{"table": terms[0].table.Table.Name, "row": row, "column": column, "should": total(terms).String()}
	return q.Value.Cmp(most.Times(f.times)) > 0, args, cellNotes([][]term{terms})
}

// rounding is by how much a sum of cells may be off, each having been rounded to its last
// digit; a 0 was not rounded.
func rounding(terms []term) (sum draft.Value) {
	for _, t := range terms {
		if v := t.cell.Amount.Value; v.Sign() != 0 {
			sum = sum.Add(v.HalfUnit())
		}
	}
	return sum
}
