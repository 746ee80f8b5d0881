package check

import (
	"fmt"
	"slices"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
	"reportlint/lint/pattern"
)

// agreeKind holds the numbers of the text against the cells of the tables that they may
// mean. Fields: value (as written), phrase (what the text says), should (what it may be),
// table, row, column; of the note cell: table, row, column, value.
func agreeKind(by pattern.Compiler) lint.Kind {
	return lint.Kind{
		Name:   "agree",
		Fields: []string{"value", "phrase", "should", "table", "row", "column"},
		Notes:  []string{"cell", "several", "share"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[agreeSettings](with)
			if err != nil {
				return nil, err
			}
			a := agree{bodies: set.Bodies}
			if a.apart, err = by.Compile(set.Apart, "/apart"); err != nil {
				return nil, err
			}
			if a.partly, err = by.CompileAll(set.Partly, "/partly"); err != nil {
				return nil, err
			}
			if set.Joins != "" { // else no list is read
				if err = by.CompileEach(pattern.Into("/joins", set.Joins, &a.joins), pattern.Into("/leads", set.Leads, &a.leads)); err != nil {
					return nil, err
				}
			}
			if err := set.Words.check(by); err != nil {
				return nil, err
			}
			if a.works, err = compileWorks(by, set.Works); err != nil {
				return nil, err
			}
			var all []phrases
			for i := range set.Figures {
				b := &set.Figures[i] // in place, so that a compiled pack has it filled
				path := fmt.Sprintf("/figures/%d", i)
				f := figure{name: b.Name, times: max(b.Times, 1)}
				if err := set.Words.fill(&b.saying, path); err != nil {
					return nil, err
				}
				if f.phrases, err = b.compile(by, path); err != nil {
					return nil, err
				}
				f.works = a.works
				if b.Named != "" {
					if f.named, err = by.Compile(b.Named, path+"/named"); err != nil {
						return nil, err
					}
				}
				for j, says := range b.Says {
					if !by.MayFind(says, countMark, moneyMark) {
						return nil, &lint.SettingError{Path: fmt.Sprintf("%s/says/%d", path, j), Reason: diag.Phrase{
							ZH: "这里（有括号时，第一对括号内）没有代表数字的 # 或 ¤，永远不会核对什么数",
							EN: "there is no # or ¤ here, or in the first group, which stand for numbers, so that no number is ever judged",
						}}
					}
				}
				if f.cells, err = parseAll(b.Cells, path+"/cells"); err != nil {
					return nil, err
				}
				a.figures = append(a.figures, f)
				all = append(all, f.phrases)
			}
			a.sayings = indexed(all)
			all = nil
			for i := range set.Shares {
				c, err := set.Shares[i].compile(by, set.Words, fmt.Sprintf("/shares/%d", i))
				if err != nil {
					return nil, err
				}
				c.works = a.works
				a.shares = append(a.shares, c)
				all = append(all, c.phrases)
			}
			a.sharesSaid = indexed(all)
			return a.check, nil
		},
		Names: naming(agreeSettings.names),
	}
}

// agreeSettings are the settings of the kind.
type agreeSettings struct {
	// Bodies are the last words of names of organs. A number behind the name of another
	// organ than the one that reports is not held against its tables.
	Bodies []string
	// Apart is what a sentence says, behind a number, of one that is not in the tables.
	Apart string
	// Partly is what a sentence says, up to the end of the clause of a number, of one that is not of
	// the whole year, or of several.
	Partly []string
	// Works are whole clauses, as a pattern, that tell of work, and not of what the sentence then counts
	// (建立会商机制，全年收到20件); it may be left out.
	Works string
	// Joins is what stands between the names, and between the numbers, of a list, and Leads
	// what stands between the two.
	Joins, Leads string
	Words        vocabulary
	Figures      []struct {
		Name  string
		Named string // what the figure is called in a list
		saying
		Cells []string // sums of cells, any of which the number may be
		Times int64    // how many units of the text make one of the table; 0 is 1
	}
	Shares []shareSettings // of which the text does not tell the whole
}

func (s agreeSettings) names() (all []lint.Reference) {
	for i, f := range s.Figures {
		for j, source := range f.Cells {
			cells, _ := cellNames(source, fmt.Sprintf("/figures/%d/cells/%d", i, j)) // New has told the error
			all = append(all, cells...)
		}
	}
	for i, share := range s.Shares {
		all = append(all, share.names(fmt.Sprintf("/shares/%d", i))...)
	}
	return all
}

type agree struct {
	bodies  []string
	figures []figure
	sayings
	shares     []cellShare
	sharesSaid sayings

	apart, joins, leads, works *pattern.Pattern

	partly []*pattern.Pattern
}

// figure binds phrases to the sums of cells that their number may be.
type figure struct {
	name string
	phrases
	named *pattern.Pattern
	cells []cellSum
	times int64
}

func parseAll(sources []string, path string) (all []cellSum, err error) {
	for i, source := range sources {
		sum, err := parseCells(source, fmt.Sprintf("%s/%d", path, i))
		if err != nil {
			return nil, err
		}
		all = append(all, sum)
	}
	return all, nil
}

// meaning is a number of the text with the figures that it may be.
type meaning struct {
	mark    *mark
	number  diag.Span
	phrase  draft.Text
	figures []*figure
	sum     cellSum  // the one that the number is, nil if it is none
	shown   [][]term // if it is none, the terms of all; none where one is not known
}

// weigh holds the number against every sum of cells that it may mean.
func (m *meaning) weigh(l *ledger) {
	for _, f := range m.figures {
		for _, sum := range f.cells {
			terms, known := l.terms(sum)
			if len(terms) == 0 {
				continue
			}
			if !known {
				m.shown = nil
				return
			}
			for _, v := range l.values(terms) {
				if off := m.mark.quantity.Value.Sub(v.Times(f.times)); off.Abs().Cmp(m.mark.quantity.Slack) <= 0 {
					m.sum, m.shown = sum, nil
					return
				}
			}
			m.shown = append(m.shown, terms)
		}
	}
}

func (a agree) check(p *lint.Pass) (judged int) {
	ledger := newLedger(p)
	var told toldBefore
	sentences(p, func(in *context, s *shape) {
		if !strings.ContainsAny(s.s, "#¤%") {
			return
		}
		lead, part := a.leadOf(p.Main, s, in)
		if part {
			return
		}
		all := a.meanings(p.Main, s, in, lead)
		for _, m := range all {
			m.weigh(ledger)
		}
		var wrong []*mark
		for _, m := range all {
			told.enter(in.passage)
			f, ok := a.judge(p.Main, ledger, m, s, in, all, &told)
			if ok {
				judged++
			}
			if f != nil {
				p.Report(*f)
				wrong = append(wrong, m.mark)
			}
		}
		judged += a.checkShares(p, ledger, s, in, lead, wrong)
	})
	if judged == 0 {
		p.Skip(noText())
	}
	return judged
}

// leadOf returns what a sentence takes along from the one before it; part says that it tells only of
// parts of what is not the whole: 市政府本级收到186件，办结181件。其中，予以公开71件.
func (a agree) leadOf(r *form.Report, s *shape, in *context) (lead string, part bool) {
	lead = in.lead(r, s.s, a.bodies)
	of, _, found := strings.Cut(lead, string(countMark))
	return lead, found && pattern.Any(a.partly, of+string(countMark))
}

// meanings returns the numbers of a sentence that figures of the pack bind, in order; lead is what it
// takes along from the one before it.
func (a agree) meanings(r *form.Report, s *shape, in *context, lead string) []*meaning {
	var out []*meaning
	add := func(f *figure, m *mark, from, to int) {
		if m.char == countMark && !m.quantity.Value.IsInt() || strings.HasPrefix(s.s[m.at+len(string(m.char)):], "倍") || a.joined(f, s, from) || m.at+len(string(m.char)) < to && a.goesOn(s.s[to:]) || pointedAt(s.s[back(s.s, m.at):m.at]) {
			return
		}
		if m.quantity.Rough || f.units != nil && !f.units[m.quantity.Unit] || a.ofOthers(r, s, in, lead, from, to) || s.names(from, m.at, r.Year) || proverb(s, m) || s.ofListedYear(m, r.Year) || s.broughtIn(m, from, r.Year) {
			return
		}
		k := slices.IndexFunc(out, func(known *meaning) bool { return known.mark == m })
		if k < 0 {
			out = append(out, &meaning{mark: m, number: s.number(m), phrase: s.slice(from, to)})
			k = len(out) - 1
		}
		out[k].figures = append(out[k].figures, f)
		if to-from < out[k].phrase.Len() {
			out[k].phrase = s.slice(from, to)
		}
	}
	a.respective(s, in, func(f *figure, m *mark, from int) { add(f, m, from, m.at+len(string(m.char))) })
	a.sayings.candidates(s, func(n int, says *pattern.Pattern) {
		f := &a.figures[n]
		f.find(says, s, in, func(from, to int) {
			at := strings.LastIndexAny(s.s[from:to], "#¤")
			if at < 0 {
				return
			}
			if m := s.mark(from + at); m != nil && !(at+len(string(m.char)) < to-from && leadsOn(s.s[to:])) {
				add(f, m, from, to)
			}
		})
	})
	slices.SortStableFunc(out, func(x, y *meaning) int { return x.mark.at - y.mark.at })
	for _, m := range out {
		m.figures = narrowest(m.figures)
	}
	return out
}

// isPartly reports whether a stretch of a sentence that ends behind a number says that this is not of
// the whole year, or of several.
func (a agree) isPartly(s *shape, stretch string) bool {
	return slices.ContainsFunc(a.partly, func(p *pattern.Pattern) bool { return s.matches(p, stretch) })
}

// behindDate is an offset of the shape, behind the date that stands there, if one does: 2023年复议12件 is of
// that year.
func (s *shape) behindDate(at int) int {
	if m := s.mark(at); m != nil && m.char == dateMark {
		return at + len(string(dateMark))
	}
	return at
}

// pointedAt reports whether what a number counts was named before it, or is what is left of
// that: 这6件已答复, 除2件外，其余18件.
func pointedAt(before string) bool {
	if rest, left := strings.CutSuffix(before, "其余"); left {
		_, but, found := strings.Cut(rest[strings.LastIndexAny(rest, ";。")+1:], "除")
		return found && strings.HasSuffix(but, ",") && strings.ContainsAny(but, "#外")
	}
	return slices.ContainsFunc([]string{"这", "该", "上述", "以上"}, func(word string) bool { return strings.HasSuffix(before, word) })
}

// leadsOn reports whether the words that a number stands in front of lead on to another
// number: in 本年新收27件和上年结转2件 the second one is what 上年结转 counts.
func leadsOn(rest string) bool {
	i := strings.IndexAny(rest, "#¤")
	return i >= 0 && i <= leadLength && !strings.ContainsAny(rest[:i], "、,;:。()")
}

// leadLength is how far a word leads on to a number, in bytes.
const leadLength = 24

// narrowest leaves out the figures that may be all that another one may be, and more: 新收
// says what 收到 leaves open.
func narrowest(all []*figure) []*figure {
	return slices.DeleteFunc(slices.Clone(all), func(f *figure) bool {
		return slices.ContainsFunc(all, func(g *figure) bool {
			return len(g.cells) < len(f.cells) && !slices.ContainsFunc(g.cells, func(sum cellSum) bool {
				return !slices.ContainsFunc(f.cells, func(other cellSum) bool { return slices.Equal(sum, other) })
			})
		})
	})
}

// judge tells of a number that is none of the sums that it may mean. It abstains where one of them is
// not known, and where the number may be a part of what was told already: ok is false. all are those of
// its sentence.
func (a agree) judge(r *form.Report, l *ledger, m *meaning, s *shape, in *context, all []*meaning, told *toldBefore) (f *lint.Finding, ok bool) {
	if m.sum != nil {
		told.add(m.sum)
		return nil, true
	}
	shown := m.shown
	if len(shown) == 0 {
		return nil, false
	}
	if slices.ContainsFunc(shown, func(terms []term) bool { return s.partOf(m.mark, total(terms)) }) {
		return nil, true
	}
	if m.beyond(all) || m.some(s, all) || told.larger(m, shown) && !m.miswritten() && !s.ofAll(m.mark) || s.sumWithOthers(m.mark, all) || a.ofAnother(l, s, m, all, shown) || slices.ContainsFunc(shown, func(terms []term) bool { return s.addendOf(m.mark, total(terms), all) }) {
		return nil, false
	}
	if in.acrossSemicolons(m.mark, s, func(whole *shape, part *mark) bool {
		return slices.ContainsFunc(shown, func(terms []term) bool { return whole.addendOf(part, total(terms), nil) })
	}) {
		return nil, false
	}
	if slices.ContainsFunc(shown, func(terms []term) bool {
		return s.isShareOf(m.mark, total(terms)) || in.toldInParts(r, s, m.mark, total(terms))
	}) {
		return nil, false
	}
	if slices.ContainsFunc(shown, func(terms []term) bool { return ofNamedColumn(terms, s.text.String(), m.mark.quantity.Value) }) {
		return nil, true
	}
	var should []string
	for _, terms := range shown {
		if stated := total(terms).String(); !slices.Contains(should, stated) {
			should = append(should, stated)
		}
	}
	row, column := labelsOf(shown[0])
	f = &lint.Finding{
		Span: m.number,
		Args: lint.Args{
			"value": m.number.Text(), "phrase": m.phrase.Written(), "should": strings.Join(should, " / "),
			"table": shown[0][0].table.Table.Name, "row": row, "column": column,
		},
		Key: m.figures[0].name + "/" + m.phrase.String(),
	}
	if len(should) > 1 {
		f.Wording = "several"
	}
	f.Notes = cellNotes(shown)
	return f, true
}

// proverb reports whether a number is the 一件 of a proverb, of which there is another beside it:
// 受理一件、登记一件, and not one of things.
func proverb(s *shape, m *mark) bool {
	n := s.from(m.at)
	one := func(i int) bool {
		return i >= 0 && i < len(s.marks) && s.marks[i].char == countMark && s.marks[i].quantity.Value.Cmp(draft.Whole(1)) == 0 && strings.HasPrefix(s.text.String()[s.marks[i].quantity.Start:], "一")
	}
	near := func(a, b int) bool {
		return one(a) && one(b) && s.marks[b].at-s.marks[a].at <= 8*len("字") && strings.Contains(s.s[s.marks[a].at:s.marks[b].at], "、")
	}
	return near(n-1, n) || near(n, n+1)
}

// cellNotes shows the cells of sums, without the zeros of long ones.
func cellNotes(sums [][]term) (notes []lint.Note) {
	seen := map[*form.Cell]bool{}
	for _, terms := range sums {
		for _, t := range terms {
			if seen[t.cell] || len(terms) > 3 && t.cell.Amount.Value.Sign() == 0 {
				continue
			}
			seen[t.cell] = true
			notes = append(notes, lint.Note{Span: t.cell.Text.Where(), Name: "cell", Args: lint.Args{
				"table": t.table.Table.Name, "row": t.row.Row.Name(), "column": t.column.Label, "value": t.cell.Text.Written(),
			}})
		}
	}
	return notes
}
