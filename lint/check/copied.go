package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"reportlint/lint"
	"reportlint/lint/arena"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
	"reportlint/lint/pattern"
	"reportlint/lint/similar"
)

// copiedKind judges how much of the running text stands in another report: the organ's own
// on the year before, or one of another organ. Fields: percent, limit, organ (of the
// other report), file (its name). Notes: here (a passage in the draft), there (the
// same one in the other report).
func copiedKind() lint.Kind {
	return lint.Kind{
		Name:   "copied",
		Fields: []string{"percent", "limit", "organ", "file"},
		Notes:  []string{"here", "there"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[struct {
				From  string
				Share int
				Fixed []string
			}](with)
			if err != nil {
				return nil, err
			}
			c := copied{share: set.Share}
			for i, sentence := range set.Fixed {
				words := strings.Split(draft.FoldString(sentence), gap)
				if slices.Contains(words, "") {
					return nil, &lint.SettingError{Path: fmt.Sprintf("/fixed/%d", i), Reason: diag.Phrase{
						ZH: "“…”前后都要有文字",
						EN: "there must be words on both sides of “…”",
					}}
				}
				f := fixed{words: words}
				for _, w := range words {
					f.grams = append(f.grams, pattern.GramSetOf(w))
				}
				c.fixed = append(c.fixed, f)
			}
			if set.From == "prior" {
				return c.fromPrior, nil
			}
			return c.fromPeer, nil
		},
	}
}

// leastText is how many characters an author must have put into words for a share of them
// to mean anything; mostPassages how many copied passages are shown.
const (
	leastText    = 200
	mostPassages = 5
)

// gap stands for any text between two words of a fixed sentence.
const gap = "…"

// copied is how much may be copied, in percent, and what tells sentences that are
// prescribed, or so usual that no author can do without: they hold all of some words, in
// their order. Such sentences do not count.
type copied struct {
	share int
	fixed []fixed
}

func (c copied) fromPrior(p *lint.Pass) int {
	if p.Prior == nil {
		p.Lack(noPrior())
		return 0
	}
	return c.hold(p, c.read(p.Main), []similar.Other{{Author: p.Prior.Organ.Name, Text: c.read(p.Prior)}})
}

func (c copied) fromPeer(p *lint.Pass) int {
	switch {
	case p.Peers == nil:
		p.Lack(diag.Phrase{ZH: "本次只检查一份报告", EN: "only one draft in the run"})
		return 0
	case p.Main.Organ.Name == "":
		p.Abstain(diag.Phrase{ZH: "看不出是哪个机关的报告", EN: "the organ that reports is not known"})
		return 0
	}
	main := similar.Other{Author: p.Main.Organ.Name, Text: c.read(p.Main)}
	if p.Peers.Pending && main.Text.Len() >= leastText {
		p.Await(lint.Awaiting{Other: main, Fails: c.fails})
		return 1
	}
	peers := slices.Clip(p.Peers.Texts)
	for _, r := range p.Peers.Reports {
		if r.Organ.Name != "" {
			peers = append(peers, similar.Other{Author: r.Organ.Name, Text: c.read(r)})
		}
	}
	return c.hold(p, main.Text, strangers(main, peers))
}

// strangers returns the works of those who are not the author of one.
func strangers(main similar.Other, all []similar.Other) []similar.Other {
	organ := form.Organ{Name: main.Author}
	return slices.DeleteFunc(slices.Clone(all), func(o similar.Other) bool { return organ.Kin(form.Organ{Name: o.Author}) })
}

// fails reports whether too much of a text stands in one of others.
func (c copied) fails(main similar.Other, others []similar.Other) bool {
	m := similar.Closest(main.Text, strangers(main, others))
	return m.Counted >= leastText && c.tooMuch(m)
}

func (c copied) tooMuch(m similar.Match) bool { return m.Shared*100 > m.Counted*c.share }

// hold holds the text of a report against those of others, and reports the one that most
// of it stands in, if that is too much.
func (c copied) hold(p *lint.Pass, main *similar.Text, others []similar.Other) int {
	m := similar.Closest(main, others)
	if m.Counted < leastText {
		p.Skip(diag.Phrase{
			ZH: fmt.Sprintf("除表格和固定用语外，正文不足%d字，不作比对", leastText),
			EN: fmt.Sprintf("besides tables and fixed wording there are less than %d characters of text", leastText),
		})
		return 0
	}
	if c.tooMuch(m) {
		c.report(p, others[m.Other], similar.Pairs(main, others[m.Other].Text, m.Runs), float64(m.Shared)*100/float64(m.Counted))
	}
	return 1
}

// report reports the longest of the passages, and shows the others with it.
func (c copied) report(p *lint.Pass, other similar.Other, passages []similar.Pair, percent float64) {
	f := lint.Finding{
		Span: passages[0].A,
		Args: lint.Args{
			"percent": strconv.FormatFloat(percent, 'f', 1, 64), "limit": strconv.Itoa(c.share),
			"organ": other.Author, "file": other.Text.File().Name,
		},
		Key: other.Author,
	}
	for i, passage := range passages[:min(len(passages), mostPassages)] {
		if i > 0 {
			f.Notes = append(f.Notes, lint.Note{Span: passage.A, Name: "here", Args: f.Args})
		}
		f.Notes = append(f.Notes, lint.Note{Span: passage.B, Name: "there", Args: f.Args})
	}
	p.Report(f)
}

// read makes the text of a report ready to be compared. Fixed sentences, cited titles,
// dates and the name of the organ do not count in it.
func (c copied) read(r *form.Report) *similar.Text {
	names := r.Organ.Names()
	prose := r.Prose()
	all := arena.Make[similar.Passage](r.Draft.File.Arena(), 0, len(prose))
	for i := range prose {
		p := &prose[i]
		s := p.Text.String()
		without := cites(s)
		for _, d := range p.Dates() {
			without = append(without, [2]int{d.Start, d.End})
		}
		for _, name := range names {
			without = append(without, occurrences(s, name)...)
		}
		at := 0
		for _, sentence := range p.Sentences() {
			if end := at + sentence.Len(); c.fixes(sentence.String()) {
				without = append(without, [2]int{at, end})
			}
			at += sentence.Len()
		}
		all = append(all, similar.Passage{Text: p.Text, Without: without})
	}
	return similar.Read(all)
}

// fixed are the words of a sentence that a form prescribes, between which others stand.
type fixed struct {
	words []string
	grams []pattern.GramSet
}

// fixes reports whether a sentence is a fixed one.
func (c copied) fixes(sentence string) bool {
	grams := pattern.GramsOf(sentence)
	return slices.ContainsFunc(c.fixed, func(f fixed) bool {
		rest, found := sentence, true
		for i := 0; i < len(f.words) && found; i++ {
			if found = grams.Hold(f.grams[i]); found {
				_, rest, found = strings.Cut(rest, f.words[i])
			}
		}
		return found
	})
}

// occurrences returns where a word stands in a text.
func occurrences(s, word string) (out [][2]int) {
	for at := 0; ; {
		i := strings.Index(s[at:], word)
		if i < 0 {
			return out
		}
		out = append(out, [2]int{at + i, at + i + len(word)})
		at += i + len(word)
	}
}

// maxAside bounds what may stand in the brackets behind a title, in bytes.
const maxAside = 120

// cites returns where titles stand in a text, with their marks and what follows them in
// brackets: a number, or how they are called from there on.
func cites(s string) (out [][2]int) {
	for _, t := range titles(s) {
		from, to := t[0]-len("《"), t[1]+len("》")
		if rest := s[to:min(len(s), to+maxAside)]; strings.HasPrefix(rest, "(") {
			to += strings.IndexByte(rest, ')') + 1
		}
		out = append(out, [2]int{from, to})
	}
	return out
}
