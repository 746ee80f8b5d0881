package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"reportlint/fixtures"
	"reportlint/rules"
)

// updateFlag returns whether the wants of fixtures and pages are to be rewritten.
func updateFlag() bool {
	f := flag.Lookup("update")
	return f != nil && f.Value.String() == "true"
}

// TestBehaviours runs fixtures/check (fixtures.ReadBehaviour tells what they hold).
func TestBehaviours(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "fixtures", "check", "*.txtar"))
	if err != nil || len(files) < 150 {
		t.Fatalf("%d fixtures, want at least 150 (%v)", len(files), err)
	}
	for _, file := range files {
		file, err := filepath.Abs(file)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			b := behaviour(t, archive)
			if bytes.Equal(b.Files[b.Name], behaviour(t, &txtar.Archive{}).Files[b.Name]) && b.Flags == nil {
				t.Fatal("neither a draft nor edits of the model")
			}
			args := append([]string{"check", "--format", "lines", "--lang", "zh", "--today", "2026-01-15"}, b.Flags...)
			got := checkFiles(t, b.Files, append(args, b.Name))
			if updateFlag() {
				put(archive, "want", got)
				if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if !bytes.Equal(got, b.Want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, b.Want)
			}
		})
	}
}

// checkFiles runs the command in a folder of its own that holds the files, and returns what
// it prints.
func checkFiles(t *testing.T, files map[string][]byte, args []string) []byte {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, content := range files {
		if err := os.WriteFile(name, content, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	out, err := os.Create("out")
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if status := run(args, os.Stdin, out, out, nil); status == failed {
		t.Errorf("exit status %d", status)
	}
	printed, err := os.ReadFile("out")
	if err != nil {
		t.Fatal(err)
	}
	return printed
}

// behaviour reads a fixture; an empty one is the model among its companions.
func behaviour(t *testing.T, archive *txtar.Archive) *fixtures.Behaviour {
	t.Helper()
	_, model, _ := rules.Builtin("annual-report")
	b, err := fixtures.ReadBehaviour(archive, model)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func put(archive *txtar.Archive, name string, data []byte) {
	for i := range archive.Files {
		if archive.Files[i].Name == name {
			archive.Files[i].Data = data
			return
		}
	}
	archive.Files = append(archive.Files, txtar.File{Name: name, Data: data})
}
