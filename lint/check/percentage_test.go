package check

import (
	"math/big"
	"testing"
)

// TestKeyApart takes percentages of two digits for slips of one another only in the other order, and those of
// other lengths for none.
func TestKeyApart(t *testing.T) {
	tests := []struct {
		in     string
		should *big.Rat
		want   bool
	}{
		{"占78%", big.NewRat(87, 1), true},
		{"占78%", big.NewRat(78, 1), false},
		{"占77%", big.NewRat(77, 1), false},
		{"占78%", big.NewRat(77, 1), false},
		{"占8%", big.NewRat(9, 1), false},
		{"占100%", big.NewRat(99, 1), false},
		{"占78.2%", big.NewRat(872, 10), true},
		{"占78.2%", big.NewRat(782, 10), false},
		{"占78.2%", big.NewRat(411, 10), false},
	}
	for _, tt := range tests {
		s := shapeOf(written(tt.in).Fold())
		if got := keyApart(&s, &s.marks[0], tt.should); got != tt.want {
			t.Errorf("keyApart(%s, %s) = %v", tt.in, tt.should, got)
		}
	}
}

// TestTogether counts the numbers that a share is of by the word for them, or else by what joins them.
func TestTogether(t *testing.T) {
	tests := []struct {
		in, word string
		want     int
	}{
		{"共50件，土地15件、规划16件，占1%", "两", 2},
		{"共50件，土地15件，规划16件，占1%", "两", 2},
		{"共50件，土地15件，规划16件，占1%", "三", 3},
		{"土地15件，规划16件，占1%", "三", 0},
		{"土地15件、规划16件，占1%", "", 2},
		{"共50件，土地15件、规划16件，占1%", "", 2},
		{"共50件，土地15件，占1%", "", 0},
	}
	for _, tt := range tests {
		s := shapeOf(written(tt.in).Fold())
		if got := s.together(countsBefore(&s, len(s.marks)-1), tt.word); got != tt.want {
			t.Errorf("together(%s, %s) = %d, want %d", tt.in, tt.word, got, tt.want)
		}
	}
}

// TestHalfDigit halves the last digit that is written.
func TestHalfDigit(t *testing.T) {
	for in, want := range map[string]*big.Rat{"30": big.NewRat(1, 2), "30.0": big.NewRat(1, 20), "0.25": big.NewRat(1, 200)} {
		if got := halfDigit(in); got.Cmp(want) != 0 {
			t.Errorf("halfDigit(%s) = %s, want %s", in, got, want)
		}
	}
}
