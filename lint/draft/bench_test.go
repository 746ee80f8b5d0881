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
		{"fold again", func() { folded.Fold() }},
		{"join", func() { Join(text, folded, text) }},
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
		{"numbers", func() {
			var found Numbers
			for _, line := range lines {
				found.Find(line)
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

// BenchmarkAmount reads the cells of a table, and adds them up.
func BenchmarkAmount(b *testing.B) {
	for _, cells := range []struct {
		name string
		all  []string
	}{
		{"counts", []string{"0", "3", "27", "1230"}},
		{"decimals", []string{"0.5", "59237.2449", "12.60", "0"}},
		{"odd", []string{"１２", "1,230", "三件", "012"}},
		{"beyond a word", []string{"98765432109876543210", "0.0000000000000000000001", "1", "2"}},
		{"labels", []string{"自然人", "商业企业", "（一）予以公开", "-"}},
	} {
		b.Run(cells.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var sum Value
				for _, s := range cells.all {
					if a, ok := ParseAmount(s); ok {
						sum = sum.Add(a.Value)
					}
				}
				if sum.Cmp(sum.Add(sum)) > 0 {
					b.Fatal(sum)
				}
			}
		})
	}
}
