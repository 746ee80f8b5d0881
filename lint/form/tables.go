package form

import (
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
	Twice  []Repeated   // rows that stand a second time in one grid
	// Misspelt are labels that differ from those of the form.
	Misspelt []Misspelling
	Surplus  []Surplus
	Missing  []MissingColumn
}

// Repeated is the label of a row that stands a second time, as written, and that of the first.
type Repeated struct{ Text, First draft.Text }

// Unread says why the cells of a table or a row cannot be told apart.
type Unread int

// Reasons why cells cannot be told apart.
const (
	Readable Unread = iota
	Glued           // labels and figures run into each other on one line
	Lost            // not as many figures as cells, and nothing tells which belongs where
	Picture         // the table is a picture
)

// FilledRow is a row of the form in a draft.
type FilledRow struct {
	Row     *Row
	Block   *Block
	Present bool
	Label   draft.Text // as written
	Cells   []Cell     // one for each column of the block
	Unread  Unread
	Seen    int // figures that were made out in a row that is not readable
}

// State says what stands in a cell.
type State uint8

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

// MissingColumn is a column that a block lacks, or one of the rows that stand side by side.
type MissingColumn struct {
	Column *Column
	Row    *Row        // nil: the block lacks it
	Where  diag.Span   // where its head belongs
	Beside *draft.Text // the head before it, or else behind it; nil if neither is there
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

// reader reads the tables of a report.
type reader struct {
	*Report
	words *lexicon
	grids []grid
	runs  map[[2]int]lineRun // what was cut into cells
}

// belongs returns which of the named tables a grid is, or is a piece of, -1 if none, and how
// many labels it has that no other table of the form has.
func (l *lexicon) belongs(g *grid) (table, known int) {
	votes := make([]int, len(l.named))
	var voted []int // for which, in the order of the first votes
	last := -1      // where the last cell begins: one that goes on below begins before it
	for i := range g.rows {
		row := &g.rows[i]
		for k, m := range row.marks {
			if m.id == 0 || row.Slots[k].Blank() || row.Slots[k].Text.Len() > 4*maxLabel {
				continue
			}
			at := row.Slots[k].Text.Where().Start
			if at <= last {
				continue
			}
			last = at
			if owner := l.owners[m.index()]; owner >= 0 {
				if votes[owner]++; votes[owner] == 1 {
					voted = append(voted, owner)
				}
			}
		}
	}
	table = -1
	for _, k := range voted {
		if table < 0 || votes[k] > votes[table] {
			table, known = k, votes[k]
		}
	}
	return table, known
}

// piece is a grid that may be one of the named tables, or a part of it.
type piece struct {
	*grid
	known int // labels that no other table of the form has
}

// prescribed returns the pieces of a table without those tables of the draft's own that happen
// to have a few of its labels (其他, 予以公开): where one with many stands in the section that the
// table belongs in, those with few stand outside of it.
func (r *reader) prescribed(all []piece, part string) (grids []*grid) {
	s := r.Section(part)
	within := func(p piece) bool { return s != nil && p.item >= s.first && p.item < s.last }
	most := 0
	for _, p := range all {
		if within(p) {
			most = max(most, p.known)
		}
	}
	for _, p := range all {
		if within(p) || 2*p.known >= most {
			grids = append(grids, p.grid)
		}
	}
	return grids
}

// chosen is a table of a form whose labels the draft bears best.
type chosen struct {
	*filler
	as *vocabulary
}

// tables reads every table of the scheme on each form, and chooses that whose labels it
// bears. The lines that are its cells are then no text.
func (r *reader) tables() []chosen {
	r.layOut()
	may := make([][]piece, len(r.words.named))
	for i := range r.grids {
		if k, known := r.words.belongs(&r.grids[i]); k >= 0 {
			may[k] = append(may[k], piece{&r.grids[i], known})
		}
	}
	pieces := make([][]*grid, len(may))
	fillers := make([]*filler, len(r.words.tables))
	totals := make([]int, len(r.Scheme.Forms)) // how well all tables bear the labels of a form
	for i, v := range r.words.tables {
		if pieces[v.name] == nil {
			pieces[v.name] = r.prescribed(may[v.name], v.table.Part)
		}
		if s := r.Section(v.table.Part); len(pieces[v.name]) == 0 && s != nil {
			pieces[v.name] = r.strangers(s)
		}
		if v.twin >= 0 {
			fillers[i] = fillers[v.twin]
		} else {
			fillers[i] = newFiller(v, r)
			fillers[i].fillFrom(pieces[v.name])
		}
		totals[v.of] += fillers[i].score()
	}
	out := make([]chosen, len(r.words.named))
	for i, v := range r.words.tables {
		best := &out[v.name]
		if best.as == nil || fillers[i].score() > best.score() ||
			fillers[i].score() == best.score() && totals[v.of] > totals[best.as.of] {
			*best = chosen{fillers[i], v}
		}
	}
	for _, t := range out {
		t.claim()
	}
	return out
}

// layOut lays the tables among the items out.
func (r *reader) layOut() {
	var tables []*draft.Table
	for i := range r.items {
		if t := r.items[i].table; t != nil {
			tables = append(tables, t)
		}
	}
	r.grids = r.words.layOut(r.arena(), tables...)
	n := 0
	for i := range r.items {
		if r.items[i].table != nil {
			r.grids[n].item = i
			n++
		}
	}
}

// strangers returns the grids of a section that bear no label of any table: where its own
// table is not found, it may be one of them.
func (r *reader) strangers(s *Section) (grids []*grid) {
	for i := range r.grids {
		if g := &r.grids[i]; g.item >= s.first && g.item < s.last {
			if table, _ := r.words.belongs(g); table < 0 {
				grids = append(grids, g)
			}
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
		if strings.Contains(key, name.key.text) {
			n++
		}
	}
	return n
}
