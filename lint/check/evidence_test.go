package check

import "testing"

func TestOneKey(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"12", "12", false}, {"12", "13", true}, {"12", "22", true}, {"12", "21", true}, {"1", "2", true}, {"12", "1", true}, {"1", "12", true}, {"112", "12", true},
		{"1", "123", false}, {"12", "34", false}, {"12", "23", false}, {"12", "31", false}, {"123", "213", true}, {"123", "132", true}, {"123", "214", false}, {"123", "321", false},
		{"120", "1200", true}, {"120", "1020", true}, {"120", "12000", false}, {"1234", "1324", true}, {"1234", "2143", false},
	}
	for _, tt := range tests {
		if got := oneKey(tt.a, tt.b); got != tt.want {
			t.Errorf("oneKey(%s, %s) = %v", tt.a, tt.b, got)
		}
	}
}
