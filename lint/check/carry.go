package check

import (
	"slices"
	"strconv"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/form"
)

// carryKind holds figures against those of the prior report that they follow from: a
// figure is the prior one, with what the year added and without what it took. Where the
// sums of a report show its figure to be wrong, and so explain the difference, they have
// said it. Fields: table, row, column, value, should, sum (written out); of the notes
// prior and addend: name, value.
func carryKind() lint.Kind {
	return lint.Kind{
		Name:   "carry",
		Fields: []string{"table", "row", "column", "value", "should", "sum", "name"},
		Notes:  []string{"prior", "addend"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[carry](with)
			if err != nil {
				return nil, err
			}
			return set.check, nil
		},
		Names: naming(carry.names),
	}
}

// carry says which figures follow from which. Along each column the ids but those
// of Warn are rows, along each row they are columns.
type carry struct {
	Table     string
	Each      form.Axis
	To        string // the figure
	From      string // the prior report's that it follows from
	Add, Less []string
	Warn      []string // lines along which a difference is a warning only
	Powers    []string // lines that only some organs can fill; others are told so
}

func (c carry) names() []lint.Reference {
	table := word(c.Table, "/table")
	row := func(n lint.Name) lint.Reference { return lint.Reference{Table: table, Row: n} }
	column := func(n lint.Name) lint.Reference { return lint.Reference{Table: table, Column: n} }
	id, line := column, row
	if c.Each == form.EachColumn {
		id, line = row, column
	}
	return slices.Concat([]lint.Reference{id(word(c.To, "/to")), id(word(c.From, "/from"))},
		words(c.Add, "/add", id), words(c.Less, "/less", id), words(c.Warn, "/warn", line), words(c.Powers, "/powers", line))
}

// at returns the cell of an id in a line of the table, which is a column or a row.
func (c carry) at(t *form.Filled, id, line string) (term, bool) {
	if c.Each == form.EachColumn {
		return cellAt(t, id, line)
	}
	return cellAt(t, line, id)
}

// lines returns the columns, or the rows, in which a figure follows from a prior one.
func (c carry) lines(t *form.Filled) []string {
	var out []string
	if c.Each == form.EachColumn {
		if r := t.Row(c.To); r != nil {
			for _, column := range r.Block.Columns {
				out = append(out, column.ID)
			}
		}
		return out
	}
	for _, r := range t.Rows {
		if _, ok := cellAt(t, r.Row.ID, c.To); ok {
			out = append(out, r.Row.ID)
		}
	}
	return out
}

func (c carry) check(p *lint.Pass) (judged int) {
	if p.Prior == nil {
		p.Lack(noPrior())
		return 0
	}
	t := readableTable(p.Main, c.Table)
	if t == nil {
		p.Skip(unreadable())
		return 0
	}
	before := readableTable(p.Prior, c.Table)
	if before == nil {
		p.Abstain(unreadableIn(priorReport(), t))
		return 0
	}
	unknown, wrong := 0, 0
	for _, line := range c.lines(t) {
		if slices.Contains(c.Powers, line) && powerless(p.Main.Organ) {
			continue
		}
		e, ok := c.figure(t, before, line)
		switch {
		case !ok:
		case !e.known():
			unknown++
		case e.residual().Sign() == 0 || books{p}.of(t).settles(e.left[0], e.leftShould()):
			judged++
		case books{p}.of(before).settles(e.right[0], e.rightShould()):
			wrong++
		default:
			judged++
			p.Report(c.finding(t, e, line))
		}
	}
	c.undecided(p, t, unknown, wrong)
	if judged+unknown+wrong == 0 {
		p.Skip(diag.Phrase{ZH: "两份报告的格式不同，没有可比的数", EN: "the two reports are on different forms, which have no such figures in common"})
	}
	return judged
}

// undecided says which figures could not be judged, and why.
func (c carry) undecided(p *lint.Pass, t *form.Filled, unknown, wrong int) {
	if unknown > 0 {
		n := strconv.Itoa(unknown)
		p.Abstain(diag.Phrase{
			ZH: t.Table.Name + "有" + n + "个数因本报告或上年报告的格空白、缺失或不是数字而无法核对",
			EN: n + " figures of " + t.Table.Name + " hang on cells of this or the prior report that are blank, missing or no numbers",
		})
	}
	if wrong > 0 {
		n := strconv.Itoa(wrong)
		p.Abstain(diag.Phrase{
			ZH: t.Table.Name + "有" + n + "个数与上年报告不同，而上年报告自己的勾稽关系表明是它有误",
			EN: n + " figures of " + t.Table.Name + " differ from the prior report, whose own sums show that it is the one that is wrong",
		})
	}
}

// figure returns what has to hold in a line: the figure, and what is taken off, on the left;
// the prior figure, and what is added, on the right. ok is false where a form lacks one of
// them.
func (c carry) figure(t, before *form.Filled, line string) (e equation, ok bool) {
	from, ok := c.at(before, c.From, line)
	if !ok {
		return e, false
	}
	e.right = []term{from}
	for i, id := range slices.Concat([]string{c.To}, c.Less, c.Add) {
		cell, ok := c.at(t, id, line)
		switch {
		case !ok:
			return e, false
		case i <= len(c.Less):
			e.left = append(e.left, cell)
		default:
			e.right = append(e.right, cell)
		}
	}
	return e, true
}

func (c carry) finding(t *form.Filled, e equation, line string) lint.Finding {
	to, from := e.left[0], e.right[0]
	f := cellFinding(t, to.row, to.column, to.cell)
	f.Args["should"] = e.leftShould().String()
	var sum strings.Builder
	sum.WriteString(amount(from.cell))
	f.Notes = []lint.Note{c.note("prior", from)}
	for _, add := range e.right[1:] {
		sum.WriteString("+" + amount(add.cell))
		f.Notes = append(f.Notes, c.note("addend", add))
	}
	for _, less := range e.left[1:] {
		sum.WriteString("-" + amount(less.cell))
		f.Notes = append(f.Notes, c.note("addend", less))
	}
	f.Args["sum"] = sum.String()
	if slices.Contains(c.Warn, line) {
		f.Severity = diag.Warning
	}
	return f
}

// note names a cell by what tells it from the others of its line.
func (c carry) note(name string, cell term) lint.Note {
	label := cell.column.Label
	if c.Each == form.EachColumn {
		label = cell.row.Row.Name()
	}
	return lint.Note{Span: cell.cell.Text.Where(), Name: name, Args: lint.Args{"name": label, "value": amount(cell.cell)}}
}
