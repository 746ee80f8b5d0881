package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// plant makes files, folders ("x/") and symbolic links ("x\x00y") in a new folder, and
// makes that the current one.
func plant(t *testing.T, names ...string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for _, name := range names {
		name, target, isLink := strings.Cut(name, "\x00")
		dir := filepath.Dir(name)
		if strings.HasSuffix(name, "/") {
			dir = name
		}
		err := os.MkdirAll(dir, 0o777)
		switch {
		case err != nil || strings.HasSuffix(name, "/"):
		case isLink:
			err = os.Symlink(target, name)
		default:
			name, content, _ := strings.Cut(name, "=")
			err = os.WriteFile(name, []byte(content), 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestFind(t *testing.T) {
	tests := []struct {
		name  string
		tree  string
		paths string
		want  string // files, then problems with "!", then notes with "~"
	}{
		{"no path is the current folder", "b.md a.html c/d.txt e.go", "", "a.html b.md c/d.txt"},
		{"a file named twice is one", "a.md", "a.md ./a.md x/../a.md", "a.md"},
		{"a file and its folder", "d/a.md", "d/a.md d", "d/a.md"},
		{"a folder in a folder", "d/e/a.md", "d d/e", "d/e/a.md"},
		{"a folder without drafts", "d/a.go", "d", "!d"},
		{"a missing file", "", "a.md", "!a.md"},
		{"an empty name", "a.md", `""`, "!"},
		{"another format", "a.docx", "a.docx", "!a.docx"},
		{"a format in capitals", "a.MD", "a.MD", "a.MD"},
		{"hidden", ".git/a.md .b.md c.md", ".", "c.md"},
		{"hidden but named", ".b.md", ".b.md", ".b.md"},
		{"a glob", "a.md b.txt c/d.md", "*.md", "a.md"},
		{"a glob of two stars", "a.md b.txt c/d.md c/e/f.md", "**/*.md", "a.md c/d.md c/e/f.md"},
		{"a glob in a folder", "a.md c/d.md c/e/f.md", "c/*.md", "c/d.md"},
		{"a glob over folders", "a/x.md b/x.md b/c/x.md", "*/x.md", "a/x.md b/x.md"},
		{"two globs over one folder", "a.md b.txt", "*.md *.txt", "a.md b.txt"},
		{"a glob that matches nothing", "a.md", "*.txt", "!*.txt"},
		{"a glob in no folder", "a.md", "x/*.md", "!x/*.md"},
		{"a name like a glob", "[1].md 1.md", "[1].md", "[1].md"},
		{"a link to a file", "a.md b.md -> a.md", ".", "a.md"},
		{"a link alone", "a.md b.md -> a.md", "b.md", "b.md"},
		{"a link and its file", "z.md b.md -> z.md", "b.md z.md", "z.md"},
		{"a link to a folder", "z/a.md b -> z", ".", "z/a.md"},
		{"a link to a folder elsewhere", "z/a.md y/b -> ../z", "y", "y/b/a.md"},
		{"a link to its own folder", "d/a.md d/e -> .", "d", "d/a.md ~d/e"},
		{"a link to the folder above", "d/a.md d/e/f -> ..", "d", "d/a.md ~d/e/f"},
		{"two links in a circle", "a.md x -> y y -> x", ".", "a.md ~x ~y"},
		{"links that cross", "a/x.md a/l -> ../b b/y.md b/l -> ../a", ".", "a/x.md b/y.md"},
		{"a broken link", "a.md b.md -> nowhere c -> nowhere", ".", "a.md !b.md"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			plant(t, trees(tt.tree)...)
			got := strings.Join(found(strings.Fields(tt.paths)), " ")
			if got != tt.want {
				t.Errorf("find(%s) in %s = %q, want %q", tt.paths, tt.tree, got, tt.want)
			}
		})
	}
}

// trees splits a list of names at spaces, but for those of " -> ".
func trees(list string) []string {
	return strings.Fields(strings.ReplaceAll(list, " -> ", "\x00"))
}

func found(paths []string) []string {
	for i := range paths {
		paths[i] = strings.Trim(paths[i], `"`)
	}
	all := find(paths)
	var out []string
	for _, f := range all.files {
		out = append(out, f.path)
	}
	for _, p := range all.problems {
		out = append(out, "!"+p.path)
	}
	for _, p := range all.notes {
		out = append(out, "~"+p.path)
	}
	return out
}

func TestFindWithoutOrder(t *testing.T) {
	plant(t, "a/x.md", "b/y.md", "a/l\x00../b", "c\x00a")
	want := found([]string{"a", "b", "c", "a/x.md"})
	got := found([]string{"a/x.md", "c", "b", "a"})
	if !slices.Equal(got, want) {
		t.Errorf("found %q in one order, %q in another", got, want)
	}
}

func TestFindTooDeep(t *testing.T) {
	plant(t, "a.md")
	deep := t.TempDir()
	root, err := os.OpenRoot(deep)
	if err != nil {
		t.Fatal(err)
	}
	const levels = 5000 // more than a path can name at once
	for range levels {
		if err := root.Mkdir("d", 0o777); err != nil {
			t.Fatal(err)
		}
		inner, err := root.OpenRoot("d")
		if err != nil {
			t.Fatal(err)
		}
		root.Close()
		root = inner
	}
	root.Close()
	got := find([]string{deep, "a.md"})
	if len(got.files) != 1 || got.files[0].path != "a.md" {
		t.Errorf("files %v, want a.md", got.files)
	}
	if len(got.problems) == 0 || !strings.Contains(got.problems[0].why.EN, "deeper than 256") {
		t.Errorf("problems %v, want one of depth", got.problems)
	}
}

// TestIgnore holds every pattern against what Git itself does.
func TestIgnore(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git to compare with")
	}
	patterns := []string{
		"*.md", "/a.md", "draft/", "draft", "a/b.md", "**/b.md", "a/**", "a/**/b.md", `\#x.md`,
		"# c", "x.md  ", `x\ `, "[ab].md", "[!a].md", "?.md", "/a/", "a*", "草稿", "a/*", "a/*/b.md",
		"**/draft/", "a/**/c/**/b.md", `\!a.md`, "[a-c].md", "**", `a\*`, "/**/b.md", "foo**bar.md",
		"a/", "/", "", "*.md\n!a.md", "a/**\n!a/b.md", "a/\n!a/b.md", "!a.md", "a/*\n!a/c/", "{a,b}.md", "a.md/",
	}
	files := []string{
		"a.md", "b.md", "a/b.md", "a/c/b.md", "a/c/d/b.md", "draft/x.md", "q/draft/x.md", "#x.md", "x.md",
		"草稿/x.md", "a/x/c/y/b.md", "!a.md", "foo12bar.md", "q/a.md", "q/a/b.md", "{a,b}.md",
	}
	plant(t, files...)
	git := func(args ...string) *exec.Cmd {
		cmd := exec.Command("git", args...)
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null")
		return cmd
	}
	if err := git("init", "-q").Run(); err != nil {
		t.Fatal(err)
	}
	for _, pattern := range patterns {
		if err := os.WriteFile(".gitignore", []byte(pattern+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		list, err := git("-c", "core.quotePath=false", "ls-files", "--others", "--exclude-standard").Output()
		if err != nil {
			t.Fatal(err)
		}
		want := slices.DeleteFunc(strings.Split(strings.TrimSpace(string(list)), "\n"), func(s string) bool { return !strings.HasSuffix(s, ".md") })
		slices.Sort(want)
		got := slices.DeleteFunc(found([]string{"."}), func(s string) bool { return s == "!." }) // nothing is left
		if !slices.Equal(got, want) {
			t.Errorf("with %q find = %q, Git has %q", pattern, got, want)
		}
	}
}

func TestIgnoreNested(t *testing.T) {
	plant(t, "a.md", "out/b.md", "sub/c.md", "sub/d.md", "sub/deep/e.md", "sub/deep/f.md")
	for name, content := range map[string]string{
		".gitignore":                 "out/\nc.md\n",
		"sub/.reportlintignore":      "*.md\n!d.md\n",
		"sub/deep/.gitignore":        "!e.md\n",
		"sub/deep/.reportlintignore": "",
	} {
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(".git", 0o777); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ path, want string }{
		{".", "a.md sub/d.md sub/deep/e.md"},
		{"sub/deep", "sub/deep/e.md"},
		{"sub/c.md", "sub/c.md"},
		{"out", "out/b.md"}, // named: its own name counts for nothing
	}
	for _, tt := range tests {
		if got := strings.Join(found([]string{tt.path}), " "); got != tt.want {
			t.Errorf("find(%s) = %q, want %q", tt.path, got, tt.want)
		}
	}
}

func TestPaths(t *testing.T) {
	files := []candidate{{}, {path: "甲.md"}, {path: "甲.md"}, {path: "町.md"}, {path: "\xff\xfe.md"}, {path: "\xff.md"}, {}}
	for i := range 3*restart + 1 {
		files = append(files, candidate{path: strings.Repeat("甲/乙", i%5) + string(rune('a'+i%7)) + ".md"})
	}
	for n := range files {
		p := pathsOf(files[:n])
		for i, f := range files[:n] {
			if got := p.at(i); got != f.path {
				t.Fatalf("of %d, path %d is %q, want %q", p.n, i, got, f.path)
			}
		}
	}
}
