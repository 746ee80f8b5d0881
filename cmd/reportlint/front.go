package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
	"reportlint/lint/yaml"
	"reportlint/rules"
)

// frontKey is the key of front matter under which a draft speaks to this program.
const frontKey = "reportlint"

// front is what the front matter of a draft says to this program.
type front struct {
	form.Settings
	pack     string
	prior    wish
	parts    wish
	problems []problem
}

// readFront reads front matter. What is written for other programs is not looked at, not
// even whether it is sound.
func readFront(d *draft.Draft) front {
	var f front
	if d.Front.Empty() || !speaksToUs(d.Front.Text()) {
		return f
	}
	root, faults := yaml.Parse(d.File, d.Front.Start, d.Front.End)
	for _, fault := range faults {
		f.wrong(fault.Span, fault.Message)
	}
	ours := root.Get(frontKey)
	if ours == nil {
		return f
	}
	if ours.Kind != yaml.Map && ours.Text != "" || ours.Kind == yaml.List {
		f.wrong(ours.Span, diag.Phrase{
			ZH: frontKey + " 之后应是设置项，如 {year: 2024}",
			EN: "behind " + frontKey + " there should be settings, such as {year: 2024}",
		})
	}
	for _, e := range ours.Entries {
		f.set(e.Key, e.Value)
	}
	return f
}

// speaksToUs reports whether front matter may have the key of this program, in quotes or not.
func speaksToUs(text string) bool {
	for {
		_, rest, found := strings.Cut(text, frontKey)
		if !found {
			return false
		}
		if strings.HasPrefix(strings.TrimLeft(rest, "\"' \t"), ":") {
			return true
		}
		text = rest
	}
}

func (f *front) set(key, value *yaml.Node) {
	ok := value.Text != ""
	switch key.Text {
	case "pack":
		if ok = slices.Contains(rules.Names(), value.Text); ok {
			f.pack = value.Text
		}
	case "organ":
		f.Organ = value.Text
	case "kind":
		if ok = slices.Contains(organKinds(), form.OrganKind(value.Text)); ok {
			f.Kind = form.OrganKind(value.Text)
		}
	case "year":
		year, err := strconv.Atoi(value.Text)
		if ok = err == nil && year >= 1000 && year <= 9999; ok {
			f.Year = year
		}
	case "deadline":
		f.Deadline, ok = deadline(value.Text)
	case "prior":
		f.prior, ok = companionWish(value)
		ok = ok && value.Kind != yaml.List
	case "parts":
		f.parts, ok = companionWish(value)
	default:
		zh, en := didYouMean(key.Text, []string{"pack", "year", "organ", "kind", "deadline", "prior", "parts"})
		f.wrong(key.Span, diag.Phrase{ZH: "没有设置项 " + shown(key.Text) + zh, EN: "unknown setting " + shown(key.Text) + en})
		return
	}
	if !ok {
		var zh, en string
		if key.Text == "kind" {
			zh, en = "，可用的有："+kindNames("、"), "; it is one of "+kindNames(", ")
		}
		f.wrong(value.Span, diag.Phrase{
			ZH: fmt.Sprintf("设置项 %s 的值 %s 无效", key.Text, shown(value.Text)) + zh,
			EN: fmt.Sprintf("%s is no value for the setting %s", shown(value.Text), key.Text) + en,
		})
	}
}

// companionWish reads where companions are, from the folder of the draft.
func companionWish(value *yaml.Node) (r wish, ok bool) {
	file := value.Span.File
	r = wish{folder: filepath.Dir(file.Name), named: true, own: true, line: file.Position(value.Span.Start).Line}
	for _, n := range items(value) {
		if why, _, _ := unknownPlaceholder(n.Text); why != nil || !pathlike(n) {
			return wish{}, false
		}
		r.patterns = append(r.patterns, n.Text)
	}
	return r, len(r.patterns) > 0
}

func (f *front) wrong(at diag.Span, why diag.Phrase) {
	f.problems = append(f.problems, problem{path: at.File.Name, line: at.File.Position(at.Start).Line, why: why})
}

func organKinds() []form.OrganKind {
	return []form.OrganKind{form.Town, form.Street, form.County, form.Government, form.Bureau, form.Ministry}
}

// kindNames lists the kinds of organ as front matter and flags name them.
func kindNames(sep string) string {
	var names []string
	for _, k := range organKinds() {
		names = append(names, string(k))
	}
	return strings.Join(names, sep)
}

// deadline reads a day of any year: 01-31, or 2025-01-31.
func deadline(text string) (draft.Date, bool) {
	if strings.Count(text, "-") == 1 {
		text = "2000-" + text
	}
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return draft.Date{}, false
	}
	return draft.Date{Month: int(t.Month()), Day: t.Day()}, true
}
