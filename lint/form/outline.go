package form

import (
	"slices"
	"strings"

	"reportlint/lint/draft"
)

// Outline is the title and the sections of a draft, by which it can be told whether it is
// a report at all before the rest of it is read.
type Outline struct {
	draft    *draft.Draft
	scheme   *Scheme
	words    *lexicon
	items    []item
	sections []Section
	title    Title
	preface  int // how many items stand before the title of the first section
}

// OutlineOf finds what a draft consists of.
func OutlineOf(d *draft.Draft, s *Scheme) *Outline {
	o := &Outline{draft: d, scheme: s, words: s.lexicon()}
	o.items = o.words.splitGlued(o.words.liftTitles(flatten(d)))
	findWrapped(o.items)
	o.sections = o.words.findSections(d.File.Arena(), s, o.items)
	o.preface = len(o.items)
	if len(o.sections) > 0 {
		o.preface = o.sections[0].first - 1
	}
	o.title = findTitle(s, d, o.items[:o.preface])
	return o
}

// Covered reports whether the draft is a report of this kind at all: its title says so,
// or two of the form's parts or any of its tables are there.
func (o *Outline) Covered() bool {
	named := 0
	for _, section := range o.sections {
		if section.Named == AsPrescribed {
			named++
		}
	}
	if named >= 2 || strings.Contains(o.title.Text.String(), o.scheme.Title) {
		return true
	}
	return slices.ContainsFunc(o.items, func(it item) bool {
		if it.table == nil {
			return false
		}
		table, _ := o.words.belongs(&o.words.layOut(o.draft.File.Arena(), it.table)[0])
		return table >= 0
	})
}

// Read reads the rest of the draft, which can be done once.
func (o *Outline) Read(settings Settings) *Report {
	r, tables := o.read(settings)
	r.Tables = make([]Filled, len(tables))
	for i, t := range tables {
		r.Tables[i] = t.finish(t.as)
	}
	r.Passages = passages(r.items, r.Sections, r.arena())
	r.Periods = o.words.periods.findPeriods(r.Passages)
	r.Year = r.tellYear()
	return r
}

// ReadProse is Read for one who asks for the organ and for Report.Prose alone. All else
// that hangs on tables, passages and dates is left out.
func (o *Outline) ReadProse(settings Settings) *Report {
	r, _ := o.read(settings)
	return r
}

// read reads what tells text from tables, and who reports.
func (o *Outline) read(settings Settings) (*Report, []chosen) {
	r := &Report{
		Draft: o.draft, Scheme: o.scheme, Settings: settings,
		Title: o.title, Sections: o.sections, items: o.items,
	}
	tables := (&reader{Report: r, words: o.words}).tables()
	r.Signatures, r.Signer, r.Undated = o.words.findSignatures(r.items, o.preface, r.Title.Organ.Fold().String())
	r.Organ = tellOrgan(r.Title.Organ.String(), r.Signer.String(), settings)
	return r, tables
}
