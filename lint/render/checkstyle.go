package render

import (
	"encoding/xml"
	"io"

	"reportlint/lint/diag"
)

// The shape of a report of Checkstyle.
type (
	checkstyleReport struct {
		XMLName xml.Name         `xml:"checkstyle"`
		Version string           `xml:"version,attr"`
		Files   []checkstyleFile `xml:"file"`
	}
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
	report := checkstyleReport{Version: "4.3"}
	for _, f := range run.byFile() {
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
		report.Files = append(report.Files, file)
	}
	return encodeXML(w, report)
}

// encodeXML writes a value as a document. Its text is clean, so that there is no
// character in it that XML forbids.
func encodeXML(w io.Writer, v any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
