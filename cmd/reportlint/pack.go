package main

import (
	"strings"

	"github.com/spf13/cobra"

	"reportlint/lint"
	"reportlint/lint/check"
	"reportlint/lint/diag"
	"reportlint/lint/render"
	"reportlint/rules"
)

func (w *world) packCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "pack",
		Short: w.say("检查规则包，或写出规则包的 JSON Schema", "check a rule pack, or write the JSON Schema of packs"),
		Args:  cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, args []string) error {
			zh, en := didYouMean(strings.Join(args, " "), []string{"check", "schema"})
			return usage{ZH: "pack 之后应写 check 或 schema" + zh, EN: "pack needs check or schema behind it" + en}
		},
	}
	s := &settings{failOn: "error", format: "text", color: "auto"}
	inspect := &cobra.Command{
		Use:   "check FILE",
		Short: w.say("检查一个规则包", "check a rule pack"),
		Long: w.say(`检查一个规则包：是否符合格式，每条规则能否在范文上证明自己，附带的测试是否通过，
有没有永远不会报告问题的规则，勾稽关系是否互相矛盾或重复，还有哪些格没有核对。`,
			`Checks a rule pack: whether it is written as packs are, whether each rule proves itself on the model draft
and its tests come out, whether a rule can never find fault, whether sums contradict or repeat each other, and
which cells nothing checks.`),
		Args: one(diag.Phrase{ZH: "规则包文件", EN: "file"}),
		RunE: func(_ *cobra.Command, args []string) error { return w.checkPack(s, args[0]) },
	}
	w.outputFlags(inspect.Flags(), s)
	c.AddCommand(inspect, &cobra.Command{
		Use:   "schema",
		Short: w.say("写出规则包的 JSON Schema", "write the JSON Schema of packs"),
		Args:  upTo(0),
		RunE: func(*cobra.Command, []string) error {
			w.out.Write(rules.Schema()) // the stream remembers its error
			return nil
		},
	})
	return c
}

// checkPack checks a pack and tells what came of it. A pack without a model is checked as
// far as that goes.
func (w *world) checkPack(s *settings, name string) error {
	sinks, err := w.sinks(s)
	if err != nil {
		return err
	}
	here, err := w.here()
	if err != nil {
		return err
	}
	within := w.limits(here)
	file, model, err := packFiles(name, within)
	if file == nil {
		return err
	}
	if err != nil {
		w.fail(err)
	}
	loaded, faults := rules.LoadWithin(file, model, check.KindsWithin(within.patternSize), w.lang, within.packSize)
	for i := range faults {
		faults[i].Rule = rules.Malformed
	}
	tool, err := w.toolRules()
	if err != nil {
		return err
	}
	if loaded != nil {
		faults = rules.Review(loaded, tool, w.judgeModel(loaded), w.lang)
	}
	out := w.newResults(tool.Rules, s)
	defer out.Close()
	out.total = 1
	diag.Detach(faults)
	out.found.add(faults)
	listed := render.File{Path: file.Name}
	if w.status == failed {
		out.unchecked = 1
		listed.NotChecked = w.say("没有全部检查", "not wholly checked")
	}
	out.list(listed)
	out.settle()
	w.deliver(out, sinks, s)
	return nil
}

// judgeModel returns what holds models against a pack. What cannot be judged is told.
func (w *world) judgeModel(p *lint.Pack) rules.Judge {
	told := map[string]bool{}
	miss := func(key, path string, why diag.Phrase) {
		if !told[key] {
			w.miss(problem{path: path, why: why})
		}
		told[key] = true
	}
	return func(model *lint.Model) ([]diag.Diagnostic, bool) {
		d := dossier(p, model)
		if d == nil {
			miss("", model.Name, diag.Phrase{ZH: "范文超出限制，未检查", EN: "the model draft is beyond a limit, and was not checked"})
			return nil, false
		}
		result := lint.Run(d, p, w.lang)
		for _, f := range result.Failures {
			miss(f.Rule, model.Name, brokeDown(f))
		}
		return result.Diagnostics, true
	}
}
