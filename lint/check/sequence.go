package check

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// sequenceKind holds the numbers of enumerations (一是……二是……, （一）……（二）……) to follow
// one another. Fields: number (as written), should.
func sequenceKind() lint.Kind {
	return lint.Kind{
		Name:   "sequence",
		Fields: []string{"number", "should"},
		Notes:  []string{"before"},
		New: func(with json.RawMessage) (lint.Check, error) {
			set, err := lint.Decode[sequenceSettings](with)
			if err != nil {
				return nil, err
			}
			q := sequence{in: set.In}
			if q.styles, err = compileAll(set.Styles, "/styles"); err != nil {
				return nil, err
			}
			q.opens, err = compile(set.Opens, "/opens")
			return q.check, err
		},
		Names: naming(func(s sequenceSettings) []lint.Reference { return partNames(s.In, "/in") }),
	}
}

type sequenceSettings struct {
	In     []string // the parts whose enumerations are judged
	Styles []string // patterns whose group is the numeral
	Opens  string   // other words that open an enumeration: 首先
}

type sequence struct {
	in     []string
	styles []*pattern
	opens  *pattern
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
			for _, m := range re.all(s) {
				n, ok := number(s[m[2]:m[3]])
				if !ok || n == 0 {
					continue
				}
				judged++
				here := item{n, passage.Text.Slice(m[2], m[3]), i}
				before, ok := follow(&lists[style], here)
				if ok || before.number == 0 && (n > 2 || q.opens.matches(s[back(s, m[2]):m[2]])) {
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
		}
	}
	if judged == 0 {
		p.Skip(diag.Phrase{ZH: "正文没有列举", EN: "the text enumerates nothing"})
	}
	return judged
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
	if here.number == 1 && before.passage != here.passage {
		*open = append(lists[:0], here) // lists stand in one another within a paragraph only
		return before, true
	}
	if here.number == 1 {
		*open = append(lists[max(len(lists)+1-maxOpen, 0):], here)
		return before, true
	}
	for k := len(lists) - 1; k >= 0; k-- {
		if lists[k].number+1 == here.number {
			*open = append(lists[:k], here)
			return lists[k], true
		}
	}
	*open = append(lists[:max(len(lists)-1, 0)], here)
	return before, false
}

// item is a number of an enumeration.
type item struct {
	number  int
	text    draft.Text
	passage int
}

// likeNumeral writes a number as another one is written.
func likeNumeral(n int, like string) string {
	if strings.ContainsAny(like, "0123456789") {
		return strconv.Itoa(n)
	}
	return draft.Chinese(n)
}
