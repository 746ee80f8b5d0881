package render

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"reportlint/lint"
	"reportlint/lint/diag"
)

// FuzzText holds the renderer to its laws: for any bytes, spans and widths nothing
// panics, nothing that a terminal obeys gets out, no line begins with the text of a
// draft, and the caret stands under the first character of the span.
func FuzzText(f *testing.F) {
	for _, s := range []string{
		"", ":", "甲乙\t丙", "e\u0301\u0301", "\ufeff# a\r\n\rb", "\x1b[2J\u202e\u2028\xe4\xb8", "::error::x\n##[add-mask]y",
		strings.Repeat("\u0301", 900), strings.Repeat("甲a", 300), "👨\u200d👩", "\xf0\x9f\x98",
	} {
		for k := range 9 { // each in all formats, two of which noteStart and noteEnd choose
			f.Add([]byte(s), 0, 2, 1+k, 7, 0)
			f.Add([]byte(s), 5, 3, -4-k, 70, 24)
			f.Add([]byte(s), len(s), len(s), 300+k, 301, 40)
		}
	}
	colors := regexp.MustCompile(`\x1b\[[0-9;]+m`)
	f.Fuzz(func(t *testing.T, content []byte, start, end, noteStart, noteEnd, columns int) {
		if len(content) > 2<<10 { // of which each format writes some ten times as much
			return
		}
		file := diag.NewFile(string(content), content)
		s, n := diag.Span{File: file, Start: start, End: end}, diag.Span{File: file, Start: noteStart, End: noteEnd}
		text := string(content)
		fix := diag.Fix{Message: text, Edits: []diag.Edit{{Span: s, Text: text}, {Span: n}}}
		d := diag.Diagnostic{Rule: text, Severity: diag.Severity(start % 4), Span: s, Message: text, Basis: text,
			Notes: []diag.Note{{Span: n, Message: text}, {Span: s}}, Suggestions: []diag.Fix{fix},
			Explanations: []diag.Explanation{{Cells: []diag.CellChange{{Span: n, Label: text, Is: text, Becomes: text}}, Reasons: []string{text}}, {}},
			Picture: &diag.Picture{Columns: []string{text}, Sums: []string{text},
				Rows: []diag.PictureRow{{Label: text, Sum: text, Cells: []diag.PictureCell{{Text: text, Mark: diag.Mark(start % 3)}}}}}}
		all := []diag.Diagnostic{d, {Rule: "r", Span: s, Message: "m"}}

		plain := write(t, func(w io.Writer) error {
			return Text(w, slices.Values(all), Style{Columns: columns, Lang: diag.Lang(start % 2)})
		})
		colored := write(t, func(w io.Writer) error {
			return Text(w, slices.Values(all), Style{true, columns, diag.Lang(start % 2)})
		})
		if colors.ReplaceAllString(colored, "") != plain {
			t.Error("colour changes the text")
		}
		files := []File{{Path: text, NotChecked: text, About: &About{Coverage: lint.Coverage{Undecided: []lint.Reason{{Rule: text, Reason: text}}}}}}
		for _, out := range []string{
			plain,
			write(t, func(w io.Writer) error { return Lines(w, slices.Values(all)) }),
			write(t, func(w io.Writer) error { return Statistics(w, slices.Values(all), diag.English) }),
			write(t, func(w io.Writer) error { return Coverage(w, slices.Values(files), diag.English) }),
		} {
			harmless(t, out)
		}
		last := plain[strings.LastIndex(plain, "\n\n")+2:]
		caret(t, strings.Split(last, "\n"), placeOf(s), columns)
		whole := Run{Files: slices.Values(files), Diagnostics: slices.Values(all), Rules: []lint.Rule{{ID: text, Why: diag.Phrase{ZH: text}}}, FailOn: diag.Severity(end % 4)}
		formats := []struct {
			name   string
			render func(io.Writer, Run) error
		}{
			{"json", JSON}, {"sarif", SARIF}, {"gitlab", GitLab}, {"jsonl", JSONL}, {"rdjsonl", RDJSONL},
			{"junit", JUnit}, {"checkstyle", Checkstyle}, {"markdown", Markdown}, {"github", gitHubWithoutItsCommands},
		}
		for i := range 2 { // not all each time, so that there are more of them
			format := formats[(uint(noteStart)+uint(i)*uint(noteEnd))%uint(len(formats))]
			out := write(t, func(w io.Writer) error { return format.render(w, whole) })
			harmless(t, out)
			switch name := format.name; name {
			case "json", "sarif", "gitlab":
				if !json.Valid([]byte(out)) {
					t.Errorf("%s is not JSON", name)
				}
			case "rdjsonl":
				reviewdog(t, out)
			case "junit", "checkstyle":
				if err := xml.Unmarshal([]byte(out), new(struct{})); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
		}
	})
}

func write(t *testing.T, render func(io.Writer) error) string {
	var b strings.Builder
	if err := render(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// harmless fails if out holds what a terminal or the log of a build obeys.
func harmless(t *testing.T, out string) {
	t.Helper()
	if !utf8.ValidString(out) {
		t.Errorf("invalid UTF-8 in %q", out)
	}
	bidi := []rune{0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069}
	for _, r := range out {
		if r != '\n' && unicode.IsControl(r) || slices.Contains(bidi, r) {
			t.Errorf("%U in %q", r, out)
		}
	}
	for line := range strings.Lines(out) {
		line = strings.Map(func(r rune) rune {
			if zero(r) {
				return -1
			}
			return r
		}, line)
		if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##[") {
			t.Errorf("a command: %q", line)
		}
	}
}

// caret checks the excerpt of a fault whose message is "m", given the lines of its
// picture from the arrow on.
func caret(t *testing.T, picture []string, at place, columns int) {
	i := slices.IndexFunc(picture, func(l string) bool { return strings.HasPrefix(l, "  --> ") })
	source, marks := picture[i+2], picture[i+3]
	signs := strings.Index(marks, "| ") + 2
	if columns == 0 {
		columns = defaultColumns
	}
	for _, line := range []string{source, marks} {
		if n := cells(term(line)); n > max(columns, signs+leastRoom) {
			t.Errorf("%d cells in %q, with %d columns", n, line, columns)
		}
	}
	before := strings.IndexByte(marks, '^')
	rest, n := source, 0
	for n < before && rest != "" {
		r, size := utf8.DecodeRuneInString(rest)
		n += runeCells(r)
		rest = rest[size:]
	}
	if at.start == at.line.End {
		if rest != "" && cells(term(rest)) != 0 {
			t.Errorf("%q is behind the end of the line", rest)
		}
		return
	}
	if g := glyphAt(at, at.start); g.cells > 0 && (n != before || !strings.HasPrefix(strings.TrimLeftFunc(rest, zero), string(g.shown))) {
		t.Errorf("caret under %q, not %q\n%s\n%s", rest, g.shown, source, marks)
	}
}

func zero(r rune) bool { return runeCells(r) == 0 }

// full is a writer to a full disk.
type full struct{}

var errFull = errors.New("disk full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriteErrors(t *testing.T) {
	all := []diag.Diagnostic{signed()}
	for name, err := range map[string]error{
		"text":       Text(full{}, slices.Values(all), Style{}),
		"lines":      Lines(full{}, slices.Values(all)),
		"json":       JSON(full{}, Run{}),
		"jsonl":      JSONL(full{}, Run{Diagnostics: slices.Values(all)}),
		"sarif":      SARIF(full{}, Run{}),
		"github":     GitHub(full{}, Run{Diagnostics: slices.Values(all)}),
		"rdjsonl":    RDJSONL(full{}, Run{Diagnostics: slices.Values(all)}),
		"junit":      JUnit(full{}, Run{}),
		"gitlab":     GitLab(full{}, Run{}),
		"checkstyle": Checkstyle(full{}, Run{}),
		"markdown":   Markdown(full{}, Run{}),
		"statistics": Statistics(full{}, slices.Values(all), diag.Chinese),
		"coverage":   Coverage(full{}, slices.Values([]File{{}}), diag.Chinese),
	} {
		if !errors.Is(err, errFull) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
