package draft

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Date is a date as far as it was written, 0 for what was left out.
type Date struct {
	Year, Month, Day int
}

// Before reports whether d is certainly earlier than e. What was left unsaid is never
// held against the writer: 2024年 is not before 2024年3月.
func (d Date) Before(e Date) bool {
	if d.Year == 0 || e.Year == 0 || d.Year != e.Year {
		return d.Year != 0 && e.Year != 0 && d.Year < e.Year
	}
	if d.Month == 0 || e.Month == 0 || d.Month != e.Month {
		return d.Month != 0 && e.Month != 0 && d.Month < e.Month
	}
	return d.Day != 0 && e.Day != 0 && d.Day < e.Day
}

// Possible reports whether the calendar has such a day; an unknown year has a 29 February.
func (d Date) Possible() bool {
	if d.Month < 0 || d.Month > 12 || d.Month == 0 && d.Day != 0 {
		return false
	}
	days := 31
	switch d.Month {
	case 4, 6, 9, 11:
		days = 30
	case 2:
		days = 28
		if d.Year == 0 || d.Year%4 == 0 && (d.Year%100 != 0 || d.Year%400 == 0) {
			days = 29
		}
	}
	return d.Day >= 0 && d.Day <= days
}

// ISO writes a date as 2025-01-10, as far as it goes.
func (d Date) ISO() string {
	s := fmt.Sprintf("%04d", d.Year)
	if d.Month > 0 {
		s += fmt.Sprintf("-%02d", d.Month)
	}
	if d.Day > 0 {
		s += fmt.Sprintf("-%02d", d.Day)
	}
	return s
}

// String writes a date as reports do: 2025年1月10日.
func (d Date) String() string {
	s := fmt.Sprintf("%d年", d.Year)
	if d.Month > 0 {
		s += fmt.Sprintf("%d月", d.Month)
	}
	if d.Day > 0 {
		s += fmt.Sprintf("%d日", d.Day)
	}
	return s
}

// ParseISO reads a date such as 2025-01-10.
func ParseISO(s string) (Date, bool) {
	parts := strings.Split(s, "-")
	if len(parts) != 3 || len(parts[0]) != 4 {
		return Date{}, false
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || len(p) > 4 {
			return Date{}, false
		}
		n[i] = v
	}
	d := Date{n[0], n[1], n[2]}
	return d, d.Month > 0 && d.Day > 0 && d.Possible()
}

// Mention is a date that stands in a text, as bytes [Start, End) of it.
type Mention struct {
	Date
	Start, End int
	// Malformed says that 年, 月 or 日 was lost, or a digit of the year, or one of them was written
	// twice: 20241月1日, 12月31止, 2026年年3月20日, 202年1月2日. The date is then what is left of it.
	Malformed bool
}

// FindDates returns the dates in a folded text (Text.Fold), in order: in Arabic or Chinese
// numerals, with 年月日 or with - . / between the numbers. A year alone is a mention too;
// a month alone is none.
func FindDates(s string) []Mention { return AppendDates(nil, s) }

// AppendDates appends them to a list.
func AppendDates(out []Mention, s string) []Mention {
	for i := numeralAhead(s, 0); i < len(s); i = numeralAhead(s, i) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !opensNumeral(r) {
			i += size
			continue
		}
		n := numeralAt(s, i)
		if n.end == i {
			i += size
			continue
		}
		m, ok := dateAt(s, n)
		if !ok {
			i = n.end
			continue
		}
		out = append(out, m)
		i = m.End
	}
	return out
}

// opensNumeral reports whether a numeral of a date may begin with a character.
func opensNumeral(r rune) bool {
	return r >= '0' && r <= '9' || r >= utf8.RuneSelf && (chineseDigit(r) >= 0 || r == '十' || r == '元')
}

// numeralAhead returns where from i on the next character stands that a numeral may begin
// with, len(s) if none does. It looks at two bytes of each, which others have, too.
func numeralAhead(s string, i int) int {
	for ; i < len(s); i++ {
		b := s[i]
		if b >= '0' && b <= '9' {
			return i
		}
		if b < 0xE2 || i+1 == len(s) {
			continue
		}
		switch uint(b)<<8 | uint(s[i+1]) {
		case 0xE297, 0xE380, 0xE4B8, 0xE4B9, 0xE4BA, 0xE585, 0xE58D, 0xE59B, 0xE799, 0xE99B: // ○, 〇, 一七三两, 九, 二五, 元八六, 十, 四, 百, 零
			return i
		}
	}
	return i
}

// numeral is a run of digits of one kind, s[start:end].
type numeral struct {
	start, end int
	value      int
	digits     int // how many Arabic digits; 0 for a Chinese numeral
	chinese    bool
}

func numeralAt(s string, i int) numeral {
	n := numeral{start: i, end: i}
	for n.end < len(s) && s[n.end] >= '0' && s[n.end] <= '9' {
		if n.digits++; n.digits <= 9 {
			n.value = n.value*10 + int(s[n.end]-'0')
		}
		n.end++
	}
	if n.digits > 0 {
		return n
	}
	if strings.HasPrefix(s[i:], "元月") {
		return numeral{start: i, end: i + len("元"), value: 1, chinese: true}
	}
	for n.end < len(s) {
		r, size := utf8.DecodeRuneInString(s[n.end:])
		if chineseDigit(r) < 0 && r != '十' || n.end-n.start > 24 {
			break
		}
		n.end += size
	}
	v, ok := chineseNumeral(s[n.start:n.end])
	if !ok {
		return numeral{start: i, end: i}
	}
	n.value, n.chinese = int(v), true
	return n
}

// dateAt reads a date that begins with the numeral n.
func dateAt(s string, n numeral) (Mention, bool) {
	rest := s[n.end:]
	switch {
	case strings.HasPrefix(rest, "年") && n.isYear():
		return afterYear(s, n), true
	case strings.HasPrefix(rest, "年") && n.digits == 5 && plausibleYear(leading(n)):
		m := afterYear(s, n) // 20255年1月21日
		m.Year, m.Malformed = 0, true
		return m, m.Month > 0
	case strings.HasPrefix(rest, "年") && n.missesYear():
		m := afterYear(s, n) // 202年1月21日, 2204年1月21日
		m.Year, m.Malformed = 0, true
		return m, m.Day > 0
	case strings.HasPrefix(rest, "月") && !n.chinese && (n.digits == 5 || n.digits == 6) && plausibleYear(leading(n)):
		return glued(s, n), true
	case strings.HasPrefix(rest, "月"):
		m, ok := monthDay(s, Mention{Start: n.start}, n)
		if !ok && endsPeriod(s[:n.start]) {
			return cutDay(s, m, n)
		}
		return m, ok
	case !n.chinese && (n.digits == 3 || n.digits == 4) && strings.HasPrefix(rest, "日") && endsPeriod(s[:n.start]):
		return Mention{Start: n.start, End: n.end + len("日"), Malformed: true}, true // 1231日
	case !n.chinese && n.digits >= 6 && n.digits <= 8 && plausibleYear(leading(n)) && strings.HasPrefix(rest, "日"):
		return Mention{Date: Date{Year: leading(n)}, Start: n.start, End: n.end + len("日"), Malformed: true}, true
	case !n.chinese && n.digits == 4 && plausibleYear(n.value):
		return separated(s, n)
	}
	return Mention{}, false
}

func (n numeral) isYear() bool {
	return plausibleYear(n.value) && (n.digits == 4 || n.chinese)
}

// missesYear reports whether a numeral may be a year that has lost a digit, or has a wrong one.
func (n numeral) missesYear() bool {
	return n.digits == 3 && n.value/10 == 20 || n.digits == 4 && n.value >= 2100 && n.value < 3000
}

func plausibleYear(y int) bool { return y >= 1900 && y < 2100 }

// leading returns the first four digits of a numeral.
func leading(n numeral) int {
	v := n.value
	for d := n.digits; d > 4; d-- {
		v /= 10
	}
	return v
}

// afterYear reads the month and the day behind a year.
func afterYear(s string, year numeral) Mention {
	m := Mention{Date: Date{Year: year.value}, Start: year.start, End: year.end + len("年")}
	month := numeralAt(s, m.End)
	if month.end == m.End {
		at := m.End + len("年")
		if strings.HasPrefix(s[m.End:], "月") {
			if day := numeralAt(s, m.End+len("月")); day.digits > 0 && day.digits <= 2 && strings.HasPrefix(s[day.end:], "日") {
				m.End, m.Malformed = day.end+len("日"), true // 2021年月18日
			}
			return m
		}
		if !strings.HasPrefix(s[m.End:], "年") {
			return m
		}
		if month = numeralAt(s, at); month.digits == 0 || !strings.HasPrefix(s[month.end:], "月") {
			return m
		}
		m.End, m.Malformed = at, true // 2026年年3月20日
	}
	rest := s[month.end:]
	if strings.HasPrefix(rest, "日") && month.digits > 0 && month.digits <= 4 {
		m.End, m.Malformed = month.end+len("日"), true
		return m
	}
	if behind, ok := strings.CutPrefix(rest, ","); ok && month.digits > 0 && month.digits <= 2 && month.value > 0 && month.value <= 12 && opensWord(behind) {
		m.End, m.Malformed = month.end, true // 2023年5,召开…
		return m
	}
	if !strings.HasPrefix(rest, "月") || month.digits > 2 {
		return m
	}
	out, ok := monthDay(s, m, month)
	if !ok {
		m.Month, m.End = month.value, month.end+len("月")
		return m
	}
	return out
}

// monthDay reads a day behind a month; m is what stood before it.
func monthDay(s string, m Mention, month numeral) (Mention, bool) {
	at := month.end + len("月")
	twice := m.Year != 0 && strings.HasPrefix(s[at:], "月") // 2022年1月月25日
	if twice {
		at += len("月")
	}
	day := numeralAt(s, at)
	if twice && (day.digits == 0 || !strings.HasPrefix(s[day.end:], "日")) || month.digits > 2 || day.end == at || day.digits > 2 {
		return m, false
	}
	m.Month, m.Day = month.value, day.value
	rest := s[day.end:]
	for _, unit := range []string{"日", "号"} {
		if strings.HasPrefix(rest, unit) {
			if m.Day == 0 {
				m.Day = -1 // of 12月0日, which no calendar has, and not of a date without a day
			}
			m.End, m.Malformed = day.end+len(unit), m.Malformed || twice
			if again := unitAgain(s[m.End:]); again > 0 {
				m.End, m.Malformed = m.End+again, true
			}
			return m, true
		}
	}
	if day.value == 0 || day.value > 31 || !dayIsCut(rest, m.Year != 0) {
		return m, false
	}
	m.End, m.Malformed = day.end, true
	return m, true
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

// separated reads 2024-01-10, 2024.1.10 and 2024/1/10.
func separated(s string, year numeral) (Mention, bool) {
	if year.end >= len(s) || !strings.ContainsRune("-./", rune(s[year.end])) {
		return Mention{}, false
	}
	sep := s[year.end]
	month := numeralAt(s, year.end+1)
	if month.digits == 0 || month.digits > 2 || month.end >= len(s) || s[month.end] != sep {
		return Mention{}, false
	}
	day := numeralAt(s, month.end+1)
	if day.digits == 0 || day.digits > 2 {
		return Mention{}, false
	}
	if more := s[day.end:]; len(more) > 1 && more[0] == sep && more[1] >= '0' && more[1] <= '9' && numeralAt(more, 1).digits < 4 {
		return Mention{}, false // a version, an address: a number with more parts
	}
	return Mention{Date: Date{year.value, month.value, day.value}, Start: year.start, End: day.end}, true
}
