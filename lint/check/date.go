package check

import (
	"fmt"
	"strconv"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
)

// dateKind judges every date of the text: that the calendar has it, and that nothing of
// it was lost. Field: date (as written).
func dateKind() lint.Kind {
	return lint.Kind{
		Name:   "date",
		Fields: []string{"date"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[struct{ Demand string }](with)
			if err != nil {
				return nil, err
			}
			wrong := func(m draft.Mention) bool { return !m.Malformed && !m.Possible() }
			if set.Demand == "formed" {
				wrong = func(m draft.Mention) bool { return m.Malformed }
			}
			return func(p *lint.Pass) int { return dates(p, wrong) }, nil
		},
	}
}

func dates(p *lint.Pass, wrong func(draft.Mention) bool) (judged int) {
	for i := range p.Main.Passages {
		passage := &p.Main.Passages[i]
		for _, m := range passage.Dates() {
			judged++
			if wrong(m) && !quotedAlone(passage.Text.String(), m) {
				found := passage.Text.Slice(m.Start, m.End)
				f := lint.Finding{Span: found.Where(), Args: lint.Args{"date": found.Written()}, Key: found.String()}
				if lacksDay(m, found.String()) {
					mend(&f, found, found.Written()+"日", true)
				}
				p.Report(f)
			}
		}
	}
	if judged == 0 {
		p.Skip(diag.Phrase{ZH: "没有日期", EN: "there are no dates"})
	}
	return judged
}

// quotedAlone reports whether a date stands in quotes by itself, as one does of which something is said: “2月30日”的笔误.
func quotedAlone(s string, m draft.Mention) bool {
	return strings.HasSuffix(s[:m.Start], "\"") && strings.HasPrefix(s[m.End:], "\"")
}

// lacksDay reports whether all that a date lacks is the word behind its day. Of a day from 1
// to 3 a digit may be lost, too.
func lacksDay(m draft.Mention, written string) bool {
	return m.Malformed && m.Month > 0 && m.Day > 3 && m.Possible() && strings.HasSuffix(written, fmt.Sprintf("%d月%d", m.Month, m.Day))
}

// signedKind judges the day that the report is signed or dated: after the year reported
// on, by the deadline, and not after today. Fields: date (as written), year, earliest and
// latest (the first and the last day that can be), organ.
func signedKind() lint.Kind {
	return lint.Kind{
		Name:   "signed",
		Fields: []string{"date", "year", "earliest", "latest", "today", "earliest-iso", "latest-iso", "today-iso"},
		Notes:  []string{},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[signed](with)
			if err != nil {
				return nil, err
			}
			return set.check, nil
		},
	}
}

// signed are the settings of the kind: the deadlines are days of the year after the one
// reported on, "01-31", by the kind of organ, with "" for any other.
type signed struct {
	Demand    string
	Deadlines map[form.OrganKind]string
}

func (s signed) check(p *lint.Pass) (judged int) {
	if p.Main.Year == 0 {
		p.Abstain(diag.Phrase{ZH: "不知道报告的是哪一年", EN: "the year reported on is not known"})
		return 0
	}
	if len(p.Main.Signatures) == 0 && p.Main.Undated {
		p.Skip(diag.Phrase{ZH: "落款日期还没有填写", EN: "the date of signing is not filled in yet"})
		return 0
	}
	if len(p.Main.Signatures) == 0 {
		p.Abstain(diag.Phrase{ZH: "没有找到落款日期", EN: "no date of signing was found"})
		return 0
	}
	earliest := draft.Date{Year: p.Main.Year + 1, Month: 1, Day: 1}
	latest := s.deadline(p.Main)
	told := map[draft.Date]bool{}
	for i := len(p.Main.Signatures) - 1; i >= 0; i-- {
		d := p.Main.Signatures[i]
		if d.Malformed || !d.Possible() || told[d.Date] {
			continue
		}
		told[d.Date] = true
		judged++
		future := p.Today.Before(d.Date)
		wrong := false
		switch s.Demand {
		case "after-year":
			wrong = d.Before(earliest)
		case "by-deadline":
			wrong = latest.Before(d.Date) && !future
		case "by-today":
			wrong = future
		}
		if wrong {
			p.Report(lint.Finding{
				Span: d.Span,
				Args: lint.Args{
					"date": d.Span.Text(), "year": strconv.Itoa(p.Main.Year),
					"earliest": earliest.String(), "earliest-iso": earliest.ISO(),
					"latest": latest.String(), "latest-iso": latest.ISO(),
					"today": p.Today.String(), "today-iso": p.Today.ISO(),
				},
				Key: "signature",
			})
		}
	}
	if judged == 0 {
		p.Skip(diag.Phrase{ZH: "落款日期写法有误，另有诊断", EN: "the date of signing is not well written, which is told elsewhere"})
	}
	return judged
}

// deadline returns the last day by which the report is due.
func (s signed) deadline(r *form.Report) draft.Date {
	day, ok := s.Deadlines[r.Organ.Kind]
	if !ok {
		day = s.Deadlines[form.Unknown]
	}
	d, _ := draft.ParseISO("2000-" + day)
	if r.Settings.Deadline.Month != 0 {
		d = r.Settings.Deadline
	}
	d.Year = r.Year + 1
	return d
}
