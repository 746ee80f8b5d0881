package render

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"reportlint/lint/diag"
)

// TestGitHub holds annotations to what a reviewer should see of a run: errors first, and
// of each kind no more than GitHub shows.
func TestGitHub(t *testing.T) {
	file := diag.NewFile("./甲, 乙/a:b.md", []byte("甲\n乙丙\n"))
	faults := func(s diag.Severity, n int) []diag.Diagnostic {
		var all []diag.Diagnostic
		for i := range n {
			all = append(all, diag.Diagnostic{Rule: "r", Severity: s, Span: diag.Span{File: file, Start: 4, End: 7}, Message: fmt.Sprintf("%02d", i)})
		}
		return all
	}
	const at = "file=甲%2C 乙/a%3Ab.md,line=2,endLine=2,col=1,endColumn=2::"
	numbered := func(command string, n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "::%s title=r,%s%02d\n", command, at, i)
		}
		return b.String()
	}
	whole := signed()
	tests := []struct {
		name string
		run  Run
		want string
	}{
		{"nothing", Run{}, ""},
		{"by severity", Run{Diagnostics: slices.Values(append(append(faults(diag.Info, 1), faults(diag.Warning, 2)...), faults(diag.Error, 1)...))},
			numbered("error", 1) + numbered("warning", 2) + numbered("notice", 1)},
		{"as many as are shown", Run{Diagnostics: slices.Values(faults(diag.Warning, 10))}, numbered("warning", 10)},
		{"one more", Run{Diagnostics: slices.Values(faults(diag.Warning, 11)), Lang: diag.English},
			numbered("warning", 9) + "::warning title=reportlint::2 more could not be shown as annotations, see the log\n" +
				"./甲, 乙/a:b.md:2:1 \"乙\" warning[r] 09\n./甲, 乙/a:b.md:2:1 \"乙\" warning[r] 10\n"},
		{"notes and basis", Run{Diagnostics: slices.Values([]diag.Diagnostic{whole})},
			"::warning title=signed-before-year-end,file=draft.md,line=3,endLine=3,col=1,endColumn=11::" +
				"落款日期是2024年1月10日%0Adraft.md:4:1 报告的年度%0A依据：条例 第五十条\n"},
		{"several lines", Run{Diagnostics: slices.Values([]diag.Diagnostic{{Rule: "r", Severity: diag.Error, Span: diag.Span{File: file, End: 7}, Message: "m"}})},
			"::error title=r,file=甲%2C 乙/a%3Ab.md,line=1,endLine=2::m\n"},
		{"not checked", Run{Files: slices.Values([]File{{Path: "b.md", NotChecked: "50% binary"}}), Lang: diag.English},
			"::error title=not-checked,file=b.md,line=1,endLine=1,col=1,endColumn=1::not checked: 50%25 binary\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := write(t, func(w io.Writer) error { return GitHub(w, tt.run) }); got != tt.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, tt.want)
			}
		})
	}
}

// TestWorkflowCommand compares commands with those of GitHub's own library.
func TestWorkflowCommand(t *testing.T) {
	library := client(t, "node_modules/@actions/core/lib/core.js")
	rnd := rand.New(rand.NewPCG(20, 24))
	const commands = 10_000
	var calls, want strings.Builder
	for range commands {
		kind := []string{"error", "warning", "notice"}[rnd.IntN(3)]
		title, file, message := text(rnd), text(rnd), text(rnd)
		fmt.Fprintf(&calls, "%s\n", jsonOf(t, []string{kind, title, file, message}))
		want.WriteString(string(workflowCommand(kind, []property{{"title", title}, {"file", file}, {"line", "3"}}, message)))
		want.WriteString("\n")
	}
	script := `const core = require(process.argv[1]);
for (const call of require("fs").readFileSync(0, "utf8").trimEnd().split("\n")) {
  const [kind, title, file, message] = JSON.parse(call);
  core[kind](message, {title, file, startLine: 3});
}`
	node := exec.Command("node", "-e", script, library)
	node.Stdin = strings.NewReader(calls.String())
	node.Stderr = os.Stderr
	out, err := node.Output()
	if err != nil {
		t.Fatal(err)
	}
	got, ours := strings.Split(string(out), "\n"), strings.Split(want.String(), "\n")
	if len(got) != commands+1 {
		t.Fatalf("%d lines of %d commands", len(got)-1, commands)
	}
	for i := range got {
		if got[i] != ours[i] {
			t.Fatalf("the library writes\n%q\nnot\n%q", got[i], ours[i])
		}
	}
}

// text returns a few characters, many of which mean something to someone.
func text(rnd *rand.Rand) string {
	some := []string{"%", "%0A", "%25", ":", "::", ",", "\r", "\n", "\r\n", "=", "甲", "𠮷", " ", "::error::x", "\x1b[2J", "\u202e", "\u2028", "]]>", "<script>", "\x00", "a", ";", "]", "\t", "\""}
	var b strings.Builder
	for range rnd.IntN(12) {
		if rnd.IntN(4) == 0 {
			b.WriteRune(rune(rnd.IntN(0xD800)))
		} else {
			b.WriteString(some[rnd.IntN(len(some))])
		}
	}
	return b.String()
}

// client returns the path of something that .ci/run installs below .ci/tools.
func client(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("..", "..", ".ci", "tools", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skipf("what this test needs is installed by .ci/run: %v", err)
	}
	return path
}
