package rules

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"reportlint/lint"
	"reportlint/lint/check"
	"reportlint/lint/diag"
	"reportlint/lint/yaml"
)

// naming is a pack whose rules name what its form has.
const naming = `version: 1
pack: naming
about: {zh: 例, en: an example}
title: 工作总结
parts: [{id: work, title: 一、工作情况}, {id: plans, title: 二、打算}]
tables:
  cases:
    id: cases
    name: 附表
    part: work
    sums:
      - {each: row, left: [settled, open], right: [all]}
      - {each: column, left: [visits, letters], right: [both]}
    blocks:
      - columns: [{id: settled, label: 办结}, {id: open, label: 在办}, {id: all, label: 合计}]
        rows: [{id: visits, label: 来访}, {id: letters, label: 来信}, {id: both, label: 合计}]
      - columns: [{id: money, label: 金额, unit: 万元}]
        rows: [{id: fees, label: 收费}]
forms: [{id: "2021", document: 某号, tables: [cases]}]
rules:
  - {id: a, kind: sum, severity: error, basis: &, why: &, message: &, with: {table: cases, carried: {letters: visits}}, broken: {from: a, to: b}}
  - {id: b, kind: unit, severity: error, basis: &, why: &, message: &, with: {table: cases, row: fees, column: money}, broken: {from: a, to: b}}
  - {id: c, kind: power, severity: error, basis: &, why: &, message: &, with: {table: cases, row: visits}, broken: {from: a, to: b}}
  - {id: d, kind: carry, severity: error, basis: &, why: &, message: &, with: {table: cases, each: row, from: open, to: open, add: [all], less: [settled], warn: [visits]}, broken: {from: a, to: b}}
  - {id: e, kind: agree, severity: error, basis: &, why: &, message: &, with: {apart: 不在其内, figures: [{name: n, says: ["收到#"], cells: ["cases/{visits, letters}/all + cases/both/open"]}]}, broken: {from: a, to: b}}
  - {id: f, kind: claim, severity: error, basis: &, why: &, message: &, with: {claims: [{name: n, says: [没有来访], cells: cases/visits/all}]}, broken: {from: a, to: b}}
  - {id: g, kind: consolidate, severity: error, basis: &, why: &, message: &, with: {cells: [{table: cases, rows: [fees, both], columns: [money, all]}], total: {table: cases, row: both, column: all}, many: 3}, broken: {from: a, to: b}}
  - {id: h, kind: mention, severity: error, basis: &, why: &, message: &, with: {at: plans, in: [work], topics: [{name: 党建, words: [党建]}]}, broken: {from: a, to: b}}
  - {id: i, kind: sequence, severity: error, basis: &, why: &, message: &, with: {in: [plans], styles: [(.)是], opens: 首先}, broken: {from: a, to: b}}
`

// TestNames breaks a name that stands in the settings of a rule, or in a sum, and wants to
// be told at the name.
func TestNames(t *testing.T) {
	tests := []struct {
		from, to string
		want     string // what each line of the faults starts with, without the column
	}{
		{"", "", ""},
		{"left: [settled, open]", "left: [setled, open]", `12 "setled" there is no column of this table 'setled': did you mean 'settled'?`},
		{"left: [settled, open]", "left: [settled, visits]", `12 "visits" there is no column of this table 'visits'`},
		{"right: [both]", "right: [visits]", `13 "visits" 'visits' is on both sides of the sum`},
		{"right: [both]", "right: [fees]", `13 "fees" there is no row of this table 'fees'; there are: visits, letters, both`},
		{"left: [visits, letters]", "left: [visits, visits]", `13 "[visits, visits]" 'left' holds something twice`},
		{"with: {table: cases, carried", "with: {table: case, carried", `21 "case" there is no table 'case': did you mean 'cases'?`},
		{"{letters: visits}", "{letters: fee}", `21 "fee" there is no row of this table 'fee': did you mean 'fees'?`},
		{"column: money}", "column: all}", `22 "all" the row 'fees' does not have the column 'all'`},
		{"with: {table: cases, row: visits}", "with: {table: cases, row: visit}", `23 "visit" there is no row of this table 'visit'`},
		{"add: [all]", "add: [al]", `24 "al" there is no column of this table 'al'`},
		{"warn: [visits]", "warn: [money]", `24 "money" there is no row of this table 'money'`},
		{"{visits, letters}", "{visits, lettres}", `25 "lettres" there is no row of this table 'lettres': did you mean 'letters'?`},
		{"+ cases/both/open", "+ cases/both/money", `25 "money" the row 'both' does not have the column 'money'`},
		{"+ cases/both/open", "+ cases//open", `25 "c" 'cases//open' should be table/row/column`},
		{"cells: cases/visits/all}", "cells: cases/visits/al}", `26 "al" there is no column of this table 'al'`},
		{"rows: [fees, both]", "rows: [fees, bath]", `27 "bath" there is no row of this table 'bath': did you mean 'both'?`},
		{"rows: [fees, both]", "rows: [fees]", `27 "all" the row 'fees' does not have the column 'all'`},
		{"at: plans", "at: plan", `28 "plan" there is no part 'plan': did you mean 'plans'?`},
		{"in: [work]", "in: [wrok]", `28 "wrok" there is no part 'wrok': did you mean 'work'?`},
		{"in: [plans]", "in: [letters]", `29 "letters" there is no part 'letters'`},
		{"    sums:\n      - {each: row, left: [settled, open], right: [all]}\n      - {each: column, left: [visits, letters], right: [both]}\n", "",
			`18 "cases" the table 'cases' has no sums, so that this rule can never find fault`},
	}
	column := regexp.MustCompile(`(?m)^(\d+):\d+`)
	for _, tt := range tests {
		broken := strings.Replace(naming, tt.from, tt.to, 1)
		if broken == naming && tt.from != "" {
			t.Fatalf("%q is not in the pack", tt.from)
		}
		broken = strings.ReplaceAll(broken, ": &", ": {zh: 例, en: e}")
		_, faults := Load(diag.NewFile("p.yaml", []byte(broken)), nil, check.Kinds(), diag.English)
		got := strings.Split(strings.TrimSuffix(column.ReplaceAllString(told(faults), "$1"), "\n"), "\n")
		want := strings.Split(strings.TrimSuffix(tt.want, "\n"), "\n")
		if tt.want == "" && told(faults) != "" || !slices.EqualFunc(got, want, strings.HasPrefix) {
			t.Errorf("%q -> %q\n got %s\nwant %s", tt.from, tt.to, strings.Join(got, "\n     "), tt.want)
		}
	}
}

// TestMisspeltNames misspells names in the settings of the rules of annual-report, and
// wants just that to be told, at the name.
func TestMisspeltNames(t *testing.T) {
	const every = 9 // each takes as long as reading the pack
	file, model, _ := Builtin("annual-report")
	pack, faults := Load(file, model, check.Kinds(), diag.English)
	if pack == nil {
		t.Fatal(told(faults))
	}
	root, _ := yaml.Parse(file, 0, len(file.Text))
	var places []diag.Span
	for i, r := range pack.Rules {
		for _, n := range r.Names {
			for _, name := range []lint.Name{n.Part, n.Table, n.Row, n.Column} {
				if name.Text != "" {
					places = append(places, placeOf(root.Get("rules").Items[i].Get("with"), name))
				}
			}
		}
	}
	slices.SortFunc(places, func(a, b diag.Span) int { return a.Start - b.Start })
	places = slices.Compact(places)
	if len(places) < 200 {
		t.Fatalf("the pack has only %d names", len(places))
	}
	for i := 0; i < len(places); i += every {
		at := places[i]
		text := file.Text[:at.End] + "q" + file.Text[at.End:]
		broken := diag.NewFile(file.Name, []byte(text))
		_, faults := Load(broken, model, check.Kinds(), diag.English)
		if len(faults) != 1 || faults[0].Span.Start != at.Start || !strings.Contains(faults[0].Message, "there is no") {
			t.Errorf("%qq: %s", at.Text(), told(faults))
		}
	}
	t.Logf("%d names", len(places))
}
