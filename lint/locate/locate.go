// Package locate tells which figures are wrong where sums do not hold: every smallest set
// of cells whose change makes all of them hold.
//
// It is the error localisation of Fellegi and Holt (1976) for linear equations, solved by
// exact search instead of an integer programme: some cell of every equation that does not
// hold must change, so the search frees the cells of one such equation in turn, solves for
// what it freed, and goes on with what follows from the equations then. Figures may be of
// any size. Work is bounded by counts, so that the same figures give the same answer on
// every machine. Where cells are unknown, that values be whole is asked of each by itself:
// a set may be given that only together has no whole solution.
package locate

import (
	"cmp"
	"maps"
	"math/big"
	"slices"

	"reportlint/lint/arena"
)

// Cell is a figure that equations are over.
type Cell struct {
	Value  *big.Rat // as stated; nil where that is not known
	Whole  bool     // it can only be a whole number
	Signed bool     // it may be negative
}

// Term is a cell of an equation, added or taken off.
type Term struct {
	Cell int // the index of the cell
	Less bool
}

// Equation is a sum of different cells that is nought.
type Equation []Term

// Change is a cell and what it has to state.
type Change struct {
	Cell  int
	Value *big.Rat // nil where the equations leave it open
}

// Explanation is a set of changes that makes all equations hold, in the order of cells.
type Explanation []Change

// Cause is what is wrong with equations that hang together by their cells.
type Cause struct {
	// Broken are the equations each of which contradicts what is stated of its cells, in
	// their order.
	Broken []int
	// Clash are equations with cells that are not known which contradict what is stated only
	// together, where none is broken.
	Clash []int
	// Explanations are all smallest ones, in the order of their cells; none where the
	// bounds did not allow to find them all.
	Explanations []Explanation
}

// Result is what equations tell of their cells.
type Result struct {
	Causes []Cause
	// Settled are the values, by the index of the cell, of cells that are not known and that
	// the equations determine: whichever explanation holds, where they contradict what is
	// stated.
	Settled map[int]*big.Rat
}

// Bounds limit the work for equations that hang together.
type Bounds struct {
	Cells int // the most cells of an explanation
	Steps int // the most sets of cells that are looked at
}

// DefaultBounds allow for whatever a table of some hundred cells can tell. A set of more
// than five wrong figures is seldom the only one of its size.
func DefaultBounds() Bounds { return Bounds{Cells: 5, Steps: 50_000} }

// Solve tells what the equations say of the cells. What it does not return it makes in an
// arena, which may be nil.
func Solve(a *arena.Arena, cells []Cell, equations []Equation, b Bounds) Result {
	p := newProblem(cells, equations)
	p.arena = a
	out := Result{Settled: map[int]*big.Rat{}}
	for _, group := range p.groups() {
		broken := p.broken(group)
		root := p.start(group)
		if len(broken) == 0 && len(root.freed) == 0 {
			continue
		}
		s := &search{problem: p, bounds: b}
		cause := Cause{Broken: broken}
		switch conflict, settled := root.conflict(s.step); {
		case conflict == nil && settled == nil, root.overflow: // too much is unknown
			if len(broken) == 0 {
				continue
			}
		case conflict == nil:
			maps.Copy(out.Settled, settled.determined(func(int) bool { return true }, s.step))
			continue
		default:
			if len(broken) == 0 {
				cause.Clash = slices.Clone(conflict.from)
			}
			if cause.Explanations = s.smallest(root); len(cause.Explanations) > 0 {
				maps.Copy(out.Settled, s.agreed)
			}
		}
		out.Causes = append(out.Causes, cause)
	}
	slices.SortFunc(out.Causes, func(a, b Cause) int { return cmp.Compare(a.first(), b.first()) })
	return out
}

// first returns the first equation of a cause.
func (c Cause) first() int { return slices.Concat(c.Broken, c.Clash)[0] }

// problem is equations over figures that are all whole numbers of one unit.
type problem struct {
	cells     []Cell
	equations []Equation
	unit      *big.Int   // so many make one
	values    []*big.Int // in units, never changed; nil where not known
	within    [][]int    // the equations that each cell is in
	rests     []*big.Int // what the known cells of each equation add up to
	arena     *arena.Arena
	terms     []weight // scratch of without
}

func newProblem(cells []Cell, equations []Equation) *problem {
	p := &problem{
		cells: cells, equations: equations, unit: big.NewInt(1), values: make([]*big.Int, len(cells)),
		within: make([][]int, len(cells)), rests: make([]*big.Int, len(equations)),
	}
	for _, c := range cells {
		if c.Value != nil && !c.Value.IsInt() {
			common := new(big.Int).GCD(nil, nil, p.unit, c.Value.Denom())
			p.unit.Mul(p.unit, new(big.Int).Quo(c.Value.Denom(), common))
		}
	}
	for i, c := range cells {
		switch {
		case c.Value == nil:
		case c.Value.IsInt() && p.unit.IsInt64() && p.unit.Int64() == 1:
			p.values[i] = c.Value.Num()
		default:
			v := new(big.Int).Mul(c.Value.Num(), p.unit)
			p.values[i] = v.Quo(v, c.Value.Denom())
		}
	}
	for e, equation := range equations {
		rest := new(big.Int)
		for _, t := range equation {
			p.within[t.Cell] = append(p.within[t.Cell], e)
			switch v := p.values[t.Cell]; {
			case v == nil:
			case t.Less:
				rest.Sub(rest, v)
			default:
				rest.Add(rest, v)
			}
		}
		p.rests[e] = rest
	}
	return p
}

// groups returns the equations that hang together by their cells, each group and all of
// them in order.
func (p *problem) groups() [][]int {
	var groups [][]int
	seen := make([]bool, len(p.equations))
	for first := range p.equations {
		if seen[first] {
			continue
		}
		seen[first] = true
		group := []int{first}
		for i := 0; i < len(group); i++ {
			for _, t := range p.equations[group[i]] {
				for _, e := range p.within[t.Cell] {
					if !seen[e] {
						seen[e] = true
						group = append(group, e)
					}
				}
			}
		}
		slices.Sort(group)
		groups = append(groups, group)
	}
	return groups
}

// broken returns the equations of a group that do not hold whatever their unknown cells
// are: none is unknown, or those that are can only lead further away.
func (p *problem) broken(group []int) (broken []int) {
	for _, e := range group {
		sign := p.rests[e].Sign()
		if sign != 0 && !slices.ContainsFunc(p.equations[e], func(t Term) bool {
			return p.values[t.Cell] == nil && (p.cells[t.Cell].Signed || t.Less == (sign > 0))
		}) {
			broken = append(broken, e)
		}
	}
	return broken
}

// number returns a fraction of units as a number.
func (p *problem) number(units, by *big.Int) *big.Rat {
	return new(big.Rat).SetFrac(units, new(big.Int).Mul(by, p.unit))
}

// start returns a group as it is stated, with the cells freed that are not known.
func (p *problem) start(group []int) *system {
	s := &system{problem: p}
	for _, e := range group {
		if p.rests[e].Sign() != 0 {
			s.rows = append(s.rows, p.row(e))
			s.has = s.has.with(e)
		}
	}
	var unknown []int
	for _, e := range group {
		for _, t := range p.equations[e] {
			if p.values[t.Cell] == nil {
				unknown = append(unknown, t.Cell)
			}
		}
	}
	slices.Sort(unknown)
	for _, c := range slices.Compact(unknown) {
		s = s.free(c)
	}
	return s
}
