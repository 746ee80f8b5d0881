package check

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"reportlint/lint"
)

// differences holds each difference of a sentence against the two numbers of the same unit
// right in front of it, or the one in front of it and one in brackets behind it (200件，增加40件（上年160件）),
// where one of them is said to be the earlier one: by words, or by a year before that of the report. It
// returns how many it has judged.
func (t tally) differences(report func(lint.Finding), s *shape, year int) (judged int) {
	if !t.difference.MayMatch(s.grams) && (t.moves == nil || !t.moves.MayMatch(s.grams)) {
		return 0
	}
	var counts []*mark
	for i := range s.marks {
		m := &s.marks[i]
		judged += t.moved(report, s, i)
		if m.char != countMark {
			continue
		}
		counts = append(counts, m)
		verb := s.group(t.difference, s.lead(m))
		if verb == "" || strings.HasPrefix(s.s[m.at+len(string(m.char)):], "倍") {
			continue
		}
		a, b := t.operands(s, counts, year)
		if a == nil {
			continue
		}
		if s.matches(t.difference, s.lead(a)) || s.matches(t.difference, s.lead(b)) || !s.same(a, m) || !s.same(b, m) {
			continue // the numbers may be differences themselves, or of other things
		}
		if b.at < m.at && len(counts) > 3 && s.matches(t.then, s.lead(a)) && s.same(counts[len(counts)-4], a) {
			continue // 302天，上年294天，另有5天，减少3天: the earlier one is of the number before it
		}
		if a.quantity.Rough || b.quantity.Rough || m.quantity.Rough || m.quantity.Slack.Sign() > 0 {
			continue
		}
		now, then, ok := t.order(s, a, b, year)
		if !ok {
			continue
		}
		judged++
		off := now.quantity.Value.Sub(then.quantity.Value)
		down := t.down.Matches(verb)
		size := off.Abs()
		right := size.Cmp(m.quantity.Value) == 0
		if right && (off.Sign() < 0) == down || ofOther(counts[:len(counts)-1], m) {
			continue
		}
		f := lint.Finding{
			Span: s.number(m), Wording: "difference", Key: s.s,
			Args: lint.Args{
				"value": s.number(m).Text(), "should": size.String(), "verb": verb,
				"now": now.quantity.Value.String(), "then": then.quantity.Value.String(),
				"parts": now.quantity.Value.String() + "-" + then.quantity.Value.String(),
			},
			Notes: []lint.Note{
				{Span: s.number(now), Name: "part", Args: lint.Args{"value": s.number(now).Text()}},
				{Span: s.number(then), Name: "part", Args: lint.Args{"value": s.number(then).Text()}},
			},
		}
		switch {
		case off.Sign() < 0 && !down:
			f.Wording = "fell"
		case off.Sign() > 0 && down:
			f.Wording = "rose"
		}
		report(f)
	}
	return judged
}

// moved holds the verb by which one number of a sentence became the i-th (由12件上升到55件) against the two, and
// returns how many it has judged.
func (t tally) moved(report func(lint.Finding), s *shape, i int) int {
	if t.moves == nil || i == 0 {
		return 0
	}
	now := &s.marks[i]
	k := i - 1
	for k > 0 && s.marks[k].char == dateMark { // 由12件上升到2024年的55件
		k--
	}
	then := &s.marks[k]
	if then.char == dateMark || !s.same(then, now) || !countable(now) && now.char != percentMark && now.quantity.Unit != "人次" {
		return 0
	}
	verb := s.group(t.moves, s.s[then.at-len(s.lead(then)):now.at])
	if verb == "" {
		return 0
	}
	off := now.quantity.Value.Sub(then.quantity.Value)
	if off.Sign() == 0 || (off.Sign() < 0) == t.down.Matches(verb) {
		return 1
	}
	f := lint.Finding{
		Span: s.number(now), Wording: "rose", Key: s.s,
		Args: lint.Args{
			"value": s.number(now).Text(), "should": likeAll(off.Abs(), []string{s.number(now).Text(), s.number(then).Text()}),
			"verb": s.verbTo(verb, now), "now": s.number(now).Text(), "then": s.number(then).Text(),
		},
		Notes: []lint.Note{{Span: s.number(then), Name: "part", Args: lint.Args{"value": s.number(then).Text()}}},
	}
	if off.Sign() < 0 {
		f.Wording = "fell"
	}
	report(f)
	return 1
}

// verbTo is a verb as it stands before a number, with what joins them: 下降到.
func (s *shape) verbTo(verb string, m *mark) string {
	lead := s.lead(m)
	return strings.TrimRightFunc(lead[strings.LastIndex(lead, verb):], func(r rune) bool { return !strings.ContainsRune("至到为", r) })
}

// same reports whether two numbers count in the same unit, which may be none that is known.
func (s *shape) same(a, b *mark) bool {
	unit := func(m *mark) rune {
		r, _ := utf8.DecodeRuneInString(s.s[m.at+len(string(m.char)):])
		return r
	}
	return alike(a, b) && (a.quantity.Unit != "" || unit(a) == unit(b))
}

// operands returns the two numbers that the last of some is said to be the difference of, nil where
// the sentence has no two.
func (t tally) operands(s *shape, counts []*mark, year int) (a, b *mark) {
	k := len(counts) - 1
	if then := t.inBrackets(s, counts[k]); then != nil && k > 0 {
		return counts[k-1], then
	}
	if k < 2 {
		return nil, nil
	}
	a, b = counts[k-2], counts[k-1]
	if strings.Contains(s.s[a.at:b.at], ";") && (s.year(a) == 0 || s.year(b) == 0) {
		return nil, nil // 审结7件；上年同期12件，减少4件: the later one is not told again
	}
	if y, z := s.year(a), s.year(b); k > 2 && 0 < y && y < z && z < year && s.same(counts[k-3], b) {
		return counts[k-3], b // 45次，2022年为35次，2023年为40次，增加5次: of what is reported on
	}
	return a, b
}

// ofOther reports whether a difference is that of two numbers before it that do not stand next to
// each other: 200件，2022年为150件，2023年为160件，同比增加40件.
func ofOther(counts []*mark, m *mark) bool {
	counts = counts[max(len(counts)-maxCounts, 0):]
	for i, a := range counts {
		for _, b := range counts[min(i+2, len(counts)):] {
			if alike(a, m) && alike(b, m) && a.quantity.Value.Sub(b.quantity.Value).Abs().Cmp(m.quantity.Value) == 0 {
				return true
			}
		}
	}
	return false
}

// inBrackets returns the number of a bracket that opens behind a difference and holds the earlier number
// alone, or nil.
func (t tally) inBrackets(s *shape, m *mark) *mark {
	open := s.clauseEnd(m.at + len(string(m.char)))
	if !strings.HasPrefix(s.s[open:], "(") {
		return nil
	}
	end := open + max(strings.Index(s.s[open:forward(s.s, open)], ")"), 0)
	var then *mark
	for i := s.from(open); i < len(s.marks) && s.marks[i].at < end; i++ {
		switch n := &s.marks[i]; {
		case n.char == dateMark:
		case n.char != countMark || then != nil:
			return nil
		default:
			then = n
		}
	}
	return then
}

// order tells the later of two numbers from the earlier one; ok is false where the sentence
// does not say which is which. A number of which it tells no year is of that of the report.
func (t tally) order(s *shape, a, b *mark, year int) (now, then *mark, ok bool) {
	first, second := s.matches(t.then, s.lead(a)), s.matches(t.then, s.lead(b))
	x, y := cmp.Or(s.year(a), year), cmp.Or(s.year(b), year)
	if x != 0 && y != 0 && x != y && (first == second || s.year(a) != 0 && s.year(b) != 0) {
		first, second = x < y, y < x
	}
	switch {
	case first == second:
		return nil, nil, false
	case first:
		return b, a, true
	}
	return a, b, true
}
