package form

import (
	"slices"
	"strings"

	"reportlint/lint/arena"
	"reportlint/lint/draft"
)

// row is a line without pipes among the tokens: [from, label) may be pieces of labels, [label, to)
// are figures that blanks part.
type row struct {
	from, label, to int
	// The label is made of the tokens from start on, and of the last pieces of so many lines
	// before and behind.
	start, before, behind int
	whole                 draft.Text // the line
	known                 bool       // whether the label is one of the form
	// spent says that the last piece belongs to the label of another line.
	spent bool
}

// figured reports whether a line holds figures.
func (r row) figured() bool { return r.to > r.label }

// maxAround bounds the lines before and behind the figures of a row that may hold pieces of its
// label.
const maxAround = 4

// joinLabels makes one token of the label of each row of figures. Where labels were wrapped in
// their columns, pieces of one stand before its figures, in the lines above and below them, and
// beside pieces of the label of a group. So a row has the label of the form that what stands last
// before its figures makes with what stands last in the lines about it; or else all that stands
// before them is its label.
func (l *lexicon) joinLabels(a *arena.Arena, tokens []token, rows []row) []token {
	if !slices.ContainsFunc(rows, row.figured) {
		return tokens
	}
	for i := range rows {
		if r := &rows[i]; r.figured() {
			r.known = l.labelled(tokens, r) || l.gather(tokens, rows, i) || l.labelledBefore(tokens, r)
		}
	}
	out := arena.Make[token](a, 0, len(tokens))
	done := 0
	for i := range rows {
		r := &rows[i]
		out = append(out, tokens[done:r.from]...)
		done = r.to
		switch {
		case isPage(tokens, rows, i):
		case r.spent:
			out = append(out, tokens[r.from:r.to-1]...)
		case !r.figured():
			out = append(out, tokens[r.from:r.to]...)
		case !r.known && r.to-r.label == 1 && r.label-r.from > 1: // words, the last of which is a number
			out = append(out, newToken(r.whole, int(tokens[r.from].item)))
		default:
			out = append(out, tokens[r.from:r.start]...)
			if r.before+r.behind > 0 {
				out = append(out, wrappedLabel(tokens, rows, i))
			} else if r.start < r.label {
				out = append(out, newToken(draft.Join(texts(tokens[r.start:r.label])...), int(tokens[r.start].item)))
			}
			out = append(out, tokens[r.label:r.to]...)
			if r.behind > 0 { // the row ends where its label does
				out[len(out)-1].item = tokens[rows[i+r.behind].from].item
			}
		}
	}
	return append(out, tokens[done:]...)
}

// isPage reports whether the i-th row is a number alone between two rows that have as many figures as
// each other: that of a page.
func isPage(tokens []token, rows []row, i int) bool {
	if r := &rows[i]; i == 0 || r.to-r.from != 1 || !tokens[r.from].state.value() {
		return false
	}
	n := rows[i-1].to - rows[i-1].label
	for k := i + 1; n > 2 && k < min(len(rows), i+maxAround); k++ {
		if rows[k].figured() {
			return rows[k].to-rows[k].label == n && rows[k].label > rows[k].from
		}
	}
	return false
}

// labelled reports whether a label of the form stands right before the figures of a row, and notes
// where it begins.
func (l *lexicon) labelled(tokens []token, r *row) bool {
	for r.start = r.from; r.start < r.label; r.start++ {
		if l.ids[keyOf(tokens[r.start:r.label])] != 0 {
			return true
		}
	}
	r.start = r.from
	return false
}

// labelledBefore reports whether a few words stand between a label of the form and the figures of a
// row, in the cell of the first one, and takes them for it.
func (l *lexicon) labelledBefore(tokens []token, r *row) bool {
	if r.to-r.label < 2 || r.label-r.from < 2 || !misplaced(tokens[r.label-1].text.String()) {
		return false
	}
	r.label--
	if !l.labelled(tokens, r) {
		r.label++
		return false
	}
	return true
}

// gather reports whether a label of the form stands in the lines about the i-th row, and notes where.
func (l *lexicon) gather(tokens []token, rows []row, i int) bool {
	r := &rows[i]
	most := func(step int) (n int) {
		for n < maxAround {
			k := i + (n+1)*step
			if k < 0 || k >= len(rows) || rows[k].figured() || rows[k].spent || rows[k].to == rows[k].from ||
				tokens[rows[k].from].item != tokens[r.from].item+int32((n+1)*step) {
				break
			}
			n++
		}
		return n
	}
	above, below := most(-1), most(1)
	least := 0 // lines above: figures alone do not begin a row
	if r.label == r.from {
		least = 1
	}
	for lines := 1; lines <= above+below; lines++ {
		for before := min(lines, above); before >= max(lines-below, least); before-- {
			if l.ids[keyOf(pieces(tokens, rows[i-before:i+lines-before+1]))] == 0 {
				continue
			}
			r.before, r.behind, r.start = before, lines-before, max(r.label-1, r.from)
			for k := i - before; k <= i+r.behind; k++ {
				rows[k].spent = k != i
			}
			return true
		}
	}
	return false
}

// pieces returns what stands last in some lines, but for figures.
func pieces(tokens []token, rows []row) (out []token) {
	for _, r := range rows {
		if r.label > r.from {
			out = append(out, tokens[r.label-1])
		}
	}
	return out
}

// wrappedLabel returns the label of the i-th row, which stands in several lines: the text of its
// first piece, by the key of the whole.
func wrappedLabel(tokens []token, rows []row, i int) token {
	all := pieces(tokens, rows[i-rows[i].before:i+rows[i].behind+1])
	label := all[0]
	label.key, label.state = keyOf(all), Words
	return label
}

// keyOf returns the key of what pieces of a label make up; nothing where that is too long for one.
func keyOf(pieces []token) string {
	var b strings.Builder
	for i := range pieces {
		if b.Len() > 8*maxLabel {
			return ""
		}
		b.WriteString(pieces[i].text.String())
	}
	return draft.Key(b.String())
}
