package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"reportlint/lint"
	"reportlint/lint/check"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
	"reportlint/rules"
)

// judged reads a file and holds it against the pack, as check does.
func judged(t *testing.T, path string) (*form.Report, lint.Result) {
	t.Helper()
	content, err := os.ReadFile(path)
	if os.IsNotExist(err) && strings.Contains(path, "/shared/") { // of which a clone has none
		t.Skip("not here: " + path)
	}
	if err != nil {
		t.Fatal(err)
	}
	pack, faults := loadPack(diag.Chinese)
	if pack == nil {
		t.Fatal(faults)
	}
	d, limit := parse(diag.NewFile(path, content), draft.UsualLimits())
	if limit != nil {
		t.Fatal(limit)
	}
	report := form.Read(d, pack.Scheme, form.Settings{})
	return report, lint.Run(&lint.Dossier{Main: report, Today: draft.Date{Year: 2026, Month: 11, Day: 22}}, pack, diag.Chinese)
}

func loadPack(lang diag.Lang) (*lint.Pack, []diag.Diagnostic) {
	file, model, _ := rules.Builtin("annual-report")
	return rules.Load(file, model, check.Kinds(), lang)
}

// TestSeed holds the report that started the project, as it was found and transcribed, to
// its three faults and no other error or warning, with all 200 figures read.
func TestSeed(t *testing.T) {
	for _, path := range []string{
		"../../fixtures/drafts/qingfengdian-2024.md",
		"../../fixtures/drafts/qingfengdian-2024-html.md",
		"../../../shared/seed/qingfengdian-2024.txt",
	} {
		t.Run(filepath.Base(path), func(t *testing.T) {
			report, out := judged(t, path)
			var got []string
			for _, d := range out.Diagnostics {
				if d.Severity > diag.Info {
					got = append(got, fmt.Sprintf("%s %s %s", d.Severity, d.Rule, d.Span.Text()))
				}
			}
			want := "warning title-malformed 2024年政府信息公开工作年度报告\n" +
				"warning accountability-missing 一、总体情况\n" +
				"error signed-before-year-end 2024年1月10日"
			if strings.Join(got, "\n") != want {
				t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), want)
			}
			for _, d := range out.Diagnostics {
				if d.Rule == "signed-before-year-end" && !strings.Contains(d.Message, "应不早于2025年1月1日") {
					t.Errorf("the message does not say when it can be dated: %s", d.Message)
				}
			}
			if n := numbers(report); n != 200 {
				t.Errorf("%d figures read, want 200", n)
			}
		})
	}
}

func numbers(report *form.Report) (n int) {
	for _, table := range report.Tables {
		for _, row := range table.Rows {
			for _, cell := range row.Cells {
				if cell.State == form.Number {
					n++
				}
			}
		}
	}
	return n
}

// TestCorpus holds other real reports to what was found in them by hand.
func TestCorpus(t *testing.T) {
	tests := []struct {
		file  string
		must  []string // rule, and how often, or rule@text
		never []string
		form  string
	}{
		{"w10_pingtan_2024.txt", []string{"table-unreadable=3"}, []string{"section-", "sum-mismatch", "cell-", "row-"}, ""},
		{"w20_shuyang_county_2025_ocr.md", []string{"label-misspelled@(六) 其他", "section-misnamed@五、政府信息公开工作存在的主要问题及改进情况"}, []string{"sum-mismatch", "cell-", "row-", "section-missing", "signed-"}, "2021"},
		{"w22_shuyang_fgw_2023.html", []string{"section-misnamed@五、存在的主要问题及整改措施", "label-misspelled@规范性文件", "cell-blank=25", "title-malformed"}, []string{"sum-mismatch", "row-", "section-missing"}, "2021"},
		{"x01_hangzhou_style_fixture_2025.html", []string{"section-misnamed@五、存在问题及改进情况"}, []string{"sum-mismatch", "cell-", "row-", "table-", "section-missing", "title-"}, "2021"},
		{"p05_xixian_taiping_2022.txt", []string{"citation-superseded"}, []string{"cell-", "sum-mismatch", "table-of-wrong-form"}, "2021"},
		{"p07_district_stats_bureau_2023.txt", []string{"cell-placeholder", "cell-blank=3", "parts-miscounted@六"}, []string{"sum-mismatch"}, "2021"},
		{"p12_yudai_township_2024.txt", nil, []string{"label-misspelled", "cell-", "citation-"}, "2021"},
		{"p14_changchun_veterans_2023.txt", nil, []string{"label-misspelled", "cell-", "sum-mismatch"}, "2021"},
		{"p24_wujin_veterans_2022_dedup.txt", []string{"table-unreadable"}, []string{"cell-", "sum-mismatch", "row-missing"}, ""},
		{"p31_hukou_dalong_2020.txt", []string{"parts-miscounted@三"}, []string{"cell-", "table-of-wrong-form", "fee-statement-missing"}, "2019"},
		{"p36_derong_health_2019.txt", []string{"cell-blank"}, []string{"table-of-wrong-form", "fee-statement-missing"}, "2019"},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			report, out := judged(t, filepath.Join("..", "..", "..", "shared", "corpus", tt.file))
			counts, texts := map[string]int{}, map[string]bool{}
			for _, d := range out.Diagnostics {
				counts[d.Rule]++
				texts[d.Rule+"@"+d.Span.Text()] = true
				for _, never := range tt.never {
					if strings.Contains(d.Rule, never) {
						t.Errorf("must not be: %s", d.Message)
					}
				}
			}
			for _, must := range tt.must {
				rule, n, counted := strings.Cut(must, "=")
				if counted && fmt.Sprint(counts[rule]) != n || strings.Contains(must, "@") && !texts[must] ||
					!counted && !strings.Contains(must, "@") && counts[rule] == 0 {
					t.Errorf("not found: %s (%d)", must, counts[rule])
				}
			}
			if tt.form != "" && report.Tables[0].Form.ID != tt.form {
				t.Errorf("read on form %s, want %s", report.Tables[0].Form.ID, tt.form)
			}
		})
	}
}
