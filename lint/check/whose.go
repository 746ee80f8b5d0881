package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"reportlint/lint/draft"
	"reportlint/lint/form"
)

// Whether a number or a claim of the text is of the organ that reports.

// pointsBack reports whether a clause speaks of someone named before: 其收到5件, 该办收到96件.
// An organ speaks so of others only.
func pointsBack(clause string) bool {
	clause = strings.TrimSpace(clause)
	rest, its := strings.CutPrefix(clause, "其")
	return strings.HasPrefix(clause, "该") || its && !strings.HasPrefix(rest, "中") && !strings.HasPrefix(rest, "他") && !strings.HasPrefix(rest, "余") && !strings.HasPrefix(rest, "它")
}

// longestHead bounds a sentence that is no more than a heading for the next, in bytes.
const longestHead = 60

// lead is what a sentence takes along from the one before it, with a mark for what is counted:
// of parts of that (县办收到21件。其中，予以公开8件), an organ that is all of it (一是县办。收到21件), one that
// a semicolon has left behind (县办:收到21件;已办结), or, in the report of the government over it, one that
// it began with (县教育局更新指南。全年收到21件).
func (c *context) lead(r *form.Report, sentence string, bodies []string) string {
	const named = string(countMark) + ","
	s := c.passage.Text.String()
	before, own := cutFull(s[back(s, c.start):c.start])
	_, ahead := cutFull(before)
	if number, rest, found := strings.Cut(ahead, ")"); found && numbersItem(number) {
		ahead = rest
	}
	body := func(s string) bool {
		return slices.ContainsFunc(bodies, func(body string) bool { return strings.HasSuffix(s, body) })
	}
	if strings.HasPrefix(own+sentence, "其中") {
		return strings.Map(counted, ahead) + "," + strings.Map(counted, own)
	}
	if own != "" {
		end := strings.IndexAny(own, ":,")
		if label := own[:max(end, 0)]; len(label) <= longestHead && (own[max(end, 0)] == ':' && body(label) || strings.HasSuffix(label, "领域")) {
			return label + named
		}
		return ""
	}
	if len(ahead) <= longestHead && !draft.HasDigit(ahead) && !strings.ContainsAny(ahead, ",;") &&
		(body(ahead) || slices.ContainsFunc([]string{"级", "机关", "方面", "领域"}, func(end string) bool { return strings.HasSuffix(ahead, end) })) {
		return ahead + named
	}
	opens, _, _ := strings.Cut(ahead, ",")
	if r.Organ.OverOthers() && len(opens) <= longestHead && !draft.HasDigit(opens) && beginsWithBody(opens, bodies) {
		return opens + named
	}
	return ""
}

// cutFull cuts a text at its last full stop, which goes.
func cutFull(s string) (before, rest string) {
	i := strings.LastIndex(s, "。")
	if i < 0 {
		return "", s
	}
	return s[:i], s[i+len("。"):]
}

// counted puts the mark of a number in the place of a digit.
func counted(r rune) rune {
	if r >= '0' && r <= '9' {
		return countMark
	}
	return r
}

// maxClauses bounds the clauses before a number in which its organ is looked for.
const maxClauses = 12

// otherBody reports whether the clause that a sentence has come to, which goes on with what is said, or
// an earlier one that states a number, is about another organ than the one that reports.
func otherBody(r *form.Report, before, said string, bodies []string) bool {
	clauses := strings.FieldsFunc(before, func(r rune) bool { return strings.ContainsRune(",;。", r) })
	last := len(clauses) - 1
	if strings.ContainsRune(",;。", lastRune(before)) {
		last++ // the clause at hand has nothing yet
	} else if last >= 0 {
		said = clauses[last]
	}
	also := strings.ContainsRune("亦也均都", firstOf(said))
	for i := len(clauses) - 1; i >= max(len(clauses)-maxClauses, 0); i-- {
		of := strings.HasPrefix(clauses[i], "从") && strings.HasSuffix(clauses[i], "看") // 从全市来看
		if i != last && !(also && i == last-1) && !of && !strings.ContainsAny(clauses[i], "#¤") {
			continue
		}
		if i == last && (pointsBack(clauses[i]) || several(clauses[i])) {
			return true
		}
		if other, found := bodyOf(r, clauses[i], bodies); found {
			return other
		}
		if other, found := subject(r, clauses[i], i == last); found {
			return other
		}
	}
	return r.Organ.OverOthers() && len(clauses) > 0 && beginsWithBody(clauses[0], bodies)
}

// beginsWithBody reports whether a clause begins with the name of a department of a place, or of a town, as what all of a
// sentence may be on in the report of the government over it: 县行政审批服务局深化改革，全年办理行政许可32154件.
func beginsWithBody(clause string, bodies []string) bool {
	const (
		longest     = len("字") * 14
		longestName = len("字") * 3
	)
	for _, place := range []string{"镇", "乡", "街道"} {
		name, said, found := strings.Cut(clause, place)
		if found && said != "" && utf8.RuneCountInString(name) > 1 && len(name) <= longestName && !strings.ContainsAny(name, "乡镇村城各全所有本我该@#市县区") {
			return true // 柳河镇率先更新指南
		}
	}
	if !strings.ContainsRune("省市县区州旗", firstOf(clause)) {
		return false
	}
	return slices.ContainsFunc(bodies, func(body string) bool {
		i := strings.Index(clause, body)
		department := strings.ContainsRune("局委厅办", lastRune(body)) || strings.HasSuffix(body, "委员会") || strings.HasSuffix(body, "办公室")
		return department && i > 0 && i <= longest && !strings.ContainsAny(clause[:i], "各及以为把将是在民") && !strings.HasPrefix(clause[i:], "大局")
	})
}

func firstOf(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// subject finds out of whom something is said right behind a clause, or in it, where that is an organ
// by a single character: 经开区共(收到5件), 法规科(收到1件); other says that it is not the one that reports.
func subject(r *form.Report, clause string, behind bool) (other, found bool) {
	who, said := clause, false
	for _, verb := range []string{"新收", "收到", "受理", "接收", "办结", "办理", "答复", "登记", "作出", "实施", "制发", "废止", "现行有效", "予以公开", "部分公开", "不予公开", "无法提供", "行政许可", "行政处罚", "行政强制", "行政复议"} {
		if before, _, found := strings.Cut(clause, verb); found {
			who, said = before, true
			break
		}
	}
	if !said && !behind {
		return false, false
	}
	who = strings.TrimRight(who, "共计全年内累已也还新@度: ")
	area := strings.TrimSuffix(strings.TrimSuffix(who, "政府"), "人民")
	if area != who {
		who = area
		if rank := lastRune(area); begins(strings.TrimSuffix(area, string(rank))) && r.Organ.Rules(string(rank)) {
			return false, true
		}
	}
	last := lastRune(who)
	if !strings.ContainsRune("市县区科处股站馆院所校团委办", last) {
		return false, false
	}
	if zone := r.Organ.Zone(); zone != "" && last == '区' && abbreviates(strings.TrimLeft(who, "@度"), zone) {
		return false, true // 高新区 of 临江高新技术产业开发区
	}
	return !isOwn(r, strings.TrimSuffix(who, string(last)), string(last)), true
}

// several reports whether a clause speaks of a number of places or organs, or of those that are
// left: 3个县未发出收费通知, 其余11个未收到申请.
func several(clause string) bool {
	rest, of, found := strings.Cut(clause, string(countMark)) // which has taken the 个
	if found && of == "" && (strings.HasSuffix(rest, "其余") || strings.HasSuffix(rest, "其他")) {
		return true
	}
	return found && slices.ContainsFunc([]string{"县", "市", "区", "旗", "乡", "镇", "街道", "部门", "门", "单位", "村", "社区", "园区", "科室"}, func(body string) bool { return strings.HasPrefix(of, body) })
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// bodyOf finds the last organ that a clause names; other says that it is not the one
// that reports.
func bodyOf(r *form.Report, clause string, bodies []string) (other, found bool) {
	best := -1
	for _, unit := range []string{"省", "市", "县", "区", "州", "旗"} { // 全市 is the city's own, and no town's
		if !strings.Contains(clause, unit) {
			continue
		}
		if i := strings.LastIndex(clause, "全"+unit); i >= 0 && i+len("全") > best {
			best, found = i+len("全"), true
			other = !r.Organ.Rules(unit)
		}
		if end := wholeArea(r, clause, unit); end > best && r.Organ.Rules(unit) {
			best, found, other = end, true, false
		}
	}
	for _, body := range bodies {
		i := strings.LastIndex(clause, body)
		if i <= best || strings.HasPrefix(clause[i+len(body):], "民") || strings.HasSuffix(clause[:i], "在我") || strings.HasSuffix(clause[:i], "商业") { // 村民 are people, 在我镇 is where, 商业企业 apply
			continue
		}
		best, found = i, true
		other = !isOwn(r, clause[:i], body) && !isPlainlyOwn(r, clause[:i], clause[i:])
	}
	return other, found
}

// wholeArea returns where in a clause the last words end that stand for all organs of a place of that
// rank together: 市、县、乡三级机关, 县政府及所属部门, 全县各单位; -1 if there are none. A government that
// has another name before it is another one.
func wholeArea(r *form.Report, clause, unit string) int {
	best := -1
	for _, words := range []struct{ from, to string }{
		{unit + "、", "级"}, {unit + "政府及", "部门"}, {unit + "人民政府及", "部门"}, {unit + "政府及", "乡镇"}, {unit + "人民政府及", "乡镇"},
		{"全" + unit + "各", "单位"}, {"全" + unit + "各", "机关"}, {"全" + unit + "各", "部门"}, {"全" + unit + "各", "乡镇"}, {"全" + unit + "各", "街道"}, {"全" + unit + "各", "镇街"},
	} {
		i := strings.LastIndex(clause, words.from)
		if i < 0 || i > 0 && words.to == "级" && !strings.HasSuffix(clause[:i], "全") && strings.ContainsAny(clause[:i], "省市县") {
			continue
		}
		if strings.HasSuffix(words.from, "政府及") && !begins(clause[:i]) && !isOwn(r, clause[:i], unit) {
			continue
		}
		const near = 36 // bytes in which the last word stands
		rest := clause[i+len(words.from):]
		k := strings.Index(rest[:min(near, len(rest))], words.to)
		if k >= 0 && !strings.ContainsAny(rest[:k], "#@") {
			best = max(best, i+len(words.from)+k+len(words.to)-1)
		}
	}
	return best
}

// begins reports whether nothing but the time stands before something in a clause.
func begins(before string) bool { return strings.Trim(before, "@度全今本年内") == "" }

// isPlainlyOwn reports whether a clause begins with the word for the organ that reports, without its
// name, where no other is of that kind: 街道受理20件, 镇政府收到12件.
func isPlainlyOwn(r *form.Report, before, rest string) bool {
	if !begins(before) {
		return false
	}
	for _, rank := range []string{"省", "市", "县", "区", "州", "旗"} {
		if area, ok := strings.CutPrefix(rest, rank); ok && r.Organ.Rules(rank) {
			area = strings.TrimPrefix(area, "人民")
			return strings.HasPrefix(area, "政府") && !strings.HasPrefix(area, "政府本级")
		}
	}
	if r.Organ.Zone() != "" && strings.HasPrefix(rest, "管委会") {
		return true
	}
	switch r.Organ.Kind {
	case form.Street:
		return strings.HasPrefix(rest, "街道")
	case form.Town:
		return strings.HasPrefix(rest, "镇政府") && strings.Contains(r.Organ.Name, "镇") || strings.HasPrefix(rest, "乡政府") && strings.Contains(r.Organ.Name, "乡")
	}
	return false
}

// places are the last characters of the names of places.
const places = "省市县区州旗镇乡"

// otherPlace reports whether what stands before a place of some rank names another one than the name of
// the organ does: 邻近的白水 before 县, where the organ is of 清水县.
func otherPlace(before string, rank rune, organ string) bool {
	end := strings.Index(organ, string(rank))
	if end < 0 {
		return false
	}
	own := organ[:end]
	if i := strings.LastIndexAny(own, places); i >= 0 {
		own = own[i+len("省"):]
	}
	if chars := []rune(own); len(chars) > 2 {
		own = string(chars[len(chars)-2:]) // before it may stand what the place is under: 国家税务总局临江市税务局
	}
	last := lastRune(before)
	return unicode.Is(unicode.Han, last) && !strings.HasSuffix(before, own) && !strings.ContainsRune("我本全各该由向对据经与和及在为是度内共按因被从给到年由市省区", last)
}

// isOwn reports whether an organ, by the last word of its name and what stands before it,
// is the one that reports: it says so (我局, 本镇), or its name, from the place on or by its
// last letters, is in the reporting organ's.
func isOwn(r *form.Report, before, body string) bool {
	last := lastRune(before)
	if strings.ContainsRune("我本全", last) {
		return true
	}
	const near = 6 // characters in which the place stands
	chars := []rune(before)
	for i := len(chars) - 1; i >= max(len(chars)-near, 0); i-- {
		if strings.ContainsRune(places, chars[i]) {
			return abbreviates(string(chars[i:])+body, r.Organ.Name) && !otherPlace(string(chars[:i]), chars[i], r.Organ.Name)
		}
	}
	return strings.Contains(r.Organ.Name, string(last)+body)
}
