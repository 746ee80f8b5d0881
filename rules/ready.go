package rules

import (
	"bytes"
	"encoding/json"
	"slices"
	"sync"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/yaml"
)

//go:generate go test -run TestCompiled . -args -compile

// Ready returns a pack that comes with the program, as it was compiled: no fault is looked
// for in it, and the check of a rule is made when it is first run. kinds returns the kinds of
// check for the compiled patterns of the pack. It is without its model, which Builtin
// returns, and without what only Review asks for: what the settings of its rules name, their
// tests, and where the pack says what.
func Ready(name string, kinds func(patterns string) []lint.Kind) (*lint.Pack, bool) {
	compiled, err := files.ReadFile(name + ".pack")
	if err != nil {
		return nil, false
	}
	pack, named := &lint.Pack{}, []string{}
	c := codec{reads: true, in: string(compiled)}
	c.pack(pack, &named)
	if pack.Scheme == nil {
		return pack, true
	}
	pack.Scheme.Prepare()
	all := kinds(string(bundled(name + ".patterns")))
	settings := bytes.Split(bundled(name+".settings"), []byte("\n"))
	for i := range pack.Rules {
		kind := all[slices.IndexFunc(all, func(k lint.Kind) bool { return k.Name == named[i] })]
		pack.Rules[i].Check = lazily(kind, settings[i])
	}
	return pack, true
}

// lazily makes a check of sound settings when a draft is first judged by it.
func lazily(kind lint.Kind, settings json.RawMessage) lint.Check {
	check := sync.OnceValue(func() lint.Check {
		made, err := kind.New(settings)
		if err != nil {
			panic(err) // it is not the pack that was compiled
		}
		return made
	})
	return func(p *lint.Pass) int { return check()(p) }
}

// Compiled is what Ready reads beside a pack.
type Compiled struct {
	Pack     []byte
	Settings []byte // of each rule, as JSON, on a line; none where rules have no check
	Patterns []byte // those that the settings hold
}

// Compile compiles a pack that can be loaded. patterns returns those that
// kinds are handed while it is using them (check.Patterns).
func Compile(file *diag.File, patterns func(use func([]lint.Kind)) []byte) Compiled {
	var out Compiled
	var pack *lint.Pack
	out.Patterns = patterns(func(kinds []lint.Kind) { pack, _ = Load(file, nil, kinds, diag.English) })
	root, _ := yaml.Parse(file, 0, len(file.Text))
	var kinds []string
	if pack.Scheme != nil {
		for _, rule := range root.Get("rules").Items {
			kinds = append(kinds, rule.Get("kind").Text)
			if with := rule.Get("with"); with != nil {
				out.Settings = append(out.Settings, with.Encode()...)
			}
			out.Settings = append(out.Settings, '\n')
		}
	}
	c := codec{}
	c.pack(pack, &kinds)
	out.Pack = c.out
	return out
}
