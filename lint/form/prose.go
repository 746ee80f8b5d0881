package form

import (
	"strings"
	"unicode/utf8"

	"reportlint/lint/arena"
	"reportlint/lint/draft"
)

// Prose returns the passages of the sections that their author had to find words for: the
// preface, headings, and the organ and date that sign the report are not in them.
func (r *Report) Prose() []Passage {
	out := arena.Make[Passage](r.arena(), 0, max(len(r.Passages), 16))
	known := readAlready(r.Passages)
	var lines []draft.Text
	for i := range r.Sections {
		block := int32(-1)
		flush := func() {
			if len(lines) > 0 {
				out = append(out, known.passage(draft.Join(lines...), &r.Sections[i]))
				lines = lines[:0]
			}
		}
		for k := r.Sections[i].first; k < r.Sections[i].last; k++ {
			it := &r.items[k]
			if it.block != block || it.heads() {
				flush()
			}
			block = it.block
			if it.table == nil && !it.cell && it.fold.Len() > 0 && !it.heads() && !signs(it.fold) {
				lines = append(lines, it.fold)
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

// Names returns the ways in which a report may call the organ, folded: in full or without
// the places that it lies in, with 人民政府 or without.
func (o Organ) Names() []string {
	const shortest = 3 // characters; a shorter name may be any word
	var out []string
	for _, name := range []string{o.Name, strings.TrimSuffix(o.Name, "人民政府")} {
		place := strings.TrimSuffix(name, "人民政府")
		place = place[:max(len(place)-len("镇"), 0)] // its last character is its own
		for _, n := range []string{name, name[after(place):]} {
			if n = draft.FoldString(n); longer(n, shortest-1) {
				out = append(out, n)
			}
		}
	}
	return out
}

// after returns where in a name the last place that it names ends.
func after(name string) int {
	end := 0
	for i, r := range name {
		if strings.ContainsRune("省市州盟县区旗", r) {
			end = i + utf8.RuneLen(r)
		}
	}
	return end
}

// Kin reports whether two organs may be one: their names are the same, or one leaves out
// the places that the other begins with; a government's office is the government.
func (o Organ) Kin(other Organ) bool {
	a, b := o.stem(), other.stem()
	return strings.HasSuffix(a, b) || strings.HasSuffix(b, a)
}

// stem returns the name without what may follow it.
func (o Organ) stem() string {
	name := draft.FoldString(o.Name)
	for _, suffix := range []string{"办公室", "办事处", "人民政府"} {
		name = strings.TrimSuffix(name, suffix)
	}
	return name
}
