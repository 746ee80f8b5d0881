package lint

import (
	"fmt"
	"strings"
	"testing"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

func TestAllowances(t *testing.T) {
	tests := []struct{ comment, want string }{
		{"<!-- reportlint allow: a, because why -->", "a|why|0000|0"},
		{"<!--reportlint allow:a,b-c because why not, or so-->", "a b-c|why not, or so|0000|0"},
		{"<!-- reportlint  allow： a、b，因为 事出有因 截至 2025-03-31 -->", "a b|事出有因|2025-03-31|0"},
		{"<!-- reportlint allow: a, because it is until 2025-03-31 -->", "a|it is|2025-03-31|0"},
		{"<!--\n reportlint allow:\n  a,\n  because\n  why\n-->", "a|why|0000|0"},
		{"<!-- reportlint allow: a -->", "a||0000|2"},
		{"<!-- reportlint allow: a, because -->", "a||0000|2"},
		{"<!-- reportlint allow: a, because until 2025-03-31 -->", "a||2025-03-31|2"},
		{"<!-- reportlint allow: a, because why until 2025-02-30 -->", "a|why|2025-02-30|3"},
		{"<!-- reportlint allow: a, because why until soon -->", "a|why|0000|3"},
		{"<!-- Reportlint Allow: a, Because why Until 2025/3/31 -->", "a|why|2025-03-31|0"},
		{"<!-- reportlint allow: a，因为 数据截至12月31日 -->", "a|数据截至12月31日|0000|0"},
		{"<!-- reportlint allow: a，因为 数据截至12月31日，截至：2025年3月31日 -->", "a|数据截至12月31日|2025-03-31|0"},
		{"<!-- reportlint allow: a, because figures until December are final -->", "a|figures until December are final|0000|0"},
		{"<!-- reportlint allow: because why -->", "|why|0000|1"},
		{"<!-- reportlint disable a -->", "||0000|1"},
		{"<!-- report allow: a, because why -->", ""},
		{"<!-- reportlint allow: a, because why", ""},
	}
	for _, tt := range tests {
		source := tt.comment + "\n\nx\n"
		var got []string
		for _, a := range Allowances(&draft.Draft{File: diag.NewFile("d", []byte(source))}) {
			var rules []string
			for _, r := range a.Rules {
				rules = append(rules, r.ID)
				if r.Span.Text() != r.ID {
					t.Errorf("%q: the place of %s is %q", tt.comment, r.ID, r.Span.Text())
				}
			}
			if a.Span.Text() != tt.comment {
				t.Errorf("%q: its place is %q", tt.comment, a.Span.Text())
			}
			got = append(got, fmt.Sprintf("%s|%s|%s|%d", strings.Join(rules, " "), a.Reason, a.Until.ISO(), a.Fault))
		}
		if s := strings.Join(got, "\n"); s != tt.want {
			t.Errorf("%q: got %q, want %q", tt.comment, s, tt.want)
		}
	}
}

func FuzzAllowances(f *testing.F) {
	for _, s := range []string{"reportlint allow: a, because b until 2025-01-01", "reportlint", "", "reportlint allow: because because until until"} {
		f.Add("<!-- " + s + " -->")
	}
	f.Fuzz(func(t *testing.T, source string) {
		file := diag.NewFile("d", []byte(source))
		allowances := Allowances(&draft.Draft{File: file})
		last := 0
		for _, a := range allowances {
			if a.Span.Start < last || a.Span.End > len(source) {
				t.Errorf("a comment at %d to %d", a.Span.Start, a.Span.End)
			}
			last = a.Span.End
			for _, r := range a.Rules {
				if r.Span.Text() != r.ID {
					t.Errorf("the place of %q is %q", r.ID, r.Span.Text())
				}
			}
		}
		faults := []diag.Diagnostic{{Rule: "a", Span: diag.Span{File: file}}}
		remain, suppressed, _ := Suppress(faults, allowances, draft.Date{Year: 2025, Month: 1, Day: 1}, globbed)
		if len(remain)+len(suppressed) != 1 {
			t.Errorf("of one fault %d remain and %d are suppressed", len(remain), len(suppressed))
		}
	})
}
