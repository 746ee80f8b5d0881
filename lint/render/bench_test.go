package render

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"reportlint/lint"
	"reportlint/lint/diag"
)

// BenchmarkOutput shows a thousand faults of a hundred drafts in each format.
func BenchmarkOutput(b *testing.B) {
	var files []File
	var faults []diag.Diagnostic
	run := Run{FailOn: diag.Error, Rules: []lint.Rule{{ID: "total-mismatch", Severity: diag.Error}}}
	for i := range 100 {
		name := fmt.Sprintf("drafts/%03d.md", i)
		file := diag.NewFile(name, []byte(strings.Repeat("全年新收政府信息公开申请27件，办结25件。\n\n| 项目 | 数量 |\n|---|---:|\n| 合计 | 1,203 |\n\n", 40)))
		files = append(files, File{Path: name, Pack: "annual-report", About: &About{Title: "工作年度报告", Organ: "柳湾镇人民政府", Year: 2024}})
		for n := range 10 {
			at := n * 300
			for file.Text[at] != '1' { // a character, not a part of one
				at++
			}
			span := diag.Span{File: file, Start: at, End: at + 1}
			faults = append(faults, diag.Diagnostic{
				Rule: "total-mismatch", Severity: diag.Error, Span: span, Basis: "表三勾稽关系",
				Message: "合计是1203，各项之和是1230", Fingerprint: fmt.Sprintf("%016x", i*10+n),
				Notes:       []diag.Note{{Span: span, Message: "相加"}},
				Suggestions: []diag.Fix{{Message: "改为1230", Edits: []diag.Edit{{Span: span, Text: "1230"}}}},
			})
		}
	}
	run.Files, run.Diagnostics = slices.Values(files), slices.Values(faults)
	for _, format := range []struct {
		name   string
		render func(io.Writer, Run) error
	}{
		{"text", func(w io.Writer, run Run) error { return Text(w, run.Diagnostics, Style{}) }},
		{"color", func(w io.Writer, run Run) error { return Text(w, run.Diagnostics, Style{Color: true}) }},
		{"lines", func(w io.Writer, run Run) error { return Lines(w, run.Diagnostics) }},
		{"json", JSON}, {"jsonl", JSONL}, {"sarif", SARIF}, {"github", GitHub}, {"rdjsonl", RDJSONL},
		{"junit", JUnit}, {"gitlab", GitLab}, {"checkstyle", Checkstyle}, {"markdown", Markdown},
	} {
		b.Run(format.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := format.render(io.Discard, run); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
