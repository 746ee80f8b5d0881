package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"reportlint/lint"
	"reportlint/lint/draft"
)

// A whole that stands behind its parts: A件、B件，合计N件.

// behind takes the i-th mark for the first of two or more parts whose whole stands behind
// them (A件、B件，合计N件), and returns how many marks it has dealt with, 0 if it is none.
func (t tally) behind(report func(lint.Finding), s *shape, i int) int {
	if !t.sum.MayMatch(s.grams) {
		return 0
	}
	first := &s.marks[i]
	if !countable(first) && first.quantity.Unit != "人次" || i > 0 && alike(&s.marks[i-1], first) && !strings.ContainsAny(s.lead(first), "。;") || t.goesOnFrom(s, i) {
		return 0 // not the first of its stretch
	}
	var parts []*mark
	var before *mark // of the same unit, in the sentence
	if i > 0 && alike(&s.marks[i-1], first) && !strings.Contains(s.lead(first), "。") {
		before = &s.marks[i-1]
	}
	last, stops := first, "。;()"
	verb := s.group(t.another, behindMark(s.lead(first)))
	for k := i; k < min(len(s.marks), i+maxParts); k++ {
		m := &s.marks[k]
		if m.char == dateMark && k > i {
			continue
		}
		if m.char == dateMark || !alike(m, first) || m.quantity.Rough || m.quantity.Slack.Sign() > 0 {
			return 0
		}
		if k > i {
			between := s.s[last.at+len(string(m.char)) : m.at]
			if len(parts) > 1 && s.matches(t.sum, between) {
				if before != nil && strings.HasPrefix(between, ";") || t.ofSibling(s, last, between) || t.ofOtherVerb(s, first, between) {
					return 0 // of all that semicolons part, or of what is no whole of theirs
				}
				sum := sumOf(parts)
				start := max(back(s.s, first.at), strings.LastIndexAny(s.s[:first.at], "。;")+1)
				if sum.Cmp(m.quantity.Value) != 0 && !ofLast(parts, m.quantity.Value) && !strings.ContainsAny(between, "减增降升") && !withOthers(s, i, m.quantity.Value.Sub(sum)) && !s.matches(t.hedges, s.s[start:m.at]) {
					report(t.finding(s, m, parts))
				}
				return len(parts) + 1
			}
			done := s.group(t.another, between)
			goesOn := inList(between) || done == verb || done == "" && strings.HasPrefix(between, "、") // 分别收到5件、3件; 收到来信3件、来访5件
			if k == i+1 && strings.HasPrefix(between, ";") {
				stops = "。()" // each part is a clause of its own
			}
			if strings.ContainsAny(between, stops) || !goesOn || utf8.RuneCountInString(between) > maxPart || s.matches(t.lead, between) {
				return 0
			}
		}
		parts = append(parts, m)
		last = m
	}
	return 0
}

// ofSoMany holds the i-th mark against the numbers before it if it is said to be that of as many as they are
// (推送79条，发布52条，两个平台共131条), and returns how many marks it has dealt with, 0 if it is said of none.
func (t tally) ofSoMany(report func(lint.Finding), s *shape, i int) int {
	whole := &s.marks[i]
	if t.jointly == nil || !countable(whole) || whole.quantity.Rough || whole.quantity.Slack.Sign() > 0 {
		return 0
	}
	last := i - 1 // of those before; between them there may be 两个
	if last > 0 && !alike(&s.marks[last], whole) {
		last--
	}
	if last < 0 || !alike(&s.marks[last], whole) {
		return 0
	}
	var many draft.Value
	switch said := s.group(t.jointly, s.s[s.marks[last].at+len(string(whole.char)):whole.at]); said {
	case "":
		return 0
	case string(countMark):
		many = s.marks[i-1].quantity.Value
	default:
		many = draft.Whole(int64(soMany(said)))
	}
	var parts []*mark
	for k := last; k >= 0 && !strings.Contains(s.s[s.marks[k].at:whole.at], "。"); k-- {
		m := &s.marks[k]
		if len(parts) == maxParts || m.quantity.Rough || m.char == percentMark || s.matches(t.lead, s.lead(m)) {
			return 0
		}
		if alike(m, whole) {
			parts = append(parts, m)
		}
	}
	slices.Reverse(parts)
	if len(parts) < 2 || many.Cmp(draft.Whole(int64(len(parts)))) != 0 {
		return 0
	}
	if sumOf(parts).Cmp(whole.quantity.Value) != 0 {
		report(t.finding(s, whole, parts))
	}
	return 1
}

// ofLast reports whether a whole is that of the last of some parts: 复议12件，一审8件、二审8件，合计16件.
func ofLast(parts []*mark, whole draft.Value) bool {
	var sum draft.Value
	for k := len(parts) - 1; k > 0; k-- {
		if sum = sum.Add(parts[k].quantity.Value); k < len(parts)-1 && sum.Cmp(whole) == 0 {
			return true
		}
	}
	return false
}

// goesOnFrom reports whether a number goes on a list that one of its unit began, with others
// between: 5个工作日内答复31件、10个工作日内答复58件.
func (t tally) goesOnFrom(s *shape, i int) bool {
	for k := i - 1; k >= 0; k-- {
		if m := &s.marks[k]; alike(m, &s.marks[i]) {
			return strings.HasPrefix(s.s[m.at+len(string(m.char)):], "、") && !strings.ContainsAny(s.s[m.at:s.marks[i].at], "。;")
		}
	}
	return false
}

// withOthers reports whether the numbers in front of the i-th, in other units, make what is
// missing: 公告21篇、信息4条，合计25条.
func withOthers(s *shape, i int, missing draft.Value) bool {
	for k := i - 1; k >= 0 && s.marks[k].char == countMark && !strings.ContainsAny(s.lead(&s.marks[k+1]), "。;"); k-- {
		if missing = missing.Sub(s.marks[k].quantity.Value); missing.Sign() <= 0 {
			return missing.Sign() == 0
		}
	}
	return false
}

// ofSibling reports whether what leads to a sum names one more of the sort that the part before it is of, or the
// others: 大型项目3个、中型项目9个，小型项目总计24个.
func (t tally) ofSibling(s *shape, last *mark, between string) bool {
	if s.matches(t.rest, between) {
		return true
	}
	const alike = 2
	label := func(text string) []rune {
		text, _ = cutTotal(behindMark(text))
		return []rune(text)
	}
	a, b := label(s.lead(last)), label(between)
	return len(a) == len(b) && len(b) > alike && string(a[len(a)-alike:]) == string(b[len(b)-alike:]) && !strings.ContainsRune("全各两三四五六七八九十以上共总本", b[0])
}

// ofOtherVerb reports whether a sum is said to be of something else done than its parts: 按期答复324条，逾期答复2条，
// 共公开184条.
func (t tally) ofOtherVerb(s *shape, first *mark, between string) bool {
	done, found := strings.CutPrefix(between, ",共")
	verb := s.group(t.another, s.lead(first))
	return found && verb != "" && utf8.RuneCountInString(done) > 1 && done != "计" && !strings.HasPrefix(done, verb)
}
