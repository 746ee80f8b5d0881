package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"reportlint/lint/baseline"
	"reportlint/lint/diag"
	"reportlint/lint/render"
)

// known is a baseline in its file.
type known struct {
	*baseline.Baseline
	path string
}

// baseline reads the baseline of a run: --baseline, or the one of the configuration of the
// current folder; nil if there is none.
func (w *world) baseline(s *settings, c *config) (*known, error) {
	path := s.baseline
	if path == "" && c.baseline != "" {
		path = filepath.Join(c.folder, c.baseline)
	}
	if path == "" {
		return nil, nil
	}
	return w.known(path)
}

// known reads a baseline.
func (w *world) known(path string) (*known, error) {
	content, why := load(path, size{bytes: baseline.MaxSize}, anew)
	if why != nil {
		return nil, usage{ZH: "基线：" + shown(path) + "：" + why.ZH, EN: "baseline: " + shown(path) + ": " + why.EN}
	}
	b, faults := baseline.Read(diag.NewFile(path, content), w.lang)
	if len(faults) == 0 {
		return &known{b, path}, nil
	}
	if err := render.Text(w.err, slices.Values(faults), render.Style{Lang: w.lang}); err != nil {
		return nil, err
	}
	return nil, usage{ZH: "基线有误：" + shown(path), EN: "faulty baseline: " + shown(path)}
}

// relative returns the path of a draft as entries have it.
func (k *known) relative(path string) string {
	folder, err := filepath.Abs(filepath.Dir(k.path))
	if err != nil {
		return filepath.ToSlash(path)
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return filepath.ToSlash(path)
	}
	if rel, err := filepath.Rel(folder, abs); err == nil {
		path = rel
	}
	return filepath.ToSlash(path)
}

// place returns the path of the draft of a fault as entries have it.
func (k *known) place(d diag.Diagnostic) string { return k.relative(d.Span.File.Name) }

// judged returns whether a run would have found the fault of an entry: its draft was judged wholly
// and by its rule, or one of the two is no more.
func (k *known) judged(r *results, l *linter) func(baseline.Entry) bool {
	whole := map[string]string{} // the paths of drafts, by those of entries
	for f := range r.Files {
		if f.NotChecked == "" && f.Pack != "" {
			whole[k.relative(f.Path)] = f.Path
		}
	}
	return func(e baseline.Entry) bool {
		if path, judged := whole[e.Path]; judged {
			return !slices.Contains(l.known, e.Rule) || l.profile(path).uses(e.Rule) && !slices.Contains(r.lacking[path], e.Rule)
		}
		_, err := os.Lstat(filepath.Join(filepath.Dir(k.path), filepath.FromSlash(e.Path)))
		return os.IsNotExist(err)
	}
}

// compare takes the faults that are known out of a run, and tells of entries that are
// stale. It has all faults in memory.
func (w *world) compare(k *known, l *linter, r *results, quiet bool) error {
	told, known, stale := k.Match(slices.Collect(r.Diagnostics), k.place, k.judged(r, l))
	if err := r.broken(); err != nil {
		return untold(err)
	}
	r.divide(told, known)
	if quiet {
		return nil
	}
	for _, e := range stale {
		line := e.Span.File.Position(e.Span.Start).Line
		w.note(fmt.Sprintf("%s:%d: ", shown(k.path), line) + w.say(
			fmt.Sprintf("已经没有这个问题（%s，%s），--write-baseline 会去掉这一条", shown(e.Rule), shown(e.Path)),
			fmt.Sprintf("this fault is no more (%s in %s); --write-baseline drops the entry", shown(e.Rule), shown(e.Path))))
	}
	return nil
}

// remember writes the faults of a run to a baseline, and keeps what people wrote in the one
// that is there.
func (w *world) remember(path string, l *linter, r *results, quiet bool) error {
	k := &known{&baseline.Baseline{}, path}
	if _, err := os.Lstat(path); err == nil {
		if k, err = w.known(path); err != nil {
			return err
		}
	}
	all, judged := slices.Collect(r.Diagnostics), k.judged(r, l)
	if err := r.broken(); err != nil {
		return untold(err)
	}
	_, old, stale := k.Match(all, k.place, judged)
	updated := k.Update(all, k.place, judged, author(os.Getenv), l.today.ISO())
	if err := replace(path, func(out io.Writer) error { return updated.Write(out) }); err != nil {
		return unwritable(path, err)
	}
	if !quiet {
		w.note(shown(path) + w.say(fmt.Sprintf("：新记入 %d 处，去掉 %d 条；请写明理由（reason）", len(all)-len(old), len(stale)),
			fmt.Sprintf(": %d taken in, %d dropped; say in each reason why it stands", len(all)-len(old), len(stale))))
	}
	r.divide(nil, all)
	return nil
}

// author returns who runs the program, as git and the system name them.
func author(getenv func(string) string) string {
	first := func(names ...string) string {
		for _, name := range names {
			if v := getenv(name); v != "" {
				return v
			}
		}
		return ""
	}
	name := first("GIT_AUTHOR_NAME", "GITHUB_ACTOR", "GITLAB_USER_LOGIN")
	if name == "" {
		out, _ := exec.Command("git", "config", "user.name").Output() // there may be no git, and nobody that it knows
		name = strings.TrimSpace(string(out))
	}
	return cmp.Or(name, first("USER", "LOGNAME", "USERNAME"))
}
