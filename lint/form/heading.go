package form

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// Title is the title of a report as it stands in the draft, on one line or two.
type Title struct {
	Text  draft.Text // folded; empty where no line can be the title
	Organ draft.Text // what stands before the year
	Year  Claim
	// Sound reports whether it is organ, year, 年 and the scheme's title.
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
	for i, it := range preface {
		if it.table != nil || !maybeTitle(it.fold.String()) {
			continue
		}
		if best < 0 || preface[best].level == 0 && it.level > 0 {
			best = i
		}
	}
	if best < 0 {
		page := d.Title.Fold()
		if !maybeTitle(page.String()) {
			return Title{}
		}
		if i := strings.LastIndex(page.String(), s.Title); i >= 0 {
			page = page.Slice(0, i+len(s.Title)) // the site's name behind it is not the title
		}
		return readTitle(s, page)
	}
	text := preface[best].fold
	if name, rest, found := strings.Cut(text.String(), ":"); found && slices.Contains([]string{"标题", "题名", "名称", "文件标题"}, name) {
		text = text.Slice(text.Len()-len(rest), text.Len())
	}
	if best > 0 && startsInTheMiddle(text.String()) && organLine(preface[best-1].fold.String()) {
		text = draft.Join(preface[best-1].fold, text)
	} else if best+1 < len(preface) && strings.HasSuffix(text.String(), "年") {
		text = draft.Join(text, preface[best+1].fold)
	}
	return readTitle(s, text)
}

// maybeTitle reports whether a folded line can be the title of such a report.
func maybeTitle(f string) bool {
	if utf8.RuneCountInString(f) > 60 || !strings.Contains(f, "公开") && !strings.Contains(f, "信息") || strings.ContainsAny(f, "。;|") {
		return false
	}
	if !strings.Contains(f, "报告") && !strings.Contains(f, "年报") && !strings.Contains(f, "年度报") && !strings.Contains(f, "告年度报") {
		return false
	}
	for _, begin := range []string{"根据", "按照", "依据", "现将", "现公布", "本报告", "为", "以下", "原文", "本地", "来源"} {
		if strings.HasPrefix(f, begin) {
			return false
		}
	}
	return !strings.ContainsAny(f, ",") && !strings.Contains(f, "http")
}

// startsInTheMiddle reports whether a title line wants the organ on the line before it.
func startsInTheMiddle(f string) bool {
	if strings.HasPrefix(f, "政府信息公开") || strings.HasPrefix(f, "年") {
		return true
	}
	m := draft.FindDates(f)
	return len(m) > 0 && m[0].Start == 0
}

// organLine reports whether a line can be the first half of a title.
func organLine(f string) bool {
	n := utf8.RuneCountInString(f)
	return n >= 2 && n <= 40 && !strings.ContainsAny(f, "。;,:!?()")
}

// readTitle takes a title apart.
func readTitle(s *Scheme, text draft.Text) Title {
	t := Title{Text: text}
	f := text.String()
	for _, m := range draft.FindDates(f) {
		if m.Month == 0 {
			t.Organ = text.Slice(0, m.Start)
			t.Year = Claim{Year: m.Year, Span: text.Span(m.Start, m.End-len("年"))}
			t.Sound = m.Start > 0 && f[m.End:] == s.Title && f[m.Start] < utf8.RuneSelf
			break
		}
	}
	if t.Year.Year == 0 {
		if i := strings.Index(f, "政府信息公开"); i > 0 {
			t.Organ = text.Slice(0, i)
		}
	}
	return t
}

// Organ is the body that reports.
type Organ struct {
	Name string // the fullest name that the draft gives it; empty if none
	Kind OrganKind
	// County reports whether it is an organ of a county or district, or below.
	County bool
}

// OrganKind says what kind of body reports.
type OrganKind string

// The kinds of organ, as front matter names them.
const (
	Town       OrganKind = "town"       // 镇、乡人民政府
	Street     OrganKind = "street"     // 街道办事处
	County     OrganKind = "county"     // 县、区、旗人民政府
	Government OrganKind = "government" // any other 人民政府
	Bureau     OrganKind = "bureau"     // a department
	Ministry   OrganKind = "ministry"   // a department of the State Council
	Unknown    OrganKind = ""
)

// Governs reports whether the organ is a people's government of any level.
func (o Organ) Governs() bool {
	return o.Kind == Town || o.Kind == County || o.Kind == Government
}

// organKind tells the kind of an organ from its name.
func organKind(name string) (kind OrganKind, county bool) {
	trimmed := strings.TrimSuffix(strings.TrimSuffix(name, "政府"), "人民")
	governs := trimmed != name
	for _, suffix := range []string{"街道办事处", "街道", "街办", "街道办"} {
		if strings.HasSuffix(trimmed, suffix) {
			return Street, true
		}
	}
	last, _ := utf8.DecodeLastRuneInString(trimmed)
	switch last {
	case '镇', '乡':
		return Town, true
	case '县', '旗':
		return County, true
	case '区':
		if governs && !strings.HasSuffix(trimmed, "自治区") {
			return County, true
		}
	case '市', '省', '州', '盟':
		return Government, false
	}
	if governs {
		return Government, false
	}
	if strings.HasPrefix(name, "国家") || strings.HasPrefix(name, "国务院") || strings.HasPrefix(name, "中华人民共和国") || strings.HasPrefix(name, "中国") {
		return Ministry, false
	}
	if strings.HasSuffix(name, "管理委员会") || strings.HasSuffix(name, "管委会") {
		return Unknown, false // it may stand in the place of a government
	}
	for _, suffix := range []string{"局", "委员会", "委", "厅", "办公室", "办", "中心", "院", "支队", "大队", "管理处", "总队", "分局", "部"} {
		if strings.HasSuffix(name, suffix) {
			return Bureau, belowCity(strings.TrimSuffix(name, suffix))
		}
	}
	return Unknown, false
}

// belowCity reports whether a department's name names a county, a district or a town.
func belowCity(name string) bool {
	for _, unit := range []string{"县", "旗", "镇", "乡", "街道"} {
		if strings.Contains(name, unit) {
			return true
		}
	}
	i := strings.Index(name, "区")
	return i > 0 && !strings.Contains(name, "自治区") && !strings.Contains(name[:i], "开发") && !strings.Contains(name[:i], "新")
}

// organName reports whether a folded line is the name of an organ and nothing else.
func organName(f string) bool {
	n := utf8.RuneCountInString(f)
	if n < 3 || n > 32 || strings.ContainsAny(f, "。,;:、!?\"《》|") || draft.HasDigit(f) {
		return false
	}
	kind, _ := organKind(f)
	return kind != Unknown || strings.HasSuffix(f, "公司") || strings.HasSuffix(f, "管委会")
}

// Signature is a day at which a report was signed or dated, on a line of its own or
// behind the organ's name.
type Signature struct {
	draft.Mention
	Span diag.Span
}

// findSignatures returns the dated lines: the last one in the last section, and the one
// under the title, in the order of the draft. It also returns the organ that signed.
func findSignatures(items []item, prefaceEnd int) (out []Signature, organ string) {
	for i := range prefaceEnd {
		if s, _, ok := signatureLine(items[i].fold); ok {
			out = append(out, s)
			break
		}
		if utf8.RuneCountInString(items[i].fold.String()) > maxTitle*2 {
			break
		}
	}
	for i := len(items) - 1; i >= max(prefaceEnd, len(items)-30); i-- {
		if items[i].table != nil || items[i].cell {
			break
		}
		s, by, ok := signatureLine(items[i].fold)
		if !ok {
			if organ == "" && organName(items[i].fold.String()) {
				organ = items[i].fold.String()
			}
			continue
		}
		organ = by
		if i > 0 && organ == "" && organName(items[i-1].fold.String()) {
			organ = items[i-1].fold.String()
		}
		return append(out, s), organ
	}
	return out, organ
}

// signatureLine reads a line that is a date, perhaps with the organ before it, and
// nothing else.
func signatureLine(f draft.Text) (Signature, string, bool) {
	s := f.String()
	if utf8.RuneCountInString(s) > 60 {
		return Signature{}, "", false
	}
	for _, m := range draft.FindDates(s) {
		if m.Month == 0 && !m.Malformed {
			continue
		}
		before := strings.TrimLeft(s[:m.Start], "(")
		for _, label := range []string{"日期:", "成文日期:", "落款日期:"} {
			before = strings.TrimPrefix(before, label)
		}
		if strings.TrimRight(s[m.End:], ")。") != "" || before != "" && !organName(before) {
			return Signature{}, "", false
		}
		return Signature{Mention: m, Span: f.Span(m.Start, m.End)}, before, true
	}
	return Signature{}, "", false
}

// Period is the time that the figures are said to cover.
type Period struct {
	From, To draft.Mention
	Span     diag.Span
}

// findPeriods returns the statements of the period of the figures: two dates with 至 or
// a dash between them, in a sentence that speaks of figures or of a period.
func findPeriods(passages []Passage) []Period {
	words := regexp.MustCompile(`统计|时限|期限|数据|起止|所列|时间范围|报告期`)
	var out []Period
	for _, p := range passages {
		for _, sentence := range p.Sentences() {
			s := sentence.String()
			if !words.MatchString(s) {
				continue
			}
			dates := draft.FindDates(s)
			for i := 0; i+1 < len(dates); i++ {
				from, to := dates[i], dates[i+1]
				if from.Month == 0 && !from.Malformed || to.Month == 0 && !to.Malformed || !connects(s[from.End:to.Start]) {
					continue
				}
				out = append(out, Period{From: from, To: to, Span: sentence.Span(from.Start, to.End)})
				i++
			}
		}
	}
	return out
}

// connects reports whether what stands between two dates makes a period of them.
func connects(s string) bool {
	s = strings.Trim(s, "起始-~(),从日 ")
	return s == "" || s == "至" || s == "到" || s == "止" || s == "截至" || s == "截止" || s == "截止到"
}
