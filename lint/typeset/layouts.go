package typeset

import (
	"fmt"
	"strings"

	"reportlint/lint/form"
)

// Layout is one way of writing reports down: how prose is written, by the extension of
// its files, and how tables are.
type Layout struct {
	Name  string
	Ext   string // .md, .html or .txt
	table func(*Sheet, form.Table)
}

// Pipes returns the layout of Markdown with pipe tables that is the easiest to fill in.
func Pipes() Layout { return Layout{"pipe tables with one column of labels", ".md", pipeOne} }

// HTML returns the layout of Markdown with tables as the form prints them.
func HTML() Layout {
	return Layout{"HTML tables", ".md", func(s *Sheet, t form.Table) { htmlGrid(s, layTable(t), false) }}
}

// Layouts returns every layout that reports were seen in, in a fixed order.
func Layouts() []Layout {
	return []Layout{
		Pipes(),
		{"pipe tables with one column of labels and no groups", ".md", pipeFlat},
		{"pipe tables with merged cells left blank", ".md", func(s *Sheet, t form.Table) { pipeGrid(s, layTable(t), false, 0) }},
		{"pipe tables with merged cells repeated", ".md", func(s *Sheet, t form.Table) { pipeGrid(s, layTable(t), true, 0) }},
		{"pipe tables without outer pipes", ".md", func(s *Sheet, t form.Table) { pipeGrid(s, layTable(t), false, 1) }},
		{"pipe tables cut by headings", ".md", func(s *Sheet, t form.Table) { pipeCut(s, t, "#### ", "") }},
		{"pipe tables cut by bold lines", ".md", func(s *Sheet, t form.Table) { pipeCut(s, t, "**", "**") }},
		{"pipe tables cut by a page break", ".md", pipePages},
		HTML(),
		{"HTML tables pasted from a word processor", ".md", func(s *Sheet, t form.Table) { htmlGrid(s, layTable(t), true) }},
		{"an HTML page", ".html", func(s *Sheet, t form.Table) { htmlGrid(s, layTable(t), false) }},
		{"an HTML page pasted from a word processor", ".html", func(s *Sheet, t form.Table) { htmlGrid(s, layTable(t), true) }},
		{"one cell a line", ".txt", textCells},
		{"one cell a line, in Markdown", ".md", textCells},
		{"one row a line", ".txt", func(s *Sheet, t form.Table) { textRows(s, layTable(t), "") }},
		{"one row a line, in Markdown", ".md", func(s *Sheet, t form.Table) { textRows(s, layTable(t), "") }},
		{"one row a line with a leading pipe", ".txt", func(s *Sheet, t form.Table) { textRows(s, layTable(t), "| ") }},
		{"a pipe on a line of its own before each row", ".txt", textOpened},
		{"one cell a line without pipes", ".txt", textBare},
		{"one cell a line without pipes, with blank lines", ".txt", textSpaced},
		{"a pipe alone between cells", ".txt", textBetween},
		{"turned tables of pipes", ".md", func(s *Sheet, t form.Table) { pipeGrid(s, turn(t), true, 0) }},
		{"numbered tables of pipes", ".md", func(s *Sheet, t form.Table) { pipeGrid(s, number(t), false, 0) }},
		{"tables of pipes cut between columns", ".md", pipeHalves},
		{"drawn tables", ".md", func(s *Sheet, t form.Table) { drawn(s, layTable(t)) }},
	}
}

// pipeLine writes one line of a pipe table.
func pipeLine(s *Sheet, cells []*slot, bare int) {
	if bare == 0 {
		s.WriteString("| ")
	}
	for i, c := range cells {
		if i > 0 {
			s.WriteString(" | ")
		}
		s.cell(c)
	}
	if bare == 0 {
		s.WriteString(" |")
	}
	s.WriteString("\n")
}

func rule(s *Sheet, columns int) {
	s.WriteString(strings.Repeat("|---", columns) + "|\n")
}

func pipeGrid(s *Sheet, l *laid, repeat bool, bare int) {
	shown := map[*slot]bool{}
	for i, row := range l.at {
		var cells []*slot
		for _, c := range row {
			if shown[c] && !repeat {
				c = label("", 1, 1)
			}
			shown[c] = true
			cells = append(cells, c)
		}
		pipeLine(s, cells, bare)
		if i == 0 {
			rule(s, l.columns)
		}
	}
}

// pipeOne writes the rows of table three under one column of labels, with rows for the groups.
func pipeOne(s *Sheet, t form.Table) { pipeLabels(s, t, true) }

// pipeFlat leaves the groups out.
func pipeFlat(s *Sheet, t form.Table) { pipeLabels(s, t, false) }

func pipeLabels(s *Sheet, t form.Table, groups bool) {
	if !nested(t) {
		pipeGrid(s, layTable(t), false, 0)
		return
	}
	b := t.Blocks[0]
	heads := []*slot{label("项目", 1, 1)}
	for _, c := range b.Columns {
		heads = append(heads, label(c.Label, 1, 1))
	}
	pipeLine(s, heads, 0)
	rule(s, len(heads))
	seen := map[string]bool{}
	for _, r := range b.Rows {
		for _, name := range r.Label[:len(r.Label)-1] {
			if groups && !seen[name] {
				seen[name] = true
				blanks := []*slot{label(name, 1, 1)}
				for range b.Columns {
					blanks = append(blanks, label("", 1, 1))
				}
				pipeLine(s, blanks, 0)
			}
		}
		pipeLine(s, rowCells(t, b, r), 0)
	}
}

func rowCells(t form.Table, b form.Block, r form.Row) []*slot {
	cells := []*slot{label(r.Name(), 1, 1)}
	for _, c := range b.Columns {
		cells = append(cells, &slot{id: CellID(t.ID, r.ID, c.ID), width: 1, height: 1})
	}
	return cells
}

// pipeCut writes each group of rows as a table of its own under a line that names it.
func pipeCut(s *Sheet, t form.Table, before, after string) {
	for _, b := range t.Blocks {
		if b.Head != "" {
			fmt.Fprintf(s, "%s%s%s\n\n", before, b.Head, after)
		}
		group := "\x00"
		for _, r := range b.Rows {
			path := strings.Join(r.Label[:len(r.Label)-1], "/")
			if t.Across {
				path = r.Name()
			}
			if path != group {
				if group != "\x00" {
					s.WriteString("\n")
				}
				if t.Across {
					fmt.Fprintf(s, "%s%s%s\n\n", before, strings.Join(r.Label, "："), after)
				} else if len(r.Label) > 1 {
					fmt.Fprintf(s, "%s%s%s\n\n", before, r.Label[len(r.Label)-2], after)
				}
				group = path
				var heads []*slot
				if !t.Across {
					heads = append(heads, label("类别", 1, 1))
				}
				for _, c := range b.Columns {
					heads = append(heads, label(c.Label, 1, 1))
				}
				pipeLine(s, heads, 0)
				rule(s, len(heads))
			}
			cells := rowCells(t, b, r)
			if t.Across {
				cells = cells[1:]
			}
			pipeLine(s, cells, 0)
		}
		s.WriteString("\n")
	}
}

// pipePages cuts table three after its tenth row, and writes its heads again.
func pipePages(s *Sheet, t form.Table) {
	if !nested(t) {
		pipeGrid(s, layTable(t), false, 0)
		return
	}
	b := t.Blocks[0]
	heads := []*slot{label("项目", 1, 1)}
	for _, c := range b.Columns {
		heads = append(heads, label(c.Label, 1, 1))
	}
	for i, r := range b.Rows {
		if i == 0 || i == 10 {
			s.WriteString("\n")
			pipeLine(s, heads, 0)
			rule(s, len(heads))
		}
		pipeLine(s, rowCells(t, b, r), 0)
	}
}

// turn lays a table out with its rows as columns, but for one whose rows stand side by side: that
// has a figure on each line.
func turn(t form.Table) *laid {
	if t.Across {
		return list(t)
	}
	up := layTable(t)
	l := &laid{columns: len(up.at)}
	for x := range up.columns {
		row := make([]*slot, len(up.at))
		for y := range up.at {
			row[y] = up.at[y][x]
		}
		l.at = append(l.at, row)
	}
	return l
}

// list lays out a table with one figure on each line, behind the labels of its row and column.
func list(t form.Table) *laid {
	l := &laid{columns: 3}
	l.row(label("类别", 1, 1), label("情形", 1, 1), label("件数", 1, 1))
	for _, r := range t.Blocks[0].Rows {
		for _, c := range t.Blocks[0].Columns {
			l.row(label(r.Name(), 1, 1), label(c.Label, 1, 1), figure(t, r, c, 1))
		}
	}
	return l
}

// number lays a table out with a column of running numbers before the labels.
func number(t form.Table) *laid {
	l := layTable(t)
	if t.Across {
		return l
	}
	l.columns++
	n := 0
	for y, row := range l.at {
		before := label("", 1, 1)
		if row[len(row)-1].id != "" {
			n++
			before.text = fmt.Sprint(n)
		}
		l.at[y] = append([]*slot{before}, row...)
	}
	return l
}

// pipeHalves writes a table whose rows stand under labels as two: the first columns, and the rest.
func pipeHalves(s *Sheet, t form.Table) {
	if !nested(t) {
		pipeGrid(s, layTable(t), false, 0)
		return
	}
	b := t.Blocks[0]
	half := len(b.Columns) / 2
	for _, columns := range [][]form.Column{b.Columns[:half], b.Columns[half:]} {
		heads := []*slot{label("项目", 1, 1)}
		for _, c := range columns {
			heads = append(heads, label(c.Label, 1, 1))
		}
		pipeLine(s, heads, 0)
		rule(s, len(heads))
		for _, r := range b.Rows {
			cells := []*slot{label(r.Name(), 1, 1)}
			for _, c := range columns {
				cells = append(cells, figure(t, r, c, 1))
			}
			pipeLine(s, cells, 0)
		}
		s.WriteString("\n")
	}
}

func htmlGrid(s *Sheet, l *laid, sloppy bool) {
	s.WriteString("<table border=\"1\" cellspacing=0>\n<tbody>\n")
	for _, row := range l.begins {
		s.WriteString("<tr>\n")
		for _, c := range row {
			s.WriteString("  <td")
			if c.width > 1 {
				fmt.Fprintf(s, " colspan=\"%d\"", c.width)
			}
			if c.height > 1 {
				fmt.Fprintf(s, " rowspan=%d", c.height)
			}
			if sloppy {
				s.WriteString(" style=\"padding: 0\" valign=center>\n\n      <p align=\"center\"><span>&nbsp;")
				s.cell(c)
				s.WriteString("</span><span><o:p></o:p></span></p>\n\n")
				continue
			}
			s.WriteString(">")
			s.cell(c)
			s.WriteString("</td>\n")
		}
		if !sloppy {
			s.WriteString("</tr>\n")
		}
	}
	s.WriteString("</tbody></table>\n")
}

func textCells(s *Sheet, t form.Table) {
	l := layTable(t)
	for _, row := range l.begins {
		for _, c := range row {
			s.cell(c)
			s.WriteString(" |\n")
		}
		if pads := l.columns - len(row); pads > 0 {
			s.WriteString(strings.Repeat("|", pads) + "\n")
		}
	}
}

func textRows(s *Sheet, l *laid, before string) {
	for _, row := range l.begins {
		s.WriteString(before)
		for _, c := range row {
			s.cell(c)
			s.WriteString(" | ")
		}
		s.WriteString(strings.Repeat("|", l.columns-len(row)) + "\n")
	}
}

func textOpened(s *Sheet, t form.Table) {
	l := layTable(t)
	for _, row := range l.begins {
		s.WriteString("|\n")
		for _, c := range row {
			s.cell(c)
			s.WriteString(" |\n")
		}
	}
}

func textBare(s *Sheet, t form.Table) { textLines(s, t, "\n") }

func textSpaced(s *Sheet, t form.Table) { textLines(s, t, "\n\n") }

func textBetween(s *Sheet, t form.Table) { textLines(s, t, "\n|\n") }

func textLines(s *Sheet, t form.Table, between string) {
	for _, row := range layTable(t).begins {
		for _, c := range row {
			s.cell(c)
			s.WriteString(between)
		}
	}
}
