package draft

import (
	"strings"
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

// TestBare holds where a text stands without markup around it, and whether there is some within.
func TestBare(t *testing.T) {
	tests := []struct {
		i, j  int
		want  string
		whole bool
	}{
		{0, 9, "本机关", true},
		{9, 15, "应当", true},
		{0, 15, "本机关**应当", false},
		{16, 17, "&amp;", true},
		{18, 24, "依\n法", true},
		{3, 3, "", true},
	}
	for _, tt := range tests {
		at, whole := sample().Slice(tt.i, tt.j).Bare()
		if at.Text() != tt.want || whole != tt.whole {
			t.Errorf("[%d:%d] stands at %q, whole %v; want %q, %v", tt.i, tt.j, at.Text(), whole, tt.want, tt.whole)
		}
	}
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
		{-1, 9, "本机关"},    // what is beyond the text is left out
		{18, 30, "依\n法"},
		{0, 24, "本机关**应当** &amp; 依\n法"},
	}
	for _, tt := range tests {
		if got := text.Span(tt.i, tt.j).Text(); got != tt.want {
			t.Errorf("Span(%d, %d) is %q, want %q", tt.i, tt.j, got, tt.want)
		}
		if tt.i < 0 || tt.j > text.Len() {
			continue
		}
		if got := text.Slice(tt.i, tt.j); got.String() != text.String()[tt.i:tt.j] || got.Where().Text() != tt.want {
			t.Errorf("Slice(%d, %d) reads %q at %q", tt.i, tt.j, got, got.Where().Text())
		}
	}
	if got := text.Slice(9, 17).Written(); got != "应当 &" {
		t.Errorf("written %q", got)
	}
}

// TestEnds wants a point behind the last character, however it was written, and the place
// of a text of which nothing is to be seen.
func TestEnds(t *testing.T) {
	f := diag.NewFile("draft.md", []byte("甲&amp;乙"))
	b := NewBuilder(diag.Span{File: f, End: len(f.Text)})
	b.Copy(0, 3)
	b.Put("&", 3, 8)
	if got := b.Text().Span(4, 4); got.Start != 8 || !got.Empty() {
		t.Errorf("behind the entity is [%d, %d)", got.Start, got.End)
	}
	b = NewBuilder(diag.Span{File: f, Start: 3, End: 8})
	b.Copy(3, 3)
	b.Put("", 3, 8)
	if got := b.Text().Span(0, 0); got.Text() != "&amp;" {
		t.Errorf("nothing was written at %q", got.Text())
	}
	if !(&Cell{Text: b.Text()}).Blank() || (&Cell{Text: sample()}).Blank() {
		t.Error("a cell is blank where nothing is to be seen")
	}
	if got := sample().Slice(9, 15).Written(); got != "应当" {
		t.Errorf("written %q", got)
	}
	if got := sample().Slice(15, 9); got.Len() != 0 || got.Where().Text() != "" {
		t.Errorf("a slice that ends before it begins reads %q at %q", got, got.Where().Text())
	}
}

// written returns a text that reads as it was written.
func written(s string) Text {
	b := NewBuilder(diag.Span{File: diag.NewFile("f", []byte(s)), End: len(s)})
	b.Copy(0, len(s))
	return b.Text()
}

func TestTrim(t *testing.T) {
	for in, want := range map[string]string{"甲": "甲", " 甲 乙\u3000": "甲 乙", "\u200B甲\n": "甲", "甲 ": "甲", " 　": "", "": ""} {
		got := written(in).Trim()
		if got.String() != want || got.Where().Text() != want {
			t.Errorf("%q without its ends reads %q at %q", in, got, got.Where().Text())
		}
	}
}

// TestJoin reads across the ends of lines: words of Latin letters stay apart.
func TestJoin(t *testing.T) {
	tests := []struct{ in, want string }{
		{"依申请|公开", "依申请公开"},
		{"open|data", "open data"},
		{"2024|12件", "2024 12件"},
		{"公开|data", "公开data"},
		{"open|公开", "open公开"},
		{"open||data", "open data"},
		{"open|,data", "open,data"},
		{"|data", "data"},
		{"公开", "公开"},
	}
	for _, tt := range tests {
		file := diag.NewFile("f", []byte(tt.in))
		var lines []Text
		at := 0
		for line := range strings.SplitSeq(tt.in, "|") {
			b := NewBuilder(diag.Span{File: file, Start: at, End: at + len(line)})
			b.Copy(at, at+len(line))
			lines = append(lines, b.Text())
			at += len(line) + 1
		}
		got := Join(lines...)
		if got.String() != tt.want || got.Where().Text() != tt.in || got.Span(0, got.Len()).Text() != strings.Trim(tt.in, "|") {
			t.Errorf("%s reads %q at %q", tt.in, got, got.Where().Text())
		}
	}
	if got := Join(); got.Len() != 0 {
		t.Errorf("nothing reads %q", got)
	}
}

func TestReflow(t *testing.T) {
	file := diag.NewFile("f", []byte("12\n34\n5"))
	lines := []Text{Literal(file.Line(1)), Literal(file.Line(2)), Literal(file.Line(3))}
	got := Reflow(lines, []bool{true, false, false})
	if got.String() != "1234 5" || got.Span(1, 3).Text() != "2\n3" {
		t.Errorf("reads %q, of which %q was written at the break", got, got.Span(1, 3).Text())
	}
}

// TestFoldPlaces wants each character of a folded text where it was written, in a text, in
// a part of it, and where bytes are no characters.
func TestFoldPlaces(t *testing.T) {
	whole := sample().Fold()
	part := sample().Slice(9, sample().Len()).Fold()
	tests := []struct {
		text          Text
		reads         string
		char, written string
	}{
		{whole, "本机关应当&依法", "应", "应"},
		{whole, "本机关应当&依法", "&", "&amp;"},
		{whole, "本机关应当&依法", "法", "法"},
		{part, "应当&依法", "当", "当"},
		{part, "应当&依法", "&", "&amp;"},
		{part, "应当&依法", "依法", "依\n法"},
		{written("共 ２７件").Fold(), "共27件", "27", "２７"},
		{written("a  b").Fold(), "a b", " ", "  "},
		{written(" 收到 open\tdata").Slice(1, 17).Fold(), "收到open data", " ", "\t"},
		{written("a \xff b").Fold(), "a\uFFFDb", "\uFFFD", "\xff"},
		{written("a\xff").Fold(), "a\uFFFD", "\uFFFD", "\xff"},
		{written("a\uFFFD乙").Fold(), "a\uFFFD乙", "\uFFFD乙", "\uFFFD乙"},
	}
	for _, tt := range tests {
		at := strings.Index(tt.text.String(), tt.char)
		if tt.text.String() != tt.reads || at < 0 {
			t.Errorf("reads %q, want %q", tt.text, tt.reads)
			continue
		}
		if got := tt.text.Span(at, at+len(tt.char)).Text(); got != tt.written {
			t.Errorf("%q in %q was written %q, want %q", tt.char, tt.text, got, tt.written)
		}
	}
}

// TestKey leaves of a label what tells it from others.
func TestKey(t *testing.T) {
	for in, want := range map[string]string{
		"予以公开":      "予以公开",
		"（一）予以 公开":  "一予以公开",
		"予以公开：":     "予以公开",
		"Ａ1类":       "A1类",
		"3.〈其他〉处理。": "3其他处理",
		"":          "",
	} {
		if got := Key(in); got != want {
			t.Errorf("the key of %q is %q, want %q", in, got, want)
		}
	}
}

func TestFolded(t *testing.T) {
	for r, want := range map[rune]string{'甲': "甲", '：': ":", '—': "-", ' ': " ", '\u3000': "", '\u200B': "", '\n': ""} {
		got := ""
		if to, ok := Folded(r); ok {
			got = string(to)
		}
		if got != want {
			t.Errorf("%q stands as %q in a folded text, want %q", r, got, want)
		}
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
		pieces := 0
		for f := (folding{s: a}); f.next(); {
			pieces++
		}
		if most := mostPieces(a); pieces > most {
			t.Errorf("%q folds to %d pieces, more than %d", a, pieces, most)
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
		if s := string(r); utf8.ValidRune(r) && (same(s) == len(s)) != (!blank(r) && foldRune(r) == r) {
			t.Errorf("%U: %d bytes of it are the same in a folded text", r, same(s))
		}
	}
}
