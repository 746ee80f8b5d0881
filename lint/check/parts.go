package check

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Which numbers of a sentence are the parts of one before them.

// maxParts bounds the parts of a whole, and the numbers among them.
const maxParts = 40

// Bounds of what may stand between two parts, in characters, where the label of the second one is a list itself
// (、治安管理、道路交通、出入境等业务类信息13条) and where it is not.
const (
	maxPart    = 24
	maxListing = 40
)

// farApart reports whether what stands between two numbers is too long for the label of a part.
func farApart(between string) bool {
	n := utf8.RuneCountInString(between)
	return n > maxPart && (n > maxListing || strings.LastIndex(between, "、") <= 0)
}

// parts returns the numbers that stand as parts behind the i-th mark: of the same unit,
// led in by 其中 or a colon, or loosely, perhaps in brackets of their own, one after the
// other, up to one that is of something else; rest is that one, if it has the unit. They are appended to room.
func (t tally) parts(s *shape, i int, room []*mark) (out []*mark, rest *mark) {
	out = room
	whole := &s.marks[i]
	if !countable(whole) && !ofPeople(whole) {
		return nil, nil
	}
	depth, outer, stops := 0, 0, "。;"
	sure := -1       // how many parts stand before the first semicolon that parts them
	shares := false  // they have their shares
	var change *mark // how the whole has changed, between it and its parts
	for k := i + 1; k < min(len(s.marks), i+maxParts); k++ {
		m := &s.marks[k]
		between := s.lead(m)
		if m.char == dateMark && len(out) > 0 {
			return t.untilSure(s, out, sure, shares), nil
		}
		if len(out) == 0 && (m.char == dateMark || s.matches(t.kinds, s.s[m.at:])) {
			continue // 分属三个类别: how many parts there are
		}
		if len(out) == 0 && m.char == whole.char && s.matches(t.more, between) {
			change = m // 3400条，比上年增加300条。其中
			continue
		}
		if len(out) == 0 && (m.char == percentMark || alike(m, whole) && s.matches(t.then, between) && !strings.Contains(between, "由")) {
			continue // 3400条，比上年的3100条增长9.7%，其中
		}
		if m.char == percentMark && len(out) > 0 {
			continue // 网上20件，占50%，信函20件
		}
		if m.char == countMark && len(out) > 0 && m.quantity.Unit != whole.quantity.Unit && s.matches(t.rest, between) {
			continue // 其他6个县16件
		}
		if m.char != whole.char || m.quantity.Unit != whole.quantity.Unit {
			break
		}
		depth += strings.Count(between, "(") + strings.Count(between, "〔") - strings.Count(between, ")") - strings.Count(between, "〕")
		if len(out) == 0 {
			between = withoutAsides(between)
			if outer = depth; outer < 0 || outer > 1 || outer == 1 && !s.matches(t.loose, between) || !s.matches(t.lead, between) && !s.matches(t.loose, between) {
				return nil, nil
			}
			if change != nil && (!strings.Contains(s.s[change.at:m.at], "。") || !t.goesOn.Matches(strings.TrimLeft(between, "。"))) {
				return nil, nil // they may be those of the change
			}
			if strings.Contains(between, ":") {
				stops = "。" // what a colon leads in may be parted by semicolons
			}
		} else if depth > outer {
			continue
		} else if depth < outer {
			break
		} else if rest, more := strings.CutPrefix(between, ";"); more && !strings.ContainsAny(rest, "。;,") && (s.marks[k-1].char == percentMark || stops != "。") {
			if sure < 0 {
				sure, shares = len(out), s.marks[k-1].char == percentMark // 网站1126条，占60.7%；公众号699条，占37.7%
			}
		} else if strings.ContainsAny(between, stops) || s.matches(t.lead, between) || farApart(between) {
			break
		}
		if (len(out) > 0 || strings.Contains(between, "。")) && s.matches(t.another, between) {
			return t.untilSure(s, out, sure, shares), m
		}
		if len(out) > 0 && t.beside != nil && s.matches(t.beside, s.s[whole.at-len(s.lead(whole)):m.at]) {
			return t.untilSure(s, out, sure, shares), nil
		}
		out = append(out, m)
	}
	if outer > 0 && len(out) < 2 {
		return nil, nil // (含上年结转2件)
	}
	return t.untilSure(s, out, sure, shares), nil
}

// untilSure leaves out, of parts, those behind the sure ones, which semicolons part, unless one takes the rest and
// the parts have their shares, or most are classes: 通知类6条；政策类2条；其他类7条.
func (t tally) untilSure(s *shape, parts []*mark, sure int, shares bool) []*mark {
	if sure < 0 || slices.ContainsFunc(parts, func(m *mark) bool { return s.matches(t.rest, s.lead(m)) }) && (shares || len(parts) > 2 && t.mostlyClasses(s, parts)) {
		return parts
	}
	return parts[:sure]
}

// mostlyClasses reports whether more than half of some parts are classes.
func (t tally) mostlyClasses(s *shape, parts []*mark) bool {
	n := 0
	for _, m := range parts {
		if s.matches(t.class, s.lead(m)) {
			n++
		}
	}
	return 2*n > len(parts)
}

// withThoseBehind returns the parts of a whole with the numbers that stand behind them and a semicolon in the same sentence,
// as many as it takes to make the whole: 345条，其中规章11条、其他文件102条；动态232条. What brackets hold is none of them.
func (s *shape) withThoseBehind(whole *mark, parts []*mark) []*mark {
	last := parts[len(parts)-1]
	all, sum := slices.Clone(parts), sumOf(parts)
	for k := s.from(last.at) + 1; k < len(s.marks) && len(all) < maxParts && sum.Cmp(whole.quantity.Value) < 0; k++ {
		m := &s.marks[k]
		between := s.s[last.at:m.at]
		if strings.Contains(between, "。") || !strings.Contains(between, ";") {
			break
		}
		if alike(m, last) && strings.Count(between, "(") <= strings.Count(between, ")") {
			all, sum = append(all, m), sum.Add(m.quantity.Value)
		}
	}
	return all
}

// endsList reports whether a number stands behind a comma, and the parts before it, which 、 joins, do not: 网络142件、信函58件，引发复议10件.
func (s *shape) endsList(parts []*mark, next *mark) bool {
	return strings.HasPrefix(s.lead(next), ",") && !slices.ContainsFunc(parts[1:], func(m *mark) bool { return !strings.HasPrefix(s.lead(m), "、") })
}

// withoutAsides is a text without what stands in brackets that it closes: 系统(含下属单位)共.
func withoutAsides(s string) string {
	for {
		end := strings.Index(s, ")")
		start := strings.LastIndex(s[:max(end, 0)], "(")
		if start < 0 {
			return s
		}
		s = s[:start] + s[end+len(")"):]
	}
}
