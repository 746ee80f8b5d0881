package render

import (
	"io"

	"reportlint/lint"
	"reportlint/lint/diag"
)

// The shapes of the output; docs/output.md promises their names.
type (
	jsonFile struct {
		Path       string       `json:"path"`
		Title      string       `json:"title"`
		Organ      string       `json:"organ"`
		Year       int          `json:"year"`
		Pack       string       `json:"pack"`
		Form       string       `json:"form"`
		Coverage   jsonCoverage `json:"coverage"`
		NotChecked string       `json:"notChecked,omitempty"`
	}
	jsonCoverage struct {
		Ran           int          `json:"ran"`
		NotApplicable []jsonReason `json:"notApplicable"`
		Undecided     []jsonReason `json:"undecided"`
	}
	jsonReason struct {
		Rule   string `json:"rule"`
		Reason string `json:"reason"`
	}
	jsonDiagnostic struct {
		Path         string            `json:"path"`
		Rule         string            `json:"rule"`
		Severity     string            `json:"severity"`
		Message      string            `json:"message"`
		Basis        string            `json:"basis"`
		Start        jsonPosition      `json:"start"`
		End          jsonPosition      `json:"end"`
		Notes        []jsonNote        `json:"notes"`
		Fixes        []jsonFix         `json:"fixes"`
		Suggestions  []jsonFix         `json:"suggestions"`
		Explanations []jsonExplanation `json:"explanations"`
		Fingerprint  string            `json:"fingerprint"`
	}
	jsonPosition struct {
		Line   int `json:"line"`
		Column int `json:"column"`
		Offset int `json:"offset"`
	}
	jsonNote struct {
		jsonSpan
		Message string `json:"message"`
	}
	jsonFix struct {
		Message string     `json:"message"`
		Edits   []jsonEdit `json:"edits"`
	}
	jsonEdit struct {
		jsonSpan
		Text string `json:"text"`
	}
	jsonExplanation struct {
		Cells   []jsonCell `json:"cells"`
		Reasons []string   `json:"reasons"`
	}
	jsonCell struct {
		jsonSpan
		Label   string `json:"label"`
		Is      string `json:"is"`
		Becomes string `json:"becomes"`
	}
	jsonSpan struct {
		Path  string       `json:"path"`
		Start jsonPosition `json:"start"`
		End   jsonPosition `json:"end"`
	}
	jsonSummary struct {
		Files      int `json:"files"`
		Errors     int `json:"errors"`
		Warnings   int `json:"warnings"`
		Infos      int `json:"infos"`
		Suppressed int `json:"suppressed"`
		Baselined  int `json:"baselined"`
	}
)

// JSON writes a run for programs.
func JSON(w io.Writer, run Run) error {
	run = run.whole()
	out := newDocument(w)
	out.put("{\n  \"version\": 1,\n  \"files\": ")
	files := array(out, inObject, run.Files, shapeFile)
	out.put(",\n  \"diagnostics\": ")
	counts := map[diag.Severity]int{}
	array(out, inObject, run.Diagnostics, func(d diag.Diagnostic) jsonDiagnostic {
		counts[d.Severity]++
		return shapeDiagnostic(d)
	})
	out.put(",\n  \"summary\": ")
	out.value(inObject, indented, jsonSummary{
		Files:      files,
		Errors:     counts[diag.Error],
		Warnings:   counts[diag.Warning],
		Infos:      counts[diag.Info],
		Suppressed: length(run.Suppressed),
		Baselined:  length(run.Baselined),
	})
	out.put("\n}\n")
	return out.end()
}

// JSONL writes each fault as JSON in a line of its own, in the shape that JSON gives it.
func JSONL(w io.Writer, run Run) error {
	out := newDocument(w)
	for d := range run.whole().Diagnostics {
		out.line(shapeDiagnostic(d))
	}
	return out.end()
}

// list shapes each element. The list is never nil, which JSON would show as null.
func list[From, To any](all []From, shape func(From) To) []To {
	out := make([]To, len(all))
	for i, v := range all {
		out[i] = shape(v)
	}
	return out
}

func shapeFile(f File) jsonFile {
	a := f.about()
	return jsonFile{
		Path: f.Path, Title: a.Title, Organ: a.Organ, Year: a.Year, Pack: f.Pack, Form: a.Form,
		Coverage: jsonCoverage{
			Ran:           a.Coverage.Ran,
			NotApplicable: list(a.Coverage.NotApplicable, shapeReason),
			Undecided:     list(a.Coverage.Undecided, shapeReason),
		},
		NotChecked: f.NotChecked,
	}
}

func shapeReason(r lint.Reason) jsonReason { return jsonReason(r) }

func shapeDiagnostic(d diag.Diagnostic) jsonDiagnostic {
	at := shapeSpan(d.Span)
	return jsonDiagnostic{
		Path: at.Path, Start: at.Start, End: at.End,
		Rule: d.Rule, Severity: d.Severity.String(), Message: d.Message, Basis: d.Basis,
		Notes:        list(d.Notes, shapeNote),
		Fixes:        list(d.Fixes, shapeFix),
		Suggestions:  list(d.Suggestions, shapeFix),
		Explanations: list(d.Explanations, shapeExplanation),
		Fingerprint:  d.Fingerprint,
	}
}

func shapeNote(n diag.Note) jsonNote { return jsonNote{shapeSpan(n.Span), n.Message} }

func shapeFix(f diag.Fix) jsonFix { return jsonFix{f.Message, list(f.Edits, shapeEdit)} }

func shapeEdit(e diag.Edit) jsonEdit { return jsonEdit{shapeSpan(e.Span), e.Text} }

func shapeExplanation(e diag.Explanation) jsonExplanation {
	return jsonExplanation{list(e.Cells, shapeCell), append([]string{}, e.Reasons...)}
}

func shapeCell(c diag.CellChange) jsonCell {
	return jsonCell{shapeSpan(c.Span), c.Label, c.Is, c.Becomes}
}

func shapeSpan(s diag.Span) jsonSpan {
	s = inside(s)
	return jsonSpan{s.File.Name, shapePosition(s.File, s.Start), shapePosition(s.File, s.End)}
}

func shapePosition(f *diag.File, offset int) jsonPosition {
	p := f.Position(offset)
	return jsonPosition{p.Line, p.Column, offset}
}
