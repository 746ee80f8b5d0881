package rules

import (
	_ "embed"
	"slices"
	"sync"

	"reportlint/lint"
	"reportlint/lint/diag"
)

//go:generate go test -run TestCompiled . -args -compile

// The packs that come with the program, compiled. They are not read from a file system, which
// would copy them.
var (
	//go:embed tool.pack
	tool string
	//go:embed annual-report.pack
	annualReport string
	//go:embed annual-report.settings
	annualReportSettings string
	//go:embed annual-report.patterns
	annualReportPatterns string
)

// compiled returns what is compiled of a pack that comes with the program.
func compiled(name string) (Compiled, bool) {
	switch name {
	case toolPack:
		return Compiled{Pack: tool}, true
	case "annual-report":
		return Compiled{Pack: annualReport, Settings: annualReportSettings, Patterns: annualReportPatterns}, true
	}
	return Compiled{}, false
}

// Ready returns a pack that comes with the program, as it was compiled: no fault is looked
// for in it, and the checks of its rules are made in the background, while the first draft is
// read, or when one is first run. kinds returns the kinds of check for the compiled patterns
// of the pack. It is without its model, which Builtin returns, and without what only Review
// asks for: what the settings of its rules name, their tests, and where the pack says what.
func Ready(name string, kinds func(patterns string) []lint.Kind) (*lint.Pack, bool) {
	made, ok := compiled(name)
	if !ok {
		return nil, false
	}
	pack, named := &lint.Pack{}, []string{}
	c := codec{reads: true, in: made.Pack}
	c.pack(pack, &named)
	if pack.Scheme == nil {
		return pack, true
	}
	all := kinds(made.Patterns)
	rest := codec{reads: true, in: made.Settings}
	checks := make([]lazy, len(pack.Rules))
	for i := range pack.Rules {
		var settings string
		rest.text(&settings)
		kind := all[slices.IndexFunc(all, func(k lint.Kind) bool { return k.Name == named[i] })]
		checks[i] = newLazy(kind, packed(settings))
		pack.Rules[i].Check = checks[i].run
	}
	go func() {
		// Whoever needs the largest one first waits for nothing else.
		slices.SortStableFunc(checks, func(a, b lazy) int { return b.size - a.size })
		for _, c := range checks {
			c.ahead()
		}
	}()
	pack.Scheme.Prepare()
	return pack, true
}

// lazy is a check of sound settings, which is made once.
type lazy struct {
	made func() lint.Check
	size int // of its settings
}

func newLazy(kind lint.Kind, settings packed) lazy {
	return lazy{size: len(settings), made: sync.OnceValue(func() lint.Check {
		made, err := kind.New(settings)
		if err != nil {
			panic(err) // it is not the pack that was compiled
		}
		return made
	})}
}

func (l lazy) run(p *lint.Pass) int { return l.made()(p) }

// ahead makes the check before it is run. If that panics, it is told when it is run.
func (l lazy) ahead() {
	defer func() { _ = recover() }()
	l.made()
}

// Compiled is what Ready reads beside a pack.
type Compiled struct {
	Pack     string
	Settings string // of each rule, as codec writes them; none where rules have no check
	Patterns string // those that the settings hold
}

// Compile compiles a pack that can be loaded. patterns returns those that
// kinds are handed while it is using them (check.Patterns).
func Compile(file *diag.File, patterns func(use func([]lint.Kind)) string) Compiled {
	var out Compiled
	var pack *lint.Pack
	var names []string // of the kind of each rule
	var settings codec
	out.Patterns = patterns(func(kinds []lint.Kind) {
		for i, k := range kinds {
			kinds[i].New = func(with lint.Settings) (lint.Check, error) {
				set := packing{JSON: with.(lint.JSON)}
				check, err := k.New(&set)
				written := string(set.packed())
				settings.text(&written)
				names = append(names, k.Name)
				return check, err
			}
		}
		pack, _ = Load(file, nil, kinds, diag.English)
	})
	c := codec{}
	c.pack(pack, &names)
	out.Pack, out.Settings = string(c.out), string(settings.out)
	return out
}
