package check

import (
	"encoding/json"
	"slices"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
)

// topic is something that a report must speak of. It does where a heading holds one of
// the titles or any text one of the words.
type topic struct {
	Name   string
	Titles []string
	Words  []string
}

// mentionKind demands that certain parts speak of certain topics. Fields: missing (the
// topics that are not there), part (the title of the part that they belong in).
func mentionKind() lint.Kind {
	return lint.Kind{
		Name:   "mention",
		Fields: []string{"missing", "part"},
		New: func(with json.RawMessage) (lint.Check, error) {
			set, err := lint.Decode[mention](with)
			if err != nil {
				return nil, err
			}
			return set.check, nil
		},
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
	titles, texts := m.collect(p.Main)
	var missing []string
	for _, t := range m.Topics {
		if !anyContains(titles, t.Titles) && !anyContains(texts, t.Words) {
			missing = append(missing, t.Name)
		}
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

// collect returns the headings and the texts that may speak of the topics.
func (m mention) collect(r *form.Report) (titles, texts []string) {
	for i := range r.Sections {
		s := &r.Sections[i]
		if len(m.In) > 0 && !slices.Contains(m.In, s.Part.ID) {
			continue
		}
		for _, t := range r.Subtitles(s) {
			titles = append(titles, t.String())
		}
	}
	for _, p := range r.Passages {
		if len(m.In) == 0 || p.Section != nil && slices.Contains(m.In, p.Section.Part.ID) {
			texts = append(texts, p.Text.String())
		}
	}
	return titles, texts
}

func anyContains(texts, words []string) bool {
	return slices.ContainsFunc(words, func(word string) bool {
		word = draft.FoldString(word)
		return slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, word) })
	})
}
