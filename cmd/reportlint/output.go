package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"
	"golang.org/x/term"

	"reportlint/lint/diag"
	"reportlint/lint/render"
)

// outputFlags adds the flags that tell how and where results are written.
func (w *world) outputFlags(f *pflag.FlagSet, s *settings) {
	f.Var(pick(&s.failOn, "error", "warning", "info", "never"), "fail-on", w.say("何种程度的问题使退出码为 1", "what makes the exit status 1"))
	f.Var(pick(&s.format, formats()...), "format", w.say("输出格式 `FORMAT`：", "`FORMAT` of the output: ")+strings.Join(formats(), ", "))
	f.StringArrayVar(&s.outputs, "output", nil, w.say("写入 FILE 而不写标准输出；FORMAT=FILE 另写一份，可重复",
		"write to FILE, not to standard output; FORMAT=FILE writes one more, may be repeated"))
	f.Var(pick(&s.color, "auto", "always", "never"), "color", w.say("是否着色", "whether to use colours"))
	f.BoolVar(&s.quiet, "quiet", false, w.say("只输出问题", "print nothing but faults"))
}

// deliver writes results to the sinks, and lets the exit status tell what they hold.
func (w *world) deliver(r *results, sinks []sink, s *settings) {
	for _, k := range sinks {
		if err := k.write(r, s); err != nil {
			w.fail(err) // the others are written all the same
		}
	}
	for severity, n := range r.told.of {
		if r.FailOn != 0 && severity >= r.FailOn && n > 0 {
			w.worsen(faulty)
		}
	}
	if err := r.broken(); err != nil {
		w.fail(untold(err))
	}
}

// untold says that what was found could not be told, or not all of it, and why.
func untold(err error) usage {
	why := worldly(err)
	return usage{ZH: "没有报告全部问题：" + why.ZH, EN: "not all faults are told: " + why.EN}
}

// formats returns the values of --format.
func formats() []string {
	names := []string{"text", "lines"}
	for _, f := range forPrograms() {
		names = append(names, f.name)
	}
	return names
}

// format is one that says all that there is to say of a run, whatever else is asked for.
type format struct {
	name   string
	render func(io.Writer, render.Run) error
}

func forPrograms() []format {
	return []format{
		{"json", render.JSON},
		{"jsonl", render.JSONL},
		{"sarif", render.SARIF},
		{"github", render.GitHub},
		{"rdjsonl", render.RDJSONL},
		{"junit", render.JUnit},
		{"gitlab", render.GitLab},
		{"checkstyle", render.Checkstyle},
		{"markdown", render.Markdown},
	}
}

// sink is a place for results, in one format.
type sink struct {
	format string
	style  render.Style
	out    io.Writer // nil if there is a path
	path   string
}

// sinks returns where results go: a FILE in the place of standard output, each
// FORMAT=FILE besides.
func (w *world) sinks(s *settings) ([]sink, error) {
	var more []sink
	first := sink{format: s.format, out: w.out}
	for _, spec := range s.outputs {
		format, path, two := strings.Cut(spec, "=")
		switch {
		case two && path != "" && slices.Contains(formats(), format):
			more = append(more, sink{format: format, path: path})
		case two && path != "" && !strings.ContainsAny(format, "./\\"):
			zh, en := didYouMean(format, formats())
			return nil, usage{ZH: "--output：没有格式 " + shown(format) + zh, EN: "--output: unknown format " + shown(format) + en}
		case spec == "", path == "" && slices.Contains(formats(), format) && two:
			return nil, usage{ZH: "--output：缺少文件名", EN: "--output: needs the name of a file"}
		case first.path != "":
			return nil, usage{
				ZH: "--output：只能有一个不带格式的文件，其余请写成 FORMAT=FILE",
				EN: "--output: only one file can go without a format, write FORMAT=FILE for the others",
			}
		default:
			first.path = spec
		}
	}
	all := append([]sink{first}, more...)
	seen := map[string]bool{}
	for i, k := range all {
		real := whereIs(k.path)
		if k.path != "" && seen[real] {
			return nil, usage{
				ZH: "--output " + shown(k.path) + "：不能写入两次",
				EN: "--output " + shown(k.path) + ": cannot be written to twice",
			}
		}
		seen[real] = true
		all[i].style = w.style(s.color, all[i].path == "")
	}
	return all, nil
}

// style tells how text looks, by --color, the environment, and what standard output is.
func (w *world) style(color string, standard bool) render.Style {
	style := render.Style{Lang: w.lang, Color: color == "always"}
	if !standard {
		return style
	}
	fd := int(w.out.Fd())
	screen := term.IsTerminal(fd)
	if screen {
		if columns, _, err := term.GetSize(fd); err == nil {
			style.Columns = columns
		}
	}
	if color == "auto" && os.Getenv("NO_COLOR") == "" {
		force := os.Getenv("CLICOLOR_FORCE")
		style.Color = force != "" && force != "0" || screen && os.Getenv("TERM") != "dumb"
	}
	return style
}

// spares makes sure that results are not written over a draft, or over what else is read.
func (k sink) spares(drafts []candidate, others []string) error {
	if k.path == "" {
		return nil
	}
	real := whereIs(k.path)
	if slices.ContainsFunc(drafts, func(c candidate) bool { return c.real == real }) {
		return usage{
			ZH: "--output " + shown(k.path) + "：这是要检查的草稿，不能写入",
			EN: "--output " + shown(k.path) + ": this is a draft to be checked, it is not written to",
		}
	}
	if slices.ContainsFunc(others, func(path string) bool { return path != "" && whereIs(path) == real }) {
		return usage{
			ZH: "--output " + shown(k.path) + "：检查要用到这个文件，不能写入",
			EN: "--output " + shown(k.path) + ": the check reads this file, it is not written to",
		}
	}
	return nil
}

// write writes results to the sink, a file wholly or not at all.
func (k sink) write(r *results, s *settings) error {
	if k.path == "" {
		k.render(k.out, r, s) // the stream remembers its error
		return nil
	}
	err := replace(k.path, func(w io.Writer) error { return errors.Join(k.render(w, r, s), r.broken()) })
	if err != nil {
		return unwritable(k.path, err)
	}
	return nil
}

// unwritable says that a file could not be written, and why.
func unwritable(path string, err error) usage {
	why := worldly(err)
	return usage{ZH: "无法写入 " + shown(path) + "：" + why.ZH, EN: "cannot write " + shown(path) + ": " + why.EN}
}

// isForPrograms reports whether the sink is of a format that says all there is to say.
func (k sink) isForPrograms() bool {
	return slices.ContainsFunc(forPrograms(), func(f format) bool { return f.name == k.format })
}

func (k sink) render(w io.Writer, r *results, s *settings) error {
	for _, f := range forPrograms() {
		if f.name == k.format {
			return f.render(w, r.Run)
		}
	}
	var err error
	if k.format == "lines" {
		err = render.Lines(w, r.Diagnostics)
	} else {
		err = render.Text(w, r.Diagnostics, k.style)
	}
	lang := k.style.Lang
	if err == nil && s.statistics {
		err = render.Statistics(w, r.Diagnostics, lang)
	}
	if err == nil && s.coverage {
		err = render.Coverage(w, r.Files, lang)
	}
	if err == nil && k.format == "text" && !s.quiet {
		if r.told.total > 0 {
			fmt.Fprintln(w)
		}
		_, err = fmt.Fprintln(w, r.summary().In(lang))
	}
	return err
}

// summary counts in one line. It calls nothing clean that was not judged.
func (r *results) summary() diag.Phrase {
	n, files := r.told.of, r.total
	p := diag.Phrase{
		ZH: fmt.Sprintf("%d 个文件：%d 个错误，%d 个警告，%d 个提示", files, n[diag.Error], n[diag.Warning], n[diag.Info]),
		EN: counted(files, "file") + ": " + counted(n[diag.Error], "error") + ", " + counted(n[diag.Warning], "warning") + ", " + counted(n[diag.Info], "info"),
	}
	if r.told.total+r.unchecked+r.unjudged == 0 {
		p = diag.Phrase{ZH: fmt.Sprintf("%d 个文件，没有发现问题", files), EN: counted(files, "file") + ", no faults found"}
	}
	if allowed := r.allowed.total; allowed > 0 {
		p.ZH += fmt.Sprintf("；放行 %d 处", allowed)
		p.EN += fmt.Sprintf("; %d allowed", allowed)
	}
	if n := r.known; n > 0 {
		p.ZH += fmt.Sprintf("；基线中已有 %d 处", n)
		p.EN += fmt.Sprintf("; %d in the baseline", n)
	}
	if r.unchecked > 0 {
		p.ZH += fmt.Sprintf("；%d 个未检查或未全部检查", r.unchecked)
		p.EN += fmt.Sprintf("; %d not checked, or not wholly", r.unchecked)
	}
	if r.unjudged > 0 {
		p.ZH += fmt.Sprintf("；%d 个不是所知的报告，未评判", r.unjudged)
		p.EN += fmt.Sprintf("; %d not judged, being no report of any pack", r.unjudged)
	}
	return p
}

func counted(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// replace puts what write writes in the place of a file, in one step: whoever reads the
// file sees the old content or the new. What is no regular file, such as /dev/stdout or
// a FIFO, cannot be replaced and is written to.
func replace(path string, write func(io.Writer) error) error {
	mode := os.FileMode(0o666)
	info, err := os.Stat(path)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return writeThrough(path, write)
	case err == nil:
		mode = info.Mode().Perm()
		path = whereIs(path) // a link stays a link
	case !errors.Is(err, os.ErrNotExist):
		return err
	}
	temp, err := beside(path, mode, func(f *os.File) error {
		err := through(f, write)
		if info != nil && err == nil {
			err = f.Chmod(mode) // which the umask may have narrowed
		}
		return err
	})
	if err == nil {
		err = os.Rename(temp, path)
	}
	if err != nil {
		os.Remove(temp) // there is nothing more to be done if it stays
	}
	return err
}

// create writes a file that is not there yet, in one step, and never the file that is.
func create(path string, write func(io.Writer) error) error {
	if _, err := os.Lstat(path); err == nil {
		return os.ErrExist
	}
	temp, err := beside(path, 0o666, func(f *os.File) error { return through(f, write) })
	if err == nil {
		if err = os.Link(temp, path); err != nil && !errors.Is(err, os.ErrExist) {
			err = claim(temp, path)
		}
	}
	os.Remove(temp) // there is nothing more to be done if it stays
	return err
}

// claim puts a written file in the place of one that it creates, for file systems without
// links: whoever else wants to create the same file fails.
func claim(temp, path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	err = errors.Join(f.Close(), os.Rename(temp, path))
	if err != nil {
		os.Remove(path) // it is empty
	}
	return err
}

// beside writes a file for a moment, in the folder in which it is to stay under another
// name, and returns its path.
func beside(path string, mode os.FileMode, write func(*os.File) error) (string, error) {
	dir, name := filepath.Split(path)
	temp := tempPath(dir, name)
	f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return "", err
	}
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	return temp, errors.Join(err, f.Close())
}

// through writes to a file by way of a buffer.
func through(f *os.File, write func(io.Writer) error) error {
	b := bufio.NewWriter(f)
	return errors.Join(write(b), b.Flush())
}

func writeThrough(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(through(f, write), f.Close())
}
