package diag

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

// TestPositionInLongLines compares columns with characters counted from the start of
// the line.
func TestPositionInLongLines(t *testing.T) {
	for _, unit := range []string{"a", "甲", "甲a\xff", "\xe4\xb8", "😀"} {
		line := strings.Repeat(unit, 3*stride/len(unit))
		f := NewFile("f", []byte(BOM+line+"\r\n"+line+"\n短\n"+line))
		for i := 0; i <= len(f.Text); i += 7 {
			got := f.Position(i)
			start := min(f.Line(got.Line).Start, i)
			if want := utf8.RuneCountInString(f.Text[start:i]) + 1; got.Column != want {
				t.Fatalf("%q: column at %d is %d, want %d", unit, i, got.Column, want)
			}
			got = f.UTF16(i)
			if want := len(utf16.Encode([]rune(f.Text[start:i]))) + 1; got.Column != want {
				t.Fatalf("%q: column in UTF-16 at %d is %d, want %d", unit, i, got.Column, want)
			}
		}
	}
}
