package check

import (
	"slices"
	"strings"

	"reportlint/lint/draft"
)

// Whether the parts of a whole claim to be all of it.

// classes reports whether all of three or more parts are classes, which leave nothing out.
func (t tally) classes(s *shape, parts []*mark) bool {
	return len(parts) > 2 && t.allClasses(s, parts)
}

// allClasses reports whether each of some parts is a class.
func (t tally) allClasses(s *shape, parts []*mark) bool {
	return !slices.ContainsFunc(parts, func(m *mark) bool { return !s.matches(t.class, s.lead(m)) })
}

// bracketed reports whether three or more parts fill brackets right behind their whole, which
// then leave nothing out: 公开信息30条（政策类5条、财政类10条、民生类15条）. Two do where one slip explains
// that they do not make it.
func bracketed(s *shape, whole *mark, parts []*mark) bool {
	last := parts[len(parts)-1]
	return (len(parts) > 2 || len(parts) == 2 && slipped(whole, parts)) && strings.HasPrefix(s.s[whole.at+len(string(whole.char)):], "(") && strings.HasPrefix(s.s[last.at+len(string(last.char)):], ")")
}

// exhaustive reports whether the parts claim to be all: the whole says so, or a part takes the
// rest, or all would be right but for two digits of a long number in the wrong order. A bare 共 says so of two
// parts only where one slip explains it, and 全年 only of three that are more; but two
// classes are no more than their whole, and neither are three parts where one slip explains that they are.
func (t tally) exhaustive(s *shape, i int, parts []*mark) bool {
	whole := &s.marks[i]
	start := back(s.s, whole.at)
	if i > 0 && s.marks[i-1].char != dateMark {
		start = max(start, s.marks[i-1].at)
	}
	behind := s.lead(parts[0])
	behind = behind[:max(strings.LastIndex(behind, ","), 0)] // 30条，是全年公开信息的总数，其中
	last := parts[len(parts)-1]
	more, many := sumOf(parts).Cmp(whole.quantity.Value) > 0, len(parts) > 2
	tenfold := many && sumOf(parts).Times(10).Cmp(whole.quantity.Value) == 0 // 2660条，包括81条、137条、17条、31条
	if s.matches(t.total, behind) || s.matches(t.rest, s.s[whole.at:last.at]) || explained(whole, parts, swapped) || tenfold {
		return true
	}
	if s.matches(t.whole, s.s[start:whole.at]) {
		if all := strings.ContainsAny(s.s[start:whole.at], "共合总"); many && (all || more) || all && slipped(whole, parts) {
			return true
		}
	}
	return more && (t.allClasses(s, parts) || many && slipped(whole, parts))
}

// apart reports whether two parts are of one sort of things each, so that nothing is both: they are called
// alike (市级发布会、部门发布会), or opposed to one another. What is called alike by where it was published may
// be in several places.
func (t tally) apart(s *shape, whole *mark, parts []*mark) bool {
	if t.opposed == nil || len(parts) != 2 {
		return false
	}
	if t.exclusive(s, whole, parts) {
		return true
	}
	if s.matches(t.overlap, s.s[whole.at:parts[1].at]) {
		return false
	}
	a, b := []rune(s.lead(parts[0])), []rune(s.lead(parts[1]))
	const alike = 2
	if len(a) <= alike || len(b) <= alike {
		return false
	}
	last := string(a[len(a)-alike:])
	return last == string(b[len(b)-alike:]) && !strings.ContainsAny(last, ",、:;")
}

// exclusive reports whether two parts are opposed to one another: 线上5期，线下4期.
func (t tally) exclusive(s *shape, whole *mark, parts []*mark) bool {
	if t.opposed == nil || len(parts) != 2 {
		return false
	}
	told := withoutAsides(s.s[whole.at : parts[1].at+len(string(parts[1].char))])
	return s.matches(t.opposed, told) && !s.matches(t.overlap, told)
}

// leaveNoRest reports whether two parts leave nothing out: they are called so (线上5期、线下4期), or are what is so and
// what is not: 合格30家、不合格9家.
func (t tally) leaveNoRest(s *shape, whole *mark, parts []*mark) bool {
	if len(parts) != 2 {
		return false
	}
	if t.halves != nil && s.matches(t.halves, s.s[whole.at:parts[1].at]) {
		return true
	}
	label := func(m *mark) string {
		return strings.TrimPrefix(behindMark(strings.TrimRight(s.lead(m), "的有为")), "其中")
	}
	a, b := label(parts[0]), label(parts[1])
	for _, no := range []string{"不", "未", "非", "尚未", "没有"} {
		if rest, found := strings.CutPrefix(b, no); found && rest != "" && (rest == a || rest == strings.TrimPrefix(a, "已")) {
			return true
		}
	}
	return false
}

// slipped reports whether one slip of the keyboard in a number would explain that parts do not make their
// whole; where they are less, a single digit is none, since any is a key beside another. Where two parts are off by more, they may be told of for two reasons, and leave something
// out, or overlap: 共327条，其中网上提交214条，采纳89条.
func slipped(whole *mark, parts []*mark) bool {
	more := sumOf(parts).Cmp(whole.quantity.Value) > 0
	return explained(whole, parts, func(typed, meant string) bool { return (more || len(typed)+len(meant) > 2) && oneKey(typed, meant) })
}

// explained reports whether the parts would make their whole if one of the numbers were another one, for
// which it may have been typed.
func explained(whole *mark, parts []*mark, may func(typed, meant string) bool) bool {
	sum, of := sumOf(parts), whole.quantity.Value
	return may(of.String(), sum.String()) || slices.ContainsFunc(parts, func(m *mark) bool {
		should := m.quantity.Value.Add(of).Sub(sum)
		return should.Sign() >= 0 && may(m.quantity.Value.String(), should.String())
	})
}

// swapped reports whether one number, of three digits or more, is another with two of them in the wrong order.
func swapped(typed, meant string) bool {
	return len(typed) > 2 && len(typed) == len(meant) && typed != meant && oneKey(typed, meant) && !slices.ContainsFunc([]byte(typed), func(b byte) bool { return strings.Count(typed, string(b)) != strings.Count(meant, string(b)) })
}

// lostDigit reports whether one number is another one that has lost a digit.
func lostDigit(typed, meant string) bool {
	if len(typed)+1 != len(meant) {
		return false
	}
	i := 0
	for i < len(typed) && typed[i] == meant[i] {
		i++
	}
	return typed[i:] == meant[i+1:]
}

func sumOf(parts []*mark) (sum draft.Value) {
	for _, m := range parts {
		sum = sum.Add(m.quantity.Value)
	}
	return sum
}
