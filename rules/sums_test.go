package rules

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"reportlint/lint/form"
)

// TestNoughts holds what is said to be nought to be so in every solution, and wants little
// to be missed: the solutions are counted out.
func TestNoughts(t *testing.T) {
	const cells, most = 6, 4
	r := rand.New(rand.NewPCG(7, 11))
	found, missed := 0, 0
	for range 3000 {
		table := &form.Table{Blocks: []form.Block{{Rows: []form.Row{{ID: "r", Label: []string{"r"}}}}}}
		for c := range cells {
			table.Blocks[0].Columns = append(table.Blocks[0].Columns, form.Column{ID: strconv.Itoa(c)})
		}
		for range 2 + r.IntN(3) {
			sum := form.Sum{Each: form.EachRow}
			for _, c := range r.Perm(cells)[:2+r.IntN(3)] {
				if len(sum.Right) == 0 || r.IntN(4) == 0 {
					sum.Right = append(sum.Right, strconv.Itoa(c))
				} else {
					sum.Left = append(sum.Left, strconv.Itoa(c))
				}
			}
			if len(sum.Left) > 0 {
				table.Sums = append(table.Sums, sum)
			}
		}
		b := newBook(table)
		all := make([]int, len(b.sums))
		for i := range all {
			all[i] = i
		}
		got := b.noughts(all)
		may := positive(b, cells, most)
		for c := range cells {
			switch said := slices.Contains(got, c); {
			case said && may[c]:
				t.Fatalf("%v: cell %d is said to be nought", table.Sums, c)
			case said:
				found++
			case !may[c]:
				missed++
			}
		}
	}
	t.Logf("%d cells that can only be nought found, %d missed", found, missed)
	if found < 100 || missed > found/10 {
		t.Errorf("found %d, missed %d", found, missed)
	}
}

// positive returns which cells are more than nought in some solution up to a bound.
func positive(b *book, cells, most int) []bool {
	may := make([]bool, cells)
	values := make([]int, cells)
	var try func(c int)
	try = func(c int) {
		if c < cells {
			for values[c] = 0; values[c] <= most; values[c]++ {
				try(c + 1)
			}
			return
		}
		for _, equations := range b.sums {
			for _, e := range equations {
				sum := 0
				for _, t := range e {
					if t.Less {
						sum -= values[t.Cell]
					} else {
						sum += values[t.Cell]
					}
				}
				if sum != 0 {
					return
				}
			}
		}
		for i, v := range values {
			may[i] = may[i] || v > 0
		}
	}
	try(0)
	return may
}
