package check

import (
	"math/rand/v2"
	"strings"
	"testing"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/pattern"
)

// written returns a text that reads as it is written.
func written(s string) draft.Text {
	f := diag.NewFile("draft.md", []byte(s))
	return draft.Literal(diag.Span{File: f, End: len(f.Text)})
}

// TestShape holds offsets of shapes to those of the texts.
func TestShape(t *testing.T) {
	const text = "#收到 1,230件,2024年占5.5%,收费¥30元@"
	s := shapeOf(written(text))
	var marks []string
	for i := range s.marks {
		m := &s.marks[i]
		if s.mark(m.at) != m || s.mark(m.at+1) != nil {
			t.Errorf("no mark, or another, at %d", m.at)
		}
		marks = append(marks, string(m.char)+s.slice(m.at, m.at+len(string(m.char))).String())
	}
	if got, want := strings.Join(marks, " "), "#1,230件 @2024年 %5.5% ¤30元"; got != want {
		t.Errorf("marks are %s, want %s", got, want)
	}
	if s.s[0] != ' ' || strings.HasSuffix(s.s, "@") {
		t.Errorf("%q: what is no number passes for one", s.s)
	}
	if got := s.slice(0, len(s.s)).String(); got != text {
		t.Errorf("the whole is %q", got)
	}
}

// TestShapeGrams holds the grams of a sentence to hold all that stands in it or in its shape,
// whatever stands beside a number.
func TestShapeGrams(t *testing.T) {
	parts := []string{"收到", "12", "，", "件", "2024年", "5.5%", "30元", "#", "@", "%", "¤", "。", "一", "a", "(", "共", "3月", "、", "零"}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		var text strings.Builder
		for range rng.IntN(9) {
			text.WriteString(parts[rng.IntN(len(parts))])
		}
		s := shapeOf(written(text.String()).Fold())
		for _, in := range []string{s.s, s.text.String()} {
			if !s.grams.Hold(pattern.GramSetOf(in)) {
				t.Fatalf("%q, %q: not all of %q", s.text, s.s, in)
			}
		}
	}
}

// TestReach holds windows to begin and to end between characters.
func TestReach(t *testing.T) {
	for pad := range 3 {
		s := strings.Repeat("a", pad) + strings.Repeat("收", 700)
		for _, at := range []int{pad, pad + 3, pad + 900, pad + 903, pad + 1200, len(s)} {
			from, to := back(s, at), forward(s, at)
			if wantFrom := max(at-900, 0); from > wantFrom || from < wantFrom-2 || from > pad && (from-pad)%3 != 0 {
				t.Errorf("back from %d by %d: %d", at, pad, from)
			}
			if wantTo := min(at+900, len(s)); to < wantTo || to > wantTo+2 || (to-pad)%3 != 0 {
				t.Errorf("forward from %d by %d: %d", at, pad, to)
			}
		}
	}
	if got := stretch("甲。乙丙。丁", len("甲。乙")); got != "。乙丙" {
		t.Errorf("stretch: %q", got)
	}
	if got := back("收"+strings.Repeat("a", 899), 901); got != 0 {
		t.Errorf("back into a character: %d", got)
	}
	if got := forward(strings.Repeat("a", 899)+"收到", 0); got != 902 {
		t.Errorf("forward into a character: %d", got)
	}
}
