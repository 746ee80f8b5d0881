package check

import (
	"strings"
	"testing"

	"reportlint/lint/form"
)

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
		alone := &context{passage: &form.Passage{}}
		if got := otherYear(&form.Report{Year: 2024}, alone, &s, len(s.s)); got != tt.want {
			t.Errorf("otherYear(%.30q) = %v", tt.in, got)
		}
		if unknown := otherYear(&form.Report{}, alone, &s, len(s.s)); unknown != (tt.want && strings.Contains(tt.in, "月")) {
			t.Errorf("otherYear(%.30q) = %v where the year is not known", tt.in, unknown)
		}
	}
}

// TestYear holds a sentence to be of the year that the sentences begin with which it goes on.
func TestYear(t *testing.T) {
	for before, want := range map[string]int{
		"": 0, "2020年复议13件;": 2020, "2020年复议13件。": 0, "2021年公开。2020年复议;起诉;": 2020, "比2020年复议少;": 0, "2020年复议;2021年起诉;": 2021, "复议;": 0, ";;": 0, "1月复议;": 0,
	} {
		in := context{passage: &form.Passage{Text: written(before + "诉讼5件")}, start: len(before)}
		if got := in.year(); got != want {
			t.Errorf("behind %q: %d, want %d", before, got, want)
		}
	}
}
