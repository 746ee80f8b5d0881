package form

import (
	"slices"
	"strconv"
	"strings"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// Title is the title of a report as it stands in the draft, on one line or two.
type Title struct {
	Text  draft.Text // folded; empty where no line can be the title
	Organ draft.Text // what stands before the year, or between a year that is first and the scheme's title
	Year  Claim
	// Sound reports whether it is organ, year, 年 and the scheme's title, or these with the year first, or
	// last and in brackets.
	Sound bool
}

// Claim is a year that something in the draft says the report is about.
type Claim struct {
	Year int
	Span diag.Span
}

// findTitle finds the title among the lines before the first section, or takes the
// title of the page.
func findTitle(s *Scheme, d *draft.Draft, preface []item) Title {
	best := -1
	for i := range preface {
		it := &preface[i]
		if strings.HasSuffix(it.fold.String(), s.Title) {
			it.wraps = false // whatever its length
		}
		if it.table != nil || i > 0 && preface[i-1].wraps || !maybeTitle(s, unwrapped(preface[i:]).String()) {
			continue
		}
		if best < 0 || preface[best].level == 0 && it.level > 0 {
			best = i
		}
	}
	if best < 0 {
		best = slices.IndexFunc(preface, func(it item) bool { return it.table == nil && titledOtherwise(s, it.fold.String()) })
	}
	if best < 0 {
		page := d.Title.Fold()
		if !maybeTitle(s, page.String()) {
			return Title{}
		}
		if i := strings.LastIndex(page.String(), s.Title); i >= 0 {
			page = page.Slice(0, i+len(s.Title)) // the site's name behind it is not the title
		}
		return readTitle(s, page)
	}
	text := unwrapped(preface[best:])
	if name, rest, found := strings.Cut(text.String(), ":"); found && slices.Contains([]string{"标题", "题名", "名称", "文件标题"}, name) {
		text = text.Slice(text.Len()-len(rest), text.Len())
	}
	if best > 0 && startsInTheMiddle(s, text.String()) && organLine(preface[best-1].fold.String()) {
		text = draft.Join(preface[best-1].fold, text)
	} else if best+1 < len(preface) && strings.HasSuffix(text.String(), "年") && !longer(preface[best+1].fold.String(), maxTitle) {
		text = draft.Join(text, preface[best+1].fold)
	}
	return readTitle(s, text)
}

// unwrapped returns the first of the items with what of it stands in the next ones, as far as a
// title may go.
func unwrapped(items []item) draft.Text {
	const most = 4
	var lines flow
	for i := range items[:min(most, len(items))] {
		lines.add(&items[i])
		if !items[i].wraps {
			break
		}
	}
	return lines.take()
}

// trail are the marks in a line that says where a page is: 首页 > 政务公开 > 年报.
const trail = "|>»›"

// maybeTitle reports whether a folded line can be the title of such a report.
func maybeTitle(s *Scheme, f string) bool {
	if longer(f, 60) || strings.ContainsAny(f, "。;"+trail) {
		return false
	}
	named := strings.Contains(f, s.Title)
	if !named && !s.mayBeOn(f) {
		return false
	}
	if !named && !strings.Contains(f, "报告") && !strings.Contains(f, "年报") && !strings.Contains(f, "年度报") && !strings.Contains(f, "告年度报") {
		return false
	}
	for _, begin := range []string{"根据", "按照", "依据", "现将", "现公布", "本报告", "为", "以下", "原文", "本地", "来源"} {
		if strings.HasPrefix(f, begin) {
			return false
		}
	}
	return !strings.ContainsAny(f, ",") && !strings.Contains(f, "http")
}

// titledOtherwise reports whether a folded line names an organ, a year and the subject of such reports, and then
// no report: 青禾县柳湾镇人民政府2024年政府信息公开工作总结.
func titledOtherwise(s *Scheme, f string) bool {
	if s.Subject == "" || longer(f, maxTitle) || strings.ContainsAny(f, "。;,:"+trail) {
		return false
	}
	for _, m := range draft.FindDates(f) {
		return m.Month == 0 && organName(f[:m.Start]) && strings.HasPrefix(strings.TrimPrefix(f[m.End:], "度"), s.Subject)
	}
	return false
}

// startsInTheMiddle reports whether a title line wants the organ on the line before it.
func startsInTheMiddle(s *Scheme, f string) bool {
	if s.Subject != "" && strings.HasPrefix(f, s.Subject) || strings.HasPrefix(f, "年") {
		return true
	}
	m := draft.FindDates(f)
	at, _ := bareYear(s, f)
	return len(m) > 0 && m[0].Start == 0 || at == 0
}

// bareYear returns where in a title a year without 年 stands in front of the subject, and the year;
// -1 if none does.
func bareYear(s *Scheme, f string) (at, year int) {
	const digits = 4
	i := strings.Index(f, s.Subject)
	if s.Subject == "" || i < digits || i > digits && f[i-digits-1] >= '0' && f[i-digits-1] <= '9' {
		return -1, 0
	}
	year, err := strconv.Atoi(f[i-digits : i])
	if err != nil || year < 1900 || year > 2100 {
		return -1, 0
	}
	return i - digits, year
}

// organLine reports whether a line can be the first half of a title.
func organLine(f string) bool {
	return longer(f, 1) && !longer(f, 40) && !strings.ContainsAny(f, "。;,:!?()"+trail)
}

// readTitle takes a title apart.
func readTitle(s *Scheme, text draft.Text) Title {
	t := Title{Text: text}
	f := text.String()
	for _, m := range draft.FindDates(f) {
		if m.Month == 0 {
			organ, before := text.Slice(0, m.Start), f[:m.Start]
			rest, twice := strings.CutPrefix(f[m.End:], "度")
			switch i := strings.Index(before, s.Title); {
			case i >= 0: // the year stands behind the title
				organ = text.Slice(0, i)
				t.Sound = i > 0 && before[i:] == s.Title+"(" && rest == ")"
			case before == "": // or in front of all
				if name, ok := strings.CutSuffix(rest, s.Title); ok && organName(name) {
					start := len(f) - len(rest)
					organ, t.Sound = text.Slice(start, start+len(name)), !twice
				}
			default:
				t.Sound = f[m.End:] == s.Title
			}
			t.Organ = organ
			t.Year = Claim{Year: m.Year, Span: text.Span(m.Start, m.End-len("年"))}
			break
		}
	}
	if at, year := bareYear(s, f); t.Year.Year == 0 && at >= 0 {
		t.Organ, t.Year = text.Slice(0, at), Claim{Year: year, Span: text.Span(at, at+len("2025"))}
	} else if t.Year.Year == 0 {
		if i := strings.Index(f, s.Subject); i > 0 {
			t.Organ = text.Slice(0, i)
		}
	}
	return t
}
