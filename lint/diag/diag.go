package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Severity says how much a diagnostic matters.
type Severity int

// Error breaks a requirement or cannot be true; Warning leaves it to a person; Info is
// a hint. The zero value is none of them, so that what was left unset is seen.
const (
	Info Severity = iota + 1
	Warning
	Error
)

// String returns the name that users write and read.
func (s Severity) String() string {
	switch s {
	case Info:
		return "info"
	case Warning:
		return "warning"
	case Error:
		return "error"
	}
	return fmt.Sprintf("severity(%d)", int(s))
}

// In returns the name of a severity for people.
func (s Severity) In(lang Lang) string {
	if lang == Chinese {
		switch s {
		case Error:
			return "错误"
		case Warning:
			return "警告"
		case Info:
			return "提示"
		}
	}
	return s.String()
}

// ParseSeverity is the reverse of String.
func ParseSeverity(name string) (Severity, bool) {
	for _, s := range []Severity{Info, Warning, Error} {
		if s.String() == name {
			return s, true
		}
	}
	return 0, false
}

// Diagnostic is one fault of a draft or of a rule pack. Its span is always set, and is
// empty where something is missing.
type Diagnostic struct {
	Rule         string
	Severity     Severity
	Span         Span
	Message      string // one sentence: what is, and what should be
	Basis        string // the provision, or the practice, that is behind it
	Notes        []Note // the other half of every comparison
	Fixes        []Fix  // safe: they change how something is written, not what is said
	Suggestions  []Fix  // for a person to accept, never applied by the tool
	Explanations []Explanation
	Picture      *Picture // the part of a table that it is about; nil if there is none

	// Key names the thing that is wrong by its label path or its normalised text, so
	// that the fault can be known again after edits elsewhere.
	Key         string
	Fingerprint string // made by the engine from rule, organ, year and Key

	Suppression *Suppression // who lets it stand, and why; nil if nobody does
}

// Suppression is a decision to let a fault stand.
type Suppression struct {
	Span     Span // where it was written
	Reason   string
	External bool // in another file than the fault
}

// Note is another place that the reader needs to see, perhaps in another file.
type Note struct {
	Span    Span
	Message string
}

// Fix is a way to put a fault right; its edits belong together.
type Fix struct {
	Message string
	Edits   []Edit
}

// Edit puts Text in the place of a span.
type Edit struct {
	Span Span
	Text string
}

// Explanation is one smallest set of changes of cells that makes every sum hold.
type Explanation struct {
	Cells   []CellChange
	Reasons []string // what speaks for it beside the sums; those with more come first
}

// CellChange says what one cell states and what it would have to state.
type CellChange struct {
	Span    Span
	Label   string
	Is      string
	Becomes string // empty where the sums leave it open
}

// Sort puts diagnostics in the order in which they are shown: file, offset, rule, message.
func Sort(all []Diagnostic) {
	slices.SortStableFunc(all, func(a, b Diagnostic) int {
		return cmp.Or(
			strings.Compare(a.Span.File.Name, b.Span.File.Name),
			cmp.Compare(a.Span.Start, b.Span.Start),
			cmp.Compare(a.Span.End, b.Span.End),
			strings.Compare(a.Rule, b.Rule),
			strings.Compare(a.Message, b.Message),
		)
	})
}
