package markdown

import (
	"encoding/xml"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// TestTablesAgainstCmark compares the cells of tables as people write them with those
// that the reference implementation reads.
func TestTablesAgainstCmark(t *testing.T) {
	path, err := exec.LookPath("cmark-gfm")
	if err != nil && os.Getenv("CI") != "true" {
		t.Skip(err)
	}
	rnd := rand.New(rand.NewPCG(20, 24))
	const batches, each = 10, 1000
	for range batches {
		var tables []string
		for range each {
			tables = append(tables, saneTable(rnd))
		}
		source := strings.Join(tables, "\n\n# next\n\n")
		cmd := exec.Command(path, "-e", "table", "-t", "xml")
		cmd.Stdin = strings.NewReader(source)
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		want := cmarkTables(t, out)
		got := ourTables(source)
		if len(want) != each || len(got) != each {
			t.Fatalf("%d tables, cmark has %d of %d", len(got), len(want), each)
		}
		for i := range want {
			if !slices.EqualFunc(got[i], want[i], slices.Equal) {
				t.Errorf("%s\n got %q\nwant %q", tables[i], got[i], want[i])
			}
		}
	}
}

// saneTable returns a table that is one for every reader, with text around it.
func saneTable(rnd *rand.Rand) string {
	words := []string{
		"甲", "合计", "1,203", "59237.2449", "3.5%", "-5", "a b", "第二十条第（一）项", "“重点”", "0", "12", "…",
		"**粗**", "*斜*", "_斜_", "***粗斜***", "`代码`", "``a`b``", "`a\\|b`", "x\\|y", "\\|", "\\*", "\\\\。", "\\_甲\\_", "&amp;", "&#20013;", "&nosuch;",
		"[链](u)", "[链](u \"题\")", "[甲][乙]", "<http://a.cn/x>", "<u>线</u>", "2021〕30号", "a_b_c", "甲`", "10~20", "!", "「」", "（**粗**）", "#", "+", "甲 - 乙",
	}
	pick := func(s ...string) string { return s[rnd.IntN(len(s))] }
	columns := 1 + rnd.IntN(6)
	row := func(cells []string) string {
		var b strings.Builder
		if len(cells) == 1 || rnd.IntN(5) > 0 {
			b.WriteString("|")
		}
		b.WriteString(strings.Join(cells, "|"))
		if len(cells) == 1 || rnd.IntN(5) > 0 {
			b.WriteString("|")
		}
		return strings.Repeat(" ", rnd.IntN(3)) + b.String() + pick("", "", " ") + "\n"
	}
	cell := func(blank bool) string {
		if blank && rnd.IntN(5) == 0 {
			return pick("", " ", "  ")
		}
		var b strings.Builder
		for i := range 1 + rnd.IntN(3) {
			if i > 0 {
				b.WriteString(pick(" ", "，", "、"))
			}
			b.WriteString(words[rnd.IntN(len(words))])
		}
		return pick(" ", " ", "  ", "\t") + b.String() + pick("", " ", "  ")
	}
	cells := func(n int, one func() string) []string {
		var c []string
		for range n {
			c = append(c, one())
		}
		return c
	}
	var b strings.Builder
	b.WriteString(pick("", "", "表前的话\n", "第一行\n第二行\n", "独立的段落\n\n"))
	b.WriteString(row(cells(columns, func() string { return "名" + cell(false) })))
	b.WriteString("|" + strings.Join(cells(columns, func() string {
		return pick("", " ") + pick("", ":") + pick("-", "---", "------") + pick("", ":") + pick("", " ")
	}), "|") + "|\n")
	for range rnd.IntN(5) {
		n := columns
		if rnd.IntN(6) == 0 {
			n = max(columns+rnd.IntN(4)-2, 1)
		}
		b.WriteString(row(append([]string{"行" + cell(false)}, cells(n-1, func() string { return cell(true) })...)))
	}
	b.WriteString(pick("", "\n表后的话\n", "\n- 列表\n"))
	return b.String()
}

// ourTables returns the texts of the cells of each table, each row as long as the
// delimiter row, which is how long the other reader makes them.
func ourTables(source string) [][][]string {
	d, _ := Parse(diag.NewFile("draft.md", []byte(source)))
	var tables [][][]string
	for _, b := range d.Blocks {
		if b.Kind != draft.Grid {
			continue
		}
		var rows [][]string
		for _, r := range b.Table.Rows {
			row := make([]string, b.Table.Columns)
			for i, c := range r.Slots[:min(len(r.Slots), len(row))] {
				row[i] = c.Text.String()
			}
			rows = append(rows, row)
		}
		tables = append(tables, rows)
	}
	return tables
}

func cmarkTables(t *testing.T, out []byte) (tables [][][]string) {
	d := xml.NewDecoder(strings.NewReader(string(out)))
	var rows [][]string
	var cell strings.Builder
	shown := false
	for {
		token, err := d.Token()
		if err == io.EOF {
			return tables
		} else if err != nil {
			t.Fatal(fmt.Errorf("output of cmark: %w", err))
		}
		switch x := token.(type) {
		case xml.StartElement:
			switch x.Name.Local {
			case "table":
				rows = nil
			case "table_header", "table_row":
				rows = append(rows, nil)
			case "table_cell":
				cell.Reset()
			}
			shown = x.Name.Local == "text" || x.Name.Local == "code"
		case xml.CharData:
			if shown {
				cell.Write(x)
			}
		case xml.EndElement:
			shown = false
			switch x.Name.Local {
			case "table_cell":
				rows[len(rows)-1] = append(rows[len(rows)-1], strings.TrimSpace(cell.String()))
			case "table":
				tables = append(tables, rows)
			}
		}
	}
}
