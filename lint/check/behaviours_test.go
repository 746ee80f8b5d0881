package check_test

import (
	"bytes"
	"os"
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
	"reportlint/lint/html"
	"reportlint/lint/markdown"
	"reportlint/lint/plain"
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

// report reads a file by what its name ends with.
func report(tb testing.TB, pack *lint.Pack, name string, content []byte) *form.Report {
	tb.Helper()
	parse := markdown.Parse
	switch filepath.Ext(name) {
	case ".html":
		parse = html.Parse
	case ".txt":
		parse = plain.Parse
	}
	d, limit := parse(diag.NewFile(name, content))
	if limit != nil {
		tb.Fatal(limit)
	}
	return form.Read(d, pack.Scheme, form.Settings{})
}

// dossier reads a draft among its companions. There are a prior report and parts only where
// flags name them.
func dossier(tb testing.TB, pack *lint.Pack, b *fixtures.Behaviour) *lint.Dossier {
	tb.Helper()
	read := func(name string) *form.Report { return report(tb, pack, name, b.Files[name]) }
	d := &lint.Dossier{Main: read(b.Name), Complete: slices.Contains(b.Flags, "--parts-complete"), Today: draft.Date{Year: 2026, Month: 1, Day: 15}}
	if prior := given(b, "--prior"); prior != "" {
		d.Prior = read(prior)
	}
	for _, name := range []string{"part-1.md", "part-2.md"} {
		if is, _ := filepath.Match(given(b, "--parts"), name); is {
			d.Parts = append(d.Parts, read(name))
		}
	}
	return d
}

// given returns what stands behind a flag of a behaviour.
func given(b *fixtures.Behaviour, name string) string {
	if i := slices.Index(b.Flags, name); i >= 0 {
		return b.Flags[i+1]
	}
	return ""
}

// judged returns what the rules say of a draft, as lines.
func judged(tb testing.TB, pack *lint.Pack, b *fixtures.Behaviour) string {
	tb.Helper()
	only, not := given(b, "--select"), strings.Split(given(b, "--ignore"), ",")
	used := *pack
	used.Rules = slices.DeleteFunc(slices.Clone(pack.Rules), func(r lint.Rule) bool {
		return only != "" && !slices.Contains(strings.Split(only, ","), r.ID) || slices.Contains(not, r.ID)
	})
	result := lint.Run(dossier(tb, pack, b), &used, diag.Chinese)
	for _, f := range result.Failures {
		tb.Errorf("%s: %s", f.Rule, f.Panic)
	}
	diag.Sort(result.Diagnostics)
	var out bytes.Buffer
	if err := render.Lines(&out, slices.Values(result.Diagnostics)); err != nil {
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

// titled is a behaviour and what its file is called.
type titled struct {
	*fixtures.Behaviour
	title string
}

// behaviours returns what stands in fixtures/check.
func behaviours(tb testing.TB, pack *lint.Pack) (all []titled) {
	tb.Helper()
	files, err := filepath.Glob("../../fixtures/check/*.txtar")
	if err != nil {
		tb.Fatal(err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		b, err := fixtures.ReadBehaviour(archive, pack.Model)
		if err != nil {
			tb.Fatalf("%s: %v", file, err)
		}
		all = append(all, titled{b, strings.TrimSuffix(filepath.Base(file), ".txtar")})
	}
	return all
}

// TestBehaviours holds the rules alone to fixtures/check. Those that the command has a part
// in are left to it: it runs them all.
func TestBehaviours(t *testing.T) {
	pack := annualReport(t)
	ran := 0
	for _, b := range behaviours(t, pack) {
		if forCommand(b.Behaviour) {
			continue
		}
		ran++
		t.Run(b.title, func(t *testing.T) {
			if got := judged(t, pack, b.Behaviour); got != string(b.Want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, b.Want)
			}
		})
	}
	if ran < 300 {
		t.Errorf("%d behaviours, want at least 300", ran)
	}
}

// TestPages holds the examples of the pages on kinds to give what they show.
func TestPages(t *testing.T) {
	pack := annualReport(t)
	for _, kind := range check.Kinds() {
		page, err := os.ReadFile("../../docs/kinds/" + kind.Name + ".md")
		if err != nil {
			t.Fatal(err)
		}
		fenced := func(tag string) []byte {
			_, rest, _ := bytes.Cut(page, []byte("````"+tag+"\n"))
			block, _, _ := bytes.Cut(rest, []byte("````"))
			return block
		}
		b, err := fixtures.ReadBehaviour(&txtar.Archive{Files: []txtar.File{
			{Name: "from", Data: fenced("markdown from")}, {Name: "to", Data: fenced("markdown to")},
			{Name: "flags", Data: fenced("text flags")}, {Name: "want", Data: fenced("text want")},
		}}, pack.Model)
		if err != nil {
			t.Fatal(err)
		}
		if words := strings.Fields(string(fenced("text prior"))); len(words) > 0 {
			b.Files["prior.md"] = []byte(strings.NewReplacer(words...).Replace(pack.Model.Text))
		}
		if got := judged(t, pack, b); got != string(b.Want) {
			t.Errorf("%s: got:\n%s\nwant:\n%s", kind.Name, got, b.Want)
		}
	}
}
