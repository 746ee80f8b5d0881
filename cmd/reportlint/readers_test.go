package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/reviewdog/reviewdog/proto/rdf"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v5"
	"google.golang.org/protobuf/encoding/protojson"
)

// TestReaders has real readers read what is written of every fixture, in all formats in one
// run: the official schema of SARIF and Microsoft's validator, reviewdog's own types, and
// an XML parser that is not Go's.
func TestReaders(t *testing.T) {
	fixtures, err := filepath.Glob(filepath.Join("..", "..", "fixtures", "check", "*.txtar"))
	if err != nil || len(fixtures) == 0 {
		t.Fatalf("no fixtures (%v)", err)
	}
	schema := sarifSchema(t)
	validator := client(t, "node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool")
	for i, name := range fixtures {
		if fixtures[i], err = filepath.Abs(name); err != nil {
			t.Fatal(err)
		}
	}
	out := t.TempDir()
	total := 0
	check := func(name string, drafts map[string][]byte, args ...string) {
		base := filepath.Join(out, name)
		for _, f := range forPrograms() {
			args = append(args, "--output", f.name+"="+base+"."+f.name)
		}
		checkFiles(t, drafts, append([]string{"check", "--lang", "zh", "--today", "2026-01-15"}, args...))
		faults := strings.Count(content(t, base+".jsonl"), "\n")
		holdsSARIF(t, schema, name, content(t, base+".sarif"), faults)
		holdsReviewdog(t, name, content(t, base+".rdjsonl"), faults)
		if n := strings.Count(content(t, base+".github"), "\n::"); faults > 0 && n+1 < min(faults, 10) {
			t.Errorf("%s: %d annotations of %d faults", name, n+1, faults)
		}
		total += faults
	}
	for _, fixture := range fixtures {
		archive, err := txtar.ParseFile(fixture)
		if err != nil {
			t.Fatal(err)
		}
		b := behaviour(t, archive)
		check(strings.TrimSuffix(filepath.Base(fixture), ".txtar"), b.Files, append(b.Flags, b.Name)...)
	}
	draft := behaviour(t, &txtar.Archive{}).Files["prior.md"]
	check("names", map[string][]byte{"草 稿：1.md": draft, "a:b#c?d%20.md": draft, "-x,y.md": draft}, ".")
	if total < 150 {
		t.Errorf("%d faults in all, want at least 150", total)
	}
	for format, element := range map[string]string{"checkstyle": "error", "junit": "failure"} {
		if n := expat(t, filepath.Join(out, "*."+format), element); n == 0 || n > total {
			t.Errorf("%d elements %q in %s, want at most %d", n, element, format, total)
		}
	}

	logs := merged(t, out)
	if errs := validate(t, validator, logs...); len(errs) > 0 {
		t.Errorf("the validator says:\n%s", strings.Join(errs, "\n"))
	}
	wrong := filepath.Join(out, "wrong.sarif")
	text := strings.Replace(content(t, logs[0]), `"startLine":`, `"startLine":-`, 1)
	if err := os.WriteFile(wrong, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	if len(validate(t, validator, wrong)) == 0 {
		t.Error("the validator has nothing to say of a line below zero")
	}
}

// merged puts the logs of a folder together, as many runs in one as GitHub takes, since the
// validator is slow to take up a file.
func merged(t *testing.T, folder string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.sarif"))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	const mostRuns = 20
	for some := range slices.Chunk(files, mostRuns) {
		var all map[string]any
		var runs []any
		for _, file := range some {
			if err := json.Unmarshal([]byte(content(t, file)), &all); err != nil {
				t.Fatal(err)
			}
			runs = append(runs, all["runs"].([]any)...)
		}
		all["runs"] = runs
		text, err := json.Marshal(all)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, filepath.Join(folder, fmt.Sprintf("merged-%d.sarif", len(out))))
		if err := os.WriteFile(out[len(out)-1], text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return out
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

func content(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func sarifSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	const name = "sarif-2.1.0.json"
	c := jsonschema.NewCompiler()
	c.AssertFormat = true
	c.LoadURL = func(url string) (io.ReadCloser, error) { return nil, errors.New("nothing is loaded: " + url) }
	if err := c.AddResource(name, strings.NewReader(content(t, filepath.Join("..", "..", "fixtures", "sarif", name)))); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func holdsSARIF(t *testing.T, schema *jsonschema.Schema, name, text string, faults int) {
	t.Helper()
	var log any
	if err := json.Unmarshal([]byte(text), &log); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if err := schema.Validate(log); err != nil {
		t.Errorf("%s: %#v", name, err)
	}
	if n := strings.Count(text, `"ruleId": `) - strings.Count(text, `"suppressions": `); n != faults {
		t.Errorf("%s: %d results of %d faults", name, n, faults)
	}
}

// holdsReviewdog reads faults as reviewdog does, but takes no field that it does not know.
func holdsReviewdog(t *testing.T, name, text string, faults int) {
	t.Helper()
	n := 0
	for line := range strings.Lines(text) {
		n++
		var d rdf.Diagnostic
		if err := protojson.Unmarshal([]byte(line), &d); err != nil {
			t.Errorf("%s: %v in %s", name, err, line)
		}
	}
	if n != faults {
		t.Errorf("%s: reviewdog reads %d diagnostics of %d faults", name, n, faults)
	}
}

// expat reads documents with Python's parser and returns how many elements of a name they
// have.
func expat(t *testing.T, pattern, element string) int {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil && os.Getenv("CI") != "true" {
		t.Skip(err)
	}
	out, err := exec.Command(python, "-c", `
import glob, sys, xml.etree.ElementTree as tree
print(sum(len(list(tree.parse(f).iter(sys.argv[2]))) for f in glob.glob(sys.argv[1])))`, pattern, element).CombinedOutput()
	n := 0
	if _, scanned := fmt.Sscan(string(out), &n); err != nil || scanned != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return n
}

// validate has Microsoft's validator judge files by the rules of SARIF and of GitHub, and
// returns what it calls an error. Its exit status says nothing.
func validate(t *testing.T, validator string, files ...string) []string {
	t.Helper()
	verdict := filepath.Join(t.TempDir(), "verdict.sarif")
	args := append([]string{"validate"}, files...)
	validation := exec.Command(validator, append(args, "--rule-kind", "Sarif;Ghas", "--output", verdict)...)
	validation.Env = append(os.Environ(), "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1") // it needs no ICU then
	said, err := validation.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("Done. %d files scanned.", len(files)); !bytes.Contains(said, []byte(want)) {
		t.Fatalf("the validator did not say %q: %s", want, said)
	}
	var log struct {
		Runs []struct {
			Tool struct {
				Driver struct {
					Rules []struct {
						ID                   string
						DefaultConfiguration struct{ Level string }
					}
				}
			}
			Invocations []struct{ ExecutionSuccessful bool }
			Results     []struct {
				RuleID, Level string
				Message       json.RawMessage
				Locations     json.RawMessage
			}
		}
	}
	if err := json.Unmarshal([]byte(content(t, verdict)), &log); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	errs := map[string]bool{}
	for _, run := range log.Runs {
		if !run.Invocations[0].ExecutionSuccessful {
			errs[string(said)] = true
		}
		for _, r := range run.Results {
			level := r.Level
			for _, rule := range run.Tool.Driver.Rules {
				if level == "" && rule.ID == r.RuleID {
					level = rule.DefaultConfiguration.Level
				}
			}
			if level == "error" || level == "fatal" {
				errs[r.RuleID+" "+string(r.Message)] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(errs))
}
