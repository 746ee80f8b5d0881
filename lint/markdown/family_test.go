package markdown

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"reportlint/lint/diag"
)

// family is a sort of input that is hard on some reader of Markdown.
type family struct {
	name string
	make func(n int) string // about n bytes
}

// unit repeats a text, between others that stand once.
func unit(name, head, body, tail string) family {
	return family{name, func(n int) string {
		return head + strings.Repeat(body, max(n/len(body), 1)) + tail
	}}
}

// twice repeats two texts, one behind the other.
func twice(name, head, first, mid, second, tail string) family {
	return family{name, func(n int) string {
		k := max(n/(len(first)+len(second)), 1)
		return head + strings.Repeat(first, k) + mid + strings.Repeat(second, k) + tail
	}}
}

func families() []family {
	all := []family{
		twice("list, then blank lines", "", "+ ", "x", "\n", ""),
		twice("quoted list, then blank lines", "> ", "- ", "x", "\n", ""),
		unit("list of 32, then blank lines", strings.Repeat("- ", 32)+"x", "\n", ""),
		unit("list of 32, then lines", strings.Repeat("- ", 32)+"x\n", "a\n", ""),
		unit("list of 32, then indented", strings.Repeat("- ", 32)+"x\n", strings.Repeat(" ", 64)+"a\n", ""),
		unit("list of 32, then indented paragraphs", strings.Repeat("- ", 32)+"x\n", strings.Repeat(" ", 64)+"a\n\n", ""),
		unit("quotes of 32", "", strings.Repeat(">", 32)+"a\n", ""),
		unit("quotes of 32 and spaces", "", strings.Repeat(">", 32)+strings.Repeat(" ", 1000)+"a\n", ""),
		unit("quotes of 32, lazy", strings.Repeat(">", 32)+"a\n", "b\n", ""),
		unit("lists of 16 and spaces", "", strings.Repeat("- ", 16)+strings.Repeat(" ", 1000)+"a\n", ""),
		twice("padding bomb", "", "|a", "\n"+strings.Repeat("|-", 30000)+"\n", "b\n", ""),
		{"wide table of short rows", func(n int) string {
			k := n / 6
			return strings.Repeat("|a", k) + "\n" + strings.Repeat("|-", k) + "\n" + strings.Repeat("b|\n", k)
		}},
		{"table of empty cells", func(n int) string { return "|a|\n|-|\n" + strings.Repeat("|", n) }},
		{"short rows of empty cells", func(n int) string { return "|a|\n|-|\n" + strings.Repeat("||\n", n/3) }},
		{"wide table", func(n int) string {
			k := n / 12
			return strings.Repeat("| a ", k) + "|\n" + strings.Repeat("|---", k) + "|\n" + strings.Repeat("| 1 ", k) + "|\n"
		}},
		{"tall table", func(n int) string { return "| a | b |\n|---|---|\n" + strings.Repeat("| 甲 | 12 |\n", n/14) }},
		{"nested list, one level a line", func(n int) string {
			var b strings.Builder
			for i := 0; b.Len() < n; i++ {
				b.WriteString(strings.Repeat("  ", i) + "- a\n")
			}
			return b.String()
		}},
		{"nested list with lazy lines", func(n int) string {
			var b strings.Builder
			for i := 0; b.Len() < n; i++ {
				b.WriteString(strings.Repeat("  ", i) + "- a\nb\n")
			}
			return b.String()
		}},
		{"nested list of tabs", func(n int) string {
			var b strings.Builder
			for i := 0; b.Len() < n; i++ {
				b.WriteString(strings.Repeat("\t", i) + "-\ta\n")
			}
			return b.String()
		}},
		{"backtick runs", func(n int) string {
			var b strings.Builder
			for i := 1; b.Len() < n; i++ {
				b.WriteString(strings.Repeat("`", i) + "a")
			}
			return b.String()
		}},
		{"link definitions and uses", func(n int) string {
			var b strings.Builder
			for i := 0; b.Len() < n; i++ {
				fmt.Fprintf(&b, "[a%d]: u\n[a%d]\n", i, i)
			}
			return b.String()
		}},
		{"footnotes", func(n int) string {
			var b strings.Builder
			for i := 0; b.Len() < n; i++ {
				fmt.Fprintf(&b, "[^%d]: a\n\n", i)
			}
			return b.String()
		}},
		{"stars around", func(n int) string { return strings.Repeat("*", n/2) + "a" + strings.Repeat("*", n/2) }},
		{"many tables", func(n int) string { return strings.Repeat("|a|\n|-|\n|1|\n\n", n/13) }},
		{"tables in one paragraph", func(n int) string { return strings.Repeat("|a|\n|-|\n|1|\nx\n", n/14) }},
		{"delimiter rows", func(n int) string { return strings.Repeat("|-|-|\n", n/6) }},
		{"headers without delimiters", func(n int) string { return strings.Repeat("|a|b|\n|-|\n", n/10) }},
		twice("brackets closed", "", "[", "a", "]", ""),
		twice("links nested", "", "[", "a", "](b)", ""),
		twice("parentheses", "[a](", "(", "", ")", ")"),
	}
	for _, body := range []string{
		"[](", "- ", "*\t", "1. ", "> ", "> - ", "[a](b", "*a_ ", "a**b", "c* ", "[a](<b", "]([\n", "~a~~b ", "*a ", "_a*_ ",
		"`x\\|y`|d\n", "|`a\\|b`", "[a]: u\n", "[a]:\n", "[a](\n", "[^1]: ", "'", "[^1]: a\n", "中文年度报告。", "中文年度报告。\n", "# a\n", "#\n", "* * ",
		"[a]([a](", "[", "![", "![a](b", "`", "`a", "a`b``c", "<", "<a ", "<a b='", "<a b=\"c' ", "<a b='<a b=' c='", "<!--", "<!-- a", "a<!--", "<![CDATA[",
		"a<?", "a<!A ", "<a@", "<http:", "a <table", "a <table>\n", "<table>\n\n", "<table><tr><td>\n\n", "a <table></table>\n", "</table>\n", "<div>\n\n", "<div>\n",
		"<script>\n", "&", "&amp;", "&a", "&#1", "\\", "\\*", "\\\n", "*", "**", "***", "a*", "a**", "**a", "*a", "_", "a_", "_a ", "__a ", "~~a", "~~", "~", "a\n===\n", "a\n---\n", "a\n-\n", "-\n", "- a\n", "1. a\n", "1.\n", "1)\n\n", "> a\n", ">\n",
		">\n\n", "+\n  ", "-\t", "\t", " ", "\n", "\r", "\r\n", "\n\n ", "\x00", "\xff", "\xe4\xb8", "a\tb\n", "    a\n", "    a\n\n", "```\n", "~~~\n", "``` a\n", "a|b\n", "|", "|\n", "||", "\\|", "|\\", "| :-: ", "|-", ":-|",
		"<br>", "<br>a", "a<br>\n", "<b>", "</b>", "<img ", "<img src=a>", "http://a.b/ ", "<http://a.b>", "![a](b)", "[a](b)", "[a](b \"c\")", "[a](b \"", "[a](b 'c ", "- - a\n", "- a\n- b\n\n", "1. - > a\n", "a  \n", "<p>a\n", "<p>a\n\n",
		"(", "[(", "](", "](<", "[a](\\", "**a**b", "**a。**b", "a*b*c_d_e~~f~~ ", "- \t a\n\n", "-\n\n  a\n", "* a\n+ b\n- c\n", "x\n- a\n", "｜甲｜乙｜\n",
	} {
		all = append(all, unit(fmt.Sprintf("%q", body), "", body, ""))
	}
	for _, head := range []string{"> ", "- ", "|a|\n|-|\n|", "<a ", "<", "x <table>"} {
		for _, body := range []string{"*a_ ", "[a](b", "`a", "a b ", "\"", "\n", "\n\n"} {
			all = append(all, unit(fmt.Sprintf("%q, then %q", head, body), head, body, ""))
		}
	}
	return all
}

// TestFamilies shows that nothing of 64 KB takes long; a limit is an answer too.
func TestFamilies(t *testing.T) {
	slowest, name := time.Duration(0), ""
	for _, f := range families() {
		file := diag.NewFile("draft.md", []byte(f.make(64<<10)))
		start := time.Now()
		Parse(file)
		took := time.Since(start)
		if took > 2*time.Second {
			t.Errorf("%s: %v", f.name, took)
		}
		if took > slowest {
			slowest, name = took, f.name
		}
	}
	t.Logf("%d families, the slowest %v: %s", len(families()), slowest, name)
}
