package markdown

import (
	"fmt"
	"strings"
	"testing"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// show renders a draft so that a wrong text or place is easy to see: a line of a block
// each, with the source behind it where that differs.
func show(d *draft.Draft) string {
	var b strings.Builder
	for _, block := range d.Blocks {
		switch block.Kind {
		case draft.Heading:
			fmt.Fprintf(&b, "h%d", block.Level)
		case draft.Paragraph:
			b.WriteString("p")
		case draft.Grid:
			fmt.Fprintf(&b, "table%d", block.Table.Columns)
		}
		if block.Bold {
			b.WriteString(" bold")
		}
		if block.Images > 0 {
			fmt.Fprintf(&b, " images=%d", block.Images)
		}
		for _, l := range block.Lines {
			fmt.Fprintf(&b, " %s", showText(l))
		}
		if block.Table != nil {
			for _, row := range block.Table.Rows {
				b.WriteString(" /")
				for _, c := range row.Slots {
					fmt.Fprintf(&b, " %s", showText(c.Text))
				}
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func showText(t draft.Text) string {
	s := fmt.Sprintf("%q", t)
	if w := t.Where(); w.Text() != t.String() {
		s += fmt.Sprintf("<%d:%q>", w.Start, w.Text())
	} else if w.Empty() {
		s += fmt.Sprintf("<%d>", w.Start)
	}
	return s
}

func TestBlocks(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"# 标题\n\n正文", `h1 "标题"|p "正文"`},
		{"\uFEFF# 标题", `h1 "标题"`},
		{"标题\n===\n次\n---\n", `h1 "标题"|h2 "次"`},
		{"甲\n-\n0\n--\n1", `p "甲" "-" "0" "--" "1"`},
		{"-\n\n0", `p "-"|p "0"`},
		{"＃ 标题\n\n#标题\n\n#　标题", `p "＃ 标题"|p "#标题"|p "#\u3000标题"`},
		{"## 标题 ##", `h2 "标题"`},
		{"#\n\n##  ##\n\n> # ", `h1 ""<1>|h2 ""<6>|h1 ""<15>`},
		{">\t#", `h1 ""<3>`},
		{"甲\r乙\r\n\r\n丙\r\n", `p "甲" "乙"|p "丙"`},
		{"甲  \n乙\\\n丙", `p "甲" "乙"<6:"乙\\"> "丙"`},
		{"1. 甲\n2. 乙\n\n   丙\n- 丁\n10)  戊\n", `p "1. 甲"|p "2. 乙"|p "丙"|p "丁"|p "10) 戊"<28:"10)  戊">`},
		{"1. 2. 甲\n\n1.\n   乙\n\n2024.\n", `p "1. 2. 甲"|p "1."|p "乙"|p "2024."`},
		{"1. # 甲\n2. - 乙\n3. ```go\n   x\n   ```\n", `h1 "1. 甲"<0:"1. # 甲">|p "2. 乙"<9:"2. - 乙">|p "3."`},
		{"> 甲\n> 乙\n丙\n\n> > 丁", `p "甲" "乙" "丙"|p "丁"`},
		{"    甲\n     乙\n\n    丙\n\n丁", `p "甲" "乙"|p "丙"|p "丁"`},
		{"\t甲\n\n- 乙\n\n\t丙", `p "甲"|p "乙"|p "丙"`},
		{"```\n甲\n```\n乙\n\n***\n\n丙", `p "甲"|p "乙"|p "丙"`}, // which keeps text as it was written
		{"~~~ Text\n甲\n\n丁\n~~~\n乙", `p "甲"|p "丁"|p "乙"`},
		{"```python\n甲\n```\n乙", `p "乙"`},
		{"---\ntitle: 甲\n---\n# 乙", `h1 "乙"`},
		{"---\r\ntitle: 甲\r\n...\r\n# 乙", `h1 "乙"`},
		{"---\n\n甲\n\n---\n", `p "甲"`},
		{"---\n甲\n", `p "甲"`},
		{"**一、总体情况**\n\n**一、**总体\n\n**甲\n乙**\n\n<b>丙</b>", `p bold "一、总体情况"<0:"**一、总体情况**">|p "一、总体"<24:"**一、**总体">|p bold "甲"<42:"**甲"> "乙"<48:"乙**">|p bold "丙"<55:"<b>丙</b>">`},
		{"![x](y)", `p images=1 ""<0:"![x](y)">`},
		{"甲<br>乙 <br/> 丙", `p "甲" "乙" "丙"`},
		{"| a | b |\n|---|---|\n| 1 | 2 |\n---\n丙", `table2 / "a" "b" / "1" "2"|p "丙"`},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			d, limit := Parse(diag.NewFile("draft.md", []byte(tt.in)))
			if limit != nil {
				t.Fatalf("limit %v", limit)
			}
			got := strings.ReplaceAll(strings.TrimSpace(show(d)), "\n", "|")
			if got != tt.want {
				t.Errorf("Parse(%q)\n got %s\nwant %s", tt.in, got, tt.want)
			}
		})
	}
}
