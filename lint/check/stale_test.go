package check

import (
	"testing"
)

// TestToldYear reads a year, or a span of days, that stands alone in a bracket by the words before it.
func TestToldYear(t *testing.T) {
	tests := []struct {
		in   string
		want int
		ok   bool
	}{
		{"下一年度（2024年）", 2025, true},
		{"下一年度（2025年）", 0, true},
		{"下一年度（2025年度）", 0, true},
		{"上年（2022年）", 2023, true},
		{"本年度（2023年）", 2024, true},
		{"全年（2023年1月1日至12月31日）", 2024, true},
		{"全年（2024年1月1日至12月31日）", 0, true},
		{"全年（2023年1月1日）", 0, false},
		{"全年（2023年收到）", 0, false},
		{"全年（2023年", 0, false},
		{"全年2023年）", 0, false},
		{"近年（2023年）", 0, false},
	}
	for _, tt := range tests {
		s := shapeOf(written(tt.in).Fold())
		if got, ok := s.toldYear(&s.marks[0], 2024); got != tt.want || ok != tt.ok {
			t.Errorf("toldYear(%s) = %d, %v", tt.in, got, ok)
		}
	}
}
