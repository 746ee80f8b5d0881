package draft

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"reportlint/lint/diag"
)

// sample is a text that reads 本机关应当 & 依法 and was written with markup.
func sample() Text {
	f := diag.NewFile("draft.md", []byte("本机关**应当** &amp; 依\n法"))
	b := NewBuilder(diag.Span{File: f, Start: 0, End: len(f.Text)})
	b.Copy(0, 9)
	b.Copy(11, 17)
	b.Copy(19, 20)
	b.Put("&", 20, 25)
	b.Copy(25, 29)
	b.Copy(30, 33)
	return b.Text()
}

func TestTextSpan(t *testing.T) {
	text := sample()
	if text.String() != "本机关应当 & 依法" {
		t.Fatalf("reads %q", text)
	}
	tests := []struct {
		i, j int
		want string
	}{
		{0, 9, "本机关"},
		{6, 12, "关**应"},   // markup between the ends is included
		{9, 15, "应当"},     // and left out at the ends
		{16, 17, "&amp;"}, // what was written in another way is taken whole
		{18, 24, "依\n法"},  // across the end of a line
		{15, 15, ""},      // a point
		{0, 24, "本机关**应当** &amp; 依\n法"},
	}
	for _, tt := range tests {
		if got := text.Span(tt.i, tt.j).Text(); got != tt.want {
			t.Errorf("Span(%d, %d) is %q, want %q", tt.i, tt.j, got, tt.want)
		}
		if got := text.Slice(tt.i, tt.j); got.String() != text.String()[tt.i:tt.j] || got.Where().Text() != tt.want {
			t.Errorf("Slice(%d, %d) reads %q at %q", tt.i, tt.j, got, got.Where().Text())
		}
	}
	if got := text.Slice(9, 17).Written(); got != "应当 &amp;" {
		t.Errorf("written %q", got)
	}
}

func TestFold(t *testing.T) {
	tests := []struct{ in, want string }{
		{"２０２４ 年", "2024年"},
		{"10 20", "10 20"},
		{"商业 企业", "商业企业"},
		{"（一）予以公开", "(一)予以公开"},
		{"危及“三安全一稳定”", "危及\"三安全一稳定\""},
		{"a—b", "a-b"},
		{"已 折叠", "已折叠"},
	}
	for _, tt := range tests {
		if got := FoldString(tt.in); got != tt.want {
			t.Errorf("FoldString(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// FuzzText holds that folding, slicing and joining keep every part of a text within what
// was written, and exact parts as they were.
func FuzzText(f *testing.F) {
	f.Add("本机关　应当 依法", "２０２４ a b")
	f.Fuzz(func(t *testing.T, a, b string) {
		if !utf8.ValidString(a + "|" + b) {
			return // halves of a character may come together
		}
		file := diag.NewFile("f", []byte(a+"|"+b))
		whole := func(start, end int) Text {
			w := NewBuilder(diag.Span{File: file, Start: start, End: end})
			w.Copy(start, end)
			return w.Text()
		}
		joined := Join(whole(0, len(a)), whole(len(a)+1, len(a)+1+len(b)))
		for _, text := range []Text{joined, joined.Fold(), joined.Trim(), joined.Fold().Fold()} {
			s := text.String()
			for i, r := range s {
				j := i + utf8.RuneLen(r)
				if r == utf8.RuneError {
					continue
				}
				span := text.Span(i, j)
				if span.Start < 0 || span.End > len(file.Text) || span.Start > span.End {
					t.Fatalf("%q[%d:%d] at [%d, %d)", s, i, j, span.Start, span.End)
				}
				if got := FoldString(span.Text()); got != FoldString(string(r)) && r != ' ' {
					t.Errorf("%q was written %q", r, span.Text())
				}
			}
		}
		if again := joined.Fold().Fold().String(); again != joined.Fold().String() {
			t.Errorf("folded twice: %q, once: %q", again, joined.Fold())
		}
	})
}

// TestCharacters holds what is said of a character without its table against the table.
func TestCharacters(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if want := unicode.IsLetter(r) || unicode.IsDigit(r); wordy(r) != want {
			t.Errorf("%U: letter or digit %v, want %v", r, wordy(r), want)
		}
		if unicode.IsSpace(r) && !blank(r) {
			t.Errorf("%U is white space, and not blank", r)
		}
		if r >= firstHan && r <= lastHan && (blank(r) || foldRune(r) != r) {
			t.Errorf("%U is not itself in a folded text", r)
		}
		if to := foldRune(r); utf8.RuneLen(to) > utf8.RuneLen(r) && utf8.ValidRune(r) {
			t.Errorf("%U grows in a folded text", r)
		}
	}
}
