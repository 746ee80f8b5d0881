package check_test

import (
	"slices"
	"strings"
	"testing"

	"reportlint/fixtures"
	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
	"reportlint/lint/similar"
)

// ordered reads a draft to order and the reports beside it.
func ordered(tb testing.TB, pack *lint.Pack, d *fixtures.Draft) *lint.Dossier {
	tb.Helper()
	read := func(f fixtures.File) *form.Report { return report(tb, pack, "draft"+f.Ext, []byte(f.Text)) }
	dossier := &lint.Dossier{Main: read(d.File), Complete: len(d.Parts) > 0, Today: draft.Date{Year: d.Year, Month: d.Month, Day: d.Day}}
	if d.Prior != nil {
		dossier.Prior = read(*d.Prior)
	}
	for _, p := range d.Parts {
		dossier.Parts = append(dossier.Parts, read(p))
	}
	if d.Peer != nil {
		dossier.Peers = &lint.Peers{Reports: []*form.Report{read(*d.Peer)}}
	}
	return dossier
}

// said returns what the rules say of a draft to order.
func said(tb testing.TB, pack *lint.Pack, d *fixtures.Draft) []diag.Diagnostic {
	tb.Helper()
	return lint.Run(ordered(tb, pack, d), pack, diag.Chinese).Diagnostics
}

// TestPlanted holds every rule to find a fault of its own where it was planted, in reports
// that differ in all else, and every other rule to find none there. How often that fails
// among many is measured by cmd/detect; these few are ones in which it does not.
func TestPlanted(t *testing.T) {
	pack := annualReport(t)
	w := fixtures.NewWriter(pack.Scheme)
	for n, rule := range fixtures.Rules() {
		for turn := range 3 {
			d := w.Write(18, uint64(3*n+turn), fixtures.Developed, rule)
			found := false
			for _, s := range said(t, pack, &d) {
				there := slices.ContainsFunc(d.Faults[0].Places, func(place [2]int) bool {
					return s.Span.Start <= place[1]+2 && s.Span.End >= place[0]-2
				})
				found = found || s.Rule == rule && there
				if s.Rule != rule {
					t.Errorf("%s, draft %d: %s finds %q: %s", rule, 3*n+turn, s.Rule, s.Span.Text(), s.Message)
				}
			}
			if !found {
				t.Errorf("%s, draft %d: is not found", rule, 3*n+turn)
			}
		}
	}
}

// TestSound holds rules to find nothing in reports that are in order.
func TestSound(t *testing.T) {
	pack := annualReport(t)
	w := fixtures.NewWriter(pack.Scheme)
	for n := range uint64(60) {
		d := w.Write(6, n, fixtures.Developed)
		for _, s := range said(t, pack, &d) {
			t.Errorf("draft %d: %s finds %q: %s", n, s.Rule, s.Span.Text(), s.Message)
		}
	}
}

// TestBroken holds each rule's edit of the model to break that rule alone, and what is
// proposed there to give the model back.
func TestBroken(t *testing.T) {
	pack := annualReport(t)
	fixed, suggested := []string{}, []string{}
	for i := range pack.Rules {
		r := &pack.Rules[i]
		d := dossier(t, pack, companions(pack.Model.Break(r)))
		d.Peers = &lint.Peers{Reports: d.Parts}
		result := lint.Run(d, pack, diag.Chinese)
		if len(result.Diagnostics) != 1 || result.Diagnostics[0].Rule != r.ID {
			t.Errorf("%s: want one diagnostic of it, got %v", r.ID, result.Diagnostics)
			continue
		}
		told := result.Diagnostics[0]
		if len(told.Fixes) > 0 {
			fixed = append(fixed, r.ID)
		}
		if len(told.Suggestions) > 0 {
			suggested = append(suggested, r.ID)
		}
		for _, f := range slices.Concat(told.Fixes, told.Suggestions) {
			if got := put(told.Span.File, f.Edits); got != pack.Model.Text {
				t.Errorf("%s: %q does not give the model back, but\n%s", r.ID, f.Message, got)
			}
		}
	}
	slices.Sort(fixed)
	slices.Sort(suggested)
	if got, want := strings.Join(fixed, " "), "citation-garbled date-malformed label-misspelled number-malformed punctuation-mixed section-misnamed word-doubled"; got != want {
		t.Errorf("fixes are proposed by %s, want %s", got, want)
	}
	if got, want := strings.Join(suggested, " "), "requests-sum-mismatch stale-year title-malformed"; got != want {
		t.Errorf("suggestions are made by %s, want %s", got, want)
	}
}

// put returns a file with edits put in the places that they are for.
func put(f *diag.File, edits []diag.Edit) string {
	edits = slices.SortedFunc(slices.Values(edits), func(a, b diag.Edit) int { return b.Span.Start - a.Span.Start })
	text := []byte(f.Text)
	for _, e := range edits {
		text = slices.Replace(text, e.Span.Start, e.Span.End, []byte(e.Text)...)
	}
	return string(text)
}

// TestAwaiting holds a draft that awaits its peers to fail beside the same text by another
// organ, and not beside its own or another text.
func TestAwaiting(t *testing.T) {
	pack := annualReport(t)
	d := dossier(t, pack, companions(pack.Model))
	d.Peers = &lint.Peers{Pending: true}
	awaiting := lint.Run(d, pack, diag.Chinese).Awaiting
	if len(awaiting) != 1 {
		t.Fatalf("%d rules await others, want one", len(awaiting))
	}
	a := awaiting[0]
	d.Main = d.Parts[0]
	if few := lint.Run(d, pack, diag.Chinese).Awaiting; len(few) > 0 {
		t.Error("a short text awaits others")
	}
	other := similar.Other{Author: "丹丘县财政局", Text: a.Text}
	own := a.Other
	tests := []struct {
		others []similar.Other
		want   bool
	}{{nil, false}, {[]similar.Other{other}, true}, {[]similar.Other{own}, false}, {[]similar.Other{own, other}, true}}
	for i, tt := range tests {
		if got := a.Fails(a.Other, tt.others); got != tt.want {
			t.Errorf("%d: %v", i, got)
		}
	}
}
