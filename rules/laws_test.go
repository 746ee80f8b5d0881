package rules_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"reportlint/fixtures"
	"reportlint/lint"
	"reportlint/lint/check"
	"reportlint/lint/diag"
	"reportlint/lint/render"
	"reportlint/lint/typeset"
	"reportlint/rules"
)

// samples are drafts with faults of every rule that needs no other report, in every layout.
func samples(pack *lint.Pack) (texts []string, as []typeset.Layout) {
	for _, r := range pack.Rules {
		if slices.ContainsFunc(r.Broken, func(e lint.Edit) bool { return e.In != "" }) {
			continue
		}
		texts = append(texts, pack.Model.Break(&r).Text)
		as = append(as, typeset.Layout{Ext: ".md"})
	}
	f := &pack.Scheme.Forms[0]
	values := fixtures.Balanced(f, rand.New(rand.NewPCG(3, 3)), 20)
	for _, l := range typeset.Layouts() {
		shown := map[string]string{"requests/granted/persons": "99", "disputes/direct/total": "77", "disclosure/permits/decisions": "8件"}
		text, _ := write(strings.Replace(prose(pack, f), "2025年1月14日", "2024年1月14日", 1), f, values, shown, l)
		texts = append(texts, text)
		as = append(as, l)
	}
	return texts, as
}

// TestShift holds a draft moved down three lines, or put in CRLF, to have the same faults,
// moved.
func TestShift(t *testing.T) {
	pack := builtin(t, "annual-report")
	texts, as := samples(pack)
	for i, text := range texts {
		want := places(judgeAs(pack, text, as[i]), 0)
		if moved := places(judgeAs(pack, "\n\n\n"+text, as[i]), 3); moved != want {
			t.Errorf("moved down:%s\nwant:%s", moved, want)
		}
		if crlf := places(judgeAs(pack, strings.ReplaceAll(text, "\n", "\r\n"), as[i]), 0); crlf != want {
			t.Errorf("in CRLF:%s\nwant:%s", crlf, want)
		}
		if len(want) == 0 {
			t.Errorf("sample %d has no fault to move", i)
		}
	}
}

// places lists diagnostics by line and column; what concerns the whole draft stays at its
// head, however far the text is moved.
func places(out lint.Result, down int) string {
	var b strings.Builder
	for _, d := range out.Diagnostics {
		if d.Span.Start > 0 {
			start, end := d.Span.File.Position(d.Span.Start), d.Span.File.Position(d.Span.End)
			b.WriteString(strings.Join([]string{"\n", d.Rule, d.Message, position(start, down), position(end, down)}, " "))
		} else {
			b.WriteString("\n" + d.Rule + d.Message)
		}
	}
	return b.String()
}

func position(p diag.Position, down int) string {
	return fmt.Sprintf("%d:%d", p.Line-down, p.Column)
}

// TestSameBytes holds twenty runs over the same drafts to give the same bytes.
func TestSameBytes(t *testing.T) {
	pack := builtin(t, "annual-report")
	texts, as := samples(pack)
	for i, text := range texts {
		if i%4 != 0 {
			continue // each takes twenty runs
		}
		var first []byte
		for range 20 {
			out := judgeAs(pack, text, as[i])
			var b bytes.Buffer
			err := render.JSON(&b, render.Run{
				Files:       slices.Values([]render.File{{Path: "draft", About: &render.About{Coverage: out.Coverage}}}),
				Diagnostics: slices.Values(out.Diagnostics),
			})
			if err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = b.Bytes()
			} else if !bytes.Equal(first, b.Bytes()) {
				t.Fatalf("two runs differ:\n%s\n%s", first, b.Bytes())
			}
		}
	}
}

// FuzzJudge holds that no draft, in any format, makes a rule panic or point outside the
// file.
func FuzzJudge(f *testing.F) {
	file, model, _ := rules.Builtin("annual-report")
	pack, _ := rules.Load(file, model, check.Kinds(), diag.English)
	texts, as := samples(pack)
	formats := []string{".md", ".txt", ".html"}
	for i, text := range texts {
		for n, ext := range formats {
			if as[i].Ext == ext {
				f.Add(text, byte(n))
			}
		}
	}
	f.Fuzz(func(t *testing.T, text string, format byte) {
		if len(text) > 32<<10 {
			return
		}
		out := judgeAs(pack, text, typeset.Layout{Ext: formats[int(format)%len(formats)]})
		for _, failure := range out.Failures {
			t.Errorf("%s: %s", failure.Rule, failure.Panic)
		}
		for _, d := range out.Diagnostics {
			inside(t, d.Rule, d.Span)
			for _, n := range d.Notes {
				inside(t, d.Rule, n.Span)
			}
		}
	})
}

func inside(t *testing.T, rule string, s diag.Span) {
	if s.File == nil || s.Start < 0 || s.End < s.Start || s.End > len(s.File.Text) {
		t.Errorf("%s points at [%d, %d)", rule, s.Start, s.End)
	}
}
