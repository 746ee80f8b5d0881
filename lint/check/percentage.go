package check

import (
	"math/big"
	"slices"
	"strings"

	"reportlint/lint"
	"reportlint/lint/draft"
	"reportlint/lint/pattern"
)

// percentageKind holds percentages against the numbers of their sentence: a share, a rate
// or a change must follow from them, as far as it was rounded. Fields: value (as written),
// should, verb (of a change); of the note number, which is one of those that it was reckoned by:
// value.
func percentageKind(by pattern.Compiler) lint.Kind {
	return lint.Kind{
		Name:   "percentage",
		Fields: []string{"value", "should", "verb"},
		Notes:  []string{"rose", "fell", "before", "number"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[struct{ Share, Adjoins, Rate, Change, Last, Then, By, Down, Of, Years, Beside, Each, Whole, Total, Rating, Jointly string }](with)
			if err != nil {
				return nil, err
			}
			var c percentage
			err = by.CompileEach(
				pattern.Into("/share", set.Share, &c.share), pattern.Into("/adjoins", set.Adjoins, &c.adjoins), pattern.Into("/rate", set.Rate, &c.rate), pattern.Into("/change", set.Change, &c.change),
				pattern.Into("/last", set.Last, &c.last), pattern.Into("/then", set.Then, &c.then), pattern.Into("/by", set.By, &c.by), pattern.Into("/down", set.Down, &c.down),
				pattern.Maybe("/of", set.Of, &c.of), pattern.Maybe("/rating", set.Rating, &c.rating), pattern.Maybe("/jointly", set.Jointly, &c.jointly),
				pattern.Maybe("/whole", set.Whole, &c.whole), pattern.Maybe("/total", set.Total, &c.total), pattern.Maybe("/years", set.Years, &c.years))
			if err == nil && set.Beside != "" {
				err = by.CompileEach(pattern.Into("/beside", set.Beside, &c.beside), pattern.Into("/each", set.Each, &c.each))
			}
			return c.check, err
		},
	}
}

// percentage are the patterns of percentages, each up to the number: a share (占…%), with all that
// stands between it and the number of which it is the share; a rate
// whose group is the verb that it is of (办结率…%), and a change whose group is the verb
// (同比增长…%); and of numbers: one that may be last
// year's, one that cannot be this year's, and by how much.
type percentage struct {
	share, adjoins, rate, change, last, then, by, down *pattern.Pattern

	jointly *pattern.Pattern // between several numbers and the share of all of them; the group is how many they are; nil if none is told of

	of     *pattern.Pattern // from a number to a change behind it: its group is what that is the change of; nil if that is never said
	whole  *pattern.Pattern // a share of a whole whose number stands between it and its part, up to it; may be nil
	total  *pattern.Pattern // in front of a number that may be the whole of a share which names none; nil: in front of any
	rating *pattern.Pattern // the rate of any verb, which is told only where one slip explains it, or where it has its two numbers alone; may be nil
	years  *pattern.Pattern // up to a change: it is one over several years; nil if nothing says so

	beside, each *pattern.Pattern // between a part and its share, and between parts and the shares of all; may be nil
}

// maxLead is how far in front of a percentage stands what it is of, in bytes.
const maxLead = len("字") * 40

// check judges each percentage whose numbers stand in the same sentence.
func (c percentage) check(p *lint.Pass) (judged int) {
	var known []*mark // those of the sentence that were judged by themselves
	settled := settledShares{}
	sentences(p, func(_ *context, s *shape) {
		known = known[:0]
		for i := range s.marks {
			m := &s.marks[i]
			if m.char != percentMark || m.quantity.Rough {
				continue
			}
			before := s.s[back(s.s, m.at):m.at]
			if i := len(before) - maxLead; i > 0 {
				before = before[i:]
			}
			var should, other []ratio
			verb := ""
			switch {
			case s.matches(c.share, before):
				if !s.listed(i) {
					should = c.shares(s, i)
				}
			case c.whole != nil && s.matches(c.whole, before):
				if !s.listed(i) {
					should = c.sharesOfNamed(s, i)
				}
			case s.matches(c.rate, before):
				should = rates(s, i, c.rate.Group(before))
			case s.matches(c.change, before) && !s.listed(i) && !strings.Contains(s.s[s.marks[max(i-3, 0)].at:s.clauseEnd(m.at)], "分别") && !c.severalYears(s, m): // of several numbers, or over several years
				verb = c.change.Group(before)
				should, other = c.changes(s, i, verb)
			case c.rating != nil && s.matches(c.rating, before):
				if should = rates(s, i, c.rating.Group(before)); !agrees(m.quantity, should) && !c.tellsRate(s, i, c.rating.Group(before)) {
					should = slices.DeleteFunc(should, func(r ratio) bool { return !keyApart(s, m, r.percent) })
				}
			}
			if len(should) == 0 {
				continue
			}
			judged++
			known = append(known, m)
			settled.add(s, m)
			if agrees(m.quantity, should) {
				continue
			}
			if k := slices.IndexFunc(other, func(r ratio) bool { return agrees(m.quantity, []ratio{r}) }); k >= 0 {
				p.Report(c.turnedBy(s, other[k].by[0], verb))
				continue
			}
			f := should[0].finding(s, m, verb)
			f.Wording = c.turned(should[0], verb)
			p.Report(f)
		}
		if c.beside != nil {
			judged += c.parted(p, s, known, settled)
		}
		judged += c.points(p, s)
	})
	wholeSentences(p, func(in *context, s *shape) {
		if c.beside != nil && strings.Contains(s.s, ";") && strings.ContainsRune(s.s, percentMark) {
			judged += c.parted(p, s, nil, settled)
		}
		judged += c.alone(p, in, s, settled)
	})
	if judged == 0 {
		p.Skip(noText())
	}
	return judged
}

// ratio is what a percentage can be, and the numbers that it follows from.
type ratio struct {
	percent *big.Rat
	by      []*mark
	change  bool // it is that of a number, and not a share
}

// slack returns how far the percentage may be off since the numbers were rounded (18.33万件比上年的17.64万件
// may be 3.88 % more, and 3.95 %), in points: no more than two, which few roundings make.
func (r ratio) slack() *big.Rat {
	off := new(big.Rat)
	for _, m := range r.by {
		if q := m.quantity; q.Slack.Sign() > 0 && q.Value.Sign() > 0 {
			off.Add(off, new(big.Rat).Quo(q.Slack.Rat(), q.Value.Rat()))
		}
	}
	of := new(big.Rat).Abs(r.percent)
	if r.change {
		of.Add(of, big.NewRat(100, 1))
	}
	if off.Mul(off, of); off.Cmp(big.NewRat(2, 1)) > 0 {
		return big.NewRat(2, 1)
	}
	return off
}

// finding tells of a percentage that should be that; verb is that of a change.
func (r ratio) finding(s *shape, m *mark, verb string) lint.Finding {
	at := s.text.Span(m.quantity.Start, m.quantity.End)
	return lint.Finding{
		Span: at,
		Args: lint.Args{
			"value":  at.Text(),
			"should": likeWritten(new(big.Rat).Abs(r.percent), s.text.String()[m.quantity.Start:m.quantity.Digits]) + "%",
			"verb":   verb,
		},
		Notes: r.notes(s),
		Key:   s.s[back(s.s, m.at):m.at],
	}
}

// notes tells of the numbers, in the order of the text.
func (r ratio) notes(s *shape) (all []lint.Note) {
	slices.SortFunc(r.by, func(a, b *mark) int { return a.at - b.at })
	for _, m := range r.by {
		at := s.number(m)
		all = append(all, lint.Note{Span: at, Name: "number", Args: lint.Args{"value": at.Text()}})
	}
	return all
}

// agrees reports whether a percentage is one of several, as far as it and their numbers were written.
func agrees(q draft.Quantity, may []ratio) bool {
	value := q.Value.Rat()
	for _, v := range may {
		off := new(big.Rat).Sub(value, v.percent)
		if off.Abs(off).Cmp(new(big.Rat).Add(v.slack(), q.Slack.Rat())) <= 0 {
			return true
		}
	}
	return false
}

// turned returns the note that words a change that goes the other way round than its verb says, nothing for
// any other.
func (c percentage) turned(r ratio, verb string) string {
	switch {
	case r.percent.Sign() >= 0:
		return ""
	case c.down.Matches(verb):
		return "rose"
	}
	return "fell"
}

// likeWritten writes a percentage with as many decimals as another one has.
func likeWritten(v *big.Rat, other string) string {
	_, decimals, _ := strings.Cut(other, ".")
	return v.FloatString(len(decimals))
}

func percent(part, whole draft.Value) *big.Rat {
	v := new(big.Rat).Quo(part.Rat(), whole.Rat())
	return v.Mul(v, big.NewRat(100, 1))
}

// maxCounts bounds the numbers that a percentage is held against.
const maxCounts = 12

// countsBefore returns the exact numbers of things in a sentence before its i-th mark, the
// nearest first, of the unit of the nearest, as far as reach.
func countsBefore(s *shape, i int) (out []*mark) {
	for k := i - 1; k >= 0 && s.marks[i].at-s.marks[k].at <= reach; k-- {
		m := &s.marks[k]
		if m.char != countMark && m.char != moneyMark {
			continue
		}
		if m.quantity.Rough {
			return nil
		}
		if len(out) == 0 || m.quantity.Unit == out[0].quantity.Unit {
			out = append(out, m)
		}
		if len(out) == maxCounts {
			break
		}
	}
	return out
}

// rates returns what the rate of a verb can be: the number beside that verb (收回 for 回收率), or all of
// those that are, of another one before the rate.
func rates(s *shape, i int, verb string) (out []ratio) {
	turned := []rune(verb)
	slices.Reverse(turned)
	counts := countsBefore(s, i)
	var parts, others []*mark
	for k, m := range counts {
		clause := s.lead(m)
		clause = clause[strings.LastIndexAny(clause, ",;")+1:]
		from := m.at + len(string(m.char))
		if says(clause, verb) || says(s.s[from:s.clauseEnd(from)], verb) || strings.Contains(clause, string(turned)) {
			out = append(out, of([]*mark{m}, counts[k+1:])...)
			out = append(out, of([]*mark{m}, others)...)
			parts = append(parts, m)
		} else {
			others = append(others, m)
		}
	}
	if len(parts) > 1 {
		out = append(out, of(parts, others)...)
	}
	return out
}

// says reports whether a text holds a verb and does not deny it.
func says(text, verb string) bool {
	before, _, found := strings.Cut(text, verb)
	return found && !strings.HasSuffix(before, "不") && !strings.HasSuffix(before, "未")
}

// tellsRate reports whether the two numbers in front of a rate, and no others, are what it is reckoned by: the
// later one is told by its verb alone (参训120人，合格114人，合格率98%), which is none of a change.
func (c percentage) tellsRate(s *shape, i int, verb string) bool {
	counts := countsBefore(s, i)
	if len(counts) != 2 || i < 2 || counts[0] != &s.marks[i-1] || counts[1] != &s.marks[i-2] || c.by.Matches(verb) {
		return false
	}
	lead := behindMark(s.lead(counts[0]))
	turned := []rune(verb)
	slices.Reverse(turned)
	whole := s.lead(counts[1])
	return len(lead) <= 2*len(verb) && (strings.HasSuffix(lead, verb) || strings.HasSuffix(lead, string(turned))) &&
		!strings.Contains(whole, verb) && !strings.Contains(whole, string(turned)) // 满意180份、基本满意6份
}

// of returns what numbers together are of those that they can be a part of, in percent; where
// they can be that of one, also of two neighbours together, as what was received and what was
// carried in.
func of(parts, counts []*mark) (out []ratio) {
	var part draft.Value
	for _, m := range parts {
		part = part.Add(m.quantity.Value)
	}
	add := func(whole draft.Value, of ...*mark) {
		if whole.Sign() > 0 && whole.Cmp(part) >= 0 {
			out = append(out, ratio{percent: percent(part, whole), by: slices.Concat(parts, of)})
		}
	}
	for _, m := range counts {
		add(m.quantity.Value, m)
	}
	for k := 1; k < len(counts) && len(out) > 0; k++ {
		add(counts[k].quantity.Value.Add(counts[k-1].quantity.Value), counts[k], counts[k-1])
	}
	return out
}
