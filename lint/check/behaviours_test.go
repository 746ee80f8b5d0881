package check_test

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"reportlint/fixtures"
	"reportlint/lint"
	"reportlint/lint/check"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
	"reportlint/lint/markdown"
	"reportlint/lint/render"
	"reportlint/rules"
)

// annualReport returns the pack that most behaviours are about.
func annualReport(tb testing.TB) *lint.Pack {
	tb.Helper()
	source, model, _ := rules.Builtin("annual-report")
	pack, faults := rules.Load(source, model, check.Kinds(), diag.Chinese)
	if len(faults) > 0 {
		tb.Fatal(faults)
	}
	return pack
}

// judged returns what the rules say of a draft among its companions, as lines. There are a
// prior report and parts only where flags name them.
func judged(tb testing.TB, pack *lint.Pack, b *fixtures.Behaviour) string {
	tb.Helper()
	read := func(name string) *form.Report {
		d, limit := markdown.Parse(diag.NewFile(name, b.Files[name]))
		if limit != nil {
			tb.Fatal(limit)
		}
		return form.Read(d, pack.Scheme, form.Settings{})
	}
	used := *pack
	dossier := &lint.Dossier{Main: read(b.Name), Today: draft.Date{Year: 2026, Month: 1, Day: 15}}
	for i, flag := range b.Flags {
		value := ""
		if i+1 < len(b.Flags) {
			value = b.Flags[i+1]
		}
		switch flag {
		case "--prior":
			dossier.Prior = read(value)
		case "--parts":
			for _, name := range []string{"part-1.md", "part-2.md"} {
				if is, _ := filepath.Match(value, name); is {
					dossier.Parts = append(dossier.Parts, read(name))
				}
			}
		case "--parts-complete":
			dossier.Complete = true
		case "--ignore":
			used.Rules = slices.DeleteFunc(slices.Clone(used.Rules), func(r lint.Rule) bool { return r.ID == value })
		}
	}
	result := lint.Run(dossier, &used, diag.Chinese)
	for _, f := range result.Failures {
		tb.Errorf("%s: %s", f.Rule, f.Panic)
	}
	diag.Sort(result.Diagnostics)
	var out bytes.Buffer
	if err := render.Lines(&out, result.Diagnostics); err != nil {
		tb.Fatal(err)
	}
	return out.String()
}

// forCommand reports whether a behaviour is of the command too: of what a draft allows or
// says of itself, of its format, of what was not judged.
func forCommand(b *fixtures.Behaviour) bool {
	said := slices.Concat(b.Files[b.Name], b.Want)
	return filepath.Ext(b.Name) != ".md" || slices.Contains(b.Flags, "--coverage") ||
		bytes.Contains(said, []byte("reportlint")) || bytes.Contains(said, []byte("[nothing-judged]"))
}

// TestBehaviours holds the rules alone to fixtures/check. Those that the command has a part
// in are left to it: it runs them all.
func TestBehaviours(t *testing.T) {
	pack := annualReport(t)
	files, err := filepath.Glob("../../fixtures/check/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		b, err := fixtures.ReadBehaviour(archive, pack.Model)
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		if forCommand(b) {
			continue
		}
		ran++
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			if got := judged(t, pack, b); got != string(b.Want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, b.Want)
			}
		})
	}
	if ran < 300 {
		t.Errorf("%d behaviours, want at least 300", ran)
	}
}
