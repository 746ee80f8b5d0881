package check

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
)

// countKind holds what the preface says of the parts (共六个部分：…) against the parts
// that there are, and against those that it lists. Fields: announced, found.
func countKind() lint.Kind {
	return lint.Kind{
		Name:   "count",
		Fields: []string{"announced", "found"},
		New: func(with lint.Settings) (lint.Check, error) {
			if _, err := lint.Decode[struct{}](with); err != nil {
				return nil, err
			}
			c := &partCount{announcement: regexp.MustCompile(`(?:^|[^第一二两三四五六七八九十0-9])([二两三四五六七八九十]+|[0-9]{1,2})(?:个|大|项)*(?:组成)?(部分|方面|板块|内容|篇章|章节|章|项)`)}
			return c.check, nil
		},
	}
}

// partCount finds where a preface says how many parts there are, and names them.
type partCount struct {
	announcement *regexp.Regexp
	words        ofScheme[[][]string]
}

func (c *partCount) check(p *lint.Pass) (judged int) {
	parts := c.words.of(p.Main.Scheme, wordsOfParts)
	wholeSentences(p, func(in *context, whole *shape) {
		if in.passage.Section != nil {
			return
		}
		sentence := whole.text
		s := sentence.String()
		found := listed(s, parts)
		if !strings.Contains(s, "部分") && found < 3 {
			return
		}
		m := c.announcement.FindStringSubmatchIndex(s)
		if m == nil || found < 2 && !speaksOfReport(s) || s[m[4]:m[5]] != "部分" && found < 3 {
			return
		}
		announced, _ := number(s[m[2]:m[3]])
		if announced < 2 || announced == 2 && holdsAny(s[:m[2]], []string{"表格", "附件", "附表"}) {
			return // 由文字和表格两部分组成: they are none of the form
		}
		judged++
		if found < 2 || found == announced {
			found = standing(p.Main, announced)
		}
		if found == announced || found == 0 {
			return
		}
		span := sentence.Span(m[2], m[3])
		p.Report(lint.Finding{
			Span: span,
			Args: lint.Args{"announced": span.Text(), "found": strconv.Itoa(found)},
			Key:  "parts",
		})
	})
	if judged == 0 {
		p.Skip(diag.Phrase{ZH: "前言没有说明共几个部分", EN: "the preface does not say how many parts there are"})
	}
	return judged
}

// standing counts the parts that there are. Where the preface announces as many as the
// form has, a part that is missing or stands twice is told as that.
func standing(r *form.Report, announced int) int {
	if announced == len(r.Scheme.Parts) {
		return announced
	}
	n := 0
	for _, part := range r.Scheme.Parts {
		if r.Section(part.ID) != nil {
			n++
		}
	}
	return n
}

// speaksOfReport reports whether a sentence with a number of parts is about the report.
func speaksOfReport(s string) bool {
	return holdsAny(s, []string{"报告", "年报", "全文", "撰写", "编写", "编制"}) || strings.HasPrefix(s, "内容包括")
}

// listed counts the parts that a sentence names, by their titles or words.
func listed(s string, parts [][]string) int {
	n := 0
	for _, words := range parts {
		if holdsAny(s, words) {
			n++
		}
	}
	return n
}

// wordsOfParts returns what each part of a form is called by, folded: its title without its
// number, and its words.
func wordsOfParts(scheme *form.Scheme) (all [][]string) {
	for _, part := range scheme.Parts {
		title := draft.FoldString(part.Title)
		if i := strings.Index(title, "、"); i >= 0 {
			title = title[i+len("、"):]
		}
		words := []string{title}
		for _, word := range part.Words {
			words = append(words, draft.FoldString(word))
		}
		all = append(all, words)
	}
	return all
}

// number reads a small number in Arabic or Chinese numerals; what is none is 0.
func number(s string) (int, bool) {
	a, ok := draft.ParseAmount(s)
	if !ok || !a.Value.IsInt() || utf8.RuneCountInString(s) > 3 {
		return 0, false
	}
	n, err := strconv.Atoi(a.Value.String())
	return n, err == nil
}
