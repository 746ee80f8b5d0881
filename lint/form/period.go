package form

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// Period is the time that the figures are said to cover.
type Period struct {
	From, To draft.Mention
	Span     diag.Span
}

// periodReader knows how the period of the figures is worded.
type periodReader struct {
	preface   []string // any in a sentence of the preface that speaks of what the report covers
	elsewhere pattern  // a sentence of a part that does: parts tell of other periods too
	past      []string // any in a sentence that speaks of an earlier period
	other     []string // any in a sentence of a part that speaks of the period of something else
	between   pattern  // what may stand between two days that make a period, the first one perhaps the last
	whole     pattern  // what may stand between a year and two days of it
	ends      pattern  // in front of a day: it is the last one
	opens     pattern  // behind a day: it is the first one
	months    pattern  // a year, and the numbers of two months
	year      pattern  // a year that is the period
}

// pattern is a pattern that is compiled when it is first asked for: few drafts need all.
type pattern func() *regexp.Regexp

func later(source string) pattern {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(source) })
}

func newPeriodReader() periodReader {
	return periodReader{
		preface: []string{"统计", "时限", "期限", "数据", "数字", "指标", "起止", "所列", "时间范围", "时间跨度", "时间段", "周期", "区间", "时段", "口径", "报告期", "文中",
			"本年报", "本报告", "本年度报告", "报告内容", "报告涵盖", "报告反映", "报告涉及", "报告覆盖", "报告所", "报告中", "报告时", "报告的"},
		elsewhere: later(`统计(?:数据|数字|信息)?的?(?:期限|时限|期间|时间|周期|区间|口径|范围|时段|截止|起止|年度)|报告期` +
			`|(?:所列|所用|所引|所涉|文中|报告中|报告的?|各项|各类)(?:的|各|类|项|统计|相关)*(?:数据|数字)`),
		past:    []string{"上年", "去年", "上一年", "同期", "相比", "对比"},
		other:   []string{"公示", "征求", "整改", "自查", "专项行动", "附表", "附件", "评估", "测评"},
		between: later(`^(?:[-,、()~ :;]|[同当本该]年|同一年|截止|截至|起始|起点|起算|起讫|计起|计至|始于|开始|终点|终止|终于|终了|结束|日期|时间|时点|节点|时刻|零时|(?:0|24|二十四)[时点]|当[日天]|之日|[整含为始起止终以自从由至到于在是即日则而后和与及算]|一?直|持续|延续|数据|数字|统计|采集|期限)*$`),
		whole:   later(`^(?:度|全年|整年|年内|数据|[的,(:即为自从])*$`),
		ends:    later(`(?:截止|截至|止于|终点|终止|终于|结束)[^,。;:起始]{0,8}$`),
		opens:   later(`^(?:[为是作]|之日)?(?:起|开?始)`),
		months:  later(`((?:19|20)[0-9]{2})年度?([0-9]{1,2})月?份?[至到~-]([0-9]{1,2})月`),
		year:    later(`统计(?:数据|数字|信息)?的?(?:期限|时限|期间|时间|时间范围|周期|区间|时段|期|年度)(?:均?[为是]|:)((?:19|20)[0-9]{2})年(?:全年|整年|度|全年度)?(?:[,。;]|$)`),
	}
}

// findPeriods returns the statements of the period of the figures: two days, or two months
// of a year, or a year.
func (r periodReader) findPeriods(passages []Passage) (out []Period) {
	for i := range passages {
		p := &passages[i]
		sentences, dates := p.Sentences(), p.Dates()
		torn := slices.ContainsFunc(sentences, func(t draft.Text) bool { return t.Len() > maxSentence-utf8.UTFMax })
		start := 0
		for _, sentence := range sentences {
			s := sentence.String()
			end := start + len(s)
			n := 0
			for n < len(dates) && dates[n].Start < end {
				n++
			}
			own := dates[:n]
			if torn { // a date that was cut through is another one, or none
				own = draft.FindDates(s)
			}
			if mayTell(s, own) && r.about(s, p.Section == nil) {
				if !torn {
					own = shifted(own, start)
				}
				out = append(out, r.read(sentence, own)...)
			}
			start, dates = end, dates[n:]
		}
	}
	return out
}

// shifted returns dates as they stand in a text that begins at an offset.
func shifted(dates []draft.Mention, by int) []draft.Mention {
	out := slices.Clone(dates)
	for i := range out {
		out[i].Start -= by
		out[i].End -= by
	}
	return out
}

// about reports whether a sentence, of the preface or of a part, speaks of the period of
// the figures.
func (r periodReader) about(s string, preface bool) bool {
	if holds(s, r.past) {
		return false
	}
	return preface && holds(s, r.preface) || !holds(s, r.other) && r.elsewhere().MatchString(s)
}

// mayTell reports whether read may find a period in a sentence with these dates in it. Most
// sentences have too few of them, and are told apart without a pattern.
func mayTell(s string, dates []draft.Mention) bool {
	for i := 1; i < len(dates); i++ {
		if dayed(dates[i-1]) && dayed(dates[i]) {
			return true
		}
	}
	return strings.Contains(s, "年") && (strings.Contains(s, "统计") || strings.Contains(s, "月") && strings.ContainsAny(s, "至到~-"))
}

// dayed reports whether a date is more than a year.
func dayed(m draft.Mention) bool { return m.Month != 0 || m.Malformed }

// holds reports whether any of the words stands in a sentence.
func holds(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// read returns the periods of a sentence with these dates in it.
func (r periodReader) read(sentence draft.Text, dates []draft.Mention) (out []Period) {
	s := sentence.String()
	for i := 0; i+1 < len(dates); i++ {
		from, to := dates[i], dates[i+1]
		if !dayed(from) || !dayed(to) || !r.between().MatchString(s[from.End:to.Start]) {
			continue
		}
		start := from.Start
		if i > 0 && from.Year == 0 && dates[i-1].Month == 0 && r.whole().MatchString(s[dates[i-1].End:from.Start]) {
			from.Year, start = dates[i-1].Year, dates[i-1].Start
		}
		period := Period{From: from, To: to, Span: sentence.Span(start, to.End)}
		if r.ends().MatchString(s[:from.Start]) && (strings.ContainsAny(s[from.End:to.Start], "起始自从") || r.opens().MatchString(s[to.End:])) {
			period.From, period.To = to, from
		}
		out = append(out, period)
		i++
	}
	if len(out) > 0 {
		return out
	}
	if m := r.months().FindStringSubmatchIndex(s); m != nil {
		year, first, last := numberOf(s, m, 1), numberOf(s, m, 2), numberOf(s, m, 3)
		return []Period{{
			From: draft.Mention{Date: draft.Date{Year: year, Month: first}},
			To:   draft.Mention{Date: draft.Date{Month: last}},
			Span: sentence.Span(m[0], m[1]),
		}}
	}
	if m := r.year().FindStringSubmatchIndex(s); m != nil {
		year := numberOf(s, m, 1)
		return []Period{{
			From: draft.Mention{Date: draft.Date{Year: year, Month: 1}},
			To:   draft.Mention{Date: draft.Date{Year: year, Month: 12}},
			Span: sentence.Span(m[2], m[3]+len("年")),
		}}
	}
	return nil
}

// numberOf returns the number that a group of a match is.
func numberOf(s string, m []int, group int) int {
	n, _ := strconv.Atoi(s[m[2*group]:m[2*group+1]]) // the pattern has digits there
	return n
}
