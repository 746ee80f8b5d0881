package check

import "testing"

func TestIsWord(t *testing.T) {
	tests := []struct {
		in   string
		want bool
	}{
		{"公开", true}, {"公", true}, {"公公", false}, {"公0", true}, {"9公", true}, {"12", false}, {"0", false}, {"公a", false}, {"公:", false}, {"公/", false},
	}
	for _, tt := range tests {
		if got := isWord([]rune(tt.in)); got != tt.want {
			t.Errorf("isWord(%s) = %v", tt.in, got)
		}
	}
}
