package form

import (
	"math/bits"
	"slices"
	"strings"

	"reportlint/lint/draft"
)

// maxLabel bounds the labels that are compared letter by letter, in characters.
const maxLabel = 80

// spelling is the key of a label, written out to be compared letter by letter.
type spelling struct {
	text    string
	letters []rune // none if they are too many
	bag     uint64 // a bit for each of them, which several may share
}

// spell writes a key out.
func spell(key string) spelling {
	s := spelling{text: key}
	if !longer(key, maxLabel) {
		s.letters = []rune(key)
	}
	for _, r := range s.letters {
		s.bag |= 1 << (r % 64)
	}
	return s
}

// alike returns how alike two keys are, from 0 to 1: the share of the longer one that
// need not be changed to make it the other.
func alike(a, b spelling) float64 {
	if len(a.letters) == 0 || len(b.letters) == 0 {
		return 0
	}
	return share(distance(a.letters, b.letters), a, b)
}

// share returns the share of the longer of two keys that need not be changed, where
// so many characters must be.
func share(changes int, a, b spelling) float64 {
	return 1 - float64(changes)/float64(max(len(a.letters), len(b.letters)))
}

// near is how alike two labels must be for one to be taken for the other misspelt.
const near = 0.6

// resembles reports whether one key may be the other misspelt. Most that differ too much
// do so by their lengths already, or by the characters that only one of them has.
func resembles(a, b spelling) bool {
	m, n := len(a.letters), len(b.letters)
	if m == 0 || n == 0 {
		return false
	}
	least := max(m-n, n-m, bits.OnesCount64(a.bag&^b.bag), bits.OnesCount64(b.bag&^a.bag))
	return share(least, a, b) >= near && alike(a, b) >= near
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

// vocabulary knows every label of a table, by its key and by its key without number. Keys
// go by their ids in the lexicon.
type vocabulary struct {
	words   *lexicon // whose ids the keys go by
	form    *Form
	of      int // which of the forms it is
	table   *Table
	name    int    // which of the named tables it is
	twin    int    // which vocabulary is that of the same table in another form; -1 if none
	rows    []*Row // all rows, in order
	block   []int  // the block of each row
	first   []int  // of each row, how many cells the rows before it have
	exact   [][]meaning
	loose   [][]meaning
	senses  []sense        // by word
	names   []rowName      // of each row
	groups  []groupName    // in the order of the rows under them
	columns [][]columnName // of each block
	heads   []spelling     // of each block; empty for one without a head
	corner  int32          // the id of what stands over the labels of the rows; -1 if nothing does
	heading int            // how many columns the blocks have together
	widest  int            // the number of columns of the widest block
	cells   int            // how many the table has
}

// rowName is the own label of a row as it is compared letter by letter.
type rowName struct {
	folded    string
	key, bare spelling
}

// groupName is the label of a group of rows as it is compared letter by letter.
type groupName struct {
	label string
	key   spelling
	row   int // the first under it
}

// columnName is the label of a column as it is looked for.
type columnName struct {
	id   int32
	key  spelling
	full string // the key behind that of the head above it; empty if there is none
}

// sense is what a word may stand for in one table, with its number and, if it has none,
// without.
type sense struct {
	roles   uint8 // a bit for each role
	several bool  // it names several rows, and the group tells which
	row     int32 // the row that it names, or -1
	group   int32 // the first row under the group that it names, or -1
}

func newVocabulary(l *lexicon, of int, f *Form, t *Table) *vocabulary {
	v := &vocabulary{words: l, of: of, form: f, table: t, corner: -1}
	if id := l.id(draft.Key(t.Corner)); id != 0 {
		v.corner = id
	}
	l.marks[t.Corner], l.marks[t.Above] = mark{}, mark{} // until all ids are given
	for b := range t.Blocks {
		block := &t.Blocks[b]
		v.heads = append(v.heads, spell(draft.Key(block.Head)))
		if block.Head != "" {
			v.add(block.Head, meaning{role: headLabel, block: b})
		}
		var columns []columnName
		for c, column := range block.Columns {
			v.add(column.Label, meaning{role: columnLabel, block: b, column: c})
			if column.Over != "" {
				v.add(column.Over, meaning{role: overLabel, block: b, column: c})
			}
			key, full := draft.Key(column.Label), ""
			if column.Over != "" {
				full = draft.Key(column.Over) + key
			}
			columns = append(columns, columnName{id: l.id(key), key: spell(key), full: full})
		}
		v.columns = append(v.columns, columns)
		v.heading += len(columns)
		v.widest = max(v.widest, len(columns))
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
		if !slices.ContainsFunc(v.groups, func(g groupName) bool { return g.label == group }) {
			v.groups = append(v.groups, groupName{label: group, key: spell(draft.Key(group)), row: m.row})
		}
	}
	v.add(row.Name(), m)
	for k := range row.Label[:len(row.Label)-1] { // blanks alone part the cells of a copied page
		v.add(strings.Join(row.Label[k:], ""), m)
	}
	for _, also := range row.Also {
		v.add(also, m)
	}
	folded := draft.FoldString(row.Name())
	v.names = append(v.names, rowName{folded: folded, key: spell(draft.Key(folded)), bare: spell(bareKey(folded))})
	v.rows = append(v.rows, row)
	v.block = append(v.block, block)
	v.first = append(v.first, v.cells)
	v.cells += len(v.columns[block])
}

func (v *vocabulary) add(label string, m meaning) {
	f := draft.FoldString(label)
	v.words.marks[label], v.words.marks[f] = mark{}, mark{}
	v.insert(&v.exact, draft.Key(f), m)
	v.insert(&v.loose, bareKey(f), m)
}

// insert adds what a key may stand for.
func (v *vocabulary) insert(to *[][]meaning, key string, m meaning) {
	id := int(v.words.id(key))
	if id == 0 {
		return
	}
	for len(*to) <= id {
		*to = append(*to, nil)
	}
	for _, have := range (*to)[id] {
		if have.role == m.role && (m.role != rowLabel && have.block == m.block || have == m) {
			return
		}
	}
	(*to)[id] = append((*to)[id], m)
}

// settle works out what each of so many words may stand for.
func (v *vocabulary) settle(words int) {
	v.senses = make([]sense, 2*words+2)
	for i := range v.senses {
		s := &v.senses[i]
		w := word{id: int32(i / 2), numbered: i%2 == 1}
		exact, loose := v.exactly(w), v.unnumbered(w)
		s.group = -1
		for _, ms := range [...][]meaning{exact, loose} {
			for _, m := range ms {
				s.roles |= 1 << m.role
				if m.role == groupLabel && s.group < 0 {
					s.group = int32(m.row)
				}
			}
		}
		s.row = int32(pick(v, exact, -1))
		if s.row < 0 {
			s.row = int32(pick(v, loose, -1))
			s.several = rowsOf(exact) > 1 || s.row < 0 && rowsOf(loose) > 1
		}
	}
}

// columnsOf returns the columns of a row.
func (v *vocabulary) columnsOf(row int) []Column { return v.table.Blocks[v.block[row]].Columns }

// exactly returns what a label may stand for.
func (v *vocabulary) exactly(w word) []meaning {
	if int(w.id) >= len(v.exact) {
		return nil
	}
	return v.exact[w.id]
}

// unnumbered returns what a text without a number may stand for if labels are read
// without theirs. A text with another number is another label.
func (v *vocabulary) unnumbered(w word) []meaning {
	if w.numbered || int(w.id) >= len(v.loose) {
		return nil
	}
	return v.loose[w.id]
}

// is reports whether a text is a label of that role, with or without its number.
func (v *vocabulary) is(w word, r role) bool { return v.senses[w.index()].roles&(1<<r) != 0 }

// row returns the row that a text names: by its whole label, or by its label without
// number where that names one row only within the group (a row index, or -1).
func (v *vocabulary) row(w word, group int) int {
	s := &v.senses[w.index()]
	if !s.several {
		return int(s.row)
	}
	if found := pick(v, v.exactly(w), group); found >= 0 {
		return found
	}
	return pick(v, v.unnumbered(w), group)
}

// rowsOf counts the rows among meanings.
func rowsOf(ms []meaning) int {
	n := 0
	for _, m := range ms {
		if m.role == rowLabel {
			n++
		}
	}
	return n
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
	return slices.Equal(x[:len(x)-1], y[:len(y)-1])
}

// cell returns the row and the column that a label names both, such as 规章制发件数; -1 if it names
// none, or several.
func (v *vocabulary) cell(key string) (row, column int) {
	row, column = -1, -1
	for i, name := range v.names {
		rest, begins := strings.CutPrefix(key, name.bare.text)
		if !begins {
			continue
		}
		for c, head := range v.columns[v.block[i]] {
			if rest == "" || rest != head.key.text {
				continue
			}
			if row >= 0 {
				return -1, -1
			}
			row, column = i, c
		}
	}
	return row, column
}

// under reports whether a row stands under the group that a text names.
func (v *vocabulary) under(row int, w word) bool {
	label := v.rows[row].Label
	return slices.ContainsFunc(label[:len(label)-1], func(group string) bool {
		return v.words.word(draft.FoldString(group)).id == w.id
	})
}

// group returns the first row under the group that a text names, or -1.
func (v *vocabulary) group(w word) int { return int(v.senses[w.index()].group) }

// column returns the column of a block that a text names, or -1.
func (v *vocabulary) column(w word, block int) int {
	for _, m := range v.exactly(w) {
		if m.role == columnLabel && m.block == block {
			return m.column
		}
	}
	return -1
}

// knows reports whether a text is any label of the table.
func (v *vocabulary) knows(w word) bool { return v.senses[w.index()].roles != 0 }
