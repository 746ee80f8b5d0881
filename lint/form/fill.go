package form

import (
	"slices"
	"strings"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// filler fills a table of a form from what stands in a draft, row by row.
type filler struct {
	v      *vocabulary
	r      *Report
	out    Filled       // its rows are without their cells until the table is chosen
	given  [][]*Cell    // the cells of each row
	group  int          // a row of the group that rows now stand under, -1 outside any
	named  int          // the row that the last line above a table named, -1 if none
	last   int          // the row that was filled last, -1 before the first
	loose  []looseRow   // rows with figures whose label is not of the form
	cells  []int        // the items that were read as cells
	told   map[int]bool // labels already reported as misspelt, by place
	exact  int
	heads  map[int]bool // the ids of the labels of columns that are there
	begins []diag.Span
}

// looseRow is a row with figures whose label is not of the form.
type looseRow struct {
	label draft.Text // folded
	after int        // the row filled before it
	fill  func(row int)
}

func newFiller(v *vocabulary, r *Report) *filler {
	f := &filler{v: v, r: r, group: -1, named: -1, last: -1, told: map[int]bool{}, heads: map[int]bool{}}
	f.out = Filled{Table: v.table, Form: v.form}
	f.out.Rows, f.given = make([]FilledRow, len(v.rows)), make([][]*Cell, len(v.rows))
	for i, row := range v.rows {
		f.out.Rows[i] = FilledRow{Row: row, Block: &v.table.Blocks[v.block[i]]}
	}
	return f
}

// read fills the table from its grids, or else from the lines of its section.
func (f *filler) read(grids []int) {
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
	for _, r := range f.out.Rows {
		if r.Present {
			n++
		}
	}
	return n
}

// score says how well the draft's table bears the labels of this form. Rows behind the
// last one that is there say nothing: the draft may not be finished.
func (f *filler) score() int {
	gaps, last := 0, -1
	for i, r := range f.out.Rows {
		if r.Present {
			gaps += i - last - 1
			last = i
		}
	}
	return 2*(f.exact+len(f.heads)-len(f.out.Extra)) + f.filled() - gaps
}

// put fills a row with its cells; nil stands for one that is not there.
func (f *filler) put(row int, label draft.Text, cells []*Cell) {
	r := &f.out.Rows[row]
	f.last = row
	if r.Present {
		return // a row that stands twice: the first one counts
	}
	r.Present, r.Label = true, label
	f.given[row] = cells
	f.begin(label.Where())
}

// unread notes a row whose cells cannot be told apart.
func (f *filler) unread(row int, label draft.Text, seen int) {
	r := &f.out.Rows[row]
	f.last = row
	if r.Present {
		return
	}
	r.Present, r.Label, r.Unread, r.Seen = true, label, Lost, seen
	f.begin(label.Where())
}

// begin notes a place at which something of the table stands.
func (f *filler) begin(at diag.Span) { f.begins = append(f.begins, at) }

// misspelt notes a label that should be another one, once for each place.
func (f *filler) misspelt(text draft.Text, should string) {
	at := text.Where().Start
	if f.told[at] {
		return
	}
	f.told[at] = true
	f.out.Misspelt = append(f.out.Misspelt, Misspelling{Text: text, Should: should})
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
		f.misspelt(l.label, f.v.rows[row].Name())
	}
	f.loose = nil
}

// resembles returns the missing row that a loose row is: the most alike one, or the only
// one missing at its place if it bears the same number.
func (f *filler) resembles(l looseRow) int {
	best, bestAlike := -1, near
	key, bareLabel := draft.Key(l.label.String()), bareKey(l.label.String())
	for i, name := range f.v.names {
		if f.out.Rows[i].Present {
			continue
		}
		a := max(alike(key, name.key), alike(bareLabel, name.bare))
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

// write writes the cells of all rows down.
func (f *filler) write() {
	all := make([]Cell, f.v.cells)
	for i := range f.out.Rows {
		r := &f.out.Rows[i]
		k := len(r.Block.Columns)
		r.Cells, all = all[:k:k], all[k:]
		for c := range r.Cells {
			switch {
			case r.Unread != Readable:
				r.Cells[c] = Cell{State: Unreadable, Text: r.Label}
			case c < len(f.given[i]) && f.given[i][c] != nil:
				r.Cells[c] = f.given[i][c].in(r.Block.Columns[c].Unit)
			}
		}
	}
}

// finish decides what is to be said of the table as a whole.
func (f *filler) finish() Filled {
	f.write()
	out := f.out
	first, last := f.r.region(f.v.table)
	out.Where = f.place(first)
	present, unread := 0, 0
	for _, r := range out.Rows {
		if r.Present {
			present++
			if r.Unread != Readable {
				unread++
			}
		}
	}
	out.Found = present > 0 || len(f.begins) > 0
	if present > 0 && unread*2 > present {
		out.Unread = Lost
	}
	if present > 0 {
		return out
	}
	var all strings.Builder
	images := 0
	for _, it := range f.r.items[first:last] {
		all.WriteString(it.key())
		images += it.images
	}
	switch n := f.v.evidence(all.String()); {
	case n >= 3 || n*2 > len(out.Rows):
		out.Found, out.Unread = true, Glued
	case images > 0 && f.r.Section(f.v.table.Part) != nil:
		out.Found, out.Unread = true, Picture
	case len(f.begins) > 0:
		out.Unread = Lost
	}
	return out
}

// place returns where the table begins, or else the title that it belongs under.
func (f *filler) place(first int) diag.Span {
	if len(f.begins) > 0 {
		at := slices.MinFunc(f.begins, func(a, b diag.Span) int { return a.Start - b.Start })
		return at
	}
	if first > 0 && first <= len(f.r.items) {
		return f.r.items[first-1].where()
	}
	return f.r.Place()
}

// claim marks the lines that were read as cells, so that nobody takes them for text.
func (f *filler) claim() {
	for _, i := range f.cells {
		f.r.items[i].cell = true
	}
}
