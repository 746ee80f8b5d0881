package main

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/form"
)

// judging returns a linter of rules that only tests have: one that finds fault with
// every draft, and one that breaks down on drafts that say so.
func judging() *linter {
	same := func(s string) diag.Phrase { return diag.Phrase{ZH: s, EN: s} }
	pack := &lint.Pack{Name: "test", Scheme: &form.Scheme{}, Rules: []lint.Rule{
		{ID: "breaks-down", Severity: diag.Error, Message: same("x"), Check: func(p *lint.Pass) int {
			if strings.Contains(p.Main.Draft.File.Text, "panic") {
				panic("broken\x1b[2J")
			}
			return 1
		}},
		{ID: "always", Severity: diag.Warning, Message: same("always"), Check: func(p *lint.Pass) int {
			p.Report(lint.Finding{Span: p.Main.Place()})
			return 1
		}},
	}}
	alone := &profile{packs: []*lint.Pack{pack}, tool: &lint.Pack{}}
	return &linter{profile: func(string) *profile { return alone }, limits: func(string) limits { return usualLimits() }, named: true, timeout: patience, lang: diag.English}
}

func TestRuleBreaksDown(t *testing.T) {
	plant(t, "a.md=fine", "b.md=panic")
	var rules []string
	var problems []problem
	judging().all(pathsOf([]candidate{{path: "a.md"}, {path: "b.md"}}), 2, func(o outcome) {
		for _, d := range o.diagnostics {
			rules = append(rules, o.file.Path+" "+d.Rule)
		}
		problems = append(problems, o.problems...)
	})
	if want := []string{"a.md always", "b.md always"}; !slices.Equal(rules, want) {
		t.Errorf("found %q, want %q", rules, want)
	}
	if len(problems) != 1 || problems[0].path != "b.md" || !strings.Contains(problems[0].why.EN, "rule breaks-down not checked") {
		t.Errorf("problems %v, want breaks-down named in b.md", problems)
	}
	if len(problems) == 1 && strings.ContainsRune(problems[0].why.EN, 0x1b) {
		t.Errorf("%q can reach a terminal", problems[0].why.EN)
	}
}

func TestFileBreaksDown(t *testing.T) {
	plant(t, "a.md=fine")
	l := judging()
	l.profile("").packs[0].Scheme = nil // a mistake of ours, outside of any rule
	o := l.judge(l.fetch("a.md"), nil)
	if len(o.problems) != 1 || !strings.Contains(o.problems[0].why.EN, "internal error") || o.file.NotChecked == "" {
		t.Errorf("outcome %+v, want an internal error", o)
	}
}

func TestFileVanishes(t *testing.T) {
	plant(t, "a.md=fine")
	all := find([]string{"a.md"}).files
	if err := os.Remove("a.md"); err != nil {
		t.Fatal(err)
	}
	judging().all(pathsOf(all), 1, func(o outcome) {
		if len(o.problems) != 1 || o.problems[0].why.EN != "no such file" || len(o.diagnostics) > 0 {
			t.Errorf("outcome %+v, want no such file", o)
		}
	})
}

// TestOrder holds results to the order of the files, however many are read at a time.
func TestOrder(t *testing.T) {
	var names []string
	for i := range 300 {
		names = append(names, fmt.Sprintf("%03d.md=x", i))
	}
	plant(t, names...)
	files := find(nil).files
	for _, jobs := range []int{1, 2, 7} {
		i := 0
		judging().all(pathsOf(files), jobs, func(o outcome) {
			if o.file.Path != files[i].path {
				t.Fatalf("with %d jobs %s came in the place of %s", jobs, o.file.Path, files[i].path)
			}
			i++
		})
		if i != len(files) {
			t.Errorf("with %d jobs %d outcomes of %d files", jobs, i, len(files))
		}
	}
}

// TestAhead holds what is judged and not yet told of to a bound, so that a run over very many
// files keeps few of them.
func TestAhead(t *testing.T) {
	for _, jobs := range []int{1, 2, 7} {
		var begun atomic.Int64
		yielded, most := int64(0), int64(0)
		judge := func(int) outcome {
			begun.Add(1)
			return outcome{}
		}
		inOrder(3000, jobs, judge, func(outcome) {
			yielded++
			runtime.Gosched() // the slower this is, the more the others can do
			most = max(most, begun.Load()-yielded)
		})
		if bound := int64(8*jobs + 1); yielded != 3000 || most > bound {
			t.Errorf("with %d jobs %d outcomes, %d ahead, want at most %d", jobs, yielded, most, bound)
		}
	}
}

// TestFetchBreaksDown wants all other files judged where fetching some of them breaks down.
func TestFetchBreaksDown(t *testing.T) {
	plant(t, "a.md=fine", "b.md=fine", "c.md=fine", "d.md=fine", "e.md=fine")
	l := judging()
	l.limits = func(path string) limits {
		if path == "a.md" || path == "c.md" {
			panic("no limits")
		}
		return usualLimits()
	}
	for _, jobs := range []int{1, 2} {
		judged := 0
		l.all(pathsOf(find(nil).files), jobs, func(o outcome) {
			if len(o.problems) == 0 {
				judged++
			}
		})
		if judged != 3 {
			t.Errorf("with %d jobs %d files of 5 are judged, want 3", jobs, judged)
		}
	}
}
