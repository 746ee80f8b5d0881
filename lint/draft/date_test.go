package draft

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestFindDates(t *testing.T) {
	tests := []struct {
		in, want string
	}{
		{"2024年1月10日", "2024-01-10"},
		{"2024年1月10号", "2024-01-10"},
		{"二〇二四年一月十日", "2024-01-10"},
		{"二○二四年十二月三十一日", "2024-12-31"},
		{"二零二四年二月", "2024-02"},
		{"2024-01-10", "2024-01-10"},
		{"2024.1.10。", "2024-01-10"},
		{"2024/1/10", "2024-01-10"},
		{"2024年1月1日至12月31日", "2024-01-01 0000-12-31"},
		{"2024.1.1-2024.12.31", "2024-01-01 2024-12-31"},
		{"2024年,我镇", "2024"},
		{"2024年度", "2024"},
		{"2025年上半年", "2025"},
		{"2025年3月底", "2025-03"},
		{"近3年12个月", ""},
		{"1.2.3", ""},
		{"192.168.2024.1.10.5", ""},
		{"2024.1.10.5", ""},
		{"20241月1日", "2024-01-01!"},
		{"202412月1日", "2024-12-01!"},
		{"2024年12月31止", "2024-12-31!"},
		{"2024年12月31。", "2024-12-31!"},
		{"12月31止", "0000-12-31!"},
		{"2024年110日", "2024!"},
		{"20211231日", "2021!"},
		{"2024年2月30日", "2024-02-30?"},
		{"2024年13月1日", "2024-13-01?"},
		{"2023年2月29日", "2023-02-29?"},
		{"2024年2月29日", "2024-02-29"},
		{"电话0527-83593059", ""},
		{"一是加强;二是落实", ""},
		{"2024年1月10余件", "2024-01"},
		{"2025年元月10日", "2025-01-10"},
		{"2024年3月5至8日", "2024-03"},
		{"2024年3月5、6日", "2024-03"},
		{"2024年1月1至12月31日", "2024-01-01! 0000-12-31"},
		{"自2024年1月1日到12月31这一时段", "2024-01-01 0000-12-31!"},
		{"自2024年1月1日起至同年1231日止", "2024-01-01 0000!"},
		{"自2024年1月1日起,至当年12月31止", "2024-01-01 0000-12-31!"},
		{"2024年1月1日至12月31件", "2024-01-01"},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			var got []string
			for _, m := range FindDates(tt.in) {
				s := m.ISO()
				if m.Malformed {
					s += "!"
				} else if !m.Possible() {
					s += "?"
				}
				got = append(got, s)
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("FindDates(%q) = %v, want %s", tt.in, got, tt.want)
			}
		})
	}
}

func TestBefore(t *testing.T) {
	tests := []struct {
		a, b Date
		want bool
	}{
		{Date{2024, 1, 10}, Date{2025, 1, 1}, true},
		{Date{2025, 1, 1}, Date{2025, 1, 1}, false},
		{Date{2024, 0, 0}, Date{2024, 3, 0}, false}, // what was left unsaid is not held against it
		{Date{2024, 2, 0}, Date{2024, 3, 5}, true},
		{Date{2024, 3, 4}, Date{2024, 3, 5}, true},
		{Date{0, 3, 4}, Date{2024, 3, 5}, false},
	}
	for _, tt := range tests {
		if got := tt.a.Before(tt.b); got != tt.want {
			t.Errorf("%v before %v: %v", tt.a, tt.b, got)
		}
	}
}

// FuzzFindDates holds that the dates of any text stand in it, in order, and at the bounds
// of characters.
func FuzzFindDates(f *testing.F) {
	for _, s := range []string{"2024年1月10日", "二〇二四年一月十日", "2024.1.1-2024.12.31", "20241月1日", "十十十年", "2024年年1月月"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		at := 0
		for _, m := range FindDates(s) {
			if m.Start < at || m.End <= m.Start || m.End > len(s) || !utf8.RuneStart(s[m.Start]) || m.End < len(s) && !utf8.RuneStart(s[m.End]) {
				t.Errorf("%s at [%d, %d) of %q", fmt.Sprint(m.Date), m.Start, m.End, s)
			}
			at = m.End
		}
	})
}

// TestNumeralAhead wants no character passed over that a numeral may begin with.
func TestNumeralAhead(t *testing.T) {
	for r := range unicode.MaxRune {
		text := "年" + string(r) + "a"
		if at := numeralAhead(text, 0); (opensNumeral(r) || r == '百') && at != len("年") {
			t.Errorf("%c is passed over", r)
		}
	}
}
