package check

import (
	"fmt"
	"strings"
	"testing"

	"reportlint/lint/similar"
)

// TestTooMuch holds what is copied to be more than a share of what counts.
func TestTooMuch(t *testing.T) {
	c := copied{share: 60}
	for shared, want := range map[int]bool{179: false, 180: false, 181: true} {
		if got := c.tooMuch(similar.Match{Shared: shared, Counted: 300}); got != want {
			t.Errorf("%d of 300: %v", shared, got)
		}
	}
}

// TestOccurrences holds words and titles to be found wherever they stand, at both ends too.
func TestOccurrences(t *testing.T) {
	if got, want := fmt.Sprint(occurrences("报告甲报告报告", "报告"), occurrences("甲", "报告"), occurrences("报告", "报告")), "[[0 6] [9 15] [15 21]] [] [[0 6]]"; got != want {
		t.Errorf("occurrences: %s, want %s", got, want)
	}
	tests := []struct{ in, want string }{
		{"《甲》", "《甲》"}, {"据《甲》(一号)和《乙》一(二)", "《甲》(一号) 《乙》"}, {"《甲《乙》丙》丁", "《甲《乙》丙》"}, {"《甲", ""}, {"《甲。》《乙》", "《乙》"}, {"甲》《乙》", "《乙》"},
		{"《甲》(" + strings.Repeat("a", 118) + ")", "《甲》(" + strings.Repeat("a", 118) + ")"}, {"《甲》(" + strings.Repeat("a", 119) + ")", "《甲》"}, {"《甲》(一", "《甲》"},
	}
	for _, tt := range tests {
		var got []string
		for _, at := range cites(tt.in) {
			got = append(got, tt.in[at[0]:at[1]])
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("cites(%q) = %s, want %s", tt.in, got, tt.want)
		}
	}
}
