// Package draft says what a report says, free of markup: blocks in reading order, text
// that knows where it was written, tables laid out on a grid, numbers and dates. It does
// not know how the report was written down, nor what a report should say.
package draft

import "reportlint/lint/diag"

// Draft is a report as its reader sees it.
type Draft struct {
	File   *diag.File
	Front  diag.Span // the YAML between the lines "---" at the head; empty if there is none
	Title  Text      // the title of an HTML page, which its reader sees above the page
	Blocks []Block
}

// Kind says what a block is.
type Kind int

// The kinds of block.
const (
	Paragraph Kind = iota
	Heading
	Grid
)

// Block is a paragraph, a heading or a table.
type Block struct {
	Kind   Kind
	Level  int    // of a heading, from 1; 0 in other blocks
	Lines  []Text // of a paragraph or heading: one for each line as it was written
	Bold   bool   // a paragraph that is emphasised from its first to its last character
	Images int    // pictures in the block, which nobody here can read
	Table  *Table // of a grid
}

// Text returns the lines of a block as one reads them.
func (b Block) Text() Text { return Join(b.Lines...) }

// Table is a table as it was written: rows of slots, each holding the cell that covers it.
type Table struct {
	Span diag.Span
	Rows []Row
	// Columns is the number of columns that the table itself declares, by its delimiter
	// row; 0 where nothing declares it.
	Columns int
}

// Row is one row of a table. A cell that is merged across columns stands in several
// slots, a cell that is merged across rows in several rows. Rows may differ in length:
// a slot that nobody wrote is not there.
type Row struct {
	Span  diag.Span
	Slots []*Cell
}

// Cell is one cell of a table. Its text is without white space at its ends; the place of
// a blank one is where something should have been written.
type Cell struct {
	Text Text
	Head bool // written as a heading cell
}

// Blank reports whether nothing is to be seen in the cell.
func (c *Cell) Blank() bool { return c.Text.Len() == 0 }
