// Package lint judges a report by rules. It is pure: the same dossier and the same rules
// give the same diagnostics in the same order. It reads no files, no clock and no
// language of its own; it knows how a rule is run, and nothing of what rules check.
package lint

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"reportlint/lint/arena"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
	"reportlint/lint/similar"
)

// Dossier is a report with everything else that it has to agree with.
type Dossier struct {
	Main  *form.Report
	Prior *form.Report   // the organ's report on the year before; nil if none was given
	Parts []*form.Report // the reports that a consolidated one adds up; may be none
	// Complete says that Parts are all that Main adds up.
	Complete bool
	Peers    *Peers // nil where Main is the only report of the run
	Today    draft.Date
	// Most is how many faults of one rule are told; 0 is all.
	Most int
	// Jobs is how many rules may be run at a time; 0 is one. If it is more, the files of the
	// reports have no arena.
	Jobs int
}

// Peers are the other reports of a run.
type Peers struct {
	Reports []*form.Report
	Texts   []similar.Other // of reports that were read for nothing else
	// Pending says that the other reports are yet to be read. A rule that needs them
	// awaits them, and is run again with those that are like its own (Pass.Await).
	Pending bool
}

// Pack is what a kind of report is held against: what its form prescribes, and rules.
type Pack struct {
	Name   string
	About  diag.Phrase
	Scheme *form.Scheme
	Rules  []Rule
	Model  *Model // nil if it has none
}

// Rule is a check with a name, a provision behind it, and an edit that proves it.
type Rule struct {
	ID       string
	Severity diag.Severity
	Basis    diag.Phrase
	Bases    []diag.Phrase // of the forms of the scheme in turn, where it differs between them
	Why      diag.Phrase
	Help     string                 // where the web explains it; empty if it does not
	Message  diag.Phrase            // with {fields} that the kind fills in
	Notes    map[string]diag.Phrase // likewise, by the names that the kind gives its notes
	Check    Check                  // nil for a rule of the tool itself
	Names    []Reference            // what its settings name of the scheme
	Broken   []Edit
	Tests    []Test
	Span     diag.Span // where the pack defines it
}

// Kind is one way of checking, before a rule has said what for.
type Kind struct {
	Name   string
	Fields []string // the fields that messages of its rules may name
	Notes  []string // the notes that its rules may word; one without words is not shown
	New    func(with Settings) (Check, error)
	// Names returns what settings that New took name of the scheme; nil where the kind's
	// settings name nothing.
	Names func(with Settings) []Reference
}

// Check looks for one fault throughout a dossier and returns how many places it judged.
// Where it judged none it says why, by Pass.Skip or Pass.Abstain. Several checks may run on
// one dossier at a time, and one check on several: what it changes is its pass, and no more.
type Check func(*Pass) (judged int)

// SettingError is what a kind's New returns when it cannot work with its settings.
type SettingError struct {
	Path   string // the setting, as a JSON pointer relative to the rule's "with"
	Offset int    // how far into the text of the setting, in bytes
	Reason diag.Phrase
}

func (e *SettingError) Error() string { return e.Path + ": " + e.Reason.EN }

// Settings are what a rule says to its kind.
type Settings interface {
	// Into fills in what a pointer leads to, and fails where there is a setting that this
	// does not have.
	Into(settings any) error
}

// Decode reads a kind's settings as a T.
func Decode[T any](with Settings) (T, error) {
	var settings T
	err := with.Into(&settings)
	return settings, err
}

// JSON are settings as they stand in a pack; without a byte, there are none.
type JSON []byte

func (j JSON) Into(settings any) error {
	if len(j) == 0 {
		return nil
	}
	d := json.NewDecoder(bytes.NewReader(j))
	d.DisallowUnknownFields()
	return d.Decode(settings)
}

// Args are the values of the {fields} of a message, as written in the draft.
type Args map[string]string

// Finding is a fault as a kind reports it; the engine makes a diagnostic of it.
type Finding struct {
	Span         diag.Span
	Args         Args
	Wording      string // the note that words the message, if the rule has it, in place of its own
	Notes        []Note
	Fixes        []diag.Fix // safe ones, which the tool may apply
	Suggestions  []diag.Fix
	Explanations []Explanation
	Picture      *diag.Picture
	Key          string        // what is wrong, by label path or normalised text
	Severity     diag.Severity // only where the kind is told to depart from the rule's
}

// Note is another place that belongs to a finding; Name says which of the rule's notes
// words it.
type Note struct {
	Span diag.Span
	Name string
	Args Args
}

// Explanation is a set of changes of cells, and what speaks for it.
type Explanation struct {
	Cells   []diag.CellChange
	Reasons []diag.Phrase
}

// Pass is what a check sees: the dossier, and where to say what it found.
type Pass struct {
	*Dossier
	findings  []Finding
	skipped   []diag.Phrase
	lacks     bool // another report, so that the rule was skipped
	undecided []diag.Phrase
	awaits    *Awaiting
	beyond    bool   // there are more findings than the dossier is to have
	judged    int    // places, as the check returned
	failure   string // what the check panicked with
	kept      *kept
}

// Arena is where a check may make what it does not report; nil if that is kept, or rules are
// run at the same time.
func (p *Pass) Arena() *arena.Arena { return p.Main.Draft.File.Arena() }

// kept is what the checks of a dossier share.
type kept struct {
	mu sync.Mutex // of the map; what it holds is made by whoever asks first, while others wait
	of map[any]func() any
}

// Keep returns what a key stands for in the run of a dossier: what the first check that
// asked for it has made of the dossier, which later ones share. Nobody may change it.
func Keep[K comparable, T any](p *Pass, key K, make func() T) T {
	if p.kept == nil { // a pass of its own keeps nothing
		return make()
	}
	p.kept.mu.Lock()
	made := p.kept.of[key]
	if made == nil {
		made = sync.OnceValue(func() any { return make() })
		p.kept.of[key] = made
	}
	p.kept.mu.Unlock()
	return made().(T)
}

// Report hands over a fault.
func (p *Pass) Report(f Finding) {
	if p.beyond = p.Most > 0 && len(p.findings) == p.Most; !p.beyond {
		p.findings = append(p.findings, f)
	}
}

// Skip says why the rule does not apply to this dossier.
func (p *Pass) Skip(reason diag.Phrase) { p.skipped = append(p.skipped, reason) }

// Lack is Skip for want of another report, which the dossier does not hold.
func (p *Pass) Lack(reason diag.Phrase) {
	p.Skip(reason)
	p.lacks = true
}

// Abstain says why something that the rule applies to could not be decided.
func (p *Pass) Abstain(reason diag.Phrase) { p.undecided = append(p.undecided, reason) }

// Await says that the rule can be judged only beside other reports of the run, and hands
// over what those are found by that are like this one.
func (p *Pass) Await(a Awaiting) { p.awaits = &a }

// Result is what a run has to tell of one dossier.
type Result struct {
	Diagnostics []diag.Diagnostic
	Coverage    Coverage
	Awaiting    []Awaiting // only while peers are pending
	Lacking     []string   // rules that would need another report
	Failures    []Failure  // rules that broke down; their silence means nothing
	Beyond      []string   // rules that found more faults than are told (Dossier.Most)
}

// Judged reports whether a rule that was run was held against all that it is for.
func (r *Result) Judged(rule string) bool {
	idle := func(why Reason) bool { return why.Rule == rule }
	return !slices.ContainsFunc(r.Coverage.NotApplicable, idle) && !slices.ContainsFunc(r.Coverage.Undecided, idle) &&
		!slices.ContainsFunc(r.Failures, func(f Failure) bool { return f.Rule == rule }) &&
		!slices.ContainsFunc(r.Awaiting, func(a Awaiting) bool { return a.Rule == rule })
}

// Awaiting is a rule that awaits the other reports of the run.
type Awaiting struct {
	Rule string // set by the engine
	similar.Other
	// Fails reports whether the rule would find fault with a text beside those of others.
	Fails func(main similar.Other, others []similar.Other) bool
}

// Coverage says which rules could be judged.
type Coverage struct {
	Ran           int
	NotApplicable []Reason
	Undecided     []Reason
}

// Reason says why a rule was not judged, or not everywhere.
type Reason struct {
	Rule, Reason string
}

// Failure is a rule that panicked: a mistake of ours.
type Failure struct {
	Rule  string
	Panic string
}

// Rule returns the rule of that id, or nil.
func (p *Pack) Rule(id string) *Rule {
	i := slices.IndexFunc(p.Rules, func(r Rule) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return &p.Rules[i]
}

// Diagnostic words a finding of a rule of the tool itself.
func (r *Rule) Diagnostic(f Finding, lang diag.Lang) diag.Diagnostic {
	return r.diagnostic(f, nil, lang)
}

// maxKey bounds the key that a diagnostic keeps, in bytes: that of a long sentence would
// stand beside each fault in it. The fingerprint is of the whole.
const maxKey = 256

func (r *Rule) diagnostic(f Finding, main *form.Report, lang diag.Lang) diag.Diagnostic {
	d := diag.Diagnostic{
		Rule:        r.ID,
		Severity:    r.Severity,
		Span:        f.Span,
		Message:     fill(r.Message.In(lang), f.Args),
		Basis:       r.basis(main).In(lang),
		Fixes:       f.Fixes,
		Suggestions: f.Suggestions,
		Picture:     f.Picture,
		Key:         f.Key[:min(len(f.Key), maxKey)],
	}
	for _, e := range f.Explanations {
		told := diag.Explanation{Cells: e.Cells}
		for _, reason := range e.Reasons {
			told.Reasons = append(told.Reasons, reason.In(lang))
		}
		d.Explanations = append(d.Explanations, told)
	}
	if wording, worded := r.Notes[f.Wording]; worded {
		d.Message = fill(wording.In(lang), f.Args)
	}
	if f.Severity != 0 {
		d.Severity = f.Severity
	}
	for _, n := range f.Notes {
		if _, worded := r.Notes[n.Name]; !worded {
			continue
		}
		d.Notes = append(d.Notes, diag.Note{Span: n.Span, Message: fill(r.Notes[n.Name].In(lang), n.Args)})
	}
	what := r.ID
	if main != nil {
		what += fmt.Sprintf("\x00%s\x00%d", main.Organ.Name[:min(len(main.Organ.Name), maxKey)], main.Year)
	}
	sum := sha256.Sum256([]byte(what + "\x00" + f.Key))
	d.Fingerprint = hex.EncodeToString(sum[:8])
	return d
}

// fill puts values in the place of {fields}.
func fill(template string, args Args) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(template, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		b.WriteString(unbroken(args[name]))
		template = after
	}
}

// unbroken returns a value as one reads it across line ends.
func unbroken(value string) string {
	if !strings.Contains(value, "\n") {
		return value
	}
	var b strings.Builder
	for line := range strings.Lines(value) {
		b.WriteString(strings.TrimSpace(line))
	}
	return b.String()
}

// basis returns the provision behind the rule for the form of a report: all there are where
// that is not known.
func (r *Rule) basis(main *form.Report) diag.Phrase {
	if r.Bases == nil || main == nil {
		return r.Basis
	}
	used := main.Form()
	i := slices.IndexFunc(main.Scheme.Forms, func(f form.Form) bool { return used != nil && f.ID == used.ID })
	if i < 0 {
		return r.Basis
	}
	return r.Bases[i]
}

func separator(l diag.Lang) string {
	if l == diag.English {
		return ", "
	}
	return "、"
}
