package main

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/diff"

	"reportlint/lint/diag"
	"reportlint/lint/yaml"
	"reportlint/rules"
)

// installed returns a program that .ci/run installs.
func installed(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skipf("what this test needs is installed by .ci/run: %v", err)
	}
	return path
}

// TestPreCommit has pre-commit build the program from a clone and run its hook on a
// repository with a good and a bad draft, and one that is no report.
func TestPreCommit(t *testing.T) {
	preCommit := installed(t, "pre-commit")
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	cache, err := exec.Command("go", "env", "GOMODCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	_, model, _ := rules.Builtin("annual-report")
	bad := strings.Replace(model.Text, "| （七）总计 | 21 |", "| （七）总计 | 12 |", 1)
	folder := t.TempDir()
	t.Chdir(folder)
	in := func(name string, args ...string) (string, error) {
		c := exec.Command(name, args...)
		c.Env = append(os.Environ(), "PRE_COMMIT_HOME="+filepath.Join(folder, ".cache"), "GOMODCACHE="+strings.TrimSpace(string(cache)),
			"GIT_CONFIG_GLOBAL="+os.DevNull, "LANG=C.UTF-8", "GOFLAGS=-modcacherw")
		out, err := c.CombinedOutput()
		return string(out), err
	}
	must := func(name string, args ...string) string {
		t.Helper()
		out, err := in(name, args...)
		if err != nil {
			t.Fatalf("%s %q: %v\n%s", name, args, err, out)
		}
		return out
	}
	drafts := map[string]string{"好 稿.md": model.Text, "坏 稿 (1).md": bad, "notes.md": "# Notes\n"}
	for name, text := range drafts {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	must("git", "init", "-q")
	must("git", "add", "好 稿.md", "坏 稿 (1).md", "notes.md")
	out, err := in(preCommit, "try-repo", root, "reportlint", "--verbose", "--files", "好 稿.md", "notes.md")
	if err != nil || !strings.Contains(out, "Passed") {
		t.Fatalf("the good draft: %v\n%s", err, out)
	}
	out, err = in(preCommit, "try-repo", root, "reportlint", "--files", "好 稿.md", "坏 稿 (1).md", "notes.md")
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 1 || !strings.Contains(out, "--> 坏 稿 (1).md:79:11") || strings.Contains(out, "--> 好 稿.md") {
		t.Errorf("the bad draft: %v\n%s", err, out)
	}

	// The other hook fixes what is safe to fix, and says that it did by failing.
	slip := strings.Replace(model.Text, "| 行政处罚 | 37 |", "| 行政处罚 | ３７ |", 1)
	if err := os.WriteFile("笔 误.md", []byte(slip), 0o666); err != nil {
		t.Fatal(err)
	}
	must("git", "add", "笔 误.md")
	out, err = in(preCommit, "try-repo", root, "reportlint-fix", "--files", "好 稿.md", "笔 误.md", "notes.md")
	fixed, readErr := os.ReadFile("笔 误.md")
	if !errors.As(err, &exit) || exit.ExitCode() != 1 || !strings.Contains(out, "files were modified by this hook") || readErr != nil || string(fixed) != model.Text {
		t.Errorf("the hook that fixes: %v %v\n%s", err, readErr, out)
	}
	must("git", "add", "笔 误.md")

	// What is committed is what is judged, not what lies in the folder.
	head := strings.TrimSpace(must("git", "-C", root, "rev-parse", "HEAD"))
	settings := "repos: [{repo: " + root + ", rev: " + head + ", hooks: [{id: reportlint}]}]\n"
	if err := os.WriteFile(".pre-commit-config.yaml", []byte(settings), 0o666); err != nil {
		t.Fatal(err)
	}
	commit := func() (string, error) {
		return in("git", "-c", "user.name=n", "-c", "user.email=e@example.org", "commit", "-q", "-m", "m")
	}
	must(preCommit, "install")
	must("git", "add", ".pre-commit-config.yaml")
	if out, err := commit(); err == nil || !strings.Contains(out, "--> 坏 稿 (1).md:79:11") {
		t.Errorf("a commit with a bad draft: %v\n%s", err, out)
	}
	if err := os.WriteFile("坏 稿 (1).md", []byte(model.Text), 0o666); err != nil {
		t.Fatal(err)
	}
	must("git", "add", "坏 稿 (1).md")
	if err := os.WriteFile("坏 稿 (1).md", []byte(bad), 0o666); err != nil {
		t.Fatal(err)
	}
	if out, err := commit(); err != nil {
		t.Errorf("a commit of a draft that is bad in the folder only: %v\n%s", err, out)
	}
	if left, err := os.ReadFile("坏 稿 (1).md"); err != nil || string(left) != bad {
		t.Errorf("what lies in the folder was changed (%v)", err)
	}
}

// TestProcesses judges and fixes drafts in 20 processes at once, as hooks are run that do
// not ask to be alone (5,000 drafts by night: -staged). What they say, put together, is
// the same each time, and what one process says of all drafts.
func TestProcesses(t *testing.T) {
	const processes = 20
	name := program(t)
	t.Chdir(t.TempDir())
	_, model, _ := rules.Builtin("annual-report")
	var drafts []string
	for i := range number("staged") {
		draft := model.Text
		if i%2 == 0 {
			draft = withEdits(t, draft, "| （七）总计 | 21 |", fmt.Sprintf("| （七）总计 | %d |", 100+i))
		}
		if i%3 == 0 {
			draft = withEdits(t, draft, "| 行政处罚 | 37 |", "| 行政处罚 | ３７ |")
		}
		drafts = append(drafts, fmt.Sprintf("第 %d 稿.md", i))
		if err := os.WriteFile(drafts[i], []byte(draft), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	rand.New(rand.NewPCG(4, 8)).Shuffle(len(drafts), func(i, k int) { drafts[i], drafts[k] = drafts[k], drafts[i] })
	at := func(process int) int { return process * len(drafts) / processes }
	run := func(paths []string, args ...string) *exec.Cmd {
		return exec.Command(name, slices.Concat(args, []string{"--quiet", "--lang", "en", "--today", "2026-01-15", "--"}, paths)...)
	}
	together := func(args ...string) (said string, status int) {
		var outs [processes][]byte
		var statuses [processes]int
		var all sync.WaitGroup
		for i := range processes {
			all.Go(func() {
				c := run(drafts[at(i):at(i+1)], args...)
				outs[i], _ = c.CombinedOutput() // its status is looked at
				statuses[i] = c.ProcessState.ExitCode()
			})
		}
		all.Wait()
		return string(bytes.Join(outs[:], nil)), slices.Max(statuses[:])
	}

	first, status := together("check", "--format", "lines")
	again, _ := together("check", "--format", "lines")
	if change := diff.Diff("first", []byte(first), "again", []byte(again)); status != faulty || change != nil {
		t.Errorf("status %d\n%s", status, change)
	}
	out, _ := run(drafts, "check", "--format", "lines").Output() // it has found faults
	sorted := func(said string) []byte {
		return []byte(strings.Join(slices.Sorted(strings.Lines(said)), ""))
	}
	if change := diff.Diff("one process", sorted(string(out)), "many", sorted(first)); change != nil || len(out) == 0 {
		t.Errorf("of %d bytes\n%s", len(out), change)
	}

	if said, status := together("fix", "--format", "lines"); status != faulty {
		t.Errorf("fixing: status %d\n%s", status, said)
	}
	for _, draft := range drafts {
		if text, err := os.ReadFile(draft); err != nil || strings.Contains(string(text), "３７") {
			t.Errorf("%s was not fixed (%v)", draft, err)
		}
	}
	if left, err := os.ReadDir("."); err != nil || len(left) != len(drafts) {
		t.Errorf("%d files are left of %d (%v)", len(left), len(drafts), err)
	}
}

// TestGitHook makes the script of docs/ci.md the hook of a repository: what is committed is
// judged, by the configuration that is, and not what lies in the folder.
func TestGitHook(t *testing.T) {
	git := installed(t, "git")
	page, err := os.ReadFile("../../docs/ci.md")
	if err != nil {
		t.Fatal(err)
	}
	_, hook, found := strings.Cut(string(page), "```sh\n#!")
	hook, _, _ = strings.Cut(hook, "```")
	if !found {
		t.Fatal("there is no hook in docs/ci.md")
	}
	_, model, _ := rules.Builtin("annual-report")
	bad := strings.Replace(model.Text, "| （七）总计 | 21 |", "| （七）总计 | 12 |", 1)
	t.Setenv("PATH", filepath.Dir(program(t))+string(os.PathListSeparator)+os.Getenv("PATH"))
	temp := t.TempDir()
	plant(t, "reports/", ".reportlint.yaml=lang: en")
	in := func(args ...string) (string, error) {
		c := exec.Command(git, args...)
		c.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "LANG=C.UTF-8", "TMPDIR="+temp)
		out, err := c.CombinedOutput()
		return string(out), err
	}
	must := func(args ...string) {
		t.Helper()
		if out, err := in(args...); err != nil {
			t.Fatalf("git %q: %v\n%s", args, err, out)
		}
	}
	write := func(name, text string) {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	commit := func(args ...string) (string, error) {
		return in(append([]string{"-c", "user.name=n", "-c", "user.email=e@example.org", "commit", "-q", "-m", "m"}, args...)...)
	}
	must("init", "-q")
	if err := os.WriteFile(".git/hooks/pre-commit", []byte("#!"+hook), 0o777); err != nil {
		t.Fatal(err)
	}

	write("reports/好 稿.md", model.Text)
	write("reports/坏 稿.md", bad)
	must("add", ".reportlint.yaml", "reports/好 稿.md")
	if out, err := commit(); err != nil {
		t.Errorf("a bad draft that is not added: %v\n%s", err, out)
	}
	must("add", ".")
	if out, err := commit(); err == nil || !strings.Contains(out, "--> reports/坏 稿.md:79:11") || !strings.Contains(out, "2 files: 1 error") || strings.Contains(out, "--> reports/好 稿.md") {
		t.Errorf("a bad draft: %v\n%s", err, out)
	}
	write("reports/坏 稿.md", model.Text)
	if out, err := commit(); err == nil {
		t.Errorf("a bad draft that is good in the folder only was committed\n%s", out)
	}
	must("add", ".")
	write("reports/坏 稿.md", bad)
	if out, err := commit(); err != nil {
		t.Errorf("a draft that is bad in the folder only: %v\n%s", err, out)
	}
	if left, err := os.ReadFile("reports/坏 稿.md"); err != nil || string(left) != bad {
		t.Errorf("what lies in the folder was changed (%v)", err)
	}
	write("reports/好 稿.md", model.Text+"\n")
	if out, err := commit("reports/好 稿.md"); err != nil { // Git makes an index for this commit alone
		t.Errorf("one draft that is good, beside one that is not: %v\n%s", err, out)
	}
	if out, err := commit("--all"); err == nil || !strings.Contains(out, "--> reports/坏 稿.md:79:11") {
		t.Errorf("all that was changed: %v\n%s", err, out)
	}
	if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
		t.Errorf("left: %v (%v)", left, err)
	}
}

// TestWorkflows holds the workflows of the project, and those of docs/ci.md, to actionlint.
func TestWorkflows(t *testing.T) {
	linter := client(t, "bin/actionlint")
	files, err := filepath.Glob("../../.github/workflows/*.yml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no workflows (%v)", err)
	}
	page, err := os.ReadFile("../../docs/ci.md")
	if err != nil {
		t.Fatal(err)
	}
	for i, block := range strings.Split(string(page), "```yaml\n")[1:] {
		block, _, _ = strings.Cut(block, "```")
		if _, faults := yaml.Parse(diag.NewFile("ci.md", []byte(block)), 0, len(block)); len(faults) > 0 {
			t.Errorf("block %d of docs/ci.md: %v", i, faults)
		}
		if !strings.Contains(block, "runs-on:") {
			continue
		}
		file := filepath.Join(t.TempDir(), "workflow.yml")
		if err := os.WriteFile(file, []byte(block), 0o666); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	if len(files) < 3 {
		t.Errorf("%d workflows, want at least 3", len(files))
	}
	if out, err := exec.Command(linter, append([]string{"-no-color"}, files...)...).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestAction runs the script of the action as its runner does.
func TestAction(t *testing.T) {
	content, err := os.ReadFile("../../action.yml")
	if err != nil {
		t.Fatal(err)
	}
	root, faults := yaml.Parse(diag.NewFile("action.yml", content), 0, len(content))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	steps := root.Get("runs").Get("steps").Items
	script := steps[len(steps)-1].Get("run").Text
	if regexp.MustCompile(`\$\{\{`).MatchString(script) {
		t.Error("an input is put into the script")
	}
	temp := filepath.Dir(program(t))
	_, model, _ := rules.Builtin("annual-report")
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"good draft.md": model.Text,
		"$(touch x).md": strings.Replace(model.Text, "| （七）总计 | 21 |", "| （七）总计 | 12 |", 1),
	} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	run := func(paths, args string) (string, int) {
		c := exec.Command("bash", "-eo", "pipefail", "-c", script)
		c.Env = append(os.Environ(), "RUNNER_TEMP="+temp, "GITHUB_STEP_SUMMARY=summary.md", "PATHS="+paths, "ARGS="+args, "SARIF=out.sarif")
		out, _ := c.CombinedOutput()
		return string(out), c.ProcessState.ExitCode()
	}
	if out, status := run("good draft.md\n", ""); status != 0 {
		t.Errorf("status %d\n%s", status, out)
	}
	out, status := run("good draft.md\n$(touch x).md\n", "--lang\nen\n\n--fail-on=error")
	if status != 1 || !strings.Contains(out, "file=$(touch x).md,line=79,") {
		t.Errorf("status %d\n%s", status, out)
	}
	for _, name := range []string{"summary.md", "out.sarif"} {
		if text, err := os.ReadFile(name); err != nil || !strings.Contains(string(text), "requests-sum-mismatch") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := os.Lstat("x"); err == nil {
		t.Error("the name of a file was run")
	}
}
