package check

import "testing"

// TestSlip holds only such differences to be slips, which may be mended without asking, as
// cannot mean anything.
func TestSlip(t *testing.T) {
	tests := []struct {
		typed, meant string
		want         bool
	}{
		{"重复申请", "重复申请", true},
		{"重复神请", "重复申请", true},
		{"重复请申", "重复申请", true},
		{"Ａ类信息", "A类信息", true},
		{"重神复请", "重复申请", false},  // in the wrong order, and another one besides
		{"复申重请", "重申复请", false},  // not neighbours
		{"丙丁申请", "重复申请", false},  // two others
		{"丙重申请", "重复申请", false},  // half of a pair in the wrong order
		{"复丁申请", "重复申请", false},  // the other half
		{"不公开", "予公开", false},    // a negation
		{"予公开", "不公开", false},    // the same, the other way
		{"年度报告", "月度报告", false},  // a time
		{"第1条", "第2条", false},    // a number
		{"第A条", "第2条", false},    // one that was a letter
		{"复议诉讼", "复议、诉讼", false}, // something is missing
		{"申请请", "申请", false},
	}
	for _, tt := range tests {
		if got := slipOf(tt.typed, tt.meant); got != tt.want {
			t.Errorf("%s for %s: a slip %v, want %v", tt.typed, tt.meant, got, tt.want)
		}
	}
}
