package render

import (
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/reviewdog/reviewdog/proto/rdf"
	"google.golang.org/protobuf/encoding/protojson"

	"reportlint/lint/diag"
)

// reviewdog reads diagnostics as reviewdog does, but takes no field that it does not know.
func reviewdog(t *testing.T, out string) []*rdf.Diagnostic {
	t.Helper()
	var all []*rdf.Diagnostic
	for line := range strings.Lines(out) {
		d := &rdf.Diagnostic{}
		if err := protojson.Unmarshal([]byte(line), d); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		all = append(all, d)
	}
	return all
}

func TestRDJSONL(t *testing.T) {
	spans := marked("./甲 乙.md", diag.BOM+"【𠮷】a\n甲【乙】\n")
	d := diag.Diagnostic{Rule: "r", Severity: diag.Info, Span: spans[0], Message: "用 <b> 和 [c]", Basis: "第五十条",
		Notes:       []diag.Note{{Span: spans[1], Message: "n"}},
		Suggestions: []diag.Fix{{Edits: []diag.Edit{{Span: spans[1], Text: "丙"}, {Span: spans[0].Point(), Text: "丁"}}}}}
	files := []File{{Path: "b.md", NotChecked: "why"}}
	got := reviewdog(t, write(t, func(w io.Writer) error {
		return RDJSONL(w, Run{Diagnostics: slices.Values([]diag.Diagnostic{d}), Files: slices.Values(files)})
	}))
	if len(got) != 2 {
		t.Fatalf("%d diagnostics, want 2", len(got))
	}
	r := got[0]
	if r.Message != "用 \\<b> 和 \\[c]\n依据：第五十条" || r.Severity != rdf.Severity_INFO || r.Code.Value != "r" || r.Source.Name != "reportlint" || r.Location.Path != "甲 乙.md" {
		t.Errorf("%v", r)
	}
	ranges := map[string]*rdf.Range{"1:4-1:8": r.Location.Range, "2:4-2:7": r.RelatedLocations[0].Location.Range, "1:4-1:4": r.Suggestions[1].Range}
	for want, at := range ranges {
		if got := spanOf(at); got != want {
			t.Errorf("range %s, want %s", got, want)
		}
	}
	if r.Suggestions[0].Text != "丙" || spanOf(r.Suggestions[0].Range) != "2:4-2:7" {
		t.Errorf("%v", r.Suggestions)
	}
	if got[1].Message != "未检查：why" || got[1].Severity != rdf.Severity_ERROR || got[1].Location.Path != "b.md" {
		t.Errorf("%v", got[1])
	}
}

func spanOf(r *rdf.Range) string {
	at := func(p *rdf.Position) string {
		return string(number(int(p.Line)) + ":" + number(int(p.Column)))
	}
	return at(r.Start) + "-" + at(r.End)
}

// TestSuggestionsKeepNumbers holds what a reviewer may apply at a click to leave numbers
// alone.
func TestSuggestionsKeepNumbers(t *testing.T) {
	tests := []struct {
		source, text string
		offered      bool
	}{
		{"【一、总体】", "一、总体情况", true},
		{"【2024年报告】", "某局2024年报告", true},
		{"【２０２４年】", "2024年", false}, // the digits are others, whatever they mean
		{"【2023年】", "2024年", false},
		{"| 【1,203】 |", "1,230", false},
		{"| 【1 203】 |", "1203", false},
		{"| 【】 |", "0", false},
		{"第【三】十条", "四", true},
	}
	for _, tt := range tests {
		s := marked("d", tt.source)[0]
		d := diag.Diagnostic{Rule: "r", Severity: diag.Error, Span: s, Suggestions: []diag.Fix{{Edits: []diag.Edit{{Span: s, Text: tt.text}}}}}
		got := reviewdog(t, write(t, func(w io.Writer) error { return RDJSONL(w, Run{Diagnostics: slices.Values([]diag.Diagnostic{d})}) }))
		if offered := len(got[0].Suggestions) > 0; offered != tt.offered {
			t.Errorf("%s to %s offered: %v, want %v", tt.source, tt.text, offered, tt.offered)
		}
	}
}
