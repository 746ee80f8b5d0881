package markdown

import (
	"testing"
	"unicode/utf8"

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
// order, and what reads as it was written is where it says.
func checkText(t *testing.T, text draft.Text, outer diag.Span) {
	t.Helper()
	where := text.Where()
	inside(t, where, outer)
	s := text.String()
	last := where.Start
	for i := 0; i < len(s); {
		_, n := utf8.DecodeRuneInString(s[i:])
		one := text.Span(i, i+n)
		inside(t, one, where)
		inside(t, text.Span(0, i+n), where)
		inside(t, text.Span(i, len(s)), where)
		if one.Start < last || one.Empty() && s[i] != ' ' {
			t.Errorf("%q at %d is at %d:%d, behind %d", s[i:i+n], i, one.Start, one.End, last)
		}
		if got := one.Text(); got != s[i:i+n] && !markup(got) {
			t.Errorf("%q at %d was written %q", s[i:i+n], i, got)
		}
		last = one.Start
		i += n
	}
}

// markup reports whether bytes are a way to write a character otherwise than it reads,
// or none, as the break between two lines of a cell is.
func markup(written string) bool {
	return written == "" || written[0] == '&' || written[0] == '\\'
}
