package render

import (
	"io"
	"slices"
	"strings"
	"unicode"

	"reportlint/lint/diag"
)

// The shapes of reviewdog's Diagnostic.
type (
	rdDiagnostic struct {
		Message     string         `json:"message"`
		Location    rdLocation     `json:"location"`
		Severity    string         `json:"severity"`
		Source      rdSource       `json:"source"`
		Code        rdCode         `json:"code"`
		Suggestions []rdSuggestion `json:"suggestions,omitempty"`
		Related     []rdRelated    `json:"relatedLocations,omitempty"`
	}
	rdLocation struct {
		Path  string  `json:"path"`
		Range rdRange `json:"range"`
	}
	rdRange struct {
		Start rdPosition `json:"start"`
		End   rdPosition `json:"end"`
	}
	rdPosition struct {
		Line   int `json:"line"`
		Column int `json:"column"`
	}
	rdSource struct {
		Name string `json:"name"`
	}
	rdCode struct {
		Value string `json:"value"`
	}
	rdSuggestion struct {
		Range rdRange `json:"range"`
		Text  string  `json:"text"`
	}
	rdRelated struct {
		Message  string     `json:"message"`
		Location rdLocation `json:"location"`
	}
)

// RDJSONL writes each fault in a line of its own, as reviewdog reads it. Reviewers put a
// suggestion in the place of the text with one click: only those are given that leave
// every number as it is.
func RDJSONL(w io.Writer, run Run) error {
	out := newDocument(w)
	for d := range run.told() {
		out.line(rdOf(d, run.Lang))
	}
	return out.end()
}

func rdOf(d diag.Diagnostic, lang diag.Lang) rdDiagnostic {
	out := rdDiagnostic{
		Message:  comment(d, lang),
		Location: rdLocationOf(d.Span),
		Severity: strings.ToUpper(max(d.Severity, diag.Info).String()),
		Source:   rdSource{"reportlint"},
		Code:     rdCode{d.Rule},
	}
	for _, f := range slices.Concat(d.Fixes, d.Suggestions) {
		if !slices.ContainsFunc(f.Edits, func(e diag.Edit) bool { return e.Span.File != d.Span.File || !keepsNumbers(e) }) {
			for _, e := range f.Edits {
				out.Suggestions = append(out.Suggestions, rdSuggestion{rdLocationOf(e.Span).Range, e.Text})
			}
		}
	}
	for _, n := range d.Notes {
		out.Related = append(out.Related, rdRelated{string(clean(n.Message)), rdLocationOf(n.Span)})
	}
	return out
}

// comment words a fault for reviewdog, which makes a comment in Markdown of it.
func comment(d diag.Diagnostic, lang diag.Lang) string {
	text := string(clean(d.Message))
	if d.Basis != "" {
		text += "\n" + diag.Phrase{ZH: "依据：", EN: "basis: "}.In(lang) + string(clean(d.Basis))
	}
	return strings.NewReplacer("<", `\<`, "[", `\[`, "`", "\\`", `\`, `\\`).Replace(text)
}

// keepsNumbers reports whether an edit leaves every number as it is: it puts the same
// digits in the place of text that is more than a number.
func keepsNumbers(e diag.Edit) bool {
	old := inside(e.Span).Text()
	return slices.Equal(digits(old), digits(e.Text)) && (len(digits(old)) == 0 || strings.ContainsFunc(old, unicode.IsLetter))
}

func digits(s string) []rune {
	var all []rune
	for _, r := range s {
		if unicode.IsDigit(r) {
			all = append(all, r)
		}
	}
	return all
}

func rdLocationOf(s diag.Span) rdLocation {
	s = inside(s)
	return rdLocation{tidy(s.File.Name), rdRange{inBytes(s.File, s.Start), inBytes(s.File, s.End)}}
}

// inBytes returns a place whose column counts bytes of UTF-8, a byte order mark among
// them: reviewdog applies suggestions to lines as they are in the file.
func inBytes(f *diag.File, offset int) rdPosition {
	line := f.Position(offset).Line
	start := f.Line(line).Start
	if line == 1 {
		start = 0
	}
	return rdPosition{line, offset - start + 1}
}
