package check

import (
	"math/big"
	"strings"

	"reportlint/lint"
)

// Changes of percentages, in points (66.2%，比上年的36.2%提高30.0个百分点).

// inPoints is the unit of the difference of two percentages.
const inPoints = "个百分点"

// points holds each change that a sentence tells in points against the two percentages that it is the difference
// of, as far as they were rounded, and returns how many it has judged.
func (c percentage) points(p *lint.Pass, s *shape) (judged int) {
	for i := range s.marks {
		m := &s.marks[i]
		if m.char != countMark || m.quantity.Unit != inPoints || m.quantity.Rough {
			continue
		}
		verb := c.change.Group(s.s[back(s.s, m.at):m.at])
		now, then := c.compared(s, i)
		if verb == "" || now == nil || now.quantity.Rough || then.quantity.Rough {
			continue
		}
		judged++
		off := now.quantity.Value.Sub(then.quantity.Value).Rat()
		if c.down.Matches(verb) {
			off.Neg(off)
		}
		written := s.text.String()[m.quantity.Start:m.quantity.Digits]
		slack := new(big.Rat).Add(now.quantity.Slack.Rat(), then.quantity.Slack.Rat())
		slack.Add(slack, halfDigit(written))
		if near(m.quantity.Value.Rat(), off, slack) || c.pointsSince(s, i, now, then, slack) {
			continue
		}
		r := ratio{percent: off, by: []*mark{now, then}}
		f := r.finding(s, m, verb)
		f.Wording = c.turned(r, verb)
		f.Args["should"] = likeWritten(new(big.Rat).Abs(off), written) + inPoints
		p.Report(f)
	}
	return judged
}

// pointsSince reports whether the i-th mark is how far a percentage is from any other before it: 从2022年的90%、2023年的95%
// 提高到98%，两年提高8个百分点.
func (c percentage) pointsSince(s *shape, i int, now, then *mark, slack *big.Rat) bool {
	for k := i - 1; k >= 0 && s.marks[i].at-s.marks[k].at <= reach; k-- {
		if other := &s.marks[k]; other != now && other != then && other.char == percentMark {
			off := now.quantity.Value.Sub(other.quantity.Value).Abs().Rat()
			if near(s.marks[i].quantity.Value.Rat(), off, slack) {
				return true
			}
		}
	}
	return false
}

// near reports whether two numbers are no farther apart than the slack.
func near(a, b, slack *big.Rat) bool {
	off := new(big.Rat).Sub(a, b)
	return off.Abs(off).Cmp(slack) <= 0
}

// halfDigit is half of the last digit of a number as it is written: what rounding may have taken from it.
func halfDigit(written string) *big.Rat {
	_, decimals, _ := strings.Cut(written, ".")
	half := big.NewRat(1, 2)
	for range decimals {
		half.Quo(half, big.NewRat(10, 1))
	}
	return half
}

// compared returns the two percentages that the i-th mark may be the change of: those right in front of it, of
// which one is said to be the earlier, or the one in front of it and one in brackets behind it; nil where it
// is not said.
func (c percentage) compared(s *shape, i int) (now, then *mark) {
	var before []*mark
	for k := i - 1; k >= 0 && len(before) < 2 && s.marks[i].at-s.marks[k].at <= reach; k-- {
		switch s.marks[k].char {
		case percentMark:
			before = append(before, &s.marks[k])
		case countMark, moneyMark:
			k = 0 // it may be the change of something else
		}
	}
	if len(before) == 0 {
		return nil, nil
	}
	if i+1 < len(s.marks) && s.marks[i+1].char == percentMark && strings.HasPrefix(s.lead(&s.marks[i+1]), "(") && s.matches(c.last, s.lead(&s.marks[i+1])) {
		return before[0], &s.marks[i+1]
	}
	if len(before) < 2 {
		return nil, nil
	}
	second, first := before[0], before[1]
	switch {
	case s.matches(c.then, s.lead(second)):
		return first, second
	case s.matches(c.last, s.lead(first)):
		return second, first
	}
	return nil, nil
}
