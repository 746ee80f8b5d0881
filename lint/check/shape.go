package check

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"reportlint/lint/arena"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/pattern"
)

// What stands for a number or a date in the shape of a sentence, which patterns of packs
// are held against.
const (
	countMark   = '#' // a number of things
	moneyMark   = '¤' // an amount of money
	percentMark = '%'
	dateMark    = '@' // a year, a month or a day
)

// shape is a sentence in which each number and each date is one character, so that a
// pattern needs not say how numbers are written.
type shape struct {
	text  draft.Text     // the sentence, folded
	s     string         // its shape
	marks []mark         // in order
	grams *pattern.Grams // of the shape and of the text: they hold all that is in either
}

// mark is a number or a date of a sentence, in its shape at byte At.
type mark struct {
	at       int
	quantity draft.Quantity
	date     *draft.Mention // nil if it is a number
	char     rune
}

// text returns where the mark begins in the text.
func (m *mark) text() int {
	if m.date != nil {
		return m.date.Start
	}
	return m.quantity.Start
}

// after returns where in the text begins what is behind the mark.
func (m *mark) after() int {
	if m.date != nil {
		return m.date.End
	}
	return m.quantity.End
}

// shapeOf returns the shape of a folded sentence.
func shapeOf(text draft.Text) shape {
	return newShape(text, &pattern.Grams{}, &draft.Numbers{})
}

// newShape is shapeOf with room for the grams and for the numbers of the sentence.
func newShape(text draft.Text, room *pattern.Grams, numbers *draft.Numbers) shape {
	s := text.String()
	out := shape{text: text, s: s, grams: room}
	room.Add(s)
	numbers.Find(s)
	n := len(numbers.Quantities) + len(numbers.Dates)
	asItStands := !room.MayHold(countMark, moneyMark, percentMark, dateMark) || plainly(s) == s
	if n == 0 && asItStands {
		return out
	}
	a := text.Arena()
	out.marks = arena.Make[mark](a, 0, n)
	for _, q := range numbers.Quantities {
		m := mark{quantity: q, char: countMark}
		switch q.Unit {
		case draft.Percentage:
			m.char = percentMark
		case draft.Money:
			m.char = moneyMark
		}
		out.marks = append(out.marks, m)
	}
	dates := append(arena.Make[draft.Mention](a, 0, len(numbers.Dates)), numbers.Dates...)
	for i := range dates {
		d := &dates[i]
		out.marks = append(out.marks, mark{date: d, char: dateMark})
	}
	slices.SortFunc(out.marks, func(a, b mark) int { return a.text() - b.text() })
	read := arena.Make[byte](a, 0, len(s))
	done := 0
	for i := range out.marks {
		m := &out.marks[i]
		read = append(read, plainly(s[done:m.text()])...)
		m.at = len(read)
		read = utf8.AppendRune(read, m.char)
		done = m.after()
	}
	out.s = arena.String(append(read, plainly(s[done:])...))
	if !asItStands {
		room.Add(out.s)
		return out
	}
	for i := range out.marks { // besides, there is what was in the sentence
		from, to := out.marks[i].at, out.marks[i].at+len(string(out.marks[i].char))
		_, before := utf8.DecodeLastRuneInString(out.s[:from])
		_, behind := utf8.DecodeRuneInString(out.s[to:])
		room.Add(out.s[from-before : to+behind])
	}
	return out
}

// plainly takes from a text what would pass for a mark, byte for byte.
func plainly(s string) string {
	if !strings.ContainsAny(s, "#%@") && !strings.Contains(s, "¤") {
		return s
	}
	return strings.NewReplacer("#", " ", "¤", "  ", "%", " ", "@", " ").Replace(s)
}

// from returns which mark is the first at an offset of the shape or behind it; that may be none.
func (s *shape) from(at int) int {
	return sort.Search(len(s.marks), func(i int) bool { return s.marks[i].at >= at })
}

// source returns the offset in the text of an offset in the shape.
func (s *shape) source(at int) int {
	n := s.from(at)
	if n < len(s.marks) && s.marks[n].at == at {
		return s.marks[n].text()
	}
	if n == 0 {
		return at
	}
	m := s.marks[n-1]
	return m.after() + at - m.at - len(string(m.char))
}

// slice returns the text of a stretch of the shape.
func (s *shape) slice(i, j int) draft.Text { return s.text.Slice(s.source(i), s.source(j)) }

// mark returns the mark at an offset of the shape, nil if there is none.
func (s *shape) mark(at int) *mark {
	n := s.from(at)
	if n < len(s.marks) && s.marks[n].at == at {
		return &s.marks[n]
	}
	return nil
}

// year returns the year that is named between a number and the one before it, 0 if none is.
func (s *shape) year(m *mark) int {
	n := s.from(m.at)
	if n == 0 || s.marks[n-1].char != dateMark {
		return 0
	}
	return s.marks[n-1].date.Year
}

// lead is what stands between a mark of the shape and the one before it.
func (s *shape) lead(m *mark) string {
	start := 0
	n := s.from(m.at)
	for i := n - 1; i >= 0 && start == 0; i-- {
		if s.marks[i].char != dateMark {
			start = s.marks[i].at + len(string(s.marks[i].char))
		}
	}
	return s.s[start:m.at]
}

// clauseEnd returns where what belongs to an offset of the shape ends: at the end of its
// clause, at a bracket, at a conjunction, or at the next number.
func (s *shape) clauseEnd(at int) int {
	if i := strings.IndexAny(s.s[at:], "、,;:。!?()#¤和及与"); i >= 0 {
		return at + i
	}
	return len(s.s)
}

// clauses returns where the clauses that a stretch of the shape stands in begin and end.
func (s *shape) clauses(from, to int) (int, int) {
	const ends = ",;:。!?()"
	start, end := back(s.s, from), forward(s.s, to)
	if i := strings.LastIndexAny(s.s[start:from], ends); i >= 0 {
		start += i
	}
	if i := strings.IndexAny(s.s[to:end], ends); i >= 0 {
		end = to + i
	}
	clauses := strings.TrimLeft(s.s[start:end], ends)
	return end - len(clauses), end - len(clauses) + len(strings.TrimRight(clauses, ends))
}

// number returns where the digits of a quantity stand, without its unit.
func (s *shape) number(m *mark) diag.Span {
	return s.text.Span(m.quantity.Start, m.quantity.Digits)
}

// matches reports whether a part of the shape, or of the text, matches. Whether either holds
// what such a part must hold is told by their grams.
func (s *shape) matches(p *pattern.Pattern, part string) bool {
	return p.MayMatch(s.grams) && p.Matches(part)
}

// group returns the first group of the first match of a part of the shape, empty if there is
// none.
func (s *shape) group(p *pattern.Pattern, part string) string {
	if !p.MayMatch(s.grams) {
		return ""
	}
	return p.Group(part)
}

// anyMatches reports whether a part of the shape, or of the text, matches one of some patterns.
func (s *shape) anyMatches(all []*pattern.Pattern, part string) bool {
	return slices.ContainsFunc(all, func(p *pattern.Pattern) bool { return s.matches(p, part) })
}

// countable reports whether a number counts things of which each is in one part: not
// people, who are women and members at once.
func countable(m *mark) bool {
	return slices.Contains([]string{"件", "条", "份", "宗", "项", "起", "件次", "篇", "期", "个", "次", "场", "场次", "部", "种", "处", "块", "册", draft.Money, ""}, m.quantity.Unit)
}

// ofPeople reports whether a number counts people, households or firms, who may be of several sorts at once: their
// parts need not add up, but none is larger than the whole.
func ofPeople(m *mark) bool {
	return slices.Contains([]string{"人", "人次", "名", "家", "户"}, m.quantity.Unit)
}

// alike reports whether two numbers count in the same unit.
func alike(a, b *mark) bool { return a.char == b.char && a.quantity.Unit == b.quantity.Unit }
