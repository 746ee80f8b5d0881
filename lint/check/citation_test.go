package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"reportlint/lint/draft"
	"reportlint/lint/form"
)

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
	c := newCatalogue(&form.Scheme{Documents: []form.Document{{ID: "a", Number: "国办函〔2021〕30号"}, {ID: "b", Number: "国办发〔2021〕30号"}, {ID: "c", Number: "国办发〔2020〕30号"}, {ID: "again", Number: "国办发〔2020〕30号"}, {ID: "nine", Number: "国办函〔2018〕19号"}}})
	tests := []struct{ in, want string }{
		{"国办函〔2021〕30号", "a 0"}, {"国办发〔2021〕30号", "b 0"}, {"国办厅〔2021〕30号", "a 1"}, {"国办发[2021]30号", "b 2"}, {"国发〔2021〕30号", "b 1"}, {"国办发〔2021〕3号", ""}, {"国办函〔2018〕19号", "nine 0"}, {"国办函〔2018〕1号", ""}, {"国办发〔2020〕30号", "c 0"},
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
	for around, want := range map[string]string{"2020年": "", "2021年": "2号", "2019年": "", "6月": "2号"} {
		c := cited{title: title, number: number, byTitle: match{document: old}, byNumber: match{document: old}, around: around + "按旧办理"}
		if _, should := superseded(c, &form.Report{Year: 2021, Scheme: scheme}); should != want {
			t.Errorf("in a sentence on %s: got %q, want %q", around, should, want)
		}
	}
}
