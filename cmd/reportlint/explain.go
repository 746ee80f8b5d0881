package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
	"reportlint/lint/render"
	"reportlint/rules"
)

func (w *world) explain() *cobra.Command {
	var packs []string
	c := &cobra.Command{
		Use:   "explain RULE",
		Short: w.say("解释一条规则：查什么、为什么、依据、例子", "explain a rule: what, why, basis, an example"),
		Args:  one(diag.Phrase{ZH: "规则编号", EN: "rule"}),
		RunE:  func(_ *cobra.Command, ids []string) error { return w.explainRule(ids[0], packs) },
	}
	c.Flags().StringArrayVar(&packs, "pack", nil, w.say("规则包：名称或 .yaml 文件，可重复", "rule pack: a name or a .yaml file; may be repeated"))
	return c
}

func (w *world) explainRule(id string, names []string) error {
	packs, err := w.inUse(names)
	if err != nil {
		return err
	}
	for _, p := range packs {
		r := p.Rule(id)
		if r == nil {
			continue
		}
		fmt.Fprintf(w.out, "%s (%s)\n", legible(r.ID), r.Severity.In(w.lang))
		fmt.Fprintf(w.out, "  %s\n\n", legible(oneLine(r.Message.In(w.lang))))
		fmt.Fprintf(w.out, "%s%s\n", w.say("为什么：", "why: "), legible(strings.TrimSpace(r.Why.In(w.lang))))
		fmt.Fprintf(w.out, "%s%s\n", w.say("依据：", "basis: "), legible(strings.TrimSpace(r.Basis.In(w.lang))))
		if r.Help != "" {
			fmt.Fprintf(w.out, "%s%s\n", w.say("详见：", "see: "), r.Help)
		}
		return w.example(p, r)
	}
	return unknownRule(id, ruleIDs(packs))
}

// example shows the edit that breaks a rule, and what is really said of the draft then.
func (w *world) example(p *lint.Pack, r *lint.Rule) error {
	model := p.Model
	if model == nil { // as it is in a pack that comes with the program
		_, model, _ = rules.Builtin(p.Name)
	}
	if len(r.Broken) == 0 || model == nil {
		return nil
	}
	fmt.Fprintf(w.out, "\n%s\n", w.say("例如，范例草稿有如下改动时：", "for example, when the model draft is changed so:"))
	in := ""
	for _, b := range r.Broken {
		if b.In != in {
			in = b.In
			name := model.Named(in).Name
			fmt.Fprintf(w.out, "  %s\n", legible(w.say(name+" 中：", "in "+name+":")))
		}
		w.change("-", b.From)
		w.change("+", b.To)
	}
	d := dossier(p, model.Break(r))
	if d == nil {
		return nil // then there is nothing that could be said of it
	}
	alone := &lint.Pack{Name: p.Name, Scheme: p.Scheme, Rules: []lint.Rule{*r}}
	result := lint.Run(d, alone, w.lang)
	fmt.Fprintf(w.out, "\n%s\n", w.say("会报告：", "this is said:"))
	return render.Text(w.out, slices.Values(result.Diagnostics), w.style("auto", true))
}

// dossier is a model with its companions, as they are judged, on a day on which it is a
// year old; nil where a limit keeps one of them from being read.
func dossier(p *lint.Pack, model *lint.Model) *lint.Dossier {
	var reports []*form.Report
	files := append([]*diag.File{model.File}, model.Parts...)
	if model.Prior != nil {
		files = append(files, model.Prior)
	}
	for _, f := range files {
		d, limit := parse(f, draft.UsualLimits())
		if limit != nil {
			return nil
		}
		reports = append(reports, form.Read(d, p.Scheme, form.Settings{}))
	}
	last := 1 + len(model.Parts)
	d := &lint.Dossier{Main: reports[0], Parts: reports[1:last], Today: draft.Date{Year: reports[0].Year + 2, Month: 1, Day: 1}}
	d.Peers = &lint.Peers{Reports: d.Parts}
	if model.Prior != nil {
		d.Prior = reports[last]
	}
	return d
}

// change shows lines taken out of a draft or put into it, indented, so that no line
// begins with the text of a draft.
func (w *world) change(sign, text string) {
	for _, line := range slices.Collect(strings.Lines(text)) {
		fmt.Fprintf(w.out, "  %s %s\n", sign, legible(strings.TrimRight(line, "\r\n")))
	}
}
