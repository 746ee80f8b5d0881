package main

import (
	"fmt"
	"iter"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"reportlint/lint"
	"reportlint/lint/arena"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/render"
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
	f.DurationVar(&s.timeout, "timeout", patience, w.say("一个文件最多检查多久，超过即不再等待", "how long one file may take; it is given up beyond that"))
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
	f.StringSliceVar(&s.selected, "select", nil, w.say("只用这些规则（编号或通配符，逗号分隔）", "use these rules only (ids or globs, with commas)"))
	f.StringSliceVar(&s.ignored, "ignore", nil, w.say("不用这些规则（编号或通配符，逗号分隔）", "do not use these rules (ids or globs, with commas)"))
	f.StringVar(&s.stdinName, "stdin-name", "<stdin>", w.say("标准输入的名称，其扩展名决定格式", "the name of standard input, whose extension tells the format"))
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
	if s.timeout <= 0 {
		return usage{ZH: "--timeout " + s.timeout.String() + "：须大于 0", EN: "--timeout " + s.timeout.String() + ": must be more than 0"}
	}
	j, err := w.prepare(s, paths)
	if err != nil {
		return err
	}
	if readsStdin(j.all.files) && term.IsTerminal(int(w.in.Fd())) && !s.quiet {
		w.note(w.say("正从终端读取草稿，按 Ctrl-D 结束", "reading a draft from the terminal; end it with Ctrl-D"))
	}
	known, err := w.baseline(s, j.configs.here())
	if err != nil {
		return err
	}
	j.linter.brief = known == nil && s.remember == "" && !j.linter.covers && !slices.ContainsFunc(j.sinks, sink.isForPrograms)
	all := j.all
	j.all = targets{} // nobody asks for it any more, so that it need not be kept until the end
	run := w.lint(j.linter, all, s)
	defer run.Close()
	switch {
	case s.remember != "":
		if err := w.remember(s.remember, s, &run); err != nil {
			return err
		}
	case known != nil:
		w.compare(known, &run, s.quiet)
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
	j.linter.covers = s.coverage || slices.ContainsFunc(j.sinks, func(k sink) bool { return k.format == "json" || k.format == "jsonl" })
	for _, k := range j.sinks {
		if err := k.spares(j.all.files); err != nil {
			return nil, err
		}
	}
	return j, j.linter.accompany(s, len(j.all.files))
}

func readsStdin(files []candidate) bool {
	return slices.ContainsFunc(files, func(c candidate) bool { return c.path == standardInput })
}

// results is what came of all drafts.
type results struct {
	render.Run
	total     int // files, folders and patterns that were asked for
	unchecked int // of these, those that were not judged, or not wholly
	unjudged  int // files that are no reports of a known kind

	// Of a brief run the faults are not in memory, nor are the files that there is nothing to be
	// said of.
	found, allowed *faults
}

// told yields the faults, in their order.
func (r *results) told() iter.Seq[diag.Diagnostic] {
	if r.found != nil {
		return r.found.all()
	}
	return slices.Values(r.Diagnostics)
}

// counts returns how many faults are told of each severity and in all, and how many are not,
// since somebody allowed them.
func (r *results) counts() (n map[diag.Severity]int, told, allowed int) {
	if r.found != nil {
		n, told = r.found.counts()
		_, allowed = r.allowed.counts()
		return n, told, allowed
	}
	n = map[diag.Severity]int{}
	for _, d := range r.Diagnostics {
		n[d.Severity]++
	}
	return n, len(r.Diagnostics), len(r.Suppressed)
}

// Close lets go of the faults that are not in memory.
func (r *results) Close() {
	if r.found != nil {
		r.found.spool.Close()
		r.allowed.spool.Close()
	}
}

// begin returns results with what was asked for and is not there, which it tells.
func (w *world) begin(l *linter, all targets, s *settings) results {
	out := results{Run: render.Run{Lang: w.lang, Rules: l.rules, Version: release()}}
	out.FailOn, _ = diag.ParseSeverity(s.failOn)
	for _, p := range all.problems {
		w.miss(p)
		out.unchecked++
		out.Files = append(out.Files, render.File{Path: p.path, NotChecked: p.why.In(w.lang)})
	}
	out.total = len(all.problems) + len(all.files)
	return out
}

// lint judges the files and tells on standard error what could not be.
func (w *world) lint(l *linter, all targets, s *settings) results {
	out := w.begin(l, all, s)
	told := map[problem]bool{}
	tell := func(notes []problem) {
		for _, p := range notes {
			if !s.quiet && !told[p] {
				w.note(p.where() + ": " + p.why.In(w.lang))
			}
			told[p] = true
		}
	}
	tell(all.notes)
	if len(all.files) > 1 {
		l.peers = &lint.Peers{Pending: true}
	}
	l.spare = s.jobs / max(len(all.files), 1) // of what is done at a time, for each file
	if l.spare < 2 {                          // rules that are run at the same time cannot share an arena
		l.arenas = &sync.Pool{New: func() any { return arena.New() }}
	}
	if l.brief {
		out.found, out.allowed = newFaults(), newFaults()
	} else {
		out.Files = slices.Grow(out.Files, len(all.files))
	}
	take := func(o outcome) {
		if l.brief {
			out.found.add(o.diagnostics)
			out.allowed.add(o.suppressed)
			return
		}
		out.Diagnostics = append(out.Diagnostics, o.diagnostics...)
		out.Suppressed = append(out.Suppressed, o.suppressed...)
	}
	waiting := lobby{expects: len(all.files)}
	defer waiting.Close()
	l.all(all.files, s.jobs, func(o outcome) {
		for _, p := range o.problems {
			w.miss(p)
		}
		tell(o.notes)
		if len(o.problems) > 0 {
			out.unchecked++
		}
		if o.unjudged {
			out.unjudged++
			if !s.quiet {
				w.note(shown(o.file.Path) + ": " + w.say("不是任何规则包所管的报告，未评判", "not a report of any pack, not judged"))
			}
		}
		if !l.covers {
			o.file.About = nil
		}
		if !l.brief || o.file.NotChecked != "" {
			out.Files = append(out.Files, o.file)
		}
		take(o)
		for _, a := range o.awaiting {
			waiting.add(a)
		}
	})
	l.compare(&waiting, s.jobs, func(o outcome) {
		take(o)
		for _, p := range o.problems {
			w.miss(p)
			out.add(p, w.lang)
		}
	})
	take(outcome{diagnostics: l.idle()})
	slices.SortStableFunc(out.Files, func(a, b render.File) int { return strings.Compare(a.Path, b.Path) })
	diag.Sort(out.Diagnostics)
	diag.Sort(out.Suppressed)
	return out
}

// add notes a problem of a file that was judged already.
func (r *results) add(p problem, lang diag.Lang) {
	i := slices.IndexFunc(r.Files, func(f render.File) bool { return f.Path == p.path })
	if i < 0 { // a brief run had nothing to say of it
		i, r.Files = len(r.Files), append(r.Files, render.File{Path: p.path})
	}
	f := &r.Files[i]
	if f.NotChecked == "" {
		r.unchecked++
	} else {
		f.NotChecked += "; "
	}
	f.NotChecked += p.why.In(lang)
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
