package check

import (
	"testing"

	"reportlint/lint/draft"
)

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
		{"青山开发区管理委员会", "青山开发区管委会", true},
		{"青山开发区管理委员会", "石桥开发区管委会", false},
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

// TestCutShort takes a name for one that lost its end only where what is left can be no short name.
func TestCutShort(t *testing.T) {
	tests := []struct {
		name, whole string
		want        bool
	}{
		{"红瓦店镇人民政", "红瓦店镇人民政府", true},
		{"红瓦店镇人民", "红瓦店镇人民政府", true},
		{"红瓦店镇", "红瓦店镇人民政府", false},
		{"城市管理", "柳泉区城市管理局", true},
		{"市管理", "柳泉区城市管理局", false},
		{"城市管理局", "柳泉区城市管理局", false},
		{"柳泉区城市管理局", "柳泉区城市管理局", false},
	}
	for _, tt := range tests {
		if got := cutShort(draft.Key(tt.name), draft.Key(tt.whole)); got != tt.want {
			t.Errorf("cutShort(%s, %s) = %v", tt.name, tt.whole, got)
		}
	}
}
