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
	// columns is how many columns the table declares, or most of its rows have; 0 where
	// neither tells.
	columns int
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
		g.pad, g.columns = g.padding(), g.declared()
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
		if g.v.is(s, columnLabel) || g.v.is(s, overLabel) || g.v.table.Corner != "" && draft.Key(s) == draft.Key(g.v.table.Corner) {
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
			g.strayLabel(c.fold)
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
