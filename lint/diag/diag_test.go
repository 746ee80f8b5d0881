package diag

import "testing"

// TestSeverity holds the names of severities to be read as they are written, and nothing
// else to be one; the zero value least of all.
func TestSeverity(t *testing.T) {
	for want, name := range map[Severity]string{Info: "info", Warning: "warning", Error: "error"} {
		if got, ok := ParseSeverity(name); !ok || got != want || want.String() != name {
			t.Errorf("%q is read as %v (%v), and %v is written as %q", name, got, ok, int(want), want)
		}
	}
	for _, name := range []string{"", "Error", "fatal", Severity(0).String()} {
		if got, ok := ParseSeverity(name); ok || got != 0 {
			t.Errorf("%q is read as %v", name, got)
		}
	}
}

func TestPhrase(t *testing.T) {
	p := Phrase{ZH: "甲", EN: "a"}
	if p.In(Chinese) != "甲" || p.In(English) != "a" {
		t.Errorf("%q in Chinese, %q in English", p.In(Chinese), p.In(English))
	}
}

// TestPictureShows holds a note to be spared only where a plain cell of the picture stands
// at its very place.
func TestPictureShows(t *testing.T) {
	f := NewFile("f", []byte("1 2 3"))
	at := func(i int) Span { return Span{File: f, Start: i, End: i + 1} }
	p := &Picture{Rows: []PictureRow{
		{Cells: []PictureCell{{Span: at(0), Mark: Total}, {Span: at(2)}}},
		{Cells: []PictureCell{{}, {Span: at(4), Mark: Wrong}}},
	}}
	tests := []struct {
		at   Span
		want bool
	}{
		{at(2), true},
		{at(0), false}, // a total: the picture says what it adds up to, a note what it is
		{at(4), false},
		{at(1), false},
		{Span{}, false}, // a cell that stands nowhere is no place
	}
	for _, tt := range tests {
		if got := p.Shows(tt.at); got != tt.want {
			t.Errorf("[%d, %d) is shown: %v", tt.at.Start, tt.at.End, got)
		}
	}
}
