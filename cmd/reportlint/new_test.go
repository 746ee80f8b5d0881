package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"reportlint/fixtures"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
	"reportlint/lint/typeset"
)

// organsOf returns names of organs of a kind, of which some do not tell it.
func organsOf(kind form.OrganKind) []string {
	return map[form.OrganKind][]string{
		form.Town:       {"青禾县柳湾镇人民政府", "柳湾镇人民政府", "青禾县石坪彝族乡人民政府"},
		form.Street:     {"青禾市南桥区大井街道办事处", "大井街道办事处"},
		form.County:     {"青禾县人民政府", "青禾市南桥区人民政府", "青禾经济开发区管理委员会"},
		form.Government: {"青禾市人民政府", "青禾省人民政府", "青禾新区管委会"},
		form.Bureau:     {"青禾县水利局", "青禾市教育委员会", "青禾省档案馆", "中华人民共和国青屿海关"},
		form.Ministry:   {"国家粮草局", "中国水文总站"},
	}[kind]
}

// drawRequest draws what a draft may be asked for, and who is to be put in the place of an
// organ that is not named.
func drawRequest(t *rapid.T) (q *request, name string) {
	kind := rapid.SampledFrom(organKinds()).Draw(t, "kind")
	name = rapid.SampledFrom(organsOf(kind)).Draw(t, "organ")
	q = &request{
		organ:  name,
		year:   strconv.Itoa(rapid.IntRange(2019, 2030).Draw(t, "year")),
		tables: rapid.SampledFrom([]string{"pipe", "html"}).Draw(t, "tables"),
	}
	named := rapid.Bool().Draw(t, "named")
	if !named {
		q.organ = ""
	}
	if !named || form.NewOrgan(name, form.Unknown).Kind != kind || rapid.Bool().Draw(t, "kind given") {
		q.kind = string(kind)
	}
	return q, name
}

// fill fills in a draft as a person would whose tables bear those figures.
func fill(text, organ string, n fixtures.Figures) string {
	total := func(row string) int { return n["requests/"+row+"/total"] }
	for _, f := range [][2]string{
		{"XX机关", organ},
		{"主动公开政府信息XX条", "主动公开政府信息136条"},
		{"（填写公开的重点领域和主要做法）", "围绕群众关心的事项公布办事指南、财政预决算和惠民政策，解读材料与文件同步发布。"},
		{"新收政府信息公开申请XX件，上年结转XX件，办结XX件，结转下年度XX件", fmt.Sprintf("新收政府信息公开申请%d件，上年结转%d件，办结%d件，结转下年度%d件",
			total("new"), total("carried-in"), total("handled"), total("carried-out"))},
		{"行政复议XX件、行政诉讼XX件", fmt.Sprintf("行政复议%d件、行政诉讼%d件",
			n["disputes/review/total"], n["disputes/direct/total"]+n["disputes/after-review/total"])},
		{"（填写公开审查、动态调整等管理制度和做法）", "起草文件时写明公开属性，发布前逐件审查，失效的文件按季度清理并注明。"},
		{"（填写网站、公报、查阅点等平台建设情况）", "门户网站设公开专栏，办事大厅设查阅点，公众号每周推送办事提示。"},
		{"（填写机构人员、业务培训、监督检查情况）", "信息公开工作有专人负责，全年组织业务培训2次，按季度检查公开情况。"},
		{"（填写结果，没有开展的如实写明）", "信息公开列入年度考核，请群众代表开展评议，没有发生需要追究责任的情形。"},
		{"一是（填写不足之处）", "一是部分栏目的内容更新不够及时"},
		{"二是（填写不足之处）", "二是答复申请的文书格式不够统一"},
		{"一是（填写改进措施）", "一是按月抽查栏目，超期未更新的限时补齐"},
		{"二是（填写改进措施）", "二是编印答复文书的样本，组织一次实务练习"},
		{"收费通知XX件，总金额XX元，实际收取XX元", fmt.Sprintf("收费通知%d件，总金额%d元，实际收取0元", total("closed-fee"), total("closed-fee")*100)},
		{"（填写其他需要报告的事项，没有的写明没有）", "没有其他需要报告的事项。"},
		{"年X月X日", "年1月14日"},
	} {
		text = strings.ReplaceAll(text, f[0], f[1])
	}
	return text
}

// placeholders counts what a person has to fill in.
func placeholders(text string) int {
	return strings.Count(text, "XX") + strings.Count(text, "（填写") + strings.Count(text, "X月X日")
}

// TestNew holds that nothing is wrong with a new draft but its placeholders, each of which
// is told once, and nothing at all with one that is filled in.
func TestNew(t *testing.T) {
	w := &world{err: &stream{File: os.Stderr}}
	base, err := w.linter(&settings{encoding: "utf-8", timeout: patience}, &configs{})
	if err != nil {
		t.Fatal(err)
	}
	pack := base.profile("").packs[0]
	rapid.Check(t, func(t *rapid.T) {
		q, name := drawRequest(t)
		year, err := strconv.Atoi(q.year)
		if err != nil {
			t.Fatal(err)
		}
		l := *base
		l.today = draft.Date{Year: year + 1, Month: 2, Day: 1}
		text, err := q.draft(pack, func(string) string { return "0" })
		if err != nil {
			t.Fatal(err)
		}
		left := 0
		for _, d := range judgeNew(t, &l, text) {
			if left++; d.Rule != "placeholder-left" {
				t.Errorf("%s at %q: %s", d.Rule, d.Span.Text(), d.Message)
			}
		}
		if want := placeholders(text); left != want || want == 0 {
			t.Errorf("%d faults for %d placeholders", left, want)
		}

		seed := rapid.Uint64().Draw(t, "figures")
		limit := rapid.SampledFrom([]int{0, 3, 40, 9_000_000}).Draw(t, "limit")
		figures := fixtures.Balanced(pack.Scheme.Form(year), rand.New(rand.NewPCG(seed, seed)), limit)
		if text, err = q.draft(pack, figures.Text); err != nil {
			t.Fatal(err)
		}
		text = fill(text, name, figures)
		if n := placeholders(text); n > 0 {
			t.Errorf("%d placeholders are left", n)
		}
		for _, d := range judgeNew(t, &l, text) {
			t.Errorf("filled in, %s at %q: %s", d.Rule, d.Span.Text(), d.Message)
		}
		if t.Failed() {
			t.Log(text)
		}
	})
}

// judgeNew judges a draft as the program does.
func judgeNew(t *rapid.T, l *linter, text string) []diag.Diagnostic {
	d, limit := parse(diag.NewFile("draft.md", []byte(text)), draft.UsualLimits())
	if limit != nil {
		t.Fatal(limit.Name)
	}
	var o outcome
	l.hold(d, l.profile(""), &o)
	for _, p := range o.problems {
		t.Errorf("%s: %s", p.where(), p.why.EN)
	}
	for _, r := range o.file.About.Coverage.Undecided {
		t.Errorf("%s is undecided: %s", r.Rule, r.Reason)
	}
	return o.diagnostics
}

// TestNewFigures holds the figures of a new draft to be read from the cells that they
// were written to, all of them.
func TestNewFigures(t *testing.T) {
	w := &world{err: &stream{File: os.Stderr}}
	pack, err := w.pack("annual-report", usualLimits())
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		q, _ := drawRequest(t)
		written := map[string]string{}
		text, err := q.draft(pack, func(id string) string {
			written[id] = strconv.Itoa(len(written) + 1)
			return written[id]
		})
		if err != nil {
			t.Fatal(err)
		}
		d, _ := parse(diag.NewFile("draft.md", []byte(text)), draft.UsualLimits())
		for _, table := range form.Read(d, pack.Scheme, form.Settings{}).Tables {
			for _, row := range table.Rows {
				for i, c := range row.Cells {
					id := typeset.CellID(table.Table.ID, row.Row.ID, row.Block.Columns[i].ID)
					if c.Text.String() != written[id] {
						t.Errorf("%s is %q, not %q", id, c.Text.String(), written[id])
					}
					delete(written, id)
				}
			}
		}
		if len(written) > 0 {
			t.Errorf("not read: %v", written)
		}
	})
}
