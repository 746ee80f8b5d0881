package form

import (
	"slices"

	"reportlint/lint/arena"
	"reportlint/lint/draft"
)

// gridReader fills a table from one grid.
type gridReader struct {
	*filler
	*grid
	heading []heading       // the labels of columns
	strays  []stray         // texts in the rows of heads that are no label of the form
	layout  placement       // by heading and strays
	fullest int             // figures of the row that has most
	picked  []int           // scratch of byCount
	over    map[int]int     // of a table whose rows stand side by side: a row -> its first slot
	series  []head          // likewise: the head of a column in each slot, of no id where none stands
	turned  [][]*draft.Text // likewise, where columns are written as rows: the figures of each row
	fresh   bool            // whether heads are still being read
}

// maxCaptions bounds the lines above the first grid that may name its rows.
const maxCaptions = 3

// readGrids fills the table from its grids in order; lines between them may name a
// group, a row or a block.
func (f *filler) readGrids(grids []*grid) {
	a := f.r.arena()
	start := max(grids[0].item-maxCaptions, 0)
	if first, _ := f.r.region(f.v.table); first <= grids[0].item {
		start = max(start, first)
	}
	for n, of := range grids {
		if n > 0 {
			start = grids[n-1].item + 1
		}
		for k := start; k < of.item; k++ {
			if it := &f.r.items[k]; it.table == nil && it.fold.Len() <= 4*maxLabel {
				f.caption(it.fold, f.v.words.word(it.fold.String()))
			}
		}
		g := &arena.Make[gridReader](a, 1, 1)[0]
		*g = gridReader{filler: f, grid: f.upright(of), layout: placement{block: -1}, fresh: true}
		const some = 8
		g.strays = arena.Make[stray](a, 0, some)
		g.heading, g.layout.slots = arena.Make[heading](a, 0, f.v.widest), arena.Make[int](a, 0, f.v.widest)
		f.begin(g.span)
		for i := range g.grid.rows {
			g.fullest = max(g.fullest, g.grid.rows[i].values)
		}
		filled, loose := f.filled(), len(f.loose)
		for i := range g.grid.rows {
			g.row(&g.grid.rows[i])
		}
		g.turn()
		// A table behind that of the form, with none of its rows, is of something else that is told by the same heads: 各镇新收、予以公开.
		if others := f.loose[loose:]; filled > 0 && f.filled() == filled && !slices.ContainsFunc(others, func(l looseRow) bool { return f.resembles(l) >= 0 }) {
			f.loose = f.loose[:loose]
		}
	}
}

// caption reads a line of text above a table, or a row in which only one cell is filled.
func (f *filler) caption(text draft.Text, w word) {
	if text.Len() > 4*maxLabel || w.id == 0 {
		if text = text.Fold(); text.Len() > 4*maxLabel || text.Len() == 0 {
			return
		}
	}
	if row := f.v.row(w, f.group); row >= 0 {
		f.named = row
		return
	}
	if row := f.v.group(w); row >= 0 {
		f.group, f.named = row, -1
		return
	}
	if f.opensBlock(text, w) || f.v.knows(w) {
		return
	}
	f.misspeltGroup(text.Fold())
}

// misspeltGroup notes a label that resembles that of a group, and reports whether it does.
func (f *filler) misspeltGroup(folded draft.Text) bool {
	if _, ok := numbered(folded.String()); !ok {
		return false
	}
	key := spell(draft.Key(folded.String()))
	for _, g := range f.v.groups {
		if resembles(key, g.key) {
			f.misspelt(folded, g.label)
			f.group, f.named = g.row, -1
			return true
		}
	}
	return false
}

// row reads one row of a grid: heads, a caption, or figures.
func (g *gridReader) row(row *gridRow) {
	switch {
	case row.filled == 0:
	case g.v.table.Across && row.values < 2 && g.listed(row):
	case row.values == 0 && row.filled == 1:
		g.single(row)
	case row.values == 0 && (g.isHead(row) || g.v.table.Across):
		g.head(row)
	default:
		g.figures(row)
	}
}

// isHead reports whether a row without figures holds heads of columns: one of the form,
// or the labels of several rows side by side.
func (g *gridReader) isHead(row *gridRow) bool {
	rows := 0
	for c := range row.cells {
		if g.v.is(c.word, columnLabel) || g.v.is(c.word, overLabel) || c.id == g.v.corner {
			return true
		}
		if g.v.row(c.word, g.group) >= 0 {
			rows++
		}
	}
	return rows > 1 || row.Slots[0].Head && rows == 0
}

// head notes where the columns of the form stand.
func (g *gridReader) head(row *gridRow) {
	if !g.fresh {
		g.forget()
	}
	g.layout.block = -1
	if g.v.table.Across && g.series == nil {
		g.series = arena.Make[head](g.r.arena(), g.width, g.width)
	}
	for c := range row.cells {
		if at := g.v.row(c.word, -1); at >= 0 && g.v.table.Across {
			if g.over == nil {
				g.over = map[int]int{}
			}
			g.over[at] = c.slot
		}
		switch {
		case c.Blank():
		case g.v.is(c.word, columnLabel):
			g.headAt(c.id, c)
			if g.v.table.Across {
				g.series[c.slot] = head{c.id, &c.Text}
			}
		case g.v.is(c.word, overLabel):
		case g.fullHead(c):
		case len(g.strays) < maxStrays && !g.v.knows(c.word):
			s := stray{&c.Text, g.v.words.spell(c.word, c.Text.String()), c.slot}
			g.strays = append(g.strays, s)
			g.strayLabel(s.key, s.text.Fold())
		}
	}
}

// headAt notes the cell that holds the label of a column.
func (g *gridReader) headAt(id int32, c placed) {
	g.seenHead(id, &c.Text)
	if _, there := g.headed(id); !there {
		g.heading = append(g.heading, heading{id, c.slot})
	}
}

// fullHead reads the label of a column together with the head above it, which some write before it
// in one cell, and reports whether a cell holds one: 法人或其他组织-商业企业.
func (g *gridReader) fullHead(c placed) bool {
	key := draft.Key(c.Text.String())
	for _, columns := range g.v.columns {
		for i := range columns {
			if columns[i].full == key && key != "" {
				g.headAt(columns[i].id, c)
				return true
			}
		}
	}
	return false
}

// forget begins with other heads.
func (g *gridReader) forget() {
	g.heading, g.strays, g.fresh = g.heading[:0], g.strays[:0], true
	clear(g.series)
	g.layout.block = -1
}

// single reads a row in which one cell is filled: the head of a block, of a group, of a column,
// or a row whose figures are all blank.
func (g *gridReader) single(row *gridRow) {
	c := row.at(slices.IndexFunc(row.Slots, func(c *draft.Cell) bool { return !c.Blank() }))
	if g.opensBlock(c.Text, c.word) {
		g.group, g.named = -1, -1
		g.forget()
		return
	}
	if c.slot > 0 && g.fresh && g.v.is(c.word, columnLabel) {
		g.head(row)
		return
	}
	if at := g.v.row(c.word, g.group); at >= 0 && c.end < len(row.Slots) && !g.v.table.Across {
		g.fill(at, &c.Text, row, c.end)
		return
	}
	g.caption(c.Text, c.word)
}

// compound reads a row of one figure whose label names both its row of the form and its column,
// and reports whether it is one.
func (g *gridReader) compound(row *gridRow, label placed) bool {
	at, column := g.v.cell(bareKey(label.Text.Fold().String()))
	if at < 0 {
		return false
	}
	for c := range row.cells {
		if c.state.value() {
			g.turnCell(at, column, &c.Text)
		}
	}
	g.fresh = false
	return true
}

// numbers reports whether the figure before a slot is the number of a row: a label comes next.
func (r *gridRow) numbers(from int) bool {
	for i, m := range r.marks[from:] {
		if !r.Slots[from+i].Blank() {
			return !m.state.value()
		}
	}
	return false
}

// figures reads a row that holds figures, or words where figures should be.
func (g *gridReader) figures(row *gridRow) {
	leaf, leafCell := -1, placed{}
	var unknown placed
	for c := range row.cells {
		if c.Blank() {
			continue
		}
		if c.state.value() {
			if leaf < 0 && unknown.Cell == nil && row.numbers(c.end) {
				continue
			}
			break
		}
		if at := g.v.row(c.word, g.group); at >= 0 {
			leaf, leafCell = at, c
			continue
		}
		if at := g.v.group(c.word); at >= 0 {
			g.group = at
			if leaf >= 0 && !g.v.under(leaf, c.word) {
				leaf = -1
			}
			continue
		}
		if leaf < 0 && !g.v.knows(c.word) {
			if unknown.Cell != nil {
				g.misspeltGroup(unknown.Text.Fold())
			}
			unknown = c
		}
	}
	switch {
	case leaf >= 0:
		if unknown.Cell != nil && unknown.slot < leafCell.slot {
			g.misspeltGroup(unknown.Text.Fold())
		}
		g.exact++
		g.fresh = false
		g.fill(leaf, &leafCell.Text, row, leafCell.end)
	case g.v.table.Across && g.v.column(row.at(0).word, 0) >= 0:
		g.turnedRow(row, g.v.column(row.at(0).word, 0))
	case g.v.table.Across:
		g.fresh = false
		g.across(row)
	case unknown.Cell != nil && row.values == 1 && g.compound(row, unknown):
	case unknown.Cell != nil && row.values == 0:
	case unknown.Cell != nil:
		g.fresh = false
		label := unknown.Text.Fold()
		if g.named >= 0 && resembles(spell(bareKey(label.String())), g.v.names[g.named].bare) {
			g.fill(g.named, &unknown.Text, row, unknown.end)
			return
		}
		written, end := &unknown.Text, unknown.end
		g.setAside(looseRow{label: label, after: g.last, fill: func(at int) {
			g.fill(at, written, row, end)
		}})
	case g.named >= 0:
		g.fresh = false
		g.fill(g.named, &row.Slots[0].Text, row, 0)
	}
}
