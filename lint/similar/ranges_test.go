package similar

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// TestRanges holds a text that is read again to be the same, whatever was left out of it:
// with words left out, and characters that are written in other ways than they read, in
// which bytes of the file are no text.
func TestRanges(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	told := 0
	for range 3000 {
		var written strings.Builder
		var all []Passage
		parts := []string{"甲", "乙", "丙丁", "戊", "，", " ", "12", "３", "Ａb", "七", "\n", "&nbsp;", "<b>", "&#30002;"}
		var places [][2]int // of parts
		for range rng.IntN(60) {
			s := parts[rng.IntN(len(parts)-rng.IntN(2))]
			start := written.Len()
			written.WriteString(s)
			places = append(places, [2]int{start, written.Len()})
		}
		file := diag.NewFile("draft.md", []byte(written.String()))
		exact := true
		b := draft.NewBuilder(diag.Span{File: file})
		flush := func() {
			p := Passage{Text: b.Text().Fold()}
			for range rng.IntN(3) {
				from := rng.IntN(p.Text.Len() + 1)
				p.Without = append(p.Without, [2]int{from, min(from+rng.IntN(9), p.Text.Len())})
			}
			all = append(all, p)
			b = draft.NewBuilder(diag.Span{File: file})
		}
		for _, p := range places {
			switch s := file.Text[p[0]:p[1]]; {
			case s == "\n":
				flush()
			case s == "&nbsp;":
				b.Put("\u00a0", p[0], p[1])
			case s == "&#30002;":
				b.Put("甲", p[0], p[1])
				exact = false
			case s != "<b>":
				b.Copy(p[0], p[1])
			}
		}
		flush()
		want := Read(all)
		ranges, ok := want.Ranges()
		if !ok {
			if exact {
				t.Fatalf("%q is not told by its ranges", file.Text)
			}
			continue
		}
		told++
		if got := ranges.Read(file); !slices.Equal(got.chars, want.chars) || !slices.Equal(got.places, want.places) || got.Len() != want.Len() {
			t.Fatalf("%q is read again as %q", string(want.chars), string(got.chars))
		}
	}
	if told < 1000 {
		t.Errorf("only %d texts are told by their ranges", told)
	}
}
