package draft

import "reportlint/lint/diag"

// MaxLines bounds the lines of a draft: what is kept of each costs many times its bytes.
const MaxLines = 200_000

// Limit says that a draft was not read, because it is beyond a bound that keeps reading
// linear. It is a result for the person who asked, not a fault of the report.
type Limit struct {
	Span diag.Span // where the bound was passed
	Name string    // which bound: "container-depth", "table-area", …
	Max  int
}
