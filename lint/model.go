package lint

import (
	"strconv"
	"strings"

	"reportlint/lint/diag"
)

// Model is a draft that no rule of its pack finds fault with, and the reports that it is
// held against.
type Model struct {
	*diag.File
	Prior *diag.File   // the report on the year before; nil if there is none
	Parts []*diag.File // those that the draft adds up
}

// Edit is an edit of a pack's model: From, which stands there, becomes To.
type Edit struct {
	From, To string
	All      bool      // everywhere, not only the one place where From must stand
	In       string    // the companion that is edited, as Model.Names has it; "" is the draft
	Span     diag.Span // where the pack gives it
}

// Test is an edit of a pack's model in which a rule has to find fault, or must not.
type Test struct {
	Edit
	Bad bool // the rule has to find fault
}

// Names returns what edits call the files of the model: "" is the draft itself.
func (m *Model) Names() []string {
	names := []string{""}
	if m.Prior != nil {
		names = append(names, "prior")
	}
	for i := range m.Parts {
		names = append(names, "part-"+strconv.Itoa(i+1))
	}
	return names
}

// Named returns the file that edits call so, nil if there is none.
func (m *Model) Named(name string) *diag.File {
	switch name {
	case "":
		return m.File
	case "prior":
		return m.Prior
	}
	number, _ := strings.CutPrefix(name, "part-")
	if n, err := strconv.Atoi(number); err == nil && n >= 1 && n <= len(m.Parts) {
		return m.Parts[n-1]
	}
	return nil
}

// Break returns the model with the edits that break a rule.
func (m *Model) Break(r *Rule) *Model { return m.With(r.Broken...) }

// With returns the model with some edits.
func (m *Model) With(edits ...Edit) *Model {
	out := &Model{File: edited(m.File, edits, "")}
	if m.Prior != nil {
		out.Prior = edited(m.Prior, edits, "prior")
	}
	for i, name := range m.Names()[len(m.Names())-len(m.Parts):] {
		out.Parts = append(out.Parts, edited(m.Parts[i], edits, name))
	}
	return out
}

// edited applies those of the edits that are of the file of that name.
func edited(f *diag.File, edits []Edit, name string) *diag.File {
	text := f.Text
	for _, e := range edits {
		n := 1
		if e.All {
			n = -1
		}
		if e.In == name {
			text = strings.Replace(text, e.From, e.To, n)
		}
	}
	return diag.NewFile(f.Name, []byte(text))
}
