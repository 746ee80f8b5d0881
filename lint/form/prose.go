package form

import (
	"reportlint/lint/arena"
	"reportlint/lint/draft"
)

// Prose returns the passages of the sections that their author had to find words for: the
// preface, headings, and the organ and date that sign the report are not in them.
func (r *Report) Prose() []Passage {
	out := arena.Make[Passage](r.arena(), 0, max(len(r.Passages), 16))
	known := readAlready(r.Passages)
	var lines flow
	for i := range r.Sections {
		block := int32(-1)
		flush := func() {
			if len(lines.texts) > 0 {
				out = append(out, known.passage(lines.take(), &r.Sections[i]))
			}
		}
		for k := r.Sections[i].first; k < r.Sections[i].last; k++ {
			it := &r.items[k]
			goesOn := r.items[k-1].wraps // the title of the section stands before its first item
			if it.block != block && !goesOn || it.heads() {
				flush()
			}
			block = it.block
			if it.table == nil && !it.cell && it.fold.Len() > 0 && !it.heads() && (goesOn || !signs(it.fold)) {
				lines.add(it)
			}
		}
		flush()
	}
	read(out, r.arena())
	return out
}

// readAlready are passages of which sentences and dates are known, in order, from the first one
// on that may be asked for.
type readAlready []Passage

// passage returns a passage of a section, which stands behind those that were asked for: with
// its sentences and dates, if it is one of those that are known.
func (k *readAlready) passage(text draft.Text, of *Section) Passage {
	at := text.Where()
	for len(*k) > 0 && (*k)[0].Text.Where().Start < at.Start {
		*k = (*k)[1:]
	}
	if len(*k) > 0 && (*k)[0].Text.Where() == at && (*k)[0].Text.String() == text.String() {
		same := &(*k)[0]
		return Passage{Text: same.Text, Section: of, sentences: same.sentences, dates: same.dates}
	}
	return Passage{Text: text, Section: of}
}
