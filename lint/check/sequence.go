package check

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/pattern"
)

// sequenceKind holds the numbers of enumerations (一是……二是……, （一）……（二）……) to follow
// one another, and to be as many as the words in front announce (三项措施：一是……). Fields:
// number (as written), should.
func sequenceKind(by pattern.Compiler) lint.Kind {
	return lint.Kind{
		Name:   "sequence",
		Fields: []string{"number", "should"},
		Notes:  []string{"before", "announced"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[sequenceSettings](with)
			if err != nil {
				return nil, err
			}
			q := sequence{in: set.In}
			if q.styles, err = by.CompileAll(set.Styles, "/styles"); err != nil {
				return nil, err
			}
			if q.opens, err = by.Compile(set.Opens, "/opens"); err == nil && set.Announces != "" {
				q.announces, err = by.Compile(set.Announces, "/announces")
			}
			return q.check, err
		},
		Names: naming(func(s sequenceSettings) []lint.Reference { return partNames(s.In, "/in") }),
	}
}

type sequenceSettings struct {
	In     []string // the parts whose enumerations are judged
	Styles []string // patterns whose group is the numeral
	Opens  string   // other words that open an enumeration: 首先
	// Announces is what stands right in front of an enumeration and says how many there
	// are; the group is the number.
	Announces string
}

type sequence struct {
	in     []string
	styles []*pattern.Pattern

	opens, announces *pattern.Pattern
}

func (q sequence) check(p *lint.Pass) (judged int) {
	lists := make([][]item, len(q.styles)) // by style: the last number of each list that is open, the outer first
	section := ""
	for i, passage := range p.Main.Passages {
		if passage.Section == nil || !slices.Contains(q.in, passage.Section.Part.ID) {
			continue
		}
		if id := passage.Section.Part.ID; id != section {
			section = id
			clear(lists)
		}
		s := passage.Text.String()
		for style, re := range q.styles {
			whole := list{style: style} // of the enumeration that is all that the passage has in this style
			all := re.All(s)
			for k, m := range all {
				n := numeral(s[m[2]:m[3]])
				if n == 0 {
					continue
				}
				judged++
				here := item{number: n, text: passage.Text.Slice(m[2], m[3]), passage: i}
				whole.add(here, m[2])
				next := 0
				if k+1 < len(all) {
					next = numeral(s[all[k+1][2]:all[k+1][3]])
				}
				here.repeats = k > 0 && next != 2 && strings.ContainsAny(s[m[0]:m[2]], ";。") && !q.opensAnew(style, s[all[k-1][1]:m[2]])
				before, ok := follow(&lists[style], here)
				if ok || before.number == 0 && (n > 2 || q.opens.Matches(s[back(s, m[2]):m[2]])) {
					continue
				}
				f := lint.Finding{
					Span: here.text.Where(),
					Args: lint.Args{"number": here.text.Written(), "should": likeNumeral(before.number+1, s[m[2]:m[3]])},
					Key:  section + "/" + s[m[0]:m[1]],
				}
				if before.number > 0 {
					f.Notes = []lint.Note{{Span: before.text.Where(), Name: "before", Args: lint.Args{"number": before.text.Written()}}}
				}
				p.Report(f)
			}
			q.judge(p, whole, i)
		}
	}
	if judged == 0 {
		p.Skip(diag.Phrase{ZH: "正文没有列举", EN: "the text enumerates nothing"})
	}
	return judged
}

// opensAnew reports whether something between two items of a style lets the later one begin a
// list: an item of another style, or words that open one.
func (q sequence) opensAnew(style int, between string) bool {
	return q.opens.Matches(between) || slices.ContainsFunc(q.styles, func(p *pattern.Pattern) bool { return p != q.styles[style] && p.Matches(between) })
}

// list is an enumeration from one on, in a passage.
type list struct {
	style, at, last int
	broken          bool // it does not go from one on, one by one
}

func (l *list) add(here item, at int) {
	if l.last == 0 {
		l.at = at
	}
	l.broken = l.broken || here.number != l.last+1
	l.last = here.number
}

// maxOff bounds by how many items an enumeration may be off from what is announced; where it
// is off by more, that is of something else.
const maxOff = 2

// judge holds an enumeration that is whole against the number of its items that is announced
// in front of it. One that goes on in the next passage is not whole.
func (q sequence) judge(p *lint.Pass, l list, passage int) {
	if l.broken || l.last < 2 || q.announces == nil {
		return
	}
	text := p.Main.Passages[passage].Text
	s := text.String()
	start := back(s, l.at)
	m := q.announces.Find(s[start:l.at])
	if m == nil {
		return
	}
	announced, ok := number(s[start+m[2] : start+m[3]])
	if off := announced - l.last; !ok || off == 0 || off < -maxOff || off > maxOff {
		return
	}
	if passage+1 < len(p.Main.Passages) {
		next := p.Main.Passages[passage+1].Text.String()
		if m := q.styles[l.style].Find(next); m != nil && m[0] == 0 {
			if numeral(next[m[2]:m[3]]) == l.last+1 {
				return
			}
		}
	}
	here := text.Slice(start+m[2], start+m[3])
	p.Report(lint.Finding{
		Span: here.Where(), Wording: "announced", Key: s[start+m[0] : start+m[1]],
		Args: lint.Args{"number": here.Written(), "should": likeNumeral(l.last, here.String())},
	})
}

// maxOpen bounds the lists that may stand in one another.
const maxOpen = 3

// follow puts a number behind those of the lists that are open: it begins a list within
// the last one, or goes on with it or with one around it. Where it does neither, ok is
// false and before is the last number, which it should follow.
func follow(open *[]item, here item) (before item, ok bool) {
	lists := *open
	if len(lists) > 0 {
		before = lists[len(lists)-1]
	}
	if here.number == 1 && here.repeats && before.number == 1 && before.passage == here.passage {
		here.meant = 2
		lists[len(lists)-1] = here
		return before, false
	}
	if here.number == 1 && before.passage != here.passage {
		*open = append(lists[:0], here) // lists stand in one another within a paragraph only
		return before, true
	}
	if here.number == 1 {
		*open = append(lists[max(len(lists)+1-maxOpen, 0):], here)
		return before, true
	}
	for k := len(lists) - 1; k >= 0; k-- {
		if lists[k].number+1 == here.number || lists[k].meant > 0 && lists[k].meant+1 == here.number {
			*open = append(lists[:k], here)
			return lists[k], true
		}
	}
	if before.number > 0 {
		here.meant = before.number + 1
	}
	*open = append(lists[:max(len(lists)-1, 0)], here)
	return before, false
}

// item is a number of an enumeration.
type item struct {
	number  int
	meant   int  // what it should be, and what may be gone on from: 二、四、四 has one slip; 0: what it is
	repeats bool // it begins nothing: it stands behind the end of a clause, and no second one behind it
	text    draft.Text
	passage int
}

// The circled numerals, ① and those behind it.
const (
	firstCircled = '①'
	maxCircled   = 20
)

// circled returns the number that a circled numeral is, 0 for anything else.
func circled(s string) int {
	if r, size := utf8.DecodeRuneInString(s); size == len(s) && r >= firstCircled && r < firstCircled+maxCircled {
		return int(r-firstCircled) + 1
	}
	return 0
}

// numeral reads the number of an item.
func numeral(s string) int {
	if n := circled(s); n > 0 {
		return n
	}
	n, _ := number(s)
	return n
}

// likeNumeral writes a number as another one is written.
func likeNumeral(n int, like string) string {
	switch {
	case strings.ContainsAny(like, "0123456789"):
		return strconv.Itoa(n)
	case circled(like) > 0 && n <= maxCircled:
		return string(firstCircled + rune(n-1))
	}
	return draft.Chinese(n)
}
