package render

import (
	"slices"
	"strings"
	"testing"

	"reportlint/lint"
	"reportlint/lint/diag"
)

func TestStatistics(t *testing.T) {
	var all []diag.Diagnostic
	for range 9 {
		all = append(all, diag.Diagnostic{Rule: "c", Severity: diag.Warning})
	}
	all = append(all, diag.Diagnostic{Rule: "b", Severity: diag.Error}, diag.Diagnostic{Rule: "a", Severity: diag.Info})
	tests := []struct {
		all  []diag.Diagnostic
		lang diag.Lang
		want string
	}{
		{nil, diag.English, "0  in all (error 0, warning 0, info 0)\n"},
		{all, diag.Chinese, " 9  c\n 1  a\n 1  b\n11  合计（错误 1，警告 9，提示 1）\n"},
	}
	for _, tt := range tests {
		var b strings.Builder
		if err := Statistics(&b, slices.Values(tt.all), tt.lang); err != nil {
			t.Fatal(err)
		}
		if got := b.String(); got != tt.want {
			t.Errorf("got:\n%s\nwant:\n%s", got, tt.want)
		}
	}
}

func TestCoverage(t *testing.T) {
	files := []File{
		{Path: "a.md", About: &About{Coverage: lint.Coverage{Ran: 58,
			NotApplicable: []lint.Reason{{Rule: "z", Reason: "no prior"}, {Rule: "y", Reason: "no parts"}, {Rule: "b", Reason: "no prior"}},
			Undecided:     []lint.Reason{{Rule: "x", Reason: "blank"}, {Rule: "x", Reason: "blank"}}}}},
		{Path: "::b.md", NotChecked: "binary"},
	}
	var b strings.Builder
	if err := Coverage(&b, slices.Values(files), diag.English); err != nil {
		t.Fatal(err)
	}
	want := `a.md: rules that ran: 58
  not applicable: no prior
    - b
    - z
  not applicable: no parts
    - y
  undecided: blank
    - x
./::b.md: rules that ran: 0
  not checked: binary
`
	if got := b.String(); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}
