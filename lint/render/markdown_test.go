package render

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"reportlint/lint/diag"
)

func TestMarkdown(t *testing.T) {
	d := signed()
	d.Message = "总计是【3】*"
	other := marked("prior.md", "【7】")[0]
	d.Notes = append(d.Notes, diag.Note{Span: other, Message: "上年|的"})
	run := Run{Files: slices.Values([]File{{Path: "draft.md"}, {Path: "b_c.md", NotChecked: "why"}}), Diagnostics: slices.Values([]diag.Diagnostic{d})}
	want := `## reportlint

文件 2，错误 0，警告 1，提示 0，未检查 1

### 错误

- **未检查：why**

  位置：b\_c.md:1:1，not-checked

### 警告

- **总计是【3】\***

  位置：draft.md:3:1，signed-before-year-end，依据：条例 第五十条

  | 位置 | 原文 | 说明 |
  | --- | --- | --- |
  | 3:1 | **2024年1月10日** |  |
  | 4:1 | 2024年 | 报告的年度 |
  | prior.md:1:1 | 7 | 上年\|的 |

  | 单元格 | 现为 | 改为 |
  | --- | --- | --- |
  | 年 | 2024 | **2025** |
`
	if got := write(t, func(w io.Writer) error { return Markdown(w, run) }); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// TestMarkdownFits holds a summary to what GitHub takes, and to the worst faults.
func TestMarkdownFits(t *testing.T) {
	file := diag.NewFile("d", nil)
	var all []diag.Diagnostic
	const faults = 3000
	for i := range faults {
		all = append(all, diag.Diagnostic{Rule: "r", Severity: diag.Warning, Span: diag.Span{File: file}, Message: fmt.Sprintf("%05d", i) + strings.Repeat("甲", 300)})
	}
	all = append(all, diag.Diagnostic{Rule: "worst", Severity: diag.Error, Span: diag.Span{File: file}})
	out := write(t, func(w io.Writer) error { return Markdown(w, Run{Diagnostics: slices.Values(all), Lang: diag.English}) })
	shown := strings.Count(out, "\n- ")
	if len(out) >= 1<<20 || !strings.Contains(out, "worst") || !strings.HasSuffix(out, fmt.Sprintf("\nand %d more\n", faults+1-shown)) {
		t.Errorf("%d bytes, %d faults, ends with %q", len(out), shown, out[len(out)-40:])
	}
}
