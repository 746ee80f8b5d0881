package diag

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

// TestPositionInLongLines compares columns with characters counted from the start of
// the line.
func TestPositionInLongLines(t *testing.T) {
	for _, unit := range []string{"a", "甲", "甲a\xff", "\xe4\xb8", "😀", "\uFFFF"} {
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

// TestMarks holds marks to lie in lines that are longer than the stride only, and a stride
// apart, or what a character takes more.
func TestMarks(t *testing.T) {
	for _, unit := range []string{"a", "甲", "😀"} {
		short, long := strings.Repeat(unit, stride/len(unit)), strings.Repeat(unit, 5*stride/len(unit))
		f := NewFile("f", []byte(short+"\n"+long+"\n"+short))
		line := f.Line(2)
		last, n := line.Start, 0
		for _, m := range f.marks {
			if apart := m.offset - last; m.offset >= line.End || apart < stride || apart >= stride+utf8.UTFMax {
				t.Errorf("%q: a mark at %d, the last at %d, the line is [%d, %d)", unit, m.offset, last, line.Start, line.End)
			}
			last, n = m.offset, n+1
		}
		if n != 4 {
			t.Errorf("%q: %d marks, want 4", unit, n)
		}
	}
}

func TestLine(t *testing.T) {
	tests := []struct {
		in   string
		want []string // without their endings
	}{
		{"", []string{""}},
		{"a", []string{"a"}},
		{"\n", []string{"", ""}},
		{"a\nb", []string{"a", "b"}},
		{"a\r\nb\r\n", []string{"a", "b", ""}},
		{"a\rb\r", []string{"a", "b", ""}}, // a lone \r ends a line
		{"a\n\rb", []string{"a", "", "b"}}, // and is no part of what ends the line before
		{"a\r\r\nb", []string{"a", "", "b"}},
		{"\n\n\na", []string{"", "", "", "a"}},
		{BOM + "a\nb", []string{"a", "b"}},
		{BOM, []string{""}},
	}
	for _, tt := range tests {
		f := NewFile("f", []byte(tt.in))
		last := f.Position(len(tt.in)).Line
		var got []string
		for n := 1; n <= last; n++ {
			line := f.Line(n)
			got = append(got, line.Text())
			if want := (Position{n, 1}); f.Position(line.Start) != want || f.UTF16(line.Start) != want {
				t.Errorf("%q: line %d begins at %v", tt.in, n, f.Position(line.Start))
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("lines of %q are %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestSpan(t *testing.T) {
	f := NewFile("f", []byte("abcdef"))
	b, de := Span{f, 1, 2}, Span{f, 3, 5}
	if got := b.To(de).Text(); got != "bcde" {
		t.Errorf("from b to de is %q", got)
	}
	if got := (Span{f, 0, 6}).To(b).Text(); got != "abcdef" {
		t.Errorf("from the whole to a part of it is %q", got)
	}
	if p := de.Point(); !p.Empty() || p.Start != 3 || p.Text() != "" || de.Empty() {
		t.Errorf("the point of de is [%d, %d)", p.Start, p.End)
	}
	if nowhere := (Span{}); !nowhere.Empty() || nowhere.Text() != "" {
		t.Errorf("nowhere reads %q", nowhere.Text())
	}
}
