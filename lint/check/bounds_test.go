package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
	"reportlint/lint/similar"
)

// written returns a text that reads as it is written.
func written(s string) draft.Text {
	f := diag.NewFile("draft.md", []byte(s))
	return draft.Literal(diag.Span{File: f, End: len(f.Text)})
}

func TestNumber(t *testing.T) {
	tests := []struct {
		in   string
		want int // 0 where it is none
	}{
		{"7", 7}, {"12", 12}, {"999", 999}, {"1000", 0}, {"2.5", 0}, {"六", 6}, {"二十一", 21}, {"一百二十", 0}, {"几", 0}, {"", 0},
	}
	for _, tt := range tests {
		if got, ok := number(tt.in); got != tt.want || ok != (tt.want != 0) {
			t.Errorf("number(%q) = %d, %v, want %d", tt.in, got, ok, tt.want)
		}
	}
}

func TestSameName(t *testing.T) {
	thing := func(key string) named { return named{key: key, near: key, thing: true} }
	bare := func(key string) named { return named{key: key, near: key} }
	tests := []struct {
		a, b named
		want bool
	}{
		{thing("柳湾之声"), thing("柳湾之生"), true},
		{thing("柳湾之声"), bare("柳湾之生"), false}, // of four characters, both must be things
		{thing("柳湾新之声"), bare("柳湾新之生"), true},
		{bare("柳湾新之声"), thing("柳湾新之生"), true},
		{bare("柳湾新之声"), bare("柳湾新之生"), false},
		{thing("柳湾新之声"), thing("柳湾老之生"), false},
		{thing("柳湾声"), thing("柳湾生"), false},
		{thing("柳之声"), thing("柳湾之声"), true},
		{thing("柳湾之声"), thing("柳之声"), true},
		{thing("柳声"), thing("柳湾声"), false},
		{thing("柳湾之"), thing("柳湾之声"), false}, // the name goes on
		{thing("柳湾之声"), thing("柳湾之"), false},
		{bare("清风店之声"), bare("清风店镇之声"), true},
		{bare("清风店镇之声"), bare("清风店之声"), true},
		{bare("清风店之声"), bare("镇清风店之声"), false},
		{named{key: "柳湾新之声", near: "甲", thing: true}, named{key: "柳湾新之生", near: "甲", thing: true}, false},
		{named{key: "柳湾新之声", near: "原\"柳湾新之声\"", thing: true}, thing("柳湾新之生"), false},
		{thing("柳湾新之声"), named{key: "柳湾新之生", near: "更名", thing: true}, false},
		{thing("柳湾新之声"), named{key: "柳湾新之生", near: "改名", thing: true}, false},
	}
	for _, tt := range tests {
		if got := sameName(tt.a, tt.b); got != tt.want {
			t.Errorf("sameName(%v, %v) = %v", tt.a, tt.b, got)
		}
	}
}

// TestQuotedNames holds names to be of three to sixteen characters, and things to be named
// close by.
func TestQuotedNames(t *testing.T) {
	thing, err := compiler{}.compile("公众号", "/x")
	if err != nil {
		t.Fatal(err)
	}
	x := strings.Repeat("名", 16)
	tests := []struct{ in, want string }{
		{`公众号"柳湾"`, ""},
		{`公众号"柳湾湾"`, "柳湾湾 1 true"},
		{`公众号"` + x + `"`, x + " 1 true"},
		{`公众号"` + x + `名"`, ""},
		{`公众号"柳湾2号"和"柳湾,湾"`, ""},
		{`公众号` + x[:21] + `"柳湾湾"`, "柳湾湾 1 true"},
		{`公众号` + x[:24] + `"柳湾湾"`, "柳湾湾 1 false"},
		{`"柳湾湾"` + x[:21] + `公众号`, "柳湾湾 1 true"},
		{`"柳湾湾"` + x[:24] + `公众号`, "柳湾湾 1 false"},
		{`"柳湾湾"。公众号"柳湾湾"`, "柳湾湾 2 true"},
		{`""公众号"柳湾湾"`, "柳湾湾 1 true"},
		{`公众号"柳湾湾`, ""},
		{`公众"柳湾湾"号`, "柳湾湾 1 false"},
	}
	for _, tt := range tests {
		var got []string
		for _, n := range quotedNames(&form.Report{Passages: []form.Passage{{Text: written(tt.in)}}}, thing) {
			got = append(got, fmt.Sprint(n.key, " ", n.times, " ", n.thing))
		}
		if got := strings.Join(got, ", "); got != tt.want {
			t.Errorf("quotedNames(%q) = %s, want %s", tt.in, got, tt.want)
		}
	}
}

func TestSameOrgan(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"青山县发展和改革局", "青山县发改局", true},
		{"青山县发改局", "青山县发展和改革局", true},
		{"青山县发展和改革局", "发展和改革局", true},
		{"青山县人民政府办公室", "青山县人民政府", true},
		{"青山县财政局", "青山县", true},
		{"青山县财政局", "青山县民政局", false},
		{"青山县财政局", "县财政", false},
		{"青山县发展和改革局", "山局", true},
		{"青山县发展和改革局", "革发局", false},
	}
	for _, tt := range tests {
		if got := sameOrgan(tt.a, tt.b); got != tt.want {
			t.Errorf("sameOrgan(%s, %s) = %v", tt.a, tt.b, got)
		}
	}
	for _, tt := range []struct {
		short, long string
		want        bool
	}{{"局", "发局", false}, {"发局", "", false}, {"发局", "发局", true}, {"发局", "改发改局", true}, {"发局", "发局局", true}, {"发发局", "发局", false}, {"发局", "发局员", false}} {
		if got := abbreviates(tt.short, tt.long); got != tt.want {
			t.Errorf("abbreviates(%s, %s) = %v", tt.short, tt.long, got)
		}
	}
}

func TestOneKey(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"12", "12", false}, {"12", "13", true}, {"12", "22", true}, {"12", "21", true}, {"1", "2", true}, {"12", "1", true}, {"1", "12", true}, {"112", "12", true},
		{"1", "123", false}, {"12", "34", false}, {"12", "23", false}, {"12", "31", false}, {"123", "213", true}, {"123", "132", true}, {"123", "214", false}, {"123", "321", false},
		{"120", "1200", true}, {"120", "1020", true}, {"120", "12000", false}, {"1234", "1324", true}, {"1234", "2143", false},
	}
	for _, tt := range tests {
		if got := oneKey(tt.a, tt.b); got != tt.want {
			t.Errorf("oneKey(%s, %s) = %v", tt.a, tt.b, got)
		}
	}
}

func TestIsWord(t *testing.T) {
	tests := []struct {
		in   string
		want bool
	}{
		{"公开", true}, {"公", true}, {"公公", false}, {"公0", true}, {"9公", true}, {"12", false}, {"0", false}, {"公a", false}, {"公:", false}, {"公/", false},
	}
	for _, tt := range tests {
		if got := isWord([]rune(tt.in)); got != tt.want {
			t.Errorf("isWord(%s) = %v", tt.in, got)
		}
	}
}

func TestNumbersItem(t *testing.T) {
	tests := []struct {
		in   string
		want bool
	}{
		{"1", true}, {"12", true}, {"a", true}, {"(a", true}, {"条a", true}, {"ab", false}, {"十", true}, {"(三", true}, {"条", false}, {"", false}, {",", false}, {"é", false}, {"éa", true},
	}
	for _, tt := range tests {
		if got := numbersItem(tt.in); got != tt.want {
			t.Errorf("numbersItem(%q) = %v", tt.in, got)
		}
	}
}

func TestLeadsOn(t *testing.T) {
	tests := []struct {
		in   string
		want bool
	}{
		{"#", true}, {"上年结转#", true}, {strings.Repeat("转", 8) + "#", true}, {strings.Repeat("转", 9) + "#", false}, {"费¤", true}, {"上年,结转#", false}, {"上年", false},
	}
	for _, tt := range tests {
		if got := leadsOn(tt.in); got != tt.want {
			t.Errorf("leadsOn(%q) = %v", tt.in, got)
		}
	}
}

// TestOtherYear holds numbers to be of the whole year behind its last two days, and not
// behind another day, another month or another year.
func TestOtherYear(t *testing.T) {
	tests := []struct {
		in   string
		want bool
	}{
		{"2024年收到", false}, {"2023年收到", true}, {"收到", false}, {"截至2024年12月31日收到", false}, {"截至2024年12月30日收到", false}, {"截至2024年12月29日收到", true},
		{"截至11月30日收到", true}, {"截至2024年6月收到", true}, {"截至12月31日收到", false}, {"2023年" + strings.Repeat("收", 400) + "到", false}, {"2023年公开,2024年收到", false},
	}
	for _, tt := range tests {
		s := shapeOf(written(tt.in))
		if got := otherYear(&form.Report{Year: 2024}, &s, len(s.s)); got != tt.want {
			t.Errorf("otherYear(%.30q) = %v", tt.in, got)
		}
		if unknown := otherYear(&form.Report{}, &s, len(s.s)); unknown != (tt.want && strings.Contains(tt.in, "月")) {
			t.Errorf("otherYear(%.30q) = %v where the year is not known", tt.in, unknown)
		}
	}
}

// TestShape holds offsets of shapes to those of the texts.
func TestShape(t *testing.T) {
	const text = "#收到 1,230件,2024年占5.5%,收费¥30元@"
	s := shapeOf(written(text))
	var marks []string
	for i := range s.marks {
		m := &s.marks[i]
		if s.mark(m.at) != m || s.mark(m.at+1) != nil {
			t.Errorf("no mark, or another, at %d", m.at)
		}
		marks = append(marks, string(m.char)+s.slice(m.at, m.at+len(string(m.char))).String())
	}
	if got, want := strings.Join(marks, " "), "#1,230件 @2024年 %5.5% ¤30元"; got != want {
		t.Errorf("marks are %s, want %s", got, want)
	}
	if s.s[0] != ' ' || strings.HasSuffix(s.s, "@") {
		t.Errorf("%q: what is no number passes for one", s.s)
	}
	if got := s.slice(0, len(s.s)).String(); got != text {
		t.Errorf("the whole is %q", got)
	}
}

// TestReach holds windows to begin and to end between characters.
func TestReach(t *testing.T) {
	for pad := range 3 {
		s := strings.Repeat("a", pad) + strings.Repeat("收", 700)
		for _, at := range []int{pad, pad + 3, pad + 900, pad + 903, pad + 1200, len(s)} {
			from, to := back(s, at), forward(s, at)
			if wantFrom := max(at-900, 0); from > wantFrom || from < wantFrom-2 || from > pad && (from-pad)%3 != 0 {
				t.Errorf("back from %d by %d: %d", at, pad, from)
			}
			if wantTo := min(at+900, len(s)); to < wantTo || to > wantTo+2 || (to-pad)%3 != 0 {
				t.Errorf("forward from %d by %d: %d", at, pad, to)
			}
		}
	}
	if got := stretch("甲。乙丙。丁", len("甲。乙")); got != "。乙丙" {
		t.Errorf("stretch: %q", got)
	}
	if got := back("收"+strings.Repeat("a", 899), 901); got != 0 {
		t.Errorf("back into a character: %d", got)
	}
	if got := forward(strings.Repeat("a", 899)+"收到", 0); got != 902 {
		t.Errorf("forward into a character: %d", got)
	}
}

// TestNearestTitle holds titles to be known by how long they are: short ones must be right.
func TestNearestTitle(t *testing.T) {
	han := []rune("天地玄黄宇宙洪荒日月盈昃辰宿列张")
	title := func(n int) string { return string(han[:n]) }
	slipped := func(n, slips int) string {
		s := slices.Clone(han[:n])
		for i := range slips {
			s[2*i+1] = '错'
		}
		return string(s)
	}
	longer := func(n, more int) string { return title(n) + strings.Repeat("加", more) }
	tests := []struct {
		length int
		title  string
		want   int // slips, -1 if it is not known
	}{
		{7, title(7), 0}, {7, slipped(7, 1), -1}, {8, slipped(8, 1), 1}, {8, slipped(8, 2), -1}, {8, longer(8, 1), -1}, {8, title(7), -1},
		{11, slipped(11, 1), 1}, {11, slipped(11, 2), -1}, {11, longer(11, 1), -1}, {12, slipped(12, 1), 1}, {12, slipped(12, 2), 2}, {12, slipped(12, 3), -1},
		{12, longer(12, 1), 1}, {12, longer(12, 2), 2}, {12, longer(12, 3), -1}, {12, title(11), 1}, {12, title(10), 2}, {12, title(9), -1}, {12, "《" + title(12) + "》", 0},
	}
	for _, tt := range tests {
		c := newCatalogue(&form.Scheme{Documents: []form.Document{{ID: "other", Title: "别的"}, {ID: "d", Title: title(tt.length)}, {ID: "again", Title: title(tt.length)}}})
		got := -1
		if m := c.nearestTitle(tt.title); m.document != nil {
			got = m.slips
			if m.document.ID != "d" {
				t.Errorf("%s is taken for %s", tt.title, m.document.ID)
			}
		}
		if got != tt.want {
			t.Errorf("%s for a title of %d: %d slips, want %d", tt.title, tt.length, got, tt.want)
		}
	}
	c := newCatalogue(&form.Scheme{Documents: []form.Document{{Title: title(15), Also: []string{title(13), title(4)}}}})
	for s, want := range map[string]string{title(4): title(4), title(13): title(13), title(15): title(15), slipped(15, 2): title(15), slipped(13, 2): title(13), title(5): ""} {
		if got := c.nearestTitle(s); got.known != want {
			t.Errorf("%s is known as %q, want %q", s, got.known, want)
		}
	}
}

func TestNearestNumber(t *testing.T) {
	c := newCatalogue(&form.Scheme{Documents: []form.Document{{ID: "a", Number: "国办函〔2021〕30号"}, {ID: "b", Number: "国办发〔2021〕30号"}, {ID: "c", Number: "国办发〔2020〕30号"}, {ID: "again", Number: "国办发〔2020〕30号"}}})
	tests := []struct{ in, want string }{
		{"国办函〔2021〕30号", "a 0"}, {"国办发〔2021〕30号", "b 0"}, {"国办厅〔2021〕30号", "a 1"}, {"国办发[2021]30号", "b 2"}, {"国发〔2021〕30号", "b 1"}, {"国办发〔2021〕3号", ""}, {"国办发〔2020〕30号", "c 0"},
		{"按照国办发〔2020〕30号", "c 0"}, {"省府发[2020]30号", ""},
	}
	for _, tt := range tests {
		got := ""
		if m := c.nearestNumber(draft.FoldString(tt.in)); m.document != nil {
			got = fmt.Sprint(m.document.ID, " ", m.slips)
		}
		if got != tt.want {
			t.Errorf("%s is %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestNearNumber(t *testing.T) {
	tests := []struct {
		number, known string
		want          bool
	}{
		{"国务院令第712号", "国务院令第711号", true}, {"国务院令第711号", "国务院令第711号", false}, {"国务院令第9号", "国务院令第711号", true}, {"省府令第711号", "国务院令第711号", false},
		{"国办发〔2020〕31号", "国办发〔2020〕30号", true}, {"国办发〔2019〕31号", "国办发〔2020〕30号", false}, {"国办发〔2021〕31号", "国办发〔2020〕30号", true}, {"按照国办发〔2020〕31号", "国办发〔2020〕30号", true},
		{"国办发号", "国办发3号", false},
	}
	for _, tt := range tests {
		if got := nearNumber(tt.number, tt.known); got != tt.want {
			t.Errorf("nearNumber(%s, %s) = %v", tt.number, tt.known, got)
		}
	}
	if !asciiBrackets("国办发[2020]30号", "国办发〔2020〕30号") || asciiBrackets("国办发〔2020]30号", "国办发〔2020〕30号") || asciiBrackets("国办发[2020]31号", "国办发〔2020〕30号") {
		t.Error("brackets of ASCII")
	}
}

// TestInForce holds documents to be replaced from the year on that follows their last one.
func TestInForce(t *testing.T) {
	scheme := &form.Scheme{Documents: []form.Document{{ID: "old", Title: "旧", Number: "1号", Until: 2020, Instead: "new"}, {ID: "new", Title: "新", Number: "2号"}, {ID: "gone", Title: "废", Number: "3号", Until: 2020}}}
	old, new, gone := &scheme.Documents[0], &scheme.Documents[1], &scheme.Documents[2]
	title, number := written("标题"), written("文号")
	tests := []struct {
		title, number *form.Document
		year          int
		mismatched    string
		superseded    string
	}{
		{old, old, 2020, "", ""}, {old, old, 2021, "", "文号 2号"}, {old, nil, 2021, "", "文号 2号"}, {nil, old, 2021, "", "文号 2号"}, {new, new, 2021, "", ""}, {gone, nil, 2021, "", ""},
		{old, new, 2020, "文号 1号", ""}, {old, new, 2021, "标题 新", ""}, {new, old, 2021, "文号 2号", ""}, {old, gone, 2021, "文号 1号", ""},
	}
	for _, tt := range tests {
		c := cited{title: title, number: number, byTitle: match{document: tt.title}, byNumber: match{document: tt.number}}
		r := &form.Report{Year: tt.year, Scheme: scheme}
		for want, judge := range map[string]func(cited, *form.Report) (draft.Text, string){"m" + tt.mismatched: mismatched, "s" + tt.superseded: superseded} {
			got, should := judge(c, r)
			if told := strings.TrimSpace(got.String() + " " + should); told != want[1:] {
				t.Errorf("%v: got %q, want %q", tt, told, want)
			}
		}
	}
}

// sections returns sections of parts in some order.
func sections(order ...int) []form.Section {
	var all []form.Section
	for _, k := range order {
		all = append(all, form.Section{Part: &form.Part{}, Index: k, Title: written(fmt.Sprint(k))})
	}
	return all
}

func TestSectionOrder(t *testing.T) {
	tests := []struct {
		order       []int
		moved, back string
	}{
		{[]int{0, 1, 2}, "", ""},
		{[]int{2, 0, 1}, "2", "behind 1"},
		{[]int{1, 2, 0}, "0", "ahead 1"},
		{[]int{0, 3, 4, 1, 5}, "1", "ahead 3"},
		{[]int{4, 3, 0, 1, 2}, "4 3", "behind 3, ahead 4"},
		{[]int{0, 4, 1, 2, 3, 5}, "4", "behind 3"},
		{[]int{1, 2, 5, 4, 3}, "4 3", "ahead 5, ahead 4"},
		{[]int{1, 1}, "1", "behind "},
	}
	for _, tt := range tests {
		var moved, ways []string
		all := sections(tt.order...)
		for _, s := range outOfPlace(all) {
			moved = append(moved, s.Title.String())
			wording, title := wayBack(all, s)
			ways = append(ways, wording+" "+title)
		}
		if got := strings.Join(moved, " "); got != tt.moved {
			t.Errorf("%v: moved %s, want %s", tt.order, got, tt.moved)
		}
		if got := strings.Join(ways, ", "); got != tt.back {
			t.Errorf("%v: %s, want %s", tt.order, got, tt.back)
		}
	}
	r := &form.Report{Sections: sections(4, 0, 2, 2, 4, 5)}
	if got := lastBefore(r, 3); got != &r.Sections[3] {
		t.Errorf("the third one belongs behind %v", got)
	}
	if got := firstAfter(r, 3); got != &r.Sections[0] {
		t.Errorf("the third one belongs before %v", got)
	}
	if lastBefore(r, 0) != nil || firstAfter(r, 5) != nil {
		t.Error("nothing stands beyond the ends")
	}
}

func TestMisnumbered(t *testing.T) {
	tests := []struct{ index, number []int }{
		{[]int{0, 1, 2}, []int{1, 2, 3}}, {[]int{0, 2, 3}, []int{1, 2, 3}}, {[]int{0, 2, 3}, []int{1, 3, 4}}, {[]int{0, 1, 2}, []int{0, 2, 0}}, {[]int{0, 1, 2}, []int{0, 0, 0}},
	}
	for _, tt := range tests {
		all := sections(tt.index...)
		for i := range all {
			all[i].Number = tt.number[i]
		}
		if got := misnumbered(all); got != nil {
			t.Errorf("%v: %v", tt, got)
		}
	}
	all := sections(0, 2, 3, 4)
	for i, n := range []int{1, 3, 3, 9} {
		all[i].Number = n
	}
	if got := misnumbered(all); len(got) != 1 || got[0].Index != 4 {
		t.Errorf("got %v", got)
	}
	all[0].Number, all[3].Number = 0, 4
	if got := misnumbered(all); got != nil {
		t.Errorf("both ways of counting, got %v", got)
	}
}

// TestInLine holds ways to be in line that change three cells or more of one row or column.
func TestInLine(t *testing.T) {
	rows, columns := make([]form.FilledRow, 4), []form.Column{{ID: "a"}, {ID: "b"}, {ID: "c"}, {ID: "d"}}
	at := func(places ...[2]int) (w way) {
		for _, p := range places {
			w = append(w, change{cell: term{row: &rows[p[0]], column: &columns[p[1]]}})
		}
		return w
	}
	for _, w := range []way{at([2]int{0, 0}, [2]int{0, 1}, [2]int{0, 2}), at([2]int{0, 1}, [2]int{1, 1}, [2]int{2, 1}), at([2]int{0, 1}, [2]int{1, 1}, [2]int{2, 1}, [2]int{3, 1})} {
		if !w.inLine() {
			t.Errorf("%v is in line", w)
		}
	}
	for _, w := range []way{at([2]int{0, 0}, [2]int{0, 1}), at([2]int{0, 0}, [2]int{0, 1}, [2]int{1, 2}), at([2]int{0, 0}), at([2]int{0, 0}, [2]int{1, 1}, [2]int{2, 2})} {
		if w.inLine() {
			t.Errorf("%v is not in line", w)
		}
	}
}

func TestNeighbours(t *testing.T) {
	columns := []form.Column{{ID: "a"}, {ID: "b"}, {ID: "c"}}
	table := &form.Filled{Rows: make([]form.FilledRow, 3)}
	for i := range table.Rows {
		table.Rows[i].Cells = make([]form.Cell, 3)
	}
	at := func(r, c int) term {
		return term{table: table, row: &table.Rows[r], cell: &table.Rows[r].Cells[c], column: &columns[c]}
	}
	other := at(0, 1)
	other.table = &form.Filled{}
	tests := []struct {
		a, b term
		want bool
	}{
		{at(0, 0), at(0, 1), true}, {at(0, 1), at(0, 0), true}, {at(0, 0), at(0, 2), false}, {at(0, 2), at(0, 0), false}, {at(0, 0), at(0, 0), false}, {at(0, 1), at(0, 2), true},
		{at(0, 0), at(1, 0), true}, {at(1, 0), at(0, 0), true}, {at(1, 2), at(2, 2), true}, {at(0, 0), at(2, 0), false}, {at(2, 1), at(0, 1), false}, {at(0, 0), at(1, 1), false}, {at(2, 1), at(1, 0), false},
		{at(0, 0), other, false},
	}
	for i, tt := range tests {
		if got := neighbours(tt.a, tt.b); got != tt.want {
			t.Errorf("%d: got %v", i, got)
		}
	}
}

// TestTooMuch holds what is copied to be more than a share of what counts.
func TestTooMuch(t *testing.T) {
	c := copied{share: 60}
	for shared, want := range map[int]bool{179: false, 180: false, 181: true} {
		if got := c.tooMuch(similar.Match{Shared: shared, Counted: 300}); got != want {
			t.Errorf("%d of 300: %v", shared, got)
		}
	}
}

// TestCellNames holds what settings name of a table to where they name it.
func TestCellNames(t *testing.T) {
	tests := []struct{ in, want string }{
		{"requests/new/total", "requests@0 new@9 total@13"},
		{"requests/{new,carried-in}/total", "requests@0 new@10 total@26, requests@0 carried-in@14 total@26"},
		{"a/b/{c, d}+ e/b/c", "a@0 b@2 c@5, a@0 b@2 d@8, e@12 b@14 c@16"},
		{"a/b", "a/b@0"}, {"a/b/c+  d/e ", "d/e@8"}, {"a/b/c/d", "a/b/c/d@0"}, {"a/{}/c", "a/{}/c@0"}, {"a/b/c+d/{}/c", "d/{}/c@6"},
	}
	for _, tt := range tests {
		refs, err := cellNames(tt.in, "/cells")
		var got []string
		for _, r := range refs {
			var names []string
			for _, n := range []lint.Name{r.Table, r.Row, r.Column} {
				names = append(names, fmt.Sprintf("%s@%d", n.Text, n.Offset))
			}
			got = append(got, strings.Join(names, " "))
		}
		if setting, ok := err.(*lint.SettingError); ok {
			short, _, _ := strings.Cut(strings.TrimPrefix(setting.Reason.EN, "'"), "'")
			got = []string{fmt.Sprintf("%s@%d", short, setting.Offset)}
		}
		if got := strings.Join(got, ", "); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.in, got, tt.want)
		}
	}
}

// TestOccurrences holds words and titles to be found wherever they stand, at both ends too.
func TestOccurrences(t *testing.T) {
	if got, want := fmt.Sprint(occurrences("报告甲报告报告", "报告"), occurrences("甲", "报告"), occurrences("报告", "报告")), "[[0 6] [9 15] [15 21]] [] [[0 6]]"; got != want {
		t.Errorf("occurrences: %s, want %s", got, want)
	}
	tests := []struct{ in, want string }{
		{"《甲》", "《甲》"}, {"据《甲》(一号)和《乙》一(二)", "《甲》(一号) 《乙》"}, {"《甲《乙》丙》丁", "《甲《乙》丙》"}, {"《甲", ""}, {"《甲。》《乙》", "《乙》"}, {"甲》《乙》", "《乙》"},
		{"《甲》(" + strings.Repeat("a", 118) + ")", "《甲》(" + strings.Repeat("a", 118) + ")"}, {"《甲》(" + strings.Repeat("a", 119) + ")", "《甲》"}, {"《甲》(一", "《甲》"},
	}
	for _, tt := range tests {
		var got []string
		for _, at := range cites(tt.in) {
			got = append(got, tt.in[at[0]:at[1]])
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("cites(%q) = %s, want %s", tt.in, got, tt.want)
		}
	}
}

func TestLacksDay(t *testing.T) {
	date := func(month, day int) draft.Mention {
		return draft.Mention{Date: draft.Date{Year: 2024, Month: month, Day: day}, Malformed: true}
	}
	well := date(5, 6)
	well.Malformed = false
	tests := []struct {
		date    draft.Mention
		written string
		want    bool
	}{
		{date(5, 6), "2024年5月6", true}, {date(5, 4), "5月4", true}, {date(5, 3), "5月3", false}, {date(5, 31), "5月31", true}, {date(4, 31), "4月31", false},
		{well, "5月6", false}, {date(0, 6), "0月6", false}, {date(5, 6), "5-6", false}, {date(5, 6), "5月6日", false}, {date(13, 6), "13月6", false},
	}
	for _, tt := range tests {
		if got := lacksDay(tt.date, tt.written); got != tt.want {
			t.Errorf("lacksDay(%v, %s) = %v", tt.date, tt.written, got)
		}
	}
}
