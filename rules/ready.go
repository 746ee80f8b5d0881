package rules

import (
	"bytes"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/yaml"
)

//go:generate go test -run TestCompiled . -args -compile

// Ready returns a pack that comes with the program, without looking for faults in it: that
// was done when it was compiled, and the check of a rule is made when it is first run. kinds
// returns the kinds of check for the literals of the pack's patterns. What only Review asks
// for, rules that Load makes know: what their settings name.
func Ready(name string, kinds func(literals []byte) []lint.Kind) (*lint.Pack, bool) {
	file, model, ok := Builtin(name)
	if !ok {
		return nil, false
	}
	tree, err := files.ReadFile(name + ".tree")
	if err != nil {
		return nil, false
	}
	settings, err := files.ReadFile(name + ".settings")
	if err != nil {
		return nil, false
	}
	literals, _ := files.ReadFile(name + ".literals") // the tool's pack has no patterns
	l := &loader{file: file, model: model, kinds: kinds(literals), sound: true, settings: bytes.Split(settings, []byte("\n"))}
	return l.pack(yaml.Restore(file, tree)), true
}

// Compiled is what Ready reads beside a pack.
type Compiled struct {
	Tree     []byte // the pack as yaml dumps it, without the settings of its rules
	Settings []byte // those of each rule, as JSON, on a line
	Literals []byte // of the patterns that the settings hold
}

// Compile compiles a pack that can be loaded. literals returns those of the patterns that
// kinds are handed while it is using them (check.Literals).
func Compile(pack *diag.File, literals func(use func([]lint.Kind)) []byte) Compiled {
	var c Compiled
	c.Literals = literals(func(kinds []lint.Kind) { Load(pack, nil, kinds, diag.English) })
	root, _ := yaml.Parse(pack, 0, len(pack.Text))
	for _, rule := range root.Get("rules").Items {
		if with := rule.Get("with"); with != nil {
			c.Settings = append(c.Settings, with.Encode()...)
			*with = yaml.Node{Span: with.Span}
		}
		c.Settings = append(c.Settings, '\n')
	}
	c.Tree = yaml.Dump(root)
	return c
}
