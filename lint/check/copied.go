package check

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
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
		New: func(with json.RawMessage) (lint.Check, error) {
			set, err := lint.Decode[struct {
				From  string
				Share int
				Fixed []string
			}](with)
			if err != nil {
				return nil, err
			}
			c := copied{share: set.Share}
			for i, fixed := range set.Fixed {
				words := strings.Split(draft.FoldString(fixed), gap)
				if slices.Contains(words, "") {
					return nil, &lint.SettingError{Path: fmt.Sprintf("/fixed/%d", i), Reason: diag.Phrase{
						ZH: "“…”前后都要有文字",
						EN: "there must be words on both sides of “…”",
					}}
				}
				c.fixed = append(c.fixed, words)
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
	fixed [][]string
}

func (c copied) fromPrior(p *lint.Pass) int {
	if p.Prior == nil {
		p.Skip(diag.Phrase{ZH: "没有上年报告", EN: "no prior report"})
		return 0
	}
	main := c.read(p.Main)
	return c.hold(p, main, []*form.Report{p.Prior})
}

func (c copied) fromPeer(p *lint.Pass) int {
	switch {
	case p.Peers == nil:
		p.Skip(diag.Phrase{ZH: "本次只检查一份报告", EN: "only one draft in the run"})
		return 0
	case p.Main.Organ.Name == "":
		p.Abstain(diag.Phrase{ZH: "看不出是哪个机关的报告", EN: "the organ that reports is not known"})
		return 0
	}
	main := c.read(p.Main)
	if p.Peers.Pending && main.Len() >= leastText {
		p.Await(similar.Work{Author: p.Main.Organ.Name, Sketch: main.Sketch(), Len: main.Len()})
		return 1
	}
	peers := slices.DeleteFunc(slices.Clone(p.Peers.Reports), func(r *form.Report) bool {
		return r.Organ.Name == "" || r.Organ.Kin(p.Main.Organ)
	})
	return c.hold(p, main, peers)
}

// hold holds the text of a report against those of others, and reports the one that most
// of it stands in, if that is too much.
func (c copied) hold(p *lint.Pass, main *similar.Text, reports []*form.Report) int {
	var others []similar.Other
	for _, r := range reports {
		others = append(others, similar.Other{Author: r.Organ.Name, Text: c.read(r)})
	}
	counted, runs := similar.Compare(main, others)
	if counted < leastText {
		p.Skip(diag.Phrase{
			ZH: fmt.Sprintf("除表格和固定用语外，正文不足%d字，不作比对", leastText),
			EN: fmt.Sprintf("besides tables and fixed wording there are less than %d characters of text", leastText),
		})
		return 0
	}
	best, most := 0, 0
	for i := range runs {
		if n := similar.Total(runs[i]); n > most {
			best, most = i, n
		}
	}
	if most*100 > counted*c.share {
		other := reports[best]
		c.report(p, other, similar.Pairs(main, others[best].Text, runs[best]), float64(most)*100/float64(counted))
	}
	return 1
}

// report reports the longest of the passages, and shows the others with it.
func (c copied) report(p *lint.Pass, other *form.Report, passages []similar.Pair, percent float64) {
	f := lint.Finding{
		Span: passages[0].A,
		Args: lint.Args{
			"percent": strconv.FormatFloat(percent, 'f', 1, 64), "limit": strconv.Itoa(c.share),
			"organ": other.Organ.Name, "file": other.Draft.File.Name,
		},
		Key: other.Organ.Name,
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
	var all []similar.Passage
	for _, p := range r.Prose() {
		s := p.Text.String()
		without := cites(s)
		for _, d := range draft.FindDates(s) {
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

// fixes reports whether a sentence is a fixed one.
func (c copied) fixes(sentence string) bool {
	return slices.ContainsFunc(c.fixed, func(words []string) bool {
		rest, found := sentence, true
		for i := 0; i < len(words) && found; i++ {
			_, rest, found = strings.Cut(rest, words[i])
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
