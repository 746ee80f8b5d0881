package check

import (
	"cmp"
	"slices"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
)

// clue is what speaks for a change of cells, beside the sums. It puts explanations in an
// order, and never makes one certain.
type clue int

const (
	slip    clue = iota // one key: a digit replaced, swapped, dropped or added, or a sign
	swap                // two neighbours that stand in each other's place
	inText              // the text states the number, and not the one in the table
	asPrior             // the prior report carried it over
	asParts             // the parts add up to it
)

// phrase says what the clue is.
func (c clue) phrase() diag.Phrase {
	return map[clue]diag.Phrase{
		slip:    {ZH: "只差一键", EN: "one key apart"},
		swap:    {ZH: "相邻两格互换", EN: "two neighbours exchanged"},
		inText:  {ZH: "正文写的是此数", EN: "the text has this number"},
		asPrior: {ZH: "与上年报告结转数一致", EN: "the prior report carried it over"},
		asParts: {ZH: "与下属单位合计一致", EN: "the parts add up to it"},
	}[c]
}

// evidence is what figures of a report are known by beside its sums.
type evidence struct {
	pass    *lint.Pass
	carried map[string]string // rows, and those of the prior report that they follow from
	text    map[string]bool   // the numbers that the text states; nil until they are needed
}

// ranked is a way with what speaks for it.
type ranked struct {
	way   way
	clues []clue
	keys  int // how many slips would make it; a cell that is no slip counts as two
	says  int // how many figures elsewhere agree with it, less those that do not
}

// rank puts ways in order: what takes the fewest slips, then what agrees with most else,
// then the order of the form.
func (e *evidence) rank(ways []way) []ranked {
	var all []ranked
	for _, w := range ways {
		r := ranked{way: w}
		r.strike()
		for _, c := range w {
			e.ask(&r, c)
		}
		slices.Sort(r.clues)
		r.clues = slices.Compact(r.clues)
		all = append(all, r)
	}
	slices.SortStableFunc(all, func(a, b ranked) int { return a.compare(b) })
	return all
}

// compare orders by what speaks for two ways; 0 says that it is a tie.
func (r ranked) compare(other ranked) int {
	return cmp.Or(cmp.Compare(r.keys, other.keys), cmp.Compare(other.says, r.says))
}

// strike counts the slips of the keyboard that would have made the cells what they are.
func (r *ranked) strike() {
	done := map[*form.Cell]bool{}
	for i, a := range r.way {
		if done[a.cell.cell] {
			continue
		}
		other := slices.IndexFunc(r.way[i+1:], func(b change) bool {
			return !done[b.cell.cell] && exchanged(a, b)
		})
		switch {
		case other >= 0:
			done[r.way[i+1+other].cell.cell] = true
			r.clues = append(r.clues, swap)
			r.keys++
		case a.becomes != nil && oneKey(a.cell.cell.Amount.Value.String(), draft.Decimal(a.becomes)):
			r.clues = append(r.clues, slip)
			r.keys++
		default:
			r.keys += 2
		}
	}
}

// exchanged reports whether two changes put two neighbours in each other's place.
func exchanged(a, b change) bool {
	return neighbours(a.cell, b.cell) && a.is(b.cell.cell.Amount.Value.Rat()) && b.is(a.cell.cell.Amount.Value.Rat())
}

// ask asks the text, the prior report and the parts for a change.
func (e *evidence) ask(r *ranked, c change) {
	if c.becomes == nil {
		return
	}
	is, becomes := c.cell.cell.Amount.Value, draft.Fraction(c.becomes)
	say := func(witness draft.Value, known bool, agrees clue) {
		switch {
		case !known:
		case witness.Cmp(becomes) == 0:
			r.says++
			r.clues = append(r.clues, agrees)
		case witness.Cmp(is) == 0:
			r.says--
		}
	}
	prior, known := e.prior(c.cell)
	say(prior, known, asPrior)
	parts, known := e.parts(c.cell)
	say(parts, known, asParts)
	switch stated, would := e.stated(is), e.stated(becomes); {
	case would && !stated:
		r.says++
		r.clues = append(r.clues, inText)
	case stated && !would:
		r.says--
	}
}

// stated reports whether the text states a number as a count. Smaller numbers than ten
// stand in any text.
func (e *evidence) stated(n draft.Value) bool {
	if e.text == nil {
		e.text = map[string]bool{}
		for _, p := range e.pass.Main.Passages {
			for _, q := range draft.FindQuantities(p.Text.String()) {
				if !q.Rough && q.Unit != draft.Percentage && q.Unit != draft.Money && q.Value.Cmp(draft.Whole(10)) >= 0 {
					e.text[q.Value.String()] = true
				}
			}
		}
	}
	return e.text[n.String()]
}

// prior returns what the prior report has for a cell to follow from; known is false if it
// has nothing.
func (e *evidence) prior(c term) (value draft.Value, known bool) {
	from, ok := e.carried[c.row.Row.ID]
	if !ok {
		return value, false
	}
	before, ok := priorCell(e.pass, c.table.Table.ID, from, c.column.ID)
	if !ok || !before.comparable() {
		return value, false
	}
	return before.cell.Amount.Value, true
}

// parts returns what the parts add up to in the place of a cell, if that is known.
func (e *evidence) parts(c term) (value draft.Value, known bool) {
	var tables []*form.Filled
	for _, part := range e.pass.Parts {
		t := readableTable(part, c.table.Table.ID)
		if t == nil {
			return value, false
		}
		tables = append(tables, t)
	}
	if len(tables) == 0 {
		return value, false
	}
	s := newShare(c, tables)
	return s.should, s.known
}

// neighbours reports whether two cells of a table are next to each other.
func neighbours(a, b term) bool {
	if a.table != b.table {
		return false
	}
	if a.row == b.row {
		for i := range a.row.Cells[1:] {
			left, right := &a.row.Cells[i], &a.row.Cells[i+1]
			if left == a.cell && right == b.cell || left == b.cell && right == a.cell {
				return true
			}
		}
		return false
	}
	for i := range a.table.Rows[1:] {
		upper, lower := &a.table.Rows[i], &a.table.Rows[i+1]
		if upper == a.row && lower == b.row || upper == b.row && lower == a.row {
			return a.column.ID == b.column.ID
		}
	}
	return false
}

// oneKey reports whether one number was typed for another by one slip: a key replaced,
// left out or struck too often, or two struck in the wrong order.
func oneKey(typed, meant string) bool {
	if len(typed) > len(meant) {
		typed, meant = meant, typed
	}
	same := 0
	for same < len(typed) && typed[same] == meant[same] {
		same++
	}
	a, b := typed[same:], meant[same:]
	switch {
	case a == b:
		return false
	case len(a) < len(b):
		return a == b[1:]
	case a[1:] == b[1:]:
		return true
	default:
		return a[0] == b[1] && a[1] == b[0] && a[2:] == b[2:]
	}
}

// reasons says what speaks for a way.
func (r ranked) reasons() (all []diag.Phrase) {
	for _, c := range r.clues {
		switch {
		case c == slip && len(r.way) > 1 && r.keys == len(r.way):
			all = append(all, diag.Phrase{ZH: "各差一键", EN: "each one key apart"})
		case c == slip && len(r.way) > 1:
			all = append(all, diag.Phrase{ZH: "有的只差一键", EN: "some one key apart"})
		default:
			all = append(all, c.phrase())
		}
	}
	return all
}
