package rules_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
	"reportlint/lint/html"
	"reportlint/lint/markdown"
	"reportlint/lint/plain"
)

// layout is one way of writing reports down: how prose is written, and how tables are.
type layout struct {
	name  string
	ext   string
	table func(*sheet, form.Table)
}

func layouts() []layout {
	return []layout{
		{"pipe tables with one column of labels", ".md", pipeOne},
		{"pipe tables with one column of labels and no groups", ".md", pipeFlat},
		{"pipe tables with merged cells left blank", ".md", func(s *sheet, t form.Table) { pipeGrid(s, layTable(t), false, 0) }},
		{"pipe tables with merged cells repeated", ".md", func(s *sheet, t form.Table) { pipeGrid(s, layTable(t), true, 0) }},
		{"pipe tables without outer pipes", ".md", func(s *sheet, t form.Table) { pipeGrid(s, layTable(t), false, 1) }},
		{"pipe tables cut by headings", ".md", func(s *sheet, t form.Table) { pipeCut(s, t, "#### ", "") }},
		{"pipe tables cut by bold lines", ".md", func(s *sheet, t form.Table) { pipeCut(s, t, "**", "**") }},
		{"pipe tables cut by a page break", ".md", pipePages},
		{"HTML tables", ".md", func(s *sheet, t form.Table) { htmlGrid(s, layTable(t), false) }},
		{"HTML tables pasted from a word processor", ".md", func(s *sheet, t form.Table) { htmlGrid(s, layTable(t), true) }},
		{"an HTML page", ".html", func(s *sheet, t form.Table) { htmlGrid(s, layTable(t), false) }},
		{"an HTML page pasted from a word processor", ".html", func(s *sheet, t form.Table) { htmlGrid(s, layTable(t), true) }},
		{"one cell a line", ".txt", textCells},
		{"one cell a line, in Markdown", ".md", textCells},
		{"one row a line", ".txt", func(s *sheet, t form.Table) { textRows(s, layTable(t), "") }},
		{"one row a line, in Markdown", ".md", func(s *sheet, t form.Table) { textRows(s, layTable(t), "") }},
		{"one row a line with a leading pipe", ".txt", func(s *sheet, t form.Table) { textRows(s, layTable(t), "| ") }},
		{"a pipe on a line of its own before each row", ".txt", textOpened},
		{"one cell a line without pipes", ".txt", textBare},
		{"one cell a line without pipes, with blank lines", ".txt", textSpaced},
		{"a pipe alone between cells", ".txt", textBetween},
	}
}

// pipeLine writes one line of a pipe table.
func pipeLine(s *sheet, cells []*slot, bare int) {
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

func rule(s *sheet, columns int) {
	s.WriteString(strings.Repeat("|---", columns) + "|\n")
}

func pipeGrid(s *sheet, l *laid, repeat bool, bare int) {
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
func pipeOne(s *sheet, t form.Table) { pipeLabels(s, t, true) }

// pipeFlat leaves the groups out.
func pipeFlat(s *sheet, t form.Table) { pipeLabels(s, t, false) }

func pipeLabels(s *sheet, t form.Table, groups bool) {
	if t.ID != "requests" {
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
		cells = append(cells, &slot{id: cellID(t.ID, r.ID, c.ID), width: 1, height: 1})
	}
	return cells
}

// pipeCut writes each group of rows as a table of its own under a line that names it.
func pipeCut(s *sheet, t form.Table, before, after string) {
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
func pipePages(s *sheet, t form.Table) {
	if t.ID != "requests" {
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

func htmlGrid(s *sheet, l *laid, sloppy bool) {
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

func textCells(s *sheet, t form.Table) {
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

func textRows(s *sheet, l *laid, before string) {
	for _, row := range l.begins {
		s.WriteString(before)
		for _, c := range row {
			s.cell(c)
			s.WriteString(" | ")
		}
		s.WriteString(strings.Repeat("|", l.columns-len(row)) + "\n")
	}
}

func textOpened(s *sheet, t form.Table) {
	l := layTable(t)
	for _, row := range l.begins {
		s.WriteString("|\n")
		for _, c := range row {
			s.cell(c)
			s.WriteString(" |\n")
		}
	}
}

func textBare(s *sheet, t form.Table) { textLines(s, t, "\n") }

func textSpaced(s *sheet, t form.Table) { textLines(s, t, "\n\n") }

func textBetween(s *sheet, t form.Table) { textLines(s, t, "\n|\n") }

func textLines(s *sheet, t form.Table, between string) {
	for _, row := range layTable(t).begins {
		for _, c := range row {
			s.cell(c)
			s.WriteString(between)
		}
	}
}

// write writes the model's prose with tables of a form in a layout.
func write(model string, f *form.Form, values figures, shown map[string]string, l layout) (string, *sheet) {
	s := &sheet{values: values, shown: shown, where: map[string][2]int{}}
	next, inTable := 0, false
	for line := range strings.Lines(model) {
		if strings.HasPrefix(line, "|") {
			if !inTable {
				l.table(s, f.Tables[next])
				next++
			}
			inTable = true
			continue
		}
		inTable = false
		switch l.ext {
		case ".md":
			s.WriteString(line)
		case ".txt":
			s.WriteString(strings.TrimSpace(strings.TrimLeft(line, "#")) + "\n")
		case ".html":
			text := strings.TrimSpace(strings.TrimLeft(line, "#"))
			if strings.HasPrefix(line, "# ") {
				s.WriteString("<h1>" + text + "</h1>\n")
			} else if text != "" {
				s.WriteString("<p>" + text + "</p>\n")
			}
		}
	}
	return s.String(), s
}

// prose returns the model's text as a report on a year of that form.
func prose(pack *lint.Pack, f *form.Form) string {
	text := string(pack.Model.Bytes)
	if f.To == 0 {
		return text
	}
	return strings.NewReplacer("2024", "2020", "2025", "2021",
		"关于印发〈中华人民共和国政府信息公开工作年度报告格式〉", "关于政府信息公开工作年度报告有关事项",
		"〔2021〕30号", "〔2019〕60号").Replace(text)
}

// judgeAs judges a draft that was written in a layout.
func judgeAs(pack *lint.Pack, content string, l layout) lint.Result {
	file := diag.NewFile("draft"+l.ext, []byte(content))
	parse := map[string]func(*diag.File) (*draft.Draft, *draft.Limit){".md": markdown.Parse, ".txt": plain.Parse, ".html": html.Parse}[l.ext]
	d, limit := parse(file)
	if limit != nil {
		return lint.Result{}
	}
	return lint.Run(&lint.Dossier{Main: form.Read(d, pack.Scheme, form.Settings{}), Today: draft.Date{Year: 2026, Month: 1, Day: 15}}, pack, diag.Chinese)
}

// TestLayouts holds a sound report to be clean in every layout and form, with small, zero
// and large figures.
func TestLayouts(t *testing.T) {
	pack := builtin(t, "annual-report")
	for _, l := range layouts() {
		for i := range pack.Scheme.Forms {
			f := &pack.Scheme.Forms[i]
			for _, limit := range []int{0, 5, 9_000_000} {
				t.Run(fmt.Sprintf("%s/%s/%d", l.name, f.ID, limit), func(t *testing.T) {
					rng := rand.New(rand.NewPCG(uint64(limit), uint64(i)))
					text, _ := write(prose(pack, f), f, balanced(f, rng, limit), nil, l)
					if out := judgeAs(pack, text, l); len(out.Diagnostics) > 0 || len(out.Coverage.Undecided) > 0 {
						t.Errorf("not clean:%s\nundecided: %v\n%s", list(out.Diagnostics), out.Coverage.Undecided, text)
					}
				})
			}
		}
	}
}

// TestEveryCell changes each figure of tables three and four to each of three other
// values, in every layout and form, and demands one error: of table three at the changed
// cell, of table four at the total of its block.
func TestEveryCell(t *testing.T) {
	pack := builtin(t, "annual-report")
	for _, l := range layouts() {
		t.Run(l.name, func(t *testing.T) {
			t.Parallel()
			for i := range pack.Scheme.Forms {
				everyCell(t, pack, &pack.Scheme.Forms[i], l)
			}
		})
	}
}

func everyCell(t *testing.T, pack *lint.Pack, f *form.Form, l layout) {
	changed, right := 0, 0
	values := balanced(f, rand.New(rand.NewPCG(7, uint64(f.From))), 30)
	model := prose(pack, f)
	for _, table := range f.Tables[1:] {
		for _, row := range table.Blocks[0].Rows {
			for _, column := range table.Blocks[0].Columns {
				id := cellID(table.ID, row.ID, column.ID)
				for _, other := range []int{values[id] + 1, values[id]*10 + 3, (values[id] + 31) % 37} {
					changed++
					text, s := write(model, f, values, map[string]string{id: fmt.Sprint(other)}, l)
					place := s.where[id]
					if table.ID == "disputes" {
						place = s.where[cellID(table.ID, row.ID, "total")]
					}
					out := judgeAs(pack, text, l)
					if len(out.Diagnostics) == 1 && out.Diagnostics[0].Rule == table.ID+"-sum-mismatch" &&
						[2]int{out.Diagnostics[0].Span.Start, out.Diagnostics[0].Span.End} == place {
						right++
						continue
					}
					if t.Errorf("form %s: %s changed from %d to %d:%s", f.ID, id, values[id], other, list(out.Diagnostics)); changed-right > 5 {
						t.FailNow()
					}
				}
			}
		}
	}
	t.Logf("form %s: %d figures changed one at a time, %d found, at their place and alone", f.ID, changed, right)
}
