package form

import (
	"slices"
	"unicode/utf8"

	"reportlint/lint/draft"
)

// The heads over figures: of columns, and of blocks.

// head is the label of a column as it stands in a draft.
type head struct {
	id   int32
	text *draft.Text
}

// seenHead notes where the label of a column stands.
func (f *filler) seenHead(id int32, text *draft.Text) {
	for i := range f.labels {
		if f.labels[i].id == id {
			f.labels[i].text = text
			return
		}
	}
	f.labels = append(f.labels, head{id, text})
}

// headOf returns where the label of a column stands, nil if it is not there.
func (f *filler) headOf(id int32) *draft.Text {
	for _, h := range f.labels {
		if h.id == id {
			return h.text
		}
	}
	return nil
}

// missing notes, once, a column that the block of a row does not have.
func (f *filler) missing(row, column int) {
	m := MissingColumn{Column: &f.v.columnsOf(row)[column], Where: f.begins}
	if slices.ContainsFunc(f.out.Missing, func(o MissingColumn) bool { return o.Column == m.Column }) {
		return
	}
	columns := f.v.columns[f.v.block[row]]
	for i := column - 1; i >= 0 && m.Beside == nil; i-- {
		m.beside(f.headOf(columns[i].id), true)
	}
	for i := column + 1; i < len(columns) && m.Beside == nil; i++ {
		m.beside(f.headOf(columns[i].id), false)
	}
	f.out.Missing = append(f.out.Missing, m)
}

// beside places a missing column behind or before a head, if that is there.
func (m *MissingColumn) beside(head *draft.Text, behind bool) {
	if head == nil {
		return
	}
	m.Beside, m.Where = head, head.Where().Point()
	if at := head.Where(); behind {
		m.Where.Start, m.Where.End = at.End, at.End
	}
}

// reach comes to a row, over which the head of its block stands if any does.
func (f *filler) reach(row int) {
	f.last = row
	if b := f.v.block[row]; f.above.Len() > 0 && f.v.heads[b].text != "" && f.as != f.v.words.ids[f.v.heads[b].text] {
		f.misspelt(f.above.Fold(), f.v.table.Blocks[b].Head)
	}
	f.above = draft.Text{}
}

// opensBlock notes a text that stands as the head of a block, right or with one slip in it, and reports
// whether it does.
func (f *filler) opensBlock(text draft.Text, w word) bool {
	if text.Len() > 4*maxLabel || w.id == 0 && !f.nearHead(text) || w.id != 0 && !f.v.is(w, headLabel) {
		return false
	}
	f.above, f.as = text, w.id
	return true
}

// nearHead reports whether a text is the head of a block but for one character.
func (f *filler) nearHead(text draft.Text) bool {
	const marks = 4 // that a key leaves out, at most
	n := utf8.RuneCountInString(text.String())
	may := func(head spelling) bool {
		return len(head.letters) >= minStray && n >= len(head.letters) && n <= len(head.letters)+marks
	}
	if !slices.ContainsFunc(f.v.heads, may) {
		return false
	}
	key := spell(draft.Key(text.String()))
	return slices.ContainsFunc(f.v.heads, func(head spelling) bool {
		return may(head) && len(head.letters) == len(key.letters) && distance(key.letters, head.letters) == 1
	})
}

// strayHeads looks for the heads that are not there among what stands above the first row, short
// ones too: one that is off by a character is misspelt.
func (r *runReader) strayHeads() {
	if r.last < 0 || len(r.strays) == 0 {
		return
	}
	for b, columns := range r.v.columns {
		for c, column := range columns {
			if r.headOf(column.id) != nil || len(column.key.letters) < 3 {
				continue
			}
			for _, t := range r.strays {
				if key := spell(t.key); len(key.letters) == len(column.key.letters) && distance(key.letters, column.key.letters) == 1 {
					r.misspelt(t.text, r.v.table.Blocks[b].Columns[c].Label)
					r.seenHead(column.id, &t.text)
					break
				}
			}
		}
	}
}
