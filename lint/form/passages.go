package form

import (
	"strings"

	"reportlint/lint/draft"
)

// Passage is a stretch of running text: the lines of one block within one section, as
// one reads them, folded. Tables are no passages.
type Passage struct {
	Text    draft.Text
	Section *Section   // nil before the first
	Under   draft.Text // the heading within the section that it stands under; may be empty
	// Heading says that the passage is itself such a heading, and nothing else.
	Heading bool

	sentences []draft.Text    // kept, as many ask for them; nil where they are still to be cut
	dates     []draft.Mention // likewise, with sentences
}

// maxSentence bounds the sentences that patterns are held against, in bytes.
const maxSentence = 8 << 10

// Sentences cuts a passage at 。！？； so that a pattern never sees more than one of
// them; a longer one is cut where it passes the bound. They are not to be changed.
func (p *Passage) Sentences() []draft.Text {
	if p.sentences != nil {
		return p.sentences
	}
	return cut(p.Text)
}

// Dates returns the dates in a passage. They are not to be changed.
func (p *Passage) Dates() []draft.Mention {
	if p.sentences != nil {
		return p.dates
	}
	return draft.FindDates(p.Text.String())
}

// keep finds the sentences and the dates for all who will ask for them. It is done when a
// report is read, since reports are looked at by several drafts at the same time.
func (p *Passage) keep() {
	p.sentences, p.dates = cut(p.Text), draft.FindDates(p.Text.String())
}

// cut cuts a text into sentences.
func cut(text draft.Text) []draft.Text {
	s := text.String()
	var out []draft.Text
	start := 0
	for start < len(s) {
		end := len(s)
		near := s[start:min(end, start+maxSentence)] // what is farther would be looked at again and again
		if i := strings.IndexAny(near, "。!?;"); i >= 0 {
			end = start + i
			for end < len(s) && strings.ContainsRune("。!?;", firstRune(s[end:])) {
				end += len(string(firstRune(s[end:])))
			}
		}
		if end-start > maxSentence {
			end = start + maxSentence
			for end > start && end < len(s) && s[end]&0xC0 == 0x80 {
				end--
			}
		}
		out = append(out, text.Slice(start, end))
		start = end
	}
	return out
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

// passages joins the lines that belong together.
func passages(items []item, sections []Section) []Passage {
	var out []Passage
	next := 0
	var current *Section
	var under draft.Text
	var lines []draft.Text
	flush := func() {
		if len(lines) > 0 {
			out = append(out, Passage{Text: draft.Join(lines...), Section: current, Under: under})
			lines = nil
		}
	}
	for i, it := range items {
		if i > 0 && items[i-1].block != it.block {
			flush()
		}
		if next < len(sections) && sections[next].first-1 == i {
			flush()
			current, under = &sections[next], draft.Text{}
			next++
			continue
		}
		if it.heads() {
			flush()
			under = it.fold
			out = append(out, Passage{Text: it.fold, Section: current, Heading: true})
			continue
		}
		if it.table != nil || it.cell {
			flush()
			continue
		}
		if it.fold.Len() > 0 {
			lines = append(lines, it.fold)
		}
	}
	flush()
	for i := range out {
		out[i].keep()
	}
	return out
}
