// Package baseline keeps the faults that are known, so that a run tells of new ones only.
// A fault is known by its fingerprint, which is made of its rule, the organ, the year and
// what is wrong, and not of where it stands: it is known again when lines move, tables are
// written anew and other faults come and go, and one fault is never taken for another.
package baseline

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"reportlint/lint/diag"
	"reportlint/lint/yaml"
)

// Baseline is the faults that are known.
type Baseline struct{ Entries []Entry }

// Entry is a fault that is known, as often as it occurs in one draft. What it is known by
// is the fingerprint; the rest is for people.
type Entry struct {
	Fingerprint string
	Count       int
	Path        string // of the draft, relative to the baseline, with slashes
	Rule        string
	Message     string
	Reason      string // why it stands: written by a person, and kept
	Author      string // who took it in
	Date        string // on which day
	Span        diag.Span
}

// MaxSize is how large a baseline may be, in bytes.
const MaxSize = 16 << 20

// Read reads a baseline, or says what is wrong with it.
func Read(f *diag.File, lang diag.Lang) (*Baseline, []diag.Diagnostic) {
	root, faults := yaml.ParseWithin(f, 0, len(f.Text), yaml.Limit{Bytes: MaxSize})
	var wrong []diag.Diagnostic
	fault := func(at diag.Span, why diag.Phrase) {
		wrong = append(wrong, diag.Diagnostic{Span: at, Severity: diag.Error, Message: why.In(lang)})
	}
	for _, e := range faults {
		fault(e.Span, e.Message)
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	b := &Baseline{}
	list := root.Get("faults")
	if v := root.Get("version"); v == nil || v.Text != "1" || list == nil || list.Kind != yaml.List {
		fault(root.Span.Point(), diag.Phrase{ZH: "这不是基线文件：应有 version: 1 和 faults", EN: "this is no baseline: it should have version: 1 and faults"})
		return nil, wrong
	}
	for _, n := range list.Items {
		e := Entry{Count: 1, Span: n.Span}
		for _, field := range n.Entries {
			value := field.Value.Text
			if into := e.field(field.Key.Text); into != nil {
				*into = value
				continue
			}
			count, err := strconv.Atoi(value)
			if field.Key.Text != "count" || err != nil || count < 1 {
				fault(field.Key.Span, diag.Phrase{ZH: "基线的条目没有这一项，或其值无效", EN: "an entry of a baseline has no such key, or no such value of it"})
				continue
			}
			e.Count = count
		}
		if e.Fingerprint == "" {
			fault(n.Span.Point(), diag.Phrase{ZH: "条目缺少 fingerprint", EN: "the entry lacks its fingerprint"})
		}
		b.Entries = append(b.Entries, e)
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	return b, nil
}

// field returns where a text of an entry is kept, by its key; nil if there is none.
func (e *Entry) field(key string) *string {
	switch key {
	case "fingerprint":
		return &e.Fingerprint
	case "path":
		return &e.Path
	case "rule":
		return &e.Rule
	case "message":
		return &e.Message
	case "reason":
		return &e.Reason
	case "author":
		return &e.Author
	case "date":
		return &e.Date
	}
	return nil
}

// Match parts faults: those that are new, and those that are known. An entry is for the
// draft of its path, else for another one with the same fault: the draft may have been
// moved. What remains of entries that were judged, as to their draft and their rule, is stale: that
// many faults are no more. path gives the path of a fault as entries have it.
func (b *Baseline) Match(all []diag.Diagnostic, path func(diag.Diagnostic) string, judged func(Entry) bool) (fresh, known []diag.Diagnostic, stale []Entry) {
	left := make([]int, len(b.Entries))
	entries := map[string][]int{} // of a fingerprint
	for i, e := range b.Entries {
		left[i] = e.Count
		entries[e.Fingerprint] = append(entries[e.Fingerprint], i)
	}
	take := func(d diag.Diagnostic, fits func(Entry) bool) bool {
		for _, i := range entries[d.Fingerprint] {
			if left[i] > 0 && fits(b.Entries[i]) {
				left[i]--
				return true
			}
		}
		return false
	}
	where := make([]bool, len(all))
	for i, d := range all {
		own := path(d)
		where[i] = take(d, func(e Entry) bool { return e.Path == own })
	}
	for i, d := range all {
		if where[i] || take(d, func(Entry) bool { return true }) {
			known = append(known, d)
		} else {
			fresh = append(fresh, d)
		}
	}
	for i, e := range b.Entries {
		if left[i] > 0 && judged(e) {
			e.Count = left[i]
			stale = append(stale, e)
		}
	}
	return fresh, known, stale
}

// Update returns the baseline of the faults that there are: of entries that were judged, as to their
// draft and their rule, those in all; of others, what was known, and what there is more of it. What people wrote
// is kept with a fault that was known; of one that was not, author and date say who took it in.
func (b *Baseline) Update(all []diag.Diagnostic, path func(diag.Diagnostic) string, judged func(Entry) bool, author, date string) *Baseline {
	type key struct{ path, fingerprint string }
	old := map[string]Entry{}
	out := &Baseline{}
	at := map[key]int{} // where in the entries of out a fault of a draft is
	for _, e := range b.Entries {
		if !judged(e) {
			at[key{e.Path, e.Fingerprint}] = len(out.Entries)
			out.Entries = append(out.Entries, e)
		}
		if old[e.Fingerprint].Fingerprint == "" {
			old[e.Fingerprint] = e
		}
	}
	seen := map[key]int{}
	for _, d := range all {
		k := key{path(d), d.Fingerprint}
		seen[k]++
		if i, there := at[k]; there {
			out.Entries[i].Count = max(out.Entries[i].Count, seen[k])
			continue
		}
		e := Entry{Reason: "", Author: author, Date: date}
		if was, known := old[d.Fingerprint]; known {
			e.Reason, e.Author, e.Date = was.Reason, was.Author, was.Date
		}
		e.Fingerprint, e.Count, e.Path, e.Rule, e.Message = d.Fingerprint, 1, k.path, d.Rule, d.Message
		at[k] = len(out.Entries)
		out.Entries = append(out.Entries, e)
	}
	slices.SortStableFunc(out.Entries, func(a, b Entry) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Rule, b.Rule), strings.Compare(a.Fingerprint, b.Fingerprint))
	})
	return out
}

// Write writes a baseline as YAML that people may add reasons to.
func (b *Baseline) Write(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "# Known faults: reportlint --baseline tells of others only. Say in each reason why it stands.")
	fmt.Fprintln(out, "version: 1")
	if len(b.Entries) == 0 {
		fmt.Fprintln(out, "faults: []")
	} else {
		fmt.Fprintln(out, "faults:")
	}
	for _, e := range b.Entries {
		fmt.Fprintf(out, "  - fingerprint: %s\n", quote(e.Fingerprint))
		if e.Count > 1 {
			fmt.Fprintf(out, "    count: %d\n", e.Count)
		}
		for _, f := range []struct{ key, value string }{
			{"path", e.Path}, {"rule", e.Rule}, {"message", e.Message}, {"reason", e.Reason}, {"author", e.Author}, {"date", e.Date},
		} {
			fmt.Fprintf(out, "    %s: %s\n", f.key, quote(f.value))
		}
	}
	return out.Flush()
}

// quote writes a string as JSON does, which YAML reads.
func quote(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		panic(err) // a string is always JSON
	}
	return strings.TrimSuffix(b.String(), "\n")
}
