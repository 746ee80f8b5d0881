package render

import (
	"encoding/xml"
	"io"
	"slices"
	"strings"

	"reportlint/lint/diag"
)

// The shape of a report of tests.
type (
	junitReport struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name    string      `xml:"name,attr"`
		Class   string      `xml:"classname,attr"`
		File    string      `xml:"file,attr"`
		Line    int         `xml:"line,attr,omitempty"`
		Failure *junitFault `xml:"failure"`
		Error   *junitFault `xml:"error"`
		Output  string      `xml:"system-out,omitempty"`
	}
	junitFault struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
)

// JUnit writes faults as a report of tests: a suite a file, a case a fault. What fails the
// run is a failure, and other faults are cases that passed and have something to say. A
// file that was not judged is an error, and one without fault a case that passed.
func JUnit(w io.Writer, run Run) error {
	report := junitReport{Name: "reportlint"}
	for _, f := range run.byFile() {
		suite := junitSuite{Name: string(clean(tidy(f.name)))}
		for _, d := range f.faults {
			c, err := run.junitCase(d)
			if err != nil {
				return err
			}
			if c.Failure != nil {
				suite.Failures++
			}
			if c.Error != nil {
				suite.Errors++
			}
			suite.Cases = append(suite.Cases, c)
		}
		if len(suite.Cases) == 0 {
			suite.Cases = []junitCase{{Name: "reportlint", Class: suite.Name, File: suite.Name}}
		}
		suite.Tests = len(suite.Cases)
		report.Suites = append(report.Suites, suite)
		report.Tests += suite.Tests
		report.Failures += suite.Failures
		report.Errors += suite.Errors
	}
	return encodeXML(w, report)
}

func (run Run) junitCase(d diag.Diagnostic) (junitCase, error) {
	at := placeOf(d.Span)
	path := string(clean(tidy(at.file.Name)))
	c := junitCase{Name: string(clean(d.Rule) + at.numbers()), Class: path, File: path, Line: at.at.Line}
	fault := junitFault{Message: string(clean(d.Message)), Type: d.Severity.String()}
	if d.Rule == notChecked {
		c.Error = &fault
		return c, nil
	}
	var text strings.Builder
	if err := Text(&text, slices.Values([]diag.Diagnostic{d}), Style{Lang: run.Lang}); err != nil {
		return c, err
	}
	if run.FailOn == 0 || d.Severity < run.FailOn {
		c.Output = text.String()
		return c, nil
	}
	fault.Text = text.String()
	c.Failure = &fault
	return c, nil
}
