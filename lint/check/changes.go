package check

import (
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"

	"reportlint/lint"
	"reportlint/lint/draft"
)

// Percentages by which something changed (同比增长…%).

// changes returns what a change can be: of one number of the sentence on another that is
// said to be last year's, or by a number that is said to be the difference. One that goes the other way than
// the verb says is negative; other is what it would be by differences if these went the way of the verb and
// not of their own (减少18件，增幅45.0%), where no number of last year's settles it.
func (c percentage) changes(s *shape, i int, verb string) (out, other []ratio) {
	down := c.down.Matches(verb)
	counts := c.sinceChange(s, i, countsBefore(s, i))
	if ofAnother(s, i, counts) || len(counts) > 0 && c.ofNew(s, i, verb) || c.ofRate(s, i) {
		return nil, nil
	}
	nearest := len(counts)
	if len(counts) < 2 || strings.HasPrefix(s.s[s.marks[i].at+len(string(percentMark)):], "(") {
		counts = append(counts, c.countsBehind(s, i, counts)...)
	}
	anchored, settled := false, false
	compared := slices.ContainsFunc(counts, func(m *mark) bool { return s.matches(c.then, s.lead(m)) }) // 96件，较120件减少24件
	for k, m := range counts {
		lead := s.lead(m)
		if by := c.byWord(lead); by != "" {
			fewer := c.down.Matches(by)
			turned := func(part, whole draft.Value) *big.Rat {
				v := percent(part, whole)
				if fewer != down {
					v.Neg(v)
				}
				return v
			}
			for _, now := range counts[k+1:] {
				if lead := s.lead(now); now.quantity.Value.Sign() > 0 && (!compared && s.matches(c.last, lead) || s.matches(c.then, lead)) {
					out = append(out, ratio{percent: turned(m.quantity.Value, now.quantity.Value), by: []*mark{m, now}, change: true})
					anchored, settled = true, true
				}
				then, others := now.quantity.Value.Add(m.quantity.Value), now.quantity.Value.Sub(m.quantity.Value)
				if !fewer {
					then, others = others, then // what it was before, and what it would have been
				}
				if then.Sign() > 0 {
					out = append(out, ratio{percent: turned(m.quantity.Value, then), by: []*mark{m, now}, change: true})
					anchored = true
				}
				if fewer != down && others.Sign() > 0 {
					other = append(other, ratio{percent: percent(m.quantity.Value, others), by: []*mark{m, now}, change: true})
				}
			}
			continue
		}
		if !s.matches(c.last, lead) {
			continue
		}
		for j, now := range counts {
			if y, of := s.year(m), s.year(now); y != 0 && of != 0 && y >= of {
				continue
			}
			if j == k || m.quantity.Value.Sign() == 0 || s.matches(c.by, s.lead(now)) || s.matches(c.then, s.lead(now)) {
				continue
			}
			diff := now.quantity.Value.Sub(m.quantity.Value)
			if down {
				diff = diff.Neg()
			}
			out = append(out, ratio{percent: percent(diff, m.quantity.Value), by: []*mark{m, now}, change: true})
			anchored, settled = true, true
		}
	}
	if !anchored || nearest > 0 && !slices.ContainsFunc(out, func(r ratio) bool { return slices.Contains(r.by, counts[0]) }) {
		return nil, nil // of the nearest number it is said: 比上年增加26件，办结144件，增长22.0%
	}
	if settled {
		other = nil
	}
	return out, other
}

// byWord is the verb of the difference that a number is said to be by what leads to it, empty if by none.
func (c percentage) byWord(lead string) string {
	if m := c.by.Search(lead); m != nil {
		return lead[m[0]:m[1]]
	}
	return ""
}

// turnedBy tells of a difference that goes the other way than the change of the verb behind it, by which it is right.
func (c percentage) turnedBy(s *shape, m *mark, verb string) lint.Finding {
	at := s.number(m)
	f := lint.Finding{
		Span: at, Wording: "rose", Key: s.s[back(s.s, m.at):m.at],
		Args: lint.Args{"value": at.Text(), "should": at.Text(), "verb": strings.TrimSuffix(c.byWord(s.lead(m)), "了")},
	}
	if c.down.Matches(verb) {
		f.Wording = "fell"
	}
	return f
}

// sinceChange returns those of numbers that no other change behind them has used up: 新收146件，比上年
// 增加26件，增长21.7%，办结144件，增长22.0%.
func (c percentage) sinceChange(s *shape, i int, counts []*mark) []*mark {
	for k := i - 1; k >= 0; k-- {
		m := &s.marks[k]
		if m.char != percentMark || !s.matches(c.change, s.s[back(s.s, m.at):m.at]) {
			continue
		}
		if used := slices.IndexFunc(counts, func(count *mark) bool { return count.at < m.at }); used >= 0 {
			counts = counts[:used]
		}
		break
	}
	return counts
}

// ofNew reports whether the change at the i-th mark is said to be that of something that the
// sentence has not named before: 公开2304条，比上年增加175条，访问量增长11.3%.
func (c percentage) ofNew(s *shape, i int, verb string) bool {
	if c.of == nil {
		return false
	}
	lead := s.lead(&s.marks[i])
	noun := []rune(c.of.Group(lead[:max(strings.LastIndex(lead, verb), 0)]))
	if len(noun) < 2 {
		return false
	}
	before := s.s[:s.marks[i].at-len(lead)]
	return !strings.Contains(before, string(noun[:2]))
}

// ofRate reports whether a percentage that is no change itself stands right in front of the i-th
// mark, which is then the change of that: 公开率34.0%，上升1.2%.
func (c percentage) ofRate(s *shape, i int) bool {
	if i == 0 || s.marks[i-1].char != percentMark {
		return false
	}
	m := &s.marks[i-1]
	return !s.matches(c.change, s.s[back(s.s, m.at):m.at])
}

// ofAnother reports whether what leads to the i-th mark names another unit than that of the
// counts in front of it: 培训8场612人次，上年6场，培训人次增长12.5%.
func ofAnother(s *shape, i int, counts []*mark) bool {
	if len(counts) == 0 {
		return false
	}
	lead := s.lead(&s.marks[i])
	return slices.ContainsFunc(s.marks[:i], func(m mark) bool {
		unit := m.quantity.Unit
		return m.char == countMark && unit != counts[0].quantity.Unit && len(unit) > len("字") && strings.Contains(lead, unit)
	})
}

// severalYears reports whether a change is one over several years.
func (c percentage) severalYears(s *shape, m *mark) bool {
	if c.years == nil {
		return false
	}
	before := s.s[back(s.s, m.at):m.at]
	return s.matches(c.years, before[strings.LastIndexAny(before, ",;:。")+1:])
}

// longestBase bounds what leads to a number behind a change that is last year's: ,上年同期.
const longestBase = 6

// countsBehind returns the exact numbers of things behind the i-th mark that say what came
// of the change, of the unit of those in front of it if there are any: 下降5%，本年为38件，上年为40件；
// 缩减5%：2024年40件，2025年38件；38件，下降5%（上年40件）.
func (c percentage) countsBehind(s *shape, i int, before []*mark) (out []*mark) {
	for k := i + 1; k < min(i+5, len(s.marks)); k++ {
		m := &s.marks[k]
		lead := s.lead(m)
		if len(before) > 0 && m.quantity.Unit != before[0].quantity.Unit {
			continue
		}
		if (m.char == countMark || m.char == moneyMark) && !m.quantity.Rough && (strings.HasSuffix(lead, "为") || strings.HasSuffix(lead, "达") || strings.HasSuffix(lead, string(dateMark)) || (strings.HasPrefix(lead, "(") || utf8.RuneCountInString(lead) <= longestBase) && s.matches(c.last, lead)) {
			out = append(out, m)
		}
	}
	return out
}
