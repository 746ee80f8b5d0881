package main

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/rules"
)

// slipped is the model with faults that are safe to fix, and the model.
func slipped(t *testing.T) (bad, good string) {
	t.Helper()
	_, model, _ := rules.Builtin("annual-report")
	good = model.Text
	return withEdits(t, good, "| 行政处罚 | 37 |", "| 行政处罚 | ３７ |", "组织业务培训2次", "组织业务培训培训2次"), good
}

// failing is the real file system, of which the n-th call fails with an error; without one,
// something happens before that call.
type failing struct {
	disk
	n         int
	err       error
	meanwhile func()
	failed    string
}

func (f *failing) call(name string) error {
	if f.n--; f.n == 0 {
		f.failed = name
		if f.err == nil {
			f.meanwhile()
			return nil
		}
		return &os.PathError{Op: name, Path: "x", Err: f.err}
	}
	return nil
}

func (f *failing) open(path string) (*os.File, error) {
	if err := f.call("open"); err != nil {
		return nil, err
	}
	return f.disk.open(path)
}

func (f *failing) lock(file *os.File) error {
	return errors.Join(f.call("lock"), f.disk.lock(file))
}

func (f *failing) read(file *os.File) ([]byte, error) {
	if err := f.call("read"); err != nil {
		return nil, err
	}
	return f.disk.read(file)
}

func (f *failing) stat(path string) (os.FileInfo, error) {
	if err := f.call("stat"); err != nil {
		return nil, err
	}
	return f.disk.stat(path)
}

func (f *failing) temp(folder, name string) (*os.File, error) {
	if err := f.call("temp"); err != nil {
		return nil, err
	}
	return f.disk.temp(folder, name)
}

func (f *failing) write(file *os.File, content []byte) error {
	if err := f.call("write"); err != nil {
		return errors.Join(f.disk.write(file, content[:len(content)/2]), err) // a short one
	}
	return f.disk.write(file, content)
}

func (f *failing) mode(file *os.File, like os.FileInfo) error {
	if err := f.call("mode"); err != nil {
		return err
	}
	return f.disk.mode(file, like)
}

func (f *failing) sync(file *os.File) error {
	if err := f.call("sync"); err != nil {
		return err
	}
	return f.disk.sync(file)
}

func (f *failing) link(file *os.File, path string) error {
	if err := f.call("link"); err != nil {
		return err
	}
	return f.disk.link(file, path)
}

func (f *failing) rename(from, to string) error {
	if err := f.call("rename"); err != nil {
		return err
	}
	return f.disk.rename(from, to)
}

func (f *failing) syncFolder(folder string) error {
	if err := f.call("syncFolder"); err != nil {
		return err
	}
	return f.disk.syncFolder(folder)
}

// TestRewriteFails makes each call of rewriting a file fail, once: there are the old bytes
// or the new ones, nothing else is left, and nobody is told that it went well if it did not.
func TestRewriteFails(t *testing.T) {
	t.Chdir(t.TempDir())
	old, new := []byte("old\n"), bytes.Repeat([]byte("new\n"), 3000)
	var calls []string
	for _, err := range []error{syscall.EIO, syscall.ENOSPC, syscall.EACCES, syscall.EDQUOT} {
		for n := 1; ; n++ {
			if err := os.WriteFile("draft.md", old, 0o640); err != nil {
				t.Fatal(err)
			}
			fs := &failing{n: n, err: err}
			written, why := rewrite(fs, "draft.md", old, new)
			got, readErr := os.ReadFile("draft.md")
			if readErr != nil || !bytes.Equal(got, old) && !bytes.Equal(got, new) || written != bytes.Equal(got, new) {
				t.Fatalf("%s with %v: the file is %.20q (%v)", fs.failed, err, got, readErr)
			}
			if fs.failed == "" {
				if why != nil || !bytes.Equal(got, new) {
					t.Fatalf("nothing failed, and %v", why)
				}
				break
			}
			calls = append(calls, fs.failed)
			kept := bytes.Equal(got, old)
			if why == nil || strings.HasPrefix(why.EN, "nothing was written: ") != kept {
				t.Errorf("%s with %v: told %v", fs.failed, err, why)
			}
			if entries, _ := os.ReadDir("."); len(entries) != 1 {
				t.Errorf("%s with %v: %d files are left", fs.failed, err, len(entries))
			}
		}
	}
	if len(calls) < 40 {
		t.Errorf("only %d calls were made to fail: %s", len(calls), calls)
	}
}

// TestRewriteAtOnce has two writers change a file at the same time, a thousand times over:
// one of them does, and the other is told that it did not.
func TestRewriteAtOnce(t *testing.T) {
	t.Chdir(t.TempDir())
	old := []byte("old\n")
	for round := range 1000 {
		if err := os.WriteFile("draft.md", old, 0o666); err != nil {
			t.Fatal(err)
		}
		var wrote [2]bool
		var both sync.WaitGroup
		for i := range wrote {
			both.Go(func() { wrote[i], _ = rewrite(disk{}, "draft.md", old, fmt.Appendf(nil, "new %d\n", i)) })
		}
		both.Wait()
		got, err := os.ReadFile("draft.md")
		if err != nil || wrote[0] == wrote[1] || string(got) != fmt.Sprintf("new %d\n", map[bool]int{true: 0, false: 1}[wrote[0]]) {
			t.Fatalf("round %d: wrote %v, and there is %q (%v)", round, wrote, got, err)
		}
	}
}

// TestFixKilled kills the program at random moments, by night 10,000 times (-kills): the
// draft is as it was or wholly fixed, and the next run leaves nothing beside it.
func TestFixKilled(t *testing.T) {
	name := program(t)
	t.Chdir(t.TempDir())
	bad, good := slipped(t)
	start := func() *exec.Cmd { return exec.Command(name, "fix", "--quiet", "--today", "2026-01-15", "draft.md") }
	write := func() {
		if err := os.WriteFile("draft.md", []byte(bad), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write()
	begun := time.Now()
	if out, err := start().CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	whole := time.Since(begun)
	rng := rand.New(rand.NewPCG(7, 7))
	fixed := 0
	kills := number("kills")
	for n := range kills {
		write()
		c := start()
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		// Most of the time the program reads; what matters is at its end.
		time.Sleep(whole/2 + time.Duration(rng.Int64N(int64(whole))))
		_ = c.Process.Kill() // it may have ended
		_ = c.Wait()
		got, err := os.ReadFile("draft.md")
		if err != nil || string(got) != bad && string(got) != good {
			t.Fatalf("kill %d: %.60q… (%v)", n, got, err)
		}
		if string(got) == good {
			fixed++
		}
	}
	write()
	if out, err := start().CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	entries, err := os.ReadDir(".")
	if err != nil || len(entries) != 1 {
		t.Errorf("left: %v (%v)", entries, err)
	}
	t.Logf("%d kills, of which %d came too late", kills, fixed)
}

// TestFixInterrupted ends the program by a signal while it fixes many drafts: each is as it
// was or wholly fixed, and what was done is said.
func TestFixInterrupted(t *testing.T) {
	name := program(t)
	bad, good := slipped(t)
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		t.Chdir(t.TempDir())
		for i := range 400 {
			if err := os.WriteFile(fmt.Sprintf("%d.md", i), []byte(bad), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		c := exec.Command(name, "fix", "--lang", "en", "--quiet", "--today", "2026-01-15", ".")
		var said bytes.Buffer
		c.Stderr = &said
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		for fixed := false; !fixed; time.Sleep(time.Millisecond) {
			first, err := os.ReadFile("0.md")
			fixed = err == nil && string(first) == good
		}
		if err := c.Process.Signal(sig); err != nil {
			t.Fatal(err)
		}
		_ = c.Wait() // its status is looked at
		done := 0
		for i := range 400 {
			got, err := os.ReadFile(fmt.Sprintf("%d.md", i))
			if err != nil || string(got) != bad && string(got) != good {
				t.Fatalf("%d.md is %.60q… (%v)", i, got, err)
			}
			if string(got) == good {
				done++
			}
		}
		if status := c.ProcessState.ExitCode(); status != 128+int(sig) || !strings.Contains(said.String(), fmt.Sprintf("interrupted: %s fixed", counted(done, "file"))) {
			t.Errorf("%v: status %d with %d drafts fixed: %s", sig, status, done, said.String())
		}
	}
}

// rewriting returns a linter whose rules only fix: each is written "old→new", which also is
// its name, and one of "old→!" finds an error that it cannot fix.
func rewriting(rules ...string) *linter {
	l := judging()
	pack := l.profile("").packs[0]
	pack.Rules = nil
	for _, id := range rules {
		old, new, _ := strings.Cut(id, "→")
		r := lint.Rule{ID: id, Severity: diag.Warning, Message: diag.Phrase{ZH: id, EN: id}}
		if new == "!" {
			r.Severity = diag.Error
		}
		r.Check = func(p *lint.Pass) int {
			file := p.Main.Draft.File
			for at := range file.Text {
				if !strings.HasPrefix(file.Text[at:], old) {
					continue
				}
				f := lint.Finding{Span: diag.Span{File: file, Start: at, End: at + len(old)}}
				if r.Severity != diag.Error {
					f.Fixes = []diag.Fix{{Edits: []diag.Edit{{Span: f.Span, Text: new}}}}
				}
				p.Report(f)
			}
			return 1
		}
		pack.Rules = append(pack.Rules, r)
	}
	return l
}

// TestFixFeeds holds fixes that lead to others to an end: a draft that has no more of them
// after ten passes at most, or the draft as it was, with the names of the rules.
func TestFixFeeds(t *testing.T) {
	tests := []struct{ rules, draft, want, why string }{
		{"a→b b→c", "a", "c", ""},
		{"a→b b→c c→d d→e e→f f→g g→h h→i i→j j→k", "a", "k", ""},
		{"a→b b→c c→d d→e e→f f→g g→h h→i i→j j→k k→l", "a", "a", "without end, nothing was changed: b→c, c→d, d→e, e→f, f→g, g→h, h→i, i→j, j→k, k→l"},
		{"a→b b→a", "a", "a", "without end, nothing was changed: a→b, b→a"},
		{"x→y a→b b→a", "x a", "x a", "without end, nothing was changed: a→b, b→a"}, // x→y has done its part
		{"a→aa", "a", "a", "without end, nothing was changed: a→aa"},
		{"ab→x bc→y", "abc", "xc", ""}, // of two that overlap, one
		{"ab→x bc→y", "abcbc", "xcy", ""},
		{"a→b b→!", "a", "a", "would make a new error, nothing was changed: b→!"},
		{"a→b b→c c→!", "a", "a", "would make a new error, nothing was changed: c→!"},
		{"a→b b→!", "a b", "a b", "would make a new error, nothing was changed: b→!"},
	}
	for _, tt := range tests {
		t.Run(tt.rules+" on "+tt.draft, func(t *testing.T) {
			plant(t, "draft.md="+tt.draft)
			l := rewriting(strings.Fields(tt.rules)...)
			m := l.mend("draft.md")
			if string(m.new) != tt.want {
				t.Errorf("fixed to %.40q, want %q", m.new, tt.want)
			}
			why := ""
			if len(m.problems) > 0 {
				why = m.problems[0].why.EN
			}
			if len(m.problems) > 1 || (why == "") != (tt.why == "") || !strings.HasSuffix(why, tt.why) {
				t.Errorf("problems %v, want %q", m.problems, tt.why)
			}
			if left := l.consider("draft.md", reading{file: diag.NewFile("draft.md", m.new)}); tt.why == "" && rulesOf(left.diagnostics) != "" {
				t.Errorf("%q is called fixed, with fixes left of %s", m.new, rulesOf(left.diagnostics))
			}
		})
	}
}
