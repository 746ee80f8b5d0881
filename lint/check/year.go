package check

import (
	"slices"
	"strconv"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
)

// yearKind judges what the draft says of the year reported on: that the period of the
// figures is that whole year, and that title and text name no other. Fields: period or
// claim (as written), year, first and last (the days that the period must have).
func yearKind() lint.Kind {
	return lint.Kind{
		Name:   "year",
		Fields: []string{"period", "claim", "year", "first", "last"},
		Notes:  []string{"other"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[struct{ Demand string }](with)
			if err != nil {
				return nil, err
			}
			if set.Demand == "period" {
				return periodWhole, nil
			}
			return yearAgreed, nil
		},
	}
}

// periodWhole demands that the period of the figures is the whole year; where one is, another is
// that of other figures.
func periodWhole(p *lint.Pass) (judged int) {
	if p.Main.Year == 0 {
		p.Abstain(diag.Phrase{ZH: "不知道报告的是哪一年", EN: "the year reported on is not known"})
		return 0
	}
	first := draft.Date{Year: p.Main.Year, Month: 1, Day: 1}
	last := draft.Date{Year: p.Main.Year, Month: 12, Day: 31}
	whole := func(period form.Period) bool { return same(period.From.Date, first) && same(period.To.Date, last) }
	stated := slices.ContainsFunc(p.Main.Periods, whole) // any other is of other figures
	for _, period := range p.Main.Periods {
		if period.From.Malformed || period.To.Malformed || !period.From.Possible() || !period.To.Possible() {
			continue
		}
		judged++
		if stated || whole(period) {
			continue
		}
		p.Report(lint.Finding{
			Span: period.Span,
			Args: lint.Args{
				"period": period.Span.Text(), "year": strconv.Itoa(p.Main.Year), "first": first.String(), "last": last.String(),
			},
			Key: "period",
		})
	}
	if judged == 0 {
		p.Skip(diag.Phrase{ZH: "没有写明数据的统计期限", EN: "the period of the figures is not stated"})
	}
	return judged
}

// same reports whether a date as far as it was written is the given day.
func same(d, day draft.Date) bool {
	return (d.Year == 0 || d.Year == day.Year) && d.Month == day.Month && (d.Day == 0 || d.Day == day.Day)
}

func yearAgreed(p *lint.Pass) (judged int) {
	if p.Main.Year == 0 {
		p.Abstain(diag.Phrase{ZH: "不知道报告的是哪一年", EN: "the year reported on is not known"})
		return 0
	}
	claims := []form.Claim{p.Main.Title.Year, p.Main.PrefaceYear(), p.Main.BodyYear()}
	for i, c := range claims {
		if c.Year == 0 {
			continue
		}
		judged++
		if c.Year == p.Main.Year {
			continue
		}
		f := lint.Finding{
			Span: c.Span,
			Args: lint.Args{"claim": c.Span.Text(), "year": strconv.Itoa(p.Main.Year)},
			Key:  "year/" + strconv.Itoa(i),
		}
		for _, other := range append(claims, periodClaims(p.Main)...) {
			if other.Year == p.Main.Year {
				f.Notes = append(f.Notes, lint.Note{Span: other.Span, Name: "other", Args: lint.Args{"claim": other.Span.Text(), "year": strconv.Itoa(other.Year)}})
			}
		}
		p.Report(f)
	}
	if judged == 0 {
		p.Skip(diag.Phrase{ZH: "标题和正文都没有写明年度", EN: "neither title nor text names the year"})
	}
	return judged
}

func periodClaims(r *form.Report) []form.Claim {
	var out []form.Claim
	for _, p := range r.Periods {
		if p.From.Year != 0 {
			out = append(out, form.Claim{Year: p.From.Year, Span: p.Span})
		}
	}
	return out
}
