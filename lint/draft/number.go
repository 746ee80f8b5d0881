package draft

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Amount is a number as a report states it, exact.
type Amount struct {
	Value Value
	// Plain reports whether it is written as forms want it: ASCII digits, perhaps a
	// minus sign or a decimal point, and nothing else.
	Plain bool
	Unit  string // what stands behind the digits; "" if nothing does
}

// maxUnit bounds what stands behind the digits of an amount, in bytes.
const maxUnit = 32

// ParseAmount reads the text of a cell as one amount. It takes what a reader would take
// for a number, if not as the form wants it: full-width digits, thousands with commas or
// spaces, a unit or the mark of a note behind it, leading zeros or none (.5), a plus, Chinese
// numerals. It refuses what a reader would not: "1/2", "1e3", "0x10", "12,30", "10-20", two numbers.
func ParseAmount(s string) (Amount, bool) {
	if allDigits(s) && len(s) < 18 && (len(s) == 1 || s[0] != '0') {
		n, err := strconv.ParseInt(s, 10, 64)
		return Amount{Value: Whole(n), Plain: true}, err == nil
	}
	if !opensAmount(s) {
		return Amount{}, false
	}
	text := strings.TrimFunc(strings.Map(foldRune, s), blank)
	plain := text == s
	text = strings.TrimRightFunc(text, noteRune)
	body := strings.TrimRightFunc(text, unitRune)
	unit := strings.TrimFunc(text[len(body):], stop)
	if len(unit) > maxUnit {
		return Amount{}, false
	}
	if body != s {
		plain = false
	}
	sign := ""
	if rest, minus := strings.CutPrefix(body, "-"); minus {
		sign, body = "-", strings.TrimLeftFunc(rest, blank)
	} else if rest, plus := strings.CutPrefix(body, "+"); plus {
		body = strings.TrimLeftFunc(rest, blank)
	}
	plain = plain && len(sign)+len(body) == len(s)
	if body == "" {
		return Amount{}, false
	}
	if n, ok := chineseNumeral(body); ok {
		return Amount{Value: Whole(n), Unit: unit}, sign == ""
	}
	whole, fraction, dotted := strings.Cut(body, ".")
	if dotted && whole == "" {
		whole, plain = "0", false
	}
	digits, grouped, ok := ungroup(whole)
	if !ok || dotted && !allDigits(fraction) {
		return Amount{}, false
	}
	if grouped || len(digits) > 1 && digits[0] == '0' {
		plain = false
	}
	if dotted {
		digits += "." + fraction
	}
	v, ok := parseValue(sign + digits)
	if !ok {
		return Amount{}, false
	}
	return Amount{Value: v, Plain: plain, Unit: unit}, true
}

// opensAmount reports whether the first character of a text may be that of an amount. It
// is none of most labels.
func opensAmount(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(s, blank))
	r = foldRune(r)
	return r == '-' || r == '+' || r == '.' || r >= '0' && r <= '9' || chineseDigit(r) >= 0 || r == '十' || r == '百' || r == '千'
}

// unitRune reports whether a character may stand behind the digits of an amount without
// changing it: a counting unit, or a full stop that slipped in. 万 and 亿 do change it.
func unitRune(r rune) bool {
	return strings.ContainsRune("件条个份宗项次人元起", r) || stop(r)
}

// stop reports whether a character behind an amount only ends it.
func stop(r rune) bool { return strings.ContainsRune("。.、,， ", r) || blank(r) }

// noteRune reports whether a character behind an amount leads to a note: 2*, 135①.
func noteRune(r rune) bool { return r == '*' || r == '※' || r >= '①' && r <= '⑳' }

// ungroup takes out of digits what parts thousands: commas, apostrophes, or spaces, of which
// a plain one may part two numbers, if it stands alone. ok is false where they stand
// elsewhere, or something else than digits.
func ungroup(s string) (digits string, grouped, ok bool) {
	if allDigits(s) {
		return s, false, true
	}
	mark := ""
	for _, m := range []string{",", "'", "\u00a0", "\u2009", "\u202f", " "} {
		if n := strings.Count(s, m); n > 1 || n == 1 && m != " " {
			mark = m
			break
		}
	}
	if mark == "" {
		return s, false, false
	}
	groups := strings.Split(s, mark)
	for i, g := range groups {
		if !allDigits(g) || i > 0 && len(g) != 3 || len(g) > 3 {
			return "", true, false
		}
	}
	return strings.Join(groups, ""), true, true
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// chineseDigit returns the value of a Chinese digit, -1 where r is none.
func chineseDigit(r rune) int {
	switch r {
	case '零', '〇', '○':
		return 0
	case '一':
		return 1
	case '二', '两':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	}
	return -1
}

// chineseNumeral reads a numeral up to 9999 in Chinese characters, either by place
// (三百二十一) or digit by digit (二〇二四).
func chineseNumeral(s string) (int64, bool) {
	n := utf8.RuneCountInString(s)
	if n == 0 || n > 9 || n > 1 && strings.Trim(s, "零〇○") == "" { // ○○ is to be filled in
		return 0, false
	}
	byPlace := strings.ContainsAny(s, "十百千")
	var total, digit int64
	pending := false
	for _, r := range s {
		if d := chineseDigit(r); d >= 0 {
			if byPlace && pending && digit != 0 {
				return 0, false
			}
			if byPlace {
				digit = int64(d)
			} else {
				digit = digit*10 + int64(d)
			}
			pending = true
			continue
		}
		place := int64(0)
		switch r {
		case '十':
			place = 10
		case '百':
			place = 100
		case '千':
			place = 1000
		}
		if place == 0 {
			return 0, false
		}
		if !pending {
			digit = 1
		}
		total += digit * place
		digit, pending = 0, false
	}
	return total + digit, true
}

// HasDigit reports whether a reader sees a digit in s.
func HasDigit(s string) bool {
	return strings.ContainsFunc(s, unicode.IsDigit)
}

// Chinese writes a number from 0 to 99 in Chinese numerals: 二十一.
func Chinese(n int) string {
	digits := []rune("零一二三四五六七八九")
	s := ""
	if n >= 20 {
		s = string(digits[n/10%10])
	}
	if n >= 10 {
		s += "十"
	}
	if n%10 != 0 || n == 0 {
		s += string(digits[n%10])
	}
	return s
}
