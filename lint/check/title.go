package check

import (
	"fmt"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
)

// titleKind judges the title of the report: that there is one, and that it is the organ's
// full name, the year and the scheme's title. Fields: title, should.
func titleKind() lint.Kind {
	return lint.Kind{
		Name:   "title",
		Fields: []string{"title", "should"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[struct{ Demand string }](with)
			if err != nil {
				return nil, err
			}
			if set.Demand == "present" {
				return titlePresent, nil
			}
			return titleSound, nil
		},
	}
}

func titlePresent(p *lint.Pass) int {
	if p.Main.Title.Text.Len() == 0 {
		p.Report(lint.Finding{Span: p.Main.Place(), Args: lint.Args{"should": properTitle(p)}, Key: "title"})
	}
	return 1
}

func titleSound(p *lint.Pass) int {
	t := p.Main.Title
	if t.Text.Len() == 0 {
		p.Skip(diag.Phrase{ZH: "没有标题，另有诊断", EN: "there is no title, which is told elsewhere"})
		return 0
	}
	if !t.Sound {
		should := properTitle(p)
		p.Report(lint.Finding{
			Span:        t.Text.Where(),
			Args:        lint.Args{"title": t.Text.Written(), "should": should},
			Suggestions: replace(t.Text, should),
			Key:         "title",
		})
	}
	return 1
}

// properTitle returns the title that the report should bear, as far as it is known.
func properTitle(p *lint.Pass) string {
	organ, year := strings.TrimSuffix(p.Main.Organ.Name, "关于"), "YYYY"
	// Of a title that tells of the year last, the organ's name seems to go on.
	organ = strings.TrimSuffix(strings.TrimSuffix(organ, "工作"), p.Main.Scheme.Subject)
	if organ == "" {
		organ = "〈机关全称〉"
	}
	if p.Main.Year > 0 {
		year = fmt.Sprint(p.Main.Year)
	}
	return organ + year + "年" + p.Main.Scheme.Title
}
