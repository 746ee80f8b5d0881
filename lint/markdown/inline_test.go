package markdown

import (
	"strings"
	"testing"

	"reportlint/lint/diag"
)

func TestInline(t *testing.T) {
	tests := []struct{ in, want string }{
		{`甲\*乙\|丙\\丁\a`, `甲*乙|丙\丁\a`},
		{`A&amp;B&#20013;&#x4E2D;&nbsp;C&nosuch;&notit;&;&semi;`, "A&B中中\u00a0C&nosuch;&notit;&;;"},
		{"A&B&amp;C&\n&lt;", "A&B&C&/<"},
		{"`a*b*c` 与 `` d`e `` 与 ` ", "a*b*c 与 d`e 与 `"},
		{"`未闭合 **粗**", "`未闭合 粗"},
		{"甲`乙\n丙`丁", "甲乙/丙丁"},

		{"*甲* **乙** ***丙*** _丁_ __戊__ ~~己~~", "甲 乙 丙 丁 戊"},
		{"**增长14%。**其中", "增长14%。其中"},
		{"这是**“重点”**内容", "这是“重点”内容"},
		{"这是*重点*内容与~~旧~~新", "这是重点内容与新"},
		{"**甲*乙*丙** *甲**乙**丙*", "甲乙丙 甲乙丙"},
		{"**增长\n+5%**", "增长/+5%"},
		{"**甲", "**甲"},
		{"甲** 乙", "甲** 乙"},
		{"2*3*4", "2*3*4"},
		{"a*b*c", "a*b*c"},
		{"10~20%，30~40%", "10~20%，30~40%"},
		{"10~~20，30~~40", "10~~20，30~~40"},
		{"a_b_c 甲_乙", "a_b_c 甲_乙"},
		{"共收到___件，____元，（__）年（__）月", "共收到___件，____元，（__）年（__）月"},
		{"**2**7 2**3 138****1234 138***1234和139***5678", "27 2**3 138****1234 138***1234和139***5678"},
		{"~~26~~27件 <del>2</del>3<s>4 5", "27件 34 5"},
		{"27<sup>1</sup>件 <sup>甲 <s>乙</sup>丙", "27件 丙"},
		{"<sup>甲 <sup>2</sup>乙", "甲 乙"},
		{"<sup>甲<sup>1</sup>乙</sup>", "甲乙"},
		{"李**、王**，张***。", "李**、王**，张***。"},
		{"甲 * 乙 ** 丙 *** 丁", "甲 * 乙 ** 丙 *** 丁"},
		{`\**甲*`, "*甲"},

		{"[政府网](http://a.b/c_(d)?e=1*2*) 与 [x](<a b> \"t\") [y]()", "政府网 与 x y"},
		{"[甲][乙] [丙] [丁](未 闭合 [戊](a", "[甲][乙] [丙] [丁](未 闭合 [戊](a"},
		{"27[^1]件[^注*]。[^甲 乙] [^2]: 丙", "27件。[^甲 乙] [^2]: 丙"},
		{"[**甲**](u) **[乙](u)**", "甲 乙"},
		{"![图 *一*](a.png)后[![x](y)](z)。", "后。"},
		{"![甲] ！[乙] !x", "![甲] ！[乙] !x"},
		{"国办公开办函[2021]30号", "国办公开办函[2021]30号"},
		{`\[甲](乙)`, "[甲](乙)"},
		{"`[`甲](乙)", "[甲](乙)"},

		{"<http://a.b/c> <a@b.cn> <甲> 3<5 a<b>", "http://a.b/c a@b.cn <甲> 3<5 a"},
		{`<span style="color: red">甲</span><!-- 乙 --><u>丙</u><?x?><!D y>`, "甲丙"},
		{"甲<!-- 乙\n丙 -->丁", "甲/丁"},
		{"甲<br>乙<BR/>丙<br />\n丁<br", "甲/乙/丙/丁<br"},
		{"甲<br><br>乙", "甲/乙"},
		{`甲<img src="x>y">乙`, "甲乙"},
		{"<a b='c' d=e f>甲</a >", "甲"},
		{"<a b='c\"d>甲", "<a b='c\"d>甲"},
		{"<a *b*>", "<a b>"},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			f := diag.NewFile("draft.md", []byte(tt.in))
			p := passage{file: f}
			at := 0
			for _, l := range strings.Split(tt.in, "\n") {
				p.lines = append(p.lines, trim(f.Text, extent{at, at + len(l)}))
				at += len(l) + 1
			}
			texts, _, _ := p.read(new(scanner))
			var got []string
			for _, text := range texts {
				got = append(got, text.String())
			}
			if got := strings.Join(got, "/"); got != tt.want {
				t.Errorf("%q reads\n got %q\nwant %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestInlinePlaces(t *testing.T) {
	const in = "**增长**`14`\\%，A&amp;B<br>[政府](u)网"
	f := diag.NewFile("draft.md", []byte(in))
	p := passage{file: f, lines: []extent{{0, len(in)}}}
	texts, _, images := p.read(new(scanner))
	if len(texts) != 2 || images != 0 {
		t.Fatalf("%d texts, %d images", len(texts), images)
	}
	tests := []struct {
		line       int
		part, want string
	}{
		{0, "增长", "增长"},
		{0, "长14", "长**`14"},
		{0, "14%", "14`\\%"},
		{0, "%", "\\%"},
		{0, "&", "&amp;"},
		{0, "A&B", "A&amp;B"},
		{1, "府网", "府](u)网"},
	}
	for _, tt := range tests {
		i := strings.Index(texts[tt.line].String(), tt.part)
		if got := texts[tt.line].Span(i, i+len(tt.part)).Text(); got != tt.want {
			t.Errorf("%q was written %q, want %q", tt.part, got, tt.want)
		}
	}
}
