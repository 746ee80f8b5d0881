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
// then leave nothing out: 公开信息30条（政策类5条、财政类10条、民生类15条）.
func bracketed(s *shape, whole *mark, parts []*mark) bool {
	last := parts[len(parts)-1]
	return len(parts) > 2 && strings.HasPrefix(s.s[whole.at+len(string(whole.char)):], "(") && strings.HasPrefix(s.s[last.at+len(string(last.char)):], ")")
}

// exhaustive reports whether the parts claim to be all: the whole says so, or a part takes the
// rest. A bare 共 says so of two parts only where one slip explains it, and 全年 does not; but two classes
// are no more than their whole, and neither are three parts where one slip explains that they are.
func (t tally) exhaustive(s *shape, i int, parts []*mark) bool {
	whole := &s.marks[i]
	start := back(s.s, whole.at)
	if i > 0 && s.marks[i-1].char != dateMark {
		start = max(start, s.marks[i-1].at)
	}
	behind := s.lead(parts[0])
	behind = behind[:max(strings.LastIndex(behind, ","), 0)] // 30条，是全年公开信息的总数，其中
	last := parts[len(parts)-1]
	return s.matches(t.total, behind) || s.matches(t.rest, s.s[whole.at:last.at]) ||
		s.matches(t.whole, s.s[start:whole.at]) && (len(parts) > 2 || strings.ContainsAny(s.s[start:whole.at], "共合总") && slipped(whole, parts)) ||
		sumOf(parts).Cmp(whole.quantity.Value) > 0 && (t.allClasses(s, parts) || len(parts) > 2 && slipped(whole, parts))
}

// slipped reports whether one slip of the keyboard in a number would explain that parts do not make their
// whole. Where two parts are off by more, they may be told of for two reasons, and leave something
// out, or overlap: 共327条，其中网上提交214条，采纳89条.
func slipped(whole *mark, parts []*mark) bool {
	sum, of := sumOf(parts), whole.quantity.Value
	return oneKey(of.String(), sum.String()) || slices.ContainsFunc(parts, func(m *mark) bool {
		should := m.quantity.Value.Add(of).Sub(sum)
		return should.Sign() >= 0 && oneKey(m.quantity.Value.String(), should.String())
	})
}

func sumOf(parts []*mark) (sum draft.Value) {
	for _, m := range parts {
		sum = sum.Add(m.quantity.Value)
	}
	return sum
}
