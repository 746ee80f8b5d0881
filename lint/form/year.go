package form

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"reportlint/lint/draft"
)

// tellYear finds the year reported on: what the front matter says, else what most of
// title, period, text and date of signing say, the title first among equals.
func (r *Report) tellYear() int {
	if r.Settings.Year != 0 {
		return r.Settings.Year
	}
	votes := map[int]int{}
	if r.Title.Year.Year != 0 {
		votes[r.Title.Year.Year] += 2
	}
	if len(r.Periods) > 0 && r.Periods[0].To.Year+r.Periods[0].From.Year != 0 {
		p := r.Periods[0]
		if p.From.Year != 0 {
			votes[p.From.Year]++
		}
		votes[max(p.To.Year, p.From.Year)]++
	}
	anywhere := r.countYears(2, 1, func(p *Passage, m draft.Mention) bool { return p.Section != nil && m.Month == 0 })
	for _, y := range []Claim{r.BodyYear(), r.PrefaceYear(), anywhere} {
		if y.Year != 0 {
			votes[y.Year]++
		}
	}
	if n := len(r.Signatures); n > 0 && r.Signatures[n-1].Year > 0 {
		votes[r.Signatures[n-1].Year-1]++
	}
	best := r.Title.Year.Year
	for _, y := range slices.Sorted(maps.Keys(votes)) {
		if votes[y] > votes[best] {
			best = y
		}
	}
	if best == 0 {
		best = r.countYears(1, 1, func(p *Passage, _ draft.Mention) bool { return p.Section != nil }).Year
	}
	return best
}

// BodyYear returns the year that the first part names most, where it names it at least
// three times and more than twice as often as all others together, and where it does so
// first. Later parts look ahead, and say little of the year reported on; and what is published in a year
// is mostly of the one before (公开2023年度决算), so that only a year that opens a clause counts.
func (r *Report) BodyYear() Claim {
	return r.countYears(3, 2, func(p *Passage, m draft.Mention) bool {
		if p.Section == nil || p.Section.Index != 0 || m.Month != 0 {
			return false
		}
		s := p.Text.String()
		return !compared(s[:m.Start]) && (opensClause(s[:m.Start]) && !strings.HasPrefix(s[m.End:], "的") || strings.HasPrefix(s[m.End:], ","))
	})
}

// opensClause reports whether a clause begins behind a text, perhaps with a word for when.
func opensClause(before string) bool {
	for _, word := range []string{"截至", "截止", "在", "自", "回顾", "总结"} {
		before = strings.TrimSuffix(before, word)
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || strings.ContainsRune("。;!?,:()\n", last)
}

// compared reports whether something is compared with what follows a text: 比2023年, 与2023年.
func compared(before string) bool {
	return slices.ContainsFunc([]string{"比", "较", "与", "同", "和", "由", "从"}, func(word string) bool { return strings.HasSuffix(before, word) })
}

// countYears returns the year that is named most, if it is named often enough, and so
// many times as often as all others together. Years within titles of documents count as
// nothing.
func (r *Report) countYears(enough, times int, counts func(*Passage, draft.Mention) bool) Claim {
	var named []namedYear
	total := 0
	for i := range r.Passages {
		p := &r.Passages[i]
		s := p.Text.String()
		inTitle, done := false, 0
		for _, m := range p.Dates() {
			if between := s[done:m.Start]; strings.Contains(between, "《") || strings.Contains(between, "》") {
				inTitle = strings.LastIndex(between, "《") > strings.LastIndex(between, "》")
			}
			if done = m.Start; m.Year == 0 || !counts(p, m) || inTitle {
				continue
			}
			k := slices.IndexFunc(named, func(y namedYear) bool { return y.first.Year == m.Year })
			if k < 0 {
				k = len(named)
				named = append(named, namedYear{first: Claim{Year: m.Year, Span: p.Text.Span(m.Start, m.End-len("年"))}})
			}
			named[k].times++
			total++
		}
	}
	for _, y := range named {
		if y.times >= enough && y.times > times*(total-y.times) {
			return y.first
		}
	}
	return Claim{}
}

// namedYear is a year, where it is named first, and how many times it is.
type namedYear struct {
	first Claim
	times int
}

// PrefaceYear returns the year of the report that the preface announces (现公布……2024年
// 政府信息公开工作年度报告). What stands above the title is of the site, and may name other reports.
func (r *Report) PrefaceYear() Claim {
	subject := r.Scheme.Subject
	for i := range r.Passages {
		p := &r.Passages[i]
		s := p.Text.String()
		if p.Section != nil || strings.Contains(r.Title.Text.String(), s) || p.Text.Where().Start < r.Title.Text.Where().Start {
			continue
		}
		named := strings.LastIndex(s, "报告")
		for _, m := range p.Dates() {
			if rest := strings.TrimPrefix(s[m.End:], "度"); m.Month == 0 && m.Year != 0 && subject != "" && strings.HasPrefix(rest, subject) && named >= m.End && !ofEarlierReport(rest) {
				return Claim{Year: m.Year, Span: p.Text.Span(m.Start, m.End-len("年"))}
			}
		}
	}
	return Claim{}
}

// ofEarlierReport reports whether what stands behind a year names a report that was published before:
// 年度报告已于1月发布, 年度报告》相比.
func ofEarlierReport(rest string) bool {
	_, behind, _ := strings.Cut(rest, "报告")
	behind = strings.TrimLeft(behind, "》\"")
	return slices.ContainsFunc([]string{"已于", "已在", "已经", "相比", "相较"}, func(word string) bool { return strings.HasPrefix(behind, word) })
}
