package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"reportlint/lint"
	"reportlint/lint/check"
	"reportlint/lint/diag"
	"reportlint/rules"
)

// pages are the documents that show what the program prints.
func pages(t *testing.T) []string {
	t.Helper()
	all := []string{"../../README.md", "../../docs/README.zh-CN.md", "../../docs/output.md", "../../docs/formats.md", "../../docs/writing-rules.md",
		"../../docs/architecture.md", "../../docs/which-cell.md",
		"../../docs/ci.md", "../../docs/decisions.md", "../../docs/fix.md"}
	for i, page := range all {
		path, err := filepath.Abs(page)
		if err != nil {
			t.Fatal(err)
		}
		all[i] = path
	}
	return all
}

// TestDocsPrint does what the pages say, in their order: a block under a comment
//
//	<!-- prints: COMMAND -->   is what the command prints; one that ends with the line "…" is the beginning
//	<!-- file: NAME -->        is a file that the reader writes
//	<!-- more: NAME -->        is what she adds to its end
//	<!-- change: NAME -->      is a diff of it: the lines with - stand there, and those with + come in their place
//
// Commands run at the root of the project, or among the files of a page that has some.
func TestDocsPrint(t *testing.T) {
	step := regexp.MustCompile("(?s)(<!-- (prints|file|more|change): ([^\n]*) -->\n\n```[a-z]*\n)(.*?)(```\n)")
	shown := 0
	for _, page := range pages(t) {
		content, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		t.Chdir(filepath.Join(filepath.Dir(page), map[bool]string{true: ".", false: ".."}[filepath.Base(page) == "README.md"]))
		if bytes.Contains(content, []byte("<!-- file: ")) {
			t.Chdir(t.TempDir())
		}
		var out strings.Builder
		done, steps := 0, map[string]int{}
		for _, m := range step.FindAllStringSubmatchIndex(string(content), -1) {
			part := func(i int) string { return string(content[m[2*i]:m[2*i+1]]) }
			out.Write(content[done:m[0]])
			done = m[1]
			block := part(4)
			steps[part(2)]++
			if part(2) == "prints" {
				shown++
				got := printed(t, strings.Fields(part(3))[1:])
				if head, cut := strings.CutSuffix(block, "…\n"); cut {
					lines := strings.SplitAfter(got, "\n")
					got = strings.Join(lines[:min(strings.Count(head, "\n"), len(lines))], "") + "…\n"
				}
				if got != block {
					t.Errorf("%s: %s prints:\n%s\nthe page shows:\n%s", page, part(3), got, block)
				}
				block = got
			} else if err := write(part(2), part(3), block); err != nil {
				t.Fatalf("%s: %v", page, err)
			}
			out.WriteString(part(1) + block + part(5))
		}
		for _, how := range []string{"prints", "file", "more", "change"} {
			if n := bytes.Count(content, []byte("<!-- "+how+": ")); n != steps[how] {
				t.Errorf("%s: %d times %q, and %d blocks behind it", page, n, how, steps[how])
			}
		}
		out.Write(content[done:])
		if updateFlag() {
			if err := os.WriteFile(page, []byte(out.String()), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	if shown < 5 {
		t.Errorf("the pages show %d outputs, want at least 5", shown)
	}
}

// write does to a file what a page tells its reader to do.
func write(how, name, block string) error {
	before, err := os.ReadFile(name)
	if how == "file" {
		return os.WriteFile(name, []byte(block), 0o666)
	}
	if err != nil {
		return err
	}
	after := string(before) + block
	if how == "change" {
		var from, to strings.Builder
		for line := range strings.Lines(block) {
			switch line[0] {
			case '-':
				from.WriteString(line[1:])
			case '+':
				to.WriteString(line[1:])
			default:
				return fmt.Errorf("%s: a line of a diff begins with %q", name, line[0])
			}
		}
		if n := strings.Count(string(before), from.String()); n != 1 {
			return fmt.Errorf("%s: what is changed stands there %d times", name, n)
		}
		after = strings.Replace(string(before), from.String(), to.String(), 1)
	}
	return os.WriteFile(name, []byte(after), 0o666)
}

// printed returns what a command line prints, without colour.
func printed(t *testing.T, args []string) string {
	t.Helper()
	out, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	run(args, os.Stdin, out, out, nil)
	content, err := os.ReadFile(out.Name())
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// TestDocsCommands holds the commands in the shell blocks of the pages to exist.
func TestDocsCommands(t *testing.T) {
	for _, page := range pages(t) {
		content, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, block := range strings.Split(string(content), "```sh\n")[1:] {
			block, _, _ = strings.Cut(block, "```")
			for line := range strings.Lines(block) {
				words := strings.Fields(strings.SplitN(line, "#", 2)[0])
				i := slices.Index(words, "reportlint")
				if i < 0 || slices.Contains(words, "|") {
					continue
				}
				w := &world{in: os.Stdin, out: &stream{File: os.Stdout}, err: &stream{File: os.Stderr}}
				command, rest, err := w.commands().Find(words[i+1:])
				if err == nil {
					err = command.ParseFlags(rest)
				}
				if err != nil {
					t.Errorf("%s: %s: %v", page, line, err)
				}
			}
		}
	}
}

// TestFixPage holds the page on fixes to name the rules that have some, as their proofs show.
func TestFixPage(t *testing.T) {
	page, err := os.ReadFile("../../docs/fix.md")
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(page), "<!-- rules -->\n\n")
	list, _, _ = strings.Cut(list, "\n\n")
	w := &world{out: &stream{File: os.Stdout}, err: &stream{File: os.Stderr}}
	packs, err := w.packs(nil, usualLimits())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range packs {
		_, model, _ := rules.Builtin(p.Name)
		for i := range p.Rules {
			r := &p.Rules[i]
			d := dossier(p, model.Break(r))
			if d == nil {
				continue
			}
			fixed := slices.ContainsFunc(lint.Run(d, p, diag.English).Diagnostics, func(d diag.Diagnostic) bool { return d.Rule == r.ID && len(d.Fixes) > 0 })
			if named := strings.Contains(list, "`"+r.ID+"`"); fixed != named {
				t.Errorf("%s: the page names it %v, and it has fixes %v", r.ID, named, fixed)
			}
		}
	}
}

// TestDecisionsPage holds the configuration that the page shows to be sound.
func TestDecisionsPage(t *testing.T) {
	page, err := os.ReadFile("../../docs/decisions.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "```yaml\n")
	block, _, _ := strings.Cut(rest, "```")
	t.Chdir(t.TempDir())
	if err := os.WriteFile(configName, []byte(block), 0o666); err != nil {
		t.Fatal(err)
	}
	if got := printed(t, []string{"config", "check", "--lang", "en"}); got != configName+": no faults found\n" {
		t.Errorf("%s", got)
	}
}

// TestKindPages holds kinds in Go, kinds in the schema and pages in docs/kinds to agree,
// and the examples of the pages to give what they show. A page may have flags, for the
// model's companions lie beside the draft; and it may have last year's report be the model
// itself, with some words changed.
func TestKindPages(t *testing.T) {
	_, model, _ := rules.Builtin("annual-report")
	var want []string
	for _, kind := range check.Kinds() {
		want = append(want, kind.Name)
		page, err := filepath.Abs(filepath.Join("..", "..", "docs", "kinds", kind.Name+".md"))
		if err != nil {
			t.Fatal(err)
		}
		t.Run(kind.Name, func(t *testing.T) {
			content, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			for _, field := range kind.Fields {
				if !bytes.Contains(content, []byte("`"+field+"`")) {
					t.Errorf("the page does not name the field %s", field)
				}
			}
			from, to, shown := edited(content, "markdown from"), edited(content, "markdown to"), fenced(content, "text want")
			if strings.Count(model.Text, from) != 1 {
				t.Fatalf("what is edited stands %d times in the model", strings.Count(model.Text, from))
			}
			files := behaviour(t, &txtar.Archive{}).Files
			files["draft.md"] = []byte(strings.Replace(model.Text, from, to, 1))
			if words := strings.Fields(fenced(content, "text prior")); len(words) > 0 {
				files["prior.md"] = []byte(strings.NewReplacer(words...).Replace(model.Text))
			}
			args := append([]string{"check", "--format", "lines", "--lang", "zh", "--today", "2026-01-15"}, strings.Fields(fenced(content, "text flags"))...)
			got := string(checkFiles(t, files, append(args, "draft.md")))
			if got == "" {
				t.Error("the example has no fault")
			}
			if updateFlag() {
				content = bytes.Replace(content, []byte("````text want\n"+shown+"````"), []byte("````text want\n"+got+"````"), 1)
				if err := os.WriteFile(page, content, 0o666); err != nil {
					t.Fatal(err)
				}
			} else if got != shown {
				t.Errorf("got:\n%s\nthe page shows:\n%s", got, shown)
			}
			if !bytes.Contains(rules.Schema(), fmt.Appendf(nil, `"kind": {"const": %q}`, kind.Name)) {
				t.Error("the schema does not have the kind")
			}
		})
	}
	files, err := filepath.Glob("../../docs/kinds/*.md")
	if err != nil || len(files) != len(want) {
		t.Errorf("%d pages, %d kinds (%v)", len(files), len(want), err)
	}
}

// edited returns a block that holds a piece of a draft, which need not be whole lines.
func edited(page []byte, tag string) string {
	return strings.TrimSuffix(fenced(page, tag), "\n")
}

// fenced returns what stands in the block of four backticks with that tag.
func fenced(page []byte, tag string) string {
	_, rest, _ := strings.Cut(string(page), "````"+tag+"\n")
	block, _, _ := strings.Cut(rest, "````")
	return block
}

// TestExplainEach holds the page of each rule of a pack to show, in both languages, what is
// said of its example.
func TestExplainEach(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		w := &world{out: &stream{File: os.Stdout}, err: &stream{File: os.Stderr}}
		packs, err := w.packs(nil, usualLimits())
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range packs[0].Rules {
			page := printed(t, []string{"explain", r.ID, "--lang", lang})
			_, said, _ := strings.Cut(page, "["+r.ID+"]")
			if said == "" || strings.Contains(said, "{") {
				t.Errorf("explain %s --lang %s shows no diagnostic, or a field that was not filled in:\n%s", r.ID, lang, page)
			}
		}
	}
}
