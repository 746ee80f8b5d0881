package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"reportlint/lint/check"
	"reportlint/lint/diag"
	"reportlint/rules"
)

func TestMain(m *testing.M) {
	flag.Bool("update", false, "rewrite what fixtures and pages want")
	flag.Int("kills", 500, "how often to kill a program that fixes a draft")
	flag.Int("files", 5000, "how many files to name in one run")
	flag.Int("staged", 100, "how many files to judge in 20 processes at once")
	testscript.Main(m, map[string]func(){"reportlint": main})
}

// number returns what a flag of the tests says, which TestMain defines.
func number(name string) int { return flag.Lookup(name).Value.(flag.Getter).Get().(int) }

// program returns the path of the program, which the tests are, too (TestMain). It is alone
// in its folder.
func program(t *testing.T) string {
	t.Helper()
	tests, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "reportlint")
	if err := os.Symlink(tests, path); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestScripts runs the scripts of fixtures/cli. Each finds a draft without fault in
// model.md, one with an error in error.md, and one with a warning in warning.md. Some
// commands are added to those of testscript:
//
//	ends N PROGRAM ARG…      run a program, which must end with exit status N
//	bytes FILE STRING…       write strings of Go, the last one N times if "×N" follows it
//	encode NAME FROM TO      write a file in another encoding
//	companions FOLDER        write what the model adds up, and its prior report, as prior.md,
//	                         part-1.md, part-2.md
//	fifo FILE                make a FIFO
//	sparse FILE SIZE         make a file of holes
//	snapshot                 remember all files: their bytes, modes and times
//	unchanged                hold them to what was remembered
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("..", "..", "fixtures", "cli"),
		RequireExplicitExec: true,
		Setup:               drafts,
		Condition: func(cond string) (bool, error) {
			if cond != "root" {
				return false, fmt.Errorf("unknown condition %q", cond)
			}
			return os.Getuid() == 0, nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"ends":       endsCommand,
			"bytes":      bytesCommand,
			"encode":     encodeCommand,
			"companions": companionsCommand,
			"fifo":       fifoCommand,
			"sparse":     sparseCommand,
			"snapshot":   snapshotCommand,
			"unchanged":  unchangedCommand,
		},
	})
}

func drafts(e *testscript.Env) error {
	file, model, _ := rules.Builtin("annual-report")
	pack, faults := rules.Load(file, model, check.Kinds(), diag.Chinese)
	if pack == nil {
		return fmt.Errorf("annual-report: %v", faults)
	}
	e.Values["snapshot"] = map[string]string{}
	return errors.Join(
		os.WriteFile(filepath.Join(e.WorkDir, "model.md"), []byte(model.Text), 0o666),
		os.WriteFile(filepath.Join(e.WorkDir, "error.md"), []byte(model.Break(pack.Rule("signed-before-year-end")).Text), 0o666),
		os.WriteFile(filepath.Join(e.WorkDir, "warning.md"), []byte(model.Break(pack.Rule("signed-in-future")).Text), 0o666),
	)
}

func endsCommand(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var ended *exec.ExitError
		if !errors.As(err, &ended) {
			ts.Fatalf("%v", err)
		}
		got = ended.ExitCode()
	}
	if got != want {
		ts.Fatalf("ended with %d, not %d", got, want)
	}
}

func bytesCommand(ts *testscript.TestScript, _ bool, args []string) {
	var content strings.Builder
	last := ""
	for _, arg := range args[1:] {
		if times, repeat := strings.CutPrefix(arg, "×"); repeat {
			n, err := strconv.Atoi(times)
			ts.Check(err)
			content.WriteString(strings.Repeat(last, n-1))
			continue
		}
		var err error
		last, err = strconv.Unquote(`"` + arg + `"`)
		ts.Check(err)
		content.WriteString(last)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(content.String()), 0o666))
}

func encodeCommand(ts *testscript.TestScript, _ bool, args []string) {
	encodings := map[string]encoding.Encoding{
		"gb18030":  simplifiedchinese.GB18030,
		"utf-16le": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
		"utf-16be": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
	}
	encoded, err := encodings[args[0]].NewEncoder().String(ts.ReadFile(args[1]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(encoded), 0o666))
}

func companionsCommand(ts *testscript.TestScript, _ bool, args []string) {
	_, model, _ := rules.Builtin("annual-report")
	ts.Check(os.MkdirAll(ts.MkAbs(args[0]), 0o777))
	for _, name := range model.Names()[1:] {
		ts.Check(os.WriteFile(filepath.Join(ts.MkAbs(args[0]), name+".md"), []byte(model.Named(name).Text), 0o666))
	}
}

func fifoCommand(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(syscall.Mkfifo(ts.MkAbs(args[0]), 0o666))
}

func sparseCommand(ts *testscript.TestScript, _ bool, args []string) {
	size, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), nil, 0o666))
	ts.Check(os.Truncate(ts.MkAbs(args[0]), size))
}

func snapshotCommand(ts *testscript.TestScript, _ bool, _ []string) {
	maps.Copy(ts.Value("snapshot").(map[string]string), inventory(ts))
}

func unchangedCommand(ts *testscript.TestScript, _ bool, _ []string) {
	before, after := ts.Value("snapshot").(map[string]string), inventory(ts)
	if len(before) == 0 {
		ts.Fatalf("nothing was remembered")
	}
	for _, name := range slices.Sorted(maps.Keys(before)) {
		if before[name] != after[name] {
			ts.Fatalf("%s was %s and is %s", name, before[name], after[name])
		}
	}
	for name := range after {
		if _, was := before[name]; !was {
			ts.Fatalf("%s was not there", name)
		}
	}
}

// inventory returns what can be told of every file of a script without waiting for one.
func inventory(ts *testscript.TestScript) map[string]string {
	all := map[string]string{}
	ts.Check(filepath.WalkDir(ts.Getenv("WORK"), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		all[path] = fmt.Sprint(info.Mode(), info.Size(), info.ModTime().UnixNano())
		if info.Mode().IsRegular() && info.Size() < 32<<20 {
			content, err := os.ReadFile(path)
			if err != nil && !errors.Is(err, fs.ErrPermission) {
				return err
			}
			all[path] += string(content)
		}
		return nil
	}))
	return all
}
