package check

import "testing"

func TestNumber(t *testing.T) {
	tests := []struct {
		in   string
		want int // 0 where it is none
	}{
		{"7", 7}, {"12", 12}, {"999", 999}, {"1000", 0}, {"2.5", 0}, {"六", 6}, {"二十一", 21}, {"一百二十", 0}, {"几", 0}, {"", 0},
	}
	for _, tt := range tests {
		if got, ok := number(tt.in); got != tt.want || ok != (tt.want != 0) {
			t.Errorf("number(%q) = %d, %v, want %d", tt.in, got, ok, tt.want)
		}
	}
}
