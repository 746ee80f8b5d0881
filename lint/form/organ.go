package form

import (
	"slices"
	"strings"
	"unicode/utf8"

	"reportlint/lint/draft"
)

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
	return o.Kind == Town || o.OverOthers()
}

// OverOthers reports whether the organ is a government that has departments which report by themselves.
func (o Organ) OverOthers() bool { return o.Kind == County || o.Kind == Government }

// Rules reports whether the organ is the government of a place of that rank: 县 of 青禾县人民政府. The
// committee of a zone stands in the place of one.
func (o Organ) Rules(rank string) bool {
	return o.OverOthers() && strings.HasSuffix(o.stem(), rank) || rank == "区" && strings.HasSuffix(o.Zone(), rank)
}

// Zone is the zone that the organ is the committee of, empty if it is of none: 临江高新技术产业开发区 of
// 临江高新技术产业开发区管理委员会.
func (o Organ) Zone() string {
	for _, committee := range []string{"管理委员会", "管委会"} {
		zone, ok := strings.CutSuffix(o.Name, committee)
		if ok && o.Kind != Ministry && (strings.HasSuffix(zone, "区") || strings.HasSuffix(zone, "园")) {
			return zone
		}
	}
	return "" // 国有资产监督管理委员会 is none of a zone
}

// NewOrgan returns the organ of a name. Its kind is the one given, else what its name says.
func NewOrgan(name string, kind OrganKind) Organ {
	o := Organ{Name: name}
	o.Kind, o.County = organKind(name)
	if kind != Unknown {
		o.Kind = kind
		o.County = kind == Town || kind == Street || kind == County || kind == Bureau && o.County
	}
	return o
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
	if _, of, found := strings.Cut(name, "总局"); found && strings.HasSuffix(of, "局") {
		return Bureau, belowCity(of) // 国家税务总局清水县税务局
	}
	for _, suffix := range []string{"海关", "海事局"} { // 中华人民共和国青屿海关 is no department of the State Council
		if place, ok := strings.CutSuffix(name, suffix); ok && place != "中华人民共和国" {
			return Bureau, false
		}
	}
	if strings.HasPrefix(name, "国家") || strings.HasPrefix(name, "国务院") || strings.HasPrefix(name, "中华人民共和国") || strings.HasPrefix(name, "中国") {
		return Ministry, false
	}
	if strings.HasSuffix(name, "管理委员会") || strings.HasSuffix(name, "管委会") {
		return Unknown, false // it may stand in the place of a government
	}
	if strings.HasSuffix(name, "部") && !strings.ContainsAny(name, "省市县区州盟旗乡镇街村委支") && !ofOthers(name) {
		return Ministry, false // of no place
	}
	for _, suffix := range []string{"局", "委员会", "委", "厅", "办公室", "办", "中心", "院", "支队", "大队", "管理处", "总队", "分局", "部"} {
		if strings.HasSuffix(name, suffix) {
			return Bureau, belowCity(strings.TrimSuffix(name, suffix))
		}
	}
	return Unknown, false
}

// ofOthers reports whether a department in 部 is one of the party, of the army or of a body within an
// organ, none of which is a department of the State Council.
func ofOthers(name string) bool {
	return slices.ContainsFunc([]string{"组织", "宣传", "统战", "武装", "指挥", "工作", "工程"}, func(what string) bool { return strings.HasSuffix(name, what+"部") })
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
	if !longer(f, 2) || longer(f, 32) || strings.ContainsAny(f, "。,;:、!?\"《》|") || draft.HasDigit(f) {
		return false
	}
	kind, _ := organKind(f)
	return kind != Unknown || slices.ContainsFunc([]string{"公司", "管委会", "管理委员会", "中心", "医院", "学院", "大学"}, func(end string) bool { return strings.HasSuffix(f, end) })
}

// Names returns the ways in which a report may call the organ, folded: in full or without
// the places that it lies in, with 人民政府 or without.
func (o Organ) Names() []string {
	const shortest = 3 // characters; a shorter name may be any word
	var out []string
	for _, name := range []string{o.Name, strings.TrimSuffix(o.Name, "人民政府")} {
		place := strings.TrimSuffix(name, "人民政府")
		place = place[:max(len(place)-len("镇"), 0)] // its last character is its own
		for _, n := range []string{name, name[after(place):]} {
			if n = draft.FoldString(n); longer(n, shortest-1) {
				out = append(out, n)
			}
		}
	}
	return out
}

// after returns where in a name the last place that it names ends.
func after(name string) int {
	end := 0
	for i, r := range name {
		if strings.ContainsRune("省市州盟县区旗", r) {
			end = i + utf8.RuneLen(r)
		}
	}
	return end
}

// Kin reports whether two organs may be one: their names are the same, or one leaves out
// the places that the other begins with; a government's office is the government.
func (o Organ) Kin(other Organ) bool {
	a, b := o.stem(), other.stem()
	return strings.HasSuffix(a, b) || strings.HasSuffix(b, a)
}

// stem returns the name without what may follow it.
func (o Organ) stem() string {
	name := draft.FoldString(o.Name)
	for _, suffix := range []string{"办公室", "办事处", "人民政府"} {
		name = strings.TrimSuffix(name, suffix)
	}
	return name
}

// tellOrgan chooses the fullest name that the draft gives the organ that reports.
func tellOrgan(title, signer string, settings Settings) Organ {
	name := title
	kind, _ := organKind(name)
	by, _ := organKind(signer)
	if signer != "" && (name == "" || strings.Contains(signer, name) && (kind == by || kind == Unknown)) {
		name = signer // the office of a government may sign for it, and is not what reports
	}
	if settings.Organ != "" {
		name = settings.Organ
	}
	return NewOrgan(name, settings.Kind)
}
