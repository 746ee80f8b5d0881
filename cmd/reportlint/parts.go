package main

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/form"
)

// maxParts is how many reports one draft may add up. No government has a tenth of it; it
// keeps a run over many drafts with many parts from growing with their product.
const maxParts = 1000

// group is the files that patterns lead to and what was read of them, each done once and
// only when a draft asks for it.
type group struct {
	find sync.Once
	targets
	read    sync.Once
	members []member
}

// member is a file that a draft may add up: a report, nil if it is none, or why it cannot be
// read.
type member struct {
	candidate
	report *form.Report
	why    *diag.Phrase
}

// gathered is what came of looking for the parts of one draft.
type gathered struct {
	reports []*form.Report
	missing []member  // asked for and not to be had
	notes   []problem // left out for good reason
}

// group returns the one group of these patterns for a pack.
func (c *companions) group(p *lint.Pack, patterns []string) *group {
	key := p.Name + "\x00" + strings.Join(patterns, "\x00")
	c.lock.Lock()
	defer c.lock.Unlock()
	if c.groups[key] == nil {
		c.groups[key] = &group{}
	}
	return c.groups[key]
}

// findParts returns the reports on the same year that a draft adds up. It is not one of
// them itself; where patterns that are not for this very draft lead to it, it is a part of
// another one and has none. Where a part is missing there are none, since their sum would
// be too small.
func (l *linter) findParts(r wish, main *form.Report, p *lint.Pack, path string) (out gathered) {
	miss := func(name string, why diag.Phrase) gathered {
		return gathered{missing: []member{{candidate: candidate{path: name}, why: &why}}}
	}
	var patterns []string
	for _, pattern := range r.patterns {
		to, why, ok := r.place(pattern, path, main)
		switch {
		case ok:
			patterns = append(patterns, to)
		case why != nil:
			return miss(to, *why)
		}
	}
	if len(patterns) == 0 {
		return gathered{}
	}
	g := l.companions.group(p, patterns)
	g.find.Do(func() { g.targets = find(patterns) })
	root := r.root()
	for _, c := range g.files {
		if why := outside(root, c.real); why != nil {
			return miss(c.path, *why)
		}
	}
	real := whereIs(path)
	others := slices.DeleteFunc(slices.Clone(g.files), func(c candidate) bool { return c.real == real })
	switch all := strings.Join(r.patterns, " "); {
	case len(others) < len(g.files) && !r.own:
		return gathered{}
	case len(others) == 0 && r.named:
		return miss(all, diag.Phrase{ZH: "没有与之匹配的报告", EN: "no report matches"})
	case len(others) > maxParts:
		return miss(all, diag.Phrase{
			ZH: fmt.Sprintf("超出限制：报告多于 %d 份", maxParts),
			EN: fmt.Sprintf("limit: more than %d reports", maxParts),
		})
	}
	for _, p := range g.problems {
		switch {
		case r.named:
			out.missing = append(out.missing, member{candidate: candidate{path: p.path}, why: &p.why})
		case !strings.ContainsAny(p.path, meta):
			return gathered{} // one of them alone would make too small a sum
		}
	}
	g.read.Do(func() { g.members = l.readMembers(g.files, p) })
	for _, m := range g.members {
		if m.real != real {
			out.add(m, main.Year)
		}
	}
	if len(out.missing) > 0 {
		out.reports = nil
	}
	return out
}

// readMembers reads files, each once for all groups that it is in.
func (l *linter) readMembers(files []candidate, p *lint.Pack) []member {
	members := make([]member, len(files))
	for i, c := range files {
		m := l.companions.member(p, c, func() member {
			report, why := l.companion(c.path, p)
			return member{c, report, why}
		})
		m.candidate = c
		members[i] = m
	}
	return members
}

// member returns what read makes of a file for a pack, the first time that it is asked for.
func (c *companions) member(p *lint.Pack, of candidate, read func() member) member {
	key := p.Name + "\x00" + of.real
	c.lock.Lock()
	if c.members[key] == nil {
		c.members[key] = sync.OnceValue(read)
	}
	known := c.members[key]
	c.lock.Unlock()
	return known()
}

// add takes a part of a report on a year, or says why it is left out.
func (g *gathered) add(m member, year int) {
	switch {
	case m.why != nil:
		g.missing = append(g.missing, m)
	case m.report == nil:
		g.leaveOut(m, diag.Phrase{ZH: "不是这类报告，不计入汇总", EN: "no such report, and so no part of another one"})
	case year != 0 && m.report.Year != 0 && m.report.Year != year:
		g.leaveOut(m, diag.Phrase{
			ZH: fmt.Sprintf("报告的是%d年，不计入%d年的汇总", m.report.Year, year),
			EN: fmt.Sprintf("reports on %d, and so is no part of a report on %d", m.report.Year, year),
		})
	default:
		g.reports = append(g.reports, m.report)
	}
}

func (g *gathered) leaveOut(m member, why diag.Phrase) {
	g.notes = append(g.notes, problem{path: m.path, why: why})
}
