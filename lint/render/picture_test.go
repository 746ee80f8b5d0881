package render

import (
	"slices"
	"strings"
	"testing"

	"reportlint/lint/diag"
)

// broken is a fault of a table, with a picture of the table and three ways to mend it.
func broken() diag.Diagnostic {
	s := marked("draft.md", "【12】 18 9")
	cell := func(text string, m diag.Mark) diag.PictureCell { return diag.PictureCell{Text: text, Mark: m} }
	change := func(label, is, becomes string) diag.CellChange {
		return diag.CellChange{Span: s[0], Label: label, Is: is, Becomes: becomes}
	}
	return diag.Diagnostic{
		Rule: "sum", Severity: diag.Error, Span: s[0], Message: "m",
		Picture: &diag.Picture{
			Columns: []string{"自然人", "总计"},
			Rows: []diag.PictureRow{
				{Label: "（一）予以公开", Cells: []diag.PictureCell{cell("12", diag.Wrong), cell("18", diag.Total)}, Sum: "21"},
				{Label: "一二三四五六七八九十一二三四五六", Cells: []diag.PictureCell{cell("9", diag.Plain), cell("", diag.Plain)}},
			},
			Sums: []string{"", "27"},
		},
		Notes: []diag.Note{{Span: s[0], Message: "n"}},
		Explanations: []diag.Explanation{
			{Cells: []diag.CellChange{change("甲 × 乙", "12", "21")}, Reasons: []string{"one key apart", "the text has this number"}},
			{Cells: []diag.CellChange{change("甲", "1", "2"), change("乙", "3", "")}},
		},
	}
}

func TestPicture(t *testing.T) {
	var b strings.Builder
	if err := Text(&b, slices.Values([]diag.Diagnostic{broken()}), Style{Lang: diag.English, Columns: 60}); err != nil {
		t.Fatal(err)
	}
	want := `error[sum]: m
  --> draft.md:1:1
    |
  1 | 12 18 9
    | ^^
    |
    |                                自然人  总计  sum
    | （一）予以公开                   [12]    18   21
    | 一二三四五六七八九十一二三四…       9
    | sum                                      27
    |
  note: n --> draft.md:1:1
  change 1: 甲 × 乙 12 → 21 (one key apart, the text has this number)
  change 2: 甲 1 → 2; 乙 3 → ?
  help: reportlint explain sum
`
	if got := b.String(); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	b.Reset()
	if err := Text(&b, slices.Values([]diag.Diagnostic{broken()}), Style{Lang: diag.English, Columns: 40}); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); strings.Contains(got, "自然人") {
		t.Errorf("a picture where there is no room:\n%s", got)
	}
	b.Reset()
	if err := Text(&b, slices.Values([]diag.Diagnostic{broken()}), Style{Color: true, Columns: 80}); err != nil {
		t.Fatal(err)
	}
	if red := "\x1b[31m[12]\x1b[0m"; !strings.Contains(b.String(), red) {
		t.Errorf("no %q in %q", red, b.String())
	}
}

func TestMarkdownPicture(t *testing.T) {
	var b strings.Builder
	if err := Markdown(&b, Run{Diagnostics: slices.Values([]diag.Diagnostic{broken()}), Lang: diag.English}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"  |  | 自然人 | 总计 | sum |\n  | --- | ---: | ---: | ---: |\n",
		"  | （一）予以公开 | **\\[12\\]** | 18 | **21** |\n",
		"  | sum |  | **27** |  |\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}
