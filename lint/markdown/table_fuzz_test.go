package markdown

import (
	"strings"
	"testing"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// FuzzPipes writes a table of any cells, as wide as it likes in each row, and holds that they
// are read as they were written: none is lost, none is added, each is in its place.
func FuzzPipes(f *testing.F) {
	f.Add("序号\x00件数\x001\x0012", uint8(2), uint8(3), "")
	f.Add("a|b\x00\\|\x00\x00 c ", uint8(1), uint8(2), "> ")
	f.Add("`x|y`\x00**甲**\x00-\x00:-:", uint8(3), uint8(1), "- ")
	f.Fuzz(func(t *testing.T, cells string, columns, width uint8, before string) {
		if len(cells) > 2<<10 || before != "" && before != "> " && before != "- " {
			return
		}
		words := strings.Split(cells, "\x00")
		for i, w := range words {
			words[i] = strings.TrimSpace(strings.Map(unmarked, w))
		}
		n, m := 1+int(columns)%8, 1+int(width)%8
		rows := [][]string{nil}
		for i := range n {
			rows[0] = append(rows[0], "H"+words[i%len(words)])
		}
		for ; len(words) > 0; words = words[min(m, len(words)):] {
			rows = append(rows, words[:min(m, len(words))])
		}
		var b strings.Builder
		indent := strings.Repeat(" ", len(before))
		if before == "> " {
			indent = before
		}
		for i, row := range rows {
			line := "| " + strings.Join(row, " | ") + " |\n"
			if i == 0 {
				b.WriteString(before + line + indent + strings.Repeat("|---", n) + "|\n")
				continue
			}
			b.WriteString(indent + line)
		}
		file := diag.NewFile("draft.md", []byte(b.String()))
		d, limit := Parse(file)
		if limit != nil || len(d.Blocks) != 1 || d.Blocks[0].Table == nil {
			t.Fatalf("%q is no table but %v, limit %v", b.String(), d.Blocks, limit)
		}
		table := d.Blocks[0].Table
		if len(table.Rows) != len(rows) || table.Columns != n {
			t.Fatalf("%q has %d rows and %d columns, want %d and %d", b.String(), len(table.Rows), table.Columns, len(rows), n)
		}
		for y, row := range rows {
			if got := texts(table.Rows[y]); strings.Join(got, "|") != strings.Join(row, "|") {
				t.Fatalf("%q: row %d is %q, want %q", b.String(), y, got, row)
			}
		}
		checkTable(t, table)
	})
}

// unmarked drops what may be markup, or a blank that is not read as it is written.
func unmarked(r rune) rune {
	switch {
	case r >= '0' && r <= '9', r >= 'a' && r <= 'z', r >= 0x4E00 && r < 0xA000, r == '%', r == '-', r == '。':
		return r
	}
	return -1
}

func texts(row draft.Row) (all []string) {
	for _, c := range row.Slots {
		all = append(all, c.Text.String())
	}
	return all
}
