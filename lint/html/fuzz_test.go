package html

import (
	"testing"
	"unicode/utf8"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

func FuzzParse(f *testing.F) {
	for _, page := range []string{
		"<title>甲</title><h1>乙</h1><p><b>丙</b> &amp; &nbsp;&#20013;<br>丁<img>",
		"<table><caption>x</caption><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d</table>",
		"<table><tr><td>a<td rowspan=2>b<td>c<tr><td colspan=3 rowspan=0>d<td>e<tr><th>f</table>",
		"<table><tr><td><table><td>1</table>\r\n\r\n<td hidden>2<tbody><tr><td>x\xff</table>",
		"<nav>一<!-- 二 --><pre>三\r四</pre><span style='display:none'>五</span>",
	} {
		f.Add([]byte(page), 0, len(page)/2)
	}
	f.Fuzz(func(t *testing.T, page []byte, start, end int) {
		file := diag.NewFile("", page)
		d, _ := Parse(file)
		check(t, file, d.Blocks)
		check(t, file, []draft.Block{{Lines: []draft.Text{d.Title}}})

		start = min(max(start, 0), len(page))
		end = min(max(end, start), len(page))
		blocks, stop, _ := Blocks(file, start, end, draft.UsualLimits())
		if stop < end || stop > len(page) {
			t.Fatalf("read from %d to %d of %d, stopped at %d", start, end, len(page), stop)
		}
		check(t, file, blocks)
		for _, b := range blocks {
			eachText([]draft.Block{b}, func(text draft.Text) {
				if at := text.Where(); at.Start < start || at.End > stop {
					t.Fatalf("read %d to %d, but a text is at %d to %d", start, stop, at.Start, at.End)
				}
			})
		}
	})
}

func check(t *testing.T, file *diag.File, blocks []draft.Block) {
	eachText(blocks, func(text draft.Text) {
		if text.Len() > 0 {
			inside(t, file, text.Where())
			if utf8.ValidString(file.Text) { // else markup may stand inside a character
				checkPlaces(t, text)
			}
		}
		for i := range text.String() {
			inside(t, file, text.Span(i, text.Len()))
			inside(t, file, text.Span(0, i))
		}
	})
	for _, b := range blocks {
		if b.Table == nil {
			continue
		}
		inside(t, file, b.Table.Span)
		for _, row := range b.Table.Rows {
			inside(t, b.Table.Span.File, row.Span)
		}
		rectangles(t, b.Table)
	}
}

func inside(t *testing.T, file *diag.File, s diag.Span) {
	if s.File != file || s.Start < 0 || s.Start > s.End || s.End > len(file.Text) {
		t.Fatalf("span %d to %d of %d bytes", s.Start, s.End, len(file.Text))
	}
}

// rectangles demands that the slots of every cell are a rectangle without holes.
func rectangles(t *testing.T, table *draft.Table) {
	type area struct{ left, top, right, bottom, slots int }
	areas := map[*draft.Cell]*area{}
	for y, row := range table.Rows {
		for x, c := range row.Slots {
			a := areas[c]
			if a == nil {
				a = &area{left: x, top: y}
				areas[c] = a
			}
			a.left, a.right, a.bottom = min(a.left, x), max(a.right, x+1), y+1
			a.slots++
		}
	}
	for c, a := range areas {
		if a.slots != (a.right-a.left)*(a.bottom-a.top) {
			t.Fatalf("cell %q covers %+v", c.Text, *a)
		}
	}
}
