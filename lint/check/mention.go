package check

import (
	"fmt"
	"slices"
	"strings"

	"reportlint/lint"
	"reportlint/lint/arena"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
	"reportlint/lint/pattern"
)

// topic is something that a report must speak of. It does where a heading holds one of
// the titles, any text one of the words (or, of a part without headings, one of Plain), or
// where a sentence that is no heading matches one of the patterns, or stands under a heading
// that holds one of the words of Under, and matches none of Unless.
type topic struct {
	Name     string
	Titles   []string
	Words    []string
	Plain    []string
	Patterns []string
	Under    []string
	Unless   []string

	patterns, unless []*pattern.Pattern
}

// mentionKind demands that certain parts speak of certain topics. Fields: missing (the
// topics that are not there), part (the title of the part that they belong in).
func mentionKind(by pattern.Compiler) lint.Kind {
	return lint.Kind{
		Name:   "mention",
		Fields: []string{"missing", "part"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[mention](with)
			if err != nil {
				return nil, err
			}
			for i := range set.Topics {
				t := &set.Topics[i]
				fold(t.Titles, t.Words, t.Plain, t.Under)
				path := fmt.Sprintf("/topics/%d", i)
				if t.patterns, err = by.CompileAll(t.Patterns, path+"/patterns"); err != nil {
					return nil, err
				}
				if t.unless, err = by.CompileUnless(t.Unless, path+"/unless"); err != nil {
					return nil, err
				}
			}
			return set.check, nil
		},
		Names: naming(func(m mention) []lint.Reference {
			return append(partNames(m.In, "/in"), lint.Reference{Part: word(m.At, "/at")})
		}),
	}
}

// mention are the settings of the kind: the first part of In is where a fault is shown.
type mention struct {
	At          string   // the part that the topics belong in
	In          []string // the parts that may speak of them; empty is the whole report
	Topics      []topic
	Governments bool // only in the report of a people's government
	From        int  // only in reports on that year and later; 0 is any
}

func (m mention) check(p *lint.Pass) int {
	if m.Governments && !p.Main.Organ.Governs() {
		p.Skip(diag.Phrase{ZH: "报告机关不是一级人民政府，或看不出是不是", EN: "the organ is not known to be a people's government"})
		return 0
	}
	if p.Main.Year < m.From {
		p.Skip(diag.Phrase{ZH: "所报告的年度尚无此要求", EN: "the year reported on does not call for it"})
		return 0
	}
	at := p.Main.Section(m.At)
	if at == nil || p.Main.Empty(at) {
		p.Skip(diag.Phrase{ZH: "应当写明的部分不在或为空，另有诊断", EN: "the part it belongs in is missing or empty, which is told elsewhere"})
		return 0
	}
	said := lint.Keep(p, spokenOf{p.Main}, func() *spoken { return newSpoken(p.Main) })
	plain := len(p.Main.Subtitles(at)) == 0
	var missing []string
	for i := range m.Topics {
		if t := &m.Topics[i]; !m.titled(p, said, t) && !m.worded(p, said, t.Words) && !m.says(p, t) && !(plain && m.worded(p, said, t.Plain)) {
			missing = append(missing, t.Name)
		}
	}
	if len(missing) > 0 && p.Main.Tabled(at) && slices.ContainsFunc(m.Topics, func(t topic) bool { return len(t.patterns) > 0 }) {
		p.Abstain(diag.Phrase{ZH: "这一部分有表格，其中可能写到", EN: "the part has a table, which may speak of it"})
		return 0
	}
	if len(missing) > 0 {
		p.Report(lint.Finding{
			Span: at.Title.Where(),
			Args: lint.Args{"missing": strings.Join(missing, "、"), "part": at.Title.String()},
			Key:  strings.Join(missing, ","),
		})
	}
	return len(m.Topics)
}

// says reports whether a sentence of the parts matches a pattern of a topic, or a heading that says more than
// the title of its part.
func (m mention) says(p *lint.Pass, t *topic) bool {
	if len(t.patterns) == 0 {
		return false
	}
	cut := cutSentences(p)
	for i := range p.Main.Passages {
		passage := &p.Main.Passages[i]
		if !m.among(passage) || passage.Heading && (passage.Section == nil || entitles(passage.Text.String(), passage.Section.Part.Title)) {
			continue
		}
		under := !passage.Heading && holdsAny(passage.Under.String(), t.Under)
		for k := range cut[i] {
			s := &cut[i][k].shape
			text := s.text.String()
			if (under || s.anyMatches(t.patterns, text)) && !s.anyMatches(t.unless, text) {
				return true
			}
		}
	}
	return false
}

// entitles reports whether a numbered heading is made of characters of a title: (一)存在的主要问题.
func entitles(heading, title string) bool {
	const numbers = "()一二三四五六七八九十.、。"
	return !strings.ContainsFunc(heading, func(r rune) bool { return !strings.ContainsRune(numbers, r) && !strings.ContainsRune(title, r) })
}

// among reports whether a passage stands in one of the parts that may speak of the topics.
func (m mention) among(p *form.Passage) bool {
	return len(m.In) == 0 || p.Section != nil && slices.Contains(m.In, p.Section.Part.ID)
}

// titled reports whether a heading in the parts holds one of the titles of a topic.
func (m mention) titled(p *lint.Pass, said *spoken, t *topic) bool {
	for i := range p.Main.Sections {
		if len(m.In) > 0 && !slices.Contains(m.In, p.Main.Sections[i].Part.ID) {
			continue
		}
		if slices.ContainsFunc(said.titles[i], func(title draft.Text) bool { return holdsAny(title.String(), t.Titles) }) {
			return true
		}
	}
	return false
}

// worded reports whether any text in the parts holds one of some words.
func (m mention) worded(p *lint.Pass, said *spoken, words []string) bool {
	for i := range p.Main.Passages {
		if m.among(&p.Main.Passages[i]) && holdsAny(said.texts[i], words) {
			return true
		}
	}
	return false
}

// spoken is what may speak of topics, gathered once for all rules: the headings in each
// section, and the text of each passage without the titles of documents.
type spoken struct {
	titles [][]draft.Text
	texts  []string
}

type spokenOf struct{ *form.Report }

func newSpoken(r *form.Report) *spoken {
	a := r.Draft.File.Arena()
	said := &spoken{titles: arena.Make[[]draft.Text](a, len(r.Sections), len(r.Sections)), texts: arena.Make[string](a, len(r.Passages), len(r.Passages))}
	for i := range r.Sections {
		said.titles[i] = r.Subtitles(&r.Sections[i])
	}
	for i := range r.Passages {
		said.texts[i] = withoutTitles(r.Passages[i].Text.String())
	}
	return said
}

// withoutTitles leaves out the titles of documents, which say nothing of what was done.
func withoutTitles(s string) string {
	if !strings.Contains(s, "《") {
		return s
	}
	var b strings.Builder
	for {
		before, rest, opened := strings.Cut(s, "《")
		b.WriteString(before)
		_, after, closed := strings.Cut(rest, "》")
		if !opened || !closed {
			return b.String()
		}
		s = after
	}
}

// fold folds lists of words.
func fold(lists ...[]string) {
	for _, words := range lists {
		for i, word := range words {
			words[i] = draft.FoldString(word)
		}
	}
}

// holdsAny reports whether a text holds one of the words.
func holdsAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return draft.Index(text, word) >= 0 })
}
