package form

import (
	"unicode/utf8"

	"reportlint/lint/draft"
)

// maxLabel bounds the labels that are compared letter by letter, in characters.
const maxLabel = 80

// alike returns how alike two keys are, from 0 to 1: the share of the longer one that
// need not be changed to make it the other.
func alike(a, b string) float64 {
	var x, y [maxLabel]rune
	m, n := spell(&x, a), spell(&y, b)
	if m == 0 || n == 0 {
		return 0
	}
	return 1 - float64(distance(x[:m], y[:n]))/float64(max(m, n))
}

// spell writes the characters of a label out and returns how many they are; 0 if they are
// too many.
func spell(to *[maxLabel]rune, s string) (n int) {
	for _, r := range s {
		if n == len(to) {
			return 0
		}
		to[n] = r
		n++
	}
	return n
}

// near is how alike two labels must be for one to be taken for the other misspelt.
const near = 0.6

// resembles reports whether one key may be the other misspelt. Most that differ too much
// do so by their lengths already.
func resembles(a, b string) bool {
	m, n := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	const rounding = 0.01
	return float64(min(m, n)) >= (near-rounding)*float64(max(m, n)) && alike(a, b) >= near
}

// distance is the number of characters to insert, delete or replace to make a into b.
func distance(a, b []rune) int {
	var short [maxLabel + 1]int
	row := short[:0]
	for j := range len(b) + 1 {
		row = append(row, j)
	}
	for i, r := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, q := range b {
			next := diagonal
			if r != q {
				next = 1 + min(row[j], row[j+1], diagonal)
			}
			diagonal, row[j+1] = row[j+1], next
		}
	}
	return row[len(b)]
}

// Distance is the number of characters to insert, delete or replace to make a into b.
func Distance(a, b string) int { return distance([]rune(a), []rune(b)) }

// role says what a label is in a table.
type role int

const (
	rowLabel role = iota
	groupLabel
	columnLabel
	overLabel
	headLabel
)

// meaning is what a label may stand for in one table.
type meaning struct {
	role   role
	block  int
	row    int // index over all rows of the table
	column int
}

// label is a text that may be a label of a table. What it is looked up by is found out
// once for all tables of all forms.
type label struct {
	text     draft.Text // folded
	id       int        // of its key in the lexicon; 0 if no table has such a label
	numbered bool       // whether it begins with a number, which then counts
}

// vocabulary knows every label of a table, by its key and by its key without number. Keys
// go by their ids in the lexicon.
type vocabulary struct {
	words   *lexicon // whose ids the keys go by
	form    *Form
	table   *Table
	rows    []*Row // all rows, in order
	block   []int  // the block of each row
	exact   [][]meaning
	loose   [][]meaning
	heads   map[string]bool // the beginnings of all their keys
	names   []rowName       // of each row
	columns [][]columnName  // of each block
	corner  int             // the id of what stands over the labels of the rows; -1 if nothing does
	cells   int             // how many the table has
}

// rowName is the own label of a row as it is compared letter by letter.
type rowName struct{ folded, key, bare string }

// columnName is the label of a column as it is looked for.
type columnName struct {
	id  int
	key string
}

func newVocabulary(l *lexicon, f *Form, t *Table) *vocabulary {
	v := &vocabulary{words: l, form: f, table: t, heads: map[string]bool{}, corner: -1}
	if t.Corner != "" {
		v.corner = l.id(draft.Key(t.Corner))
	}
	for b := range t.Blocks {
		block := &t.Blocks[b]
		if block.Head != "" {
			v.add(block.Head, meaning{role: headLabel, block: b})
		}
		var columns []columnName
		for c, column := range block.Columns {
			v.add(column.Label, meaning{role: columnLabel, block: b, column: c})
			if column.Over != "" {
				v.add(column.Over, meaning{role: overLabel, block: b, column: c})
			}
			key := draft.Key(column.Label)
			columns = append(columns, columnName{id: l.id(key), key: key})
		}
		v.columns = append(v.columns, columns)
		for r := range block.Rows {
			v.addRow(b, &block.Rows[r])
		}
	}
	return v
}

// addRow adds the labels of a row of a block.
func (v *vocabulary) addRow(block int, row *Row) {
	m := meaning{block: block, row: len(v.rows)}
	for _, group := range row.Label[:len(row.Label)-1] {
		v.add(group, meaning{role: groupLabel, block: block, row: m.row})
	}
	v.add(row.Name(), m)
	for _, also := range row.Also {
		v.add(also, m)
	}
	folded := draft.FoldString(row.Name())
	v.names = append(v.names, rowName{folded: folded, key: draft.Key(folded), bare: bareKey(folded)})
	v.rows = append(v.rows, row)
	v.block = append(v.block, block)
	v.cells += len(v.columns[block])
}

func (v *vocabulary) add(label string, m meaning) {
	f := draft.FoldString(label)
	v.insert(&v.exact, draft.Key(f), m)
	v.insert(&v.loose, bareKey(f), m)
}

// insert adds what a key may stand for.
func (v *vocabulary) insert(to *[][]meaning, key string, m meaning) {
	id := v.words.id(key)
	for len(*to) <= id {
		*to = append(*to, nil)
	}
	for _, have := range (*to)[id] {
		if have.role == m.role && (m.role != rowLabel && have.block == m.block || have == m) {
			return
		}
	}
	(*to)[id] = append((*to)[id], m)
	for i := range key {
		v.heads[key[:i]] = true
	}
	v.heads[key] = true
}

// columnsOf returns the columns of a row.
func (v *vocabulary) columnsOf(row int) []Column { return v.table.Blocks[v.block[row]].Columns }

// exactly returns what a label may stand for.
func (v *vocabulary) exactly(l label) []meaning {
	if l.id >= len(v.exact) {
		return nil
	}
	return v.exact[l.id]
}

// unnumbered returns what a text without a number may stand for if labels are read
// without theirs. A text with another number is another label.
func (v *vocabulary) unnumbered(l label) []meaning {
	if l.numbered || l.id >= len(v.loose) {
		return nil
	}
	return v.loose[l.id]
}

// is reports whether a text is a label of that role, with or without its number.
func (v *vocabulary) is(l label, r role) bool {
	return has(v.exactly(l), r) || has(v.unnumbered(l), r)
}

func has(ms []meaning, r role) bool {
	for _, m := range ms {
		if m.role == r {
			return true
		}
	}
	return false
}

// row returns the row that a text names: by its whole label, or by its label without
// number where that names one row only within the group (a row index, or -1).
func (v *vocabulary) row(l label, group int) int {
	if found := pick(v, v.exactly(l), group); found >= 0 {
		return found
	}
	return pick(v, v.unnumbered(l), group)
}

// pick chooses the row among meanings: the only one, or the only one in the group.
func pick(v *vocabulary, ms []meaning, group int) int {
	found, inGroup := -1, -1
	rows := 0
	for _, m := range ms {
		if m.role != rowLabel {
			continue
		}
		rows++
		found = m.row
		if group >= 0 && v.sameGroup(m.row, group) {
			inGroup = m.row
		}
	}
	if rows == 1 {
		return found
	}
	return inGroup
}

// sameGroup reports whether two rows stand under the same labels.
func (v *vocabulary) sameGroup(a, b int) bool {
	x, y := v.rows[a].Label, v.rows[b].Label
	if len(x) != len(y) {
		return false
	}
	for i := range x[:len(x)-1] {
		if x[i] != y[i] {
			return false
		}
	}
	return true
}

// group returns the first row under the group that a text names, or -1.
func (v *vocabulary) group(l label) int {
	for _, ms := range [...][]meaning{v.exactly(l), v.unnumbered(l)} {
		for _, m := range ms {
			if m.role == groupLabel {
				return m.row
			}
		}
	}
	return -1
}

// column returns the column of a block that a text names, or -1.
func (v *vocabulary) column(l label, block int) int {
	for _, m := range v.exactly(l) {
		if m.role == columnLabel && m.block == block {
			return m.column
		}
	}
	return -1
}

// knows reports whether a text is any label of the table.
func (v *vocabulary) knows(l label) bool {
	return len(v.exactly(l)) > 0 || len(v.unnumbered(l)) > 0
}
