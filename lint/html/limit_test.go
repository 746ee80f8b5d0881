package html

import (
	"strings"
	"testing"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// TestPathological reads a megabyte of what might make reading superlinear: that it ends,
// refused by the limit that is meant to. How time grows is measured by cmd/bench -growth.
func TestPathological(t *testing.T) {
	repeat := func(s string) string { return strings.Repeat(s, 1<<20/len(s)) }
	tests := []struct {
		name, page, limit string
	}{
		{"tables", repeat("<table>"), ""},
		{"nested tables", repeat("<table><td>"), "table-depth"},
		{"closed tables", repeat("<table><td>1</table>"), ""},
		{"wide cells", "<table>" + repeat("<td colspan=1000>"), "table-area"},
		{"wide cells in rows", "<table>" + repeat("<tr><td colspan=1000>"), "table-area"},
		{"tall cells", "<table>" + repeat("<td rowspan=65534>"), ""},
		{"tall cells in rows", "<table>" + repeat("<tr><td rowspan=65534>"), "table-area"},
		{"tall cells above rows", "<table>" + strings.Repeat("<td rowspan=0>", 5000) + repeat("<tr>"), "table-area"},
		{"gaps", "<table><td colspan=1000><td rowspan=0>" + repeat("<tr>"), "table-area"},
		{"rows below a wide one", "<table>" + strings.Repeat("<td>", 50000) + repeat("<tr><td>"), ""},
		{"row groups", "<table>" + repeat("<tbody><td rowspan=9>"), ""},
		{"cells", "<table>" + repeat("<td>"), ""},
		{"layers of layout", strings.Repeat("<table><td>", 30) + repeat("<table><td>1</table>"), ""},
		{"stray end tags", repeat("</td></table></x>"), ""},
		{"unclosed tags", repeat("<div><b><pre>"), ""},
		{"hidden tags", "<p>" + repeat("<i hidden><u>"), ""},
		{"unclosed furniture", repeat("<nav><aside>x</div>"), ""},
		{"unclosed comments", repeat("<!--"), ""},
		{"unclosed declarations", repeat("<!"), ""},
		{"broken end tags", repeat("</1"), ""},
		{"less-than signs", repeat("<"), ""},
		{"unclosed titles", repeat("<title>"), ""},
		{"unclosed scripts", repeat("<script><!--<script>"), ""},
		{"attributes", "<p " + repeat("a ") + ">", ""},
		{"attributes, then tags", "<p" + manyAttributes(100000) + ">" + repeat("<p a>"), ""},
		{"unclosed attributes", repeat("<p a='"), ""},
		{"styles", "<p style='" + repeat("display:") + "'>", ""},
		{"references", repeat("&amp;"), ""},
		{"ampersands", repeat("&"), ""},
		{"digits", "&#" + repeat("9"), ""},
		{"letters", "&" + repeat("a"), ""},
		{"line breaks", repeat("x<br>"), ""},
		{"spaces", repeat("x \n"), ""},
		{"images", repeat("<img>"), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := diag.NewFile("", []byte(test.page))
			_, limit := Parse(f)
			if got := name(limit); got != test.limit {
				t.Errorf("limit %q, want %q", got, test.limit)
			}
		})
	}
}

// TestUnclosedTables reads Markdown that is nothing but tables which are never closed,
// as a Markdown reader does, block by block, until it ends.
func TestUnclosedTables(t *testing.T) {
	tests := []struct{ unit, limit string }{
		{"<table>\n\n", ""},
		{"<table><td>\n\n", "table-depth"},
		{"<table><td></td>\n\n", ""},
		{"<table><td></td>x <!--\n\n", ""},
		{"<table><td></td>x <a b='\n\n", ""},
		{"<table><td><table></table>\n\n", "table-depth"},
		{"<table><td>x <textarea>\n\n", ""},
		{"<table><td></td></table \n\n", ""},
		{"<table><!--</table>\n\n", ""},
	}
	for _, test := range tests {
		t.Run(test.unit, func(t *testing.T) {
			source := strings.Repeat(test.unit, 1<<20/len(test.unit))
			f := diag.NewFile("", []byte(source))
			var limit *draft.Limit
			for at, next := 0, 0; next >= 0 && limit == nil; at += next {
				end := at + strings.Index(source[at:], "\n\n")
				_, at, limit = Blocks(f, at, end, draft.UsualLimits())
				next = strings.Index(source[at:], "<table")
			}
			if got := name(limit); got != test.limit {
				t.Errorf("limit %q, want %q", got, test.limit)
			}
		})
	}
}

func manyAttributes(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(" a")
		for ; i > 0; i /= 26 {
			b.WriteByte(byte('a' + i%26))
		}
	}
	return b.String()
}

func name(l *draft.Limit) string {
	if l == nil {
		return ""
	}
	return l.Name
}
