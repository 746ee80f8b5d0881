package rules_test

import (
	"math/rand/v2"
	"testing"

	"reportlint/fixtures"
	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
	"reportlint/lint/markdown"
	"reportlint/lint/typeset"
)

// BenchmarkJudge measures the stages of judging one report: reading it as Markdown, and
// with its tables and all rules.
func BenchmarkJudge(b *testing.B) {
	pack := builtin(b, "annual-report")
	f := &pack.Scheme.Forms[0]
	values := fixtures.Balanced(f, rand.New(rand.NewPCG(1, 1)), 1000)
	text, _ := write(prose(pack, f), f, values, nil, typeset.Layouts()[0])
	file := diag.NewFile("draft.md", []byte(text))
	d, _ := markdown.Parse(file)
	today := draft.Date{Year: 2026, Month: 1, Day: 15}
	b.Run("parse", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			markdown.Parse(file)
		}
	})
	b.Run("read", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			form.Read(d, pack.Scheme, form.Settings{})
		}
	})
	report := form.Read(d, pack.Scheme, form.Settings{})
	b.Run("run", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			lint.Run(&lint.Dossier{Main: report, Today: today}, pack, diag.Chinese)
		}
	})
}
