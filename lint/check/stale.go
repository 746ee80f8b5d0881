package check

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
)

// staleKind finds sentences on the organ's own work that name another year than the one
// reported on, as left over from an older draft; and plans that name the year reported on.
// Fields: claim (the year as written), year (that it should be).
func staleKind(by compiler) lint.Kind {
	return lint.Kind{
		Name:   "stale",
		Fields: []string{"claim", "year"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[staleSettings](with)
			if err != nil {
				return nil, err
			}
			var s stale
			err = by.compileEach(setting{"/own", set.Own, &s.own}, setting{"/opens", set.Opens, &s.opens}, setting{"/self", set.Self, &s.self}, setting{"/does", set.Does, &s.does}, setting{"/subject", set.Subject, &s.subject}, setting{"/deadline", set.Deadline, &s.deadline}, setting{"/contrast", set.Contrast, &s.contrast}, setting{"/compare", set.Compare, &s.compare}, setting{"/plans", set.Plans, &s.plans}, setting{"/past", set.Past, &s.past}, setting{"/state", set.State, &s.state})
			if err != nil {
				return nil, err
			}
			s.ahead = set.Ahead
			s.allow, err = by.compileAll(set.Allow, "/allow")
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
}

type stale struct {
	own, opens, self, does, subject, contrast, compare, plans, deadline, past, state *pattern

	allow []*pattern
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
			if m.char != dateMark || m.date.Year == 0 || m.date.Malformed || quoted(s.s, m.at) {
				continue
			}
			should := c.judge(r, s, m, in)
			if should == r.Year && body == m.date.Year {
				continue
			}
			judged++
			if should == 0 {
				continue
			}
			span := s.text.Span(m.date.Start, m.date.Start+len("2024"))
			if year, _, ok := strings.Cut(s.text.String()[m.date.Start:m.date.End], "年"); ok {
				span = s.text.Span(m.date.Start, m.date.Start+len(year))
			}
			p.Report(lint.Finding{
				Span:        span,
				Args:        lint.Args{"claim": span.Text(), "year": strconv.Itoa(should)},
				Suggestions: []diag.Fix{replace(span, strconv.Itoa(should))},
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
	if setsBeside(in.passage.Text.String(), in.start+m.date.Start, year, m.date.Year) || m.date.Year < year && comparesWith(in.sentenceBefore(), s, m, year, r.Scheme.Title) {
		return 0
	}
	start, end := back(s.s, m.at), forward(s.s, m.at)
	near, before, behind := s.s[start:end], s.s[start:m.at], s.s[m.at:end]
	ahead := in.passage.Section.Part.ID == c.ahead
	due := ahead && c.deadline.matches(behind)
	plans := (due || c.plans.matches(near) || ahead && c.plans.matches(in.before())) && !c.past.matches(near)
	switch y := m.date.Year; {
	case y == year && setsBeside(in.passage.Text.String(), in.start+m.date.Start, year+1, y):
		return 0
	case ahead && plans && y == year && (due || m.date.Month == 0 && c.begins(before, behind)):
		return year + 1
	case y == year || y > year+1 || y < year-3:
		return 0
	case y == year+1:
		if ahead || plans || m.date.Month != 0 || !c.states(near, before, behind) || !c.past.matches(near) {
			return 0
		}
		return year
	case c.state.matches(before) && strings.HasPrefix(behind[1:], "的"):
		return 0 // 截至2023年12月31日的文件: what there was then
	case c.state.matches(before) && (m.date.Month == 0 && strings.HasPrefix(behind[1:], "底") || m.date.Month == 12):
		return year
	case !c.states(near, before, behind):
		return 0
	}
	if plans {
		return year + 1
	}
	return year
}

// setsBeside reports whether the full sentence about an offset of a passage sets another
// year beside the one reported on.
func setsBeside(s string, at, year, other int) bool {
	return other != year && slices.ContainsFunc(draft.FindDates(stretch(s, at)), func(d draft.Mention) bool { return d.Year == year })
}

// comparesWith reports whether a sentence that begins with an earlier year counts the same as
// the one before it, which names no earlier one: 全年发生复议2件。2024年发生复议4件. What has the
// same unit is another thing if the clauses about the two have nothing alike but words of the
// title that all reports have.
func comparesWith(before string, s *shape, m *mark, year int, title string) bool {
	if m.at > 0 || before == "" || slices.ContainsFunc(draft.FindDates(before), func(d draft.Mention) bool { return d.Year != 0 && d.Year < year }) {
		return false
	}
	counted := draft.FindQuantities(before)
	return slices.ContainsFunc(s.marks, func(now mark) bool {
		return now.char == countMark && now.quantity.Unit != "" && slices.ContainsFunc(counted, func(q draft.Quantity) bool {
			return q.Unit == now.quantity.Unit && onTheSame(clauseOf(before, q), clauseOf(s.text.String(), now.quantity), title)
		})
	})
}

// topical is how many characters that two clauses have in common tell of what both are on.
const topical = 3

// clauseOf returns the clause about a quantity of a text without it, or the whole text where
// that clause says nothing else.
func clauseOf(s string, q draft.Quantity) string {
	const ends = ",;:。、"
	from, to := 0, len(s)
	if i := strings.LastIndexAny(s[:q.Start], ends); i >= 0 {
		_, size := utf8.DecodeRuneInString(s[i:])
		from = i + size
	}
	if i := strings.IndexAny(s[q.End:], ends); i >= 0 {
		to = q.End + i
	}
	clause := s[from:q.Start] + s[q.End:to]
	if utf8.RuneCountInString(clause) < topical {
		return s
	}
	return clause
}

// onTheSame reports whether two clauses may be on the same thing.
func onTheSame(a, b, title string) bool {
	letters := []rune(a)
	if len(letters) < topical || utf8.RuneCountInString(b) < topical {
		return true
	}
	for i := range len(letters) - topical + 1 {
		if some := string(letters[i : i+topical]); strings.Contains(b, some) && !strings.Contains(title, some) {
			return true
		}
	}
	return false
}

// begins reports whether a year begins a statement.
func (c stale) begins(before, behind string) bool {
	if c.own.matches(before) {
		return true
	}
	leads := strings.HasSuffix(before, ",") || strings.HasSuffix(before, ":") || strings.HasSuffix(before, ")")
	if c.does.matches(behind) {
		return c.subject.matches(before) || leads && !c.compare.matches(before)
	}
	clause, _, _ := strings.Cut(behind, ",")
	return leads && c.self.matches(behind) && !c.compare.matches(before) && !anyMatches(c.allow, clause)
}

// states reports whether a year makes the statement of its sentence one on that year.
func (c stale) states(near, before, behind string) bool {
	if !c.begins(before, behind) || c.contrast.matches(near) {
		return false
	}
	if c.does.matches(behind) {
		return !c.compare.matches(near)
	}
	clause, _, _ := strings.Cut(behind, ",")
	return c.opens.matches(behind) || !c.own.matches(before) || !c.compare.matches(near) && !anyMatches(c.allow, clause)
}

// quoted reports whether an offset stands within 《》, quotes or brackets of its sentence.
func quoted(s string, at int) bool {
	before := s[back(s, at):at]
	before = before[strings.LastIndex(before, "。")+1:]
	return strings.LastIndex(before, "《") > strings.LastIndex(before, "》") || strings.Count(before, "\"")%2 == 1 ||
		strings.LastIndexAny(before, "(〔[") > strings.LastIndexAny(before, ")〕]")
}
