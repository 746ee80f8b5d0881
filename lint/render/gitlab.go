package render

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strconv"

	"reportlint/lint/diag"
)

// The shape of an issue in a report of code quality.
type (
	gitlabIssue struct {
		Description string         `json:"description"`
		CheckName   string         `json:"check_name"`
		Fingerprint string         `json:"fingerprint"`
		Severity    string         `json:"severity"`
		Location    gitlabLocation `json:"location"`
	}
	gitlabLocation struct {
		Path  string      `json:"path"`
		Lines gitlabLines `json:"lines"`
	}
	gitlabLines struct {
		Begin int `json:"begin"`
		End   int `json:"end"`
	}
)

// GitLab writes faults as a report of code quality. GitLab takes two issues with the same
// fingerprint for one, and tells by it which are new: it is made of the path and the
// fault's own, and where that comes again, of how often it came before.
func GitLab(w io.Writer, run Run) error {
	out := newDocument(w)
	name, before := "", map[string]int{}
	array(out, "", run.told(), func(d diag.Diagnostic) gitlabIssue {
		file, span := d.Span.File, d.Span
		if path := tidy(file.Name); path != name {
			name = path
			clear(before) // faults of one file stand side by side
		}
		same := name + "\x00" + d.Rule + "\x00" + d.Fingerprint
		sum := sha256.Sum256([]byte(same + "\x00" + strconv.Itoa(before[same])))
		before[same]++
		return gitlabIssue{
			Description: string(clean(d.Message)),
			CheckName:   d.Rule,
			Fingerprint: hex.EncodeToString(sum[:16]),
			Severity:    gitlabSeverity(d.Severity),
			Location: gitlabLocation{name, gitlabLines{
				file.Position(span.Start).Line, file.Position(span.End).Line,
			}},
		}
	})
	out.put("\n")
	return out.end()
}

// gitlabSeverity leaves "critical" and "blocker" to what can harm a system.
func gitlabSeverity(s diag.Severity) string {
	switch s {
	case diag.Error:
		return "major"
	case diag.Warning:
		return "minor"
	}
	return "info"
}
