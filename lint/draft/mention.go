package draft

import (
	"strings"
	"unicode/utf8"
)

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
		return m, m.Month > 0 || opensStatement(s, m)
	case strings.HasPrefix(rest, "年") && n.missesYear():
		m := afterYear(s, n) // 202年1月21日, 2204年1月21日
		m.Year, m.Malformed = 0, true
		return m, m.Day > 0 || opensStatement(s, m)
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

func plausibleYear(y int) bool { return y >= 1900 && y < 2100 }

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
		if again := yearAgain(s[m.End:]); again > 0 {
			m.End, m.Malformed = m.End+again, true
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
	if behind, ok := strings.CutPrefix(rest, "年"); ok && month.digits <= 2 && month.value > 0 && month.value <= 12 {
		if day := numeralAt(behind, 0); day.digits > 0 && day.digits <= 2 && strings.HasPrefix(behind[day.end:], "日") {
			m.End, m.Malformed = len(s)-len(behind)+day.end+len("日"), true // 2022年1年12日
		}
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
