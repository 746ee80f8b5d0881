package markdown

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// FuzzParse holds the laws of positions against any bytes.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"# 标题\n\n**一、**总体&amp;`情况`\n", "\uFEFF---\na: b\n---\r\n> | a | b |\r\n> |---|---|\r\n> | 1\\|2 | |\r\n",
		"1.\t- >\t#\n\n   <table>\n\n<td>x</table> y", "甲\r乙<br>丙\n-\n![x](y)\n====\n", "\t\t- a\n\xff\x00|a|\n|-|\n||||\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		if len(content) > 4<<10 {
			return
		}
		file := diag.NewFile("draft.md", content)
		d, limit := Parse(file)
		if limit != nil {
			inside(t, limit.Span, diag.Span{File: file, End: len(content)})
			return
		}
		for _, b := range d.Blocks {
			if b.Kind == draft.Heading && len(b.Lines) == 0 {
				t.Error("a heading without a text")
			}
			for _, l := range b.Lines {
				checkText(t, l, diag.Span{File: file, End: len(content)})
			}
			if b.Table != nil {
				checkTable(t, b.Table)
			}
		}
	})
}

// inside reports a span that is not within another, or not in the same file.
func inside(t *testing.T, s, outer diag.Span) {
	t.Helper()
	if s.File != outer.File || s.Start > s.End || s.Start < outer.Start || s.End > outer.End {
		t.Errorf("%d:%d is not inside %d:%d", s.Start, s.End, outer.Start, outer.End)
	}
}

func checkTable(t *testing.T, table *draft.Table) {
	t.Helper()
	for _, row := range table.Rows {
		inside(t, row.Span, table.Span)
		for _, c := range row.Slots {
			if table.Columns > 0 { // in markup a cell may stand in the rows below its own
				checkText(t, c.Text, row.Span)
			}
		}
	}
}

// checkText holds the laws of one text: all of it was written inside its place, in
// order, and what reads as it was written is where it says. It goes byte by byte: a
// character may have been torn apart by markup where a file is not UTF-8.
func checkText(t *testing.T, text draft.Text, outer diag.Span) {
	t.Helper()
	where := text.Where()
	inside(t, where, outer)
	s := text.String()
	last := where.Start
	for i := range len(s) {
		one := text.Span(i, i+1)
		inside(t, one, where)
		inside(t, text.Span(0, i+1), where)
		inside(t, text.Span(i, len(s)), where)
		if one.Start < last || one.Empty() && s[i] != ' ' {
			t.Errorf("%q at %d is at %d:%d, behind %d", s[i], i, one.Start, one.End, last)
		}
		if got := one.Text(); got != s[i:i+1] && !markup(got) {
			t.Errorf("%q at %d was written %q", s[i], i, got)
		}
		last = one.Start
	}
}

// markup reports whether bytes are a way to write a character otherwise than it reads,
// or none, as the break between two lines of a cell is. In HTML all white space is a space.
func markup(written string) bool {
	return written == "" || written[0] == '&' || written[0] == '\\' || strings.TrimSpace(written) == ""
}

// FuzzLineEnds shows that a draft reads the same with any ends of lines.
func FuzzLineEnds(f *testing.F) {
	for _, seed := range []string{"甲  \n-\n\n\n1.\n\n- 乙\\\n丙\n---\n", "|a|\n|-|\n| |\n\n\n    b\n\n\n    c\n", "---\na: b\n---\n\n\n#\n```\n\n\n```\n<div>\n\n\n- a\n\n\n  b"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		if len(content) > 4<<10 || bytes.ContainsAny(content, "\r<") {
			return // in HTML a line end may be seen
		}
		want := reads(content)
		for _, end := range []string{"\r\n", "\r"} {
			if got := reads(bytes.ReplaceAll(content, []byte("\n"), []byte(end))); got != want {
				t.Errorf("with %q\n got %s\nwant %s", end, got, want)
			}
		}
	})
}

// reads returns what a draft says, without the places.
func reads(content []byte) string {
	d, limit := Parse(diag.NewFile("draft.md", content))
	if limit != nil {
		return limit.Name
	}
	var b strings.Builder
	for _, block := range d.Blocks {
		fmt.Fprintf(&b, "%d %d %v %d", block.Kind, block.Level, block.Bold, block.Images)
		for _, l := range block.Lines {
			fmt.Fprintf(&b, " %q", l)
		}
		if block.Table != nil {
			for _, row := range block.Table.Rows {
				b.WriteString(" /")
				for _, c := range row.Slots {
					fmt.Fprintf(&b, " %q", c.Text)
				}
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// FuzzOutline shows that what is told without goldmark is what goldmark says.
func FuzzOutline(f *testing.F) {
	for _, seed := range []string{
		"# 甲\n乙\n丙\n## 丁\n\n- 戊\n\n  己\n\n庚\n\n1. 辛\n", "甲\n---\n\n    乙\n\n丙\n    - 丁\n\n<table>\n\n<tr><td>x</table>\n\n戊\n",
		"- 甲\n\n```\n\n乙\n```\n", "> 甲\n乙\n\n丙\n\n<!-- \n\n丁 -->\n\n戊", "*\n\n甲\n*\n乙\n**丙**\n\n2021年\n2)\n\n#丁\n#  #\n", "|a|\n|-|\n-|1\n\n-甲\n=\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		if len(content) <= 4<<10 {
			checkOutline(t, content)
		}
	})
}

// TestOutline does so with drafts put together of what begins and ends blocks.
func TestOutline(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	parts := []string{
		" ", "  ", "    ", "\t", ">", "> ", "- ", "-", "+ ", "* ", "1. ", "12) ", "甲", "a", "2021年", "\n", "\n", "\n\n", "\n\n", "#", "# ", "##### ", "```", "~~~", "~~", "**", "_", "=",
		"===", "---", "<div>", "<b>", "<!--", "-->", "<pre>", "</pre>", "<table>", "<td>", "</table>", "|", "|-|", "| a | b |", "|---|---|", "\\", "\v", "\f", "&", "\x00", "\r", "。",
	}
	for range 5_000 {
		var b []byte
		for range 1 + rnd.IntN(30) {
			b = append(b, parts[rnd.IntN(len(parts))]...)
		}
		checkOutline(t, b)
	}
}

// checkOutline compares a draft with what is read of it where goldmark is asked for all.
func checkOutline(t *testing.T, content []byte) {
	t.Helper()
	file := diag.NewFile("draft.md", content)
	within := draft.UsualLimits()
	src := level(nil, file.Text, within.Lines)
	parts, whole := &reader{file: file, within: within, src: src}, &reader{file: file, within: within, src: src}
	parts.read(file.Body())
	whole.parse(file.Body(), len(whole.src))
	if (parts.limit == nil) != (whole.limit == nil) {
		t.Fatalf("%q: limit %v, want %v", content, parts.limit, whole.limit)
	}
	if got, want := places(parts.blocks), places(whole.blocks); parts.limit == nil && got != want {
		t.Fatalf("%q\n got\n%s\nwant\n%s", content, got, want)
	}
}

// places returns what blocks say, and where.
func places(blocks []draft.Block) string {
	var b strings.Builder
	for _, block := range blocks {
		fmt.Fprintf(&b, "%d %d %v %d", block.Kind, block.Level, block.Bold, block.Images)
		for _, l := range block.Lines {
			fmt.Fprintf(&b, " %q %d:%d", l, l.Where().Start, l.Where().End)
		}
		if block.Table != nil {
			fmt.Fprintf(&b, " %d", block.Table.Columns)
			for _, row := range block.Table.Rows {
				b.WriteString(" /")
				for _, c := range row.Slots {
					fmt.Fprintf(&b, " %q %d:%d", c.Text, c.Text.Where().Start, c.Text.Where().End)
				}
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}
