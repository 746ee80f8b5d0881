package render

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"reportlint/lint/diag"
)

// The shapes within a report of tests.
type (
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
	var all junitSuite // of which only the numbers are told, and in front
	for f := range run.byFile() {
		all.count(run, f)
	}
	out := beginXML(w, "testsuites", "name", "reportlint",
		"tests", strconv.Itoa(all.Tests), "failures", strconv.Itoa(all.Failures), "errors", strconv.Itoa(all.Errors))
	for f := range run.byFile() {
		suite := junitSuite{Name: string(clean(tidy(f.name)))}
		suite.count(run, f)
		for _, d := range f.faults {
			c, err := run.junitCase(d)
			if err != nil {
				return err
			}
			suite.Cases = append(suite.Cases, c)
		}
		if len(suite.Cases) == 0 {
			suite.Cases = []junitCase{{Name: "reportlint", Class: suite.Name, File: suite.Name}}
		}
		out.element("testsuite", suite)
	}
	return out.end()
}

// count counts the cases of a file.
func (s *junitSuite) count(run Run, f fileFaults) {
	s.Tests += max(len(f.faults), 1)
	for _, d := range f.faults {
		switch run.verdict(d) {
		case notRun:
			s.Errors++
		case failed:
			s.Failures++
		}
	}
}

// verdict is what came of a test.
type verdict int

const (
	passed verdict = iota
	failed
	notRun
)

// verdict returns what comes of the test that a fault is.
func (run Run) verdict(d diag.Diagnostic) verdict {
	switch {
	case d.Rule == notChecked:
		return notRun
	case run.FailOn != 0 && d.Severity >= run.FailOn:
		return failed
	}
	return passed
}

func (run Run) junitCase(d diag.Diagnostic) (junitCase, error) {
	at := placeOf(d.Span)
	path := string(clean(tidy(at.file.Name)))
	c := junitCase{Name: string(clean(d.Rule) + at.numbers()), Class: path, File: path, Line: at.at.Line}
	fault := junitFault{Message: string(clean(d.Message)), Type: d.Severity.String()}
	is := run.verdict(d)
	if is == notRun {
		c.Error = &fault
		return c, nil
	}
	var text strings.Builder
	if err := Text(&text, slices.Values([]diag.Diagnostic{d}), Style{Lang: run.Lang}); err != nil {
		return c, err
	}
	if is == passed {
		c.Output = text.String()
		return c, nil
	}
	fault.Text = text.String()
	c.Failure = &fault
	return c, nil
}
