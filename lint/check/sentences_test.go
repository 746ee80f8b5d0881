package check

import (
	"strings"
	"testing"
)

// TestStretch holds the text about an offset to end at full stops, and not far away.
func TestStretch(t *testing.T) {
	long := strings.Repeat("甲", 2*reach)
	tests := []struct{ before, behind, want string }{
		{"", "", ""},
		{"甲", "乙", "甲乙"},
		{"丙。甲", "乙。丁", "。甲乙"},
		{"丁。丙。甲", "。乙", "。甲"},
		{"。甲", "乙。", "。甲乙"},
		{long, long, strings.Repeat("甲", 2*reach/len("甲"))},
	}
	for _, tt := range tests {
		if got := stretch(tt.before+tt.behind, len(tt.before)); got != tt.want {
			t.Errorf("stretch of %q and %q: %q, want %q", tt.before, tt.behind, got, tt.want)
		}
	}
}
