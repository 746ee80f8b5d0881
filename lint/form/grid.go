package form

import (
	"slices"

	"reportlint/lint/draft"
)

// gridReader fills a table from one grid.
type gridReader struct {
	*filler
	*grid
	heading map[int]int     // the id of a column's label -> its first slot
	strays  []stray         // texts in the rows of heads that are no label of the form
	over    map[int]int     // of a table whose rows stand side by side: a row -> its first slot
	turned  map[int][]*Cell // likewise, where columns are written as rows: a row -> its figures
	fresh   bool            // whether heads are still being read
}

// maxCaptions bounds the lines above the first grid that may name its rows.
const maxCaptions = 3

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
				f.caption(f.v.words.label(it.fold))
			}
		}
		g := &gridReader{filler: f, grid: f.r.items[i].grid}
		g.heading, g.over, g.turned = map[int]int{}, map[int]int{}, map[int][]*Cell{}
		g.fresh = true
		f.begin(g.span)
		for i := range g.rows {
			g.row(&g.rows[i])
		}
		g.turn()
	}
}

// caption reads a line of text above a table, or a row in which only one cell is filled.
func (f *filler) caption(l label) {
	if n := l.text.Len(); n > 4*maxLabel || n == 0 {
		return
	}
	if row := f.v.row(l, f.group); row >= 0 {
		f.named = row
		return
	}
	if row := f.v.group(l); row >= 0 {
		f.group, f.named = row, -1
		return
	}
	if f.v.knows(l) {
		return
	}
	f.misspeltGroup(l.text)
}

// misspeltGroup notes a label that resembles that of a group that has not been seen.
func (f *filler) misspeltGroup(text draft.Text) {
	if _, ok := numbered(text.String()); !ok {
		return
	}
	key := draft.Key(text.String())
	for i, row := range f.v.rows {
		for _, group := range row.Label[:len(row.Label)-1] {
			if resembles(key, draft.Key(group)) {
				f.misspelt(text, group)
				f.group, f.named = i, -1
				return
			}
		}
	}
}

// row reads one row of a grid: heads, a caption, or figures.
func (g *gridReader) row(row *gridRow) {
	switch {
	case row.filled == 0:
	case row.values == 0 && row.filled == 1:
		g.single(row)
	case row.values == 0 && (g.isHead(row.cells) || g.v.table.Across):
		g.head(row.cells)
	default:
		g.figures(row)
	}
}

// isHead reports whether a row without figures holds heads of columns: one of the form,
// or the labels of several rows side by side.
func (g *gridReader) isHead(cells []placed) bool {
	rows := 0
	for _, c := range cells {
		if g.v.is(c.label(), columnLabel) || g.v.is(c.label(), overLabel) || c.id == g.v.corner {
			return true
		}
		if g.v.row(c.label(), g.group) >= 0 {
			rows++
		}
	}
	return rows > 1 || cells[0].written.Head && rows == 0
}

// head notes where the columns of the form stand.
func (g *gridReader) head(cells []placed) {
	if !g.fresh {
		g.forget()
	}
	for _, c := range cells {
		if at := g.v.row(c.label(), -1); at >= 0 {
			g.over[at] = c.slot
		}
		switch {
		case c.blank():
		case g.v.is(c.label(), columnLabel):
			g.heads[c.id] = true
			if _, there := g.heading[c.id]; !there {
				g.heading[c.id] = c.slot
			}
		case g.v.is(c.label(), overLabel):
		case len(g.strays) < maxStrays && !g.v.knows(c.label()):
			key := draft.Key(c.label().text.String())
			g.strays = append(g.strays, stray{c.label().text, key, c.slot})
			g.strayLabel(c.label().text, key)
		}
	}
}

// forget begins with other heads.
func (g *gridReader) forget() {
	clear(g.heading)
	g.strays, g.fresh = nil, true
}

// single reads a row in which one cell is filled: the head of a block, of a group, or a
// row whose figures are all blank.
func (g *gridReader) single(row *gridRow) {
	i := slices.IndexFunc(row.cells, func(c placed) bool { return !c.blank() })
	c := row.cells[i]
	if g.v.is(c.label(), headLabel) {
		g.group, g.named = -1, -1
		g.forget()
		return
	}
	if at := g.v.row(c.label(), g.group); at >= 0 && c.end < len(row.slots) && !g.v.table.Across {
		g.fill(at, c.label().text, row, c.end)
		return
	}
	g.caption(c.label())
}

// figures reads a row that holds figures, or words where figures should be.
func (g *gridReader) figures(row *gridRow) {
	leaf, leafCell, end := -1, placed{}, 0
	var unknown placed
	for _, c := range row.cells {
		if c.blank() {
			continue
		}
		if c.value() {
			break
		}
		if at := g.v.row(c.label(), g.group); at >= 0 {
			leaf, leafCell, end = at, c, c.end
			continue
		}
		if at := g.v.group(c.label()); at >= 0 {
			g.group = at
			leaf = -1
			continue
		}
		if leaf < 0 && !g.v.knows(c.label()) {
			if unknown.entry != nil {
				g.misspeltGroup(unknown.label().text)
			}
			unknown = c
		}
	}
	switch {
	case leaf >= 0:
		if unknown.entry != nil && unknown.slot < leafCell.slot {
			g.misspeltGroup(unknown.label().text)
		}
		g.exact++
		g.fresh = false
		g.fill(leaf, leafCell.label().text, row, end)
	case g.v.table.Across && g.v.column(row.cells[0].label(), 0) >= 0:
		g.turnedRow(row, g.v.column(row.cells[0].label(), 0))
	case g.v.table.Across:
		g.fresh = false
		g.across(row)
	case unknown.entry != nil && row.values == 0:
	case unknown.entry != nil:
		g.fresh = false
		if g.named >= 0 && resembles(bareKey(unknown.label().text.String()), g.v.names[g.named].bare) {
			g.fill(g.named, unknown.label().text, row, unknown.end)
			return
		}
		g.loose = append(g.loose, looseRow{label: unknown.label().text, after: g.last, fill: func(at int) {
			g.fill(at, unknown.label().text, row, unknown.end)
		}})
	case g.named >= 0:
		g.fresh = false
		g.fill(g.named, row.cells[0].label().text, row, 0)
	}
}
