package main

import (
	"slices"
	"strings"
	"sync"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// Rules of the tool that judge allowances.
const (
	allowUnused        = "allow-unused"
	allowWithoutReason = "allow-without-reason"
)

// suppress takes out of what came of a draft the faults that it or its configuration allows,
// and adds what is wrong with its own allowances. judged reports whether a rule was held
// against the whole draft, so that an allowance of it which was not needed is not needed at
// all; all tells that no rule was left out, and none lacked another report.
func (l *linter) suppress(d *draft.Draft, profile *profile, judged func(rule string) bool, all func() bool, o *outcome) {
	own, used := l.allow(d, o)
	most := l.limits(d.File.Name).faults
	room := most
	for i := range own {
		misused := l.misuse(&own[i], used[i], judged, profile.tool)
		if len(misused) > room {
			o.diagnostics = append(o.diagnostics, misused[:room]...)
			o.limit([]string{allowUnused}, most, l.lang)
			break
		}
		room -= len(misused)
		o.diagnostics = append(o.diagnostics, misused...)
	}
	l.standings.judge(d.File.Name, judged, all)
}

// allow takes out the faults that are allowed. It returns the allowances of the draft, and
// for which of its rules each was needed.
func (l *linter) allow(d *draft.Draft, o *outcome) (own []lint.Allowance, used []map[string]bool) {
	own = lint.Allowances(d)
	others := l.standings.of(d.File.Name)
	if len(own)+len(others) == 0 {
		return nil, nil
	}
	all := slices.Clone(own)
	for _, s := range others {
		all = append(all, s.Allowance)
	}
	remain, suppressed, used := lint.Suppress(o.diagnostics, all, l.today, matchesGlob)
	o.diagnostics, o.suppressed = remain, append(o.suppressed, suppressed...)
	for i, s := range others {
		if len(used[len(own)+i]) > 0 {
			l.standings.use(s)
		}
	}
	return own, used[:len(own)]
}

// standings are the allowances of configurations, and what came of them.
type standings struct {
	configs *configs
	lock    sync.Mutex
	used    map[*standing]bool
	judged  map[*standing]int // how many of the drafts that it names were held against all its rules, or all that there are
}

// of returns the allowances that are for a draft.
func (s *standings) of(path string) (some []*standing) {
	if s == nil {
		return nil
	}
	cfg := s.configs.of(path)
	for _, a := range cfg.allow {
		if len(a.paths) == 0 || cfg.covers(a.paths, path) {
			some = append(some, a)
		}
	}
	return some
}

// use notes that an allowance was needed.
func (s *standings) use(a *standing) {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.used[a] = true
}

// judge notes that a draft was held against rules, or against all that there are.
func (s *standings) judge(path string, judged func(rule string) bool, all func() bool) {
	for _, a := range s.of(path) {
		if len(a.Rules) == 0 && !all() || slices.ContainsFunc(a.Rules, func(r lint.Allowed) bool { return !judged(r.ID) }) || !s.configs.of(path).names(a.paths, path) {
			continue
		}
		s.lock.Lock()
		s.judged[a]++
		s.lock.Unlock()
	}
}

// idle tells of allowances of configurations that are over, and of those that nothing
// needed, though all the drafts that they name were judged. Whether one for drafts that it
// does not name is needed, only a run on all of them could tell.
func (l *linter) idle() (all []diag.Diagnostic) {
	for _, cfg := range l.standings.configs.each() {
		tool := l.profile(cfg.file.Name).tool
		for _, a := range cfg.allow {
			named := len(a.paths) > 0 && !slices.ContainsFunc(a.paths, func(p string) bool { return strings.ContainsAny(p, "*?[{") })
			unused := named && !l.standings.used[a] && l.standings.judged[a] == len(a.paths)
			if !unused && !a.Expired(l.today) {
				continue
			}
			wording := "external"
			if a.Expired(l.today) {
				wording = "expired"
			}
			if r := tool.Rule(allowUnused); r != nil {
				all = append(all, r.Diagnostic(lint.Finding{
					Span: a.Span, Wording: wording, Key: a.name(l.lang) + a.Reason,
					Args: lint.Args{"rule": a.name(l.lang), "until": a.Until.ISO()},
				}, l.lang))
			}
		}
	}
	return all
}

// name says what is allowed: rules, or a fault by its fingerprint.
func (s *standing) name(lang diag.Lang) string { return s.Fingerprint + names(&s.Allowance, lang) }

// names lists the rules of an allowance.
func names(a *lint.Allowance, lang diag.Lang) string {
	var all []string
	for _, r := range a.Rules {
		all = append(all, r.ID)
	}
	return strings.Join(all, diag.Phrase{ZH: "、", EN: ", "}.In(lang))
}

// maxReasonKey bounds what of a reason the misuse of an allowance is known by, in bytes: it
// stands beside each of the rules that are named.
const maxReasonKey = 256

// misuse returns what is wrong with an allowance.
func (l *linter) misuse(a *lint.Allowance, used map[string]bool, judged func(rule string) bool, tool *lint.Pack) (all []diag.Diagnostic) {
	key := a.Reason[:min(len(a.Reason), maxReasonKey)]
	tell := func(rule string, named lint.Allowed, wording string) {
		if r := tool.Rule(rule); r != nil {
			zh, en := didYouMean(named.ID, l.known)
			args := lint.Args{"rule": named.ID, "until": a.Until.ISO(), "near": diag.Phrase{ZH: zh, EN: en}.In(l.lang)}
			all = append(all, r.Diagnostic(lint.Finding{Span: named.Span, Args: args, Wording: wording, Key: named.ID + key}, l.lang))
		}
	}
	if len(a.Rules) == 0 {
		tell(allowUnused, lint.Allowed{Span: a.Span}, "malformed")
		return all
	}
	if a.Fault == lint.Reasonless {
		tell(allowWithoutReason, lint.Allowed{ID: names(a, l.lang), Span: a.Span}, "")
		return all
	}
	for _, r := range a.Rules {
		switch {
		case !slices.ContainsFunc(l.known, func(k string) bool { return among([]string{r.ID}, k) }):
			tell(allowUnused, r, "unknown")
		case a.Fault == lint.Dateless:
			tell(allowUnused, r, "dateless")
		case a.Expired(l.today):
			tell(allowUnused, r, "expired")
		case !used[r.ID] && judged(r.ID):
			tell(allowUnused, r, "")
		}
	}
	return all
}
