package check

import (
	"math/big"
	"slices"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/pattern"
)

// tallyKind holds parts against their whole (共N件，其中A件、B件): they make it, and none is
// larger; and differences against the two numbers they are of (A件，比上年的B件多C件).
// Fields: value (as written), should, parts (written as a sum, or as a difference), verb, now, then
// (of a difference); of the note part: value.
func tallyKind(by pattern.Compiler) lint.Kind {
	return lint.Kind{
		Name:   "tally",
		Fields: []string{"value", "should", "parts", "verb", "now", "then"},
		Notes:  []string{"part", "larger", "difference", "rose", "fell"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[struct {
				Lead, Loose, Whole, Total, Rest, Hedges, Another, Sum, Partition, Makes, Class, More string
				Opposed, Overlap, But, Left, Jointly, Beside, Moves, Halves                          string
				Difference, Down, Then, Kinds, Leaves                                                string
				GoesOn                                                                               string `json:"goes-on"`
			}](with)
			if err != nil {
				return nil, err
			}
			var t tally
			err = by.CompileEach(
				pattern.Into("/lead", set.Lead, &t.lead), pattern.Into("/loose", set.Loose, &t.loose), pattern.Into("/whole", set.Whole, &t.whole),
				pattern.Into("/total", set.Total, &t.total), pattern.Into("/rest", set.Rest, &t.rest), pattern.Into("/hedges", set.Hedges, &t.hedges),
				pattern.Into("/another", set.Another, &t.another), pattern.Into("/sum", set.Sum, &t.sum), pattern.Into("/partition", set.Partition, &t.partition),
				pattern.Into("/makes", set.Makes, &t.makes), pattern.Into("/class", set.Class, &t.class), pattern.Into("/more", set.More, &t.more), pattern.Into("/difference", set.Difference, &t.difference),
				pattern.Into("/down", set.Down, &t.down), pattern.Into("/then", set.Then, &t.then), pattern.Into("/goes-on", set.GoesOn, &t.goesOn), pattern.Into("/kinds", set.Kinds, &t.kinds), pattern.Into("/leaves", set.Leaves, &t.leaves),
				pattern.Maybe("/jointly", set.Jointly, &t.jointly), pattern.Maybe("/beside", set.Beside, &t.beside), pattern.Maybe("/halves", set.Halves, &t.halves),
				pattern.Maybe("/moves", set.Moves, &t.moves))
			if err == nil && set.Opposed != "" {
				err = by.CompileEach(pattern.Into("/opposed", set.Opposed, &t.opposed), pattern.Into("/overlap", set.Overlap, &t.overlap))
			}
			if err == nil && set.But != "" {
				err = by.CompileEach(pattern.Into("/but", set.But, &t.but), pattern.Into("/left", set.Left, &t.left))
			}
			return t.check, err
		},
	}
}

// tally are the patterns of a sentence with parts.
type tally struct {
	lead      *pattern.Pattern // between a whole and its parts: 其中
	loose     *pattern.Pattern // between a whole and what are its parts if all are classes, or in brackets
	whole     *pattern.Pattern // in the clause of a whole that claims to be one: 共
	total     *pattern.Pattern // right in front of a whole whose parts may stand in brackets
	rest      *pattern.Pattern // in front of a part that takes what is left: 其他
	hedges    *pattern.Pattern // among parts that are not all: 等
	another   *pattern.Pattern // in front of a number that is no part; the group is the verb
	sum       *pattern.Pattern // in front of a whole that stands behind its parts: 合计
	partition *pattern.Pattern // between a whole and parts that are all: 分别为
	makes     *pattern.Pattern // behind parts that are all: 组成
	class     *pattern.Pattern // in front of a part that is a class: 政策类
	more      *pattern.Pattern // in front of a number that is a difference, and no whole
	kinds     *pattern.Pattern // from a number on: how many parts there are, and no part: 分属三个类别
	leaves    *pattern.Pattern // behind parts that leave something out: 其余为
	opposed   *pattern.Pattern // two parts of which nothing is both: 市级、县级; nil if nothing is told of such
	overlap   *pattern.Pattern // among parts that may be of the same things, though they are called alike
	halves    *pattern.Pattern // from a whole to the second of two parts that leave nothing out; nil if nothing is told of such
	but       *pattern.Pattern // between a whole and what is excepted of it: 除; nil if nothing is told of such
	left      *pattern.Pattern // between what is excepted and what is left: 外,其余
	jointly   *pattern.Pattern // in front of a whole, from the number before it on: so many make it; the group is how many
	beside    *pattern.Pattern // from what leads to a whole to a number beside it that is no part: 复议2件，其中维持1件，诉讼4件; nil if none is told of
	goesOn    *pattern.Pattern // a sentence that tells the parts of the one before

	difference *pattern.Pattern // between two numbers and their difference; the group is the verb
	moves      *pattern.Pattern // from what leads to a number to one that it went to; the group is the verb; nil if nothing is told of such
	down       *pattern.Pattern // the verb of a difference by which the later number is the smaller one
	then       *pattern.Pattern // in front of the earlier one of two numbers
}

func (t tally) check(p *lint.Pass) (judged int) {
	var last draft.Text // the sentence before, in the same passage
	told := map[diag.Span]bool{}
	var room [maxParts]*mark // for the parts of one number after the other
	report := func(f lint.Finding) {
		if !told[f.Span] { // a sentence may be read again with the one behind it
			told[f.Span] = true
			p.Report(f)
		}
	}
	wholeSentences(p, func(in *context, s *shape) {
		sentence, before := s.text, last
		last = sentence
		if in.start > 0 && t.goesOn.Matches(sentence.String()) && !t.goesOn.Matches(before.String()) && !strings.Contains(before.String(), ":") && !t.divides(before) { // its whole stands in the sentence before
			both := shapeOf(in.passage.Text.Slice(in.start-before.Len(), in.start+sentence.Len()))
			s = &both
		}
		if strings.Count(s.s, string(countMark))+strings.Count(s.s, string(moneyMark)) < 2 {
			return
		}
		for i := 0; i < len(s.marks); {
			n := t.ofSoMany(report, s, i)
			if n == 0 {
				n = t.excepting(report, in, s, i)
			}
			if n == 0 {
				n = t.judge(report, s, i, room[:0])
			}
			if n > 0 {
				judged++
			}
			i += max(n, 1)
		}
		judged += t.differences(report, s, p.Main.Year)
	})
	if judged == 0 {
		p.Skip(noText())
	}
	return judged
}

// divides reports whether a sentence has parts of its own, so that what goes on behind it is
// of one of them, or of all.
func (t tally) divides(sentence draft.Text) bool {
	s := shapeOf(sentence)
	for i := range s.marks {
		if i > 0 && s.marks[i].char != dateMark && s.matches(t.lead, s.lead(&s.marks[i])) {
			return true
		}
	}
	return false
}

// judge takes the i-th mark of a sentence for a whole and holds what follows as its parts
// against it. It returns how many marks it has dealt with, 0 if that one is no whole. The parts are
// written into room.
func (t tally) judge(report func(lint.Finding), s *shape, i int, room []*mark) int {
	whole := &s.marks[i]
	if whole.char == dateMark {
		return 0
	}
	parts, rest := t.parts(s, i, room)
	if n := t.behind(report, s, i); n > 0 {
		return n
	}
	if len(parts) == 0 || s.matches(t.more, s.lead(whole)) {
		return 0
	}
	used := 1 + len(parts)
	if len(parts) == 1 && parts[0].quantity.Value.Cmp(whole.quantity.Value) == 0 {
		return 1 // it says the whole again
	}
	if whole.quantity.Rough || slices.ContainsFunc(parts, func(m *mark) bool { return m.quantity.Rough }) {
		return 0
	}
	led := s.matches(t.lead, withoutAsides(s.lead(parts[0])))
	if t.inTurn(s, i, parts) || !led && slices.ContainsFunc(parts, func(m *mark) bool { return s.matches(t.total, s.lead(m)) }) {
		return used // each is a total of its own
	}
	end := parts[len(parts)-1].at + len(string(parts[len(parts)-1].char))
	lead := s.s[whole.at:parts[0].at]
	divided := led && s.matches(t.partition, lead) && (len(parts) > 2 || !strings.HasSuffix(withoutLabel(lead), "其中:")) // two of the parts may be named behind 其中:
	all := divided || t.classes(s, parts) || bracketed(s, whole, parts) || s.matches(t.makes, s.s[end:])
	if !led && !bracketed(s, whole, parts) && !s.matches(t.total, s.lead(whole)) && (s.matches(t.lead, s.lead(whole)) || t.classes(s, parts) && s.matches(t.class, s.lead(whole))) {
		return 0 // it is a part itself
	}
	more := sumOf(parts).Cmp(whole.quantity.Value) > 0
	tooMany := more && t.exclusive(s, whole, parts) // 9期，线上5期，线下5期
	if s.matches(t.leaves, s.s[end:forward(s.s, end)]) || !led && !all && !tooMany && (len(parts) < 3 && !s.matches(t.rest, s.lead(parts[len(parts)-1])) || !s.matches(t.total, s.lead(whole))) {
		return 0
	}
	var sum draft.Value
	for k, m := range parts {
		if sum = sum.Add(m.quantity.Value); k > 0 && sum.Cmp(whole.quantity.Value) == 0 && (!all || k == len(parts)-1 || strings.ContainsAny(s.lead(parts[k+1]), ";另") || s.endsList(parts[:k+1], parts[k+1])) {
			return used
		}
	}
	of := func(before draft.Value) bool { return sum.Cmp(before) == 0 }
	if led && len(parts) > 2 && more && lostDigit(whole.quantity.Value.String(), sum.String()) && !ofEarlier(s, i, of) && !s.matches(t.hedges, s.s[whole.at:s.clauseEnd(end)]) {
		report(t.finding(s, whole, parts)) // 12条，其中48条、49条、55条
		return used
	}
	for _, m := range parts {
		if led && m.quantity.Value.Cmp(whole.quantity.Value) > 0 {
			if s.baseOf(m) || len(parts) < 3 && strings.Contains(s.s[whole.at:parts[0].at], "。") || s.matches(t.hedges, s.s[whole.at:s.clauseEnd(end)]) || ofEarlier(s, i, func(before draft.Value) bool { return m.quantity.Value.Cmp(before) <= 0 }) {
				return used
			}
			f := t.finding(s, whole, parts)
			f.Span, f.Wording, f.Args["value"], f.Args["should"] = s.number(m), "larger", s.number(m).Text(), s.number(whole).Text()
			f.Notes = []lint.Note{{Span: s.number(whole), Name: "part", Args: lint.Args{"value": s.number(whole).Text()}}}
			report(f)
			return used
		}
	}
	change := func(m mark) bool { // 3400条，比上年增加300条。其中: they may be those of the change
		return m.at > whole.at && m.at < parts[0].at && alike(&m, whole) && m.quantity.Value.Cmp(sum) == 0
	}
	opposed := tooMany || led && (t.leaveNoRest(s, whole, parts) || more && t.apart(s, whole, parts))
	if ofPeople(whole) && !opposed || slices.ContainsFunc(s.marks, change) || led && ofEarlier(s, i, of) {
		return used
	}
	off := sum.Sub(whole.quantity.Value)
	slack := whole.quantity.Slack
	for _, m := range parts {
		slack = slack.Add(m.quantity.Slack)
	}
	if len(parts) < 2 || off.Abs().Cmp(slack) <= 0 || s.matches(t.hedges, s.s[whole.at:s.clauseEnd(end)]) {
		return used
	}
	if rest != nil && (sum.Add(rest.quantity.Value).Cmp(whole.quantity.Value) == 0 || sum.Cmp(rest.quantity.Value) == 0) {
		return used // what is carried over is part of what was worked on; or they have a total of their own
	}
	if off.Sign() < 0 && t.mayGoOn(s, parts) {
		return used
	}
	if more := s.withThoseBehind(whole, parts); off.Sign() < 0 && len(more) > len(parts) {
		switch several := len(more) > len(parts)+1; {
		case sumOf(more).Cmp(whole.quantity.Value) == 0, several && !slipped(whole, parts) && !slipped(whole, more):
			return used // they make it, or nobody can tell which are its parts
		case several && !slipped(whole, parts):
			parts = more
		}
	}
	if all || !led || opposed || t.exhaustive(s, i, parts) {
		report(t.finding(s, whole, parts))
	}
	return used
}

// withoutLabel is what leads to a part up to the last mark before its label.
func withoutLabel(lead string) string { return lead[:strings.LastIndexAny(lead, ",;:。")+1] }

// baseOf reports whether a percentage is said to be one of a number: 占总房源600套的75%.
func (s *shape) baseOf(m *mark) bool {
	const near = 2 * len("字") // what may stand between them: a word for what is counted
	from := m.at + len(string(m.char))
	return strings.Contains(s.s[from:min(from+near+len("的%"), len(s.s))], "的%")
}

// inTurn reports whether the parts are one each of as many numbers in a row, of which the i-th is the
// last: 复议20件、诉讼20件，其中公开类分别为12件、9件.
func (t tally) inTurn(s *shape, i int, parts []*mark) bool {
	first := i - len(parts) + 1
	if first < 0 || len(parts) < 2 || !strings.Contains(s.lead(parts[0]), "分别") {
		return false
	}
	for k := first; k < i; k++ {
		if !alike(&s.marks[k], &s.marks[i]) || strings.ContainsAny(s.lead(&s.marks[k+1]), "。;") {
			return false
		}
	}
	return true
}

// mayGoOn reports whether a number of the same unit that stands behind the last part, in the
// same sentence, may be one more of them.
func (t tally) mayGoOn(s *shape, parts []*mark) bool {
	last, stops := parts[len(parts)-1], "。;"
	if strings.Contains(s.s[parts[0].at:last.at], ";") {
		stops = "。"
	}
	for k := range s.marks {
		if m := &s.marks[k]; m.at > last.at && alike(m, last) {
			lead := s.lead(m)
			return !strings.ContainsAny(s.s[last.at:m.at], stops) && (strings.HasPrefix(lead, "、") || !s.matches(t.another, lead)) // 、培训10条 may be one of them, too
		}
	}
	return false
}

// ofEarlier reports whether what is led in as parts of the i-th number may be those of one
// before it in its sentence, or of both together: 新收312件，上年结转8件。其中网上286件. fits tells
// whether they may be those of a number.
func ofEarlier(s *shape, i int, fits func(before draft.Value) bool) bool {
	whole := &s.marks[i]
	together := whole.quantity.Value
	for k := i - 1; k >= max(i-maxParts, 0); k-- {
		m := &s.marks[k]
		if !alike(m, whole) {
			continue
		}
		together = together.Add(m.quantity.Value)
		if fits(m.quantity.Value) || fits(together) {
			return true
		}
	}
	return false
}

func (t tally) finding(s *shape, whole *mark, parts []*mark) lint.Finding {
	var written []string
	f := lint.Finding{Span: s.number(whole), Key: s.s}
	for _, m := range parts {
		part := s.number(m).Text()
		if !draft.HasDigit(part) {
			part = m.quantity.Value.String() // 十二 does not add up at a glance
		}
		written = append(written, part)
		f.Notes = append(f.Notes, lint.Note{Span: s.number(m), Name: "part", Args: lint.Args{"value": s.number(m).Text()}})
	}
	f.Args = lint.Args{"value": f.Span.Text(), "should": likeAll(sumOf(parts), written), "parts": strings.Join(written, "+")}
	return f
}

// likeAll writes a number in 万 or 亿 if all of some numbers are written so.
func likeAll(v draft.Value, written []string) string {
	for _, unit := range []struct {
		word  string
		worth int64
	}{{"万", 1e4}, {"亿", 1e8}} {
		if !slices.ContainsFunc(written, func(number string) bool { return !strings.HasSuffix(number, unit.word) }) {
			return draft.Decimal(new(big.Rat).Quo(v.Rat(), big.NewRat(unit.worth, 1))) + unit.word
		}
	}
	return v.String()
}
