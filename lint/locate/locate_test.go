package locate_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"reportlint/lint/locate"
)

// TestLocateOracle holds 5,000 random systems against what trying every set of one and of
// two cells finds.
func TestLocateOracle(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	sizes := map[int]int{}
	for n := range 5000 {
		cells, equations := system(r)
		want, size := oracle(cells, equations)
		result := locate.Solve(nil, cells, equations, locate.Bounds{Cells: 2, Steps: 1_000_000})
		got := all(result)
		if got != want {
			t.Fatalf("system %d: %v %v\ngot\n%s\nwant\n%s", n, show(cells), equations, got, want)
		}
		sizes[size]++
	}
	t.Logf("systems that hold %d, explained by one cell %d, by two %d, by more %d", sizes[0], sizes[1], sizes[2], sizes[3])
	for size := range 4 {
		if sizes[size] < 200 {
			t.Errorf("only %d systems are explained by %d cells", sizes[size], size)
		}
	}
}

// system returns random equations that hang together or do not, with a few cells changed.
func system(r *rand.Rand) ([]locate.Cell, []locate.Equation) {
	cells := make([]locate.Cell, 3+r.IntN(8))
	most := []int64{1, 3, 20, 1 << 40, 1 << 62}[r.IntN(5)]
	value := func(c locate.Cell) *big.Rat {
		v := new(big.Rat).SetInt64(r.Int64N(most))
		if !c.Whole && r.IntN(2) == 0 {
			v.Add(v, big.NewRat(r.Int64N(4), 4))
		}
		if c.Signed && r.IntN(2) == 0 {
			v.Neg(v)
		}
		if most > 1<<60 {
			v.Mul(v, new(big.Rat).SetInt64(most))
		}
		return v
	}
	for i := range cells {
		cells[i] = locate.Cell{Whole: r.IntN(5) > 0, Signed: r.IntN(5) == 0}
		cells[i].Value = value(cells[i])
	}
	var equations []locate.Equation
	for range 1 + r.IntN(6) {
		var e locate.Equation
		sum := new(big.Rat)
		for _, c := range r.Perm(len(cells))[:2+r.IntN(min(4, len(cells)-1))] {
			less := r.IntN(3) == 0
			e = append(e, locate.Term{Cell: c, Less: less})
			sum.Add(sum, signed(cells[c].Value, less))
		}
		if r.IntN(4) > 0 { // a cell of its own makes it hold
			total := locate.Cell{Value: sum, Whole: sum.IsInt() && r.IntN(4) > 0, Signed: sum.Sign() < 0}
			e = append(e, locate.Term{Cell: len(cells), Less: true})
			cells = append(cells, total)
		}
		equations = append(equations, e)
	}
	for range r.IntN(3) {
		c := r.IntN(len(cells))
		cells[c].Value = value(cells[c])
	}
	return cells, equations
}

func signed(v *big.Rat, less bool) *big.Rat {
	if less {
		return new(big.Rat).Neg(v)
	}
	return v
}

// all writes the smallest explanations of all causes together, a line each: where there
// are several causes, each of one goes with each of the others.
func all(result locate.Result) string {
	lines := []string{""}
	for _, cause := range result.Causes {
		var next []string
		for _, line := range lines {
			for _, e := range cause.Explanations {
				next = append(next, line+write(e))
			}
		}
		lines = next
	}
	return sorted(lines)
}

func sorted(lines []string) string {
	for i, line := range lines {
		parts := strings.Fields(line)
		slices.Sort(parts)
		lines[i] = strings.Join(parts, " ")
	}
	slices.Sort(lines)
	if len(lines) > 0 && strings.Count(lines[0], ":") > 2 {
		return "" // beyond the oracle
	}
	return strings.Join(lines, "\n")
}

func write(e locate.Explanation) string {
	var b strings.Builder
	for _, c := range e {
		value := "open"
		if c.Value != nil {
			value = c.Value.RatString()
		}
		fmt.Fprintf(&b, " %d:%s", c.Cell, value)
	}
	return b.String()
}

func show(cells []locate.Cell) string {
	var b strings.Builder
	for i, c := range cells {
		fmt.Fprintf(&b, "%d=%s whole=%v signed=%v; ", i, c.Value.RatString(), c.Whole, c.Signed)
	}
	return b.String()
}

// oracle tries no cell, every cell and every two cells, and returns the explanations of
// the first size that has any; size is 3 if none has.
func oracle(cells []locate.Cell, equations []locate.Equation) (explanations string, size int) {
	if lines := trial(cells, equations); lines != nil {
		return "", 0
	}
	var found []string
	for a := range cells {
		found = append(found, trial(cells, equations, a)...)
	}
	if len(found) > 0 {
		return sorted(found), 1
	}
	for a := range cells {
		for b := range a {
			found = append(found, trial(cells, equations, b, a)...)
		}
	}
	if len(found) > 0 {
		return sorted(found), 2
	}
	return "", 3
}

// trial returns the values of some cells, two at most, with which all equations hold, as
// one line; none if there are no such values. It solves by Cramer's rule.
func trial(cells []locate.Cell, equations []locate.Equation, free ...int) []string {
	type line struct{ a, b, c *big.Rat } // a*x + b*y = c
	var lines []line
	for _, e := range equations {
		l := line{new(big.Rat), new(big.Rat), new(big.Rat)}
		for _, t := range e {
			one := signed(big.NewRat(1, 1), t.Less)
			switch i := slices.Index(free, t.Cell); i {
			case 0:
				l.a.Add(l.a, one)
			case 1:
				l.b.Add(l.b, one)
			default:
				l.c.Sub(l.c, signed(cells[t.Cell].Value, t.Less))
			}
		}
		if l.a.Sign() == 0 && l.b.Sign() == 0 {
			if l.c.Sign() != 0 {
				return nil
			}
			continue
		}
		lines = append(lines, l)
	}
	mul := func(x, y *big.Rat) *big.Rat { return new(big.Rat).Mul(x, y) }
	cross := func(p, q, r, s *big.Rat) *big.Rat { return new(big.Rat).Sub(mul(p, s), mul(q, r)) }
	allowed := func(cell int, v *big.Rat) bool {
		return (cells[cell].Signed || v.Sign() >= 0) && (!cells[cell].Whole || v.IsInt())
	}
	holds := func(x, y *big.Rat) bool {
		for _, l := range lines {
			if new(big.Rat).Add(mul(l.a, x), mul(l.b, y)).Cmp(l.c) != 0 {
				return false
			}
		}
		return true
	}
	nought := new(big.Rat)
	switch {
	case len(free) == 0:
		return []string{""}
	case len(lines) == 0:
		return nil // nothing hangs on them
	case len(free) == 1:
		x := new(big.Rat).Quo(lines[0].c, lines[0].a)
		if holds(x, nought) && allowed(free[0], x) {
			return []string{fmt.Sprintf("%d:%s", free[0], x.RatString())}
		}
		return nil
	}
	for _, m := range lines[1:] {
		l := lines[0]
		det := cross(l.a, l.b, m.a, m.b)
		if det.Sign() == 0 {
			continue
		}
		x := new(big.Rat).Quo(cross(l.c, l.b, m.c, m.b), det)
		y := new(big.Rat).Quo(cross(l.a, l.c, m.a, m.c), det)
		if holds(x, y) && allowed(free[0], x) && allowed(free[1], y) {
			return []string{fmt.Sprintf("%d:%s %d:%s", free[0], x.RatString(), free[1], y.RatString())}
		}
		return nil
	}
	return family(cells, free, lines[0].a, lines[0].b, lines[0].c, func(x, y *big.Rat) bool {
		return holds(x, y) && allowed(free[0], x) && allowed(free[1], y)
	})
}

// family is trial for two cells of which one equation is all that is known, a*x + b*y = c.
// As a and b are 1 or -1, it is enough to try each of them at nought, and, where one may
// be a fraction, that at what makes the other whole.
func family(cells []locate.Cell, free []int, a, b, c *big.Rat, fits func(x, y *big.Rat) bool) []string {
	if a.Sign() == 0 || b.Sign() == 0 {
		return nil // the other one is of no use
	}
	at := func(x *big.Rat) *big.Rat { // y for an x
		y := new(big.Rat).Sub(c, new(big.Rat).Mul(a, x))
		return y.Quo(y, b)
	}
	floor := func(v *big.Rat) *big.Rat {
		return new(big.Rat).SetInt(new(big.Int).Div(v.Num(), v.Denom()))
	}
	tries := []*big.Rat{new(big.Rat), new(big.Rat).Quo(c, a)}
	for _, v := range slices.Clone(tries) {
		tries = append(tries, floor(v), new(big.Rat).Add(floor(v), big.NewRat(1, 1)), new(big.Rat).Sub(v, floor(v)))
	}
	for _, x := range tries {
		if !fits(x, at(x)) {
			continue
		}
		if a.Cmp(b) == 0 && c.Sign() == 0 && !cells[free[0]].Signed && !cells[free[1]].Signed {
			return []string{fmt.Sprintf("%d:0 %d:0", free[0], free[1])}
		}
		return []string{fmt.Sprintf("%d:open %d:open", free[0], free[1])}
	}
	return nil
}

// TestLocateUnknown wants unknown cells told where the equations determine them, and
// contradictions found whatever they are.
func TestLocateUnknown(t *testing.T) {
	n := func(v int64) locate.Cell { return locate.Cell{Value: big.NewRat(v, 1), Whole: true} }
	unknown := locate.Cell{Whole: true}
	sum := func(total int, items ...int) locate.Equation {
		e := locate.Equation{{Cell: total, Less: true}}
		for _, i := range items {
			e = append(e, locate.Term{Cell: i})
		}
		return e
	}
	for _, c := range []struct {
		name      string
		cells     []locate.Cell
		equations []locate.Equation
		settled   string // cell:value
		explained string
	}{
		{"total", []locate.Cell{n(200), n(72), unknown}, []locate.Equation{sum(2, 0, 1)}, "2:272", ""},
		{"item", []locate.Cell{n(200), unknown, n(272)}, []locate.Equation{sum(2, 0, 1)}, "1:72", ""},
		{"open", []locate.Cell{unknown, unknown, n(5)}, []locate.Equation{sum(2, 0, 1)}, "", ""},
		{"nought", []locate.Cell{unknown, unknown, n(5), n(5)}, []locate.Equation{sum(3, 0, 1, 2)}, "0:0 1:0", ""},
		{"by way of another", []locate.Cell{unknown, n(1), n(3), unknown, n(4), n(8)},
			[]locate.Equation{sum(2, 0, 1), sum(3, 0, 1), sum(5, 3, 4, 1)}, "0:2 3:3", ""},
		{"too much already", []locate.Cell{n(9), unknown, n(5)}, []locate.Equation{sum(2, 0, 1)}, "", "0:open|2:open"},
		{"no whole number", []locate.Cell{unknown, n(1), n(2)}, []locate.Equation{
			{{Cell: 0}, {Cell: 1, Less: true}}, {{Cell: 0}, {Cell: 2, Less: true}}}, "", "1:2|2:1"},
		{"beside one that is wrong", []locate.Cell{n(9), n(2), unknown, n(3), n(5), n(4), n(6)},
			[]locate.Equation{sum(2, 0, 1), sum(4, 3, 1), sum(5, 3, 0), sum(6, 0, 1, 3)}, "2:3", "0:1"},
		{"two ways to it that differ", []locate.Cell{n(1), n(2), unknown, n(3), n(5)}, []locate.Equation{sum(2, 0, 1), sum(2, 3), sum(4, 3, 1)}, "2:3", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			result := locate.Solve(nil, c.cells, c.equations, locate.DefaultBounds())
			var settled []string
			for cell, v := range result.Settled {
				settled = append(settled, fmt.Sprintf("%d:%s", cell, v.RatString()))
			}
			slices.Sort(settled)
			if got := strings.Join(settled, " "); got != c.settled {
				t.Errorf("settled %q, want %q", got, c.settled)
			}
			if got := strings.ReplaceAll(all(result), "\n", "|"); got != c.explained {
				t.Errorf("explained %q, want %q", got, c.explained)
			}
		})
	}
}

// TestLocateBounds wants no explanation, and an end, where there is too much to look at.
func TestLocateBounds(t *testing.T) {
	var cells []locate.Cell
	var equations []locate.Equation
	for range 40 { // forty sums that hang together, each off by another amount
		e := locate.Equation{}
		for range 30 {
			e = append(e, locate.Term{Cell: len(cells)})
			cells = append(cells, locate.Cell{Value: big.NewRat(int64(len(cells)), 1), Whole: true})
		}
		if len(equations) > 0 {
			e = append(e, locate.Term{Cell: len(cells) - 31})
		}
		equations = append(equations, e)
	}
	for _, bounds := range []locate.Bounds{locate.DefaultBounds(), {Cells: 40, Steps: 1000}} {
		result := locate.Solve(nil, cells, equations, bounds)
		if len(result.Causes) != 1 || len(result.Causes[0].Broken) != 40 || result.Causes[0].Explanations != nil {
			t.Errorf("%+v: %d causes", bounds, len(result.Causes))
		}
	}
}

// BenchmarkLocateSystem finds one wrong cell in nine tables of 15 rows and columns, eight
// and what they add up to: 2,025 cells and 400 equations.
func BenchmarkLocateSystem(b *testing.B) {
	const tables, size = 9, 15
	r := rand.New(rand.NewPCG(5, 5))
	at := func(table, row, column int) int { return (table*size+row)*size + column }
	values := make([]int64, tables*size*size)
	for table := range tables - 1 {
		for row := range size - 1 {
			for column := range size - 1 {
				v := r.Int64N(1000)
				for _, cell := range []int{
					at(table, row, column), at(table, row, size-1), at(table, size-1, column), at(table, size-1, size-1),
				} {
					values[cell] += v
					values[cell+(tables-1-table)*size*size] += v
				}
			}
		}
	}
	var equations []locate.Equation
	sum := func(items int, item func(i int) int) { // the last one is the total
		var e locate.Equation
		for i := range items {
			e = append(e, locate.Term{Cell: item(i), Less: i == items-1})
		}
		equations = append(equations, e)
	}
	for table := range tables {
		for line := range size - 1 {
			sum(size, func(i int) int { return at(table, line, i) })
			sum(size, func(i int) int { return at(table, i, line) })
		}
	}
	for cell := 0; len(equations) < 400; cell++ {
		sum(tables, func(i int) int { return at(i, 0, 0) + cell })
	}
	var cells []locate.Cell
	for _, v := range values {
		cells = append(cells, locate.Cell{Value: big.NewRat(v, 1), Whole: true})
	}
	wrong := at(3, 4, 5)
	right := cells[wrong].Value
	cells[wrong].Value = new(big.Rat).Add(right, big.NewRat(70, 1))
	b.ReportAllocs()
	for b.Loop() {
		causes := locate.Solve(nil, cells, equations, locate.DefaultBounds()).Causes
		if len(causes) != 1 || len(causes[0].Explanations) != 1 || causes[0].Explanations[0][0].Value.Cmp(right) != 0 {
			b.Fatal(causes)
		}
	}
}
