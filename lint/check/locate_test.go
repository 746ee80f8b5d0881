package check

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"reportlint/fixtures"
	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
	"reportlint/lint/typeset"
	"reportlint/rules"
)

// scale is how large the figures of a table are, and how many of them are not 0.
type scale struct {
	name   string
	limit  int // of one outcome
	filled int // of a hundred outcomes
}

// scales are those of real reports: that of a bureau with 26 requests has 6 cells of 50 that
// are not 0, a county's with 713 has 47 of 175, and a large city's with 14,069 has 91.
func scales() []scale {
	return []scale{{"zero", 0, 0}, {"small", 9, 12}, {"seven digits", 9_999_999, 50}}
}

// bench draws tables, both forms and all scales in turn, and spoils them.
type bench struct {
	forms []form.Form
	rng   *rand.Rand
}

func newBench(tb testing.TB, seed uint64) *bench {
	tb.Helper()
	source, model, _ := rules.Builtin("annual-report")
	pack, faults := rules.Load(source, model, Kinds(), diag.Chinese)
	if len(faults) > 0 {
		tb.Fatal(faults)
	}
	return &bench{pack.Scheme.Forms, rand.New(rand.NewPCG(seed, 4))}
}

// table returns the n-th table of that id, whose sums all hold, in each scale in turn.
func (b *bench) table(id string, n int, all ...scale) *form.Filled {
	f := &b.forms[n%len(b.forms)]
	scale := all[n/len(b.forms)%len(all)]
	figures := fixtures.Drawn(f, b.rng, func() int {
		if b.rng.IntN(100) >= scale.filled {
			return 0
		}
		return 1 + b.rng.IntN(scale.limit)
	})
	t := f.Table(id)
	out := &form.Filled{Table: t, Form: f, Found: true}
	for i := range t.Blocks {
		block := &t.Blocks[i]
		for k := range block.Rows {
			row := form.FilledRow{Row: &block.Rows[k], Block: block, Present: true}
			for _, c := range block.Columns {
				value := draft.Whole(int64(figures[typeset.CellID(id, row.Row.ID, c.ID)]))
				row.Cells = append(row.Cells, form.Cell{State: form.Number, Amount: draft.Amount{Value: value, Plain: true}})
			}
			out.Rows = append(out.Rows, row)
		}
	}
	return out
}

// cells returns all cells of a table.
func cellsOf(t *form.Filled) (all []term) {
	for i := range t.Rows {
		r := &t.Rows[i]
		for c := range r.Cells {
			all = append(all, term{t, &r.Cells[c], r, &r.Block.Columns[c]})
		}
	}
	return all
}

// slip changes a cell as people do who key figures in, and returns what would undo it. Of
// a hundred slips, 74 replace a digit, 10 omit one, 9 swap two, 7 add one.
func (b *bench) slip(t term) change {
	meant := t.cell.Amount.Value.String()
	for {
		typed := []byte(meant)
		at := b.rng.IntN(len(typed))
		switch kind := b.rng.IntN(100); {
		case kind < 74:
			typed[at] = '0' + byte(b.rng.IntN(10))
		case kind < 84:
			typed = slices.Delete(typed, at, at+1)
		case kind < 93:
			if at+1 < len(typed) {
				typed[at], typed[at+1] = typed[at+1], typed[at]
			}
		default:
			typed = slices.Insert(typed, at, '0'+byte(b.rng.IntN(10)))
		}
		if n, err := strconv.ParseInt(string(typed), 10, 64); err == nil && strconv.FormatInt(n, 10) != meant {
			return put(t, draft.Whole(n))
		}
	}
}

// put writes a value into a cell, and returns what would undo it.
func put(t term, value draft.Value) change {
	undo := change{t, t.cell.Amount.Value.Rat()}
	t.cell.Amount.Value = value
	return undo
}

// pick returns different cells of a table.
func (b *bench) pick(t *form.Filled, n int) (some []term) {
	all := cellsOf(t)
	for _, i := range b.rng.Perm(len(all))[:n] {
		some = append(some, all[i])
	}
	return some
}

// verdict is what the sums say of a table whose right figures are known.
type verdict struct {
	among  bool // the truth is among the explanations
	unique bool // and is the only one
	first  bool // or the first of them
	ways   int
}

// judge holds the explanations of a table, of all causes together, against the truth.
func judge(t *form.Filled, truth []change) verdict {
	e := &evidence{pass: &lint.Pass{Dossier: &lint.Dossier{Main: &form.Report{}}}}
	v := verdict{among: true, unique: true, first: true, ways: 1}
	left := len(truth)
	for _, c := range balanceOf(t).causes {
		ways := e.rank(c.ways)
		at := slices.IndexFunc(ways, func(r ranked) bool {
			for _, c := range r.way {
				if !slices.ContainsFunc(truth, func(t change) bool { return t.cell.cell == c.cell.cell && t.is(c.becomes) }) {
					return false
				}
			}
			return true
		})
		v.among = v.among && at >= 0
		v.first = v.first && at == 0
		v.unique = v.unique && at == 0 && len(ways) == 1
		v.ways *= len(ways)
		if at >= 0 {
			left -= len(ways[at].way)
		}
	}
	if left != 0 {
		return verdict{ways: v.ways} // the sums hold, or a smaller set explains them
	}
	return v
}

// score counts verdicts of one case of the benchmark.
type score struct {
	name                       string
	n, among, unique, first    int
	mustAmong, mustOnly, must1 float64 // in hundredths of n; 0 for no bound
}

func (y *score) add(v verdict) {
	y.n++
	for _, c := range []struct {
		counts bool
		of     *int
	}{{v.among, &y.among}, {v.unique, &y.unique}, {v.first, &y.first}} {
		if c.counts {
			*c.of++
		}
	}
}

// row writes the counts, and reports whether they keep the bounds.
func (y *score) row() (line string, ok bool) {
	share := func(k int) float64 { return 100 * float64(k) / float64(y.n) }
	ok = share(y.among) >= y.mustAmong && share(y.unique) >= y.mustOnly && share(y.first) >= y.must1
	return fmt.Sprintf("%-38s %6d %8.2f %8.2f %8.2f", y.name, y.n, share(y.among), share(y.unique), share(y.first)), ok
}

// update returns whether the table of the page is to be rewritten.
func update() bool {
	f := flag.Lookup("update")
	return f != nil && f.Value.String() == "true"
}

func TestMain(m *testing.M) {
	flag.Bool("update", false, "rewrite the table of docs/which-cell.md and testdata/record.txt")
	os.Exit(m.Run())
}

// TestLocateTables spoils tables of both forms and prints how often the sums tell which
// cells are wrong. docs/which-cell.md shows what it prints.
func TestLocateTables(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	b := newBench(t, 1)
	full := scale{"full", 9, 67}
	cases := []struct {
		score
		tables int
		table  string
		scales []scale
		spoil  func(t *form.Filled) []change
	}{
		{score{name: "one wrong cell", mustAmong: 100, mustOnly: 100, must1: 100}, 2000, "requests", scales(), b.slips(1)},
		{score{name: "two wrong cells", mustOnly: 99.5}, 2000, "requests", scales(), b.slips(2)},
		{score{name: "three wrong cells", mustAmong: 100, mustOnly: 95}, 500, "requests", scales(), b.slips(3)},
		{score{name: "neighbours of a row exchanged", mustAmong: 100, must1: 95}, 1000, "requests", scales(), b.exchange(0, 1)},
		{score{name: "neighbours of a column exchanged", mustAmong: 100, must1: 40}, 1000, "requests", scales(), b.exchange(1, 0)},
		{score{name: "wrong item, its total made to fit", mustAmong: 100}, 1000, "requests", scales(), b.fitted},
		{score{name: "two wrong cells of a small full table"}, 1000, "requests", []scale{full}, b.slips(2)},
		{score{name: "three wrong cells of one"}, 1000, "requests", []scale{full}, b.slips(3)},
		{score{name: "one wrong cell of table four", mustAmong: 100}, 1000, "disputes", scales(), b.slips(1)},
	}
	printed := fmt.Sprintf("%-38s %6s %8s %8s %8s\n", "", "tables", "among %", "only %", "first %")
	for i := range cases {
		c := &cases[i]
		for n := 0; c.n < c.tables; n++ {
			table := b.table(c.table, n, c.scales...)
			truth := c.spoil(table)
			if truth == nil {
				continue // nothing of the kind can be done to it
			}
			c.add(judge(table, truth))
		}
		line, ok := c.row()
		printed += line + "\n"
		if !ok {
			t.Errorf("%s: must be among %v %%, the only one in %v %%, the first in %v %%", c.name, c.mustAmong, c.mustOnly, c.must1)
		}
	}
	t.Log("\n" + printed)
	const page = "../../docs/which-cell.md"
	content, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, _ := strings.Cut(string(content), "none comes before it.\n\n```text\n")
	shown, after, ok := strings.Cut(rest, "```\n")
	switch {
	case !ok:
		t.Errorf("%s has no place for the table", page)
	case update():
		whole := before + "none comes before it.\n\n```text\n" + printed + "```\n" + after
		if err := os.WriteFile(page, []byte(whole), 0o666); err != nil {
			t.Fatal(err)
		}
	case shown != printed:
		t.Errorf("the page shows\n%s", shown)
	}
}

// slips spoils so many cells.
func (b *bench) slips(n int) func(*form.Filled) []change {
	return func(t *form.Filled) (truth []change) {
		for _, c := range b.pick(t, n) {
			truth = append(truth, b.slip(c))
		}
		return truth
	}
}

// exchange puts a cell and the one so many rows and columns on in each other's place.
func (b *bench) exchange(rows, columns int) func(*form.Filled) []change {
	return func(t *form.Filled) []change {
		for range 200 {
			r, c := b.rng.IntN(len(t.Rows)-rows), b.rng.IntN(len(t.Rows[0].Cells)-columns)
			at := func(r, c int) term {
				return term{t, &t.Rows[r].Cells[c], &t.Rows[r], &t.Rows[r].Block.Columns[c]}
			}
			one, other := at(r, c), at(r+rows, c+columns)
			x, y := one.cell.Amount.Value, other.cell.Amount.Value
			if x.Cmp(y) != 0 {
				return []change{put(one, y), put(other, x)}
			}
		}
		return nil
	}
}

// fitted spoils an item, and its row's total by as much.
func (b *bench) fitted(t *form.Filled) []change {
	r := &t.Rows[b.rng.IntN(len(t.Rows))]
	last := len(r.Cells) - 1
	c := b.rng.IntN(last)
	item := b.slip(term{t, &r.Cells[c], r, &r.Block.Columns[c]})
	total := term{t, &r.Cells[last], r, &r.Block.Columns[last]}
	value := total.cell.Amount.Value.Sub(draft.Fraction(item.becomes))
	return []change{item, put(total, value.Add(r.Cells[c].Amount.Value))}
}

// TestLocateTableFour wants all five cells of a block named, with what each would state,
// those first that are one key away.
func TestLocateTableFour(t *testing.T) {
	b := newBench(t, 2)
	filled := b.table("disputes", 0, scales()...)
	r := &filled.Rows[0]
	for c, v := range []int64{12, 0, 3, 5, 210} {
		r.Cells[c].Amount.Value = draft.Whole(v)
	}
	causes := balanceOf(filled).causes
	if len(causes) != 1 {
		t.Fatalf("%d causes", len(causes))
	}
	e := &evidence{pass: &lint.Pass{Dossier: &lint.Dossier{Main: &form.Report{}}}}
	var got []string
	for _, w := range e.rank(causes[0].ways) {
		c := w.way[0]
		got = append(got, fmt.Sprintf("%s %s→%s %d", c.cell.column.ID, c.cell.shown(), draft.Decimal(c.becomes), w.keys))
	}
	want := "total 210→20 1, upheld 12→202 2, corrected 0→190 2, otherwise 3→193 2, pending 5→195 2"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("got %s, want %s", s, want)
	}
}

// TestLocateEvidence wants of changes that are alike for the sums the one first that the
// text, the prior report or the parts agree with.
func TestLocateEvidence(t *testing.T) {
	b := newBench(t, 3)
	block := func(values ...int64) *form.Filled {
		filled := b.table("disputes", 0, scales()...)
		for c, v := range values {
			filled.Rows[0].Cells[c].Amount.Value = draft.Whole(v)
		}
		return filled
	}
	said := func(text string) []form.Passage {
		file := diag.NewFile("d.md", []byte(text))
		of := draft.NewBuilder(diag.Span{File: file, End: len(text)})
		of.Copy(0, len(text))
		return []form.Passage{{Text: of.Text()}}
	}
	report := func(values ...int64) *form.Report { return &form.Report{Tables: []form.Filled{*block(values...)}} }
	for _, c := range []struct {
		name    string
		dossier lint.Dossier
		carried map[string]string
		first   string
	}{
		{"nothing else", lint.Dossier{Main: &form.Report{}}, nil, "upheld 14→34"},
		{"the text has the total", lint.Dossier{Main: &form.Report{Passages: said("行政复议34件。")}}, nil, "upheld 14→34"},
		{"the text has the item", lint.Dossier{Main: &form.Report{Passages: said("行政复议14件。")}}, nil, "total 34→14"},
		{"the text has the item as a share", lint.Dossier{Main: &form.Report{Passages: said("行政复议占14%。")}}, nil, "upheld 14→34"},
		{"the text has the item as money", lint.Dossier{Main: &form.Report{Passages: said("行政复议收费14元。")}}, nil, "upheld 14→34"},
		{"the text has about the item", lint.Dossier{Main: &form.Report{Passages: said("行政复议约14件。")}}, nil, "upheld 14→34"},
		{"the text has both", lint.Dossier{Main: &form.Report{Passages: said("行政复议14件，其他34件。")}}, nil, "upheld 14→34"},
		{"the prior report", lint.Dossier{Main: &form.Report{}, Prior: report(9, 9, 9, 20, 47)}, map[string]string{"review": "review"}, "pending 0→20"},
		{"the prior report for the cell as it is", lint.Dossier{Main: &form.Report{}, Prior: report(14, 9, 9, 9, 9)}, map[string]string{"review": "review"}, "corrected 0→20"},
		{"the parts", lint.Dossier{Main: &form.Report{}, Parts: []*form.Report{report(7, 0, 15, 0, 22), report(7, 0, 5, 0, 12)}}, nil, "otherwise 0→20"},
	} {
		e := &evidence{pass: &lint.Pass{Dossier: &c.dossier}, carried: c.carried}
		change := e.rank(balanceOf(block(14, 0, 0, 0, 34)).causes[0].ways)[0].way[0]
		if got := fmt.Sprintf("%s %s→%s", change.cell.column.ID, change.cell.shown(), draft.Decimal(change.becomes)); got != c.first {
			t.Errorf("%s: %s comes first, want %s", c.name, got, c.first)
		}
	}
}

// BenchmarkLocate finds wrong cells in a table of 175 cells.
func BenchmarkLocate(b *testing.B) {
	for wrong := 1; wrong <= 4; wrong++ {
		b.Run(strconv.Itoa(wrong)+"-wrong", func(b *testing.B) {
			bench := newBench(b, 3)
			var tables []*form.Filled
			for n := range 60 {
				t := bench.table("requests", n, scales()[2])
				bench.slips(wrong)(t)
				tables = append(tables, t)
			}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				balanceOf(tables[i%len(tables)])
			}
		})
	}
}
