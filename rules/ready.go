package rules

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/yaml"
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
	rest := made.Settings
	checks := make([]lazy, len(pack.Rules))
	for i := range pack.Rules {
		var settings string
		settings, rest, _ = strings.Cut(rest, "\n")
		kind := all[slices.IndexFunc(all, func(k lint.Kind) bool { return k.Name == named[i] })]
		checks[i] = newLazy(kind, settings)
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

func newLazy(kind lint.Kind, settings string) lazy {
	return lazy{size: len(settings), made: sync.OnceValue(func() lint.Check {
		made, err := kind.New(json.RawMessage(settings))
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
	Settings string // of each rule, as JSON, on a line; none where rules have no check
	Patterns string // those that the settings hold
}

// Compile compiles a pack that can be loaded. patterns returns those that
// kinds are handed while it is using them (check.Patterns).
func Compile(file *diag.File, patterns func(use func([]lint.Kind)) string) Compiled {
	var out Compiled
	var settings strings.Builder
	var pack *lint.Pack
	out.Patterns = patterns(func(kinds []lint.Kind) { pack, _ = Load(file, nil, kinds, diag.English) })
	root, _ := yaml.Parse(file, 0, len(file.Text))
	var kinds []string
	if pack.Scheme != nil {
		for _, rule := range root.Get("rules").Items {
			kinds = append(kinds, rule.Get("kind").Text)
			if with := rule.Get("with"); with != nil {
				settings.Write(with.Encode()) // a builder takes whatever there is
			}
			settings.WriteByte('\n')
		}
	}
	c := codec{}
	c.pack(pack, &kinds)
	out.Pack, out.Settings = string(c.out), settings.String()
	return out
}
