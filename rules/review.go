package rules

import (
	"slices"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
)

// The rules of the tool that are about packs, as its pack words them.
const (
	// Malformed is the one that what Load finds fault with is told under.
	Malformed        = "pack-malformed"
	modelFaulty      = "model-faulty"
	ruleUnproven     = "rule-unproven"
	testFailed       = "test-failed"
	sumUnjudged      = "sum-unjudged"
	sumRedundant     = "sum-redundant"
	sumContradictory = "sum-contradictory"
	cellUnchecked    = "cell-unchecked"
)

// Judge holds a model with its companions against its pack. It returns false where that
// cannot be done.
type Judge func(*lint.Model) ([]diag.Diagnostic, bool)

// Review returns what is wrong with a pack that can be loaded, in the words of the tool's
// own pack: rules that do not prove themselves on the model, tests that fail, sums that
// contradict or repeat each other, and, as hints, cells that nothing checks. Without a
// model that can be judged there are no proofs.
func Review(p, tool *lint.Pack, judge Judge, lang diag.Lang) []diag.Diagnostic {
	r := &reviewer{pack: p, tool: tool, judge: judge, lang: lang, wrong: map[string]bool{}}
	if p.Scheme != nil {
		r.sums()
		r.unchecked()
	}
	if p.Model != nil {
		r.proofs()
	}
	diag.Sort(r.faults)
	return r.faults
}

// reviewer gathers the faults of a pack.
type reviewer struct {
	pack, tool *lint.Pack
	judge      Judge
	lang       diag.Lang
	faults     []diag.Diagnostic
	wrong      map[string]bool // the tables whose sums contradict each other
}

func (r *reviewer) report(rule string, f lint.Finding) {
	r.faults = append(r.faults, r.tool.Rule(rule).Diagnostic(f, r.lang))
}

// proofs holds the model to be clean, each rule's edit of it to break that rule and no
// other, and the tests of rules to come out as they say.
func (r *reviewer) proofs() {
	said, ok := r.judge(r.pack.Model)
	if !ok {
		return
	}
	known := map[string]bool{} // what is wrong with the model itself is told once
	faulty := map[string]bool{}
	for _, d := range said {
		known[d.Fingerprint], faulty[d.Rule] = true, true
		if r.judgesSums(d.Rule, func(table string) bool { return r.wrong[table] }) {
			continue // of which the cause has been told
		}
		r.report(modelFaulty, lint.Finding{
			Span: d.Span, Args: lint.Args{"rule": d.Rule, "said": d.Message}, Key: d.Rule + "/" + d.Key,
			Notes: []lint.Note{{Span: r.pack.Rule(d.Rule).Span, Name: "rule"}},
		})
	}
	for i := range r.pack.Rules {
		rule := &r.pack.Rules[i]
		if faulty[rule.ID] || len(rule.Broken) == 0 {
			continue
		}
		judge := func(edits []lint.Edit, tell func([]diag.Diagnostic)) {
			if said, ok := r.judge(r.pack.Model.With(edits...)); ok {
				tell(slices.DeleteFunc(said, func(d diag.Diagnostic) bool { return known[d.Fingerprint] }))
			}
		}
		judge(rule.Broken, func(said []diag.Diagnostic) { r.proof(rule, said) })
		for _, t := range rule.Tests {
			judge([]lint.Edit{t.Edit}, func(said []diag.Diagnostic) { r.test(rule, t, said) })
		}
	}
}

// judgesSums reports whether a rule judges the sums of such a table.
func (r *reviewer) judgesSums(rule string, such func(table string) bool) bool {
	return slices.ContainsFunc(r.pack.Rule(rule).Names, func(n lint.Reference) bool { return n.Sums && such(n.Table.Text) })
}

// proof judges what was said of the model with the edit that breaks a rule.
func (r *reviewer) proof(rule *lint.Rule, said []diag.Diagnostic) {
	own, others := apart(said, rule.ID)
	f := lint.Finding{
		Span: rule.Broken[0].Span, Args: lint.Args{"rule": rule.ID, "others": ids(others)}, Notes: quoted(others), Key: rule.ID,
	}
	switch {
	case len(own) == 0 && len(others) > 0:
		f.Wording = "other"
	case len(others) > 0:
		f.Wording = "also"
	case len(own) > 0:
		return
	}
	r.report(ruleUnproven, f)
}

// test judges what was said of the model with the text of a test.
func (r *reviewer) test(rule *lint.Rule, t lint.Test, said []diag.Diagnostic) {
	own, others := apart(said, rule.ID)
	if t.Bad == (len(own) > 0) {
		return
	}
	f := lint.Finding{Span: t.Span, Args: lint.Args{"rule": rule.ID, "others": ids(others)}, Key: rule.ID + "/" + t.To}
	switch {
	case !t.Bad:
		f.Wording, f.Args["said"] = "good", own[0].Message
	case len(others) > 0:
		f.Wording, f.Notes = "other", quoted(others)
	}
	r.report(testFailed, f)
}

// apart takes what one rule said apart from what others did.
func apart(said []diag.Diagnostic, rule string) (own, others []diag.Diagnostic) {
	for _, d := range said {
		if d.Rule == rule {
			own = append(own, d)
		} else {
			others = append(others, d)
		}
	}
	return own, others
}

// ids lists the rules that said something.
func ids(said []diag.Diagnostic) string {
	var all []string
	for _, d := range said {
		all = append(all, d.Rule)
	}
	return strings.Join(slices.Compact(slices.Sorted(slices.Values(all))), ", ")
}

// mostQuoted is how much is quoted of what was said of an edited model.
const mostQuoted = 3

func quoted(said []diag.Diagnostic) (notes []lint.Note) {
	for _, d := range said[:min(len(said), mostQuoted)] {
		notes = append(notes, lint.Note{Span: d.Span, Name: "said", Args: lint.Args{"rule": d.Rule, "said": d.Message}})
	}
	return notes
}
