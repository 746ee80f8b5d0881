// Package form finds in a draft what a form prescribes: its parts, its tables cell by
// cell, who reports, and on which year. It is told what the form prescribes by a Scheme
// and knows no title and no label itself. It judges nothing: where something cannot be
// told apart it says so, and what to think of it is left to the kinds of check.
package form

import (
	"slices"
	"strings"

	"reportlint/lint/diag"
)

// Scheme is what a pack prescribes for one kind of report, in all its forms.
type Scheme struct {
	Title     string // what every title of such a report ends with: 政府信息公开工作年度报告
	Subject   string // what the reports are on: 政府信息公开; may be empty
	Parts     []Part // in the order of the form
	Forms     []Form
	Documents []Document // that reports cite
	Skeleton  *Skeleton  // a draft to be filled in; nil if the pack has none

	ready *lexicon // once Prepare was called
}

// Part is one of the parts that a report must have.
type Part struct {
	ID    string
	Title string   // with its number: 一、总体情况
	Also  []string // other titles that are in use and do no harm beyond a hint
	Words []string // any of them in a title tells the part: 复议, 诉讼
}

// Form is one edition of the form: which years it serves, and its tables.
type Form struct {
	ID       string // the year of the document that prescribes it
	Document string // that document's number
	From, To int    // the years reported on, both included; 0 is open
	Tables   []Table
}

// Table is one table of a form. Its cells are named by a row and a column.
type Table struct {
	ID     string
	Name   string // what people call it: 表三
	Part   string // the part that it stands in
	Blocks []Block
	// Across says that the rows stand side by side in one line of figures, each under a
	// head of its own.
	Across bool
	Corner string // what stands over the labels of the rows; may be empty
	Above  string // the head above all columns; may be empty
	Sums   []Sum
	Span   diag.Span // where the pack names it
}

// Sum says which cells of a table add up to which: in each row, by columns, or in each
// column, by rows. Rows and columns that a form does not have are left out.
type Sum struct {
	Each        Axis
	Left, Right []string  // ids
	Span        diag.Span // where the pack says so
}

// Axis is what a sum is taken along.
type Axis string

// The axes of sums, as packs name them.
const (
	EachRow    Axis = "row"
	EachColumn Axis = "column"
)

// Block is a run of rows of a table with the same columns.
type Block struct {
	Head    string // the line over the block: 第二十条第（一）项; may be empty
	Columns []Column
	Rows    []Row
}

// Column is a column of a block.
type Column struct {
	ID       string
	Label    string
	Over     string   // the head above a group of columns: 法人或其他组织; may be empty
	Signed   bool     // may be below zero
	Fraction bool     // need not be whole
	Unit     string   // that its amounts are in: 万元; "" where cells are counts, or name theirs
	Units    []string // that a cell may name, where the label does not
}

// Row is a row of a block. Label is its path from the outermost label to its own:
// 三、本年度办理结果, （三）不予公开, 1.属于国家秘密.
type Row struct {
	ID    string
	Label []string
	Also  []string // other ways of writing its own label that do no harm
}

// Name returns the row's own label.
func (r Row) Name() string { return r.Label[len(r.Label)-1] }

// Document is a document that reports cite, known by its title and its number.
type Document struct {
	ID     string
	Title  string
	Also   []string // shorter titles that are in use
	Number string   // 国办公开办函〔2021〕30号
	// Until is the last year reported on for which it is in force; 0 if it still is.
	Until int
	// Instead is the id of the document that took its place.
	Instead string
}

// Form returns the form that serves a year, nil if none does.
func (s *Scheme) Form(year int) *Form {
	for i := range s.Forms {
		f := &s.Forms[i]
		if (f.From == 0 || year >= f.From) && (f.To == 0 || year <= f.To) {
			return f
		}
	}
	return nil
}

// Part returns the part of that id, nil if the scheme has none.
func (s *Scheme) Part(id string) *Part {
	i := slices.IndexFunc(s.Parts, func(p Part) bool { return p.ID == id })
	if i < 0 {
		return nil
	}
	return &s.Parts[i]
}

// Table returns the table of that id, nil if the form has none.
func (f *Form) Table(id string) *Table {
	i := slices.IndexFunc(f.Tables, func(t Table) bool { return t.ID == id })
	if i < 0 {
		return nil
	}
	return &f.Tables[i]
}

// mayBeOn reports whether a text holds a word of the subject, but for the first one, which others
// share: 信息 or 公开.
func (s *Scheme) mayBeOn(text string) bool {
	const word = 2 // characters
	subject := []rune(s.Subject)
	for i := len(subject) - word; i > 0; i -= word {
		if strings.Contains(text, string(subject[i:i+word])) {
			return true
		}
	}
	return false
}
