package rules_test

import (
	"math/rand/v2"
	"testing"

	"reportlint/fixtures"
	"reportlint/lint"
	"reportlint/lint/check"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
	"reportlint/lint/html"
	"reportlint/lint/markdown"
	"reportlint/lint/plain"
	"reportlint/lint/typeset"
	"reportlint/rules"
)

// BenchmarkJudge measures the stages of judging one report in some of the layouts that it
// may be in: parsing it, reading its tables and parts, or no more than its prose, and holding
// it against all rules.
func BenchmarkJudge(b *testing.B) {
	pack := builtin(b, "annual-report")
	f := &pack.Scheme.Forms[0]
	values := fixtures.Balanced(f, rand.New(rand.NewPCG(1, 1)), 1000)
	today := draft.Date{Year: 2026, Month: 1, Day: 15}
	layouts := map[string]typeset.Layout{}
	for _, l := range typeset.Layouts() {
		layouts[l.Name] = l
	}
	for _, layout := range []struct {
		name, full string
		parse      func(*diag.File) (*draft.Draft, *draft.Limit)
	}{
		{"pipes", typeset.Pipes().Name, markdown.Parse},
		{"html-tables", typeset.HTML().Name, markdown.Parse},
		{"html-page", "an HTML page", html.Parse},
		{"cells", "one cell a line", plain.Parse},
	} {
		text, _ := write(prose(pack, f), f, values, nil, layouts[layout.full])
		stage := func(name string, do func(*testing.B)) {
			b.Run(name+"/"+layout.name, func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				b.ReportAllocs()
				do(b)
			})
		}
		file := diag.NewFile("draft"+layouts[layout.full].Ext, []byte(text))
		stage("parse", func(b *testing.B) {
			for b.Loop() {
				layout.parse(file)
			}
		})
		// What is kept with a draft or a report must not serve the next round.
		stage("read", func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				d, _ := layout.parse(file)
				b.StartTimer()
				form.Read(d, pack.Scheme, form.Settings{})
			}
		})
		stage("prose", func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				d, _ := layout.parse(file)
				b.StartTimer()
				form.OutlineOf(d, pack.Scheme).ReadProse(form.Settings{}).Prose()
			}
		})
		stage("run", func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				d, _ := layout.parse(file)
				report := form.Read(d, pack.Scheme, form.Settings{})
				b.StartTimer()
				lint.Run(&lint.Dossier{Main: report, Today: today}, pack, diag.Chinese)
			}
		})
	}
}

// BenchmarkKind holds the model draft with its companions against the rules of one kind
// at a time.
func BenchmarkKind(b *testing.B) {
	running := ""
	kinds := check.Kinds()
	used := map[string]bool{}
	for i, k := range kinds {
		kinds[i].New = func(with lint.Settings) (lint.Check, error) {
			judge, err := k.New(with)
			if err != nil {
				return nil, err
			}
			used[k.Name] = true
			return func(p *lint.Pass) int {
				if running != k.Name {
					return 1
				}
				return judge(p)
			}, nil
		}
	}
	// Loading runs the rules that have tests, for which none are running.
	file, model, _ := rules.Builtin("annual-report")
	pack, faults := rules.Load(file, model, kinds, diag.Chinese)
	if pack == nil {
		b.Fatal(faults)
	}
	for _, k := range kinds {
		if !used[k.Name] {
			continue
		}
		b.Run(k.Name, func(b *testing.B) {
			running = k.Name
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				dossier := dossierOf(pack, pack.Model)
				b.StartTimer()
				lint.Run(dossier, pack, diag.Chinese)
			}
		})
	}
}

// BenchmarkLoad loads the pack.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		builtin(b, "annual-report")
	}
}
