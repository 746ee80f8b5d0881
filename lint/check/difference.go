package check

import (
	"strings"
	"unicode/utf8"

	"reportlint/lint"
)

// differences holds each difference of a sentence against the two numbers of the same unit
// right in front of it, where one of them is said to be the earlier one. It returns how many
// it has judged.
func (t tally) differences(report func(lint.Finding), s *shape) (judged int) {
	var counts []*mark
	for i := range s.marks {
		m := &s.marks[i]
		if m.char != countMark {
			continue
		}
		counts = append(counts, m)
		verb := s.group(t.difference, s.lead(m))
		if verb == "" || len(counts) < 3 || strings.HasPrefix(s.s[m.at+len(string(m.char)):], "倍") {
			continue
		}
		a, b := counts[len(counts)-3], counts[len(counts)-2]
		if s.matches(t.difference, s.lead(a)) || s.matches(t.difference, s.lead(b)) || !s.same(a, m) || !s.same(b, m) {
			continue // the numbers may be differences themselves, or of other things
		}
		if len(counts) > 3 && s.matches(t.then, s.lead(a)) && s.same(counts[len(counts)-4], a) {
			continue // 302天，上年294天，另有5天，减少3天: the earlier one is of the number before it
		}
		if a.quantity.Rough || b.quantity.Rough || m.quantity.Rough || m.quantity.Slack.Sign() > 0 {
			continue
		}
		now, then, ok := t.order(s, a, b)
		if !ok {
			continue
		}
		judged++
		off := now.quantity.Value.Sub(then.quantity.Value)
		down := t.down.Matches(verb)
		size := off.Abs()
		right := size.Cmp(m.quantity.Value) == 0
		if right && (off.Sign() < 0) == down {
			continue
		}
		f := lint.Finding{
			Span: s.number(m), Wording: "difference", Key: s.s,
			Args: lint.Args{
				"value": s.number(m).Text(), "should": size.String(), "verb": verb,
				"parts": now.quantity.Value.String() + "-" + then.quantity.Value.String(),
			},
			Notes: []lint.Note{
				{Span: s.number(now), Name: "part", Args: lint.Args{"value": s.number(now).Text()}},
				{Span: s.number(then), Name: "part", Args: lint.Args{"value": s.number(then).Text()}},
			},
		}
		if off.Sign() != 0 && (off.Sign() < 0) != down {
			f.Wording = "opposite"
		}
		report(f)
	}
	return judged
}

// same reports whether two numbers count in the same unit, which may be none that is known.
func (s *shape) same(a, b *mark) bool {
	unit := func(m *mark) rune {
		r, _ := utf8.DecodeRuneInString(s.s[m.at+len(string(m.char)):])
		return r
	}
	return alike(a, b) && (a.quantity.Unit != "" || unit(a) == unit(b))
}

// order tells the later of two numbers from the earlier one; ok is false where the sentence
// does not say which is which.
func (t tally) order(s *shape, a, b *mark) (now, then *mark, ok bool) {
	first, second := s.matches(t.then, s.lead(a)), s.matches(t.then, s.lead(b))
	if x, y := s.year(a), s.year(b); x != 0 && y != 0 && x != y {
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
