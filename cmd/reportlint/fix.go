package main

import (
	"bytes"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"reportlint/lint/diag"
)

// maxPasses is how often a draft is judged anew after fixes. More means that fixes undo or
// feed one another.
const maxPasses = 10

func (w *world) fix() *cobra.Command {
	s := &settings{failOn: "error", format: "text", color: "auto", encoding: "utf-8"}
	var diffOnly bool
	c := &cobra.Command{
		Use:   "fix [PATH…]",
		Short: w.say("修复草稿中可以放心修改的写法，数字和意思都不变", "apply the safe fixes, which change no figure and no meaning"),
		Args:  cobra.ArbitraryArgs,
		RunE:  func(_ *cobra.Command, paths []string) error { return w.mend(s, paths, diffOnly) },
	}
	f := c.Flags()
	w.outputFlags(f, s)
	w.judgeFlags(f, s)
	f.BoolVar(&diffOnly, "diff", false, w.say("只显示会怎样修改，不写文件；有可修改之处则退出码为 1", "print what would change and write nothing; the exit status is 1 if anything would"))
	return c
}

// mended is what came of fixing one draft.
type mended struct {
	path     string
	old, new []byte // as they are in the file
	fixes    int
	said     []string // what each of them did
	before   outcome  // of old
	outcome
}

// mend applies the safe fixes of drafts, and tells what remains.
func (w *world) mend(s *settings, paths []string, diffOnly bool) error {
	switch piped := slices.Contains(paths, standardInput); {
	case len(paths) == 0:
		return usage{ZH: "fix：请指明要修改的文件或文件夹（当前文件夹是 .）", EN: "fix: say which files or folders to change (the current folder is .)"}
	case piped && len(paths) > 1:
		return usage{ZH: "fix：标准输入不能与文件一起修改", EN: "fix: standard input cannot be fixed together with files"}
	case (diffOnly || piped) && (len(s.outputs) > 0 || s.format != "text"):
		return usage{ZH: "fix：--diff 和标准输入没有其他输出格式", EN: "fix: --diff and standard input have no other format of output"}
	}
	j, err := w.prepare(s, paths)
	if err != nil {
		return err
	}
	out := w.begin(j.linter, j.all, s)
	defer out.Close()
	put := &writing{w: w, diffOnly: diffOnly, quiet: out.quiet, swept: map[string]bool{}}
	if sig := w.mendEach(j, out, put); sig != nil {
		w.note(w.say(fmt.Sprintf("已中断：修复了 %d 个文件，其余未动", put.files), fmt.Sprintf("interrupted: %s fixed, the others left as they were", counted(put.files, "file"))))
		w.worsen(128 + int(sig.(syscall.Signal)))
		return nil
	}
	out.settle()
	if diffOnly {
		if put.files > 0 {
			w.worsen(faulty)
		}
		return nil
	}
	if readsStdin(j.all.files) {
		w.deliver(out, nil, s) // standard output is the draft's; the status still tells what remains
		return nil
	}
	if !s.quiet && s.format == "text" {
		w.note(w.say(fmt.Sprintf("修复了 %d 处，%d 个文件", put.fixes, put.files), fmt.Sprintf("%s in %s", counted(put.fixes, "edit"), counted(put.files, "file"))))
	}
	w.deliver(out, j.sinks, s)
	return nil
}

// mendEach fixes one draft after the other and adds to the results what remains of each. A signal
// ends it, but never while a file is written, so that each is as it was or wholly fixed.
func (w *world) mendEach(j *job, out *results, put *writing) os.Signal {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(stop)
	for _, f := range j.all.files {
		done := make(chan mended, 1)
		go func() { done <- j.linter.mend(f.path) }()
		var m mended
		late := time.NewTimer(j.linter.timeout)
		select {
		case sig := <-stop:
			return sig
		case <-late.C: // what is at work on it goes on until the program ends, in memory
			m = mended{path: f.path, outcome: j.linter.givenUp(f.path)}
		case m = <-done:
		}
		late.Stop()
		select {
		case sig := <-stop: // it came at the same time
			return sig
		default:
		}
		if len(m.problems) == 0 {
			put.put(f.path, &m)
		}
		m.detach()
		w.take(out, j.linter, m.outcome)
	}
	select {
	case sig := <-stop: // while the last one was written
		return sig
	default:
		return nil
	}
}

// writing puts what was fixed where it belongs, and counts it.
type writing struct {
	w               *world
	diffOnly, quiet bool
	fixes, files    int
	swept           map[string]bool // folders in which what an earlier run left was taken away
}

// put shows or writes one draft. One that cannot be written is what it was.
func (p *writing) put(path string, m *mended) {
	switch {
	case bytes.Equal(m.old, m.new) && (path != standardInput || p.diffOnly):
		return
	case p.diffOnly:
		p.w.show(diff.Diff(m.path, m.old, m.path, m.new))
	case path == standardInput:
		p.w.out.Write(m.new) // the stream remembers its error
		return
	default:
		if folder := filepath.Dir(whereIs(path)); !p.swept[folder] {
			p.swept[folder] = true
			sweep(disk{}, folder)
		}
		written, why := rewrite(disk{}, path, m.old, m.new)
		if !written {
			m.outcome = m.before
		}
		if why != nil {
			m.miss(problem{path: m.path, why: *why}, p.w.lang)
		}
		if !written {
			return
		}
		if !p.quiet {
			for _, line := range m.said {
				p.w.note(line)
			}
		}
	}
	p.fixes, p.files = p.fixes+m.fixes, p.files+1
}

// show prints a change; where a terminal would obey what stands in it, as it can be seen.
func (w *world) show(change []byte) {
	if !term.IsTerminal(int(w.out.Fd())) {
		w.out.Write(change) // the stream remembers its error
		return
	}
	for line := range strings.Lines(string(change)) {
		fmt.Fprintln(w.out, shown(strings.TrimRight(line, "\r\n")))
	}
}

// mend fixes what is safe to fix of one draft, in memory. What is returned is judged: new
// is what old would be, and the outcome is that of new.
func (l *linter) mend(path string) (m mended) {
	defer l.survive(path, &m.outcome)
	m.path = path
	if path == standardInput {
		m.path = l.name
	}
	var why *diag.Phrase
	if path == standardInput {
		m.old, why = loadStream(l.stdin, l.limits(m.path).ofFile())
	} else {
		m.old, why = load(path, l.limits(path).ofFile(), func(n int) []byte { return l.room(nil, n) })
	}
	if why != nil {
		m.miss(problem{path: m.path, why: *why}, l.lang)
		return m
	}
	in := readingOf(m.path, m.old, l.legacy, nil)
	m.new = m.old
	first := l.consider(m.path, in)
	m.before, m.outcome = first, first
	if in.file == nil || in.bad != nil || len(first.problems) > 0 {
		return m
	}
	text := []byte(in.file.Text)
	var fed []diag.Diagnostic // what was found after fixes
	for pass := 0; ; pass++ {
		edits, n := safeEdits(m.diagnostics)
		if n == 0 {
			break
		}
		if pass > 0 {
			fed = append(fed, m.diagnostics...)
		}
		if pass == maxPasses {
			m.outcome = first
			m.miss(problem{path: m.path, why: diag.Phrase{ZH: "修复引出修复，没有尽头，没有修改：" + rulesOf(fed), EN: "fixes call for fixes without end, nothing was changed: " + rulesOf(fed)}}, l.lang)
			return m
		}
		for _, e := range edits {
			m.said = append(m.said, fmt.Sprintf("%s:%d: “%s” → “%s”", shown(m.path), e.Span.File.Position(e.Span.Start).Line, shown(e.Span.Text()), shown(e.Text)))
		}
		text, m.fixes = apply(text, edits), m.fixes+n
		m.outcome = l.consider(m.path, reading{file: diag.NewFile(m.path, text)})
	}
	if m.fixes == 0 {
		return m
	}
	encoded, ok := encodeLike(m.old, []byte(in.file.Text), text)
	if why := l.worse(first, m.outcome); why != nil || !ok {
		if why == nil {
			why = &diag.Phrase{ZH: "文件的编码写不出修改后的文字，没有修改", EN: "the file's encoding lacks characters of the fix, nothing was changed"}
		}
		m.outcome = first
		m.miss(problem{path: m.path, why: *why}, l.lang)
		return m
	}
	m.new = encoded
	return m
}

// worse says why a draft is not to be changed: it could not be judged any more, or has more
// errors of some rule than it had. Which ones they were cannot be told: what a fault is known
// by may hang on what was fixed beside it.
func (l *linter) worse(before, after outcome) *diag.Phrase {
	if len(after.problems) > 0 {
		return &after.problems[0].why
	}
	had := map[string]int{} // errors of each rule
	for _, d := range before.diagnostics {
		if d.Severity == diag.Error {
			had[d.Rule]++
		}
	}
	for _, d := range after.diagnostics {
		if d.Severity != diag.Error {
			continue
		}
		if had[d.Rule]--; had[d.Rule] < 0 {
			return &diag.Phrase{
				ZH: "修复会带来新的错误，没有修改：" + shown(d.Message),
				EN: "fixing it would make a new error, nothing was changed: " + shown(d.Message),
			}
		}
	}
	return nil
}

// rulesOf lists the rules that have fixes.
func rulesOf(all []diag.Diagnostic) string {
	var ids []string
	for _, d := range all {
		if len(d.Fixes) > 0 {
			ids = append(ids, d.Rule)
		}
	}
	return strings.Join(slices.Compact(slices.Sorted(slices.Values(ids))), ", ")
}

// safeEdits returns the edits of safe fixes in their order, of those that overlap the first,
// and how many fixes they are.
func safeEdits(all []diag.Diagnostic) (edits []diag.Edit, fixes int) {
	var taken []diag.Edit
	last := 0 // where the edits end that are taken
	free := func(e diag.Edit) bool {
		return e.Span.Start > last || !slices.ContainsFunc(taken, func(t diag.Edit) bool {
			return e.Span.Start < t.Span.End && t.Span.Start < e.Span.End || e.Span.Start == t.Span.Start
		})
	}
	for _, d := range all {
		for _, f := range d.Fixes {
			if slices.ContainsFunc(f.Edits, func(e diag.Edit) bool { return !free(e) || e.Span.Text() == e.Text }) {
				continue
			}
			taken = append(taken, f.Edits...)
			for _, e := range f.Edits {
				last = max(last, e.Span.End)
			}
			fixes++
		}
	}
	slices.SortFunc(taken, func(a, b diag.Edit) int { return a.Span.Start - b.Span.Start })
	return taken, fixes
}

// apply returns a text with edits, which do not overlap and are in order.
func apply(text []byte, edits []diag.Edit) []byte {
	var out bytes.Buffer
	at := 0
	for _, e := range edits {
		out.Write(text[at:e.Span.Start])
		out.WriteString(e.Text)
		at = e.Span.End
	}
	out.Write(text[at:])
	return out.Bytes()
}
