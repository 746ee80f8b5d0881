package main

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"reportlint/lint/draft"
)

// settings are the flags of check.
type settings struct {
	packs      []string
	today      string
	prior      string
	parts      []string
	complete   bool
	config     string
	baseline   string
	remember   string
	failOn     string
	selected   []string
	ignored    []string
	format     string
	outputs    []string
	color      string
	jobs       int
	timeout    time.Duration
	stdinName  string
	encoding   string
	lossy      bool
	quiet      bool
	statistics bool
	coverage   bool
}

func (w *world) check(use string) *cobra.Command {
	s := &settings{failOn: "error", format: "text", color: "auto", encoding: "utf-8"}
	c := &cobra.Command{
		Use:   use,
		Short: w.say("检查报告草稿", "check drafts"),
		Args:  cobra.ArbitraryArgs,
		RunE:  func(_ *cobra.Command, paths []string) error { return w.judge(s, paths) },
	}
	f := c.Flags()
	w.outputFlags(f, s)
	w.judgeFlags(f, s)
	f.StringVar(&s.baseline, "baseline", "", w.say("已知问题的文件，只报告其中没有的", "a file of known faults; only others are told"))
	f.StringVar(&s.remember, "write-baseline", "", w.say("把现有问题写入该文件，保留其中的理由", "write the faults that there are to a file, and keep the reasons in it"))
	f.IntVar(&s.jobs, "jobs", runtime.GOMAXPROCS(0), w.say("同时处理多少个文件", "how many files at a time"))
	f.BoolVar(&s.lossy, "lossy", false, w.say("有无法解码的字节时仍检查其余部分（退出码仍为 2）", "check the rest of a file with unreadable bytes (the exit status still is 2)"))
	f.BoolVar(&s.statistics, "statistics", false, w.say("附各规则的问题数", "add counts by rule"))
	f.BoolVar(&s.coverage, "coverage", false, w.say("附哪些规则已查、不适用、无法判定", "add which rules ran, did not apply, or could not decide"))
	return c
}

// judgeFlags adds the flags that tell what drafts are held against.
func (w *world) judgeFlags(f *pflag.FlagSet, s *settings) {
	f.StringArrayVar(&s.packs, "pack", nil, w.say("规则包：名称或 .yaml 文件，可重复", "rule pack: a name or a .yaml file; may be repeated"))
	f.StringVar(&s.prior, "prior", "", w.say("同一机关的上年报告；可含占位符 {organ}、{year}、{year-1}、{stem}",
		"the same organ's report on the year before; may hold {organ}, {year}, {year-1}, {stem}"))
	f.StringArrayVar(&s.parts, "parts", nil, w.say("汇总报告所含的下属单位报告：文件或通配符，可重复", "the reports that the draft adds up: files or globs; may be repeated"))
	f.BoolVar(&s.complete, "parts-complete", false, w.say("下属单位报告已经给全，合计不等即为错误", "these are all parts, so that a wrong sum is an error"))
	f.StringVar(&s.config, "config", "", w.say("配置文件，默认为草稿所在文件夹或其上级的 "+configName, "the configuration, by default the nearest "+configName+" upward from the draft"))
	f.StringVar(&s.today, "today", "", w.say("以哪一天为准（YYYY-MM-DD），默认今天", "the day to judge by (YYYY-MM-DD), by default today"))
	f.Var((*globs)(&s.selected), "select", w.say("只用这些规则（编号或通配符，逗号分隔）", "use these rules only (ids or globs, with commas)"))
	f.Var((*globs)(&s.ignored), "ignore", w.say("不用这些规则（编号或通配符，逗号分隔）", "do not use these rules (ids or globs, with commas)"))
	f.StringVar(&s.stdinName, "stdin-name", "<stdin>", w.say("标准输入的名称，其扩展名决定格式", "the name of standard input, whose extension tells the format"))
	f.DurationVar(&s.timeout, "timeout", patience, w.say("一个文件最多检查多久，超过即不再等待", "how long one file may take; it is given up beyond that"))
	f.Var(pick(&s.encoding, "utf-8", "gbk", "gb18030"), "encoding", w.say("不是 UTF-8 的文件用什么编码", "how files are encoded that are not UTF-8"))
}

// pick is a flag that puts one of a few words into a variable, which holds the default.
func pick(word *string, known ...string) *choice {
	return &choice{word: *word, set: func(to string) { *word = to }, known: known}
}

// judge checks drafts and tells what came of it.
func (w *world) judge(s *settings, paths []string) error {
	if s.jobs < 1 {
		return usage{ZH: fmt.Sprintf("--jobs %d：至少为 1", s.jobs), EN: fmt.Sprintf("--jobs %d: must be at least 1", s.jobs)}
	}
	j, err := w.prepare(s, paths)
	if err != nil {
		return err
	}
	if readsStdin(j.all.files) && term.IsTerminal(int(w.in.Fd())) && !s.quiet {
		w.note(w.say("正从终端读取草稿，按 Ctrl-D 结束", "reading a draft from the terminal; end it with Ctrl-D"))
	}
	var known *known
	if s.remember == "" || s.baseline != "" { // what a configuration names may be what is to be written
		if known, err = w.baseline(s, j.configs.here()); err != nil {
			return err
		}
	}
	j.linter.compares = known != nil || s.remember != ""
	j.linter.lists = j.linter.lists || j.linter.compares
	all := j.all
	j.all = targets{} // nobody asks for it any more, so that it need not be kept until the end
	run := w.lint(j.linter, all, s)
	defer run.Close()
	switch {
	case s.remember != "":
		if err := w.remember(s.remember, j.linter, run, s.quiet); err != nil {
			return err
		}
	case known != nil:
		if err := w.compare(known, j.linter, run, s.quiet); err != nil {
			return err
		}
	}
	w.deliver(run, j.sinks, s)
	return nil
}

// job is what a command line asks for: which drafts, what they are held against, and where
// results go.
type job struct {
	all     targets
	configs *configs
	sinks   []sink
	linter  *linter
}

// prepare gets ready what a command line asks for. Nothing is read yet but configurations
// and packs, and nothing written.
func (w *world) prepare(s *settings, paths []string) (*job, error) {
	if s.timeout <= 0 {
		return nil, usage{ZH: "--timeout " + s.timeout.String() + "：须大于 0", EN: "--timeout " + s.timeout.String() + ": must be more than 0"}
	}
	j := &job{all: find(paths)}
	var err error
	if j.configs, err = w.configs(s.config, j.all.files, s.stdinName); err != nil {
		return nil, err
	}
	w.speak(j.configs.here())
	if j.sinks, err = w.sinks(s); err != nil {
		return nil, err
	}
	if j.linter, err = w.linter(s, j.configs); err != nil {
		return nil, err
	}
	j.linter.covers = s.coverage || slices.ContainsFunc(j.sinks, func(k sink) bool { return k.format == "json" })
	j.linter.lists = j.linter.covers || slices.ContainsFunc(j.sinks, sink.isForPrograms)
	others := slices.Concat(s.packs, []string{s.prior, s.baseline, s.remember})
	if len(s.parts) > 0 { // else all that is here
		for _, part := range find(s.parts).files {
			others = append(others, part.path)
		}
	}
	for _, cfg := range j.configs.each() {
		others = append(others, cfg.reads()...)
	}
	for _, k := range j.sinks {
		if err := k.spares(j.all.files, others); err != nil {
			return nil, err
		}
	}
	return j, j.linter.accompany(s, len(j.all.files))
}

func readsStdin(files []candidate) bool {
	return slices.ContainsFunc(files, func(c candidate) bool { return c.path == standardInput })
}

// day returns the day to judge by. It is the only place that looks at a clock.
func day(today string) (draft.Date, error) {
	t := time.Now()
	if today != "" {
		var err error
		if t, err = time.Parse(time.DateOnly, today); err != nil {
			return draft.Date{}, usage{
				ZH: "--today " + shown(today) + "：须是 YYYY-MM-DD 形式的日期",
				EN: "--today " + shown(today) + ": must be a date such as 2025-01-31",
			}
		}
	}
	return draft.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}, nil
}

// globs is a flag that takes ids or globs with commas between them, any number of times; in braces a comma
// parts the ways of a glob.
type globs []string

func (g *globs) String() string { return strings.Join(*g, ",") }
func (g *globs) Type() string   { return "strings" }

func (g *globs) Set(list string) error {
	depth, start := 0, 0
	for i, r := range list + "," {
		switch {
		case r == '{':
			depth++
		case r == '}':
			depth--
		case r == ',' && (depth <= 0 || i == len(list)):
			if one := strings.TrimSpace(list[start:i]); one != "" {
				*g = append(*g, one)
			}
			start = i + 1
		}
	}
	return nil
}
