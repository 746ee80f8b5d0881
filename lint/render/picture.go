package render

import (
	"strings"

	"reportlint/lint/diag"
)

// Bounds of a picture of a table, in cells of the terminal.
const (
	mostLabel   = 30 // of the label of a row, which is cut
	columnSpace = 2  // in front of each column
	mostGutter  = 8  // in front of all, whatever the line numbers
)

// grid is a picture laid out: its first row are the heads, its last perhaps the sums.
type grid struct {
	rows   [][]field
	widths []int
}

// field is one cell of a grid.
type field struct {
	text term
	mark diag.Mark
	sum  bool // what is added up, not what stands in the table
}

// pictureOf lays a picture out, each column as wide as the widest of its cells; nil if
// there is none, or no room for it.
func (p *page) pictureOf(x *diag.Picture) *grid {
	if x == nil {
		return nil
	}
	sums := false
	head := []field{{}}
	for _, c := range x.Columns {
		head = append(head, field{text: cut(c, mostLabel)})
	}
	rows := [][]field{head}
	for _, r := range x.Rows {
		row := []field{{text: cut(r.Label, mostLabel)}}
		for _, c := range r.Cells {
			f := field{text: cut(c.Text, mostLabel), mark: c.Mark}
			if c.Mark == diag.Wrong {
				f.text = "[" + f.text + "]" // to be seen without colour
			}
			row = append(row, f)
		}
		row = append(row, field{text: clean(r.Sum), sum: true})
		sums = sums || r.Sum != ""
		rows = append(rows, row)
	}
	word := p.say("合计", "sum")
	if sums {
		rows[0] = append(rows[0], field{text: word, sum: true})
	}
	if x.Sums != nil {
		last := []field{{text: word, sum: true}}
		for _, s := range x.Sums {
			last = append(last, field{text: clean(s), sum: true})
		}
		rows = append(rows, last)
	}
	g := &grid{rows: rows, widths: make([]int, len(rows[0]))}
	for _, row := range rows {
		for i, f := range row[:min(len(row), len(g.widths))] {
			g.widths[i] = max(g.widths[i], cells(f.text))
		}
	}
	width := mostGutter
	for _, w := range g.widths {
		width += w + columnSpace
	}
	if width > p.style.Columns {
		return nil
	}
	return g
}

// cut returns the start of a text that fits so many cells.
func cut(text string, most int) term {
	shown := clean(text)
	if cells(shown) <= most {
		return shown
	}
	n := 0
	for i, r := range shown {
		if n += runeCells(r); n > most-1 {
			return shown[:i] + ellipsis
		}
	}
	return shown
}

// picture writes the part of a table that a fault is about.
func (p *page) picture(g *grid) {
	if g == nil {
		return
	}
	p.rule("", "|")
	p.put("\n")
	for _, row := range g.rows {
		p.rule("", "|")
		at := 0 // cells written behind the sign
		edge := 1
		for i, f := range row[:min(len(row), len(g.widths))] {
			from := edge // labels stand at the left, figures at the right of their columns
			if i > 0 {
				from = edge + columnSpace + g.widths[i] - cells(f.text)
				edge += columnSpace
			}
			edge += g.widths[i]
			if f.text != "" {
				p.put(term(strings.Repeat(" ", from-at)))
				p.field(f)
				at = from + cells(f.text)
			}
		}
		p.put("\n")
	}
	p.rule("", "|")
	p.put("\n")
}

// field writes a cell in the colour of its mark.
func (p *page) field(f field) {
	switch {
	case f.mark == diag.Wrong:
		p.paint(p.ink.removed, f.text)
	case f.mark == diag.Total:
		p.paint(p.ink.strong, f.text)
	case f.sum:
		p.paint(p.ink.gutter, f.text)
	default:
		p.put(f.text)
	}
}
