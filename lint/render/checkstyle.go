package render

import (
	"io"

	"reportlint/lint/diag"
)

// The shapes within a report of Checkstyle.
type (
	checkstyleFile struct {
		Name   string            `xml:"name,attr"`
		Errors []checkstyleError `xml:"error"`
	}
	checkstyleError struct {
		Line     int    `xml:"line,attr"`
		Column   int    `xml:"column,attr"`
		Severity string `xml:"severity,attr"`
		Message  string `xml:"message,attr"`
		Source   string `xml:"source,attr"`
	}
)

// Checkstyle writes faults by file, in the XML that Checkstyle writes.
func Checkstyle(w io.Writer, run Run) error {
	out := beginXML(w, "checkstyle", "version", "4.3")
	for f := range run.byFile() {
		file := checkstyleFile{Name: string(clean(tidy(f.name)))}
		for _, d := range f.faults {
			at := d.Span.File.Position(d.Span.Start)
			file.Errors = append(file.Errors, checkstyleError{
				Line: at.Line, Column: at.Column,
				Severity: max(d.Severity, diag.Info).String(),
				Message:  string(clean(d.Message)),
				Source:   "reportlint." + string(clean(d.Rule)),
			})
		}
		out.element("file", file)
	}
	return out.end()
}
