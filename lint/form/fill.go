package form

import (
	"slices"
	"strings"

	"reportlint/lint/arena"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// filler fills a table of a form from what stands in a draft, row by row. What it finds is
// written down only if the draft bears the labels of this form best.
type filler struct {
	v      *vocabulary
	r      *reader
	out    Filled        // what is to be said of its labels
	rows   []filledRow   // of the form
	given  []*draft.Text // the cells of all rows, one behind the other; nil for one that is not there
	cells  []*draft.Text // scratch of line
	group  int           // a row of the group that rows now stand under, -1 outside any
	named  int           // the row that the last line above a table named, -1 if none
	last   int           // the row that was filled last, -1 before the first
	above  draft.Text    // what stands as the head of a block over the next row, empty if nothing does
	as     int32         // the id of that, 0 if it is none of the form
	loose  []looseRow    // rows with figures whose label is not of the form
	claims [2]int        // the items that were read as cells: [from, to)
	told   map[int]bool  // labels already reported as misspelt, by place
	exact  int
	labels []head    // the labels of columns that are there, each where it stands last
	begun  bool      // whether anything of the table is there
	opens  diag.Span // its place that was found first
	begins diag.Span // its first place
}

// filledRow is a row of the form in a draft, before it is written down.
type filledRow struct {
	label   *draft.Text
	seen    int32 // figures that were made out in a row that is not readable
	present bool
	unread  bool // its cells cannot be told apart
}

// looseRow is a row with figures whose label is not of the form.
type looseRow struct {
	label draft.Text // folded
	after int        // the row filled before it
	fill  func(row int)
}

func newFiller(v *vocabulary, r *reader) *filler {
	a := r.arena()
	f := &arena.Make[filler](a, 1, 1)[0]
	*f = filler{
		v: v, r: r, group: -1, named: -1, last: -1,
		rows: arena.Make[filledRow](a, len(v.rows), len(v.rows)), given: arena.Make[*draft.Text](a, v.cells, v.cells),
		labels: arena.Make[head](a, 0, v.heading),
	}
	return f
}

// fillFrom fills the table from its grids, or else from the lines of its section.
func (f *filler) fillFrom(grids []*grid) {
	if len(grids) > 0 {
		f.readGrids(grids)
	}
	if f.filled() == 0 && len(f.loose) == 0 {
		f.readRun()
	}
	f.settle()
}

// filled counts the rows that are there.
func (f *filler) filled() int {
	n := 0
	for i := range f.rows {
		if f.rows[i].present {
			n++
		}
	}
	return n
}

// score says how well the draft's table bears the labels of this form. Rows behind the
// last one that is there say nothing: the draft may not be finished.
func (f *filler) score() int {
	gaps, last := 0, -1
	for i := range f.rows {
		if f.rows[i].present {
			gaps += i - last - 1
			last = i
		}
	}
	return 2*(f.exact+len(f.labels)-len(f.out.Extra)) + f.filled() - gaps
}

// line returns where the cells of a row are put together; it serves the next row too.
func (f *filler) line(columns int) []*draft.Text {
	f.cells = slices.Grow(f.cells[:0], columns)[:columns]
	clear(f.cells)
	return f.cells
}

// put fills a row with its cells; nil stands for one that is not there. Of a row that stands
// twice the first one counts, unless the other has other columns: the table was cut between them.
// It reports whether the cells count.
func (f *filler) put(row int, label *draft.Text, cells []*draft.Text) bool {
	r, have := &f.rows[row], f.cellsOf(row)
	f.reach(row)
	for i := range have {
		if r.unread || have[i] != nil && cells[i] != nil {
			return false
		}
	}
	for i, cell := range cells {
		if cell != nil {
			have[i] = cell
		}
	}
	if !r.present {
		r.present, r.label = true, label
		f.begin(label.Where())
	}
	return true
}

// repeated notes a row that stands twice in a table, which begins at an offset. What was taken
// for the first one may be no more than a label that a merged cell repeats.
func (f *filler) repeated(row int, label *draft.Text, from int) {
	first := f.rows[row].label
	if first != label && !f.rows[row].unread && first.Where().Start >= from && draft.Key(first.String()) == draft.Key(label.String()) {
		f.out.Twice = append(f.out.Twice, Repeated{Text: *label, First: *first})
	}
}

// cellsOf returns the cells of a row.
func (f *filler) cellsOf(row int) []*draft.Text {
	first := f.v.first[row]
	return f.given[first : first+len(f.v.columnsOf(row))]
}

// unread notes a row whose cells cannot be told apart.
func (f *filler) unread(row int, label *draft.Text, seen int) {
	r := &f.rows[row]
	f.reach(row)
	if r.present {
		return
	}
	r.present, r.label, r.unread, r.seen = true, label, true, int32(seen)
	f.begin(label.Where())
}

// begin notes a place at which something of the table stands.
func (f *filler) begin(at diag.Span) {
	if !f.begun {
		f.begun, f.opens, f.begins = true, at, at
	}
	if at.Start < f.begins.Start {
		f.begins = at
	}
}

// misspelt notes a label that should be another one, once for each place.
func (f *filler) misspelt(text draft.Text, should string) {
	at := text.Where().Start
	if f.told[at] || subtotal(text.String(), should) {
		return
	}
	if f.told == nil {
		f.told = map[int]bool{}
	}
	f.told[at] = true
	f.out.Misspelt = append(f.out.Misspelt, Misspelling{Text: text, Should: should})
}

// subtotal reports whether a label is another one with a word for its sum behind it: （三）不予公开小计.
func subtotal(label, of string) bool {
	word, begins := strings.CutPrefix(draft.Key(label), draft.Key(of))
	return begins && (word == "小计" || word == "合计")
}

// setAside keeps a row with figures whose label is not of the form.
func (f *filler) setAside(l looseRow) {
	f.loose = append(f.loose, l)
	f.above = draft.Text{}
}

// settle gives rows whose label is not of the form to the rows that are still missing and
// that they resemble most; what is left over is extra.
func (f *filler) settle() {
	for _, l := range f.loose {
		row := f.resembles(l)
		if row < 0 {
			f.out.Extra = append(f.out.Extra, l.label)
			continue
		}
		l.fill(row)
		if !annotated(l.label.String(), f.v.names[row].folded) {
			f.misspelt(l.label, f.v.rows[row].Name())
		}
	}
	f.loose = nil
}

// annotated reports whether a folded text is a folded label with a note in brackets behind it.
func annotated(text, label string) bool {
	note, begins := strings.CutPrefix(text, label)
	return begins && strings.HasPrefix(note, "(") && strings.HasSuffix(note, ")")
}

// resembles returns the row that a loose row is, of those that are missing or lack columns: the
// most alike one, or the only one missing at its place if it bears the same number.
func (f *filler) resembles(l looseRow) int {
	best, bestAlike := -1, near
	key, bareLabel := spell(draft.Key(l.label.String())), spell(bareKey(l.label.String()))
	for i, name := range f.v.names {
		if f.rows[i].present && !slices.Contains(f.cellsOf(i), nil) {
			continue
		}
		a := max(alike(key, name.key), alike(bareLabel, name.bare))
		if annotated(l.label.String(), name.folded) {
			a = 1
		}
		if i == l.after+1 && a < near && sameNumber(l.label.String(), name.folded) && a >= near/2 {
			a = near
		}
		if a > bestAlike || a == bestAlike && best < 0 {
			best, bestAlike = i, a
		}
	}
	return best
}

func sameNumber(a, b string) bool {
	x, ok := numbered(a)
	y, also := numbered(b)
	return ok && also && x.value == y.value && x.inside == y.inside && x.arabic == y.arabic
}

// write writes the rows down, as those of a form that has the table.
func (f *filler) write() []FilledRow {
	a := f.r.arena()
	rows, cells := arena.Make[FilledRow](a, len(f.rows), len(f.rows)), arena.Make[Cell](a, f.v.cells, f.v.cells)
	for i := range rows {
		block := &f.v.table.Blocks[f.v.block[i]]
		k := len(block.Columns)
		rows[i] = FilledRow{Row: f.v.rows[i], Block: block, Cells: cells[:k:k]}
		cells = cells[k:]
		if f.rows[i].present {
			f.writeRow(i, &rows[i])
		}
	}
	return rows
}

// writeRow writes a row down that is there.
func (f *filler) writeRow(i int, to *FilledRow) {
	r := &f.rows[i]
	to.Present, to.Label, to.Seen = true, *r.label, int(r.seen)
	if r.unread {
		to.Unread = Lost
		for c := range to.Cells {
			to.Cells[c] = Cell{State: Unreadable, Text: r.label.Fold()}
		}
		return
	}
	for c, text := range f.cellsOf(i) {
		if text != nil {
			to.Cells[c] = readCell(*text).in(&to.Block.Columns[c])
		}
	}
}

// finish decides what is to be said of the table, which is one of that form, as a whole.
func (f *filler) finish(v *vocabulary) Filled {
	out := f.out
	out.Table, out.Form, out.Rows = v.table, v.form, f.write()
	out.Missing = slices.DeleteFunc(out.Missing, func(m MissingColumn) bool { return m.Row == nil && f.has(m.Column) })
	first, last := f.r.region(f.v.table)
	out.Where = f.place(first)
	present, unread := 0, 0
	for i := range f.rows {
		if f.rows[i].present {
			present++
			if f.rows[i].unread {
				unread++
			}
		}
	}
	out.Found = present > 0 || f.begun
	if present > 0 && unread*2 > present {
		out.Unread = Lost
	}
	if present > 0 {
		return out
	}
	var all strings.Builder
	images := 0
	for i := first; i < last; i++ {
		if !strings.Contains(f.r.items[i].fold.String(), "。") { // a sentence that tells of what rows count is none of them
			all.WriteString(f.r.items[i].key())
		}
		images += int(f.r.items[i].images)
	}
	switch n := f.v.evidence(all.String()); {
	case n >= 3 || n*2 > len(out.Rows):
		out.Found, out.Unread = true, Glued
	case images > 0 && f.r.Section(f.v.table.Part) != nil:
		out.Found, out.Unread = true, Picture
	case f.begun:
		out.Unread = Lost
	}
	return out
}

// has reports whether a column stands somewhere in the table.
func (f *filler) has(column *Column) bool {
	for i := range f.rows {
		for c, text := range f.cellsOf(i) {
			if text != nil && &f.v.columnsOf(i)[c] == column {
				return true
			}
		}
	}
	return false
}

// place returns where the table begins, or else the title that it belongs under.
func (f *filler) place(first int) diag.Span {
	if f.begun {
		return f.begins
	}
	if first > 0 && first <= len(f.r.items) {
		return f.r.items[first-1].where()
	}
	return f.r.Place()
}

// claim marks the lines that were read as cells, so that nobody takes them for text.
func (f *filler) claim() {
	for i := f.claims[0]; i < f.claims[1]; i++ {
		f.r.items[i].cell, f.r.items[i].wraps = true, false
	}
}
