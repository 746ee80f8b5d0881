package rules

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"reportlint/lint"
	"reportlint/lint/check"
	"reportlint/lint/diag"
	"reportlint/lint/yaml"
)

// sound is a pack without fault. Tests break it by one edit.
const sound = `version: 1
pack: example
about: {zh: 例, en: an example}
title: 年度报告
parts:
  - id: overview
    title: 一、总体情况
    also: [概述]
    words: [总体]
  - {id: requests, title: 二、申请情况}
documents:
  - {id: law, title: 某条例, also: [条例], number: 国务院令第711号}
  - {id: old, title: 某格式, number: 某函〔2019〕1号, until: 2020, instead: law}
tables:
  requests-2021:
    id: requests
    name: 表三
    part: requests
    across: false
    blocks:
      - head: 第一项
        columns:
          - {id: persons, label: 自然人}
          - {id: firms, label: 商业企业, over: 法人, fraction: true, signed: True, unit: 万元, units: [元, 亿元]}
        rows:
          - {id: new, label: 一、新收}
          - under: 三、办理结果
            rows:
              - under: （三）不予公开
                rows:
                  - {id: secret, label: 1.国家秘密, also: [国家秘密]}
              - {id: total, label: [（七）总计, 计]}
forms:
  - {id: "2021", document: 某函〔2021〕2号, from: 2021, tables: [requests-2021]}
  - {id: "2019", document: 某函〔2019〕1号, from: 2019, to: 2020, tables: [requests-2021]}
rules:
  - id: too-loud
    kind: shout
    severity: error
    basis: {zh: "{form}第一条", en: "{form}, article 1"}
    why: {zh: 太吵, en: it is loud}
    message: {zh: "“{text}” 太吵", en: "'{text}' is loud"}
    notes:
      other: {zh: "另见 {text}", en: "see {text}"}
    with: {pattern: "喂+", deep: [{at: 1}]}
    broken: {from: 安静, to: 喂喂}
  - id: signed-late
    kind: signed
    severity: warning
    basis: {zh: 约定, en: practice}
    why: {zh: 过期, en: it is late}
    message: {zh: "{date} 晚于 {latest}", en: "{date} is after {latest}"}
    with:
      demand: by-deadline
      deadlines: {bureau: 01-31, "": 03-31}
    broken:
      - {from: 1月2日, to: 4月2日}
      - {from: 的, to: 之, all: true}
skeleton:
  organ: XX机关
  stanzas:
    - text: |
        # {organ}{year}年{title}

        ## {part:requests}

        {table:requests}
    - {text: "{next-year}年\n", forms: ["2019"], governments: true}
subject: 申请
`

const soundModel = "# 报告\n\n安静的人，安静地说的话。\n\n这里很安全。2025年1月2日\n"

// shout is a kind for tests, with a setting that it finds fault with.
func shout() lint.Kind {
	return lint.Kind{
		Name:   "shout",
		Fields: []string{"text", "volume"},
		Notes:  []string{"other"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[struct {
				Pattern string
				Deep    []struct{ At int }
			}](with)
			if err != nil {
				return nil, err
			}
			reason := diag.Phrase{ZH: "不行", EN: "no good"}
			switch {
			case set.Pattern == "none":
				return nil, nil
			case set.Pattern == "fail":
				return nil, errors.New("plain failure")
			case strings.Contains(set.Pattern, "("):
				return nil, &lint.SettingError{Path: "/pattern", Offset: strings.Index(set.Pattern, "("), Reason: reason}
			case len(set.Deep) > 0 && set.Deep[0].At > 5:
				return nil, &lint.SettingError{Path: "/deep/0/at", Reason: reason}
			case len(set.Deep) == 0:
				return nil, &lint.SettingError{Path: "/deep", Reason: reason}
			}
			return func(*lint.Pass) int { return 0 }, nil
		},
	}
}

func kinds() []lint.Kind { return append(check.Kinds(), shout()) }

func load(pack string, lang diag.Lang) (*lint.Pack, []diag.Diagnostic) {
	model := strings.Replace(soundModel, "安静地", "平静地", 1)
	return Load(diag.NewFile("p.yaml", []byte(pack)), &lint.Model{
		File:  diag.NewFile("p.md", []byte(model)),
		Prior: diag.NewFile("p.prior.md", []byte("去年安静。\n")),
		Parts: []*diag.File{diag.NewFile("p.part-1.md", []byte("下属安静。\n"))},
	}, kinds(), lang)
}

// told writes faults with the text that they are at.
func told(faults []diag.Diagnostic) string {
	var b strings.Builder
	for _, f := range faults {
		p := f.Span.File.Position(f.Span.Start)
		fmt.Fprintf(&b, "%d:%d %q %s\n", p.Line, p.Column, f.Span.Text(), f.Message)
	}
	return b.String()
}

func TestLoad(t *testing.T) {
	p, faults := load(sound, diag.English)
	if len(faults) > 0 {
		t.Fatal(told(faults))
	}
	table := p.Scheme.Forms[1].Tables[0]
	rows := table.Blocks[0].Rows
	for _, got := range []struct{ is, want string }{
		{fmt.Sprint(p.Name, p.About, p.Scheme.Title, p.Scheme.Subject, p.Scheme.Parts), "example{例 an example}年度报告申请[{overview 一、总体情况 [概述] [总体]} {requests 二、申请情况 [] []}]"},
		{fmt.Sprint(p.Scheme.Forms[0].From, p.Scheme.Forms[0].To, p.Scheme.Forms[1].To), "2021 0 2020"},
		{fmt.Sprint(table.ID, table.Name, table.Part, table.Blocks[0].Head), "requests表三requests第一项"},
		{fmt.Sprint(table.Blocks[0].Columns), "[{persons 自然人  false false  []} {firms 商业企业 法人 true true 万元 [元 亿元]}]"},
		{fmt.Sprint(rows), "[{new [一、新收] []} {secret [三、办理结果 （三）不予公开 1.国家秘密] [国家秘密]} {total [三、办理结果 （七）总计 计] []}]"},
		{fmt.Sprint(p.Scheme.Documents[1]), "{old 某格式 [] 某函〔2019〕1号 2020 law}"},
		{fmt.Sprint(p.Rules[0].Severity, p.Rules[0].Notes, edits(p.Rules[0])), "error map[other:{另见 {text} see {text}}]{安静 喂喂 false \"\" from}"},
		{fmt.Sprint(p.Rules[0].Basis, p.Rules[0].Bases, p.Rules[1].Bases), "{某函〔2021〕2号、某函〔2019〕1号第一条 某函〔2021〕2号, 某函〔2019〕1号, article 1} " +
			"[{某函〔2021〕2号第一条 某函〔2021〕2号, article 1} {某函〔2019〕1号第一条 某函〔2019〕1号, article 1}] []"},
		{edits(p.Rules[1]), `{1月2日 4月2日 false "" from}{的 之 true "" from}`},
		{p.Rules[1].Span.Text(), "signed-late"},
		{fmt.Sprintf("%q", p.Scheme.Skeleton.Stanzas[0].Pieces),
			`[{"# " "" ""} {"" "organ" ""} {"" "year" ""} {"年" "" ""} {"" "title" ""} {"\n\n## " "" ""} {"" "part" "requests"} {"\n\n" "" ""} {"" "table" "requests"}]`},
		{fmt.Sprintf("%q", p.Scheme.Skeleton.Stanzas[1].Pieces), `[{"" "next-year" ""} {"年\n" "" ""}]`},
		{fmt.Sprint(p.Scheme.Skeleton.Organ, p.Scheme.Skeleton.Stanzas[1].Forms, p.Scheme.Skeleton.Stanzas[1].Governments), "XX机关[2019] true"},
	} {
		if got.is != got.want {
			t.Errorf("\n got %s\nwant %s", got.is, got.want)
		}
	}
	if p.Rules[0].Check == nil || p.Model == nil {
		t.Error("no check, or no model")
	}
}

// edits shows the edits that break a rule, and what they are pointed at by.
func edits(r lint.Rule) string {
	var b strings.Builder
	for _, e := range r.Broken {
		fmt.Fprintf(&b, "{%s %s %t %q %s}", e.From, e.To, e.All, e.In, e.Span.Text())
	}
	return b.String()
}

// TestCompanions edits the reports beside a model.
func TestCompanions(t *testing.T) {
	edits := "broken: [{from: 去年, to: 今年, in: prior}, {from: 下属, to: 所属, in: part-1}]"
	p, faults := load(strings.Replace(sound, "broken: {from: 安静, to: 喂喂}", edits, 1), diag.English)
	if len(faults) > 0 {
		t.Fatal(told(faults))
	}
	got := p.Model.Break(&p.Rules[0])
	for name, want := range map[string]string{"prior": "今年安静。\n", "part-1": "所属安静。\n", "": p.Model.Text} {
		if is := got.Named(name).Text; is != want {
			t.Errorf("%q is %q, want %q", name, is, want)
		}
	}
	if got.Named("part-2") != nil || got.Named("part-0") != nil || got.Named("part-x") != nil {
		t.Error("there is a part that is not there")
	}
}

// TestKinds holds the kinds of the program against those of the schema.
func TestKinds(t *testing.T) {
	var inGo, inSchema []string
	for _, k := range check.Kinds() {
		inGo = append(inGo, k.Name)
	}
	schema, _ := yaml.Parse(diag.NewFile("pack.schema.json", Schema()), 0, len(Schema()))
	for _, entry := range schema.At("/$defs/kinds/allOf").Items {
		inSchema = append(inSchema, entry.At("/if/properties/kind/const").Text)
	}
	slices.Sort(inGo)
	slices.Sort(inSchema)
	if !slices.Equal(inGo, inSchema) {
		t.Errorf("kinds in Go:     %v\nin the schema: %v", inGo, inSchema)
	}
}

func TestTool(t *testing.T) {
	pack, model, ok := Builtin("tool")
	if !ok || model != nil {
		t.Fatal("the tool's own pack is not there, or has a model")
	}
	p, faults := Load(pack, model, nil, diag.Chinese)
	if len(faults) > 0 || p.Rule("nothing-judged") == nil || p.Rule("nothing-judged").Check != nil {
		t.Error(told(faults))
	}
	for edit, want := range map[string]string{
		"title: x":  "1:1 \"title\" 'title' is not allowed here",
		"parts: []": "1:1 \"parts\" 'parts' is not allowed here",
	} {
		_, faults := Load(diag.NewFile("t.yaml", append([]byte(edit+"\n"), pack.Text...)), nil, nil, diag.English)
		if !strings.HasPrefix(told(faults), want) {
			t.Errorf("%s: %s", edit, told(faults))
		}
	}
	broken := strings.Replace(pack.Text, "kind: tool", "kind: signed", 1)
	if _, faults := Load(diag.NewFile("t.yaml", []byte(broken)), nil, nil, diag.English); !strings.Contains(told(faults), "\"signed\" 'kind' must be tool") {
		t.Error(told(faults))
	}
}

func TestSame(t *testing.T) {
	pack := strings.NewReplacer("severity:", "sverity:", "zh:", "z:", "label:", "labl:").Replace(sound)
	_, first := load(pack, diag.Chinese)
	for range 20 {
		if _, again := load(pack, diag.Chinese); told(again) != told(first) {
			t.Fatalf("two runs differ:\n%s\n%s", told(first), told(again))
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(sound)
	f.Add(strings.Replace(sound, "severity:", "severty:", 1))
	f.Add("\ufeffversion: 1")
	f.Add("version: 1\r\npack: tool\r\nabout: {zh: \"\\u4e00\", en: 'b'}\r\nrules:\r\n- {id: a, kind: tool}\r\n")
	f.Add("a/b~c%41: {}\n\"%\": [1]\n")
	f.Fuzz(func(t *testing.T, pack string) {
		p, faults := load(pack, diag.Chinese)
		if (p == nil) == (len(faults) == 0) {
			t.Fatal("a pack and faults, or neither")
		}
		for _, d := range faults {
			spans := []diag.Span{d.Span}
			for _, n := range d.Notes {
				spans = append(spans, n.Span)
			}
			for _, s := range spans {
				if s.File == nil || s.Start < 0 || s.Start > s.End || s.End > len(s.File.Text) {
					t.Errorf("%s: span %d to %d", d.Message, s.Start, s.End)
				}
			}
			if strings.Contains(d.Message, "panic") || strings.Contains(d.Message, "无法按格式检查") {
				t.Error(d.Message)
			}
		}
	})
}
