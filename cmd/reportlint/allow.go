package main

import (
	"slices"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// Rules of the tool that judge allowances.
const (
	allowUnused        = "allow-unused"
	allowWithoutReason = "allow-without-reason"
)

// suppress takes out of what came of a draft the faults that it allows, and adds what is
// wrong with its allowances. judged reports whether a rule was held against the whole
// draft, so that an allowance of it which was not needed is not needed at all.
func (l *linter) suppress(d *draft.Draft, judged func(rule string) bool, o *outcome) {
	allowances := lint.Allowances(d)
	if len(allowances) == 0 {
		return
	}
	remain, suppressed, used := lint.Suppress(o.diagnostics, allowances, l.today)
	o.diagnostics, o.suppressed = remain, append(o.suppressed, suppressed...)
	for i := range allowances {
		o.diagnostics = append(o.diagnostics, l.misuse(&allowances[i], used[i], judged)...)
	}
}

// misuse returns what is wrong with an allowance.
func (l *linter) misuse(a *lint.Allowance, used map[string]bool, judged func(rule string) bool) (all []diag.Diagnostic) {
	tell := func(rule string, named lint.Allowed, wording string) {
		if r := l.tool.Rule(rule); r != nil {
			zh, en := didYouMean(named.ID, l.known)
			args := lint.Args{"rule": named.ID, "until": a.Until.ISO(), "near": diag.Phrase{ZH: zh, EN: en}.In(l.lang)}
			all = append(all, r.Diagnostic(lint.Finding{Span: named.Span, Args: args, Wording: wording, Key: named.ID + a.Reason}, l.lang))
		}
	}
	if len(a.Rules) == 0 {
		tell(allowUnused, lint.Allowed{Span: a.Span}, "malformed")
		return all
	}
	if a.Fault == lint.Reasonless {
		names := ""
		for _, r := range a.Rules {
			names += separator(l.lang, names) + r.ID
		}
		tell(allowWithoutReason, lint.Allowed{ID: names, Span: a.Span}, "")
		return all
	}
	for _, r := range a.Rules {
		switch {
		case !slices.Contains(l.known, r.ID):
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

// separator goes in front of another item of a list.
func separator(lang diag.Lang, before string) string {
	if before == "" {
		return ""
	}
	return diag.Phrase{ZH: "、", EN: ", "}.In(lang)
}
