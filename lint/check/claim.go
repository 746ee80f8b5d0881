package check

import (
	"fmt"
	"slices"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/pattern"
)

// claimKind holds claims of the text that need no number (没有收到申请, 全部办结) against the
// cells that must then be 0, or must not be. Fields: phrase (what the text says), table,
// row, column, value (of the cells); of the note cell: table, row, column, value.
func claimKind(by pattern.Compiler) lint.Kind {
	return lint.Kind{
		Name:   "claim",
		Fields: []string{"phrase", "table", "row", "column", "value"},
		Notes:  []string{"cell", "some"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[claimSettings](with)
			if err != nil {
				return nil, err
			}
			c := claims{bodies: set.Bodies}
			if c.apart, err = by.CompileAll(set.Apart, "/apart"); err != nil {
				return nil, err
			}
			works, err := compileWorks(by, set.Works)
			if err != nil {
				return nil, err
			}
			if err := set.Words.check(by); err != nil {
				return nil, err
			}
			var all []phrases
			for i := range set.Claims {
				b := &set.Claims[i] // in place, so that a compiled pack has it filled
				path := fmt.Sprintf("/claims/%d", i)
				f := claim{name: b.Name, some: b.Some, number: b.Number}
				if err := set.Words.fill(&b.saying, path); err != nil {
					return nil, err
				}
				if f.phrases, err = b.compile(by, path); err != nil {
					return nil, err
				}
				f.works = works
				if f.cells, err = parseCells(b.Cells, path+"/cells"); err != nil {
					return nil, err
				}
				if f.of, err = parseAll(b.Of, path+"/of"); err != nil {
					return nil, err
				}
				c.claims = append(c.claims, f)
				all = append(all, f.phrases)
			}
			c.sayings = indexed(all)
			return c.check, nil
		},
		Names: naming(claimSettings.names),
	}
}

// claimSettings are the settings of the kind; Bodies and Works as those of agreeSettings.
type claimSettings struct {
	Bodies []string
	Works  string
	// Apart is what a sentence says, up to the end of the clause of a claim, of one that is on some
	// things only; it may be left out.
	Apart  []string
	Words  vocabulary
	Claims []struct {
		Name string
		saying
		Cells string // the sum that must be 0
		Some  bool   // or rather must not be 0
		// Of are sums, one of which a number right before the claim must be: else it is said
		// of some things only (撤回的5件均已办结). None is any number.
		Of []string
		// Number is what the last number of the match must be for the claim to be made; nil
		// is any.
		Number *int64
	}
}

func (s claimSettings) names() (all []lint.Reference) {
	for i, c := range s.Claims {
		cells, _ := cellNames(c.Cells, fmt.Sprintf("/claims/%d/cells", i)) // New has told the error
		all = append(all, cells...)
		for j, source := range c.Of {
			cells, _ := cellNames(source, fmt.Sprintf("/claims/%d/of/%d", i, j))
			all = append(all, cells...)
		}
	}
	return all
}

type claims struct {
	bodies []string
	apart  []*pattern.Pattern
	claims []claim
	sayings
}

type claim struct {
	name string
	phrases
	cells  cellSum
	of     []cellSum
	some   bool
	number *int64
}

func (c claims) check(p *lint.Pass) (judged int) {
	ledger := newLedger(p)
	var before []told
	sentences(p, func(in *context, s *shape) {
		before = before[:0]
		c.sayings.candidates(s, func(n int, says *pattern.Pattern) {
			claim := &c.claims[n]
			claim.find(says, s, in, func(from, to int) {
				if s.anyMatches(c.apart, s.s[back(s.s, from):s.clauseEnd(to)]) {
					return
				}
				if claim.number != nil && !s.ends(from, to, *claim.number) || otherYear(p.Main, in, s, s.saidOf(from, to)) || lastYear(s.s, from, to) || otherBody(p.Main, in.lead(p.Main, s.s, c.bodies)+s.s[back(s.s, from):from], s.s[from:], c.bodies) || !claim.ofAll(ledger, s, from) {
					return
				}
				judged += claim.judge(p, ledger, s.slice(from, to), &before)
			})
		})
	})
	if judged == 0 {
		p.Skip(noText())
	}
	return judged
}

// saidOf is the offset of a claim up to which the years are counted that it is said of: not the one that
// something would have been carried over to (没有结转至2025年的申请).
func (s *shape) saidOf(from, to int) int {
	if n := s.from(to) - 1; n >= 0 && s.marks[n].char == dateMark && s.marks[n].at > from && carriesTo(s.s[:s.marks[n].at]) {
		return s.marks[n].at
	}
	return to
}

// lastYear reports whether the clause that a stretch stands in speaks of the year before: 上年度未收到申请.
func lastYear(s string, from, to int) bool {
	clause := s[strings.LastIndexAny(s[:from], ",;:。")+1 : to]
	return slices.ContainsFunc([]string{"上年", "去年", "上一年"}, func(word string) bool {
		before, behind, found := strings.Cut(clause, word)
		return found && !carries(behind) && !strings.Contains(behind, "结转") && !strings.HasSuffix(strings.TrimRight(before, "自于"), "结转")
	})
}

// ofAll reports whether the number that stands before a claim, if there is one, is that of
// all that it can be said of, or makes it with those that it is listed with: 新收168件，上年结转9件，已全部办结.
func (c *claim) ofAll(l *ledger, s *shape, from int) bool {
	if len(c.of) == 0 {
		return true
	}
	n := s.from(from) - 1
	for n >= 0 && s.besides(&s.marks[n]) {
		n--
	}
	if n < 0 || s.marks[n].char != countMark || !countable(&s.marks[n]) {
		return true
	}
	var sum draft.Value
	var may []draft.Value
	for i := n; i >= max(n-maxParts, 0) && alike(&s.marks[i], &s.marks[n]); i-- {
		sum = sum.Add(s.marks[i].quantity.Value)
		may = append(may, sum)
	}
	return slices.ContainsFunc(c.of, func(sum cellSum) bool {
		terms, known := l.terms(sum)
		return len(terms) > 0 && (!known || slices.ContainsFunc(l.values(terms), func(v draft.Value) bool {
			return slices.ContainsFunc(may, func(number draft.Value) bool { return v.Cmp(number) == 0 })
		}))
	})
}

// besides reports whether a number, or a date, is none that a claim behind it can be on: it is compared with, or an
// average, or counts no cases (比2023年的152件多48件, 平均每月16件, 培训6场).
func (s *shape) besides(m *mark) bool {
	if m.char == dateMark {
		return false
	}
	clause := s.s[back(s.s, m.at):m.at]
	clause = clause[strings.LastIndexAny(clause, ",;:。")+1:]
	return strings.ContainsAny(clause, "比较均每") || m.char == countMark && !slices.Contains([]string{"件", "份", "宗", "条", "项", "起", "件次", "个", ""}, m.quantity.Unit)
}

// told is what a sentence was reported for: where, and the cells that it contradicts.
type told struct {
	at    diag.Span
	cells cellSum
}

// judge reports a claim that the cells contradict whatever their sums would make of them,
// once a sentence: 全部办结，没有结转 says one thing twice, and several claims may read the
// same words.
func (c *claim) judge(p *lint.Pass, l *ledger, phrase draft.Text, before *[]told) (judged int) {
	terms, known := l.terms(c.cells)
	if len(terms) == 0 || !known {
		return 0
	}
	for _, v := range l.values(terms) {
		if (v.Sign() != 0) == c.some {
			return 1
		}
	}
	at := phrase.Where()
	if slices.ContainsFunc(*before, func(b told) bool {
		return b.at.Start < at.End && at.Start < b.at.End || slices.Equal(b.cells, c.cells)
	}) {
		return 1
	}
	*before = append(*before, told{at, c.cells})
	row, column := labelsOf(terms)
	f := lint.Finding{
		Span: at,
		Args: lint.Args{
			"phrase": phrase.Written(), "table": terms[0].table.Table.Name, "row": row, "column": column,
			"value": total(terms).String(),
		},
		Notes: cellNotes([][]term{terms}),
		Key:   c.name + "/" + phrase.String(),
	}
	if c.some {
		f.Wording = "some"
	}
	p.Report(f)
	return 1
}

// ends reports whether the last number of a stretch is the given one.
func (s *shape) ends(from, to int, number int64) bool {
	i := strings.LastIndexAny(s.s[from:to], "#¤%")
	if i < 0 {
		return false
	}
	m := s.mark(from + i)
	return m != nil && m.quantity.Value.Cmp(draft.Whole(number)) == 0
}
