package check

import (
	"fmt"
	"strings"
	"testing"

	"reportlint/lint/form"
)

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
