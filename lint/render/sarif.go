package render

import (
	"io"
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
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool        sarifTool         `json:"tool"`
		Invocations []sarifInvocation `json:"invocations"`
		Language    string            `json:"language"`
		ColumnKind  string            `json:"columnKind"`
		Artifacts   []sarifArtifact   `json:"artifacts"`
		Results     []sarifResult     `json:"results"`
	}
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

// SARIF writes a run in the format of static analysis tools.
func SARIF(w io.Writer, run Run) error {
	s := &sarif{run: run, artifacts: map[string]int{}, rules: map[string]int{}}
	s.out.Language, s.out.ColumnKind = "zh-CN", "utf16CodeUnits"
	if run.Lang == diag.English {
		s.out.Language = "en-US"
	}
	driver := &s.out.Tool.Driver
	driver.Name, driver.Version = "reportlint", run.Version
	driver.Rules, s.out.Artifacts, s.out.Results = []sarifRule{}, []sarifArtifact{}, []sarifResult{}
	how := sarifInvocation{Successful: true}
	for _, f := range run.Files {
		where := sarifPhysical{Artifact: s.artifact(f.Path, "analysisTarget")}
		if f.NotChecked != "" {
			how.Successful = false
			how.Notifications = append(how.Notifications, sarifNotification{
				Level: "error", Message: sarifText(f.NotChecked), Locations: []sarifLocation{{Physical: where}},
			})
		}
	}
	s.out.Invocations = []sarifInvocation{how}
	new, known := "", "unchanged"
	if run.Compared {
		new = "new"
	}
	for _, d := range slices.Concat(run.Diagnostics, run.Suppressed) {
		s.result(d, new)
	}
	for _, d := range run.Baselined {
		s.result(d, known)
	}
	return encode(w, indented, sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{s.out}})
}

// sarif is one run while it is written.
type sarif struct {
	run       Run
	out       sarifRun
	artifacts map[string]int // the places of paths in the list of artifacts
	rules     map[string]int // and of rules in theirs
}

// result adds a fault, whose state tells how it is to a baseline; "" if there is none.
func (s *sarif) result(d diag.Diagnostic, state string) {
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
	s.out.Results = append(s.out.Results, r)
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
	rules := &s.out.Tool.Driver.Rules
	i := len(*rules)
	s.rules[id] = i
	*rules = append(*rules, sarifRuleOf(s.run.Rules[k], s.run.Lang))
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
func (s *sarif) artifact(name string, roles ...string) sarifArtifactLocation {
	i, listed := s.artifacts[name]
	at := sarifArtifactLocation{URI: uri(name)}
	if !listed {
		i = len(s.out.Artifacts)
		s.artifacts[name] = i
		s.out.Artifacts = append(s.out.Artifacts, sarifArtifact{at, roles})
	}
	at.Index = &i
	return at
}

// uri returns a path as a reference, relative if the path is.
func uri(name string) string {
	u := url.URL{Path: tidy(name)}
	if path.IsAbs(u.Path) {
		u.Scheme = "file"
	}
	return u.String()
}
