package html

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// draw pictures blocks: "p" and its lines, "h2", and tables row by row, where < and ^
// continue the cell to the left and above, . is a blank cell and ! a heading cell.
func draw(blocks []draft.Block) string {
	var out strings.Builder
	for _, b := range blocks {
		switch b.Kind {
		case draft.Grid:
			for y := range b.Table.Rows {
				fmt.Fprintln(&out, "|"+strings.Join(drawRow(b.Table.Rows, y), " "))
			}
			fmt.Fprintln(&out, "=")
			continue
		case draft.Heading:
			fmt.Fprintf(&out, "h%d", b.Level)
		default:
			fmt.Fprint(&out, "p")
		}
		if b.Bold {
			fmt.Fprint(&out, "*")
		}
		if b.Images > 0 {
			fmt.Fprintf(&out, "+%d", b.Images)
		}
		for _, line := range b.Lines {
			fmt.Fprint(&out, " ", line)
		}
		fmt.Fprintln(&out)
	}
	return strings.TrimSpace(out.String())
}

func drawRow(rows []draft.Row, y int) []string {
	var out []string
	for x, c := range rows[y].Slots {
		s := c.Text.String()
		switch {
		case x > 0 && rows[y].Slots[x-1] == c:
			s = "<"
		case y > 0 && x < len(rows[y-1].Slots) && rows[y-1].Slots[x] == c:
			s = "^"
		case c.Blank():
			s = "."
		}
		if c.Head {
			s = "!" + s
		}
		out = append(out, s)
	}
	return out
}

func TestParse(t *testing.T) {
	tests := []struct {
		name, page, want string
	}{
		{"paragraphs", "<p>一</p><div>二<p>三</div>四", "p 一\np 二\np 三\np 四"},
		{"headings", "<h1>甲</h1><h3><p>乙</p></h3><p>丙", "h1 甲\nh3 乙\np 丙"},
		{"a heading that is never closed", "<h2>甲<p>乙<p>丙", "h2 甲\np 乙\np 丙"},
		{"lines", "<p>一<br>二<br/><br> 三 </p>", "p 一 二 三"},
		{"bold", "<p><b>一<span>二</span></b> </p><p><strong>三</strong>四", "p* 一二\np 三四"},
		{"white space", "<p> a \r\n b<b> c</b>　&nbsp;</p>", "p a b c"},
		{"preformatted", "<pre>一\r\n\r\n二 三\r四</pre>五\n六", "p 一 二 三 四\np 五 六"},
		{"unknown tags", "<ucap>一<o:p></o:p><font>二</font></ucap>", "p 一二"},
		{"references", "<p>a&amp;b&lt;&#20013;&#x4e2d;&ensp;c", "p a&b<中中\u2002c"},
		{"doubtful references", "<p>&notit; &ampx &nope; &; &#; &", "p ¬it; &x &nope; &; &#; &"},
		{"images", "<p>一<img src=x></p><div><img><img></div>", "p+1 一\np+2"},
		{"comments", "<p>一<!-- 二 --><![if x]>三<![endif]><?xml ?>", "p 一三"},
		{"an unclosed comment", "<p>一<!-- 二 <p>三", "p 一<!-- 二\np 三"},
		{"left out", "<header>一</header><nav>二<nav>三</nav>四</nav><script>'<p>五'</script>" +
			"<footer>六</footer><form>七<select><option>八</select></form>", "p 一\np 七"},
		{"hidden", "一<span hidden>二<b>三</b></span>四<p style='color:red; DISPLAY : none'>五<p>六",
			"p 一四\np 六"},
		{"furniture that is never closed", "<aside><p>一<p style='display:none'>二<p>三", "p 一\np 三"},
		{"hidden to the end of the element around it", "<div><span hidden>一</div>二", "p 二"},
		{"a title", "<title>甲\n乙 &amp;</title>丙", "p 丙"},
		{"a comment, and one that is never closed", "<p>一<!-- 二 --><p>三<!-- 四<p>五", "p 一\np 三<!-- 四\np 五"},
		{"what is struck out, and the mark of a note", "<del>26</del>27<sup>1</sup>件</p><p>三", "p 27件\np 三"},
		{"a strike that its cell ends", "<table><tr><td><s>421<td>412</table>", "|. 412\n="},
		{"comments that are never closed", "一<!-- a <!-- b<p>二", "p 一<!-- a <!-- b\np 二"},
		{"a strike that the next block ends", "一<s>二<p>三", "p 一\np 三"},
		{"a strike that is never closed", "<p>一<s>二", "p 一二"},
		{"an unclosed tag", "一<p class='", "p 一"},

		{"a table", "<table><tr><th>甲</th><td>1</td></tr></table>", "|!甲 1\n="},
		{"merged cells", "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d</table>", "|a b <\n|^ c d\n="},
		{"parts in the order as written", "<table><tfoot><tr><td>1</tfoot><thead><tr><td>2</table>",
			"|1\n|2\n="},
		{"a row group ends its cells", "<table><thead><tr><td rowspan=9>a<td>b<tbody><tr><td>c</table>",
			"|a b\n|c\n="},
		{"rowspan 0", "<table><tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d<tbody><tr><td>e</table>",
			"|a b\n|^ c\n|^ d\n|e\n="},
		{"spans that are no numbers", "<table><tr><td colspan=x>a<td colspan=0>b<td rowspan=-1>c" +
			"<td colspan=' +2px' colspan=3>d</table>", "|a b c d <\n="},
		{"an overlap", "<table><tr><td>a<td rowspan=2>b<td>c<tr><td colspan=3>d<td>e</table>",
			"|a b c\n|d ^ . e\n="},
		{"a gap", "<table><tr><td>a<td>b<td rowspan=2>c<tr><td>d</table>", "|a b c\n|d . ^\n="},
		{"an empty row", "<table><tr><td rowspan=2>a<td>b<tr></tr><tr><td>c</table>", "|a b\n|^\n|c\n="},
		{"cells without a row", "<table><td>a<td>b</table>", "|a b\n="},
		{"blank cells", "<table><tr><td> &nbsp;\n　<td><p></p><td>&#8203;</table>", "|. . .\n="},
		{"blocks in a cell", "<table><tr><td>\n\n<p>结果</p>\n<p>纠正</p><td>1<br>2<td><ul><li>a</ul></table>",
			"|结果纠正 1 2 a\n="},
		{"a caption", "<table><caption>表一</caption><tr><td>1</table>", "p 表一\n|1\n="},
		{"text between rows", "<table><tr><td>1</tr>一<tr><td>2</tr>二</table>三", "p 一\np 二\n|1\n|2\n=\np 三"},
		{"a table that is never closed", "<table><tr><td>1</tr><p>一<p>二", "|1\n=\np 一\np 二"},
		{"a table in the place of another", "<table><tr><td>1</tr>一<table><tr><td>2</table>", "|1\n=\np 一\n|2\n="},
		{"a table around tables", "<table><tr><td><h1>甲</h1><td>一<tr><td><table><td>1<td>2</table>二</table>",
			"h1 甲\np 一\n|1 2\n=\np 二"},
		{"figures in boxes", "<table><tr><td>甲<td><table><td>1</table><td><table><td>2</table><td><table><td><p>3</table></table>",
			"|甲 1 2 3\n="},
		{"text in boxes", "<table><tr><td>甲<td><table><td>一</table><tr><td><table><td>二</table></table>", "p 甲\np 一\np 二"},
		{"a table around an empty one", "<table><tr><td>1<table></table></table>", "|1\n="},
		{"hidden rows and cells", "<table><tr style=display:none><td>1<tr><td hidden>2<td>3</table>", "|3\n="},
		{"bold ends with its cell", "<table><td><b>1</table><p>一", "|1\n=\np 一"},
		{"stray end tags", "</td></tr></table></p></b></h1>一</table>", "p 一"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d, limit := Parse(diag.NewFile("", []byte(test.page)))
			if got := draw(d.Blocks); got != test.want || limit != nil {
				t.Errorf("%s\ngot  %s\nwant %s\nlimit %v", test.page, got, test.want, limit)
			}
			eachText(d.Blocks, func(text draft.Text) { checkPlaces(t, text) })
		})
	}
}

func TestTitle(t *testing.T) {
	page := diag.BOM + "<title> 甲&amp;\n乙</title><title>丙</title><svg><title>丁</title></svg>"
	d, _ := Parse(diag.NewFile("", []byte(page)))
	if got := d.Title.String(); got != "甲& 乙" || len(d.Blocks) > 0 {
		t.Errorf("title %q, blocks %s", got, draw(d.Blocks))
	}
	if got := d.Title.Where().Text(); got != "甲&amp;\n乙" {
		t.Errorf("the title was written as %q", got)
	}
}

func TestPlaces(t *testing.T) {
	page := "<table>\n<tr class=x><td> 1,<b>203</b></td>\n<td>\r\n</td><td><p>a</p> <p>b</p></tr>\n</table>"
	d, _ := Parse(diag.NewFile("", []byte(page)))
	table := d.Blocks[0].Table
	row := table.Rows[0]
	if got := table.Span.Text(); got != page {
		t.Errorf("the table is %q", got)
	}
	if got := row.Span.Text(); !strings.HasPrefix(got, "<tr") || !strings.HasSuffix(got, "</tr>") {
		t.Errorf("the row is %q", got)
	}
	for i, want := range []string{"1,<b>203", "", "a</p> <p>b"} {
		if got := row.Slots[i].Text.Where().Text(); got != want {
			t.Errorf("cell %d was written as %q, want %q", i, got, want)
		}
	}
	if got, want := row.Slots[1].Text.Where().Start, strings.Index(page, "\r\n"); got != want {
		t.Errorf("the blank cell is at %d, want %d", got, want)
	}
}

func TestBlocks(t *testing.T) {
	// The markup between the two marks is what Markdown takes for a block of HTML; the
	// third is where reading must stop, if that is not the end of the block.
	tests := []struct {
		name, source, want string
	}{
		{"one block", "x\n«<div>一</div>»\n二", "p 一"},
		{"a blank line in a table", "«<table>\n<tr><td>1»\n\n    <td>2</table>‖\n二", "|1 2\n="},
		{"a lone CR", "«<table><tr><td>1»\r\r<td>2</table>‖\r二", "|1 2\n="},
		{"no end tag", "«<table>\n<tr><td>1</td></tr>»\n\n二 **三**", "|1\n="},
		{"no end tag, rows beyond the block", "«<table>\n<tr><td>1»\n\n<tr><td>2</td></tr>‖\n\n二", "|1\n|2\n="},
		{"no end tag, an open cell", "«<table>\n<tr><td>1»\n\n<tr><td>2\n3‖\n\n二\n", "|1\n|2 3\n="},
		{"the next table", "«<table><tr><td>1</tr>»\n\n二\n\n<table><td>2</table>", "|1\n="},
		{"the next table, after an open cell", "«<table><tr><td>1»\n\n二\n\n<table><td>2</table>", "|1\n="},
		{"a table around tables", "«<table><td>一»\n\n<table><td>2<td>3</table></table>‖\n三", "p 一\n|2 3\n="},
		{"two tables in a block", "«<table><td>1</table><table>»\n\n<td>2</table>‖", "|1\n=\n|2\n="},
		{"text behind an unclosed table", "«<table><tr><td>1</tr>\n二»\n\n三", "|1\n=\np 二"},
		{"a hidden table", "«<div hidden><table>»\n\n<td>1</table></div>", ""},
		{"a comment", "«<!-- <table> -->»\n\n一", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			start := strings.Index(test.source, "«")
			source := strings.Replace(test.source, "«", "", 1)
			end := strings.Index(source, "»")
			source = strings.Replace(source, "»", "", 1)
			want := strings.Index(source, "‖")
			source = strings.Replace(source, "‖", "", 1)
			if want < 0 {
				want = end
			}
			blocks, stop, limit := Blocks(diag.NewFile("", []byte(source)), start, end, draft.UsualLimits())
			if got := draw(blocks); got != test.want || limit != nil {
				t.Errorf("got %s, want %s, limit %v", got, test.want, limit)
			}
			if stop != want {
				t.Errorf("stopped at %q, want %q", source[stop:], source[want:])
			}
		})
	}
}

// eachText calls f with each line and each cell.
func eachText(blocks []draft.Block, f func(draft.Text)) {
	for _, b := range blocks {
		for _, line := range b.Lines {
			f(line)
		}
		if b.Table == nil {
			continue
		}
		seen := map[*draft.Cell]bool{}
		for _, row := range b.Table.Rows {
			for _, c := range row.Slots {
				if !seen[c] {
					seen[c] = true
					f(c.Text)
				}
			}
		}
	}
}

// checkPlaces demands that each character stands where the text says that it does: as
// itself, as a reference, or as white space for a space.
func checkPlaces(t *testing.T, text draft.Text) {
	t.Helper()
	s := text.String()
	for i := 0; i < len(s); {
		_, n := utf8.DecodeRuneInString(s[i:])
		c := s[i : i+n]
		at := text.Span(i, i+n)
		written := at.Text()
		if written != c && !strings.HasPrefix(written, "&") &&
			!(c == " " && strings.Trim(written, " \t\r\n\f") == "") {
			t.Fatalf("%q of %q was written as %q", c, s, written)
		}
		i += n
	}
	if where := text.Where(); s != "" && where != text.Span(0, len(s)) {
		t.Fatalf("%q is at %d to %d, its characters at %v", s, where.Start, where.End, text.Span(0, len(s)))
	}
}
