package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "reportlint"

// uses says what each package may import, beyond the standard library. To let one
// import more is a decision: make it here.
func uses() map[string][]string {
	return map[string][]string{
		"lint/arena":       {},
		"lint/diag":        {"lint/arena"},
		"lint/draft":       {"lint/arena", "lint/diag"},
		"lint/yaml":        {"lint/diag", "go.yaml.in/yaml/v3"},
		"lint/form":        {"lint/arena", "lint/diag", "lint/draft"},
		"lint/similar":     {"lint/arena", "lint/diag", "lint/draft"},
		"lint/locate":      {"lint/arena"},
		"lint/baseline":    {"lint/diag", "lint/yaml"},
		"lint":             {"lint/arena", "lint/diag", "lint/draft", "lint/form", "lint/similar"},
		"lint/html":        {"lint/arena", "lint/diag", "lint/draft", "golang.org/x/net/html"},
		"lint/markdown":    {"lint/arena", "lint/diag", "lint/draft", "lint/html", "github.com/yuin/goldmark"},
		"lint/plain":       {"lint/diag", "lint/draft"},
		"lint/automaton":   {},
		"lint/pattern":     {"lint", "lint/automaton", "lint/diag", "lint/draft"},
		"lint/check":       {"lint", "lint/arena", "lint/diag", "lint/draft", "lint/form", "lint/locate", "lint/pattern", "lint/similar"},
		"lint/typeset":     {"lint/form"},
		"fixtures/hostile": {},
		"fixtures":         {"lint", "lint/form", "lint/typeset", "github.com/rogpeppe/go-internal/txtar"},
		"lint/render":      {"lint", "lint/diag", "github.com/fatih/color", "golang.org/x/text/width"},
		"rules": {"lint", "lint/diag", "lint/form", "lint/locate", "lint/yaml",
			"github.com/santhosh-tekuri/jsonschema/v5"},
		"cmd/reportlint": {"lint", "lint/arena", "lint/baseline", "lint/check", "lint/diag", "lint/draft", "lint/form", "lint/html",
			"lint/markdown", "lint/plain", "lint/render", "lint/similar", "lint/typeset", "lint/yaml", "rules",
			"github.com/bmatcuk/doublestar/v4", "github.com/spf13/cobra", "github.com/spf13/pflag",
			"github.com/rogpeppe/go-internal/diff", "golang.org/x/sys/unix", "golang.org/x/term", "golang.org/x/text/encoding"},
		"cmd/bench": {"fixtures", "fixtures/hostile", "lint", "lint/check", "lint/diag", "lint/draft", "lint/form", "lint/markdown",
			"lint/render", "lint/typeset", "rules", "github.com/yuin/goldmark"},
		"cmd/detect": {"fixtures", "lint", "lint/check", "lint/diag", "lint/draft", "lint/form", "lint/html",
			"lint/markdown", "lint/plain", "rules"},
	}
}

// worldlyPackage reports whether a package of the standard library knows of the world: of
// files, clocks, networks and chance. Only a command may import it, and what writes drafts
// for tests.
func worldlyPackage(imported string) bool {
	worldly := []string{"os", "time", "log", "net", "math/rand", "syscall", "runtime", "plugin"}
	return imported != "net/url" && slices.ContainsFunc(worldly, func(w string) bool { return within(imported, w) })
}

// sources parses what is compiled of each package, by the folder that it is in.
func sources(t *testing.T) (map[string][]*ast.File, *token.FileSet) {
	t.Helper()
	root := filepath.Join("..", "..")
	set := token.NewFileSet()
	all := map[string][]*ast.File{}
	err := filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && name != root && (strings.HasPrefix(e.Name(), ".") || e.Name() == "testdata"):
			return filepath.SkipDir
		case e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		f, err := parser.ParseFile(set, name, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		folder, err := filepath.Rel(root, filepath.Dir(name))
		folder = filepath.ToSlash(folder)
		all[folder] = append(all[folder], f)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all, set
}

// within reports whether an imported path is a package, or is inside of it.
func within(imported, of string) bool {
	return imported == of || strings.HasPrefix(imported, of+"/")
}

func TestImports(t *testing.T) {
	all, set := sources(t)
	table := uses()
	for folder, files := range all {
		allowed, known := table[folder]
		if !known {
			t.Errorf("%s is a package that the table of imports does not know", folder)
			continue
		}
		used := map[string]bool{}
		for _, f := range files {
			for _, spec := range f.Imports {
				imported, err := strconv.Unquote(spec.Path.Value)
				if err != nil {
					t.Fatal(err)
				}
				at := set.Position(spec.Pos())
				own, isOwn := strings.CutPrefix(imported, module+"/")
				first, _, _ := strings.Cut(imported, "/")
				switch {
				case isOwn:
					used[own] = true
					if !slices.Contains(allowed, own) {
						t.Errorf("%s: %s may not import %s", at, folder, own)
					}
				case strings.Contains(first, "."):
					i := slices.IndexFunc(allowed, func(a string) bool { return within(imported, a) })
					if i < 0 {
						t.Errorf("%s: %s may not import %s", at, folder, imported)
						continue
					}
					used[allowed[i]] = true
				case !strings.HasPrefix(folder, "cmd/") && !within(folder, "fixtures"):
					if worldlyPackage(imported) {
						t.Errorf("%s: %s may not import %s, which knows of the world", at, folder, imported)
					}
				}
			}
		}
		for _, a := range allowed {
			if !used[a] {
				t.Errorf("%s may import %s and does not: take it out of the table", folder, a)
			}
		}
	}
}

// yardstick is the command that measures the program against libraries that it does not
// use, or does not use whole.
const yardstick = "cmd/bench"

// TestTableExtension holds goldmark's tables to be what the program is measured against,
// and no part of it: to import them costs every run a third of its start.
func TestTableExtension(t *testing.T) {
	all, set := sources(t)
	for folder, files := range all {
		for _, f := range files {
			for _, spec := range f.Imports {
				if strings.Contains(spec.Path.Value, "goldmark/extension") && folder != yardstick {
					t.Errorf("%s: only %s may import %s", set.Position(spec.Pos()), yardstick, spec.Path.Value)
				}
			}
		}
	}
}

// TestLibraries holds every library to be known to one package only, the yardstick apart.
func TestLibraries(t *testing.T) {
	owner := map[string]string{}
	for folder, allowed := range uses() {
		if folder == yardstick {
			continue
		}
		for _, a := range allowed {
			if first, _, _ := strings.Cut(a, "/"); !strings.Contains(first, ".") {
				continue
			}
			if other, taken := owner[a]; taken {
				t.Errorf("%s is imported by %s and by %s", a, folder, other)
			}
			owner[a] = folder
		}
	}
}

// TestNoGlobals holds packages to have no variables and no init: what a function does
// hangs on its arguments only. An embedded file cannot be had otherwise.
func TestNoGlobals(t *testing.T) {
	all, set := sources(t)
	for _, files := range all {
		for _, f := range files {
			for _, d := range f.Decls {
				switch d := d.(type) {
				case *ast.FuncDecl:
					if d.Recv == nil && d.Name.Name == "init" {
						t.Errorf("%s: init", set.Position(d.Pos()))
					}
				case *ast.GenDecl:
					if d.Tok == token.VAR && !embeds(d) {
						t.Errorf("%s: a variable of a package", set.Position(d.Pos()))
					}
				}
			}
		}
	}
}

// embeds reports whether all that is declared is embedded.
func embeds(d *ast.GenDecl) bool {
	embedded := func(doc *ast.CommentGroup) bool {
		return doc != nil && slices.ContainsFunc(doc.List, func(c *ast.Comment) bool { return strings.HasPrefix(c.Text, "//go:embed ") })
	}
	return embedded(d.Doc) || !slices.ContainsFunc(d.Specs, func(s ast.Spec) bool { return !embedded(s.(*ast.ValueSpec).Doc) })
}

// TestClock holds the clock on the wall to be looked at once, for the day that drafts are
// judged by: one that is set back while the program runs then changes nothing. Timers run by
// another one.
func TestClock(t *testing.T) {
	all, set := sources(t)
	looks := 0
	for folder, files := range all {
		if folder == yardstick {
			continue
		}
		for _, f := range files {
			ast.Inspect(f, func(n ast.Node) bool {
				of, ok := n.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				if name, ok := of.X.(*ast.Ident); ok && name.Name == "time" && slices.Contains([]string{"Now", "Since", "Until"}, of.Sel.Name) {
					if looks++; folder != "cmd/reportlint" || looks > 1 {
						t.Errorf("%s: it looks at the clock again", set.Position(n.Pos()))
					}
				}
				return true
			})
		}
	}
	if looks == 0 {
		t.Error("nobody looks at the clock")
	}
}

// TestPackageNames holds packages to names that say what is in them.
func TestPackageNames(t *testing.T) {
	vague := []string{"util", "utils", "helper", "helpers", "common", "core", "base", "types", "misc", "shared"}
	all, _ := sources(t)
	for folder, files := range all {
		for _, name := range []string{path.Base(folder), files[0].Name.Name} {
			if slices.Contains(vague, name) {
				t.Errorf("%s: %s answers no question", folder, name)
			}
		}
	}
}
