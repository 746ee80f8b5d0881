package markdown

import (
	"os"
	"strings"
	"testing"

	"reportlint/lint/diag"
)

// BenchmarkParse reads a report, and drafts of the same size that are blocks of prose, lists,
// inline markup, pipe tables or HTML tables only.
func BenchmarkParse(b *testing.B) {
	model, err := os.ReadFile("../../rules/annual-report.md")
	if err != nil {
		b.Fatal(err)
	}
	var prose, pipes, html strings.Builder
	for line := range strings.Lines(string(model)) {
		cells, isRow := strings.CutPrefix(line, "| ")
		if !isRow {
			if !strings.HasPrefix(line, "|-") {
				prose.WriteString(line)
				continue
			}
			pipes.WriteString(line)
			continue
		}
		pipes.WriteString(line)
		html.WriteString("<tr><td>" + strings.ReplaceAll(strings.TrimSuffix(cells, " |\n"), " | ", "</td><td>") + "</td></tr>\n")
	}
	fill := func(text string) string { return strings.Repeat(text+"\n", 1+len(model)/len(text))[:len(model)] }
	for _, draft := range []struct{ name, text string }{
		{"report", string(model)},
		{"blocks", fill(prose.String())},
		{"lists", fill("1. 主动公开政府信息136条。\n2. 新收申请27件。\n\n- 予以公开20件\n  - 部分公开3件\n\n")},
		{"inline", fill("**全年**共`发布`[信息](http://www.example.gov.cn)&amp;*公告*136条，<br>其中~~财政~~预决算4条。\n")},
		{"pipe-tables", fill(pipes.String())},
		{"html-tables", fill("<table>\n" + html.String() + "</table>\n")},
	} {
		b.Run(draft.name, func(b *testing.B) {
			b.SetBytes(int64(len(draft.text)))
			b.ReportAllocs()
			for b.Loop() {
				if d, limit := Parse(diag.NewFile("draft.md", []byte(draft.text))); limit != nil || len(d.Blocks) == 0 {
					b.Fatal("not read")
				}
			}
		})
	}
}
