package check

import (
	"fmt"
	"strings"
	"testing"

	"reportlint/lint"
)

// TestCellNames holds what settings name of a table to where they name it.
func TestCellNames(t *testing.T) {
	tests := []struct{ in, want string }{
		{"requests/new/total", "requests@0 new@9 total@13"},
		{"requests/{new,carried-in}/total", "requests@0 new@10 total@26, requests@0 carried-in@14 total@26"},
		{"a/b/{c, d}+ e/b/c", "a@0 b@2 c@5, a@0 b@2 d@8, e@12 b@14 c@16"},
		{"a/b", "a/b@0"}, {"a/b/c+  d/e ", "d/e@8"}, {"a/b/c/d", "a/b/c/d@0"}, {"a/{}/c", "a/{}/c@0"}, {"a/b/c+d/{}/c", "d/{}/c@6"},
	}
	for _, tt := range tests {
		refs, err := cellNames(tt.in, "/cells")
		var got []string
		for _, r := range refs {
			var names []string
			for _, n := range []lint.Name{r.Table, r.Row, r.Column} {
				names = append(names, fmt.Sprintf("%s@%d", n.Text, n.Offset))
			}
			got = append(got, strings.Join(names, " "))
		}
		if setting, ok := err.(*lint.SettingError); ok {
			short, _, _ := strings.Cut(strings.TrimPrefix(setting.Reason.EN, "'"), "'")
			got = []string{fmt.Sprintf("%s@%d", short, setting.Offset)}
		}
		if got := strings.Join(got, ", "); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.in, got, tt.want)
		}
	}
}
