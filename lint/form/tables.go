package form

import (
	"slices"
	"strings"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// Filled is a table of the form as it stands in a draft.
type Filled struct {
	Table *Table
	Form  *Form // the form whose labels it bears
	Found bool  // whether anything of it is there
	// Unread says why its cells cannot be told apart as a whole; Readable if they can.
	Unread Unread
	Where  diag.Span // its first place, or where it belongs
	Rows   []FilledRow
	Extra  []draft.Text // labels of rows that the form does not have
	// Misspelt are labels that differ from those of the form.
	Misspelt []Misspelling
	Surplus  []Surplus
	// Missing are columns that are not there, with the heads where they belong.
	Missing []MissingColumn
}

// Unread says why the cells of a table or a row cannot be told apart.
type Unread int

// Reasons why cells cannot be told apart.
const (
	Readable Unread = iota
	Glued           // labels and figures run into each other on one line
	Lost            // fewer figures than cells, and nothing tells which are gone
	Picture         // the table is a picture
)

// FilledRow is a row of the form in a draft.
type FilledRow struct {
	Row     *Row
	Block   *Block
	Present bool
	Label   draft.Text
	Cells   []Cell // one for each column of the block
	Unread  Unread
	Seen    int // figures that were made out in a row that is not readable
}

// State says what stands in a cell.
type State int

// What may stand in a cell.
const (
	Absent      State = iota // the row or the column is not there
	Blank                    // nothing stands in it
	Placeholder              // a stroke, 无, N/A
	Number
	Words      // something that is no number
	Unreadable // it cannot be told what stands in it
)

// Cell is a cell of the form in a draft.
type Cell struct {
	State  State
	Text   draft.Text // as written
	Amount draft.Amount
}

// Misspelling is a label and the one of the form that it must be.
type Misspelling struct {
	Text   draft.Text
	Should string
}

// Surplus is a cell too many in a row.
type Surplus struct {
	Text    draft.Text
	Row     string
	Columns int
}

// MissingColumn is a column that a block lacks.
type MissingColumn struct {
	Column *Column
	Where  diag.Span
}

// Cell returns the cell of a row and a column, by their ids; nil if the form has none.
func (f *Filled) Cell(row, column string) *Cell {
	r := f.Row(row)
	if r == nil {
		return nil
	}
	for c := range r.Block.Columns {
		if r.Block.Columns[c].ID == column {
			return &r.Cells[c]
		}
	}
	return nil
}

// Row returns the row of that id; nil if the form has none.
func (f *Filled) Row(id string) *FilledRow {
	for i := range f.Rows {
		if f.Rows[i].Row.ID == id {
			return &f.Rows[i]
		}
	}
	return nil
}

// Table returns the table of that id, nil if the scheme has none.
func (r *Report) Table(id string) *Filled {
	for i := range r.Tables {
		if r.Tables[i].Table.ID == id {
			return &r.Tables[i]
		}
	}
	return nil
}

// belongs returns the id of the table that a grid is, or is a piece of; "" if none. What
// counts are labels that no other table of the form has.
func (l *lexicon) belongs(g *grid) string {
	counts := map[string]int{}
	var ids []string
	seen := map[*draft.Cell]bool{}
	for i := range g.rows {
		for _, c := range g.rows[i].cells {
			if c.id == 0 || c.blank() || c.written.Text.Len() > 4*maxLabel || seen[c.written] {
				continue
			}
			seen[c.written] = true
			if owner := l.owner(c.label()); owner != "" {
				if counts[owner]++; counts[owner] == 1 {
					ids = append(ids, owner)
				}
			}
		}
	}
	best := ""
	for _, id := range ids {
		if best == "" || counts[id] > counts[best] {
			best = id
		}
	}
	return best
}

// owner returns the id of the only table that has a label; "" if none has, or several.
func (l *lexicon) owner(is label) string {
	owner := ""
	for _, v := range l.tables {
		if !v.knows(is) {
			continue
		}
		if owner != "" && owner != v.table.ID {
			return ""
		}
		owner = v.table.ID
	}
	return owner
}

// readTables reads every table of the scheme, each by the form whose labels it bears.
func (r *Report) readTables(l *lexicon) {
	pieces := map[string][]int{} // table id -> its grids among the items
	for i := range r.items {
		it := &r.items[i]
		if it.table != nil {
			it.grid = l.layOut(it.table)
			if id := l.belongs(it.grid); id != "" {
				pieces[id] = append(pieces[id], i)
			}
		}
	}
	var ids []string
	for _, v := range l.tables {
		if !slices.Contains(ids, v.table.ID) {
			ids = append(ids, v.table.ID)
			if s := r.Section(v.table.Part); len(pieces[v.table.ID]) == 0 && s != nil {
				pieces[v.table.ID] = r.strangers(s, l)
			}
		}
	}
	var fillers []*filler
	totals := map[*Form]int{} // how well all tables bear the labels of a form
	for _, v := range l.tables {
		f := newFiller(v, r)
		f.read(pieces[v.table.ID])
		fillers = append(fillers, f)
		totals[v.form] += f.score()
	}
	for _, id := range ids {
		var best *filler
		for _, f := range fillers {
			if f.v.table.ID != id {
				continue
			}
			if best == nil || f.score() > best.score() || f.score() == best.score() && totals[f.v.form] > totals[best.v.form] {
				best = f
			}
		}
		r.Tables = append(r.Tables, best.finish())
		best.claim()
	}
}

// strangers returns the grids of a section that bear no label of any table: where its own
// table is not found, it may be one of them.
func (r *Report) strangers(s *Section, l *lexicon) (grids []int) {
	for i := s.first; i < s.last; i++ {
		if g := r.items[i].grid; g != nil && l.belongs(g) == "" {
			grids = append(grids, i)
		}
	}
	return grids
}

// region returns the items of the section that a table stands in, without its title; all
// items where that section is not there.
func (r *Report) region(t *Table) (first, last int) {
	if s := r.Section(t.Part); s != nil {
		return s.first, s.last
	}
	return 0, len(r.items)
}

// evidence counts the labels of a table that stand in a text.
func (v *vocabulary) evidence(key string) int {
	n := 0
	for _, name := range v.names {
		if strings.Contains(key, name.key) {
			n++
		}
	}
	return n
}
