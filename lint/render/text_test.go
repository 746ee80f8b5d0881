package render

import (
	"slices"
	"strings"
	"testing"

	"reportlint/lint/diag"
)

// marked returns the file without the brackets 【 and 】 in it, and the spans between them.
func marked(name, content string) []diag.Span {
	var b strings.Builder
	var spans []diag.Span
	for content != "" {
		i := strings.IndexAny(content, "【】")
		if i < 0 {
			b.WriteString(content)
			break
		}
		b.WriteString(content[:i])
		if strings.HasPrefix(content[i:], "【") {
			spans = append(spans, diag.Span{Start: b.Len()})
		} else {
			spans[len(spans)-1].End = b.Len()
		}
		content = content[i+len("【"):]
	}
	file := diag.NewFile(name, []byte(b.String()))
	for i := range spans {
		spans[i].File = file
	}
	return spans
}

func TestText(t *testing.T) {
	tests := []struct {
		name    string
		file    string // with 【】 around the fault, then around each note
		columns int
		want    string
	}{
		{
			name: "wide characters",
			file: "一、总体情况\n其中【数量】为1\n",
			want: `
error[r]: m
  --> draft.md:2:3
    |
  2 | 其中数量为1
    |     ^^^^
  help: reportlint explain r
`,
		},
		{
			name: "ambiguous characters take one cell",
			file: "“①”—【x】",
			want: `
error[r]: m
  --> draft.md:1:5
    |
  1 | “①”—x
    |     ^
  help: reportlint explain r
`,
		},
		{
			name: "tab",
			file: "a\t【b\tc】\td",
			want: `
error[r]: m
  --> draft.md:1:3
    |
  1 | a    b    c    d
    |      ^^^^^^
  help: reportlint explain r
`,
		},
		{
			name: "combining",
			file: "e\u0301 【e\u0301】x",
			want: "\nerror[r]: m\n  --> draft.md:1:4\n    |\n  1 | e\u0301 e\u0301x\n    |   ^\n  help: reportlint explain r\n",
		},
		{
			name: "an accent alone is marked under its letter",
			file: "ae【\u0301】x",
			want: "\nerror[r]: m\n  --> draft.md:1:3\n    |\n  1 | ae\u0301x\n    |  ^\n  help: reportlint explain r\n",
		},
		{
			name: "byte order mark and CRLF",
			file: diag.BOM + "【甲】\r\n乙\r\n",
			want: `
error[r]: m
  --> draft.md:1:1
    |
  1 | 甲
    | ^^
  help: reportlint explain r
`,
		},
		{
			name: "a line ending",
			file: "甲【\r\n】乙",
			want: `
error[r]: m
  --> draft.md:1:2
    |
  1 | 甲
    |   ^
  help: reportlint explain r
`,
		},
		{
			name: "end of file",
			file: "甲\n【】",
			want: `
error[r]: m
  --> draft.md:2:1
    |
  2 |
    | ^
  help: reportlint explain r
`,
		},
		{
			name: "empty span",
			file: "甲【】乙丙",
			want: `
error[r]: m
  --> draft.md:1:2
    |
  1 | 甲乙丙
    |   ^
  help: reportlint explain r
`,
		},
		{
			name: "several lines",
			file: "前【<table>\n<tr>\n</table>】\n",
			want: `
error[r]: m
  --> draft.md:1:2
    |
  1 | 前<table>
    |   ^^^^^^^
    | … (3 lines)
  help: reportlint explain r
`,
		},
		{
			name:    "a long line is cut on both sides",
			file:    strings.Repeat("甲", 90) + "【乙丙】" + strings.Repeat("丁", 90),
			columns: 30,
			want: `
error[r]: m
  --> draft.md:1:91
    |
  1 | …甲甲甲甲乙丙丁丁丁丁…
    |          ^^^^
  help: reportlint explain r
`,
		},
		{
			name:    "a long line is cut behind",
			file:    "甲【乙】" + strings.Repeat("丁", 90),
			columns: 20,
			want: `
error[r]: m
  --> draft.md:1:2
    |
  1 | 甲乙丁丁丁丁…
    |   ^^
  help: reportlint explain r
`,
		},
		{
			name:    "a long line is cut before",
			file:    strings.Repeat("丁", 90) + "【】",
			columns: 20,
			want: `
error[r]: m
  --> draft.md:1:91
    |
  1 | …丁丁丁丁丁
    |            ^
  help: reportlint explain r
`,
		},
		{
			name:    "a long mark",
			file:    "甲【" + strings.Repeat("丁", 90) + "】",
			columns: 20,
			want: `
error[r]: m
  --> draft.md:1:2
    |
  1 | …丁丁丁丁丁丁…
    |  ^^^^^^^^^^^^^
  help: reportlint explain r
`,
		},
		{
			name: "notes in other lines and in the same",
			file: "【甲】 | 【乙】\n丙【丁】",
			want: `
error[r]: m
  --> draft.md:1:1
    |
  1 | 甲 | 乙
    | ^^   --
  note: n --> draft.md:1:5
  note: n
  --> draft.md:2:2
    |
  2 | 丙丁
    |   --
  help: reportlint explain r
`,
		},
		{
			name: "too many notes",
			file: "【a】" + strings.Repeat("【b】", 11),
			want: `
error[r]: m
  --> draft.md:1:1
    |
  1 | abbbbbbbbbbb
    | ^--------
` + eightNotes + `  note: and 3 more
  help: reportlint explain r
`,
		},
		{
			name: "four digits",
			file: strings.Repeat("\n", 1233) + "【甲】",
			want: `
error[r]: m
  --> draft.md:1234:1
     |
1234 | 甲
     | ^^
  help: reportlint explain r
`,
		},
		{
			name: "hostile",
			file: "::error::x【\x1b]52;c;x\a\u202e\xff\x7f\u009b】##[add-mask]y",
			want: `
error[r]: m
  --> draft.md:1:11
    |
  1 | ::error::x␛]52;c;x␇<U+202E><FF>␡<U+009B><U+0023>#[add-mask]y
    |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  help: reportlint explain r
`,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			spans := marked("draft.md", tt.file)
			d := diag.Diagnostic{Rule: "r", Severity: diag.Error, Message: "m", Span: spans[0]}
			for _, s := range spans[1:] {
				d.Notes = append(d.Notes, diag.Note{Span: s, Message: "n"})
			}
			var b strings.Builder
			if err := Text(&b, slices.Values([]diag.Diagnostic{d}), Style{Columns: tt.columns, Lang: diag.English}); err != nil {
				t.Fatal(err)
			}
			if got := "\n" + b.String(); got != tt.want {
				t.Errorf("got:%s\nwant:%s", got, tt.want)
			}
		})
	}
}

const eightNotes = `  note: n --> draft.md:1:2
  note: n --> draft.md:1:3
  note: n --> draft.md:1:4
  note: n --> draft.md:1:5
  note: n --> draft.md:1:6
  note: n --> draft.md:1:7
  note: n --> draft.md:1:8
  note: n --> draft.md:1:9
`

// signed is a fault as the rules report it, with everything that a fault may have.
func signed() diag.Diagnostic {
	s := marked("draft.md", "2024年报告\n\n【2024年1月10日】\n【2024年】\n")
	return diag.Diagnostic{
		Rule: "signed-before-year-end", Severity: diag.Warning, Span: s[0],
		Message: "落款日期是2024年1月10日", Basis: "条例 第五十条",
		Notes: []diag.Note{{Span: s[1], Message: "报告的年度"}},
		Suggestions: []diag.Fix{{Message: "改为次年", Edits: []diag.Edit{
			{Span: s[0], Text: "2025年1月10日"},
			{Span: s[1].Point(), Text: "截至\n"},
		}}},
		Explanations: []diag.Explanation{{Cells: []diag.CellChange{{Span: s[1], Label: "年", Is: "2024", Becomes: "2025"}}, Reasons: []string{"one key apart"}}},
		Fingerprint:  "f00d",
	}
}

func TestTextWhole(t *testing.T) {
	var b strings.Builder
	if err := Text(&b, slices.Values([]diag.Diagnostic{signed(), {Rule: "signed-before-year-end"}}), Style{}); err != nil {
		t.Fatal(err)
	}
	want := `警告[signed-before-year-end]：落款日期是2024年1月10日
  --> draft.md:3:1
    |
  3 | 2024年1月10日
    | ^^^^^^^^^^^^^
  说明：报告的年度
  --> draft.md:4:1
    |
  4 | 2024年
    | ------
  建议：改为次年
  --> draft.md:3:1
  3 - 2024年1月10日
    + 2025年1月10日
  --> draft.md:4:1
  4 + 截至␊
  依据：条例 第五十条
  帮助：reportlint explain signed-before-year-end

severity(0)[signed-before-year-end]：
  --> :1:1
    |
  1 |
    | ^
`
	if got := b.String(); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestTextColor(t *testing.T) {
	s := marked("d", "【a】【b】")
	d := diag.Diagnostic{Rule: "r", Severity: diag.Error, Span: s[0], Message: "m",
		Notes: []diag.Note{{Span: s[1], Message: "n"}}}
	var b strings.Builder
	if err := Text(&b, slices.Values([]diag.Diagnostic{d}), Style{Color: true, Lang: diag.English}); err != nil {
		t.Fatal(err)
	}
	const red, blue, off = "\x1b[31m", "\x1b[34m", "\x1b[0m"
	for _, want := range []string{
		"\x1b[31;1merror[r]",
		red + "^" + off + blue + "-" + off + "\n",
		blue + "  1 |" + off + " ab\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in %q", want, b.String())
		}
	}
}
