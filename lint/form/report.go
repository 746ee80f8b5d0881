package form

import (
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

// After returns the point behind the line, or the row of a table, in which a span ends:
// where something that is missing behind it belongs.
func (r *Report) After(s diag.Span) diag.Span {
	line := s.File.Line(s.File.Position(max(s.End-1, s.Start)).Line)
	return diag.Span{File: s.File, Start: line.End, End: line.End}
}
