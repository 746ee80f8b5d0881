package markdown

import (
	"strings"
	"testing"

	"reportlint/lint/diag"
)

func TestTables(t *testing.T) {
	tests := []struct{ in, want string }{
		{"| 甲 | 乙 |\n|:---|---:|\n| 1 | 2 |\n", `table2 / "甲" "乙" / "1" "2"`},
		{"甲 | 乙\n-|-\n1 | 2\n3|", `table2 / "甲" "乙" / "1" "2" / "3"`},
		{"前\n后\n| 甲 |\n|-|\n| 1 |\n无\n尾", `p "前" "后"|table1 / "甲" / "1"|p "无" "尾"`},
		{"|甲|乙|\n|-|-|\n|1|2|99|\n|3|\n|\n|4|5|", `table2 / "甲" "乙" / "1" "2" "99" / "3"|p "|" "|4|5|"`},
		{"|甲|\n|-|-|\n|1|\n", `p "|甲|" "|-|-|" "|1|"`},
		{"本季收入如下：\n|-|-|\n|1|2|\n", `p "本季收入如下：" "|-|-|" "|1|2|"`},
		{"|甲|乙|\n|-|\n", `p "|甲|乙|" "|-|"`},
		{"甲\n:-\n乙", `p "甲" ":-" "乙"`},
		{"|甲|乙|\n|—|—|\n\n|甲|乙|\n|：-|-：|\n\n｜甲｜乙｜\n｜-｜-｜", `p "|甲|乙|" "|—|—|"|p "|甲|乙|" "|：-|-：|"|p "｜甲｜乙｜" "｜-｜-｜"`},
		{"|a|b|\n|-|-|\n|x\\|y|`c\\|d`|\n|\\\\|e|\\\\\\|z|\n", "table2 / \"a\" \"b\" / \"x|y\"<13:\"x\\\\|y\"> \"c|d\"<18:\"`c\\\\|d`\"> / \"|e\"<27:\"\\\\\\\\|e\"> \"\\\\|z\"<32:\"\\\\\\\\\\\\|z\">"},
		{"|a|\n|-|\n|`x|y`|\n", "table1 / \"a\" / \"`x\" \"y`\""},
		{"| a |  ||\n|-|-|-|\n|   | &nbsp; | ![](x) |", `table3 images=1 / "a" ""<6> ""<8> / ""<20> ""<24> ""<33>`},
		{"| a<br>b | **c** <br/> d |\n|-|-|", `table2 / "a b"<2:"a<br>b"> "c d"<13:"c** <br/> d">`},
		{"> | 甲 |\n> |---|\n> | 1 |\n\n- | 乙 |\n  |---|\n  | 2 |\n", `table1 / "甲" / "1"|table1 / "乙" / "2"`},
		{"1. | 乙 |\n   |---|\n   | 2 |\n", `p "1."|table1 / "乙" / "2"`},
		{"文\n\n    | 甲 |\n    |---|\n    | 1 |\n", `p "文"|table1 / "甲" / "1"`},
		{"|a|\r\n|-|\r\n|1|\r\n", `table1 / "a" / "1"`},
		{"|a|\r|-|\r|1|\r", `table1 / "a" / "1"`},
		{"|a|b|\n|-|-|\n|-|-|\n|c|d|\n|-|-|", `table2 / "a" "b" / "-" "-" / "c" "d" / "-" "-"`},
		{"|a|\n|-|\n|1|\n---\n", `table1 / "a" / "1"`},
		{"|a|\n|-|\n|1|\n尾\n---\n", `table1 / "a" / "1"|h2 "尾"`},
		{"|甲|乙|\n|-|-|\n-\n|1|2|", `table2 / "甲" "乙"|p "-" "|1|2|"`},
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

// TestFrames reads tables that are drawn with walls.
func TestFrames(t *testing.T) {
	tests := []struct {
		name, want string
		in         []string
	}{
		{"cells of several lines, and heads", "table0 / \"甲\" \"乙\" / \"一二\"<37:\"一 | 1 |\\n| 二\"> \"1\" / \"a b\"<72:\"a  | 2 |\\n| b\"> \"2\"", []string{
			"+----+---+",
			"| 甲 |乙 |",
			"+====+===+",
			"| 一 | 1 |",
			"| 二 |   |",
			"+----+---+",
			"| a  | 2 |",
			"| b  |   |",
			"+----+---+"}},
		{"merged cells", `table0 / "甲" "乙" "乙" / "甲" "1" "2" / "3" "3" "3"`, []string{
			"+----+-------+",
			"| 甲 | 乙    |",
			"|    +---+---+",
			"|    | 1 | 2 |",
			"+----+---+---+",
			"| 3          |",
			"+------------+"}},
		{"markup over two lines", "table0 / \"甲乙\"<18:\"**甲  | ~~1 |\\n| 乙**\"> \"~~1\" / \"丙\" \"2\" / \"丁\" \"3\"", []string{
			"+-------+-----+",
			"| **甲  | ~~1 |",
			"| 乙**  |     |",
			"+-------+-----+",
			"| 丙    | 2   |",
			"+-------+-----+",
			"| 丁    | 3   |",
			"+-------+-----+"}},
		{"figures that somebody wrote without minding the walls", `table0 / "甲" "1234" "56" / "乙" ""<57> "7"`, []string{
			"+----+---+---+",
			"| 甲 | 1234 | 56 |",
			"+----+---+---+",
			"| 乙 || 7 |",
			"+----+---+---+"}},
		{"characters that are wide for some programs only", `table0 / "“甲”" "1"`, []string{
			"+--------+---+",
			"| “甲” | 1 |",
			"+--------+---+"}},
		{"all characters as wide as one", `table0 / "甲乙" "1" / "丙" "2"`, []string{
			"+----+---+",
			"| 甲乙 | 1 |",
			"+----+---+",
			"| 丙  | 2 |",
			"+----+---+"}},
		{"no walls between heads", `p "+---+" "| 甲 |" "| 乙 |" "+---+" "| 1 |" "+---+"`, []string{"+---+", "| 甲 |", "| 乙 |", "+---+", "| 1 |", "+---+"}},
		{"no walls between figures", `p "+---+" "| 1 |" "| 2 |" "+---+"`, []string{"+---+", "| 1 |", "| 2 |", "+---+"}},
		{"text around it", `p "前"|table0 / "1"|p "后"`, []string{"前", "+---+", "| 1 |", "+---+", "后"}},
		{"in a quote", `table0 / "1"`, []string{"> +---+", "> | 1 |", "> +---+"}},
		{"a border alone", `p "+---+" "甲"`, []string{"+---+", "甲"}},
		{"no end", `p "+---+" "| 1 |"`, []string{"+---+", "| 1 |"}},
		{"a wall that leads nowhere", `p "+---+---+" "| 1 | 2 |" "| 3     |" "|   | 4 |" "+---+---+"`, []string{
			"+---+---+", "| 1 | 2 |", "| 3     |", "|   | 4 |", "+---+---+"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, limit := Parse(diag.NewFile("draft.md", []byte(strings.Join(tt.in, "\n"))))
			if limit != nil {
				t.Fatalf("limit %v", limit)
			}
			got := strings.ReplaceAll(strings.TrimSpace(show(d)), "\n", "|")
			if got != tt.want {
				t.Errorf("%s\n got %s\nwant %s", strings.Join(tt.in, "\n"), got, tt.want)
			}
		})
	}
}

// TestMarkup looks at where markup begins and ends, not at what is read from it.
func TestMarkup(t *testing.T) {
	tests := []struct{ in, want string }{
		{"前<table><tr><td>1</td></tr></table>后\n尾", `p "前"|table0 / "1"|p "后"|p "尾"`},
		{"前<table>\n\n<tr><td>1</td></tr>\n\n    <tr><td>2</td></tr>\n</table>\n\n尾", `p "前"|table0 / "1" / "2"|p "尾"`},
		{"<table>\n\n# 甲\n<tr><td>1</td></tr>\n</table>\n尾\n\n# 乙", `p "# 甲"|table0 / "1"|p "尾"|h1 "乙"`},
		{"`<table>`与\\<table>\n尾", "p \"<table>与<table>\"<0:\"`<table>`与\\\\<table>\"> \"尾\""},
		{"|a|\n|-|\n|1|\n前<table><tr><td>1</td></tr></table>\n|b|\n|-|", `table1 / "a" / "1"|p "前"|table0 / "1"|table1 / "b"`},
		{"1. <p>甲</p>\n", `p "1."|p "甲"`},
		{"<!-- reportlint -->\n\n甲", `p "甲"`},
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
