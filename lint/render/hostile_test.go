package render

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"reportlint/lint"
	"reportlint/lint/diag"
)

// evil is what someone may write into a heading, a cell or the name of a file.
const evil = "::error::x %0A::error::y\n::error::z\r##[add-mask]a\x1b[2J\x1b]8;;http://a\a\u202e\u2066\u009b\u2028\x7f\x00\ufffe\xff" +
	"]]><script>alert(1)</script><!-- <img src=x onerror=y> --><b a='\"'>&lt;&amp; | **b** _i_ `c` [l](javascript:d) ![p](q) {0} {{1}} \\"

// hostile is a run on drafts that say evil everywhere.
func hostile() Run {
	file := diag.NewFile(evil, []byte("# "+evil+"\n"))
	s := diag.Span{File: file, Start: 2, End: 2 + len(evil)}
	fix := diag.Fix{Message: evil, Edits: []diag.Edit{{Span: s, Text: evil}}}
	d := diag.Diagnostic{Rule: "r", Severity: diag.Error, Span: s, Message: evil, Basis: evil, Fingerprint: "f",
		Notes: []diag.Note{{Span: s, Message: evil}}, Suggestions: []diag.Fix{fix}, Fixes: []diag.Fix{fix},
		Picture:      &diag.Picture{Columns: []string{evil}, Rows: []diag.PictureRow{{Label: evil, Cells: []diag.PictureCell{{Span: s, Text: evil}}, Sum: evil}}, Sums: []string{evil}},
		Explanations: []diag.Explanation{{Cells: []diag.CellChange{{Span: s, Label: evil, Is: evil, Becomes: evil}}}}}
	hint := diag.Diagnostic{Rule: evil, Severity: diag.Info, Span: s, Message: evil}
	allowed := hint
	allowed.Suppression = &diag.Suppression{Span: s, Reason: evil}
	phrase := diag.Phrase{ZH: evil, EN: evil}
	return Run{
		Files:       slices.Values([]File{{Path: evil, About: &About{Title: evil, Organ: evil}, NotChecked: evil}}),
		Diagnostics: slices.Values([]diag.Diagnostic{d, hint}),
		Suppressed:  slices.Values([]diag.Diagnostic{allowed}),
		Baselined:   slices.Values([]diag.Diagnostic{hint}),
		Rules:       []lint.Rule{{ID: "r", Severity: diag.Error, Basis: phrase, Why: phrase, Message: phrase}},
		FailOn:      diag.Error,
	}
}

// TestHostile holds every format to give none of it to a terminal, the log of a build or a
// browser to obey, and to be whole all the same.
func TestHostile(t *testing.T) {
	isJSON := func(t *testing.T, out string) {
		if !json.Valid([]byte(out)) {
			t.Errorf("not JSON: %s", out)
		}
	}
	areJSON := func(lines int) func(*testing.T, string) {
		return func(t *testing.T, out string) {
			if n := strings.Count(out, "\n"); n != lines {
				t.Errorf("%d lines, want %d", n, lines)
			}
			for line := range strings.Lines(out) {
				isJSON(t, line)
			}
		}
	}
	isXML := func(t *testing.T, out string) {
		if err := xml.Unmarshal([]byte(out), new(struct{})); err != nil {
			t.Error(err)
		}
	}
	tests := []struct {
		name   string
		render func(io.Writer, Run) error
		check  func(*testing.T, string)
	}{
		{"json", JSON, isJSON},
		{"jsonl", JSONL, areJSON(2)},
		{"sarif", SARIF, isJSON},
		{"rdjsonl", RDJSONL, areJSON(3)},
		{"gitlab", GitLab, isJSON},
		{"junit", JUnit, isXML},
		{"checkstyle", Checkstyle, isXML},
		{"markdown", Markdown, func(*testing.T, string) {}},
		{"github", gitHubWithoutItsCommands, func(*testing.T, string) {}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out := write(t, func(w io.Writer) error { return tt.render(w, hostile()) })
			harmless(t, out)
			if tt.name != "github" && regexp.MustCompile(`(?i)<script|<img|<b |]]>|<!--`).MatchString(out) {
				t.Errorf("markup in %s", out)
			}
			tt.check(t, out)
		})
	}
}

// gitHubWithoutItsCommands is GitHub, but for the signs of the commands that are meant:
// one for each fault.
func gitHubWithoutItsCommands(w io.Writer, run Run) error {
	var out strings.Builder
	if err := GitHub(&out, run); err != nil {
		return err
	}
	meant := regexp.MustCompile(`(?m)^::(error|warning|notice) [^:\n]*::`)
	text, n := out.String(), length(run.told())
	if len(meant.FindAllString(text, -1)) == n && strings.Count(text, "\n") == n {
		text = meant.ReplaceAllString(text, "> ")
	}
	_, err := io.WriteString(w, text)
	return err
}

// TestHostileKeptTrue holds what programs read to be what the draft says.
func TestHostileKeptTrue(t *testing.T) {
	var got struct{ Path, Message string }
	line, _, _ := strings.Cut(write(t, func(w io.Writer) error { return JSONL(w, hostile()) }), "\n")
	if err := json.Unmarshal([]byte(line), &got); err != nil {
		t.Fatal(err)
	}
	if want := strings.ToValidUTF8(evil, "\ufffd"); got.Path != want || got.Message != want {
		t.Errorf("%q", got)
	}
}

// TestMarkdownByCmark has the reference implementation read a summary: all that is not
// ours is text.
func TestMarkdownByCmark(t *testing.T) {
	path, err := exec.LookPath("cmark-gfm")
	if err != nil && os.Getenv("CI") != "true" {
		t.Skip(err)
	}
	run := hostile()
	run.Diagnostics = slices.Values(append(slices.Collect(run.Diagnostics), signed()))
	cmark := exec.Command(path, "--unsafe", "-e", "table", "-e", "strikethrough")
	cmark.Stdin = strings.NewReader(write(t, func(w io.Writer) error { return Markdown(w, run) }))
	out, err := cmark.Output()
	if err != nil {
		t.Fatal(err)
	}
	page := string(out)
	for tag, want := range map[string]int{"<h2>": 1, "<h3>": 3, "<li>": 4, "<table>": 4, "<td>": 2 + 3 + 2*3 + 3, "<a": 0, "<em": 0, "<code": 0, "<img": 0, "<script": 0, "<!--": 0} {
		if n := strings.Count(page, tag); n != want {
			t.Errorf("%s %d times, want %d, in\n%s", tag, n, want, page)
		}
	}
	if bare := strings.NewReplacer("<", "&lt;", ">", "&gt;", "&", "&amp;", `"`, "&quot;").Replace(string(clean(evil))); !strings.Contains(page, bare) {
		t.Errorf("%s is not shown in\n%s", bare, page)
	}
}

// element is what expat has read.
type element struct {
	Tag        string
	Attributes map[string]string
	Text       string
}

// expat reads a document with a parser that is not Go's, in Python, and returns its
// elements in their order.
func expat(t *testing.T, document string) []element {
	t.Helper()
	path, err := exec.LookPath("python3")
	if err != nil && os.Getenv("CI") != "true" {
		t.Skip(err)
	}
	python := exec.Command(path, "-c", `
import json, sys, xml.etree.ElementTree as tree
root = tree.fromstring(sys.stdin.buffer.read())
print(json.dumps([{"Tag": e.tag, "Attributes": e.attrib, "Text": e.text or ""} for e in root.iter()]))`)
	python.Stdin = strings.NewReader(document)
	var said bytes.Buffer
	python.Stderr = &said
	out, err := python.Output()
	if err != nil {
		t.Fatalf("%v: %s\n%s", err, said.String(), document)
	}
	var all []element
	if err := json.Unmarshal(out, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// TestXMLByExpat has another parser read what an XML writer could do wrong.
func TestXMLByExpat(t *testing.T) {
	run := hostile()
	run.FailOn = diag.Info
	for name, render := range map[string]func(io.Writer, Run) error{"checkstyle": Checkstyle, "junit": JUnit} {
		t.Run(name, func(t *testing.T) {
			message := string(clean(evil))
			told := 0
			for _, e := range expat(t, write(t, func(w io.Writer) error { return render(w, run) })) {
				if e.Attributes["message"] == message {
					told++
				}
			}
			if want := length(run.Diagnostics); told != want {
				t.Errorf("%d messages came out as they went in, want %d", told, want)
			}
		})
	}
}
