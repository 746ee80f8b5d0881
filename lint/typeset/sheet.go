// Package typeset writes the tables of a form as reports write them: pipe tables, HTML
// tables, one cell or one row a line. It knows the layouts, and no form: labels come from
// the scheme, figures from the caller.
package typeset

import (
	"strings"

	"reportlint/lint/form"
)

// CellID names a cell of a form by the ids of its table, row and column.
func CellID(table, row, column string) string { return table + "/" + row + "/" + column }

// Sheet is a draft being written, which remembers where each figure stands.
type Sheet struct {
	strings.Builder
	// Figure returns what stands in a cell, by its CellID.
	Figure func(id string) string
	// Where are the bytes [start, end) of each figure, by its CellID.
	Where map[string][2]int
}

// NewSheet returns an empty sheet.
func NewSheet(figure func(id string) string) *Sheet {
	return &Sheet{Figure: figure, Where: map[string][2]int{}}
}

// cell writes what stands in a slot.
func (s *Sheet) cell(c *slot) {
	if c.id == "" {
		s.WriteString(c.text)
		return
	}
	text := s.Figure(c.id)
	s.Where[c.id] = [2]int{s.Len(), s.Len() + len(text)}
	s.WriteString(text)
}

// Table writes a table in a layout.
func (l Layout) Table(s *Sheet, t form.Table) { l.table(s, t) }

// Write writes Markdown in a layout: prose line by line, and in the place of each pipe
// table the next table of the form.
func (l Layout) Write(s *Sheet, markdown string, f *form.Form) {
	next, inTable := 0, false
	for line := range strings.Lines(markdown) {
		if strings.HasPrefix(line, "|") {
			if !inTable {
				l.table(s, f.Tables[next])
				next++
			}
			inTable = true
			continue
		}
		inTable = false
		l.line(s, line)
	}
}

// line writes a line of prose.
func (l Layout) line(s *Sheet, line string) {
	text := strings.TrimSpace(strings.TrimLeft(line, "#"))
	switch {
	case l.Ext == ".md":
		s.WriteString(line)
	case l.Ext == ".txt":
		s.WriteString(text + "\n")
	case strings.HasPrefix(line, "# "):
		s.WriteString("<h1>" + text + "</h1>\n")
	case text != "":
		s.WriteString("<p>" + text + "</p>\n")
	}
}
