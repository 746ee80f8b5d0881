package main

import (
	"iter"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/rules"
)

// baselined judges a draft against a baseline and returns the rules of the faults that are
// new and of those that are known, and how many entries are stale.
func baselined(t *testing.T, w *world, source, path string) (fresh, known []string, stale int) {
	t.Helper()
	l, run := runOn(t, w, source)
	k, err := w.known(path)
	if err != nil {
		t.Fatal(err)
	}
	_, _, left := k.Match(slices.Collect(run.Diagnostics), k.place, k.judged(run, l))
	if err := w.compare(k, l, run, true); err != nil {
		t.Fatal(err)
	}
	ids := func(all iter.Seq[diag.Diagnostic]) (ids []string) {
		for d := range all {
			ids = append(ids, d.Rule)
		}
		slices.Sort(ids)
		return ids
	}
	return ids(run.Diagnostics), ids(run.Baselined), len(left)
}

// runOn judges a draft as draft.md.
func runOn(t *testing.T, w *world, source string) (*linter, *results) {
	t.Helper()
	if err := os.WriteFile("draft.md", []byte(source), 0o666); err != nil {
		t.Fatal(err)
	}
	l, err := w.linter(&settings{today: "2026-01-15", encoding: "utf-8", timeout: patience}, &configs{})
	if err != nil {
		t.Fatal(err)
	}
	l.lists, l.compares = true, true
	return l, w.lint(l, targets{files: []candidate{{path: "draft.md"}}}, &settings{jobs: 1})
}

// spoiled is the model with ten faults, of ten rules.
func spoiled(t *testing.T) string {
	_, model, _ := rules.Builtin("annual-report")
	return withEdits(t, model.Text,
		"| （七）总计 | 21 | 3 |", "| （七）总计 | 12 | 3 |",
		"| 1 | 0 | 0 | 1 | 2 | 0 |", "| 1 | 0 | 0 | 1 | 4 | 0 |",
		"| 行政处罚 | 37 |", "| 行政处罚 | ３７ |",
		"| 行政强制 | 3 |", "| 行政强制 |  |",
		"| 规章 | 0 | 0 | 0 |", "| 规章 | 0 | 0 | 4 |",
		"| 2.重复申请 |", "| 2.重复神请 |",
		"组织业务培训2次", "组织组织业务培训2次",
		"公众号“柳湾发布”每周", "公众号“柳湾发布每周",
		"（国务院令第711号）", "（国务院令第712号）",
		"一是由镇党政办", "一是由XX办",
	)
}

// withEdits puts texts in the place of others, each of which stands in the source once.
func withEdits(t *testing.T, source string, pairs ...string) string {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if n := strings.Count(source, pairs[i]); n != 1 {
			t.Fatalf("%q stands there %d times", pairs[i], n)
		}
		source = strings.Replace(source, pairs[i], pairs[i+1], 1)
	}
	return source
}

// TestBaselineEdits writes a baseline and then edits the draft: what was known stays known,
// and nothing else becomes it.
func TestBaselineEdits(t *testing.T) {
	t.Chdir(t.TempDir())
	w := &world{in: os.Stdin, out: &stream{File: os.Stdout}, err: &stream{File: os.Stderr}, lang: diag.English}
	source := spoiled(t)
	l, run := runOn(t, w, source)
	all := run.told.total
	if all < 10 {
		t.Fatalf("%d faults, want ten", all)
	}
	if err := w.remember("known.yaml", l, run, false); err != nil {
		t.Fatal(err)
	}
	to := func(pairs ...string) func(*testing.T, string) string {
		return func(t *testing.T, s string) string { return withEdits(t, s, pairs...) }
	}
	edits := []struct {
		name  string
		edit  func(*testing.T, string) string
		fixed int    // how many faults the edit mends
		fresh string // the rules of new ones
	}{
		{"nothing", to(), 0, ""},
		{"lines in front", func(_ *testing.T, s string) string { return "\n\n\n" + s }, 0, ""},
		{"CRLF", func(_ *testing.T, s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }, 0, ""},
		{"a byte order mark", func(_ *testing.T, s string) string { return diag.BOM + s }, 0, ""},
		{"a section with another heading", to("### （一）主动公开", "### （一）主动公开情况"), 0, ""},
		{"a subsection more", to("### （五）监督保障", "### （五）解读回应\n\n我镇逐月回应群众来信，全年召开说明会3场。\n\n### （六）监督保障"), 0, ""},
		{"a paragraph more", to("## 二、主动公开", "另有公示栏由各村管理。\n\n## 二、主动公开"), 0, ""},
		{"a comment", to("## 六、其他", "<!-- 待核 -->\n\n## 六、其他"), 0, ""},
		{"pipes to HTML", func(_ *testing.T, s string) string { return pipesToHTML(s) }, 0, ""},
		{"wider columns", func(_ *testing.T, s string) string { return strings.ReplaceAll(s, " | ", "   |   ") }, 0, ""},
		{"columns without spaces", func(_ *testing.T, s string) string { return strings.ReplaceAll(s, " | ", "|") }, 0, ""},
		{"rows moved", func(_ *testing.T, s string) string {
			a, b := "| 6.属于四类过程性信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n", "| 8.属于行政查询事项 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"
			return strings.NewReplacer(a, b, b, a).Replace(s)
		}, 0, ""},
		{"a fault fixed", to("组织组织业务培训", "组织业务培训"), 1, ""},
		{"a sum fixed", to("| （七）总计 | 12 |", "| （七）总计 | 21 |"), 1, ""},
		{"three fixed", to("| 行政处罚 | ３７ |", "| 行政处罚 | 37 |", "一是由XX办", "一是由党政办", "| 规章 | 0 | 0 | 4 |", "| 规章 | 0 | 0 | 0 |"), 3, ""},
		{"a fault more", to("| 412 |", "| 4１2 |"), 0, "number-malformed"},
		{"one fault for another of its rule", to("| 行政处罚 | ３７ |", "| 行政处罚 | 37 |", "| 行政许可 | 412 |", "| 行政许可 | ４１２ |"), 1, "number-malformed"},
		{"a doubled word for another", to("组织组织业务培训", "组织业务业务培训"), 1, "word-doubled"},
		{"a sum in another row", to("| （七）总计 | 12 |", "| （七）总计 | 21 |", "| 1.信访举报投诉类申请 | 1 |", "| 1.信访举报投诉类申请 | 2 |"), 1, "requests-sum-mismatch"},
		{"the same cell, wrong in another way", to("| （七）总计 | 12 |", "| （七）总计 | 13 |"), 0, ""},
		{"sentences in another order", to("一是部分村的公示内容更换不及时；二是答复申请的文书格式不够统一。", "一是答复申请的文书格式不够统一；二是部分村的公示内容更换不及时。"), 0, ""},
	}
	for _, e := range edits {
		t.Run(e.name, func(t *testing.T) {
			fresh, known, stale := baselined(t, w, e.edit(t, source), "known.yaml")
			if got := strings.Join(fresh, ","); got != e.fresh {
				t.Errorf("new: %s, want %q", got, e.fresh)
			}
			if len(known) != all-e.fixed || stale != e.fixed {
				t.Errorf("%d known (%s) and %d stale, want %d and %d", len(known), known, stale, all-e.fixed, e.fixed)
			}
		})
	}
}

// pipesToHTML writes the rows of pipe tables as those of HTML tables.
func pipesToHTML(s string) string {
	var out strings.Builder
	inside := false
	delimiter := regexp.MustCompile(`^\|[-:| ]+\|$`)
	for line := range strings.Lines(s) {
		line = strings.TrimSuffix(line, "\n")
		row := strings.HasPrefix(line, "|")
		switch {
		case row && !inside:
			out.WriteString("<table>\n")
		case !row && inside:
			out.WriteString("</table>\n")
		}
		inside = row
		switch {
		case !row:
			out.WriteString(line + "\n")
		case !delimiter.MatchString(line):
			cells := strings.Split(strings.Trim(line, "|"), "|")
			for i := range cells {
				cells[i] = "<td>" + strings.TrimSpace(cells[i]) + "</td>"
			}
			out.WriteString("<tr>" + strings.Join(cells, "") + "</tr>\n")
		}
	}
	return out.String()
}

// TestBaselineKeeps wants what people wrote in a baseline kept, with faults that come back
// in new words, and entries of drafts that were not judged.
func TestBaselineKeeps(t *testing.T) {
	t.Chdir(t.TempDir())
	w := &world{in: os.Stdin, out: &stream{File: os.Stdout}, err: &stream{File: os.Stderr}, lang: diag.English}
	t.Setenv("GIT_AUTHOR_NAME", "甲 \"乙\"")
	l, run := runOn(t, w, spoiled(t))
	if err := w.remember("known.yaml", l, run, false); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile("known.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(content), "reason: \"\"", "reason: 'it''s known'", 1)
	text += "  - {fingerprint: \"0123456789abcdef\", count: 2, path: other.md, rule: r, reason: elsewhere}\n"
	if err := os.WriteFile("known.yaml", []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("other.md", nil, 0o666); err != nil { // one that is not there has no faults
		t.Fatal(err)
	}
	t.Setenv("GIT_AUTHOR_NAME", "丙")
	l, run = runOn(t, w, withEdits(t, spoiled(t), "| 412 |", "| 4１2 |"))
	l.today = draft.Date{Year: 2026, Month: 2, Day: 20}
	if err := w.remember("known.yaml", l, run, false); err != nil {
		t.Fatal(err)
	}
	k, err := w.known("known.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var reasons, authors, days []string
	for _, e := range k.Entries {
		if e.Reason != "" {
			reasons = append(reasons, e.Reason)
		}
		authors, days = append(authors, e.Author), append(days, e.Date)
	}
	if got := strings.Join(reasons, "|"); got != "it's known|elsewhere" {
		t.Errorf("reasons %q", got)
	}
	count := func(all []string, one string) (n int) {
		for _, s := range all {
			if s == one {
				n++
			}
		}
		return n
	}
	if count(authors, "甲 \"乙\"") < 10 || count(authors, "丙") != 1 || count(days, "2026-02-20") != 1 {
		t.Errorf("authors %q, days %q", authors, days)
	}
	last := k.Entries[len(k.Entries)-1]
	if last.Path != "other.md" || last.Count != 2 {
		t.Errorf("the entry of a draft that was not judged is %+v", last)
	}
}
