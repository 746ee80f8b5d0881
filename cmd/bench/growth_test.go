package main

import (
	"io"
	"strconv"
	"strings"
	"testing"

	"reportlint/fixtures/hostile"
)

// TestGrowth runs every family at a size at which nothing takes long. Times are nothing to
// hold a test to; that each family ends, and has a line, is.
func TestGrowth(t *testing.T) {
	families := hostile.Families()
	if len(families) < 130 {
		t.Errorf("%d families, want at least 130", len(families))
	}
	seen := map[string]bool{}
	for _, f := range families {
		if seen[f.Name] {
			t.Errorf("two families are called %s", f.Name)
		}
		seen[f.Name] = true
		for _, n := range []int{1, 1000, 4000} {
			if got := len(f.Make(n)); got > 2*n+70_000 {
				t.Errorf("%s has %d bytes, want about %d", f.Name, got, n)
			}
		}
	}
	var out strings.Builder
	if _, err := growth(nil, 2000, 1, &out); err != nil {
		t.Fatal(err)
	}
	if lines := strings.Count(out.String(), "\n"); lines < len(families)+4 || !strings.Contains(out.String(), "\n"+strconv.Itoa(len(families))+" families, ") {
		t.Errorf("%d lines for %d families:\n%s", lines, len(families), out.String())
	}
	if status := command([]string{"-growth", "x"}, io.Discard, io.Discard); status != 2 {
		t.Errorf("status %d for a family that there is not, want 2", status)
	}
}
