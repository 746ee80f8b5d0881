package diag

// Picture is a part of a table, to be shown beside a diagnostic.
type Picture struct {
	Columns []string // their heads
	Rows    []PictureRow
	// Sums are what columns add up to where a total is not that: empty where there is
	// nothing to say of a column, nil where there is nothing of any.
	Sums []string
}

// PictureRow is one row of a picture.
type PictureRow struct {
	Label string
	Cells []PictureCell // one for each column
	Sum   string        // what the row adds up to where its total is not that
}

// PictureCell is one cell of a picture.
type PictureCell struct {
	Span Span
	Text string
	Mark Mark
}

// Shows reports whether a note of that place says no more than a plain cell of the picture.
func (p *Picture) Shows(at Span) bool {
	for _, r := range p.Rows {
		for _, c := range r.Cells {
			if c.Mark == Plain && c.Span == at && at.File != nil {
				return true
			}
		}
	}
	return false
}

// Mark says what a cell of a picture has to do with the fault.
type Mark int

// The marks of cells.
const (
	Plain Mark = iota
	Total      // of a sum that does not hold
	Wrong
)
