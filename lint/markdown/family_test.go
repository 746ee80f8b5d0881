package markdown

import (
	"testing"

	"reportlint/fixtures/hostile"
	"reportlint/lint/diag"
)

// TestFamilies shows that reading ends, whatever there is to read: with the draft, or with a
// limit that has a name and a place. How time grows is measured by cmd/bench -growth.
func TestFamilies(t *testing.T) {
	for _, f := range hostile.Families() {
		file := diag.NewFile("draft.md", []byte(f.Make(64<<10)))
		if _, limit := Parse(file); limit != nil && (limit.Name == "" || limit.Span.File != file) {
			t.Errorf("%s is refused by %+v", f.Name, limit)
		}
	}
}
