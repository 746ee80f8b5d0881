package rules

import (
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
	literals, _ := files.ReadFile(name + ".literals") // the tool's pack has no patterns
	l := &loader{file: file, model: model, kinds: kinds(literals), sound: true}
	return l.pack(yaml.Restore(file, tree)), true
}

// Compile returns what Ready reads beside a pack that can be loaded: its tree, and the
// literals of its patterns. literals returns those of the patterns that kinds are handed
// while it is using them (check.Literals).
func Compile(pack *diag.File, literals func(use func([]lint.Kind)) []byte) (tree, known []byte) {
	root, _ := yaml.Parse(pack, 0, len(pack.Bytes))
	known = literals(func(kinds []lint.Kind) { Load(pack, nil, kinds, diag.English) })
	return yaml.Dump(root), known
}
