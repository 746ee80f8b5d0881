package check

import (
	"fmt"
	"path"
	"slices"
	"strconv"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
)

// consolidateKind holds the figures of a report to be the sums of those of its parts. A
// total that is off by as much as what it adds up is no fault of its own; many faults are
// told as one. What the sums of a report show to be wrong they have said. It is an error
// only where all parts are known to be there. Fields: table, row, column, value, should
// (what the parts add up to), off (the difference), parts (their number), count (of cells);
// of the note part: name, value.
func consolidateKind() lint.Kind {
	return lint.Kind{
		Name:   "consolidate",
		Fields: []string{"table", "row", "column", "value", "should", "off", "parts", "count", "name"},
		Notes:  []string{"larger", "many", "lacking", "part"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[consolidation](with)
			if err != nil {
				return nil, err
			}
			return set.check, nil
		},
		Names: naming(consolidation.names),
	}
}

// consolidation says which cells add up, and where many faults are told.
type consolidation struct {
	Cells []struct {
		Table         string
		Rows, Columns []string // only these; none are all
	}
	Total cellSetting
	Many  int // more cells than this are told as one
}

func (c consolidation) names() []lint.Reference {
	all := []lint.Reference{c.Total.reference("/total")}
	for i, cells := range c.Cells {
		path := fmt.Sprintf("/cells/%d", i)
		table := word(cells.Table, path+"/table")
		rows, columns := cells.Rows, cells.Columns
		if len(rows) == 0 {
			rows = []string{""}
		}
		if len(columns) == 0 {
			columns = []string{""}
		}
		for r, row := range rows {
			for c, column := range columns {
				all = append(all, lint.Reference{
					Table:  table,
					Row:    word(row, fmt.Sprintf("%s/rows/%d", path, r)),
					Column: word(column, fmt.Sprintf("%s/columns/%d", path, c)),
				})
			}
		}
	}
	return all
}

// share is a cell of the report and what its parts have in its place.
type share struct {
	cell   term
	parts  []term // one for each part
	should draft.Value
	known  bool // whether the cell and those of all parts can be compared
}

// off is by how much the report states more than its parts.
func (s share) off() draft.Value { return s.cell.cell.Amount.Value.Sub(s.should) }

func (c consolidation) check(p *lint.Pass) (judged int) {
	if len(p.Parts) == 0 {
		p.Lack(diag.Phrase{ZH: "没有下属单位的报告", EN: "no parts"})
		return 0
	}
	shares, unknown := c.shares(p)
	var wrong []share
	blamed := 0
	known := books{p}
	for _, s := range shares {
		switch {
		case s.holds() || s.leaps(p):
		case known.of(s.cell.table).settles(s.cell, s.should):
		case s.blames(p, known):
			blamed++
		default:
			wrong = append(wrong, s)
		}
	}
	c.report(p, wrong)
	c.undecided(p, unknown, blamed)
	if judged = len(shares) - blamed; judged+unknown+blamed == 0 {
		p.Skip(unreadable())
	}
	return judged
}

// shares returns the cells that are known in the report and in all its parts, and counts
// the others. A part whose table cannot be read is named.
func (c consolidation) shares(p *lint.Pass) (shares []share, unknown int) {
	for _, set := range c.Cells {
		t := readableTable(p.Main, set.Table)
		if t == nil {
			continue
		}
		tables, complete := c.tables(p, t)
		if !complete {
			continue
		}
		for i := range t.Rows {
			r := &t.Rows[i]
			for k := range r.Cells {
				cell := term{t, &r.Cells[k], r, &r.Block.Columns[k]}
				if len(set.Rows) > 0 && !slices.Contains(set.Rows, r.Row.ID) || len(set.Columns) > 0 && !slices.Contains(set.Columns, cell.column.ID) {
					continue
				}
				if s := newShare(cell, tables); s.known {
					shares = append(shares, s)
				} else {
					unknown++
				}
			}
		}
	}
	return shares, unknown
}

// tables returns a table of each part; complete is false where one cannot be read.
func (c consolidation) tables(p *lint.Pass, t *form.Filled) (all []*form.Filled, complete bool) {
	complete = true
	for _, part := range p.Parts {
		own := readableTable(part, t.Table.ID)
		if own == nil {
			complete = false
			name := partName(part)
			p.Abstain(unreadableIn(diag.Phrase{ZH: name, EN: name}, t))
		}
		all = append(all, own)
	}
	return all, complete
}

// newShare adds up what stands in the parts in the place of a cell; there is no sum where
// one of them, or the cell, holds no number that can be compared.
func newShare(cell term, tables []*form.Filled) share {
	s := share{cell: cell}
	for _, own := range tables {
		part, ok := cellAt(own, cell.row.Row.ID, cell.column.ID)
		if !ok || !part.comparable() {
			return s
		}
		s.parts = append(s.parts, part)
		s.should = s.should.Add(part.cell.Amount.Value)
	}
	s.known = cell.comparable()
	return s
}

// holds reports whether the cell is the sum of its parts. Amounts that need not be whole
// may each be rounded by half a unit of the last digit printed.
func (s share) holds() bool {
	var slack draft.Value
	if s.cell.column.Fraction {
		for _, t := range append([]term{s.cell}, s.parts...) {
			slack = slack.Add(t.cell.Amount.Value.HalfUnit())
		}
	}
	return s.off().Abs().Cmp(slack) <= 0
}

// leaps reports whether the unit of the cell is suspect, which is told as such.
func (s share) leaps(p *lint.Pass) bool {
	before, ok := priorCell(p, s.cell.table.Table.ID, s.cell.row.Row.ID, s.cell.column.ID)
	return ok && leaps(s.cell, before)
}

// blames reports whether the own sums of a part show that it is the one that is wrong.
func (s share) blames(p *lint.Pass, known books) bool {
	for i, part := range p.Parts {
		own := readableTable(part, s.cell.table.Table.ID)
		should := s.parts[i].cell.Amount.Value.Add(s.off())
		if known.of(own).settles(s.parts[i], should) {
			return true
		}
	}
	return false
}

// report tells of the cells that are wrong: each of them but totals that only follow, or
// all as one.
func (c consolidation) report(p *lint.Pass, wrong []share) {
	if len(wrong) > c.Many {
		c.reportMany(p, wrong)
		return
	}
	off := map[*form.Cell]draft.Value{}
	for _, s := range wrong {
		off[s.cell.cell] = s.off()
	}
	for _, s := range wrong {
		if !follows(s, off) {
			f := s.finding(p)
			if !p.Complete && s.off().Sign() > 0 {
				f.Wording = "larger"
			}
			p.Report(f)
		}
	}
}

// follows reports whether a cell is the total of a sum over its table, and off by as much
// as the cells that it adds up.
func follows(s share, off map[*form.Cell]draft.Value) bool {
	return slices.ContainsFunc(equations(s.cell.table), func(e equation) bool {
		if len(e.right) != 1 || e.right[0].cell != s.cell.cell {
			return false
		}
		var sum draft.Value
		for _, t := range e.left {
			sum = sum.Add(off[t.cell])
		}
		return sum.Cmp(s.off()) == 0
	})
}

// reportMany tells of all cells as one fault, at the grand total where that is wrong.
func (c consolidation) reportMany(p *lint.Pass, wrong []share) {
	at := wrong[0]
	lacking := !p.Complete
	for _, s := range wrong {
		if s.cell.table.Table.ID == c.Total.Table && s.cell.row.Row.ID == c.Total.Row && s.cell.column.ID == c.Total.Column {
			at = s
		}
		lacking = lacking && s.off().Sign() > 0
	}
	f := at.finding(p)
	f.Args["count"] = strconv.Itoa(len(wrong))
	f.Wording, f.Key = "many", "parts"
	if lacking {
		f.Wording = "lacking"
	}
	p.Report(f)
}

func (s share) finding(p *lint.Pass) lint.Finding {
	f := cellFinding(s.cell.table, s.cell.row, s.cell.column, s.cell.cell)
	f.Args["should"] = s.should.String()
	f.Args["off"] = s.off().Abs().String()
	f.Args["parts"] = strconv.Itoa(len(p.Parts))
	for i, t := range s.parts {
		if len(s.parts) > 6 && t.cell.Amount.Value.Sign() == 0 {
			continue // of many parts, only those that add to it
		}
		f.Notes = append(f.Notes, lint.Note{
			Span: t.cell.Text.Where(), Name: "part",
			Args: lint.Args{"name": partName(p.Parts[i]), "value": amount(t.cell)},
		})
	}
	if p.Complete {
		f.Severity = diag.Error
	}
	return f
}

// partName is what a part is called: by its organ, else by its file.
func partName(r *form.Report) string {
	if r.Organ.Name != "" {
		return r.Organ.Name
	}
	return path.Base(r.Draft.File.Name)
}

// undecided says which cells could not be judged, and why.
func (c consolidation) undecided(p *lint.Pass, unknown, blamed int) {
	if unknown > 0 {
		n := strconv.Itoa(unknown)
		p.Abstain(diag.Phrase{
			ZH: "有" + n + "格因本报告或下属单位报告的格空白、缺失或不是数字而无法核对",
			EN: n + " cells are blank, missing or no numbers in the report or in one of its parts",
		})
	}
	if blamed > 0 {
		n := strconv.Itoa(blamed)
		p.Abstain(diag.Phrase{
			ZH: "有" + n + "格与合计不等，而下属单位报告自己的勾稽关系表明是它有误",
			EN: n + " cells differ from the sum of the parts, one of which is wrong by its own sums",
		})
	}
}
