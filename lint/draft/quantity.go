package draft

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Quantity is a number with what it counts, as a sentence states it: 27件, 3.2万元, 三成 is
// none, 12.5%.
type Quantity struct {
	Value Value  // of money in 元, of a percentage in hundredths
	Unit  string // 件, 元, %; empty where the number stands alone
	// Slack is how far the value may be from what it states, having been rounded: half a
	// unit of the last digit of 3.2万 or 12.5%; 0 for what is written in full.
	Slack Value
	// Rough says that the number is not meant to be exact: 约, 近, 余, 以上, a range.
	Rough bool

	Start, End int // the bytes of the text: the number, its scale and its unit
	Digits     int // where the number with its scale ends, and the unit begins
}

// Percentage is the unit of percentages.
const Percentage = "%"

// Money is the unit of amounts of money.
const Money = "元"

// FindQuantities returns the numbers in a folded text (Text.Fold) that state how many or
// how much, in order. Dates, ordinals, numbers of documents, telephone numbers and the
// numerals of set phrases are none.
func FindQuantities(s string) []Quantity {
	var found Numbers
	found.Find(s)
	return found.Quantities
}

// Numbers are the quantities and the dates of a text.
type Numbers struct {
	Quantities []Quantity
	Dates      []Mention
}

// Find finds what FindQuantities and FindDates find, in the room of what it found before.
func (found *Numbers) Find(s string) {
	quantities := found.Quantities[:0]
	if numeralAhead(s, 0) == len(s) {
		found.Quantities, found.Dates = quantities, found.Dates[:0]
		return
	}
	found.Dates = AppendDates(found.Dates[:0], s)
	next := found.Dates
	for i := numeralAhead(s, 0); i < len(s); i = numeralAhead(s, i) {
		if len(next) > 0 && i >= next[0].Start {
			i, next = max(i, next[0].End), next[1:]
			continue
		}
		q, end := quantityAt(s, i)
		if q.End > 0 {
			quantities = append(quantities, q)
		}
		i = end
	}
	markRanges(s, quantities)
	found.Quantities = quantities
}

// quantityAt reads a quantity that begins at i; end is where to go on.
func quantityAt(s string, i int) (q Quantity, end int) {
	if rest, ok := strings.CutPrefix(s[i:], "百分之"); ok {
		n := numeralAt(s, len(s)-len(rest))
		if n.end > n.start {
			value, end, places := decimals(s, n)
			return Quantity{Value: value, Unit: Percentage, Slack: scaled(5, places+1), Rough: roughBefore(s, i), Start: i, End: end, Digits: end}, end
		}
	}
	if s[i] >= '0' && s[i] <= '9' {
		return arabic(s, i)
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	if chineseDigit(r) < 0 && r != '十' && r != '百' {
		return Quantity{}, i + size
	}
	return chinese(s, i)
}

// decimals reads what stands behind the point of a numeral: 66.7, 七十七点八. It returns the
// value, where it ends, and how many decimals there are.
func decimals(s string, n numeral) (value Value, end, places int) {
	units, end := int64(n.value), n.end // of nine digits at most
	rest, ok := strings.CutPrefix(s[end:], "点")
	if !n.chinese {
		rest, ok = strings.CutPrefix(s[end:], ".")
	}
	if !ok {
		return Whole(units), end, 0
	}
	at := len(s) - len(rest)
	for at < len(s) {
		r, size := utf8.DecodeRuneInString(s[at:])
		d := chineseDigit(r)
		if !n.chinese {
			d = int(r - '0')
		}
		if d < 0 || d > 9 || places > 8 {
			break
		}
		units = units*10 + int64(d)
		at, places = at+size, places+1
		end = at
	}
	return scaled(units, places), end, places
}

// arabic reads a quantity in Arabic numerals.
func arabic(s string, i int) (Quantity, int) {
	end := i
	for end < len(s) && s[end] >= '0' && s[end] <= '9' {
		end++
	}
	whole := s[i:end]
	for len(whole) <= 3 && end+4 <= len(s) && s[end] == ',' && allDigits(s[end+1:end+4]) && (end+4 == len(s) || s[end+4] < '0' || s[end+4] > '9') {
		end += 4
	}
	digits := strings.ReplaceAll(s[i:end], ",", "")
	decimals := 0
	if end+1 < len(s) && s[end] == '.' && s[end+1] >= '0' && s[end+1] <= '9' {
		from := end
		for end++; end < len(s) && s[end] >= '0' && s[end] <= '9'; end++ {
			decimals++
		}
		digits += s[from:end]
	}
	if !counts(s, i, end) || len(digits) > 20 || len(digits) > 1 && digits[0] == '0' && decimals == 0 ||
		end+1 < len(s) && s[end] == '.' && s[end+1] >= '0' && s[end+1] <= '9' {
		return Quantity{}, end
	}
	value, ok := parseValue(digits)
	if !ok {
		return Quantity{}, end
	}
	q := Quantity{Value: value, Start: i, Digits: end, End: end, Rough: roughBefore(s, i) || gapped(s, i, end)}
	q.measure(s, decimals)
	if q.Unit == "" && numbersItem(s, i, q.End) {
		return Quantity{}, q.End
	}
	if q.Unit == "" && decimals == 0 && len(digits) == 4 && plausibleYear(leadingInt(digits)) || q.Unit == "" && len(digits) >= 7 {
		return Quantity{}, q.End // a year that lost its 年, a telephone number
	}
	return q, q.End
}

// gapped reports whether digits s[i:end] may be no more than a part of a number with gaps:
// 6 240.
func gapped(s string, i, end int) bool {
	digit := func(at int) bool { return at >= 0 && at < len(s) && s[at] >= '0' && s[at] <= '9' }
	three := func(at int) bool { return digit(at) && digit(at+1) && digit(at+2) && !digit(at+3) }
	return i > 0 && s[i-1] == ' ' && digit(i-2) && three(i) || end < len(s) && s[end] == ' ' && three(end+1)
}

// numbersItem reports whether a bare number s[i:end] is that of an item: (4), 4. or 4) at the
// head of a clause.
func numbersItem(s string, i, end int) bool {
	before, after := s[:i], s[end:]
	if strings.HasSuffix(before, "(") {
		return strings.HasPrefix(after, ")")
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	opens := before == "" || strings.ContainsRune("。;:,!?\n", last)
	return opens && (strings.HasPrefix(after, ".") || strings.HasPrefix(after, ")"))
}

func leadingInt(digits string) (n int) {
	for _, d := range digits {
		n = n*10 + int(d-'0')
	}
	return n
}

// counts reports whether the digits s[i:end] can state how many: they are no part of a
// word, an ordinal or the number of a document.
func counts(s string, i, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[end:])
	if before < utf8.RuneSelf && (unicode.IsLetter(before) || strings.ContainsRune("-_/.=&#@", before)) && i > 0 {
		return before == '-' && !alnumBefore(s[:i-1])
	}
	clock := func(s string, colon byte, digit int) bool { // of the time of day, or a ratio
		return len(s) > 1 && s[(digit+1)%2] == colon && s[digit] >= '0' && s[digit] <= '9'
	}
	if end+2 <= len(s) && clock(s[end:end+2], ':', 1) || i >= 2 && clock(s[i-2:i], ':', 0) {
		return false
	}
	return !strings.ContainsRune("第〔[№", before) && !strings.ContainsRune("号〕]年月日时", after) &&
		(after >= utf8.RuneSelf || !unicode.IsLetter(after) && !strings.ContainsRune("_/=&@", after))
}

// alnumBefore reports whether a text ends in a Latin letter or digit.
func alnumBefore(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return s != "" && alnum(r)
}

// measure reads the scale and the unit behind the digits.
func (q *Quantity) measure(s string, decimals int) {
	scale := int64(1)
	rest := s[q.End:]
	rest = q.rough(rest)
	for _, at := range [...]struct {
		word string
		by   int64
	}{{"万亿", 1e12}, {"亿", 1e8}, {"万", 1e4}, {"千", 1e3}, {"百", 100}} {
		if after, ok := strings.CutPrefix(rest, at.word); ok {
			scale, rest = at.by, after
			break
		}
	}
	q.Digits = len(s) - len(rest)
	rest = q.rough(rest)
	q.Unit = unitAt(rest)
	rest = rest[len(q.Unit):]
	q.End = len(s) - len(rest)
	for _, more := range []string{"以上", "以下", "以内", "左右", "上下", "多", "余"} {
		after, ok := strings.CutPrefix(rest, more)
		q.Rough = q.Rough || ok && !(more == "多" && numeralAt(strings.TrimPrefix(after, "了"), 0).end > 0) // 比19件多5件
	}
	if scale > 1 || q.Unit == Percentage {
		q.Slack = scaled(5*scale, decimals+1)
	}
	q.Value = q.Value.Times(scale)
}

// unitAt returns the unit that a text begins with, the longest of several, or "".
func unitAt(s string) string {
	const short = "%件条个份宗项起次人名元篇期场页家户部册批例幅张则"
	r, size := utf8.DecodeRuneInString(s)
	if !strings.ContainsRune(short+"平工小分", r) {
		return ""
	}
	for _, long := range [...]string{"件次", "人次", "条次", "家次", "个百分点", "平方米", "个工作日", "工作日", "小时", "分钟"} {
		if strings.HasPrefix(s, long) {
			return long
		}
	}
	if strings.ContainsRune(short, r) {
		return s[:size]
	}
	return ""
}

// rough reads 余 and 多 between a number and its unit.
func (q *Quantity) rough(rest string) string {
	for _, more := range []string{"余", "多", "几", "来"} {
		if after, ok := strings.CutPrefix(rest, more); ok {
			q.Rough = true
			return after
		}
	}
	return rest
}

// roughBefore reports whether what stands before a number says that it is not exact.
func roughBefore(s string, i int) bool {
	return slices.ContainsFunc([]string{"约", "近", "超", "超过", "逾", "不足", "至少", "不少于", "接近", "大概", "不到", "突破"}, func(word string) bool {
		return strings.HasSuffix(s[:i], word)
	})
}

// chinese reads a quantity in Chinese numerals, which must have a unit: without one a
// numeral is mostly part of a phrase.
func chinese(s string, i int) (Quantity, int) {
	end := i
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		if chineseDigit(r) < 0 && !strings.ContainsRune("十百千", r) || end-i > 24 {
			break
		}
		end += size
	}
	n, ok := chineseNumeral(s[i:end])
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	if !ok || strings.ContainsRune("第之每逐唯统同其某哪任万周期", before) {
		return Quantity{}, end
	}
	q := Quantity{Value: Whole(n), Start: i, Digits: end, End: end, Rough: roughBefore(s, i)}
	q.measure(s, 0)
	single := s[i:end] == "一" && slices.Contains([]string{"个", "次", "项", "部", "批", "期", "家", "张", "场"}, q.Unit)
	single = single || n == 1 && (strings.HasSuffix(s[:i], "没有") || strings.HasSuffix(s[:i], "无"))
	for _, sum := range []string{"相加", "合计", "之和", "加起来"} { // 三项合计 counts the terms
		single = single || strings.HasPrefix(s[q.End:], sum)
	}
	if q.Unit == "" || single || strings.HasPrefix(s[q.End:], q.Unit) || strings.HasPrefix(s[q.End:], "性") {
		return Quantity{}, max(q.Digits, end)
	}
	return q, q.End
}

// markRanges marks the two ends of a range, 10-20件 or 三至五件, as not exact. In words, they ascend.
func markRanges(s string, all []Quantity) {
	for i := range all {
		for _, to := range []string{"-", "~", "至", "到"} {
			before, ok := strings.CutSuffix(s[:all[i].Start], to)
			r, _ := utf8.DecodeLastRuneInString(before)
			ranges := ok && (chineseDigit(r) >= 0 || unicode.IsDigit(r))
			if i > 0 && s[all[i-1].End:all[i].Start] == to {
				if (to == "至" || to == "到") && all[i-1].Value.Cmp(all[i].Value) > 0 {
					continue // 由276件到200件: what something has become
				}
				all[i-1].Rough, ranges = true, true
			}
			all[i].Rough = all[i].Rough || ranges
		}
	}
}
