package check

import "reportlint/lint/pattern"

// saying are patterns that tell what a stretch of a sentence says.
type saying struct {
	// About must match somewhere before the end of the match, in the passage or in the
	// headings over it; empty is anything.
	About string
	Says  []string
	// Unless must not match the sentence from its start to where what belongs to the match
	// ends: at the end of the clause, at a bracket, or at the next number.
	Unless []string
	// Nowhere must not match the passage, before or behind.
	Nowhere []string
	// Only are the words, as a pattern, of which the clauses that the match stands in must be
	// made up, which then say it as a whole; empty is any. A clause that says something else
	// holds another word.
	Only string
	// Units are those that a bound number may have; empty is any.
	Units []string
}

// phrases is a saying, compiled.
type phrases struct {
	about, only           *pattern.Pattern
	works                 *pattern.Pattern // of the kind
	says, unless, nowhere []*pattern.Pattern
	units                 map[string]bool
}

// compile compiles a saying; path is where it stands in the settings.
func (w saying) compile(by pattern.Compiler, path string) (p phrases, err error) {
	if w.About != "" {
		if p.about, err = by.Compile(w.About, path+"/about"); err != nil {
			return p, err
		}
	}
	if w.Only != "" {
		if p.only, err = by.Compile("^(?:"+w.Only+"|[,:])*$", path+"/only"); err != nil {
			return p, err
		}
	}
	if p.says, err = by.CompileAll(w.Says, path+"/says"); err != nil {
		return p, err
	}
	if p.nowhere, err = by.CompileUnless(w.Nowhere, path+"/nowhere"); err != nil {
		return p, err
	}
	if len(w.Units) > 0 {
		p.units = map[string]bool{}
		for _, u := range w.Units {
			p.units[u] = true
		}
	}
	p.unless, err = by.CompileUnless(w.Unless, path+"/unless")
	return p, err
}

// sayings are the patterns of many phrases, indexed.
type sayings struct {
	index *pattern.Index
	of    []int // which phrases each pattern belongs to
}

// indexed indexes the patterns of phrases.
func indexed(all []phrases) sayings {
	var of []int
	var patterns []*pattern.Pattern
	for n, p := range all {
		patterns = append(patterns, p.says...)
		for range p.says {
			of = append(of, n)
		}
	}
	return sayings{pattern.NewIndex(patterns), of}
}

// candidates yields the patterns that a sentence may match, in order, each with the number of
// its phrases.
func (x *sayings) candidates(s *shape, yield func(phrases int, says *pattern.Pattern)) {
	var room [64]uint32
	for _, n := range x.index.Candidates(s.grams, room[:0]) {
		yield(x.of[n], x.index.At(n))
	}
}

// find yields each stretch of a sentence's *shape where one of the patterns says it,
// without overlap.
func (p *phrases) find(says *pattern.Pattern, s *shape, in *context, yield func(from, to int)) {
	for at := 0; at <= len(s.s); {
		m := says.Search(s.s[at:])
		if m == nil {
			break
		}
		whole := at + m[0]
		if len(m) > 2 && m[2] >= 0 {
			m = m[2:4] // the group is what says it, the rest is what must stand beside it
		}
		from, to := at+m[0], at+m[1]
		at = max(to, from+1)
		stretch := s.s[back(s.s, from):s.clauseEnd(to)]
		if p.about != nil && !p.about.Matches(joined(s.text.Arena(), in.before(), stretch)) || s.anyMatches(p.unless, s.counting(p.works, from, to)) || pattern.Any(p.nowhere, in.around()) {
			continue
		}
		if p.only != nil {
			if from, to = s.clauses(whole, to); !s.matches(p.only, s.s[from:to]) {
				continue
			}
			at = max(at, to)
		}
		yield(from, to)
	}
}

// compileWorks compiles the clauses that tell of work; nil where the setting is left out.
func compileWorks(by pattern.Compiler, works string) (*pattern.Pattern, error) {
	if works == "" {
		return nil, nil
	}
	return by.Compile("^(?:(?:"+works+"),)+", "/works")
}

// counting is a stretch of a sentence from its start to where what belongs to the stretch ends, without the clauses
// that it begins with and that tell of work: in 优化申请流程，全年收到申请20件 they say nothing of what is counted.
func (s *shape) counting(works *pattern.Pattern, from, to int) string {
	start := back(s.s, from)
	if works != nil && start == 0 {
		if m := works.Find(s.s[:from]); m != nil {
			start = m[1]
		}
	}
	return s.s[start:s.clauseEnd(to)]
}
