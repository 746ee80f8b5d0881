package draft

import (
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
		{"1e3", "", false},
		{"0x10", "", false},
		{"1_000", "", false},
		{"+3", "", false},
		{"2*3*4", "", false},
		{"10-20", "", false},
		{"10~20", "", false},
		{"3 4", "", false},
		{"1.2.3", "", false},
		{".5", "", false},
		{"12万", "", false}, // ten thousand times as much
		{"5%", "", false},
		{"-", "", false},
		{"件", "", false},
		{"", "", false},
		{strings.Repeat("9", 65), "", false},
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
