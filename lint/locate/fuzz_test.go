package locate_test

import (
	"math/rand/v2"
	"testing"

	"reportlint/lint/locate"
)

// FuzzSolve holds systems drawn from any seed, and bounds of any size, to the laws of a
// result: an explanation never is larger than the bound, all of a cause are of one size and
// no two are the same, and the oracle finds the same where it reaches.
func FuzzSolve(f *testing.F) {
	f.Add(uint64(1), uint64(2), 2, 1_000_000)
	f.Add(uint64(9), uint64(0), 3, 10)
	f.Add(uint64(0), uint64(7), 0, 0)
	f.Fuzz(func(t *testing.T, a, b uint64, most, steps int) {
		cells, equations := system(rand.New(rand.NewPCG(a, b)))
		most, steps = max(most, 0)%4, max(steps, 0)%1_000_000
		result := locate.Solve(nil, cells, equations, locate.Bounds{Cells: most, Steps: steps})
		for _, cause := range result.Causes {
			seen := map[string]bool{}
			for _, e := range cause.Explanations {
				if len(e) > most || len(e) != len(cause.Explanations[0]) || seen[write(e)] {
					t.Fatalf("%v %v: %v", show(cells), equations, cause.Explanations)
				}
				seen[write(e)] = true
			}
		}
		whole := locate.Solve(nil, cells, equations, locate.Bounds{Cells: 2, Steps: 1_000_000})
		if want, _ := oracle(cells, equations); all(whole) != want {
			t.Fatalf("%v %v\ngot\n%s\nwant\n%s", show(cells), equations, all(whole), want)
		}
	})
}
