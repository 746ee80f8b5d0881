package draft

import (
	"math/big"
	"strconv"
	"strings"
	"testing"
)

func TestParseAmount(t *testing.T) {
	tests := []struct {
		in    string
		want  string // "" where in is no amount
		plain bool
	}{
		{"0", "0", true},
		{"1230", "1230", true},
		{"59237.2449", "59237.2449", true},
		{"-3", "-3", true},
		{"98765432109876543210", "98765432109876543210", true}, // beyond 64 bits
		{"1,230", "1230", false},
		{"1，230", "1230", false},
		{"１２", "12", false},
		{" 12 ", "12", false},
		{"12件", "12", false},
		{"012", "12", false},
		{"三", "3", false},
		{"二十一", "21", false},
		{"12,30", "", false}, // commas stand between thousands only
		{"1/2", "", false},   // big.Rat takes this for a half
		{"1 283 450", "1283450", false},
		{"137 140", "", false}, // they may be two
		{"1\u00a0283", "1283", false},
		{"12\u202f283\u202f450.5", "12283450.5", false},
		{"1'283", "1283", false},
		{"1 2834 50", "", false},
		{"1,283 450", "", false},
		{"2*", "2", false},
		{"135①", "135", false},
		{"12件※", "12", false},
		{"*", "", false},
		{"①", "", false},
		{"1e3", "", false},
		{"0x10", "", false},
		{"1_000", "", false},
		{"+3", "3", false},
		{"＋3", "3", false},
		{"- 3", "-3", false},
		{"+", "", false},
		{"+-3", "", false},
		{"--3", "", false},
		{"2*3*4", "", false},
		{"10-20", "", false},
		{"10~20", "", false},
		{"3 4", "", false},
		{"1.2.3", "", false},
		{".5", "0.5", false},
		{"-.5", "-0.5", false},
		{".", "", false},
		{"..5", "", false},
		{"12万", "", false}, // ten thousand times as much
		{"5%", "", false},
		{"-", "", false},
		{"7" + strings.Repeat("件", 10), "7", false},
		{"7" + strings.Repeat("件", 11), "", false}, // no unit is so long
		{strings.Repeat("7", 64), strings.Repeat("7", 64), true},
		{strings.Repeat("7", 65), "", false}, // and no figure
		{"件", "", false},
		{"", "", false},
		{strings.Repeat("9", 64), strings.Repeat("9", 64), true},
		{strings.Repeat("9", 65), "", false},
		{"9", "9", true},
		{"90", "90", true},
		{"05", "5", false},
		{"0.5", "0.5", true},
		{"00.5", "0.5", false},
		{"12.50", "12.5", true},
		{"1,234.5", "1234.5", false},
		{"1,234,567", "1234567", false},
		{"1234,567", "", false},
		{",234", "", false},
		{"1,２34", "1234", false},
		{"-三", "", false},
		{"〇三", "3", false},
		{"十", "10", false},
		{"十五", "15", false},
		{"百", "100", false},
		{"千", "1000", false},
		{"一百〇三", "103", false},
		{"九千九百九十九", "9999", false},
		{"二〇二四", "2024", false},
		{"二十三四", "", false}, // neither by place nor digit by digit
		{"二三四五六七八九一", "234567891", false},
		{"二三四五六七八九一二", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			a, ok := ParseAmount(tt.in)
			got := ""
			if ok {
				got = a.Value.String()
			}
			if got != tt.want || ok && a.Plain != tt.plain {
				t.Errorf("ParseAmount(%q) = %q, plain %v; want %q, plain %v", tt.in, got, a.Plain, tt.want, tt.plain)
			}
		})
	}
}

// TestDecimal writes exact amounts with as many decimals as they need; a third has no end.
func TestDecimal(t *testing.T) {
	tests := []struct {
		a, b int64
		want string
	}{{0, 1, "0"}, {-3, 1, "-3"}, {1, 2, "0.5"}, {5, 4, "1.25"}, {-1, 8, "-0.125"}, {1, 10_000_000_000, "0.0000000001"}, {1, 3, "1/3"}}
	for _, tt := range tests {
		if got := Decimal(big.NewRat(tt.a, tt.b)); got != tt.want {
			t.Errorf("%d/%d is written %s, want %s", tt.a, tt.b, got, tt.want)
		}
	}
}

// TestChinese writes numbers as they are read.
func TestChinese(t *testing.T) {
	for n, want := range map[int]string{0: "零", 1: "一", 9: "九", 10: "十", 11: "十一", 19: "十九", 20: "二十", 21: "二十一", 40: "四十", 99: "九十九"} {
		if got := Chinese(n); got != want {
			t.Errorf("%d is written %s, want %s", n, got, want)
		}
		if back, ok := ParseAmount(Chinese(n)); !ok || back.Value.String() != strconv.Itoa(n) {
			t.Errorf("%s is read as %v", Chinese(n), back.Value.String())
		}
	}
}

func TestAmountUnit(t *testing.T) {
	for in, want := range map[string]string{"12": "", "12件": "件", "12 元。": "元", "1,200元": "元", "12.": "", "三件": "件"} {
		if a, ok := ParseAmount(in); !ok || a.Unit != want {
			t.Errorf("ParseAmount(%q).Unit = %q, want %q", in, a.Unit, want)
		}
	}
}

// FuzzParseAmount holds that any text is read without panic, and that an amount that is
// written out plainly is read as itself.
func FuzzParseAmount(f *testing.F) {
	for _, s := range []string{"0", "1,230", "１２件", "-4.50", "一百二十", "1/2", "", "〇", "--1", "1.件"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, ok := ParseAmount(s)
		if !ok {
			return
		}
		again, ok := ParseAmount(a.Value.String())
		if !ok || again.Value.Cmp(a.Value) != 0 {
			t.Errorf("%q is %s, which is read as another amount", s, a.Value.String())
		}
	})
}
