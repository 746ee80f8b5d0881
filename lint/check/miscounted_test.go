package check

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"reportlint/lint/draft"
)

// portionsOf returns the portions of a sentence in which each count is followed by its share.
func portionsOf(s *shape) (all []portion) {
	for i := 0; i+1 < len(s.marks); i += 2 {
		all = append(all, portion{&s.marks[i], &s.marks[i+1]})
	}
	return all
}

// TestMiscounted tells of the one count with which the shares of all would be right, if there is one.
func TestMiscounted(t *testing.T) {
	tests := []struct{ in, value, should string }{
		{"网上149件，占71%；信函43件，占21.5%；当面15件，占7.5%", "149", "142"},
		{"网上142件，占71%；信函34件，占21.5%；当面15件，占7.5%", "34", "43"},
		{"网上142件，占71%；信函43件，占21.5%；当面0件，占7.5%", "0", "15"},
		{"网上142件，占71%；信函43件，占21.5%；当面15件，占7.5%；传真9件，占0%", "9", "0"},
		{"网上8000件，占100.0%；信函9件，占0.1%；当面9件，占0.0%", "", ""},
		{"网上14件，占100%；信函0件，占0%；当面5件，占0%", "5", "0"},
		{"网上149件，占77.6%；信函43件，占22.4%", "", ""},                     // of two, either may be wrong
		{"网上149件，占71%；信函43件，占21.5%；当面15件，占8.5%", "", ""},           // they make 101 %
		{"网上149件，占71%；信函50件，占21.5%；当面15件，占7.5%", "", ""},           // two are wrong
		{"网上149000件，占71%；信函43000件，占21%；当面15000件，占8%", "", ""},      // too coarse to tell
		{"网上12件，占60%；信函5件，占25%；当面4件，占15%", "4", "3"},               // by a slip: 13 and 5 would do, too
		{"甲1件，占10%；乙1件，占10%；丙1件，占10%；丁2件，占70%", "2", "7"},          // by a slip
		{"网上9000000000件，占71%；信函43件，占21.5%；当面15件，占7.5%", "", "142"}, // by no slip, but the only one
	}
	for _, tt := range tests {
		s := shapeOf(written(tt.in).Fold())
		f := miscounted(&s, portionsOf(&s))
		switch {
		case f == nil && tt.should != "":
			t.Errorf("%s: nothing is told, want %s", tt.in, tt.should)
		case f != nil && (f.Args["should"] != tt.should || tt.value != "" && f.Span.Text() != tt.value):
			t.Errorf("%s: %s should be %s, want %s for %s", tt.in, f.Span.Text(), f.Args["should"], tt.should, tt.value)
		}
	}
}

// TestMiscountedPortions takes no more portions than a percentage is held against numbers.
func TestMiscountedPortions(t *testing.T) {
	for n, want := range map[int]bool{maxCounts: true, maxCounts + 1: false} {
		in := strings.Repeat("甲1件，占1.00%；", n-2) + fmt.Sprintf("乙2件，占1.00%%；丙%d件，占%d.00%%", 100-n+1, 100-n+1)
		s := shapeOf(written(in).Fold())
		if f := miscounted(&s, portionsOf(&s)); (f != nil) != want {
			t.Errorf("%d portions: told is %v, want %v", n, f != nil, want)
		}
	}
}

// TestWholesBut holds the wholes that are reckoned to those that are tried one by one.
func TestWholesBut(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		counts := make([]int, 3+rng.IntN(3))
		whole := 0
		for i := range counts {
			counts[i] = rng.IntN(40)
			whole += counts[i]
		}
		if whole == 0 {
			continue
		}
		decimals := rng.IntN(3)
		var in strings.Builder
		spoilt := rng.IntN(len(counts))
		for i, n := range counts {
			share := strconv.FormatFloat(100*float64(n)/float64(whole), 'f', decimals, 64)
			if i == spoilt {
				n += 1 + rng.IntN(9)
			}
			fmt.Fprintf(&in, "甲%d件，占%s%%；", n, share)
		}
		s := shapeOf(written(in.String()).Fold())
		all := portionsOf(&s)
		for k := range all {
			first, last, others := wholesBut(all, k)
			for n := int64(1); n < 250; n++ {
				fits := draft.Whole(n).Cmp(others) >= 0
				for i, part := range all {
					count := part.count.quantity.Value
					if i == k {
						count = draft.Whole(n).Sub(others)
					}
					fits = fits && agrees(part.share.quantity, []ratio{{percent: percent(count, draft.Whole(n))}})
				}
				if reckoned := first <= n && n <= last; reckoned != fits {
					t.Fatalf("%s: a whole of %d, whatever the %d-th count: reckoned %v, tried %v", in.String(), n, k, reckoned, fits)
				}
			}
		}
	}
}
