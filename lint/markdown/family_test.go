package markdown

import (
	"testing"
	"time"

	"reportlint/fixtures/hostile"
	"reportlint/lint/diag"
)

// TestFamilies shows that nothing of 64 KB takes long; a limit is an answer too.
func TestFamilies(t *testing.T) {
	slowest, name := time.Duration(0), ""
	for _, f := range hostile.Families() {
		file := diag.NewFile("draft.md", []byte(f.Make(64<<10)))
		start := time.Now()
		Parse(file)
		took := time.Since(start)
		if took > 2*time.Second {
			t.Errorf("%s: %v", f.Name, took)
		}
		if took > slowest {
			slowest, name = took, f.Name
		}
	}
	t.Logf("%d families, the slowest %v: %s", len(hostile.Families()), slowest, name)
}
