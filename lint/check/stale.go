package check

import (
	"slices"
	"strconv"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/form"
	"reportlint/lint/pattern"
)

// staleKind finds sentences on the organ's own work that name another year than the one
// reported on, as left over from an older draft; and plans that name the year reported on.
// Fields: claim (the year as written), year (that it should be).
func staleKind(by pattern.Compiler) lint.Kind {
	return lint.Kind{
		Name:   "stale",
		Fields: []string{"claim", "year"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[staleSettings](with)
			if err != nil {
				return nil, err
			}
			var s stale
			err = by.CompileEach(
				pattern.Into("/own", set.Own, &s.own), pattern.Into("/opens", set.Opens, &s.opens), pattern.Into("/self", set.Self, &s.self),
				pattern.Into("/does", set.Does, &s.does), pattern.Into("/subject", set.Subject, &s.subject),
				pattern.Into("/contrast", set.Contrast, &s.contrast), pattern.Into("/compare", set.Compare, &s.compare),
				pattern.Into("/plans", set.Plans, &s.plans), pattern.Into("/deadline", set.Deadline, &s.deadline),
				pattern.Into("/past", set.Past, &s.past), pattern.Into("/state", set.State, &s.state),
				pattern.Maybe("/again", set.Again, &s.again), pattern.Maybe("/did", set.Did, &s.did))
			if err == nil && set.Carries != "" {
				err = by.CompileEach(pattern.Into("/carries", set.Carries, &s.carries), pattern.Into("/onward", set.Onward, &s.onward))
			}
			if err != nil {
				return nil, err
			}
			s.ahead = set.Ahead
			s.allow, err = by.CompileAll(set.Allow, "/allow")
			return s.check, err
		},
		Names: naming(func(s staleSettings) []lint.Reference { return []lint.Reference{{Part: word(s.Ahead, "/ahead")}} }),
	}
}

type staleSettings struct {
	Own   string // what stands before a year that opens a statement
	Opens string // from a year on: it opens a statement on its own
	Self  string // from a year on: it is the organ's own, also behind a clause that leads in
	// Does is, from a year on, work of that year that is counted, whatever else the words
	// may mean; Subject is what may stand before the year then, besides Own.
	Does, Subject string
	// Contrast is what a sentence says that sets another year beside this one.
	Contrast string
	Compare  string   // a sentence that compares years
	Allow    []string // where the year does not open: a sentence that speaks of other years in its own right
	Ahead    string   // the part that looks ahead
	Plans    string   // a sentence that matches looks ahead
	Deadline string   // from a year on, in that part: something is due by then
	Past     string   // a sentence that matches looks back, and is no plan
	State    string   // in front of a year: the state at its end
	// Carries is what stands in front of the year that something is carried over to, and Onward,
	// from that year on, what is to be done with it then: the year is the next one. They may be
	// left out.
	Carries, Onward string
	// Did is, from a year on, work that was done and counted, up to the end of the sentence, which holds no word of
	// what is to come. It has the next year taken for a slip, and one that is off by a key. It may be left out.
	Did string
	// Again is, from a year on, what is counted of it; its group is the verb. Where a clause before counts
	// the same, or denies it, the year is but set beside its own: 本年度收到8件，2023年收到6件. It may be left out.
	Again string
}

type stale struct {
	own, opens, self, does, subject, contrast, compare, plans, deadline, past, state, carries, onward, again, did *pattern.Pattern

	allow []*pattern.Pattern
	ahead string
}

func (c stale) check(p *lint.Pass) (judged int) {
	r := p.Main
	if r.Year == 0 {
		p.Abstain(diag.Phrase{ZH: "不知道报告的是哪一年", EN: "the year reported on is not known"})
		return 0
	}
	body := r.BodyYear().Year // where most of the text names another year, that is told of the whole
	sentences(p, func(in *context, s *shape) {
		if in.passage.Section == nil {
			return
		}
		for i := range s.marks {
			m := &s.marks[i]
			if m.char != dateMark || m.date.Year == 0 || m.date.Malformed {
				continue
			}
			should, told := s.toldYear(m, r.Year)
			if !told {
				if quoted(s.s, m.at) {
					continue
				}
				should = c.judge(r, s, m, in)
			}
			if should == r.Year && body == m.date.Year {
				continue
			}
			judged++
			if should == 0 {
				continue
			}
			size := len("2024")
			if year, _, ok := strings.Cut(s.text.String()[m.date.Start:m.date.End], "年"); ok {
				size = len(year)
			}
			year := s.text.Slice(m.date.Start, m.date.Start+size)
			span := year.Where()
			p.Report(lint.Finding{
				Span:        span,
				Args:        lint.Args{"claim": year.Written(), "year": strconv.Itoa(should)},
				Suggestions: replace(year, strconv.Itoa(should)),
				Key:         s.text.String(),
			})
		}
	})
	if judged == 0 {
		p.Skip(diag.Phrase{ZH: "正文没有写年份", EN: "the text names no year"})
	}
	return judged
}

// judge returns the year that a mention should be, 0 where it may stand as it is.
func (c stale) judge(r *form.Report, s *shape, m *mark, in *context) int {
	year := r.Year
	if c.comparesYears(r, in, s, m) {
		return 0
	}
	start, end := back(s.s, m.at), forward(s.s, m.at)
	near, before, behind := s.s[start:end], s.s[start:m.at], s.s[m.at:end]
	ahead := in.passage.Section.Part.ID == c.ahead
	due := ahead && c.deadline.Matches(behind)
	plans := (due || c.plans.Matches(near) || ahead && c.plans.Matches(in.before())) && !c.past.Matches(near)
	switch y := m.date.Year; {
	case c.carries != nil && y == year && c.carries.Matches(before) && c.onward.Matches(behind) && !c.compare.Matches(near) && !s.earlier(m):
		return year + 1
	case y == year && setsBeside(in.passage, in.start+m.date.Start, year+1, y):
		return 0
	case ahead && plans && y == year && (due || m.date.Month == 0 && c.begins(before, behind)):
		return year + 1
	case y == year:
		return 0
	case y == year+2 && ahead && plans && m.date.Month == 0 && m.at == 0 && strings.HasPrefix(strings.TrimPrefix(behind[1:], "度"), ",") && !setsBeside(in.passage, in.start+m.date.Start, year+1, y):
		return year + 1 // 2026年，我镇将: reports plan for one year
	case y > year+1 || y < year-4:
		if ahead || plans || m.date.Month != 0 || !oneKey(strconv.Itoa(y), strconv.Itoa(year)) || !c.done(behind) || !c.states(near, before, behind) {
			return 0
		}
		return year
	case y < year-3:
		return 0
	case y == year+1 && m.date.Month == 12 && !ahead && !plans && (strings.HasSuffix(before, "截至") || strings.HasSuffix(before, "截止")) && c.past.Matches(near):
		return year // 截至2025年12月31日,累计: what nobody can know yet
	case y == year+1:
		done := c.done(behind)
		if ahead || plans || m.date.Month != 0 || !(done || c.past.Matches(near)) {
			return 0
		}
		if !c.states(near, before, behind) && !(done && c.begins(before, behind) && !strings.ContainsRune(behind[1:], dateMark)) { // whatever that is compared with
			return 0
		}
		return year
	case c.state.Matches(before) && strings.HasPrefix(behind[1:], "的"):
		return 0 // 截至2023年12月31日的文件: what there was then
	case c.state.Matches(before) && (m.date.Month == 0 && strings.HasPrefix(behind[1:], "底") || m.date.Month == 12):
		if c.contrast.Matches(near) {
			return 0 // 截至2024年底为89件，本年增加8件: what there was at the beginning
		}
		return year
	case !c.states(near, before, behind):
		return 0
	}
	if plans {
		return year + 1
	}
	return year
}

// toldYear returns the year that the words in front of a bracket make of one that begins it, of a year or a span of
// days alone (下一年度(2025年), 全年(2024年1月至12月)), 0 where they agree; ok says that there are such words.
func (s *shape) toldYear(m *mark, year int) (should int, ok bool) {
	before, opens := strings.CutSuffix(s.s[:m.at], "(")
	if !opens {
		return 0, false
	}
	inside, _, closes := strings.Cut(s.s[m.at:], ")")
	span := strings.Map(func(r rune) rune {
		if strings.ContainsRune("至到-—~", r) {
			return dateMark
		}
		return r
	}, inside)
	if !closes || strings.Trim(strings.TrimSuffix(span, "度"), string(dateMark)) != "" || m.date.Month != 0 && inside == string(dateMark) {
		return 0, false
	}
	for _, relative := range []struct {
		years int
		words []string
	}{{1, []string{"下一年度", "下年度", "下一年", "明年"}}, {-1, []string{"上一年度", "上年度", "上一年", "上年", "去年"}}, {0, []string{"本年度", "报告年度", "本报告年度", "全年"}}} {
		if slices.ContainsFunc(relative.words, func(word string) bool { return strings.HasSuffix(before, word) }) {
			if should = year + relative.years; should == m.date.Year {
				should = 0
			}
			return should, true
		}
	}
	return 0, false
}

// earlier reports whether a sentence names a year before that of a mark.
func (s *shape) earlier(than *mark) bool {
	return slices.ContainsFunc(s.marks, func(m mark) bool { return m.date != nil && m.date.Year != 0 && m.date.Year < than.date.Year })
}

// done reports whether, from a year on, work is told that was done, and counted.
func (c stale) done(behind string) bool { return c.did != nil && c.did.Matches(behind) }

// begins reports whether a year begins a statement.
func (c stale) begins(before, behind string) bool {
	if c.own.Matches(before) {
		return true
	}
	leads := strings.HasSuffix(before, ",") || strings.HasSuffix(before, ":") || strings.HasSuffix(before, ")")
	if c.does.Matches(behind) {
		return c.subject.Matches(before) || leads && !c.compare.Matches(before)
	}
	clause, _, _ := strings.Cut(behind, ",")
	return leads && c.self.Matches(behind) && !c.compare.Matches(before) && !pattern.Any(c.allow, clause)
}

// states reports whether a year makes the statement of its sentence one on that year.
func (c stale) states(near, before, behind string) bool {
	if !c.begins(before, behind) || c.contrast.Matches(near) {
		return false
	}
	if c.does.Matches(behind) {
		return !c.compare.Matches(near)
	}
	clause, _, _ := strings.Cut(behind, ",")
	return c.opens.Matches(behind) || !c.own.Matches(before) || !c.compare.Matches(near) && !pattern.Any(c.allow, clause)
}

// quoted reports whether an offset stands within 《》, quotes or brackets of its sentence.
func quoted(s string, at int) bool {
	before := s[back(s, at):at]
	before = before[strings.LastIndex(before, "。")+1:]
	return strings.LastIndex(before, "《") > strings.LastIndex(before, "》") || strings.Count(before, "\"")%2 == 1 ||
		strings.LastIndexAny(before, "(〔[") > strings.LastIndexAny(before, ")〕]")
}
