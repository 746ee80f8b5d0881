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
		{"2021日", ""},
		{"202111日", "2021!"},
		{"202112311日", ""},
		{"20241月日", "2024-01!"},
		{"20241月5月", "2024-01!"},
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
		{"9月10日", "0000-09-10"},
		{"5月9日", "0000-05-09"},
		{"十月一日", "0000-10-01"},
		{"元月10日", "0000-01-10"},
		{"123月1日", ""},
		{"1月123日", ""},
		{"1899年", ""}, // no year of a report
		{"1900年", "1900"},
		{"一九〇〇年", "1900"},
		{"2099年", "2099"},
		{"2100年", ""},
		{"02024年", ""},
		{"三年十年", ""},
		{"2024年5月", "2024-05"},
		{"2024年13月", "2024-13?"},
		{"2024年123月5日", "2024"},
		{"1月31止", "0000-01-31!"},
		{"1月32止", ""},
		{"2024年1月31", "2024-01-31!"}, // the end of a text is that of a clause
		{"2024年1月32", "2024-01"},
		{"2024年1月0。", "2024-01"},
		{"2024年1月10,", "2024-01-10!"},
		{"1月10,", ""}, // of what, nobody knows
		{"2024年3月5至8号", "2024-03"},
		{"2024年3月5至我镇", "2024-03-05!"},
		{"20241月", "2024-01!"},
		{"190012月31日", "1900-12-31!"},
		{"2024123月1日", ""},
		{"2024年3日", "2024!"},
		{"2024年1231日", "2024!"},
		{"2024年12345日", "2024"},
		{"2024年三日", "2024"},
		{"2024013日", "2024!"},
		{"20240131日", "2024!"},
		{"202401311日", ""},
		{"210013日", ""},
		{"1月1日至1231日", "0000-01-01 0000!"},
		{"1月1日至931日", "0000-01-01 0000!"},
		{"1月1日至12311日", "0000-01-01"},
		{"1月1日至31日", "0000-01-01"},
		{"收到1231日", ""}, // no period
		{"1月1日至12月31我镇", "0000-01-01 0000-12-31!"},
		{"1号起至12月1我镇", "0000-12-01!"},
		{"1月1日至12月32我镇", "0000-01-01"},
		{"1月1日至12月0我镇", "0000-01-01"},
		{"1月1日至12月123我镇", "0000-01-01"},
		{"1月1日至12月三我镇", "0000-01-01"},
		{"1月1日至12月", "0000-01-01"},
		{"2024-1-9", "2024-01-09"},
		{"2024-10-10", "2024-10-10"},
		{"2024", ""},
		{"2024-1", ""},
		{"2024-1-", ""},
		{"2024-1-100", ""},
		{"2024-100-1", ""},
		{"2024.1-10", ""},
		{"2024,1,10", ""},
		{"1899-1-10", ""},
		{"2024.1.10.9", ""},
		{"2024.1.10.0", ""},
		{"2024.1.10.202", ""},
		{"2024.1.10.", "2024-01-10"},
		{"2024.1.10.x", "2024-01-10"},
		{"2024.1.10-31", "2024-01-10"},
		{"2024.1.10.2024", "2024-01-10"},
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
		{Date{2023, 3, 4}, Date{0, 3, 5}, false},
		{Date{2024, 3, 0}, Date{2024, 0, 0}, false},
		{Date{2024, 3, 0}, Date{2024, 3, 5}, false},
		{Date{2024, 3, 4}, Date{2024, 3, 0}, false},
		{Date{2024, 4, 1}, Date{2024, 3, 31}, false},
		{Date{2025, 1, 1}, Date{2024, 12, 31}, false},
	}
	for _, tt := range tests {
		if got := tt.a.Before(tt.b); got != tt.want {
			t.Errorf("%v before %v: %v", tt.a, tt.b, got)
		}
	}
}

// TestDatesStand wants of each date the characters that say it, and no others.
func TestDatesStand(t *testing.T) {
	for in, want := range map[string]string{
		"自01月09日起":             "01月09日",
		"我镇二〇二四年度":             "二〇二四年",
		"自2024年1月1日起至同年12月31止": "2024年1月1日|12月31",
		"于20241月1日印发":          "20241月1日",
		"至20241月止":             "20241月",
		"见2024年13日":            "2024年13日",
		"见20240113日":           "20240113日",
		"1月1日至1231日止":          "1月1日|1231日",
		"在2024.1.10-31间":       "2024.1.10",
		"2024年3月5号开始":          "2024年3月5号",
		"2024年3月起":             "2024年3月",
	} {
		var got []string
		for _, m := range FindDates(in) {
			got = append(got, in[m.Start:m.End])
		}
		if all := strings.Join(got, "|"); all != want {
			t.Errorf("%s: got %s, want %s", in, all, want)
		}
	}
}

// TestPossible knows leap years, and what was left unsaid.
func TestPossible(t *testing.T) {
	tests := []struct {
		d    Date
		want bool
	}{
		{Date{2024, 2, 29}, true},
		{Date{2023, 2, 29}, false},
		{Date{1900, 2, 29}, false}, // a century
		{Date{2000, 2, 29}, true},  // the fourth
		{Date{0, 2, 29}, true},     // a year that nobody named may be a leap year
		{Date{2024, 2, 30}, false},
		{Date{2023, 4, 30}, true},
		{Date{2023, 4, 31}, false},
		{Date{2023, 12, 31}, true},
		{Date{2023, 12, 32}, false},
		{Date{2023, 13, 1}, false},
		{Date{2023, 0, 1}, false},
		{Date{2023, -1, 1}, false},
		{Date{2023, 1, -1}, false},
		{Date{2023, 0, 0}, true},
		{Date{2023, 2, 0}, true},
	}
	for _, tt := range tests {
		if got := tt.d.Possible(); got != tt.want {
			t.Errorf("%v is possible: %v", tt.d, got)
		}
	}
}

// TestWriteDates writes dates as far as they go, and reads those of settings back.
func TestWriteDates(t *testing.T) {
	tests := []struct {
		d        Date
		iso, run string
		whole    bool
	}{
		{Date{2025, 1, 10}, "2025-01-10", "2025年1月10日", true},
		{Date{2025, 12, 1}, "2025-12-01", "2025年12月1日", true},
		{Date{2025, 3, 0}, "2025-03", "2025年3月", false},
		{Date{2025, 0, 0}, "2025", "2025年", false},
	}
	for _, tt := range tests {
		if tt.d.ISO() != tt.iso || tt.d.String() != tt.run {
			t.Errorf("%v is written %s and %s", tt.d, tt.d.ISO(), tt.d)
		}
		if got, ok := ParseISO(tt.iso); ok != tt.whole || ok && got != tt.d {
			t.Errorf("%s is read as %v (%v)", tt.iso, got, ok)
		}
	}
	for _, s := range []string{"", "2025-1", "25-01-10", "2025-01-10-1", "2025-13-01", "2025-02-30", "2025-00-10", "2025-01-00", "2025-01-x", "2025-01-00010", "2025-01-+1x"} {
		if got, ok := ParseISO(s); ok {
			t.Errorf("%q is read as %v", s, got)
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
