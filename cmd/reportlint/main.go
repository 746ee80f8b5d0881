// Reportlint tells the authors of government reports what is wrong in a draft.
//
// This package is the world around the linter: commands and their flags, files, the
// clock, the terminal, the exit status. It knows which parts there are and wires them;
// it judges nothing itself.
package main

import (
	"errors"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"reportlint/lint/diag"
)

// The exit statuses. The greater one wins.
const (
	clean  = 0 // nothing at or above --fail-on
	faulty = 1
	failed = 2 // something was asked for that could not be judged
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, pace()))
}

// run runs one command line and returns its exit status.
func run(args []string, in, out, err *os.File, heap *pacer) int {
	w := &world{in: in, out: &stream{File: out}, err: &stream{File: err}, heap: heap}
	w.lang, w.said = language(args, os.Getenv)
	root := w.commands()
	measured := &measuring{}
	measured.flags(root)
	root.SetArgs(args)
	root.SetOut(w.out)
	root.SetErr(w.err)
	if e := root.Execute(); e != nil {
		w.fail(e)
	}
	if e := measured.finish(); e != nil {
		w.fail(e)
	}
	if w.out.broken != nil {
		w.fail(usage{
			ZH: "无法写到标准输出：" + w.out.broken.Error(),
			EN: "cannot write to standard output: " + w.out.broken.Error(),
		})
	}
	if w.err.broken != nil {
		w.worsen(failed)
	}
	return w.status
}

// world is what a command has of the machine, and the status that it ends with.
type world struct {
	in       *os.File
	out, err *stream
	heap     *pacer
	lang     diag.Lang
	said     bool    // the command line names the language
	bounds   []bound // that the command line sets
	status   int
}

// stream is a file that remembers the first error of writing to it. A reader that is
// gone ends the program before that, by the signal that it sends.
type stream struct {
	*os.File
	broken error
}

func (s *stream) Write(p []byte) (int, error) {
	n, err := s.File.Write(p)
	if err != nil && s.broken == nil {
		s.broken = errors.Unwrap(err) // without the name of the stream
	}
	return n, err
}

func (w *world) commands() *cobra.Command {
	root := w.check("reportlint [PATH…]")
	root.Long = w.say(`检查政府信息公开工作年度报告的草稿。"reportlint draft.md" 就是 "reportlint check draft.md"。`,
		`Checks drafts of annual reports on government information disclosure.
"reportlint draft.md" means "reportlint check draft.md".`)
	root.Version = version(debug.ReadBuildInfo())
	root.SetVersionTemplate("reportlint {{.Version}}\n")
	root.Flags().Bool("version", false, w.say("显示版本", "print the version"))
	root.SilenceErrors = true
	root.SilenceUsage = true
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error { return flagError(c.Flags(), err) })
	root.PersistentFlags().Var(&choice{set: func(string) {}, known: []string{"zh", "en"}}, "lang",
		w.say("消息的语言：zh 或 en", "language of messages: zh or en"))
	w.limitFlag(root.PersistentFlags())
	root.AddCommand(w.check("check [PATH…]"), w.configCommand(), w.explain(), w.fix(), w.man(root), w.newDraft(), w.packCommand(), w.rules(), w.version())
	w.ownHelp(root)
	judge := root.RunE
	root.RunE = func(c *cobra.Command, args []string) error {
		if err := misspelt(c, args); err != nil {
			return err
		}
		return judge(c, args)
	}
	return root
}

// misspelt returns an error if the first PATH is no file and looks like a command.
func misspelt(root *cobra.Command, args []string) error {
	if len(args) == 0 || strings.ContainsAny(args[0], `./\*`) {
		return nil
	}
	if _, err := os.Lstat(args[0]); err == nil {
		return nil
	}
	var names []string
	for _, c := range root.Commands() {
		names = append(names, c.Name())
	}
	zh, en := didYouMean(args[0], names)
	if en == "" {
		return nil
	}
	return usage{ZH: shown(args[0]) + "：没有这个文件，也没有这个命令" + zh, EN: shown(args[0]) + ": no such file and no such command" + en}
}

// say chooses between two wordings by the language of messages.
func (w *world) say(zh, en string) string { return diag.Phrase{ZH: zh, EN: en}.In(w.lang) }

// worsen makes the exit status at least this.
func (w *world) worsen(status int) { w.status = max(w.status, status) }
