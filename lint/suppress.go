package lint

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strings"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// Allowance is someone's decision to let faults stand: a comment in a draft,
//
//	<!-- reportlint allow: RULE[, RULE…], because REASON [until YYYY-MM-DD] -->
//
// or an entry of a configuration. A comment holds for the block that it is before or in;
// one before the first block holds for the whole draft.
type Allowance struct {
	Span        diag.Span // the comment or the entry
	Rules       []Allowed // none if it is for a fault of that fingerprint
	Fingerprint string
	Reason      string
	Until       draft.Date // the last day that it holds on; zero if it holds for good
	External    bool       // it is of a configuration
	Fault       Misuse     // why it does not hold; 0 if it does
	from, to    int        // the bytes of the draft that it holds for, with both ends; whole if to is 0
}

// Allowed is a rule that an allowance names, or a glob over their ids.
type Allowed struct {
	ID   string
	Span diag.Span
}

// Misuse is what is wrong with an allowance.
type Misuse int

// What may be wrong with an allowance: it cannot be read, it gives no reason, its last day
// is none.
const (
	Malformed Misuse = iota + 1
	Reasonless
	Dateless
)

// becauseRE and untilRE take an allowance apart. They also are in Chinese, for those who
// write the reports; 数据截至12月31日 is a reason, and so only a whole date is a last day.
func becauseRE() *regexp.Regexp {
	return regexp.MustCompile(`(?i)[,，、;；\s]*(?:\bbecause\b|因为|理由[:：])\s*[:：]?\s*`)
}

func untilRE() *regexp.Regexp {
	return regexp.MustCompile(`(?i)[,，;；\s]*(?:\buntil\s*[:：]?\s*(\S+)|截至\s*[:：]?\s*([0-9]{4}[-/.年]\s*[0-9]{1,2}[-/.月]\s*[0-9]{1,2}日?))\s*$`)
}

// lastDay reads a day as people write it: 2025-03-31, 2025/3/31, 2025年3月31日.
func lastDay(s string) (draft.Date, bool) {
	return draft.ParseISO(strings.NewReplacer("/", "-", ".", "-", "年", "-", "月", "-", "日", "", " ", "").Replace(s))
}

// Allowances returns the comments of a draft that allow something, in their order.
func Allowances(d *draft.Draft) []Allowance {
	const begin, end = "<!--", "-->"
	source := d.File.Text
	if !strings.Contains(source, begin) {
		return nil
	}
	blocks := spans(d)
	var all []Allowance
	for at := 0; ; {
		i := strings.Index(source[at:], begin)
		if i < 0 {
			return all
		}
		at += i
		n := strings.Index(source[at+len(begin):], end)
		if n < 0 {
			return all
		}
		body := diag.Span{File: d.File, Start: at + len(begin), End: at + len(begin) + n}
		whole := diag.Span{File: d.File, Start: at, End: body.End + len(end)}
		if text := strings.TrimSpace(source[body.Start:body.End]); len(text) >= len("reportlint") && strings.EqualFold(text[:len("reportlint")], "reportlint") {
			a := parseAllowance(body)
			a.Span = whole
			a.from, a.to = reach(whole, blocks)
			all = append(all, a)
		}
		at = whole.End
	}
}

// spans returns where the blocks of a draft are.
func spans(d *draft.Draft) (all []diag.Span) {
	for _, b := range d.Blocks {
		switch {
		case b.Table != nil:
			all = append(all, b.Table.Span)
		case len(b.Lines) > 0:
			all = append(all, b.Lines[0].Where().To(b.Lines[len(b.Lines)-1].Where()))
		}
	}
	return all
}

// reach returns what a comment is for.
func reach(comment diag.Span, blocks []diag.Span) (from, to int) {
	for i, b := range blocks {
		switch {
		case comment.Start >= b.End:
		case i == 0 && comment.End <= b.Start:
			return 0, 0
		default:
			return b.Start, b.End
		}
	}
	return comment.Start, comment.Start // it is for nothing
}

// parseAllowance reads what stands in a comment.
func parseAllowance(body diag.Span) Allowance {
	text := body.Text()
	verb := regexp.MustCompile(`(?i)^\s*reportlint\s+allow\s*[:：]`).FindString(text)
	if verb == "" {
		return Allowance{Fault: Malformed}
	}
	var a Allowance
	list, reason := text[len(verb):], ""
	if at := becauseRE().FindStringIndex(list); at != nil {
		list, reason = list[:at[0]], strings.TrimSpace(list[at[1]:])
	}
	if m := untilRE().FindStringSubmatchIndex(reason); m != nil {
		day := max(m[2], m[4])
		var ok bool
		if a.Until, ok = lastDay(reason[day:max(m[3], m[5])]); !ok {
			a.Fault = Dateless
		}
		reason = reason[:m[0]]
	}
	for _, at := range regexp.MustCompile(`[^\s,，、;；]+`).FindAllStringIndex(list, -1) {
		start := body.Start + len(verb)
		a.Rules = append(a.Rules, Allowed{list[at[0]:at[1]], diag.Span{File: body.File, Start: start + at[0], End: start + at[1]}})
	}
	a.Reason = reason
	switch {
	case len(a.Rules) == 0:
		a.Fault = Malformed
	case reason == "":
		a.Fault = Reasonless
	}
	return a
}

// holds reports whether an allowance is for a fault.
func (a *Allowance) holds(d *diag.Diagnostic) bool {
	if a.Fault != 0 || a.to != 0 && (d.Span.Start < a.from || d.Span.Start > a.to) {
		return false
	}
	if a.Fingerprint != "" {
		return a.Fingerprint == d.Fingerprint
	}
	return a.rule(d.Rule) != ""
}

// rule returns the id or the pattern by which an allowance names a rule, "" if it does not.
func (a *Allowance) rule(id string) string {
	for _, r := range a.Rules {
		if ok, _ := path.Match(r.ID, id); ok || r.ID == id {
			return r.ID
		}
	}
	return ""
}

// Expired reports whether the last day of an allowance is over.
func (a *Allowance) Expired(today draft.Date) bool {
	return a.Until != draft.Date{} && a.Until.Before(today)
}

// Suppress parts faults of one draft: those that remain, and those that are allowed, which
// then say so. used tells of each allowance for which of its rules it was needed; one by
// fingerprint has an entry of its own.
func Suppress(all []diag.Diagnostic, allowances []Allowance, today draft.Date) (remain, suppressed []diag.Diagnostic, used []map[string]bool) {
	used = make([]map[string]bool, len(allowances))
	for i := range used {
		used[i] = map[string]bool{}
	}
	for _, d := range all {
		by := slices.IndexFunc(allowances, func(a Allowance) bool { return !a.Expired(today) && a.holds(&d) })
		if by < 0 {
			remain = append(remain, d)
			continue
		}
		a := &allowances[by]
		used[by][cmp.Or(a.rule(d.Rule), a.Fingerprint)] = true
		d.Suppression = &diag.Suppression{Span: a.Span, Reason: a.Reason, External: a.External}
		suppressed = append(suppressed, d)
	}
	return remain, suppressed, used
}
