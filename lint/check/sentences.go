package check

import (
	"iter"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"reportlint/lint"
	"reportlint/lint/arena"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
	"reportlint/lint/pattern"
)

// context is where a sentence stands: its passage, and where in it the sentence begins.
type context struct {
	passage *form.Passage
	start   int
	read    atomic.Pointer[string] // what before has returned
}

// reach is how far from what a pattern has found another one looks, in bytes: a few
// sentences. It keeps long texts linear.
const reach = 900

// back returns the offset from which a pattern looks that looks back from an offset.
func back(s string, at int) int {
	at = max(at-reach, 0)
	for at > 0 && s[at]&0xC0 == 0x80 {
		at--
	}
	return at
}

// forward returns the offset up to which a pattern looks that looks ahead from an offset.
func forward(s string, at int) int {
	at = min(at+reach, len(s))
	for at < len(s) && s[at]&0xC0 == 0x80 {
		at++
	}
	return at
}

// stretch returns the text about an offset, up to the full stops around it.
func stretch(s string, at int) string {
	start, end := stretchAt(s, at)
	return s[start:end]
}

// stretchAt returns where that text begins and ends.
func stretchAt(s string, at int) (start, end int) {
	start, end = back(s, at), forward(s, at)
	if i := strings.LastIndex(s[start:at], "。"); i >= 0 {
		start += i
	}
	if i := strings.Index(s[at:end], "。"); i >= 0 {
		end = at + i
	}
	return start, end
}

// around is the passage about the beginning of the sentence.
func (c *context) around() string {
	s := c.passage.Text.String()
	return s[back(s, c.start):forward(s, c.start)]
}

// before is what a reader has just read when she comes to the sentence: the title of the section,
// the heading over the passage, what the last numbered one began with, and the passage so far.
func (c *context) before() string {
	if known := c.read.Load(); known != nil {
		return *known
	}
	s := c.passage.Text.String()
	title := ""
	if section := c.passage.Section; section != nil {
		title = section.Title.String()
	}
	read := joined(c.passage.Text.Arena(), title, "\n", c.passage.Under.String(), "\n", c.passage.After.String(), "\n", s[back(s, c.start):c.start])
	c.read.Store(&read) // whoever else makes it makes the same
	return read
}

// joined puts strings one behind the other, in an arena.
func joined(a *arena.Arena, parts ...string) string {
	size := 0
	for _, s := range parts {
		size += len(s)
	}
	whole := arena.Make[byte](a, 0, size)
	for _, s := range parts {
		whole = append(whole, s...)
	}
	return arena.String(whole)
}

// sentenceBefore is the sentence of the passage that stands before this one, without the mark
// that ends it; empty if there is none.
func (c *context) sentenceBefore() string {
	s := c.passage.Text.String()
	before := strings.TrimRight(s[back(s, c.start):c.start], "。!?;")
	if i := strings.LastIndexAny(before, "。!?;"); i >= 0 {
		_, size := utf8.DecodeRuneInString(before[i:])
		before = before[i+size:]
	}
	return before
}

// year returns the year that the last of the sentences begins with which semicolons join to
// this one, 0 if none does: 2020年复议13件；诉讼5件.
func (c *context) year() int {
	s := c.passage.Text.String()
	before := s[back(s, c.start):c.start]
	if i := strings.LastIndex(before, "。"); i >= 0 {
		before = before[i+len("。"):]
	}
	for strings.HasSuffix(before, ";") {
		before = before[:len(before)-1]
		last := before[strings.LastIndex(before, ";")+1:]
		if dates := draft.FindDates(last); len(dates) > 0 && dates[0].Start == 0 {
			return dates[0].Year
		}
		before = before[:len(before)-len(last)]
	}
	return 0
}

// sentence is one as it stands and as a shape.
type sentence struct {
	shape shape
	grams pattern.Grams // of both
}

// located is a sentence where it stands.
type located struct {
	in    context
	shape *shape
}

// The sentences of a report, those that are no headings with where they stand, and these cut
// at full stops alone, are read once for all rules.
type (
	sentencesOf        struct{ *form.Report }
	locatedSentencesOf struct{ *form.Report }
	wholeSentencesOf   struct{ *form.Report }
)

// cutSentences returns the sentences of each passage, headings among them.
func cutSentences(p *lint.Pass) [][]sentence {
	return lint.Keep(p, sentencesOf{p.Main}, func() [][]sentence {
		a := p.Arena()
		all := arena.Make[[]sentence](a, len(p.Main.Passages), len(p.Main.Passages))
		p.Share(len(all), func(from, to int) {
			const some = 16
			numbers := draft.Numbers{Quantities: arena.Make[draft.Quantity](a, 0, some), Dates: arena.Make[draft.Mention](a, 0, some)}
			for i := from; i < to; i++ {
				texts := p.Main.Passages[i].Sentences()
				all[i] = arena.Make[sentence](a, len(texts), len(texts))
				for k, text := range texts {
					read := &all[i][k]
					read.shape = newShape(text, &read.grams, &numbers)
				}
			}
		})
		return all
	})
}

// sentences yields the sentences of the report that are no headings.
func sentences(p *lint.Pass, yield func(in *context, s *shape)) {
	all := locatedSentences(p)
	for i := range all {
		yield(&all[i].in, all[i].shape)
	}
}

// locatedSentences returns them.
func locatedSentences(p *lint.Pass) []located {
	return lint.Keep(p, locatedSentencesOf{p.Main}, func() (all []located) {
		cut := cutSentences(p)
		n := 0
		for i := range running(p.Main) {
			n += len(cut[i])
		}
		all = arena.Make[located](p.Arena(), 0, n)
		for i, passage := range running(p.Main) {
			done := 0
			for k := range cut[i] {
				s := &cut[i][k].shape
				all = append(all, located{context{passage: passage, start: done}, s})
				done += s.text.Len()
			}
		}
		return all
	})
}

// wholeSentences yields the sentences as sentences does, but cut at full stops alone: lists
// have semicolons. One is no longer than a sentence may be (form.Passage.Sentences).
func wholeSentences(p *lint.Pass, yield func(in *context, s *shape)) {
	all := lint.Keep(p, wholeSentencesOf{p.Main}, func() (all []*located) {
		cut, parts, next := cutSentences(p), locatedSentences(p), 0
		all = arena.Make[*located](p.Arena(), 0, len(parts))
		for i, passage := range running(p.Main) {
			start, done := 0, 0
			for k := range cut[i] {
				text := cut[i][k].shape.text
				done += text.Len()
				next++
				if strings.HasSuffix(text.String(), ";") && done-start <= reach*2 && done < passage.Text.Len() {
					continue
				}
				whole := &parts[next-1]
				if done-start > text.Len() { // it is more than one sentence
					several := shapeOf(passage.Text.Slice(start, done))
					whole = &located{context{passage: passage, start: start}, &several}
				}
				all = append(all, whole)
				start = done
			}
		}
		return all
	})
	for _, whole := range all {
		yield(&whole.in, whole.shape)
	}
}

// running yields the passages of a report that are no headings, by their places.
func running(r *form.Report) iter.Seq2[int, *form.Passage] {
	return func(yield func(int, *form.Passage) bool) {
		for i := range r.Passages {
			if passage := &r.Passages[i]; !passage.Heading && !yield(i, passage) {
				return
			}
		}
	}
}

// noText is why a kind that looks at sentences judged none.
func noText() diag.Phrase {
	return diag.Phrase{ZH: "正文没有可以核对的说法", EN: "the text says nothing that could be checked"}
}
