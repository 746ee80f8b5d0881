package check

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"reportlint/lint/draft"
	"reportlint/lint/form"
)

// comparesYears reports whether another year is but set beside the one reported on: in its sentence, in the one
// before or behind it, or by what is counted of both.
func (c stale) comparesYears(r *form.Report, in *context, s *shape, m *mark) bool {
	at := in.start + m.date.Start
	if setsBeside(in.passage, at, r.Year, m.date.Year) {
		return true
	}
	return m.date.Year < r.Year && (c.again != nil && c.countsAgain(in, s, m) ||
		comparesWith(in.sentenceOn(at, r.Year), s, m, r.Year, r.Scheme.Title) ||
		comparesWith(in.sentenceBefore(), s, m, r.Year, r.Scheme.Title))
}

// setsBeside reports whether the full sentence about an offset of a passage sets another
// year beside the one reported on.
func setsBeside(p *form.Passage, at, year, other int) bool {
	if other == year {
		return false
	}
	start, end := stretchAt(p.Text.String(), at)
	dates := p.Dates()
	first := sort.Search(len(dates), func(i int) bool { return dates[i].Start >= start })
	for _, d := range dates[first:] {
		if d.End > end {
			break
		}
		if d.Year == year {
			return true
		}
	}
	return false
}

// sentenceOn returns the sentence behind the one about an offset of the passage if it begins with a year:
// 2023年收到申请302件。2024年收到申请344件; empty if it does not.
func (c *context) sentenceOn(at, year int) string {
	text := c.passage.Text.String()
	_, end := stretchAt(text, at)
	dates := c.passage.Dates()
	next := sort.Search(len(dates), func(i int) bool { return dates[i].Start >= end })
	if next == len(dates) || dates[next].Start > end+len("。") || dates[next].Year != year {
		return ""
	}
	_, to := stretchAt(text, dates[next].End)
	return text[dates[next].Start:to]
}

// comparesWith reports whether a sentence that begins with an earlier year, or looks back at it, counts the same as
// the one beside it, which names no earlier one: 全年发生复议2件。2024年发生复议4件. What has the
// same unit is another thing if what is said about the two has nothing alike but words of the
// title that all reports have.
func comparesWith(beside string, s *shape, m *mark, year int, title string) bool {
	if before := s.s[:m.at]; before != "" && before != "回顾" || beside == "" || slices.ContainsFunc(draft.FindDates(beside), func(d draft.Mention) bool { return d.Year != 0 && d.Year < year }) {
		return false
	}
	if strings.HasPrefix(beside, "本年") {
		return true // 本年度发布46篇。2024年发布32篇
	}
	var now []draft.Quantity
	for i := range s.marks {
		if s.marks[i].char == countMark {
			now = append(now, s.marks[i].quantity)
		}
	}
	then := topicsOf(beside, draft.FindQuantities(beside))
	for unit, topics := range topicsOf(s.text.String(), now) {
		for t := range topics {
			if then[unit][t] && !strings.Contains(title, t) || len(then[unit]) > 0 && (t == "" || then[unit][""]) {
				return true
			}
		}
	}
	return false
}

// topicsOf returns what a text says about its quantities, by their units: each three characters
// in a row of the clauses that these stand in, or of the whole text where a clause has no
// three, and "" where that has none either. Each character is looked at once for each unit that
// its clause has, and once more for each unit of such clauses.
func topicsOf(s string, all []draft.Quantity) map[string]map[string]bool {
	const (
		ends = ",;:。、"
		many = 3 // characters that tell of what a clause is on
	)
	topics := map[string]map[string]bool{}
	add := func(clause string, units []string) (some bool) {
		var last [many]int // where the last characters begin
		run := 0
		for i, r := range clause {
			if r < utf8.RuneSelf {
				run = 0 // a digit, or what parts words
				continue
			}
			copy(last[:], last[1:])
			last[many-1] = i
			if run++; run >= many {
				some = true
				for _, unit := range units {
					topics[unit][clause[last[0]:i+utf8.RuneLen(r)]] = true
				}
			}
		}
		return some
	}
	var units, terse []string // of a clause, and of all that have no three characters
	for start := 0; start < len(s); {
		end := len(s)
		if i := strings.IndexAny(s[start:], ends); i >= 0 {
			_, size := utf8.DecodeRuneInString(s[start+i:])
			end = start + i + size
		}
		units = units[:0]
		for len(all) > 0 && all[0].Start < end {
			if unit := all[0].Unit; unit != "" && !slices.Contains(units, unit) {
				units = append(units, unit)
				if topics[unit] == nil {
					topics[unit] = map[string]bool{}
				}
			}
			all = all[1:]
		}
		if len(units) > 0 && !add(strings.TrimRight(s[start:end], ends), units) {
			terse = append(terse, units...)
		}
		start = end
	}
	slices.Sort(terse)
	terse = slices.Compact(terse)
	if len(terse) > 0 && !add(s, terse) {
		for _, unit := range terse {
			topics[unit][""] = true
		}
	}
	return topics
}

// countsAgain reports whether what is counted of the year of a mark was counted by the same verb, or denied, in a clause
// before it, up to the full stop, that names no earlier one.
func (c stale) countsAgain(in *context, s *shape, m *mark) bool {
	verb := c.again.Group(s.s[m.at:forward(s.s, m.at)])
	if verb == "" {
		return false
	}
	text := in.passage.Text.String()
	at := in.start + m.date.Start
	before := text[back(text, at):at]
	before = before[strings.LastIndex(before, "。")+1:]
	for clause := range strings.FieldsFuncSeq(before, func(r rune) bool { return strings.ContainsRune(",;:", r) }) {
		lead, counted, found := strings.Cut(clause, verb)
		if !found || !draft.HasDigit(counted) && !strings.ContainsAny(lead, "未没无") {
			continue
		}
		if !slices.ContainsFunc(draft.FindDates(clause), func(d draft.Mention) bool { return d.Year != 0 && d.Year < m.date.Year }) {
			return true
		}
	}
	return false
}
