package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// families are drafts that make other readers of Markdown or tables quadratic, as a
// unit that is repeated between a head and a tail.
func families() map[string]func(n int) string {
	repeat := func(head, unit, tail string) func(int) string {
		return func(n int) string { return head + strings.Repeat(unit, n/len(unit)) + tail }
	}
	both := func(a, middle, b string) func(int) string {
		return func(n int) string {
			n /= len(a) + len(b)
			return strings.Repeat(a, n) + middle + strings.Repeat(b, n)
		}
	}
	return map[string]func(int) string{
		"deep list, blank lines": both("+ ", "x\n", "\n"),
		"deep list in a quote":   both("> + ", "x\n", "\n"),
		"padding bomb": func(n int) string {
			n /= 8
			return strings.Repeat("|a", n) + "\n" + strings.Repeat("|-", n) + "\n" + strings.Repeat("b\n", n)
		},
		"empty links":             repeat("", "[](", ""),
		"nested list on a line":   repeat("", "- ", "x"),
		"nested list, tabs":       repeat("", "*\t", "a"),
		"numbered list on a line": repeat("", "1. ", "x"),
		"quotes on a line":        repeat("", "> ", "a"),
		"quotes and lists":        repeat("", "> - ", "a"),
		"open links":              repeat("", "[a](b", ""),
		"emphasis alternating":    repeat("", "*a_ ", ""),
		"emphasis left open":      repeat("a**b", "c* ", ""),
		"lazy lines":              both(">", "a\n", "b\n"),
		"links with angles":       repeat("", "[a](<b", ""),
		"nested brackets":         both("[", "a", "]"),
		"bracket lines":           repeat("", "]([\n", ""),
		"strikes":                 repeat("", "~a~~b ", ""),
		"escaped pipes in code":   repeat("|a|b|\n|-|-|\n", "`x\\|y`\\|d|e\n", ""),
		"link definitions":        repeat("", "[a]: u\n", ""),
		"thematic breaks":         repeat("", "- - - ", "x"),
		"footnotes":               repeat("", "[^1]: a\n", ""),
		"backticks": func(n int) string {
			var b strings.Builder
			for i := 1; b.Len() < n; i++ {
				b.WriteString(strings.Repeat("`", i) + " ")
			}
			return b.String()
		},
		"open comments":            repeat("", "<!-- ", ""),
		"open tables":              repeat("", "<table><tr><td>", ""),
		"wide cells":               repeat("<table>", "<tr><td colspan=1000 rowspan=65534>", "</table>"),
		"asterisks":                both("*", "a", "*"),
		"entities":                 repeat("", "&amp;&", ""),
		"labels of a form":         repeat("三、收到和处理政府信息公开申请情况\n", "（一）予以公开 | 总计 |\n", ""),
		"titles of parts":          repeat("", "一、总体情况\n", ""),
		"dates":                    repeat("", "2024年1月", ""),
		"citations":                repeat("", "《政府信息公开条例》国办函〔2020〕109号", ""),
		"one line of figures":      repeat("行政许可", "1 ", ""),
		"one line of Chinese text": repeat("", "公开", ""),
		"counts":                   repeat("一、总体情况\n\n", "收到申请1件", ""),
		"counts in parts":          repeat("一、总体情况\n\n", "其中1件、", ""),
		"claims":                   repeat("一、总体情况\n\n（二）依申请公开\n\n", "申请全部答复", ""),
		"years":                    repeat("一、总体情况\n\n", "2024年", ""),
		"plans":                    repeat("五、存在的主要问题及改进情况\n\n", "2025年，我镇将进一步", ""),
		"changes":                  repeat("一、总体情况\n\n", "同比增长1%，", ""),
		"open titles":              repeat("一、总体情况\n\n", "《（“", ""),
		"names":                    repeat("一、总体情况\n\n", "“阿布甲”公众号", ""),
		"enumerations":             repeat("一、总体情况\n\n", "一是甲；", ""),
	}
}

// TestFamilies holds the whole run over each family at 64 KB to end, checked or refused
// with the limit and its line. The bound on time is far above what it takes, since
// machines differ; it only tells what hangs.
func TestFamilies(t *testing.T) {
	const size, bound = 64 << 10, 20 * time.Second
	slowest, took := "", time.Duration(0)
	for name, family := range families() {
		for _, ext := range []string{".md", ".txt", ".html"} {
			path := filepath.Join(t.TempDir(), "draft"+ext)
			if err := os.WriteFile(path, []byte(family(size)), 0o666); err != nil {
				t.Fatal(err)
			}
			start := time.Now()
			said := printed(t, []string{"check", "--pack", "annual-report", "--format", "lines", "--lang", "en", path})
			if d := time.Since(start); d > took {
				slowest, took = name+ext, d
			}
			if !strings.Contains(said, "section-missing") && !strings.Contains(said, ": limit: ") {
				t.Errorf("%s%s is neither checked nor refused: %.300s", name, ext, said)
			}
		}
	}
	if took > bound {
		t.Errorf("%s took %v", slowest, took)
	}
	t.Logf("the slowest, %s, took %v", slowest, took)
}
