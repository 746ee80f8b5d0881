package rules_test

import (
	"fmt"
	"strings"
	"testing"

	"reportlint/lint"
	"reportlint/lint/check"
	"reportlint/lint/diag"
	"reportlint/rules"
)

// reviewed is a pack that nothing is wrong with, and reviewedModel its model. Tests break
// them by one edit.
const reviewed = `version: 1
pack: summary
about: {zh: 工作总结, en: a summary of the year}
title: 工作总结
parts: [{id: work, title: 一、工作情况}, {id: plans, title: 二、下一步打算}]
tables:
  cases:
    id: cases
    name: 附表
    part: work
    corner: 事项
    sums:
      - {each: row, left: [settled, open], right: [all]}
      - {each: column, left: [visits, letters], right: [both]}
    blocks:
      - columns: [{id: settled, label: 办结}, {id: open, label: 在办}, {id: all, label: 小计}]
        rows: [{id: visits, label: 来访}, {id: letters, label: 来信}, {id: both, label: 合计}]
forms: [{id: "2021", document: 某号, tables: [cases]}]
rules:
  - id: cases-sum
    kind: sum
    severity: error
    basis: {zh: 例, en: e}
    why: {zh: 例, en: e}
    message: {zh: "{table}不平", en: "{table} does not add up"}
    notes: {broken: {zh: "{name}不平", en: "{name} does not add up"}}
    with: {table: cases}
    broken: {from: "| 来访 | 3 |", to: "| 来访 | 4 |"}
  - id: doubled-word
    kind: wording
    severity: warning
    basis: {zh: 例, en: e}
    why: {zh: 例, en: e}
    message: {zh: "“{text}”多了一字", en: "one “{text}” too many"}
    with: {patterns: [的的], unless: [目的的]}
    broken: {from: 明显的成效, to: 明显的的成效}
    tests:
      good: [工作目的的落实, 好的成效]
      bad: [显著的的成效]
`

const reviewedModel = `# 某县民政局2024年工作总结

## 一、工作情况

取得明显的成效。

| 事项 | 办结 | 在办 | 小计 |
|---|---|---|---|
| 来访 | 3 | 1 | 4 |
| 来信 | 5 | 0 | 5 |
| 合计 | 8 | 1 | 9 |

## 二、下一步打算

继续努力。
`

func TestReview(t *testing.T) {
	const (
		rowSum  = "      - {each: row, left: [settled, open], right: [all]}\n"
		sumRule = "  - id: cases-sum\n    kind: sum\n    severity: error\n    basis: {zh: 例, en: e}\n    why: {zh: 例, en: e}\n    message: {zh: \"{table}不平\", en: \"{table} does not add up\"}\n    notes: {broken: {zh: \"{name}不平\", en: \"{name} does not add up\"}}\n    with: {table: cases}\n    broken: {from: \"| 来访 | 3 |\", to: \"| 来访 | 4 |\"}\n"
		proof   = `broken: {from: 明显的成效, to: 明显的的成效}`
	)
	tests := []struct {
		name     string
		from, to string // in the pack, or else in the model
		want     string
	}{
		{"sound", "", "", ""},
		{"model with a fault", "取得明显的成效", "取得明显的成效，好的的", `
p.md:5 error[model-faulty] no rule should find fault with the model draft, but doubled-word says: one “的的” too many
  p.yaml:29 the rule`},
		{"fault that the rule has no words of its own for", "| 来访 | 3 | 1 | 4 |\n| 来信 | 5 | 0 | 5 |", "| 来访 | 3 | 7 | 4 |\n| 来信 | 5 | 3 | 5 |", `
p.md:9 error[model-faulty] no rule should find fault with the model draft, but cases-sum says: 附表 does not add up
  p.yaml:20 the rule
p.md:10 error[model-faulty] no rule should find fault with the model draft, but cases-sum says: 附表 does not add up
  p.yaml:20 the rule`},
		{"edit that breaks nothing", proof, `broken: {from: 明显的成效, to: 显著的成效}`, `
p.yaml:36 error[rule-unproven] with this edit doubled-word should find fault, but no rule does`},
		{"edit that breaks another rule", proof + "\n    tests:\n      good: [工作目的的落实, 好的成效]\n      bad: [显著的的成效]\n", `broken: {from: "| 合计 | 8 |", to: "| 合计 | 9 |"}`, `
p.yaml:36 error[rule-unproven] with this edit doubled-word should find fault, but what does is cases-sum
  p.md:11 cases-sum: 附表 does not add up`},
		{"edit that breaks more", proof, `broken: [{from: 明显的成效, to: 明显的的成效}, {from: "| 合计 | 8 |", to: "| 合计 | 9 |"}]`, `
p.yaml:36 error[rule-unproven] with this edit only doubled-word should find fault, but so does cases-sum
  p.md:11 cases-sum: 附表 does not add up`},
		{"good text that is not", "工作目的的落实", "工作中的的落实", `
p.yaml:38 error[test-failed] doubled-word should not find fault here, but it says: one “的的” too many`},
		{"bad text that is not", "[显著的的成效]", "[显著的的成效, 显著的成效]", `
p.yaml:39 error[test-failed] doubled-word should find fault here, but no rule does`},
		{"tests elsewhere", "      good: [工作目的的落实, 好的成效]\n      bad: [显著的的成效]", `      at: "| 合计 | 8 |"
      bad: ["| 合计 | 8 |", "| 合计 | 9 |"]`, `
p.yaml:39 error[test-failed] doubled-word should find fault here, but no rule does
p.yaml:39 error[test-failed] doubled-word should find fault here, but what does is cases-sum
  p.md:11 cases-sum: 附表 does not add up`},
		{"repeated sum", rowSum, rowSum + "      - {each: row, right: [settled, open], left: [all]}\n", `
p.yaml:14 warning[sum-redundant] this sum of 附表 follows from others and can go
  p.yaml:13 it follows from this one`},
		{"contradiction", rowSum, rowSum + "      - {each: column, left: [visits, both], right: [letters]}\n", `
p.yaml:15 error[sum-contradictory] by the sums of 附表 nothing but 0 can stand in 来访 × 办结、来访 × 在办、来访 × 小计
  p.yaml:14 together with this one`},
		{"contradiction but for debts", "label: 在办}", "label: 在办, signed: true}", ""},
		{"sums that nothing judges", sumRule, "", `
p.yaml:8 info[cell-unchecked] no rule checks the figures of 9 of the 9 cells of 附表: 来访 × 办结、来访 × 在办、来访 × 小计、来信 × 办结、…
p.yaml:13 warning[sum-unjudged] no rule judges the sums of 附表; one of kind sum with table cases would`},
		{"cells that nothing checks", "forms:", "      - {columns: [{id: late, label: 逾期}], rows: [{id: fees, label: 收费}]}\nforms:", `
p.yaml:8 info[cell-unchecked] no rule checks the figures of 1 of the 10 cells of 附表: 收费 × 逾期`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			pack, model := reviewed, reviewedModel
			if strings.Contains(pack, tt.from) {
				pack = strings.Replace(pack, tt.from, tt.to, 1)
			} else {
				model = strings.Replace(model, tt.from, tt.to, 1)
			}
			if got := review(t, pack, model); strings.TrimSpace(got) != strings.TrimSpace(tt.want) {
				t.Errorf("got:\n%s\nwant:%s", got, tt.want)
			}
		})
	}
}

// review returns what is said of a pack, a line a place.
func review(t *testing.T, pack, model string) string {
	t.Helper()
	toolFile, _, _ := rules.Builtin("tool")
	tool, _ := rules.Load(toolFile, nil, check.Kinds(), diag.English)
	p, faults := rules.Load(diag.NewFile("p.yaml", []byte(pack)), &lint.Model{File: diag.NewFile("p.md", []byte(model))}, check.Kinds(), diag.English)
	if p != nil {
		faults = rules.Review(p, tool, func(m *lint.Model) ([]diag.Diagnostic, bool) {
			return lint.Run(dossierOf(p, m), p, diag.English).Diagnostics, true
		}, diag.English)
	}
	var b strings.Builder
	place := func(s diag.Span) string {
		return fmt.Sprintf("%s:%d", s.File.Name, s.File.Position(s.Start).Line)
	}
	for _, d := range faults {
		fmt.Fprintf(&b, "%s %s[%s] %s\n", place(d.Span), d.Severity, d.Rule, d.Message)
		for _, n := range d.Notes {
			fmt.Fprintf(&b, "  %s %s\n", place(n.Span), n.Message)
		}
	}
	return b.String()
}

// TestReviewBuiltin holds the packs that come with the program to have no fault.
func TestReviewBuiltin(t *testing.T) {
	for _, name := range rules.Names() {
		p := builtin(t, name)
		said := rules.Review(p, builtin(t, "tool"), func(m *lint.Model) ([]diag.Diagnostic, bool) {
			return judge(p, m).Diagnostics, true
		}, diag.Chinese)
		for _, d := range said {
			if d.Severity != diag.Info {
				t.Errorf("%s:%s", name, list([]diag.Diagnostic{d}))
			}
		}
	}
}

// TestReviewSwapped gives each rule the edit that proves the next one. Nobody is taken in.
func TestReviewSwapped(t *testing.T) {
	p := builtin(t, "annual-report")
	first := p.Rules[0].Broken
	for i := range p.Rules[1:] {
		p.Rules[i].Broken = p.Rules[i+1].Broken
	}
	p.Rules[len(p.Rules)-1].Broken = first
	said := rules.Review(p, builtin(t, "tool"), func(m *lint.Model) ([]diag.Diagnostic, bool) {
		return judge(p, m).Diagnostics, true
	}, diag.Chinese)
	unproven := 0
	for _, d := range said {
		if d.Rule == "rule-unproven" {
			unproven++
		}
	}
	if unproven != len(p.Rules) {
		t.Errorf("%d of %d rules without proof are told", unproven, len(p.Rules))
	}
}
