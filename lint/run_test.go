package lint

import (
	"fmt"
	"reflect"
	"sync/atomic"
	"testing"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
)

// TestRunInParallel holds what is told of a dossier to be the same however many rules are
// run at a time, and what rules share to be made once.
func TestRunInParallel(t *testing.T) {
	said := func(s string) diag.Phrase { return diag.Phrase{ZH: s, EN: s} }
	f := diag.NewFile("a.md", []byte("0123456789"))
	var made atomic.Int32
	pack := &Pack{Rules: []Rule{{ID: nothingJudged, Message: said("{rules}: {reason}")}}}
	for i := range 40 {
		pack.Rules = append(pack.Rules, Rule{ID: fmt.Sprintf("r%d", i), Message: said("m"), Check: func(p *Pass) int {
			shared := Keep(p, i%3, func() []int { made.Add(1); return []int{i % 3} })
			switch i % 5 {
			case 0:
				p.Report(Finding{Span: diag.Span{File: f, Start: i % 7, End: i%7 + shared[0]}, Key: fmt.Sprint(i)})
			case 1:
				panic(i)
			case 2:
				p.Skip(said(fmt.Sprint("for ", shared)))
			case 3:
				p.Abstain(said(fmt.Sprint("by ", shared)))
			}
			return i % 2
		}})
	}
	run := func(jobs int) Result {
		made.Store(0)
		d := &Dossier{Main: &form.Report{Draft: &draft.Draft{File: f}}, Jobs: jobs}
		result := Run(d, pack, diag.English)
		if made.Load() != 3 {
			t.Errorf("with %d jobs what 3 keys stand for was made %d times", jobs, made.Load())
		}
		return result
	}
	want := run(1)
	if len(want.Diagnostics) < 9 || len(want.Failures) != 8 || len(want.Coverage.NotApplicable) == 0 {
		t.Fatalf("one after the other: %+v", want)
	}
	for range 50 {
		for _, jobs := range []int{0, 2, 7, 100} {
			if got := run(jobs); !reflect.DeepEqual(got, want) {
				t.Fatalf("with %d jobs %+v\nwant %+v", jobs, got, want)
			}
		}
	}
}

// TestBasis has a rule name the provision of the form that a report is in.
func TestBasis(t *testing.T) {
	said := func(s string) diag.Phrase { return diag.Phrase{ZH: s, EN: s} }
	scheme := &form.Scheme{Forms: []form.Form{{ID: "new", From: 2021}, {ID: "old", From: 2019, To: 2020}}}
	f := diag.NewFile("a.md", []byte("0123456789"))
	rule := Rule{Basis: said("new, old"), Bases: []diag.Phrase{said("new"), said("old")}, Check: func(p *Pass) int {
		p.Report(Finding{Span: diag.Span{File: f, End: 1}})
		return 1
	}}
	tables := []form.Filled{{Form: &scheme.Forms[0]}, {Form: &scheme.Forms[1], Found: true}}
	for _, c := range []struct {
		year   int
		tables []form.Filled
		want   string
	}{{2024, nil, "new"}, {2020, nil, "old"}, {2018, nil, "new, old"}, {2024, tables, "old"}} {
		report := &form.Report{Draft: &draft.Draft{File: f}, Scheme: scheme, Year: c.year, Tables: c.tables}
		got := Run(&Dossier{Main: report}, &Pack{Rules: []Rule{rule}}, diag.English).Diagnostics
		if len(got) != 1 || got[0].Basis != c.want {
			t.Errorf("a report on %d, tables %v: %+v, want %q", c.year, c.tables, got, c.want)
		}
	}
}

// TestShare holds what is done in parts to be done once for each.
func TestShare(t *testing.T) {
	for _, jobs := range []int{0, 1, 3} {
		for _, n := range []int{0, 1, 1023, 1024, 5000} {
			p := &Pass{Dossier: &Dossier{Jobs: jobs}}
			done := make([]atomic.Int32, n)
			p.Share(n, func(from, to int) {
				for i := from; i < to; i++ {
					done[i].Add(1)
				}
			})
			for i := range done {
				if done[i].Load() != 1 {
					t.Fatalf("with %d jobs, of %d the %d-th was done %d times", jobs, n, i, done[i].Load())
				}
			}
		}
	}
}

// TestParallel wants each thing done once, however many are done at a time.
func TestParallel(t *testing.T) {
	for _, n := range []int{0, 1, 2, 50} {
		done := make([]atomic.Int64, n)
		Parallel(n, 3, func(i int) { done[i].Add(1) })
		for i := range done {
			if got := done[i].Load(); got != 1 {
				t.Errorf("%d of %d was done %d times", i, n, got)
			}
		}
	}
}
