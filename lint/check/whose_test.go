package check

import (
	"testing"

	"reportlint/lint/form"
)

// TestWholeArea finds the words for all organs of a place, unless a government of another name, or of a
// rank above, stands before them.
func TestWholeArea(t *testing.T) {
	tests := []struct {
		clause string
		want   int
	}{
		{"县、乡两级共收到", len("县、乡两级") - 1},
		{"全县、乡两级共收到", len("全县、乡两级") - 1},
		{"我县、乡两级共收到", len("我县、乡两级") - 1},
		{"省、市、县、乡四级共收到", -1},
		{"全县各单位共收到", len("全县各单位") - 1},
		{"市全县各单位共收到", len("市全县各单位") - 1},
		{"县政府及所属部门收到", len("县政府及所属部门") - 1},
		{"石桥县政府及所属部门收到", -1},
		{"县、3个乡共级收到", len("县、3个乡共级") - 1},
		{"县、#级收到", -1},
		{"收到", -1},
	}
	r := &form.Report{Organ: form.Organ{Name: "青禾县人民政府", Kind: form.County}}
	for _, tt := range tests {
		if got := wholeArea(r, tt.clause, "县"); got != tt.want {
			t.Errorf("wholeArea(%s) = %d, want %d", tt.clause, got, tt.want)
		}
	}
}
