package check

import (
	"testing"

	"reportlint/lint/form"
)

// TestInLine holds ways to be in line that change three cells or more of one row or column.
func TestInLine(t *testing.T) {
	rows, columns := make([]form.FilledRow, 4), []form.Column{{ID: "a"}, {ID: "b"}, {ID: "c"}, {ID: "d"}}
	at := func(places ...[2]int) (w way) {
		for _, p := range places {
			w = append(w, change{cell: term{row: &rows[p[0]], column: &columns[p[1]]}})
		}
		return w
	}
	for _, w := range []way{at([2]int{0, 0}, [2]int{0, 1}, [2]int{0, 2}), at([2]int{0, 1}, [2]int{1, 1}, [2]int{2, 1}), at([2]int{0, 1}, [2]int{1, 1}, [2]int{2, 1}, [2]int{3, 1})} {
		if !w.inLine() {
			t.Errorf("%v is in line", w)
		}
	}
	for _, w := range []way{at([2]int{0, 0}, [2]int{0, 1}), at([2]int{0, 0}, [2]int{0, 1}, [2]int{1, 2}), at([2]int{0, 0}), at([2]int{0, 0}, [2]int{1, 1}, [2]int{2, 2})} {
		if w.inLine() {
			t.Errorf("%v is not in line", w)
		}
	}
}

func TestNeighbours(t *testing.T) {
	columns := []form.Column{{ID: "a"}, {ID: "b"}, {ID: "c"}}
	table := &form.Filled{Rows: make([]form.FilledRow, 3)}
	for i := range table.Rows {
		table.Rows[i].Cells = make([]form.Cell, 3)
	}
	at := func(r, c int) term {
		return term{table: table, row: &table.Rows[r], cell: &table.Rows[r].Cells[c], column: &columns[c]}
	}
	other := at(0, 1)
	other.table = &form.Filled{}
	tests := []struct {
		a, b term
		want bool
	}{
		{at(0, 0), at(0, 1), true}, {at(0, 1), at(0, 0), true}, {at(0, 0), at(0, 2), false}, {at(0, 2), at(0, 0), false}, {at(0, 0), at(0, 0), false}, {at(0, 1), at(0, 2), true},
		{at(0, 0), at(1, 0), true}, {at(1, 0), at(0, 0), true}, {at(1, 2), at(2, 2), true}, {at(0, 0), at(2, 0), false}, {at(2, 1), at(0, 1), false}, {at(0, 0), at(1, 1), false}, {at(2, 1), at(1, 0), false},
		{at(0, 0), other, false},
	}
	for i, tt := range tests {
		if got := neighbours(tt.a, tt.b); got != tt.want {
			t.Errorf("%d: got %v", i, got)
		}
	}
}
