package form

import (
	"slices"

	"reportlint/lint/draft"
)

// gridReader fills a table from one grid.
type gridReader struct {
	*filler
	table  *draft.Table
	slots  map[string]int       // the key of a column's label -> its first slot
	strays []stray              // texts in the rows of heads that are no label of the form
	over   map[int]int          // of a table whose rows stand side by side: a row -> its first slot
	turned map[int][]draft.Text // likewise, where columns are written as rows: a row -> its figures
	fresh  bool                 // whether heads are still being read
	pad    int                  // columns at the right in which nothing stands
}

// maxStrays bounds the unknown heads that are compared with labels.
const maxStrays = 64

// stray is a text among the heads that is no label of the form.
type stray struct {
	text draft.Text
	slot int
}

// maxCaptions bounds the lines above the first grid that may name its rows.
const maxCaptions = 3

// placed is one cell within a row, with the slots that it covers.
type placed struct {
	*draft.Cell
	slot, end int
	fold      draft.Text
}

// place lays out the distinct cells of a row.
func place(row draft.Row) []placed {
	var out []placed
	for i, c := range row.Slots {
		if n := len(out); n > 0 && out[n-1].Cell == c {
			out[n-1].end = i + 1
			continue
		}
		out = append(out, placed{Cell: c, slot: i, end: i + 1, fold: c.Text.Fold()})
	}
	return out
}

// readGrids fills the table from its grids in order; lines between them may name a
// group, a row or a block.
func (f *filler) readGrids(grids []int) {
	start := max(grids[0]-maxCaptions, 0)
	if first, _ := f.r.region(f.v.table); first <= grids[0] {
		start = max(start, first)
	}
	for n, i := range grids {
		if n > 0 {
			start = grids[n-1] + 1
		}
		for k := start; k < i; k++ {
			if it := f.r.items[k]; it.table == nil {
				f.caption(it.fold)
			}
		}
		g := &gridReader{filler: f, table: f.r.items[i].table}
		g.pad = g.padding()
		g.slots, g.over, g.turned = map[string]int{}, map[int]int{}, map[int][]draft.Text{}
		g.fresh = true
		f.begin(g.table.Span)
		for _, row := range g.table.Rows {
			g.row(row)
		}
		g.turn()
	}
}

// caption reads a line of text above a table, or a row in which only one cell is filled.
func (f *filler) caption(text draft.Text) {
	s := text.String()
	if len(s) > 4*maxLabel || s == "" {
		return
	}
	if row := f.v.row(s, f.group); row >= 0 {
		f.named = row
		return
	}
	if row := f.v.group(s); row >= 0 {
		f.group, f.named = row, -1
		return
	}
	if f.v.knows(s) {
		return
	}
	f.misspeltGroup(text)
}

// misspeltGroup notes a label that resembles that of a group that has not been seen.
func (f *filler) misspeltGroup(text draft.Text) {
	if _, ok := numbered(text.String()); !ok {
		return
	}
	key := draft.Key(text.String())
	for i, row := range f.v.rows {
		for _, group := range row.Label[:len(row.Label)-1] {
			if alike(key, draft.Key(group)) >= near {
				f.misspelt(text, group)
				f.group, f.named = i, -1
				return
			}
		}
	}
}

// padding counts the columns at the right of a grid in which nothing ever stands.
func (g *gridReader) padding() int {
	width, used := 0, 0
	for _, row := range g.table.Rows {
		width = max(width, len(row.Slots))
		for i, c := range row.Slots {
			if !c.Blank() {
				used = max(used, i+1)
			}
		}
	}
	return width - used
}

// row reads one row of a grid: heads, a caption, or figures.
func (g *gridReader) row(row draft.Row) {
	cells := place(row)
	filled, values := 0, 0
	for _, c := range cells {
		if c.Blank() {
			continue
		}
		filled++
		if value(c.Text) {
			values++
		}
	}
	switch {
	case filled == 0:
	case values == 0 && filled == 1:
		g.single(row, cells)
	case values == 0 && (g.isHead(cells) || g.v.table.Across):
		g.head(cells)
	default:
		g.figures(row, cells)
	}
}

// isHead reports whether a row without figures holds heads of columns: one of the form,
// or the labels of several rows side by side.
func (g *gridReader) isHead(cells []placed) bool {
	rows := 0
	for _, c := range cells {
		s := c.fold.String()
		if g.v.is(s, columnLabel) || g.v.is(s, overLabel) {
			return true
		}
		if g.v.row(s, g.group) >= 0 {
			rows++
		}
	}
	return rows > 1 || cells[0].Head && rows == 0
}

// head notes where the columns of the form stand.
func (g *gridReader) head(cells []placed) {
	if !g.fresh {
		g.slots, g.strays, g.fresh = map[string]int{}, nil, true
	}
	for _, c := range cells {
		s := c.fold.String()
		if at := g.v.row(s, -1); at >= 0 {
			g.over[at] = c.slot
		}
		switch {
		case c.Blank():
		case g.v.is(s, columnLabel):
			g.heads[draft.Key(s)] = true
			if _, there := g.slots[draft.Key(s)]; !there {
				g.slots[draft.Key(s)] = c.slot
			}
		case g.v.is(s, overLabel):
		case len(g.strays) < maxStrays && !g.v.knows(s):
			g.strays = append(g.strays, stray{c.fold, c.slot})
			if g.v.table.Across {
				g.strayAcross(c.fold)
			}
		}
	}
}

// single reads a row in which one cell is filled: the head of a block, of a group, or a
// row whose figures are all blank.
func (g *gridReader) single(row draft.Row, cells []placed) {
	i := slices.IndexFunc(cells, func(c placed) bool { return !c.Blank() })
	c := cells[i]
	s := c.fold.String()
	if g.v.is(s, headLabel) {
		g.group, g.named = -1, -1
		g.slots, g.strays, g.fresh = map[string]int{}, nil, true
		return
	}
	if at := g.v.row(s, g.group); at >= 0 && c.end < len(row.Slots) && !g.v.table.Across {
		g.fill(at, c.fold, row, c.end)
		return
	}
	g.caption(c.fold)
}

// figures reads a row that holds figures, or words where figures should be.
func (g *gridReader) figures(row draft.Row, cells []placed) {
	leaf, leafCell, end := -1, placed{}, 0
	var label placed
	for _, c := range cells {
		if c.Blank() {
			continue
		}
		if value(c.Text) {
			break
		}
		s := c.fold.String()
		if at := g.v.row(s, g.group); at >= 0 {
			leaf, leafCell, end = at, c, c.end
			continue
		}
		if at := g.v.group(s); at >= 0 {
			g.group = at
			leaf = -1
			continue
		}
		if leaf < 0 && !g.v.knows(s) {
			if label.Cell != nil {
				g.misspeltGroup(label.fold)
			}
			label = c
		}
	}
	switch {
	case leaf >= 0:
		if label.Cell != nil && label.slot < leafCell.slot {
			g.misspeltGroup(label.fold)
		}
		g.exact++
		g.fresh = false
		g.fill(leaf, leafCell.fold, row, end)
	case g.v.table.Across && g.v.column(cells[0].fold.String(), 0) >= 0:
		g.turnedRow(row, g.v.column(cells[0].fold.String(), 0))
	case g.v.table.Across:
		g.fresh = false
		g.across(row)
	case label.Cell != nil && !g.hasValue(cells):
	case label.Cell != nil:
		g.fresh = false
		if g.named >= 0 && alike(bareKey(label.fold.String()), bareKey(draft.FoldString(g.v.rows[g.named].Name()))) >= near {
			g.fill(g.named, label.fold, row, label.end)
			return
		}
		g.loose = append(g.loose, looseRow{label: label.fold, after: g.last, fill: func(at int) {
			g.fill(at, label.fold, row, label.end)
		}})
	case g.named >= 0:
		g.fresh = false
		g.fill(g.named, cells[0].fold, row, 0)
	}
}

func (g *gridReader) hasValue(cells []placed) bool {
	return slices.ContainsFunc(cells, func(c placed) bool { return !c.Blank() && value(c.Text) })
}

// fill takes the figures of a row from its slots behind the label, which ends at slot end.
func (g *gridReader) fill(at int, label draft.Text, row draft.Row, end int) {
	slots := row.Slots
	columns := g.v.columns(at)
	if declared := g.table.Columns; declared > 0 && len(slots) > declared {
		if g.surplus(at, slots[declared:], declared) {
			g.unread(at, label, len(slots)-end)
			return
		}
		slots = slots[:declared]
	}
	texts := make([]draft.Text, len(columns))
	picked := g.pick(columns, slots, end)
	for i, slot := range picked {
		switch {
		case slot == missingColumn:
			continue
		case slot < len(slots):
			texts[i] = slots[slot].Text
		default:
			texts[i] = draft.NewBuilder(endOf(row)).Text() // a cell that nobody wrote
		}
	}
	g.put(at, label, texts)
	for i, slot := range picked {
		if slot == missingColumn {
			g.out.Rows[at].Cells[i] = Cell{State: Absent}
		}
	}
}

// missingColumn stands for the slot of a column that is not in the grid.
const missingColumn = -1

// pick says in which slots the columns of a row stand: by the heads, or by counting.
func (g *gridReader) pick(columns []Column, slots []*draft.Cell, end int) []int {
	byHead := g.byHeads(columns, slots, end)
	if byHead != nil {
		return byHead
	}
	k := len(columns)
	out := make([]int, k)
	tail := place(draft.Row{Slots: slots[min(end, len(slots)):]})
	if len(tail) == k {
		for i := range out {
			out[i] = end + tail[i].slot
		}
		return out
	}
	from := end
	width := len(slots)
	if width-g.pad-k >= end {
		width -= g.pad
	}
	if k == g.widest() && width-k > end {
		from = width - k // the labels take several columns: count from the right
	} else if k < g.widest() && len(tail) > k {
		for i := range out {
			out[i] = end + tail[i].slot
		}
		return out
	}
	for i := range out {
		out[i] = from + i
	}
	return out
}

// byHeads says in which slots the columns stand by their labels, where all are there, or
// all that the grid has room for. It is nil where the heads do not fit the figures.
func (g *gridReader) byHeads(columns []Column, slots []*draft.Cell, end int) []int {
	out := make([]int, len(columns))
	found := 0
	var unknown []int
	for i, c := range columns {
		slot, there := g.slots[draft.Key(c.Label)]
		if !there {
			slot, there = g.strayHead(c)
		}
		if !there {
			out[i] = missingColumn
			unknown = append(unknown, i)
			continue
		}
		out[i] = slot
		found++
	}
	if found == 0 || len(unknown) > 0 && (len(unknown) > 1 || g.room(slots, end, found) != 0) {
		return nil
	}
	for i, slot := range slots {
		if i >= end && !slot.Blank() && value(slot.Text) && !covers(slots, out, slot) {
			return nil
		}
	}
	for _, slot := range out {
		if slot != missingColumn && slot < end {
			return nil
		}
	}
	for _, i := range unknown {
		g.missing(&columns[i])
	}
	return out
}

// covers reports whether a cell stands in one of the picked slots.
func covers(slots []*draft.Cell, picked []int, cell *draft.Cell) bool {
	for _, i := range picked {
		if i >= 0 && i < len(slots) && slots[i] == cell {
			return true
		}
		if i >= 0 && i < len(slots) && slots[i].Text.String() == cell.Text.String() {
			return true // a merged cell whose figure was repeated
		}
	}
	return false
}

// room counts the filled slots behind the label that known columns leave over.
func (g *gridReader) room(slots []*draft.Cell, end, known int) int {
	n := 0
	for _, c := range place(draft.Row{Slots: slots[min(end, len(slots)):]}) {
		if !c.Blank() {
			n++
		}
	}
	return max(n-known, 0)
}

// strayHead finds a column under a head that resembles its label.
func (g *gridReader) strayHead(c Column) (int, bool) {
	for _, s := range g.strays {
		if alike(draft.Key(s.text.String()), draft.Key(c.Label)) >= near {
			g.misspelt(s.text, c.Label)
			return s.slot, true
		}
	}
	return 0, false
}

// strayAcross compares a head of a table whose rows stand side by side, where each label
// stands several times, with all labels of its columns.
func (g *gridReader) strayAcross(text draft.Text) {
	for _, c := range g.v.table.Blocks[0].Columns {
		if alike(draft.Key(text.String()), draft.Key(c.Label)) >= near {
			g.misspelt(text, c.Label)
			return
		}
	}
}

// missing notes a column that the grid does not have.
func (g *gridReader) missing(c *Column) {
	for _, m := range g.out.Missing {
		if m.Column == c {
			return
		}
	}
	at := g.table.Span.Point()
	if len(g.table.Rows) > 0 {
		at = g.table.Rows[0].Span
	}
	g.out.Missing = append(g.out.Missing, MissingColumn{Column: c, Where: at})
}

// surplus notes cells beyond the columns that a table declares; blank ones do not count.
func (g *gridReader) surplus(at int, extra []*draft.Cell, columns int) bool {
	found := false
	for _, c := range extra {
		if !c.Blank() {
			g.out.Surplus = append(g.out.Surplus, Surplus{Text: c.Text, Row: g.v.rows[at].Name(), Columns: columns})
			found = true
		}
	}
	return found
}

// widest returns the number of columns of the widest block.
func (g *gridReader) widest() int {
	n := 0
	for _, b := range g.v.table.Blocks {
		n = max(n, len(b.Columns))
	}
	return n
}
