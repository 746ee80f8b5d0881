package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"reportlint/lint/pattern"
)

// maxListed bounds the figures of a list that numbers follow in their order.
const maxListed = 8

// listedName is where a sentence names a figure.
type listedName struct {
	from, to int
	figure   *figure
}

// respective yields the figures whose names stand in a list that as many numbers follow in
// the same order (行政许可、行政处罚分别为5件、3件), each with its number.
func (a agree) respective(s *shape, in *context, yield func(f *figure, m *mark, from int)) {
	for i := 0; i < len(s.marks) && a.joins != nil; {
		n := 1
		for i+n < len(s.marks) && alike(&s.marks[i+n], &s.marks[i]) && a.joins.Matches(s.s[s.marks[i+n-1].at+len(string(countMark)):s.marks[i+n].at]) {
			n++
		}
		if n > 1 && n <= maxListed && s.marks[i].char == countMark {
			names := a.list(s, s.marks[i].at)
			if len(names) == n {
				for k, name := range names {
					if f := name.figure; f.says(s, in, names[0].from, name.to) {
						yield(f, &s.marks[i+k], names[0].from)
					}
				}
			}
		}
		i += n
	}
}

// says reports whether the words about a name in a list, which begins at from, let it be of
// the figure.
func (f *figure) says(s *shape, in *context, from, to int) bool {
	before := s.s[back(s.s, from):to]
	return (f.about == nil || f.about.Matches(in.before()+before)) && !pattern.Any(f.unless, s.s[back(s.s, from):from])
}

// list returns the names of figures that stand in a list in front of an offset, none where
// something else stands in it.
func (a agree) list(s *shape, at int) (names []listedName) {
	start := back(s.s, at)
	if i := strings.LastIndexAny(s.s[start:at], "#¤%@。;:"); i >= 0 {
		start += i
	}
	text := s.s[start:at]
	end := len(text)
	for len(names) <= maxListed {
		name, ok := a.lastNamed(text[:end])
		if !ok {
			break
		}
		if behind := text[name.to:end]; len(names) == 0 && !a.leads.Matches(behind) || len(names) > 0 && !a.joins.Matches(behind) {
			break
		}
		end = name.from
		name.from, name.to = name.from+start, name.to+start
		names = append([]listedName{name}, names...)
	}
	if len(names) > 0 && a.joins.Matches(lastOf(text[:end])) {
		return nil // the list begins with a name that is not known
	}
	return names
}

// lastOf returns the last character of a text.
func lastOf(s string) string {
	if s == "" {
		return ""
	}
	return string(lastRune(s))
}

// lastNamed returns the name of a figure that ends last in a text, the longest of several.
func (a agree) lastNamed(text string) (best listedName, ok bool) {
	for i := range a.figures {
		f := &a.figures[i]
		if f.named == nil {
			continue
		}
		for _, m := range f.named.All(text) {
			if m[1] > best.to || m[1] == best.to && m[0] < best.from {
				best, ok = listedName{m[0], m[1], f}, true
			}
		}
	}
	return best, ok
}

// joined reports whether the name of a figure, which begins at an offset, is the last of
// several that have one number: 予以公开和部分公开合计8件. That may be their sum.
func (a agree) joined(f *figure, s *shape, from int) bool {
	before := s.s[back(s.s, from):from]
	joint := lastOf(before)
	if f.named == nil || a.joins == nil || !a.joins.Matches(joint) {
		return false
	}
	if name := f.named.Search(ahead(s.s[from:])); name == nil || name[0] > 0 {
		return false
	}
	item := strings.TrimSuffix(before, joint)
	if i := strings.LastIndexAny(item, ",;:。、("); i >= 0 {
		_, size := utf8.DecodeRuneInString(item[i:])
		item = item[i+size:]
	}
	if joint == "、" { // it may as well part two words for one thing: 尚未办结、结转下年度的共9件
		name, ok := a.lastNamed(ahead(item))
		return ok && name.to == len(item) && !strings.ContainsAny(item[:name.from], "未不没无")
	}
	return !strings.ContainsAny(item, "#¤%")
}

// ahead is as much of a text as the name of a figure may take.
func ahead(s string) string {
	const most = 96 // bytes
	return s[:min(len(s), most)]
}

// goesOn reports whether something else is joined to the name of the figure that a text stands
// behind, with no number of its own: 10件为无法提供、不予处理和其他处理, 15件因属于国家秘密、内部事务等.
func (a agree) goesOn(behind string) bool {
	_, size := utf8.DecodeRuneInString(behind)
	if a.joins == nil || !a.joins.Matches(behind[:size]) {
		return false
	}
	if end := strings.IndexAny(behind, "#¤%@,;:。"); end < 0 || strings.IndexAny(behind[end:], ",;:。") == 0 {
		return true
	}
	return slices.ContainsFunc(a.figures, func(f figure) bool {
		if f.named == nil {
			return false
		}
		name := f.named.Search(ahead(behind[size:]))
		return name != nil && name[0] == 0
	})
}
