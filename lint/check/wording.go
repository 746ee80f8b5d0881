package check

import (
	"fmt"
	"slices"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/pattern"
)

// wordingKind finds wording that must not stand in a report. A pattern is held against
// one sentence at a time, folded; its first group, if it has one, is what is wrong. A
// sentence that matches a pattern of unless is passed over. What a pattern of wide finds is wrong only
// where a character of it is written full-width. Field: text (what stands there).
func wordingKind(by pattern.Compiler) lint.Kind {
	return lint.Kind{
		Name:   "wording",
		Fields: []string{"text"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[struct{ Patterns, Wide, Unless []string }](with)
			if err != nil {
				return nil, err
			}
			patterns, err := by.CompileAll(set.Patterns, "/patterns")
			if err != nil {
				return nil, err
			}
			wide, err := by.CompileAll(set.Wide, "/wide")
			if err != nil {
				return nil, err
			}
			unless, err := by.CompileUnless(set.Unless, "/unless")
			if err != nil {
				return nil, err
			}
			for i, source := range set.Unless {
				if slices.Contains(set.Patterns, source) {
					return nil, &lint.SettingError{Path: fmt.Sprintf("/unless/%d", i), Reason: diag.Phrase{
						ZH: "这也是 patterns 的一项，那一项永远不会报告问题",
						EN: "this stands among the patterns too, where it can never find fault then",
					}}
				}
			}
			index := pattern.NewIndex(slices.Concat(patterns, wide))
			return func(p *lint.Pass) int { return wording(p, index, len(patterns), unless) }, nil
		},
	}
}

// wording holds patterns against each sentence; those from the wide-th on find only what is written full-width.
func wording(p *lint.Pass, patterns *pattern.Index, wide int, unless []*pattern.Pattern) (judged int) {
	var room [64]uint32
	var told []diag.Span // of a sentence: several patterns may find the same
	for _, passage := range cutSentences(p) {
		for i := range passage {
			sentence := passage[i].shape.text
			s := sentence.String()
			judged++
			told = told[:0]
			for _, n := range patterns.Candidates(&passage[i].grams, room[:0]) {
				re := patterns.At(n)
				for at := 0; at < len(s); {
					m := re.Search(s[at:])
					if m == nil || pattern.Any(unless, s) {
						break
					}
					if len(m) > 3 && m[2] >= 0 {
						m = m[2:4]
					}
					found := sentence.Slice(at+m[0], at+m[1])
					at += max(m[1], 1)
					span := found.Where()
					if int(n) >= wide && !strings.ContainsFunc(found.Written(), isWide) {
						continue
					}
					if slices.ContainsFunc(told, func(other diag.Span) bool { return other.Start < span.End && span.Start < other.End }) {
						continue
					}
					told = append(told, span)
					p.Report(lint.Finding{Span: span, Args: lint.Args{"text": found.Written()}, Key: sentence.String()})
				}
			}
		}
	}
	if judged == 0 {
		p.Skip(diag.Phrase{ZH: "没有文字", EN: "there is no text"})
	}
	return judged
}

// isWide reports whether a character is the full-width form of one of ASCII.
func isWide(r rune) bool { return r >= '！' && r <= '～' }
