package diag

import (
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

// FuzzPosition holds that lines and columns are the way back to the offset that they are of,
// in characters and in units of UTF-16, and that lines follow each other without gaps but
// their ends.
func FuzzPosition(f *testing.F) {
	for _, s := range []string{"", BOM, BOM + "甲\r\n乙\r\r\n丙\n", "a\xff\xe4\xb8😀\n", "\n\n\r"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		file := NewFile("f", content)
		if file.Position(-1) != file.Position(0) || file.Position(len(content)+1) != file.Position(len(content)) {
			t.Error("offsets outside are not taken for the ends")
		}
		last := 0
		for offset := 0; offset <= len(content); offset++ {
			p, u := file.Position(offset), file.UTF16(offset)
			if p.Line != u.Line || p.Line < last || p.Line > last+1 || p.Column < 1 || u.Column < p.Column {
				t.Fatalf("%d is at %v, in UTF-16 at %v", offset, p, u)
			}
			line := file.Line(p.Line)
			if p.Line > last && last > 0 {
				if end := file.Line(last).End; offset-end < 1 || offset-end > 2 {
					t.Fatalf("line %d ends at %d, the next begins at %d", last, end, offset)
				}
			}
			last = p.Line
			if offset < line.Start || offset > line.End || offset < len(content) && !utf8.RuneStart(content[offset]) || !utf8.Valid(content) {
				continue // within a mark, a line end or a character
			}
			if back := offsetOf(line, p.Column, func(rune) int { return 1 }); back != offset {
				t.Fatalf("%d is at %v, which is %d", offset, p, back)
			}
			if back := offsetOf(line, u.Column, utf16.RuneLen); back != offset {
				t.Fatalf("%d is in UTF-16 at %v, which is %d", offset, u, back)
			}
		}
	})
}

// offsetOf returns the offset of a column of a line, in units of which each character has some.
func offsetOf(line Span, column int, units func(rune) int) int {
	left := column - 1
	for i, r := range line.Text() {
		if left <= 0 {
			return line.Start + i
		}
		left -= units(r)
	}
	return line.End
}
