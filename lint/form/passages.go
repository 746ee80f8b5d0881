package form

import (
	"strings"

	"reportlint/lint/arena"
	"reportlint/lint/draft"
)

// Passage is a stretch of running text: the lines of one block within one section, as
// one reads them, folded. Tables are no passages.
type Passage struct {
	Text    draft.Text
	Section *Section   // nil before the first
	Under   draft.Text // the heading within the section that it stands under; may be empty
	// After is what the last numbered passage before it, under the same heading, began with as with a
	// heading of its own: (二)依申请公开; it may be empty.
	After draft.Text
	// Heading says that the passage is itself such a heading, and nothing else.
	Heading bool

	sentences []draft.Text
	dates     []draft.Mention
}

// Sentences cuts a passage at 。！？； so that a pattern never sees more than one of
// them; a longer one is cut where it passes the bound. They are not to be changed.
func (p *Passage) Sentences() []draft.Text { return p.sentences }

// Dates returns the dates in a passage. They are not to be changed.
func (p *Passage) Dates() []draft.Mention { return p.dates }

// read finds the sentences and the dates of passages of which they are not known.
func read(all []Passage, a *arena.Arena) {
	const some = 64
	sentences, dates := arena.Make[draft.Text](a, 0, some), arena.Make[draft.Mention](a, 0, some)
	for i := range all {
		p := &all[i]
		if p.sentences != nil {
			continue
		}
		sentences, dates = cut(sentences[:0], p.Text), draft.AppendDates(dates[:0], p.Text.String())
		p.sentences = append(arena.Make[draft.Text](a, 0, len(sentences)), sentences...)
		p.dates = append(arena.Make[draft.Mention](a, 0, len(dates)), dates...)
	}
}

// maxSentence bounds the sentences that patterns are held against, in bytes.
const maxSentence = 8 << 10

// cut appends the sentences of a text.
func cut(to []draft.Text, text draft.Text) []draft.Text {
	s := text.String()
	start := 0
	for start < len(s) {
		end := len(s)
		near := min(end, start+maxSentence) // what is farther would be looked at again and again
		if i := indexStop(s[start:near]); i >= 0 {
			end = start + i
			for end < near && strings.ContainsRune("。!?;", firstRune(s[end:])) {
				end += len(string(firstRune(s[end:])))
			}
		}
		if end-start > maxSentence {
			end = start + maxSentence
			for end > start && end < len(s) && s[end]&0xC0 == 0x80 {
				end--
			}
		}
		to = append(to, text.Slice(start, end))
		start = end
	}
	return to
}

// indexStop returns where the first mark that ends a sentence stands; -1 if none does.
func indexStop(s string) int {
	for i := range len(s) {
		switch s[i] {
		case '!', '?', ';':
			return i
		case "。"[0]:
			if strings.HasPrefix(s[i:], "。") {
				return i
			}
		}
	}
	return -1
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

// runInTitle returns what a numbered passage begins with as with a heading, which goes on in the same line:
// (二)依申请公开。全年收到…
func runInTitle(text draft.Text) (title draft.Text, ok bool) {
	const longest = len("字") * 20
	s := text.String()
	n, ok := numbered(s)
	if !ok {
		return draft.Text{}, false
	}
	end := strings.IndexAny(s[n.end:min(n.end+longest, len(s))], ",;:。")
	if end <= 0 || s[n.end+end] != ':' && !strings.HasPrefix(s[n.end+end:], "。") || draft.HasDigit(s[n.end:n.end+end]) {
		return draft.Text{}, false
	}
	return text.Slice(0, n.end+end), true
}

// passages joins the lines that belong together. Sentences and dates are found for all who
// will ask for them: reports are looked at by several drafts at the same time.
func passages(items []item, sections []Section, a *arena.Arena) []Passage {
	blocks := 0
	for i := range items {
		if it := &items[i]; it.table == nil && !it.cell && (i == 0 || items[i-1].block != it.block) {
			blocks++
		}
	}
	out := arena.Make[Passage](a, 0, blocks)
	next := 0
	var current *Section
	var under, after draft.Text
	var lines flow
	flush := func() {
		if len(lines.texts) > 0 {
			text := lines.take()
			out = append(out, Passage{Text: text, Section: current, Under: under, After: after})
			if title, ok := runInTitle(text); ok {
				after = title
			}
		}
	}
	for i := range items {
		it := &items[i]
		if i > 0 && items[i-1].block != it.block && !items[i-1].wraps {
			flush()
		}
		if next < len(sections) && sections[next].first-1 == i {
			flush()
			current, under, after = &sections[next], draft.Text{}, draft.Text{}
			next++
			continue
		}
		if it.heads() {
			flush()
			under, after = it.fold, draft.Text{}
			out = append(out, Passage{Text: it.fold, Section: current, Heading: true})
			continue
		}
		if it.table != nil || it.cell {
			flush()
			continue
		}
		if it.fold.Len() > 0 {
			lines.add(it)
		}
	}
	flush()
	read(out, a)
	return out
}
