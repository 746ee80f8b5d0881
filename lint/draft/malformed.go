package draft

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Dates that lost a part, or have one twice.

// missesYear reports whether a numeral may be a year that has lost a digit, or has a wrong one.
func (n numeral) missesYear() bool {
	return n.digits == 3 && n.value/10 == 20 || n.digits == 4 && n.value >= 2100 && n.value < 3000
}

// opensStatement reports whether what may be a year opens a statement on it: 20204年,我县; 204年度,全县.
func opensStatement(s string, m Mention) bool {
	before := s[:m.Start]
	if last, _ := utf8.DecodeLastRuneInString(before); before != "" && !strings.ContainsRune("。;!?:,", last) {
		return false
	}
	behind := strings.TrimPrefix(s[m.End:], "度")
	return behind != "" && strings.ContainsRune(",我本全共", firstOf(behind))
}

// yearAgain returns the length of a second 年 behind that of a year (2024年年,我县; 2024年度年,), 0 if none is
// there, or one that begins a word: 2024年年底.
func yearAgain(s string) int {
	behind, ok := strings.CutPrefix(strings.TrimPrefix(s, "度"), "年")
	if !ok || behind == "" || !strings.ContainsRune(",。;、我本共", firstOf(behind)) {
		return 0
	}
	return len(s) - len(behind)
}

// leading returns the first four digits of a numeral.
func leading(n numeral) int {
	v := n.value
	for d := n.digits; d > 4; d-- {
		v /= 10
	}
	return v
}

// unitAgain returns the length of a second 日 or 号 behind that of a day (12月31日日, 1月1号日), 0 if none is
// there, or one that begins a word: 25日日均.
func unitAgain(s string) int {
	for _, unit := range []struct{ again, words string }{{"日", "均常前后内夜间程报渐益文"}, {"号", "召令码"}} {
		if behind, ok := strings.CutPrefix(s, unit.again); ok && !strings.ContainsRune(unit.words, firstOf(behind)) {
			return len(unit.again)
		}
	}
	return 0
}

func firstOf(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// opensWord reports whether a text begins with a Chinese character that is no numeral.
func opensWord(s string) bool {
	r := firstOf(s)
	return unicode.Is(unicode.Han, r) && !opensNumeral(r)
}

// endsPeriod reports whether a text leads to the second date of a period: 1月1日起,至同年.
func endsPeriod(before string) bool {
	before = withoutSuffix(before, "同年", "当年", "本年", "该年")
	first := withoutSuffix(before, "截至", "截止到", "延至", "直至", "至", "到", "-", "~", "止于")
	if first == before {
		return false
	}
	first = withoutSuffix(withoutSuffix(first, ","), "起", "起算", "开始", "零时", "零点", "0时", "0点")
	return strings.HasSuffix(first, "日") || strings.HasSuffix(first, "号")
}

// withoutSuffix returns a text without the first of several endings that it has.
func withoutSuffix(s string, endings ...string) string {
	for _, e := range endings {
		if rest, ok := strings.CutSuffix(s, e); ok {
			return rest
		}
	}
	return s
}

// cutDay reads 12月31 at the end of a period, where 日 was lost.
func cutDay(s string, m Mention, month numeral) (Mention, bool) {
	day := numeralAt(s, month.end+len("月"))
	if day.end == day.start || day.digits == 0 || day.digits > 2 || day.value == 0 || day.value > 31 || countsOn(s[day.end:]) {
		return m, false
	}
	m.Month, m.Day, m.End, m.Malformed = month.value, day.value, day.end, true
	return m, true
}

// countsOn reports whether what stands behind a number makes it a count or part of a number.
func countsOn(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return strings.ContainsRune("0123456789.%余多几万亿个件条项次份人名期场篇起处宗户家类种批轮、至到-~", r)
}

// dayIsCut reports whether what stands behind a number can only stand behind a day whose
// 日 was lost; behind a year and a month that may be the end of a clause.
func dayIsCut(rest string, full bool) bool {
	for _, to := range []string{"至", "到", "-", "~", "、", "和", "及"} {
		if behind, ok := strings.CutPrefix(rest, to); ok && daysEnd(behind) {
			return false // 3月5至8日: 日 stands behind the last day
		}
	}
	ends := []string{"止", "为止", "至", "起", "到", "期间", "之间", "这一天", "这天", "当天", "终", "截止", "结束", "开始", "为始", "作为"}
	if full {
		ends = append(ends, "。", ",", ";", ")", "举办", "召开", "开展", "印发", "发布", "公布", "组织", "启动", "上线", "施行", "实施", "正式", "以前", "以后", "上午", "下午")
	}
	for _, next := range ends {
		if strings.HasPrefix(rest, next) {
			return true
		}
	}
	return rest == ""
}

// daysEnd reports whether a text begins with the number of a day, 日 behind it.
func daysEnd(s string) bool {
	day := numeralAt(s, 0)
	return day.end > 0 && (strings.HasPrefix(s[day.end:], "日") || strings.HasPrefix(s[day.end:], "号"))
}

// glued reads 20241月1日, where 年 was lost.
func glued(s string, n numeral) Mention {
	m := Mention{Date: Date{Year: leading(n)}, Start: n.start, End: n.end + len("月"), Malformed: true}
	m.Month = n.value % 10
	if n.digits == 6 {
		m.Month = n.value % 100
	}
	if day := numeralAt(s, m.End); day.end > m.End && strings.HasPrefix(s[day.end:], "日") {
		m.Day, m.End = day.value, day.end+len("日")
	}
	return m
}
