package typeset

import (
	"reportlint/lint/form"
)

// slot is a cell of a table laid out with merged cells, at its upper left corner.
type slot struct {
	text          string
	id            string // of a figure
	width, height int
}

// laid is a table laid out: what covers each place, and which cells begin in each row.
type laid struct {
	columns int
	at      [][]*slot
	begins  [][]*slot
}

func (l *laid) row(cells ...*slot) {
	n := len(l.begins)
	l.begins = append(l.begins, cells)
	for len(l.at) <= n {
		l.at = append(l.at, make([]*slot, l.columns))
	}
	column := 0
	for _, c := range cells {
		for l.at[n][column] != nil {
			column++
		}
		for y := range c.height {
			for len(l.at) <= n+y {
				l.at = append(l.at, make([]*slot, l.columns))
			}
			for x := range c.width {
				l.at[n+y][column+x] = c
			}
		}
	}
}

func label(text string, width, height int) *slot {
	return &slot{text: text, width: width, height: height}
}

func figure(t form.Table, r form.Row, c form.Column, width int) *slot {
	return &slot{id: CellID(t.ID, r.ID, c.ID), width: width, height: 1}
}

// layTable lays a table of the form out as the form prints it.
func layTable(t form.Table) *laid {
	switch {
	case t.Across:
		return layAcross(t)
	case nested(t):
		return layNested(t)
	}
	return layBlocks(t)
}

// nested reports whether a table is one block whose labels stand under labels.
func nested(t form.Table) bool { return len(t.Blocks) == 1 && !t.Across }

// layBlocks lays out blocks of rows under heads of their own. The last column of a block
// takes the width that it has less than the widest one.
func layBlocks(t form.Table) *laid {
	widest := 0
	for _, b := range t.Blocks {
		widest = max(widest, len(b.Columns))
	}
	l := &laid{columns: 1 + widest}
	for _, b := range t.Blocks {
		width := func(column int) int {
			if column == len(b.Columns)-1 {
				return widest - column
			}
			return 1
		}
		l.row(label(b.Head, l.columns, 1))
		heads := []*slot{label(t.Corner, 1, 1)}
		for i, c := range b.Columns {
			heads = append(heads, label(c.Label, width(i), 1))
		}
		l.row(heads...)
		for _, r := range b.Rows {
			cells := []*slot{label(r.Name(), 1, 1)}
			for i, c := range b.Columns {
				cells = append(cells, figure(t, r, c, width(i)))
			}
			l.row(cells...)
		}
	}
	return l
}

// layNested lays out rows whose labels stand under labels, beside columns under heads.
func layNested(t form.Table) *laid {
	b := t.Blocks[0]
	depth := 0
	for _, r := range b.Rows {
		depth = max(depth, len(r.Label))
	}
	l := &laid{columns: depth + len(b.Columns)}
	l.row(label(t.Corner, depth, 3), label(t.Above, len(b.Columns), 1))
	var heads, inner []*slot
	for i, c := range b.Columns {
		switch {
		case c.Over == "":
			heads = append(heads, label(c.Label, 1, 2))
			continue
		case i > 0 && b.Columns[i-1].Over == c.Over:
			heads[len(heads)-1].width++
		default:
			heads = append(heads, label(c.Over, 1, 1))
		}
		inner = append(inner, label(c.Label, 1, 1))
	}
	l.row(heads...)
	l.row(inner...)
	under := func(depth int, name string) (n int) {
		for _, r := range b.Rows {
			if len(r.Label) > depth+1 && r.Label[depth] == name {
				n++
			}
		}
		return n
	}
	seen := map[string]bool{}
	for _, r := range b.Rows {
		var cells []*slot
		for depth, name := range r.Label[:len(r.Label)-1] {
			if !seen[name] {
				seen[name] = true
				cells = append(cells, label(name, 1, under(depth, name)))
			}
		}
		cells = append(cells, label(r.Name(), depth+1-len(r.Label), 1))
		for _, c := range b.Columns {
			cells = append(cells, figure(t, r, c, 1))
		}
		l.row(cells...)
	}
	return l
}

// layAcross lays out rows that stand side by side in one line of figures.
func layAcross(t form.Table) *laid {
	b := t.Blocks[0]
	n := len(b.Columns)
	l := &laid{columns: len(b.Rows) * n}
	var outer, middle, inner, figures []*slot
	for i, r := range b.Rows {
		if i > 0 && b.Rows[i-1].Label[0] == r.Label[0] {
			outer[len(outer)-1].width += n
		} else {
			outer = append(outer, label(r.Label[0], n, 1))
		}
		if len(r.Label) > 1 {
			middle = append(middle, label(r.Name(), n, 1))
		}
		for _, c := range b.Columns {
			if len(r.Label) > 1 {
				inner = append(inner, label(c.Label, 1, 1))
			} else {
				middle = append(middle, label(c.Label, 1, 2))
			}
			figures = append(figures, figure(t, r, c, 1))
		}
	}
	l.row(outer...)
	l.row(middle...)
	l.row(inner...)
	l.row(figures...)
	return l
}
