package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"reportlint/lint/form"
)

// Whether a number or a claim of the text is of the year reported on.

// otherYear reports whether what stands before an offset of a sentence says that it is
// not about the whole year reported on.
func otherYear(r *form.Report, in *context, s *shape, at int) bool {
	last := s.from(at)
	for i := last - 1; i >= 0 && s.marks[i].at > at-reach; i-- {
		m := s.marks[i]
		if m.char != dateMark || carries(s.s[m.at+len(string(m.char)):]) || s.aside(i, at) {
			continue
		}
		d := m.date
		if d.Month != 0 && (d.Year == 0 || d.Year == r.Year) && strings.Contains(s.s[m.at:at], ",全年") {
			continue // 3月印发工作要点，全年收到20件
		}
		if from := &s.marks[max(i-1, 0)]; from.char == dateMark && from.date.Year != d.Year && from.date.Month == 0 && slices.Contains([]string{"至", "到", "-", "—", "~"}, s.s[from.at+len(string(dateMark)):m.at]) {
			return true // 2021年至2025年
		}
		return d.Year != 0 && r.Year != 0 && d.Year != r.Year || d.Month != 0 && !(d.Month == 12 && d.Day >= 30) || s.later(i, r.Year)
	}
	goesOn := in.year()
	return goesOn != 0 && r.Year != 0 && goesOn != r.Year
}

// aside reports whether the date of the i-th mark is that of something which the sentence but compares with, or
// says in brackets, and which ends before an offset: 新收199件，比2022年的152件多47件，答复149件.
func (s *shape) aside(i, at int) bool {
	m := &s.marks[i]
	before, rest := s.s[back(s.s, m.at):m.at], s.s[m.at+len(string(m.char)):at]
	if strings.LastIndex(before, "(") > strings.LastIndex(before, ")") {
		return strings.Contains(rest, ")")
	}
	end := strings.IndexAny(rest, ",;")
	if end < 0 {
		return false
	}
	switch c, _ := utf8.DecodeLastRuneInString(before); c {
	case '比', '较':
		return true
	case '与', '同', '和':
		return strings.Contains(rest[:end], "比")
	}
	return false
}

// later reports whether something is told before the i-th mark as of a day after the year: 截至2025年1月20日.
func (s *shape) later(i, year int) bool {
	return slices.ContainsFunc(s.marks[:i], func(m mark) bool {
		before := s.s[:m.at]
		return m.char == dateMark && year != 0 && m.date.Year > year && (strings.HasSuffix(before, "截至") || strings.HasSuffix(before, "截止"))
	})
}

// ofListedYear reports whether a number stands in a list whose numbers are of as many years, and is
// not that of the given one: 2022年、2023年、2024年分别新收98件、120件、146件.
func (s *shape) ofListedYear(m *mark, year int) bool {
	at := s.from(m.at)
	listed := func(i int) bool { // the i-th mark follows one like it
		if i == 0 || i >= len(s.marks) || s.marks[i].char != s.marks[i-1].char {
			return false
		}
		return inList(s.s[s.marks[i-1].at+len(string(s.marks[i-1].char)) : s.marks[i].at])
	}
	first := at
	for listed(first) {
		first--
	}
	last := first - 1 // of the years
	if last < 1 || s.marks[last].char != dateMark || !strings.Contains(s.s[s.marks[last].at:s.marks[first].at], "分别") || !listed(last) {
		return false
	}
	from := last
	for listed(from) {
		from--
	}
	k := from + at - first
	return k > last || s.marks[k].date.Year != year
}

// names reports whether a stretch sets a year apart that is not the given one: 新收申请：2023年38件.
func (s *shape) names(from, to, year int) bool {
	return slices.ContainsFunc(s.marks, func(m mark) bool {
		return m.at > from && m.at < to && m.char == dateMark && m.date.Year != 0 && m.date.Year != year && strings.ContainsAny(s.s[m.at-1:m.at], ",:")
	})
}

// carries reports whether what stands behind a year says that something was carried over
// from it: what follows is of the year that it was carried into.
func carries(behind string) bool {
	behind = strings.TrimPrefix(behind, "度")
	return slices.ContainsFunc([]string{"结转", "转结", "接转", "转接", "转入", "遗留", "未办结"}, func(word string) bool { return strings.HasPrefix(behind, word) })
}

// carriesTo reports whether what stands before a year says that something was carried over to it.
func carriesTo(before string) bool {
	return slices.ContainsFunc([]string{"结转至", "结转到", "结转", "顺延至", "顺延到", "延续至", "延续到"}, func(word string) bool { return strings.HasSuffix(before, word) })
}

// broughtIn reports whether a number is of what was carried over into a year (结转至2024年的12件, 12件结转
// 2024年), where what it is read by, from an offset of the shape on, does not say so: 上年结转至2024年的12件.
func (s *shape) broughtIn(m *mark, from, year int) bool {
	n := s.from(m.at)
	into := func(i, start, end int) bool {
		if i < 0 || i >= len(s.marks) {
			return false
		}
		d := &s.marks[i]
		return d.char == dateMark && d.date.Year == year && d.date.Month == 0 && carriesTo(s.s[:d.at]) &&
			!strings.ContainsAny(s.s[min(start, d.at):max(end, d.at)], ",;:。") && !strings.Contains(s.s[from:max(from, d.at)], "年")
	}
	return year != 0 && (into(n-1, m.at, m.at) || into(n+1, m.at, m.at))
}
