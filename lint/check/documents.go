package check

import (
	"strings"
	"unicode/utf8"

	"reportlint/lint/draft"
	"reportlint/lint/form"
)

// The documents that a scheme knows, by their titles and numbers.

// maxSlips is how many characters a title or a number may be off to be known for it, and one in so many
// of a long title may be.
const (
	maxSlips = 2
	oneInAll = 10
)

// catalogue are the titles and the numbers of the documents that a scheme knows.
type catalogue struct{ titles, numbers []entry }

// entry is a title or a number.
type entry struct {
	document *form.Document
	known    string // as the scheme has it
	key      string // what it is compared by
	length   int    // of the key, in characters
	digits   string // of a number
}

func newCatalogue(s *form.Scheme) *catalogue {
	c := &catalogue{}
	for i := range s.Documents {
		d := &s.Documents[i]
		for k := -1; k < len(d.Also); k++ {
			known := d.Title
			if k >= 0 {
				known = d.Also[k]
			}
			key := titleKey(draft.FoldString(known))
			c.titles = append(c.titles, entry{document: d, known: known, key: key, length: utf8.RuneCountInString(key)})
		}
		if d.Number != "" {
			key := draft.FoldString(d.Number)
			c.numbers = append(c.numbers, entry{document: d, known: d.Number, key: key, length: utf8.RuneCountInString(key), digits: digits(key)})
		}
	}
	return c
}

// nearestTitle returns the known document that a title is, by its title or one of the
// shorter ones. Short titles must be closer: a neighbour's title is soon two letters away.
func (c *catalogue) nearestTitle(title string) (best match) {
	key := titleKey(title)
	n := utf8.RuneCountInString(key)
	best.slips = n
	for _, e := range c.titles {
		most := max(maxSlips, e.length/oneInAll)
		if off := e.length - n; off < -most || off > most {
			continue
		}
		slips := distance(key, e.key)
		if slips > most {
			continue
		}
		if slips > 0 && (e.length < 12 && slips > 1 || e.length < 8 || n != e.length && e.length < 12) {
			continue
		}
		if slips < best.slips {
			best = match{e.document, e.known, slips}
		}
	}
	if best.document == nil {
		return match{}
	}
	return best
}

// distance is form.Distance, for texts that mostly are the same.
func distance(a, b string) int {
	if a == b {
		return 0
	}
	return form.Distance(a, b)
}

// titleKey is a title without the marks around titles inside it.
func titleKey(s string) string {
	const marks = "《》<>\""
	if !strings.ContainsAny(s, marks) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(marks, r) {
			return -1
		}
		return r
	}, s)
}

// nearestNumber returns the known document that a number is. The digits must be its own:
// another year or another serial is another document.
func (c *catalogue) nearestNumber(number string) (best match) {
	number = asNumbered(number)
	n, own := utf8.RuneCountInString(number), digits(number)
	best.slips = maxSlips + 1
	for _, e := range c.numbers {
		if own != e.digits {
			continue
		}
		got := number
		if cut := n - e.length; cut > 0 {
			got = string([]rune(got)[cut:]) // what stands before the number is not part of it
		}
		if slips := distance(got, e.key); slips < best.slips {
			best = match{e.document, e.known, slips}
		}
	}
	if best.document == nil {
		return match{}
	}
	return best
}

// order is another way to tell the number of an order of the State Council than 国务院令第711号.
type order struct{ begins, ends string } // what stands before its digits, and behind 号

// orderOf returns the way that the number of an order is told in: 国务院第711号令, 国务院令(第711号); ok is false if
// it is told as they are numbered, or is none.
func orderOf(number string) (way order, ok bool) {
	for _, way := range []order{{"国务院第", "令"}, {"国务院令(第", ")"}} {
		if strings.HasPrefix(number, way.begins) {
			return way, true
		}
	}
	return order{}, false
}

// asNumbered is a number as documents are numbered, in whatever way that of an order is told.
func asNumbered(number string) string {
	way, ok := orderOf(number)
	if !ok {
		return number
	}
	return "国务院令第" + strings.TrimSuffix(number[len(way.begins):], way.ends)
}

func digits(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r >= '0' && r <= '9' {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// number returns the known document that a number is, and the number without what stands
// before it: “和国办函”.
func (c *catalogue) number(text draft.Text) (number draft.Text, by match) {
	by = c.nearestNumber(text.String())
	if by.document == nil {
		return text, by
	}
	more := utf8.RuneCountInString(text.String()) - utf8.RuneCountInString(by.known)
	return text.Slice(len(string([]rune(text.String())[:max(more, 0)])), text.Len()), by
}
