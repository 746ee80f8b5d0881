package locate

// Follows reports whether an equation follows from others: whether it holds whatever the
// figures are with which they do. It abstains, and says no, where that takes larger numbers
// than are counted with.
func Follows(e Equation, from []Equation) bool {
	cells := 0
	all := append(append([]Equation{}, from...), e)
	for _, equation := range all {
		for _, t := range equation {
			cells = max(cells, t.Cell+1)
		}
	}
	p := newProblem(make([]Cell, cells), all)
	var solved []*row
	for i := range all {
		r := p.row(i)
		for _, s := range solved {
			if r.by(s.basic) == 0 {
				continue
			}
			var ok bool
			if r, ok = r.without(s.basic, s, p); !ok {
				return false
			}
		}
		if i == len(from) {
			return len(r.terms) == 0
		}
		if len(r.terms) > 0 {
			r.basic = r.terms[0].cell
			solved = append(solved, r)
		}
	}
	return false
}
