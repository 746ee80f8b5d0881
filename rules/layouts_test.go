package rules_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"reportlint/fixtures"
	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
	"reportlint/lint/html"
	"reportlint/lint/markdown"
	"reportlint/lint/plain"
	"reportlint/lint/typeset"
)

// write writes prose with tables of a form in a layout; shown are figures that are to be
// written in another way.
func write(prose string, f *form.Form, values fixtures.Figures, shown map[string]string, l typeset.Layout) (string, *typeset.Sheet) {
	s := typeset.NewSheet(func(id string) string {
		if text, ok := shown[id]; ok {
			return text
		}
		return values.Text(id)
	})
	l.Write(s, prose, f)
	return s.String(), s
}

// prose returns the model's text as a report on a year of that form, without the numbers
// that agree with the model's own tables alone.
func prose(pack *lint.Pack, f *form.Form) string {
	text := regexp.MustCompile(`(?m)^2024年，我镇(新收|没有发出).*$`).ReplaceAllString(pack.Model.Text, "我镇按程序登记政府信息公开申请，信息处理费按标准执行。")
	if f.To == 0 {
		return text
	}
	return strings.NewReplacer("2024", "2020", "2025", "2021",
		"关于印发〈中华人民共和国政府信息公开工作年度报告格式〉", "关于政府信息公开工作年度报告有关事项",
		"〔2021〕30号", "〔2019〕60号").Replace(text)
}

// parseAs parses a draft that was written in a layout.
func parseAs(content string, l typeset.Layout) (*draft.Draft, *draft.Limit) {
	parse := map[string]func(*diag.File) (*draft.Draft, *draft.Limit){".md": markdown.Parse, ".txt": plain.Parse, ".html": html.Parse}[l.Ext]
	return parse(diag.NewFile("draft"+l.Ext, []byte(content)))
}

// layout returns the layout of that name.
func layout(name string) typeset.Layout {
	all := typeset.Layouts()
	return all[slices.IndexFunc(all, func(l typeset.Layout) bool { return l.Name == name })]
}

// judgeAs judges a draft that was written in a layout.
func judgeAs(pack *lint.Pack, content string, l typeset.Layout) lint.Result {
	d, limit := parseAs(content, l)
	if limit != nil {
		return lint.Result{}
	}
	return lint.Run(&lint.Dossier{Main: form.Read(d, pack.Scheme, form.Settings{}), Today: draft.Date{Year: 2026, Month: 1, Day: 15}}, pack, diag.Chinese)
}

// TestLayouts holds a sound report to be clean in every layout and form, with small, zero
// and large figures.
func TestLayouts(t *testing.T) {
	pack := builtin(t, "annual-report")
	for _, l := range typeset.Layouts() {
		for i := range pack.Scheme.Forms {
			f := &pack.Scheme.Forms[i]
			for _, limit := range []int{0, 5, 9_000_000} {
				t.Run(fmt.Sprintf("%s/%s/%d", l.Name, f.ID, limit), func(t *testing.T) {
					rng := rand.New(rand.NewPCG(uint64(limit), uint64(i)))
					text, _ := write(prose(pack, f), f, fixtures.Balanced(f, rng, limit), nil, l)
					if out := judgeAs(pack, text, l); len(out.Diagnostics) > 0 || len(out.Coverage.Undecided) > 0 {
						t.Errorf("not clean:%s\nundecided: %v\n%s", list(out.Diagnostics), out.Coverage.Undecided, text)
					}
				})
			}
		}
	}
}

// TestBlanks holds a sound report to be clean whose rows stand each on a line, with nothing
// but blanks between their cells, as browsers and readers of PDF hand them over.
func TestBlanks(t *testing.T) {
	pack := builtin(t, "annual-report")
	l := layout("one row a line")
	for i := range pack.Scheme.Forms {
		f := &pack.Scheme.Forms[i]
		for _, blanks := range []string{" ", "    ", "　", " │ "} {
			values := fixtures.Balanced(f, rand.New(rand.NewPCG(4, uint64(i))), 50)
			text, _ := write(prose(pack, f), f, values, nil, l)
			text = regexp.MustCompile(`[ |]*\|[ |]*`).ReplaceAllString(text, blanks)
			if blanks == "    " {
				text = regexp.MustCompile(`(?m)(\d\.)(\pL)`).ReplaceAllString(text, "$1 $2")
			}
			if blanks == " │ " {
				text = regexp.MustCompile(`(?m)^.*│.*$`).ReplaceAllString(text, "├────┼────┤\n$0")
			}
			if out := judgeAs(pack, text, l); len(out.Diagnostics) > 0 {
				t.Errorf("%s, parted by %q: not clean:%s\n%s", f.ID, blanks, list(out.Diagnostics), text)
			}
		}
	}
}

// wrapLabels cuts the label of each row of figures that blanks part into lines of so many characters,
// and puts the figures on the first, the middle or the last of them.
func wrapLabels(content, blanks string, width, where int) string {
	row := regexp.MustCompile(`(?m)^(.*?)(\S+)((?:` + blanks + `[\d.]+)+)$`)
	return row.ReplaceAllStringFunc(content, func(line string) string {
		m := row.FindStringSubmatch(line)
		if !strings.ContainsFunc(m[2], unicode.IsLetter) {
			return line
		}
		lines := strings.Split(wrap(m[2], "", width), "\n")
		lines[0] = m[1] + lines[0]
		lines[where*(len(lines)-1)/2] += m[3]
		return strings.Join(lines, "\n")
	})
}

// TestWrappedLabels holds a sound report to be clean whose labels were wrapped in their column.
func TestWrappedLabels(t *testing.T) {
	pack := builtin(t, "annual-report")
	l := layout("one row a line")
	for i := range pack.Scheme.Forms {
		f := &pack.Scheme.Forms[i]
		values := fixtures.Balanced(f, rand.New(rand.NewPCG(4, uint64(i))), 50)
		text, _ := write(prose(pack, f), f, values, nil, l)
		text = regexp.MustCompile(`[ |]*\|[ |]*`).ReplaceAllString(text, "  ")
		text = regexp.MustCompile(`(?m) +$`).ReplaceAllString(text, "")
		for _, width := range []int{8, 12, 17} {
			for where := range 3 {
				cut := wrapLabels(text, "  ", width, where)
				if out := judgeAs(pack, cut, l); len(out.Diagnostics) > 0 {
					t.Errorf("%s, %d characters, figures at %d: not clean:%s\n%s", f.ID, width, where, list(out.Diagnostics), cut)
				}
			}
		}
	}
}

// TestRagged holds a sound report to be clean that a converter wrote which knows of no merged cells,
// so that rows begin with their own label and stand apart from their heads; and one without a
// column to be told of that column alone.
func TestRagged(t *testing.T) {
	pack := builtin(t, "annual-report")
	l := layout("pipe tables with merged cells left blank")
	blank := regexp.MustCompile(`\| +(?:\| +)*\|`)
	f := &pack.Scheme.Forms[len(pack.Scheme.Forms)-1]
	for _, limit := range []int{0, 50} {
		text, _ := write(prose(pack, f), f, fixtures.Balanced(f, rand.New(rand.NewPCG(4, uint64(limit))), limit), nil, l)
		before, table, _ := strings.Cut(text, "## 三、")
		table, after, _ := strings.Cut(table, "## 四、")
		ragged := blank.ReplaceAllString(table, "|")
		padded := regexp.MustCompile(`(?m)\|$`).ReplaceAllString(ragged, "| | |")
		short := regexp.MustCompile(`(?m)^\|---.*$`).ReplaceAllString(ragged, "|---|---|")
		for name, third := range map[string]string{"as they are": ragged, "padded": padded, "under a short rule": short} {
			all := before + "## 三、" + third + "## 四、" + after
			if out := judgeAs(pack, all, l); len(out.Diagnostics) > 0 {
				t.Errorf("figures up to %d, %s: not clean:%s\n%s", limit, name, list(out.Diagnostics), third)
			}
		}
		var lines []string
		for line := range strings.Lines(ragged) {
			cells := strings.Split(line, "|")
			switch {
			case strings.Contains(line, "科研机构"):
				line = strings.Replace(line, "| 科研机构 ", "", 1)
			case len(cells) > 8 && !strings.Contains(line, "---"):
				third := len(cells) - 2 - 4 // the last is the total
				line = strings.Join(slices.Delete(cells, third-1, third), "|")
			}
			lines = append(lines, line)
		}
		all := before + "## 三、" + strings.Join(lines, "") + "## 四、" + after
		if out := judgeAs(pack, all, l); len(out.Diagnostics) != 1 || out.Diagnostics[0].Rule != "column-missing" {
			t.Errorf("figures up to %d, without a column:%s\n%s", limit, list(out.Diagnostics), strings.Join(lines, ""))
		}
	}
}

// TestReadProse holds the organ and the prose that are read alone to be those of the whole
// report.
func TestReadProse(t *testing.T) {
	pack := builtin(t, "annual-report")
	for _, l := range typeset.Layouts() {
		for i := range pack.Scheme.Forms {
			f := &pack.Scheme.Forms[i]
			text, _ := write(prose(pack, f), f, fixtures.Balanced(f, rand.New(rand.NewPCG(3, uint64(i))), 50), nil, l)
			d, _ := parseAs(text, l)
			whole := form.Read(d, pack.Scheme, form.Settings{})
			alone := form.OutlineOf(d, pack.Scheme).ReadProse(form.Settings{})
			if alone.Organ != whole.Organ {
				t.Errorf("%s/%s: organ %v, want %v", l.Name, f.ID, alone.Organ, whole.Organ)
			}
			if got, want := passages(alone), passages(whole); !slices.Equal(got, want) || len(got) == 0 {
				t.Errorf("%s/%s: prose %q, want %q", l.Name, f.ID, got, want)
			}
		}
	}
}

// passages returns what the prose of a report says, and where.
func passages(r *form.Report) (all []string) {
	for _, p := range r.Prose() {
		at := p.Text.Where()
		all = append(all, fmt.Sprintf("%d-%d %s", at.Start, at.End, p.Text.String()))
	}
	return all
}

// TestEveryCell changes each figure of tables three and four to each of three other
// values, in every layout and form, and demands one error: of table three at the changed
// cell, of table four at the total of its block.
func TestEveryCell(t *testing.T) {
	pack := builtin(t, "annual-report")
	for _, l := range typeset.Layouts() {
		t.Run(l.Name, func(t *testing.T) {
			t.Parallel()
			for i := range pack.Scheme.Forms {
				everyCell(t, pack, &pack.Scheme.Forms[i], l)
			}
		})
	}
}

func everyCell(t *testing.T, pack *lint.Pack, f *form.Form, l typeset.Layout) {
	changed, right := 0, 0
	values := fixtures.Balanced(f, rand.New(rand.NewPCG(7, uint64(f.From))), 30)
	model := prose(pack, f)
	for _, table := range f.Tables[1:] {
		for _, row := range table.Blocks[0].Rows {
			for _, column := range table.Blocks[0].Columns {
				id := typeset.CellID(table.ID, row.ID, column.ID)
				for _, other := range []int{values[id] + 1, values[id]*10 + 3, (values[id] + 31) % 37} {
					changed++
					text, s := write(model, f, values, map[string]string{id: fmt.Sprint(other)}, l)
					place := s.Where[id]
					if table.ID == "disputes" {
						place = s.Where[typeset.CellID(table.ID, row.ID, "total")]
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

// TestExchangedNeighbours puts neighbours of a row of table three in each other's place, and
// demands one error, at one of the two, wherever they differ by more than chance would have it.
func TestExchangedNeighbours(t *testing.T) {
	pack := builtin(t, "annual-report")
	f := &pack.Scheme.Forms[len(pack.Scheme.Forms)-1]
	values := fixtures.Balanced(f, rand.New(rand.NewPCG(5, 5)), 9000)
	model, l := prose(pack, f), typeset.Pipes()
	b := f.Tables[1].Blocks[0]
	id := func(row, column int) string {
		return typeset.CellID(f.Tables[1].ID, b.Rows[row].ID, b.Columns[column].ID)
	}
	tried := 0
	for row := range b.Rows {
		for column := range len(b.Columns) - 1 {
			one, other := id(row, column), id(row, column+1)
			if by := values[one] - values[other]; by > -10 && by < 10 {
				continue
			}
			tried++
			text, s := write(model, f, values, map[string]string{one: values.Text(other), other: values.Text(one)}, l)
			out := judgeAs(pack, text, l)
			if len(out.Diagnostics) != 1 {
				t.Errorf("%s and %s exchanged:%s", one, other, list(out.Diagnostics))
				continue
			}
			at := out.Diagnostics[0].Span
			if place := [2]int{at.Start, at.End}; place != s.Where[one] && place != s.Where[other] {
				t.Errorf("%s and %s exchanged:%s", one, other, list(out.Diagnostics))
			}
		}
	}
	if tried < 50 {
		t.Errorf("%d pairs differ, want 50 at least", tried)
	}
}

// wrap cuts each paragraph of a draft into lines of so many characters, whatever stands there, as
// readers of PDF hand them over; the first line is indented.
func wrap(content, indent string, width int) string {
	lines := strings.Split(content, "\n")
	for i, line := range lines {
		if strings.ContainsAny(line, "|#<") || strings.HasPrefix(line, "---") || strings.ContainsAny(line, "\t") {
			continue
		}
		left := []rune(line)
		if len(left) > width {
			left = append([]rune(indent), left...)
		}
		var cut []string
		for len(left) > width {
			end := width
			if strings.ContainsRune("，。；：、）》〕”", left[end]) { // may not begin a line
				end++
			}
			cut, left = append(cut, string(left[:end])), left[end:]
		}
		lines[i] = strings.Join(append(cut, string(left)), "\n")
	}
	return strings.Join(lines, "\n")
}

// TestWrapped holds a sound report to be clean whose lines were cut where a page ended, and each
// rule to find in it what it finds where they were not.
func TestWrapped(t *testing.T) {
	pack := builtin(t, "annual-report")
	f := &pack.Scheme.Forms[len(pack.Scheme.Forms)-1]
	for _, name := range []string{"one row a line", "one cell a line without pipes", "pipe tables with one column of labels"} {
		l := layout(name)
		values := fixtures.Balanced(f, rand.New(rand.NewPCG(4, 0)), 50)
		text, _ := write(prose(pack, f), f, values, nil, l)
		for width := 22; width <= 60; width++ {
			for _, indent := range []string{"", "　　"} {
				if l.Ext == ".md" {
					indent = ""
				}
				cut := wrap(text, indent, width)
				if out := judgeAs(pack, cut, l); len(out.Diagnostics) > 0 {
					t.Errorf("%s, %d characters: not clean:%s\n%s", name, width, list(out.Diagnostics), cut)
				}
			}
		}
	}
	for _, r := range pack.Rules {
		for _, width := range []int{20, 33, 41} {
			broken := pack.Model.Break(&r)
			file := diag.NewFile("draft.md", []byte(wrap(broken.Text, "", width)))
			out := judge(pack, &lint.Model{File: file, Prior: broken.Prior, Parts: broken.Parts})
			if len(out.Diagnostics) != 1 || out.Diagnostics[0].Rule != r.ID {
				t.Errorf("%s, %d characters: got:%s", r.ID, width, list(out.Diagnostics))
			}
		}
	}
}
