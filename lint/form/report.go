package form

import (
	"maps"
	"slices"
	"strings"

	"reportlint/lint/arena"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// Report is a draft read against a scheme.
type Report struct {
	Draft      *draft.Draft
	Scheme     *Scheme
	Settings   Settings
	Title      Title
	Organ      Organ
	Year       int // the year reported on; 0 where nothing tells it
	Sections   []Section
	Tables     []Filled
	Signatures []Signature
	Signer     draft.Text // the organ on the line of the date or the one before it; may be empty
	Undated    bool       // the date of signing is still to be filled in: 2025年X月X日
	Periods    []Period
	Passages   []Passage
	items      []item
}

// Settings are what a draft's front matter says of the report; each overrides what the
// text says. The zero value says nothing.
type Settings struct {
	Organ    string
	Kind     OrganKind
	Year     int
	Deadline draft.Date // the last day to publish on; its year does not matter
}

// Read reads a draft against a scheme. It never fails: what is not there, or cannot be
// told apart, is left out and said to be.
func Read(d *draft.Draft, s *Scheme, settings Settings) *Report {
	return OutlineOf(d, s).Read(settings)
}

// Place returns the empty span at the head of the draft, for what concerns the whole.
func (r *Report) Place() diag.Span {
	at := r.Draft.File.Body()
	return diag.Span{File: r.Draft.File, Start: at, End: at}
}

// End returns the empty span behind the last thing of the draft but the organ and the
// date that sign it.
func (r *Report) End() diag.Span {
	last := len(r.items) - 1
	for last > 0 && r.items[last].table == nil && !r.items[last].cell && (r.items[last].mute() || signs(r.items[last].fold)) {
		last--
	}
	if last < 0 {
		return r.Place()
	}
	s := r.items[last].where()
	return diag.Span{File: s.File, Start: s.End, End: s.End}
}

// arena is where what hangs on the draft is made.
func (r *Report) arena() *arena.Arena { return r.Draft.File.Arena() }

// Section returns the section that is the part of that id, nil if the draft has none.
func (r *Report) Section(part string) *Section {
	for i := range r.Sections {
		if r.Sections[i].Part.ID == part {
			return &r.Sections[i]
		}
	}
	return nil
}

// Empty reports whether nothing stands in a section: no text, no table, no picture. The
// organ and the date that sign the report are no text of its last section.
func (r *Report) Empty(s *Section) bool {
	for i := s.first; i < s.last; i++ {
		it := &r.items[i]
		if it.table != nil || it.images > 0 || !it.mute() && !signs(it.fold) {
			return false
		}
	}
	return true
}

// Tabled reports whether a section holds a table, which may say what its text does not.
func (r *Report) Tabled(s *Section) bool {
	return slices.ContainsFunc(r.items[s.first:s.last], func(it item) bool { return it.table != nil })
}

// Subtitles returns the headings inside a section: numbered in brackets or with a
// number of their own, or marked as headings.
func (r *Report) Subtitles(s *Section) []draft.Text {
	var out []draft.Text
	for i := s.first; i < s.last; i++ {
		it := &r.items[i]
		n, ok := numbered(it.fold.String())
		if it.cell || !it.heads() && (it.table != nil || !ok || !n.inside || n.arabic) {
			continue
		}
		title := it.fold
		if end := strings.IndexAny(title.String(), "。:;,"); end > 0 {
			title = title.Slice(0, end) // what follows on the line is no part of the heading
		}
		out = append(out, title)
	}
	return out
}

// Form returns the form that the report is in: that of its tables, or else that of its year;
// nil if there is none.
func (r *Report) Form() *Form {
	for _, t := range r.Tables {
		if t.Found {
			return t.Form
		}
	}
	return r.Scheme.Form(r.Year)
}

// Form returns the form that serves a year, nil if none does.
func (s *Scheme) Form(year int) *Form {
	for i := range s.Forms {
		f := &s.Forms[i]
		if (f.From == 0 || year >= f.From) && (f.To == 0 || year <= f.To) {
			return f
		}
	}
	return nil
}

// Part returns the part of that id, nil if the scheme has none.
func (s *Scheme) Part(id string) *Part {
	i := slices.IndexFunc(s.Parts, func(p Part) bool { return p.ID == id })
	if i < 0 {
		return nil
	}
	return &s.Parts[i]
}

// Table returns the table of that id, nil if the form has none.
func (f *Form) Table(id string) *Table {
	i := slices.IndexFunc(f.Tables, func(t Table) bool { return t.ID == id })
	if i < 0 {
		return nil
	}
	return &f.Tables[i]
}

// tellOrgan chooses the fullest name that the draft gives the organ that reports.
func tellOrgan(title, signer string, settings Settings) Organ {
	name := title
	kind, _ := organKind(name)
	by, _ := organKind(signer)
	if signer != "" && (name == "" || strings.Contains(signer, name) && (kind == by || kind == Unknown)) {
		name = signer // the office of a government may sign for it, and is not what reports
	}
	if settings.Organ != "" {
		name = settings.Organ
	}
	return NewOrgan(name, settings.Kind)
}

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
// first. Later parts look ahead, and say little of the year reported on.
func (r *Report) BodyYear() Claim {
	return r.countYears(3, 2, func(p *Passage, m draft.Mention) bool {
		return p.Section != nil && p.Section.Index == 0 && m.Month == 0 && !compared(p.Text.String()[:m.Start])
	})
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
// 政府信息公开工作年度报告).
func (r *Report) PrefaceYear() Claim {
	for i := range r.Passages {
		p := &r.Passages[i]
		s := p.Text.String()
		if p.Section != nil || strings.Contains(r.Title.Text.String(), s) {
			continue
		}
		named := strings.LastIndex(s, "报告")
		for _, m := range p.Dates() {
			if rest := strings.TrimPrefix(s[m.End:], "度"); m.Month == 0 && m.Year != 0 && strings.HasPrefix(rest, "政府信息公开") && named >= m.End {
				return Claim{Year: m.Year, Span: p.Text.Span(m.Start, m.End-len("年"))}
			}
		}
	}
	return Claim{}
}

// After returns the point behind the line, or the row of a table, in which a span ends:
// where something that is missing behind it belongs.
func (r *Report) After(s diag.Span) diag.Span {
	line := s.File.Line(s.File.Position(max(s.End-1, s.Start)).Line)
	return diag.Span{File: s.File, Start: line.End, End: line.End}
}
