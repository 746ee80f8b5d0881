package render

import (
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"

	"reportlint/lint"
	"reportlint/lint/diag"
)

// sarifRun is a run as it is read.
type sarifRun struct {
	Tool                 sarifTool
	Invocations          []sarifInvocation
	Language, ColumnKind string
	Artifacts            []sarifArtifact
	Results              []sarifResult
}

func sarifOf(t *testing.T, run Run) sarifRun {
	t.Helper()
	var log struct {
		Schema  string `json:"$schema"`
		Version string
		Runs    []sarifRun
	}
	d := json.NewDecoder(strings.NewReader(write(t, func(w io.Writer) error { return SARIF(w, run) })))
	d.DisallowUnknownFields()
	if err := d.Decode(&log); err != nil {
		t.Fatal(err)
	}
	return log.Runs[0]
}

func TestSARIF(t *testing.T) {
	spans := marked("年 报/甲:1.md", diag.BOM+"【𠮷】a\n𠮷【乙\n丙】\n【】")
	prior := marked("/p/上年.md", "【1】")[0]
	fix := diag.Fix{Message: "改", Edits: []diag.Edit{{Span: spans[1], Text: "丁"}}}
	run := Run{
		Files: slices.Values([]File{{Path: "年 报/甲:1.md"}, {Path: "b.md", NotChecked: "why"}}),
		Diagnostics: slices.Values([]diag.Diagnostic{
			{Rule: "r", Severity: diag.Error, Span: spans[0], Message: "{0} [a](1)", Fingerprint: "f00d",
				Notes: []diag.Note{{Span: spans[1], Message: "n"}, {Span: prior, Message: "p"}}, Suggestions: []diag.Fix{fix}},
			{Rule: "unknown", Severity: diag.Info, Span: spans[2], Message: "m", Fixes: []diag.Fix{fix}},
		}),
		Rules: []lint.Rule{
			{ID: "silent"},
			{ID: "r", Severity: diag.Warning, Why: diag.Phrase{EN: "because\n  of *it*"}, Basis: diag.Phrase{EN: "article 1"}, Help: "https://a.example/#r", Message: diag.Phrase{EN: "{a} is {b}"}},
		},
		Lang: diag.English, Version: "v1.2.3",
	}
	got := sarifOf(t, run)

	if d := got.Tool.Driver; d.Version != "v1.2.3" || len(d.Rules) != 1 {
		t.Fatalf("%+v", d)
	}
	if r, want := got.Tool.Driver.Rules[0], (sarifRule{
		ID: "r", Short: sarifMessage{"… is …"}, Full: sarifMessage{"because of *it*"},
		Help: sarifHelp{
			Text:     "because of *it*\nbasis: article 1\nreportlint explain r",
			Markdown: "because of \\*it\\*\n\nbasis: article 1\n\n`reportlint explain r`",
		},
		HelpURI:       "https://a.example/#r",
		Configuration: sarifConfiguration{"warning"},
	}); r != want {
		t.Errorf("rule %+v\nwant %+v", r, want)
	}
	if got.ColumnKind != "utf16CodeUnits" || got.Language != "en-US" {
		t.Errorf("%s, %s", got.ColumnKind, got.Language)
	}
	how := got.Invocations[0]
	if how.Successful || len(how.Notifications) != 1 || how.Notifications[0].Message.Text != "why" || how.Notifications[0].Locations[0].Physical.Artifact.URI != "b.md" {
		t.Errorf("%+v", how)
	}
	var uris []string
	for _, a := range got.Artifacts {
		uris = append(uris, a.Location.URI)
	}
	if want := []string{"%E5%B9%B4%20%E6%8A%A5/%E7%94%B2:1.md", "b.md", "file:///p/%E4%B8%8A%E5%B9%B4.md"}; !slices.Equal(uris, want) {
		t.Errorf("artifacts %q, want %q", uris, want)
	}
	first, second := got.Results[0], got.Results[1]
	if first.Message.Text != `{{0}} [a\](1)` || first.Level != "error" || *first.RuleIndex != 0 || first.Fingerprints["reportlint/v1"] != "f00d" {
		t.Errorf("%+v", first)
	}
	if second.RuleIndex != nil || second.Level != "note" || len(second.Fingerprints) > 0 {
		t.Errorf("%+v", second)
	}
	regions := []struct{ got, want sarifRegion }{
		{*first.Locations[0].Physical.Region, sarifRegion{1, 1, 1, 3}},
		{*first.Related[0].Physical.Region, sarifRegion{2, 3, 3, 2}},
		{*second.Locations[0].Physical.Region, sarifRegion{4, 1, 4, 1}},
	}
	for _, r := range regions {
		if r.got != r.want {
			t.Errorf("region %v, want %v", r.got, r.want)
		}
	}
	if at := first.Related[1]; at.ID != 2 || at.Message.Text != "p" || *at.Physical.Artifact.Index != 2 {
		t.Errorf("%+v", at)
	}
	if len(first.Properties.Suggestions) != 1 {
		t.Errorf("%+v", first.Properties)
	}
	if len(first.Fixes) > 0 {
		t.Error("a viewer would apply a suggestion")
	}
	if want := (sarifReplacement{sarifRegion{2, 3, 3, 2}, sarifContent{"丁"}}); len(second.Fixes) != 1 || second.Fixes[0].Description.Text != "改" || len(second.Fixes[0].Changes) != 1 ||
		*second.Fixes[0].Changes[0].Artifact.Index != 0 || !slices.Equal(second.Fixes[0].Changes[0].Replacements, []sarifReplacement{want}) {
		t.Errorf("%+v", second.Fixes)
	}
	if nothing := sarifOf(t, Run{}); nothing.Results == nil || nothing.Artifacts == nil || !nothing.Invocations[0].Successful {
		t.Errorf("%+v", nothing)
	}
}

func TestURI(t *testing.T) {
	for name, want := range map[string]string{
		"a b.md": "a%20b.md", "a:b.md": "./a:b.md", "./a.md": "a.md", "../a.md": "../a.md", "<stdin>": "%3Cstdin%3E",
		"a%2F?#[x].md": "a%252F%3F%23%5Bx%5D.md", "\xff\x1b\u202e": "%FF%1B%E2%80%AE", "/a//b": "file:///a/b", "": "",
	} {
		if got := uri(name); got != want {
			t.Errorf("uri(%q) = %q, want %q", name, got, want)
		}
	}
}
