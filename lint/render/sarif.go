package render

import (
	"io"
	"iter"
	"net/url"
	"path"
	"slices"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
)

// The shapes of SARIF 2.1.0, as far as there is something to say. Fixes are what a viewer
// may apply at a click; suggestions are properties.
type (
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID            string             `json:"id"`
		Short         sarifMessage       `json:"shortDescription"`
		Full          sarifMessage       `json:"fullDescription"`
		Help          sarifHelp          `json:"help"`
		HelpURI       string             `json:"helpUri,omitempty"`
		Configuration sarifConfiguration `json:"defaultConfiguration"`
	}
	sarifConfiguration struct {
		Level string `json:"level"`
	}
	sarifMessage struct {
		Text string `json:"text"`
	}
	sarifHelp struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown"`
	}
	sarifInvocation struct {
		Successful    bool                `json:"executionSuccessful"`
		Notifications []sarifNotification `json:"toolExecutionNotifications,omitempty"`
	}
	sarifNotification struct {
		Level     string          `json:"level"`
		Message   sarifMessage    `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}
	sarifArtifact struct {
		Location sarifArtifactLocation `json:"location"`
		Roles    []string              `json:"roles,omitempty"`
	}
	sarifArtifactLocation struct {
		URI   string `json:"uri"`
		Index *int   `json:"index,omitempty"`
	}
	sarifResult struct {
		RuleID       string             `json:"ruleId"`
		RuleIndex    *int               `json:"ruleIndex,omitempty"`
		Level        string             `json:"level"`
		Message      sarifMessage       `json:"message"`
		Locations    []sarifLocation    `json:"locations"`
		Related      []sarifLocation    `json:"relatedLocations,omitempty"`
		Fingerprints map[string]string  `json:"partialFingerprints,omitempty"`
		Suppressions []sarifSuppression `json:"suppressions,omitempty"`
		State        string             `json:"baselineState,omitempty"`
		Fixes        []sarifFix         `json:"fixes,omitempty"`
		Properties   sarifProperties    `json:"properties"`
	}
	sarifFix struct {
		Description sarifMessage  `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifArtifactLocation `json:"artifactLocation"`
		Replacements []sarifReplacement    `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion  `json:"deletedRegion"`
		Inserted sarifContent `json:"insertedContent"`
	}
	sarifContent struct {
		Text string `json:"text"`
	}
	sarifSuppression struct {
		Kind          string        `json:"kind"`
		Justification string        `json:"justification,omitempty"`
		Location      sarifLocation `json:"location"`
	}
	sarifLocation struct {
		ID       int           `json:"id,omitempty"`
		Message  *sarifMessage `json:"message,omitempty"`
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifactLocation `json:"artifactLocation"`
		Region   *sarifRegion          `json:"region,omitempty"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
	// sarifProperties have the shapes of JSON.
	sarifProperties struct {
		Basis        string            `json:"basis,omitempty"`
		Suggestions  []jsonFix         `json:"suggestions,omitempty"`
		Explanations []jsonExplanation `json:"explanations,omitempty"`
	}
)

// SARIF writes a run in the format of static analysis tools. Files and rules, which results
// call by their numbers, stand in front of these: so results are walked once for what they
// name, and once more to be written.
func SARIF(w io.Writer, run Run) error {
	run = run.whole()
	s := &sarif{run: run, artifacts: map[string]int{}, rules: map[string]int{}}
	driver := sarifDriver{Name: "reportlint", Version: run.Version, Rules: []sarifRule{}}
	how := sarifInvocation{Successful: true}
	for f := range run.Files {
		where := sarifPhysical{Artifact: s.artifact(f.Path)}
		if f.NotChecked != "" {
			how.Successful = false
			how.Notifications = append(how.Notifications, sarifNotification{
				Level: "error", Message: sarifText(f.NotChecked), Locations: []sarifLocation{{Physical: where}},
			})
		}
	}
	targets := len(s.names)
	for range s.results() {
	}
	for _, k := range s.named {
		driver.Rules = append(driver.Rules, sarifRuleOf(run.Rules[k], run.Lang))
	}
	language := "zh-CN"
	if run.Lang == diag.English {
		language = "en-US"
	}
	const inRun = "      "
	out := newDocument(w)
	out.put(`{
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
  "version": "2.1.0",
  "runs": [
    {
      "tool": `)
	out.value(inRun, indented, sarifTool{driver})
	out.put(",\n" + inRun + `"invocations": `)
	out.value(inRun, indented, []sarifInvocation{how})
	out.put(",\n" + inRun + `"language": "` + language + `",` + "\n" + inRun + `"columnKind": "utf16CodeUnits",` + "\n" + inRun + `"artifacts": `)
	n := 0
	array(out, inRun, slices.Values(s.names), func(name string) sarifArtifact {
		a := sarifArtifact{Location: s.artifact(name)}
		a.Location.Index = nil
		if n++; n <= targets {
			a.Roles = []string{"analysisTarget"}
		}
		return a
	})
	out.put(",\n" + inRun + `"results": `)
	array(out, inRun, s.results(), func(r sarifResult) sarifResult { return r })
	out.put("\n    }\n  ]\n}\n")
	return out.end()
}

// sarif is one run while it is written.
type sarif struct {
	run       Run
	names     []string       // of artifacts
	artifacts map[string]int // their places in that list
	named     []int          // rules that found something, by their places among those of the run
	rules     map[string]int // their places in that list
}

// results yields what was found.
func (s *sarif) results() iter.Seq[sarifResult] {
	new, known := "", "unchanged"
	if s.run.Compared {
		new = "new"
	}
	lists := []struct {
		state string
		all   iter.Seq[diag.Diagnostic]
	}{{new, s.run.Diagnostics}, {new, s.run.Suppressed}, {known, s.run.Baselined}}
	return func(yield func(sarifResult) bool) {
		for _, list := range lists {
			for d := range list.all {
				if !yield(s.result(d, list.state)) {
					return
				}
			}
		}
	}
}

// result returns what is said of a fault, whose state tells how it is to a baseline; "" if
// there is none.
func (s *sarif) result(d diag.Diagnostic, state string) sarifResult {
	r := sarifResult{
		State:     state,
		RuleID:    d.Rule,
		RuleIndex: s.rule(d.Rule),
		Level:     sarifLevel(d.Severity),
		Message:   sarifText(d.Message),
		Locations: []sarifLocation{{Physical: s.physical(d.Span)}},
		Properties: sarifProperties{
			Basis:        d.Basis,
			Suggestions:  list(d.Suggestions, shapeFix),
			Explanations: list(d.Explanations, shapeExplanation),
		},
	}
	for i, n := range d.Notes {
		text := sarifText(n.Message)
		r.Related = append(r.Related, sarifLocation{ID: i + 1, Message: &text, Physical: s.physical(n.Span)})
	}
	if d.Fingerprint != "" {
		r.Fingerprints = map[string]string{"reportlint/v1": d.Fingerprint}
	}
	for _, f := range d.Fixes {
		r.Fixes = append(r.Fixes, s.fix(f))
	}
	if by := d.Suppression; by != nil {
		kind := "inSource"
		if by.External {
			kind = "external"
		}
		r.Suppressions = []sarifSuppression{{kind, string(clean(by.Reason)), sarifLocation{Physical: s.physical(by.Span)}}}
	}
	return r
}

// fix returns a safe fix, all of whose edits are in one file.
func (s *sarif) fix(f diag.Fix) sarifFix {
	out := sarifFix{Description: sarifText(f.Message)}
	for _, e := range f.Edits {
		at := s.physical(e.Span)
		if len(out.Changes) == 0 {
			out.Changes = []sarifChange{{Artifact: at.Artifact}}
		}
		out.Changes[0].Replacements = append(out.Changes[0].Replacements, sarifReplacement{*at.Region, sarifContent{e.Text}})
	}
	return out
}

// rule returns the place of a rule in the list of those that found something; nil if the
// rule is not known.
func (s *sarif) rule(id string) *int {
	if i, listed := s.rules[id]; listed {
		return &i
	}
	k := slices.IndexFunc(s.run.Rules, func(r lint.Rule) bool { return r.ID == id })
	if k < 0 {
		return nil
	}
	i := len(s.named)
	s.rules[id] = i
	s.named = append(s.named, k)
	return &i
}

func sarifRuleOf(r lint.Rule, lang diag.Lang) sarifRule {
	why, basis := oneLine(r.Why.In(lang)), oneLine(r.Basis.In(lang))
	label := diag.Phrase{ZH: "依据：", EN: "basis: "}.In(lang)
	command := "reportlint explain " + r.ID
	return sarifRule{
		ID:    r.ID,
		Short: sarifText(withoutFields(oneLine(r.Message.In(lang)))),
		Full:  sarifText(why),
		Help: sarifHelp{
			Text:     sarifText(why + "\n" + label + basis + "\n" + command).Text,
			Markdown: string(plain(why)+"\n\n"+term(label)+plain(basis)) + "\n\n`" + string(clean(command)) + "`",
		},
		HelpURI:       r.Help,
		Configuration: sarifConfiguration{sarifLevel(r.Severity)},
	}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// withoutFields returns what a rule says, whatever it says it of.
func withoutFields(message string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(message, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteString(ellipsis)
		_, message, _ = strings.Cut(rest, "}")
	}
}

// sarifText returns a message that stands for itself: braces in it are no placeholders,
// and brackets no links.
func sarifText(s string) sarifMessage {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = string(clean(line))
	}
	return sarifMessage{strings.NewReplacer("{", "{{", "}", "}}", "](", `\](`).Replace(strings.Join(lines, "\n"))}
}

func sarifLevel(s diag.Severity) string {
	switch s {
	case diag.Error, diag.Warning:
		return s.String()
	}
	return "note"
}

func (s *sarif) physical(span diag.Span) sarifPhysical {
	span = inside(span)
	start, end := span.File.UTF16(span.Start), span.File.UTF16(span.End)
	return sarifPhysical{
		Artifact: s.artifact(span.File.Name),
		Region:   &sarifRegion{start.Line, start.Column, end.Line, end.Column},
	}
}

// artifact returns where a file is, which it puts on the list if it is not there.
func (s *sarif) artifact(name string) sarifArtifactLocation {
	i, listed := s.artifacts[name]
	if !listed {
		i = len(s.names)
		s.artifacts[name] = i
		s.names = append(s.names, name)
	}
	return sarifArtifactLocation{URI: uri(name), Index: &i}
}

// uri returns a path as a reference, relative if the path is.
func uri(name string) string {
	u := url.URL{Path: tidy(name)}
	if path.IsAbs(u.Path) {
		u.Scheme = "file"
	}
	return u.String()
}
