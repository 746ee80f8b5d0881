package render

import (
	"io"
	"iter"
	"strconv"
	"strings"

	"reportlint/lint/diag"
)

// mostAnnotations is how many annotations of a kind GitHub shows of one step.
const mostAnnotations = 10

// GitHub writes faults as commands to GitHub Actions, each of which makes an annotation:
// errors first. Where there are more of a kind than are shown, the last annotation says
// how many, and the others are lines of the log.
func GitHub(w io.Writer, run Run) error {
	out := newSheet(w)
	all := run.told()
	n := map[diag.Severity]int{}
	for d := range all {
		n[max(d.Severity, diag.Info)]++
	}
	for _, kind := range []struct {
		severity diag.Severity
		command  string
	}{{diag.Error, "error"}, {diag.Warning, "warning"}, {diag.Info, "notice"}} {
		shown := n[kind.severity]
		if shown > mostAnnotations {
			shown = mostAnnotations - 1
		}
		done := 0
		for d := range only(all, kind.severity) {
			if done == shown {
				rest := strconv.Itoa(n[kind.severity] - shown)
				out.put(workflowCommand(kind.command, []property{{"title", "reportlint"}}, diag.Phrase{
					ZH: "另有 " + rest + " 处未能显示为批注，见日志",
					EN: rest + " more could not be shown as annotations, see the log",
				}.In(run.Lang)), "\n")
			}
			if done++; done <= shown {
				out.put(annotation(kind.command, d, run.Lang), "\n")
			} else {
				out.line(d)
			}
		}
	}
	return out.end()
}

// only yields the faults of one severity.
func only(all iter.Seq[diag.Diagnostic], s diag.Severity) iter.Seq[diag.Diagnostic] {
	return func(yield func(diag.Diagnostic) bool) {
		for d := range all {
			if max(d.Severity, diag.Info) == s && !yield(d) {
				return
			}
		}
	}
}

// annotation returns the command that shows a fault beside its line, with its notes.
func annotation(command string, d diag.Diagnostic, lang diag.Lang) term {
	span := inside(d.Span)
	start, end := span.File.Position(span.Start), span.File.Position(span.End)
	at := []property{
		{"title", string(clean(d.Rule))},
		{"file", string(clean(tidy(span.File.Name)))},
		{"line", strconv.Itoa(start.Line)},
		{"endLine", strconv.Itoa(end.Line)},
	}
	if start.Line == end.Line { // otherwise GitHub takes none
		at = append(at, property{"col", strconv.Itoa(start.Column)}, property{"endColumn", strconv.Itoa(end.Column)})
	}
	lines := []string{string(clean(d.Message))}
	for i, n := range d.Notes {
		if i == mostNotes {
			lines = append(lines, ellipsis)
			break
		}
		lines = append(lines, string(placeOf(n.Span).spot()+" "+clean(n.Message)))
	}
	if d.Basis != "" {
		lines = append(lines, diag.Phrase{ZH: "依据：", EN: "basis: "}.In(lang)+string(clean(d.Basis)))
	}
	return workflowCommand(command, at, strings.Join(lines, "\n"))
}

type property struct{ name, value string }

// workflowCommand words a command as GitHub's own library does, byte for byte.
func workflowCommand(command string, properties []property, message string) term {
	data := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	value := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	var b strings.Builder
	b.WriteString("::" + command)
	before := " "
	for _, p := range properties {
		if p.value != "" {
			b.WriteString(before + p.name + "=" + value.Replace(p.value))
			before = ","
		}
	}
	b.WriteString("::" + data.Replace(message))
	return term(b.String())
}
