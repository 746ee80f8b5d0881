package main

import (
	"strings"
	"testing"
)

// TestTangled holds globs to be refused that would take long to match, and no other.
func TestTangled(t *testing.T) {
	for glob, want := range map[string]bool{
		"": false, "*.md": false, "{a,b}/*.md": false, strings.Repeat("{a,b}", 9): false, strings.Repeat("{a,b}", 10): true,
		"{" + strings.Repeat("a,", 998) + "b}": false, "{" + strings.Repeat("a,", 1000) + "b}": true,
		"{a,{b,{c,d}}}": false, "{{a,b},{c,d}}" + strings.Repeat("{a,b,c}", 6): true, strings.Repeat("{", 2000): true, "}}},,,": false,
		"{" + strings.Repeat("{a,b}", 9) + "}": false, "{" + strings.Repeat("{a,b}", 10) + "}": true, "{x,{" + strings.Repeat("{a,b}", 30) + "}}": true,
		strings.Repeat("{", 30) + strings.Repeat("*,*}", 30): false,
	} {
		if got := tangled(glob) != nil; got != want {
			t.Errorf("%.40q is tangled: %t", glob, got)
		}
		if want && matchesGlob(glob, "a") {
			t.Errorf("%.40q matches", glob)
		}
	}
}
