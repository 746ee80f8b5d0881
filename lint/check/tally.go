package check

import (
	"encoding/json"
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"

	"reportlint/lint"
	"reportlint/lint/draft"
)

// tallyKind holds parts against their whole (共N件，其中A件、B件): they make it, and none is
// larger. Fields: value (as written), should, parts (written as a sum); of the note part:
// value.
func tallyKind() lint.Kind {
	return lint.Kind{
		Name:   "tally",
		Fields: []string{"value", "should", "parts"},
		Notes:  []string{"part", "larger"},
		New: func(with json.RawMessage) (lint.Check, error) {
			set, err := lint.Decode[struct {
				Lead, Whole, Rest, Hedges, Another, Sum, Partition, Class, More string
				GoesOn                                                          string `json:"goes-on"`
			}](with)
			if err != nil {
				return nil, err
			}
			var t tally
			err = compileEach(
				setting{"/lead", set.Lead, &t.lead}, setting{"/whole", set.Whole, &t.whole}, setting{"/rest", set.Rest, &t.rest},
				setting{"/hedges", set.Hedges, &t.hedges}, setting{"/another", set.Another, &t.another}, setting{"/sum", set.Sum, &t.sum},
				setting{"/partition", set.Partition, &t.partition}, setting{"/class", set.Class, &t.class}, setting{"/more", set.More, &t.more}, setting{"/goes-on", set.GoesOn, &t.goesOn})
			return t.check, err
		},
	}
}

// tally are the patterns of a sentence with parts: what stands between a whole and its
// parts (其中), in the clause of a whole that claims to be one (共), in front of a part that
// takes what is left (其他), anywhere among parts that are not all (等), in front of a number
// that is no part (the group is the verb), and in front of a whole that stands behind its parts (合计); between a whole and parts that
// are all (分别为), in front of a part that is a class (政策类), in front of a
// number that is a difference (较上年增加), and a sentence that tells the parts of
// the one before.
type tally struct {
	lead, whole, rest, hedges, another, sum, partition, class, more, goesOn *pattern
}

func (t tally) check(p *lint.Pass) (judged int) {
	var last draft.Text // the sentence before, in the same passage
	wholeSentences(p.Main, func(in context, sentence draft.Text) {
		before := last
		last = sentence
		if in.start > 0 && t.goesOn.matches(sentence.String()) && !t.goesOn.matches(before.String()) && !strings.Contains(before.String(), ":") { // its whole stands in the sentence before
			sentence = in.passage.Text.Slice(in.start-before.Len(), in.start+sentence.Len())
		}
		s := shapeOf(sentence)
		if strings.Count(s.s, string(countMark))+strings.Count(s.s, string(moneyMark)) < 2 {
			return
		}
		for i := 0; i < len(s.marks); {
			n := t.judge(p, s, i)
			if n > 0 {
				judged++
			}
			i += max(n, 1)
		}
	})
	if judged == 0 {
		p.Skip(noText())
	}
	return judged
}

// judge takes the i-th mark of a sentence for a whole and holds what follows as its parts
// against it. It returns how many marks it has dealt with, 0 if that one is no whole.
func (t tally) judge(p *lint.Pass, s shape, i int) int {
	whole := s.marks[i]
	parts, rest := t.parts(s, i)
	if n := t.behind(p, s, i); n > 0 {
		return n
	}
	if whole.char == dateMark || len(parts) == 0 || t.more.matches(s.lead(&whole)) {
		return 0
	}
	used := 1 + len(parts)
	if len(parts) == 1 && parts[0].quantity.Value.Cmp(whole.quantity.Value) == 0 {
		return 1 // it says the whole again
	}
	region := s.s[whole.at:s.clauseEnd(parts[len(parts)-1].at+len(string(countMark)))]
	if whole.quantity.Rough || slices.ContainsFunc(parts, func(m mark) bool { return m.quantity.Rough || m.quantity.Slack.Sign() > 0 }) {
		return 0
	}
	for _, m := range parts {
		if m.quantity.Value.Cmp(whole.quantity.Value) > 0 {
			f := t.finding(s, whole, parts)
			f.Span, f.Wording, f.Args["value"], f.Args["should"] = s.number(&m), "larger", s.number(&m).Text(), s.number(&whole).Text()
			f.Notes = []lint.Note{{Span: s.number(&whole), Name: "part", Args: lint.Args{"value": s.number(&whole).Text()}}}
			p.Report(f)
			return used
		}
	}
	sum := new(big.Rat)
	for k, m := range parts {
		if sum.Add(sum, m.quantity.Value); k > 0 && sum.Cmp(whole.quantity.Value) == 0 {
			return used
		}
	}
	off := new(big.Rat).Sub(sum, whole.quantity.Value)
	if len(parts) < 2 || off.Abs(off).Cmp(whole.quantity.Slack) <= 0 || t.hedges.matches(region) {
		return used
	}
	if rest != nil && sum.Add(sum, rest.quantity.Value).Cmp(whole.quantity.Value) == 0 {
		return used // what is carried over is part of what was worked on
	}
	if t.exhaustive(s, i, parts) {
		p.Report(t.finding(s, whole, parts))
	}
	return used
}

// maxParts bounds the parts of a whole, and the numbers among them.
const maxParts = 40

// maxPart bounds what may stand between two parts, in characters.
const maxPart = 24

// parts returns the numbers that stand as parts behind the i-th mark: of the same unit,
// led in by 其中 or a colon, one after the other, up to one that is of something else; rest
// is that one, if it has the unit.
func (t tally) parts(s shape, i int) (out []mark, rest *mark) {
	whole := s.marks[i]
	if !countable(whole) {
		return nil, nil
	}
	depth, stops := 0, "。;"
	for k := i + 1; k < min(len(s.marks), i+maxParts); k++ {
		m := s.marks[k]
		between := s.s[s.marks[k-1].at+len(string(s.marks[k-1].char)) : m.at]
		if m.char == dateMark && len(out) > 0 {
			return out, nil
		}
		if m.char != whole.char || m.quantity.Unit != whole.quantity.Unit {
			break
		}
		depth += strings.Count(between, "(") - strings.Count(between, ")")
		if len(out) == 0 {
			if depth != 0 || !t.lead.matches(between) {
				return nil, nil
			}
			if strings.Contains(between, ":") {
				stops = "。" // what a colon leads in may be parted by semicolons
			}
		} else if depth > 0 {
			continue
		} else if strings.ContainsAny(between, stops) || t.lead.matches(between) || utf8.RuneCountInString(between) > maxPart {
			break
		}
		if (len(out) > 0 || strings.Contains(between, "。")) && t.another.matches(between) {
			return out, &s.marks[k]
		}
		out = append(out, m)
	}
	return out, nil
}

// countable reports whether a number counts things of which each is in one part: not
// people, who are women and members at once, nor places.
func countable(m mark) bool {
	return slices.Contains([]string{"件", "条", "份", "宗", "项", "起", "件次", "篇", "期", draft.Money, ""}, m.quantity.Unit)
}

// behind takes the i-th mark for the first of two or more parts whose whole stands behind
// them (A件、B件，合计N件), and returns how many marks it has dealt with, 0 if it is none.
func (t tally) behind(p *lint.Pass, s shape, i int) int {
	if !countable(s.marks[i]) || i > 0 && s.marks[i-1].quantity.Unit == s.marks[i].quantity.Unit && s.marks[i-1].char == s.marks[i].char && !strings.ContainsAny(s.lead(&s.marks[i]), "。;") {
		return 0 // not the first of its stretch
	}
	var parts []mark
	last := s.marks[i]
	for k := i; k < min(len(s.marks), i+maxParts); k++ {
		m := s.marks[k]
		if m.char == dateMark && k > i {
			continue
		}
		if m.char != s.marks[i].char || m.char == dateMark || m.quantity.Unit != s.marks[i].quantity.Unit || m.quantity.Rough || m.quantity.Slack.Sign() > 0 {
			return 0
		}
		if k > i {
			between := s.s[last.at+len(string(m.char)) : m.at]
			if len(parts) > 1 && t.sum.matches(between) {
				sum := new(big.Rat)
				for _, part := range parts {
					sum.Add(sum, part.quantity.Value)
				}
				if region := s.s[parts[0].at:m.at]; sum.Cmp(m.quantity.Value) != 0 && !t.hedges.matches(region) {
					p.Report(t.finding(s, m, parts))
				}
				return len(parts) + 1
			}
			if strings.ContainsAny(between, "。;()") || t.another.group(between) != t.another.group(s.lead(&s.marks[i])) || utf8.RuneCountInString(between) > maxPart || t.lead.matches(between) {
				return 0
			}
		}
		parts = append(parts, m)
		last = m
	}
	return 0
}

// exhaustive reports whether the parts claim to be all: what leads them in or the whole
// says so, a part takes the rest, or all are classes.
func (t tally) exhaustive(s shape, i int, parts []mark) bool {
	whole, first, last := s.marks[i], parts[0], parts[len(parts)-1]
	start := back(s.s, whole.at)
	if i > 0 && s.marks[i-1].char != dateMark {
		start = max(start, s.marks[i-1].at)
	}
	classes := len(parts) > 2 && !slices.ContainsFunc(parts, func(m mark) bool { return !t.class.matches(s.lead(&m)) })
	return classes || t.partition.matches(s.s[whole.at:first.at]) || t.whole.matches(s.s[start:whole.at]) || t.rest.matches(s.s[whole.at:last.at])
}

func (t tally) finding(s shape, whole mark, parts []mark) lint.Finding {
	sum := new(big.Rat)
	var written []string
	f := lint.Finding{Span: s.number(&whole), Key: s.s}
	for _, m := range parts {
		sum.Add(sum, m.quantity.Value)
		written = append(written, draft.Decimal(m.quantity.Value))
		f.Notes = append(f.Notes, lint.Note{Span: s.number(&m), Name: "part", Args: lint.Args{"value": s.number(&m).Text()}})
	}
	f.Args = lint.Args{"value": f.Span.Text(), "should": draft.Decimal(sum), "parts": strings.Join(written, "+")}
	return f
}
