package check

import (
	"fmt"
	"slices"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
	"reportlint/lint/pattern"
)

// Shares of which the text does not tell the whole: they are those of cells (自然人申请占88.6%), or
// of a number in front of them and of cells (网络申请150件，占新收申请的75%).

// shareSettings bind phrases whose last % is a share to the cells that it may be of: Parts are sums of
// cells, Wholes that of which the part in the same place is one. Without Parts it is that of the number
// right before it, which the phrase holds.
type shareSettings struct {
	Name string
	saying
	Parts, Wholes []string
}

// cellShare is such a share, compiled.
type cellShare struct {
	name string
	phrases
	parts, wholes []cellSum
}

// compile compiles the settings of a share; path is where they stand.
func (b *shareSettings) compile(by pattern.Compiler, words vocabulary, path string) (c cellShare, err error) {
	c.name = b.Name
	if err := words.fill(&b.saying, path); err != nil {
		return c, err
	}
	if c.phrases, err = b.saying.compile(by, path); err != nil {
		return c, err
	}
	for i, says := range b.Says {
		if !by.MayFind(says, percentMark) {
			return c, &lint.SettingError{Path: fmt.Sprintf("%s/says/%d", path, i), Reason: diag.Phrase{
				ZH: "这里（有括号时，第一对括号内）没有代表百分比的 %，永远不会核对什么数",
				EN: "there is no % here, or in the first group, which stands for a percentage, so that no number is ever judged",
			}}
		}
	}
	if len(b.Parts) > 0 && len(b.Parts) != len(b.Wholes) {
		return c, &lint.SettingError{Path: path + "/wholes", Reason: diag.Phrase{
			ZH: "“wholes”与“parts”的项数不同，每个部分要有它的总数",
			EN: "“wholes” has not as many items as “parts”, each of which needs its whole",
		}}
	}
	if c.parts, err = parseAll(b.Parts, path+"/parts"); err != nil {
		return c, err
	}
	c.wholes, err = parseAll(b.Wholes, path+"/wholes")
	return c, err
}

// names are the cells that the settings name; path is where they stand.
func (b *shareSettings) names(path string) (all []lint.Reference) {
	of := func(sums []string, key string) {
		for i, source := range sums {
			cells, _ := cellNames(source, fmt.Sprintf("%s/%s/%d", path, key, i)) // compile has told the error
			all = append(all, cells...)
		}
	}
	of(b.Parts, "parts")
	of(b.Wholes, "wholes")
	return all
}

// checkShares holds the shares of a sentence against those of the cells, and returns how many it has
// judged. Where the sentence counts what they may be of, they are held against that; and
// of numbers of it that are wrong, no share is reckoned.
func (a agree) checkShares(p *lint.Pass, l *ledger, s *shape, in *context, lead string, wrong []*mark) (judged int) {
	if !strings.ContainsRune(s.s, percentMark) {
		return 0
	}
	known := map[*mark]bool{}
	a.sharesSaid.candidates(s, func(n int, says *pattern.Pattern) {
		c := &a.shares[n]
		c.find(says, s, in, func(from, to int) {
			at := strings.LastIndexByte(s.s[from:to], percentMark)
			if at < 0 {
				return
			}
			m := s.mark(from + at)
			if m == nil || known[m] || m.quantity.Rough || a.ofOthers(p.Main, s, in, lead, from, to) || withMore(s.s[to:]) {
				return
			}
			var part *mark
			if len(c.parts) == 0 {
				if part = partBefore(s, m, from); part == nil || slices.Contains(wrong, part) {
					return
				}
			} else if len(countsBefore(s, s.from(m.at))) > 1 || strings.ContainsAny(s.s[from:to], "#¤") {
				return
			}
			f, ok := c.judge(l, s, m, part, s.slice(from, to))
			if !ok {
				return
			}
			known[m] = true
			judged++
			if f != nil && (part == nil || !ofOneBefore(s, in, part, m)) {
				p.Report(*f)
			}
		})
	})
	return judged
}

// withMore reports whether what stands behind a share says that it is of more than was named: 予以公开占42.3%（含
// 部分公开）.
func withMore(behind string) bool {
	return slices.ContainsFunc([]string{"(含", "(包括", "(包含"}, func(word string) bool { return strings.HasPrefix(behind, word) })
}

// partBefore returns the number right before a share, of which it is one; nil where that stands before
// an offset, is rough, or where another before it may be the whole: one that has no share of its own.
func partBefore(s *shape, share *mark, from int) *mark {
	n := s.from(share.at)
	if n == 0 || s.marks[n-1].at < from || !countable(&s.marks[n-1]) || s.marks[n-1].quantity.Rough {
		return nil
	}
	part := &s.marks[n-1]
	for k := n - 2; k >= 0; k-- {
		if s.marks[k].char == countMark && s.marks[k+1].char != percentMark && s.marks[k].quantity.Value.Cmp(part.quantity.Value) > 0 {
			return nil
		}
	}
	return part
}

// ofOneBefore reports whether the text counts, before a share, one thing that it is of: the kind percentage holds
// it against that.
func ofOneBefore(s *shape, in *context, part, share *mark) bool {
	before := in.shapeBefore()
	w := wholes{of: s, part: part, share: share, named: wholeOf(s.lead(share))}
	w.find(&before, s.from(part.at))
	return w.only() || len(w.near) == 1
}

// judge returns what is wrong with a share, nil if nothing is; ok is false where a cell is not known. part
// is the number that it is of, nil where that is one of cells.
func (c *cellShare) judge(l *ledger, s *shape, m, part *mark, phrase draft.Text) (f *lint.Finding, ok bool) {
	var may []ratio
	var shown [][]term
	var of, shares []string // what it should be, as reckoned, and without that
	written := s.text.String()[m.quantity.Start:m.quantity.Digits]
	for i := range c.wholes {
		whole, known := l.terms(c.wholes[i])
		if !known {
			return nil, false
		}
		if len(whole) == 0 || total(whole).Sign() <= 0 {
			continue
		}
		var parts []draft.Value
		var should draft.Value
		if part != nil {
			should = part.quantity.Value
			parts = append(parts, should)
		} else {
			cells, known := l.terms(c.parts[i])
			if !known {
				return nil, false
			}
			if len(cells) == 0 {
				continue
			}
			should = total(cells)
			parts = l.values(cells)
			shown = append(shown, cells)
		}
		shown = append(shown, whole)
		for _, x := range parts {
			for _, y := range l.values(whole) {
				if y.Sign() > 0 && y.Cmp(x) >= 0 {
					may = append(may, ratio{percent: percent(x, y)})
				}
			}
		}
		if share := likeWritten(percent(should, total(whole)), written) + "%"; !slices.Contains(shares, share) {
			shares = append(shares, share)
			of = append(of, should.String()+"÷"+total(whole).String()+"="+share)
		}
	}
	if len(may) == 0 || agrees(m.quantity, may) {
		return nil, len(may) > 0
	}
	row, column := labelsOf(shown[0])
	at := s.text.Span(m.quantity.Start, m.quantity.End)
	return &lint.Finding{
		Span: at,
		Args: lint.Args{
			"value": at.Text(), "phrase": phrase.Written(), "should": strings.Join(of, " / "),
			"table": shown[0][0].table.Table.Name, "row": row, "column": column,
		},
		Wording: "share",
		Notes:   cellNotes(shown),
		Key:     c.name + "/" + phrase.String(),
	}, true
}

// ofOthers reports whether what a sentence says from one offset to another is not of the organ that
// reports, or not of the whole year reported on, or only of some of all; lead is what it takes along
// from the sentence before.
func (a agree) ofOthers(r *form.Report, s *shape, in *context, lead string, from, to int) bool {
	return a.isPartly(s, s.counting(a.works, from, to)) || a.apart.Matches(s.s[to:forward(s.s, to)]) ||
		otherYear(r, in, s, s.behindDate(from)) || lastYear(s.s, from, to) || otherBody(r, lead+s.s[back(s.s, from):from], s.s[from:], a.bodies)
}
