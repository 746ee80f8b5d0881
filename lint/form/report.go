package form

import (
	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// Report is a draft read against a scheme.
type Report struct {
	Draft *draft.Draft
	Title string
	Organ Organ
	Year  int // the year reported on; 0 where nothing tells it
}

// Organ is the body that reports.
type Organ struct {
	Name string
}

// Place returns the empty span at the head of the draft, for what concerns the whole.
func (r *Report) Place() diag.Span {
	at := r.Draft.File.Body()
	return diag.Span{File: r.Draft.File, Start: at, End: at}
}
