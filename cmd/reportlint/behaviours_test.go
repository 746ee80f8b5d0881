package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"reportlint/rules"
)

// updateFlag returns whether the wants of fixtures and pages are to be rewritten.
func updateFlag() bool {
	f := flag.Lookup("update")
	return f != nil && f.Value.String() == "true"
}

// TestBehaviours runs fixtures/check. Each holds a whole draft (draft.md, draft.txt,
// draft.html), or pairs of files from/to, from2/to2, … that edit the model draft of
// annual-report; the wanted lines; and perhaps flags. The companions of the model lie
// beside the draft as prior.md, part-1.md and part-2.md; prior/from, prior/to edit them
// likewise.
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
			name, draft := fixtureDraft(t, archive)
			args := append([]string{"check", "--format", "lines", "--lang", "zh", "--today", "2026-01-15"}, flags(archive)...)
			files := companionFiles(t, archive)
			files[name] = draft
			got := checkFiles(t, files, append(args, name))
			if updateFlag() {
				put(archive, "want", got)
				if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if want := part(archive, "want"); !bytes.Equal(got, want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
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
	if status := run(args, os.Stdin, out, out); status == failed {
		t.Errorf("exit status %d", status)
	}
	printed, err := os.ReadFile("out")
	if err != nil {
		t.Fatal(err)
	}
	return printed
}

// fixtureDraft returns the draft of a fixture and its name.
func fixtureDraft(t *testing.T, archive *txtar.Archive) (string, []byte) {
	t.Helper()
	for _, f := range archive.Files {
		if strings.HasPrefix(f.Name, "draft.") {
			return f.Name, f.Data
		}
	}
	_, model, _ := rules.Builtin("annual-report")
	draft := edit(t, archive, "", []byte(model.Text))
	if string(draft) == model.Text && part(archive, "flags") == nil {
		t.Fatal("neither a draft nor edits of the model")
	}
	return "draft.md", draft
}

// companionFiles returns the companions of the model, as a fixture edits them, by their names.
func companionFiles(t *testing.T, archive *txtar.Archive) map[string][]byte {
	t.Helper()
	_, model, _ := rules.Builtin("annual-report")
	files := map[string][]byte{}
	for _, name := range model.Names()[1:] {
		files[name+".md"] = edit(t, archive, name+"/", []byte(model.Named(name).Text))
	}
	return files
}

// edit applies the pairs of files from/to whose names have that prefix.
func edit(t *testing.T, archive *txtar.Archive, prefix string, text []byte) []byte {
	t.Helper()
	for _, f := range archive.Files {
		n, ok := strings.CutPrefix(f.Name, prefix+"from")
		if !ok {
			continue
		}
		from, to := bytes.TrimSuffix(f.Data, []byte("\n")), bytes.TrimSuffix(part(archive, prefix+"to"+n), []byte("\n"))
		if bytes.Count(text, from) != 1 {
			t.Fatalf("%s stands %d times in the model, want once", f.Name, bytes.Count(text, from))
		}
		text = bytes.Replace(text, from, to, 1)
	}
	return text
}

// part returns a file of a fixture, nil if it has none of that name.
func part(archive *txtar.Archive, name string) []byte {
	for _, f := range archive.Files {
		if f.Name == name {
			return f.Data
		}
	}
	return nil
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

func flags(archive *txtar.Archive) []string {
	return strings.Fields(string(part(archive, "flags")))
}
