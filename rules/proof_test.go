package rules_test

import (
	"flag"
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"testing"

	"reportlint/lint"
	"reportlint/lint/check"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
	"reportlint/lint/markdown"
	"reportlint/rules"
)

// TestMain lets the collector rest: the tests judge tens of thousands of small drafts.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	flag.Bool("compile", false, "write what is compiled of the packs")
	os.Exit(m.Run())
}

// builtin loads a pack that comes with the program.
func builtin(t testing.TB, name string) *lint.Pack {
	t.Helper()
	file, model, ok := rules.Builtin(name)
	if !ok {
		t.Fatalf("no pack %q", name)
	}
	pack, faults := rules.Load(file, model, check.Kinds(), diag.Chinese)
	for _, f := range faults {
		t.Errorf("%s:%d: %s", file.Name, file.Position(f.Span.Start).Line, f.Message)
	}
	if pack == nil {
		t.FailNow()
	}
	return pack
}

// judge holds a model with its companions against a pack.
func judge(pack *lint.Pack, model *lint.Model) lint.Result {
	return lint.Run(dossierOf(pack, model), pack, diag.Chinese)
}

// dossierOf reads a model with its companions, on a day on which it is a year old.
func dossierOf(pack *lint.Pack, model *lint.Model) *lint.Dossier {
	read := func(f *diag.File) *form.Report {
		d, _ := markdown.Parse(f)
		return form.Read(d, pack.Scheme, form.Settings{})
	}
	dossier := &lint.Dossier{Main: read(model.File), Today: draft.Date{Year: 2026, Month: 1, Day: 15}}
	if model.Prior != nil {
		dossier.Prior = read(model.Prior)
	}
	for _, part := range model.Parts {
		dossier.Parts = append(dossier.Parts, read(part))
	}
	dossier.Peers = &lint.Peers{Reports: dossier.Parts}
	return dossier
}

func list(all []diag.Diagnostic) string {
	var b strings.Builder
	for _, d := range all {
		at := d.Span.File.Position(d.Span.Start)
		fmt.Fprintf(&b, "\n%d:%d %s[%s] %s", at.Line, at.Column, d.Severity, d.Rule, d.Message)
	}
	return b.String()
}

// TestModel holds the model draft of each pack to be clean beside its companions, and each
// rule to have something to judge in it.
func TestModel(t *testing.T) {
	for _, name := range rules.Names() {
		pack := builtin(t, name)
		out := judge(pack, pack.Model)
		if len(out.Diagnostics) > 0 {
			t.Errorf("%s: the model is not clean:%s", name, list(out.Diagnostics))
		}
		for _, r := range append(out.Coverage.NotApplicable, out.Coverage.Undecided...) {
			t.Errorf("%s: %s judges nothing in the model: %s", name, r.Rule, r.Reason)
		}
	}
}

// TestBroken holds each rule's edit of the model to break that rule, once, and no other.
func TestBroken(t *testing.T) {
	for _, name := range rules.Names() {
		pack := builtin(t, name)
		for _, r := range pack.Rules {
			t.Run(r.ID, func(t *testing.T) {
				out := judge(pack, pack.Model.Break(&r))
				if len(out.Diagnostics) != 1 || out.Diagnostics[0].Rule != r.ID {
					t.Errorf("want one diagnostic of %s, got:%s", r.ID, list(out.Diagnostics))
				}
			})
		}
	}
}
