package markdown

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

func TestLimits(t *testing.T) {
	limits := draft.UsualLimits()
	tests := []struct {
		in   string
		want string // the limit, "" if there is none
		line int
	}{
		{strings.Repeat("> ", 32) + "a", "", 0},
		{"a\n\n" + strings.Repeat("> ", 33) + "a", "container-depth", 3},
		{strings.Repeat("- ", 33) + "a", "container-depth", 1},
		{strings.Repeat("1. > ", 17) + "a", "container-depth", 1},
		{"```\n" + strings.Repeat("> ", 33), "", 0},
		{strings.Repeat("- ", 40), "", 0},
		{strings.Repeat("* ", 40), "", 0},
		{strings.Repeat("-", 4000), "", 0},
		{strings.Repeat("+ ", 40), "container-depth", 1},
		{staircase(32), "", 0},
		{staircase(33), "container-depth", 33},
		{strings.Repeat("- 甲\n  - 乙\n", 100), "", 0},
		{"|a|\n|-|\n" + strings.Repeat("|", limits.TableArea+1), "table-area", 3},
		{strings.Repeat("<table><td colspan=1000></table>\n\n", limits.TableArea/1000+1), "table-area", 2001},
		{strings.Repeat("\r", limits.Lines+1), "", 0}, // one blank line
		{strings.Repeat("a\n", limits.Lines+1), "lines", limits.Lines + 1},
	}
	for _, tt := range tests {
		t.Run(tt.in[:min(len(tt.in), 20)], func(t *testing.T) {
			f := diag.NewFile("draft.md", []byte(tt.in))
			d, limit := Parse(f)
			switch {
			case limit == nil && tt.want != "" || limit != nil && limit.Name != tt.want:
				t.Fatalf("got limit %v, want %q", limit, tt.want)
			case limit == nil:
				return
			}
			if got := f.Position(limit.Span.Start).Line; got != tt.line {
				t.Errorf("on line %d, want %d", got, tt.line)
			}
			if len(d.Blocks) > 0 {
				t.Errorf("%d blocks of a draft that was not read", len(d.Blocks))
			}
		})
	}
}

// merged is what goldmark is given of a draft.
func merged(s string) []byte {
	b := []byte(s)
	merge(b)
	return b
}

// staircase is a list in which each line is one level deeper than the line before.
func staircase(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}

// TestDepth shows that no input makes goldmark nest deeper than it may, and that the
// limit is told whenever it would have.
func TestDepth(t *testing.T) {
	const most = 32
	rnd := rand.New(rand.NewPCG(1, 2))
	parts := []string{" ", "  ", "    ", "\t", ">", "> ", "- ", "-", "+ ", "* ", "1. ", "12) ", "a", "\n", "\n\n", "#", "```", "<div>", "-\t", ">\t", "==="}
	refused := 0
	for range 20_000 {
		var b strings.Builder
		head := strings.Repeat(parts[4+rnd.IntN(8)], rnd.IntN(most+2))
		for range 1 + rnd.IntN(30) {
			b.WriteString(parts[rnd.IntN(len(parts))])
			if rnd.IntN(4) == 0 {
				b.WriteString(head)
			}
		}
		var n notes
		root := newParser(&n, most).Parse(text.NewReader(merged(b.String())))
		deepest := 0
		ast.Walk(root, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
			deepest = max(deepest, depth(c))
			return ast.WalkContinue, nil
		})
		if deepest > most || !n.deep.blank() && deepest < most {
			t.Fatalf("%q is nested %d deep, the limit is at %v", b.String(), deepest, n.deep)
		}
		if !n.deep.blank() {
			refused++
		}
	}
	t.Logf("%d refused", refused)
}
