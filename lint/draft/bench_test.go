package draft

import (
	"strings"
	"testing"

	"reportlint/lint/diag"
)

// BenchmarkText does with the text of a report what rules do with it.
func BenchmarkText(b *testing.B) {
	written := strings.Repeat("2024年，我镇新收政府信息公开申请２７件，比上年的24件增长12.5%，上年结转2件，全年办结27件，年底（12月31日）结转2件。\n", 40)
	file := diag.NewFile("draft.md", []byte(written))
	builder := NewBuilder(diag.Span{File: file, End: len(written)})
	for at := 0; at < len(written); { // in runs, as markup leaves them
		end := min(at+60, len(written))
		builder.Copy(at, end)
		at = end
	}
	text := builder.Text()
	folded := text.Fold()
	lines := strings.SplitAfter(folded.String(), "。")
	for _, stage := range []struct {
		name string
		do   func()
	}{
		{"fold", func() { text.Fold() }},
		{"slice", func() {
			for at := 0; at+30 <= folded.Len(); at += 30 {
				folded.Slice(at, at+30)
			}
		}},
		{"span", func() {
			for at := 0; at+30 <= folded.Len(); at += 30 {
				folded.Span(at, at+30)
			}
		}},
		{"quantities", func() {
			for _, line := range lines {
				FindQuantities(line)
			}
		}},
		{"dates", func() {
			for _, line := range lines {
				FindDates(line)
			}
		}},
	} {
		b.Run(stage.name, func(b *testing.B) {
			b.SetBytes(int64(len(written)))
			b.ReportAllocs()
			for b.Loop() {
				stage.do()
			}
		})
	}
}
