package draft

import "reportlint/lint/diag"

// Limits bound what is read of a draft, so that reading it takes time and memory linear in
// its size.
type Limits struct {
	Lines          int // what is kept of each costs many times its bytes
	ContainerDepth int // list items and block quotes inside each other
	TableDepth     int // tables of markup inside each other
	TableArea      int // slots of all tables together
}

// UsualLimits returns the limits that apply where nobody said otherwise. No report comes
// near.
func UsualLimits() Limits {
	return Limits{Lines: 200_000, ContainerDepth: 32, TableDepth: 32, TableArea: 1_000_000}
}

// Limit says that a draft was not read, because it is beyond one of the limits. It is a
// result for the person who asked, not a fault of the report.
type Limit struct {
	Span diag.Span // where the bound was passed
	Name string    // which bound: "container-depth", "table-area", …
	Max  int
}
