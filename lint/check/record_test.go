package check_test

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"reportlint/fixtures"
	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
)

// record writes down what rules make of one dossier after another.
type record struct {
	bytes.Buffer
	pack  *lint.Pack
	usual map[bool]map[string]string // what comes of each rule over the model, beside a prior report or not
}

// judge returns what the rules say of a dossier, and of each how many places it judged and
// why it judged no more.
func (r *record) judge(tb testing.TB, d *lint.Dossier) ([]diag.Diagnostic, map[string]string) {
	tb.Helper()
	came := map[string]string{}
	counting := *r.pack
	counting.Rules = slices.Clone(r.pack.Rules)
	for i := range counting.Rules {
		rule := &counting.Rules[i]
		check := rule.Check
		if check == nil {
			continue
		}
		rule.Check = func(p *lint.Pass) int {
			judged := check(p)
			came[rule.ID] = fmt.Sprint(judged)
			return judged
		}
	}
	result := lint.Run(d, &counting, diag.Chinese)
	for _, f := range result.Failures {
		tb.Errorf("%s: %s", f.Rule, f.Panic)
	}
	for _, why := range result.Coverage.NotApplicable {
		came[why.Rule] += ", not applicable: " + why.Reason
	}
	for _, why := range result.Coverage.Undecided {
		came[why.Rule] += ", undecided: " + why.Reason
	}
	return result.Diagnostics, came
}

// add judges a dossier and writes down what came of those rules that make something else of
// it than of the model, and what is told.
func (r *record) add(tb testing.TB, name string, d *lint.Dossier) {
	tb.Helper()
	told, came := r.judge(tb, d)
	usual := r.usual[d.Prior != nil]
	if usual == nil {
		r.usual[d.Prior != nil] = came
	}
	alike := map[string][]string{} // rules by what came of them
	for i := range r.pack.Rules {
		if id := r.pack.Rules[i].ID; came[id] != usual[id] {
			alike[came[id]] = append(alike[came[id]], id)
		}
	}
	if len(alike) > 0 || len(told) > 0 {
		fmt.Fprintf(r, "\n== %s\n", name)
	}
	for _, what := range slices.Sorted(maps.Keys(alike)) {
		fmt.Fprintf(r, "%s: %s\n", what, strings.Join(alike[what], " "))
	}
	for _, t := range told {
		fmt.Fprintf(r, "%s %s %q\n", t.Rule, place(t.Span), t.Message)
		for _, n := range t.Notes {
			fmt.Fprintf(r, "  %s %q\n", place(n.Span), n.Message)
		}
		fmt.Fprintf(r, "  key %q\n", t.Key)
		for _, f := range t.Fixes {
			r.fix("fix", f)
		}
		for _, f := range t.Suggestions {
			r.fix("suggestion", f)
		}
		for _, e := range t.Explanations {
			fmt.Fprint(r, "  explanation")
			for _, c := range e.Cells {
				fmt.Fprintf(r, " %s %q %s to %q", place(c.Span), c.Label, c.Is, c.Becomes)
			}
			fmt.Fprintf(r, " %s\n", strings.Join(e.Reasons, "; "))
		}
		if t.Picture != nil {
			r.picture(t.Picture)
		}
	}
}

func (r *record) fix(what string, f diag.Fix) {
	fmt.Fprintf(r, "  %s %q:", what, f.Message)
	for _, e := range f.Edits {
		fmt.Fprintf(r, " %s %q to %q", place(e.Span), e.Span.Text(), e.Text)
	}
	fmt.Fprintln(r)
}

// picture writes a picture with its marks as numbers behind the cells.
func (r *record) picture(p *diag.Picture) {
	fmt.Fprintf(r, "  picture %s\n", strings.Join(p.Columns, " "))
	for _, row := range p.Rows {
		fmt.Fprintf(r, "    %s", row.Label)
		for _, c := range row.Cells {
			fmt.Fprintf(r, " %s", c.Text)
			if c.Mark != diag.Plain {
				fmt.Fprintf(r, "!%d", c.Mark)
			}
		}
		fmt.Fprintf(r, " %s\n", row.Sum)
	}
	if p.Sums != nil {
		fmt.Fprintf(r, "    %q\n", p.Sums)
	}
}

// place returns the line and the column where a span begins.
func place(s diag.Span) string {
	at := s.File.Position(s.Start)
	return fmt.Sprintf("%d:%d", at.Line, at.Column)
}

// companions returns the model as a behaviour beside all its companions.
func companions(model *lint.Model) *fixtures.Behaviour {
	b := &fixtures.Behaviour{Name: "draft.md", Files: map[string][]byte{}, Flags: []string{"--prior", "prior.md", "--parts", "part-*.md"}}
	for _, name := range model.Names() {
		file := name + ".md"
		if name == "" {
			file = b.Name
		}
		b.Files[file] = []byte(model.Named(name).Text)
	}
	return b
}

// TestRecord holds rules to what testdata/record.txt says of them: how many places each
// judges in the model, and what is otherwise where the model is edited as the behaviours
// and the rules say, where one of its blocks is
// missing, where one of its numbers is off, where it stands beside other reports, and where there
// is little of it; and how many they judge in drafts to order.
func TestRecord(t *testing.T) {
	pack := annualReport(t)
	r := &record{pack: pack, usual: map[bool]map[string]string{}}
	model := companions(pack.Model)
	r.add(t, "model", dossier(t, pack, model))
	model.Flags = nil
	r.add(t, "model alone", dossier(t, pack, model))
	for _, b := range behaviours(t, pack) {
		r.add(t, b.title, dossier(t, pack, b.Behaviour))
	}
	for i := range pack.Rules {
		d := dossier(t, pack, companions(pack.Model.Break(&pack.Rules[i])))
		d.Peers = &lint.Peers{Reports: d.Parts}
		r.add(t, "broken: "+pack.Rules[i].ID, d)
	}
	blocks := strings.Split(pack.Model.Text, "\n\n")
	for i := range blocks {
		b := companions(pack.Model)
		b.Files[b.Name] = []byte(strings.Join(slices.Concat(blocks[:i], blocks[i+1:]), "\n\n"))
		r.add(t, fmt.Sprintf("without block %d", i), dossier(t, pack, b))
	}
	for _, at := range regexp.MustCompile(`[1-9][0-9]*`).FindAllStringIndex(pack.Model.Text, -1) {
		n, err := strconv.Atoi(pack.Model.Text[at[0]:at[1]])
		if err != nil {
			t.Fatal(err)
		}
		b := companions(pack.Model)
		b.Files[b.Name] = []byte(pack.Model.Text[:at[0]] + strconv.Itoa(n+1) + pack.Model.Text[at[1]:])
		r.add(t, fmt.Sprintf("number %d at %s is one more", n, place(diag.Span{File: pack.Model.File, Start: at[0]})), dossier(t, pack, b))
	}
	for _, v := range []struct {
		name string
		edit func(*lint.Dossier)
	}{
		{"parts are complete", func(d *lint.Dossier) { d.Complete = true }},
		{"one part", func(d *lint.Dossier) { d.Parts = d.Parts[:1] }},
		{"one part, complete", func(d *lint.Dossier) { d.Parts, d.Complete = d.Parts[:1], true }},
		{"parts four times over", func(d *lint.Dossier) { d.Parts = slices.Repeat(d.Parts, 4) }},
		{"prior is the draft", func(d *lint.Dossier) { d.Prior = d.Main }},
		{"prior is a part", func(d *lint.Dossier) { d.Prior = d.Parts[0] }},
		{"peer is the draft", func(d *lint.Dossier) { d.Peers = &lint.Peers{Reports: []*form.Report{d.Main}} }},
		{"peers are the parts", func(d *lint.Dossier) { d.Peers = &lint.Peers{Reports: d.Parts} }},
		{"peers are pending", func(d *lint.Dossier) { d.Peers = &lint.Peers{Pending: true} }},
		{"draft is a part, peer is the draft", func(d *lint.Dossier) {
			d.Main, d.Peers = d.Parts[0], &lint.Peers{Reports: []*form.Report{d.Main}}
		}},
		{"today is the day of signing", func(d *lint.Dossier) { d.Today = draft.Date{Year: 2025, Month: 1, Day: 14} }},
		{"today is the day before", func(d *lint.Dossier) { d.Today = draft.Date{Year: 2025, Month: 1, Day: 13} }},
	} {
		d := dossier(t, pack, companions(pack.Model))
		v.edit(d)
		r.add(t, v.name, d)
	}
	for _, v := range []struct{ name, text string }{
		{"nothing", ""},
		{"a heading", "# 青禾县柳湾镇人民政府2024年政府信息公开工作年度报告\n"},
		{"a sentence", "收到申请27件。\n"},
		{"tables alone", lines(pack.Model.Text, func(line string) bool { return strings.HasPrefix(line, "|") || line == "" })},
		{"headings alone", lines(pack.Model.Text, func(line string) bool { return strings.HasPrefix(line, "#") || line == "" })},
		{"text alone", lines(pack.Model.Text, func(line string) bool { return !strings.HasPrefix(line, "|") })},
		{"text without headings", lines(pack.Model.Text, func(line string) bool { return !strings.HasPrefix(line, "|") && !strings.HasPrefix(line, "#") })},
	} {
		b := companions(pack.Model)
		b.Files[b.Name] = []byte(v.text)
		r.add(t, v.name, dossier(t, pack, b))
	}
	r.total(t)

	const file = "testdata/record.txt"
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(file, r.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	section := ""
	got, wanted := strings.Split(r.String(), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(got), len(wanted)) {
		if i >= len(got) || i >= len(wanted) || got[i] != wanted[i] {
			t.Fatalf("%s:%d, %s: the record has come to differ; -update rewrites it\ngot  %q\nwant %q", file, i+1, section, at(got, i), at(wanted, i))
		}
		if strings.HasPrefix(got[i], "== ") {
			section = got[i]
		}
	}
}

// total writes down how many places each rule judges in drafts to order, all together.
func (r *record) total(tb testing.TB) {
	tb.Helper()
	w := fixtures.NewWriter(r.pack.Scheme)
	totals := map[string]int{}
	for n, rule := range fixtures.Rules() {
		d := w.Write(8, uint64(n), fixtures.Developed, rule)
		_, came := r.judge(tb, ordered(tb, r.pack, &d))
		for id, what := range came {
			places, _, _ := strings.Cut(what, ",")
			n, err := strconv.Atoi(places)
			if err != nil {
				tb.Fatal(err)
			}
			totals[id] += n
		}
	}
	fmt.Fprint(r, "\n== drafts to order\n")
	for i := range r.pack.Rules {
		if id := r.pack.Rules[i].ID; totals[id] > 0 {
			fmt.Fprintf(r, "%d: %s\n", totals[id], id)
		}
	}
}

// lines returns those of a text that are kept.
func lines(text string, kept func(string) bool) string {
	return strings.Join(slices.DeleteFunc(strings.Split(text, "\n"), func(line string) bool { return !kept(line) }), "\n")
}

// at returns a line, "" beyond the last.
func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}
