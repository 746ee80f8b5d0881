package check

import (
	"slices"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/form"
)

// sectionKind judges the parts of a report: that each is there, once, in its place, not
// empty, and under its title. Fields: title (as written, or as it must be where it is
// missing), should (the title of the form), other (the title of a neighbour).
func sectionKind() lint.Kind {
	return lint.Kind{
		Name:   "section",
		Fields: []string{"title", "should", "other"},
		Notes:  []string{"before", "after", "first", "ahead", "behind"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[struct{ Demand string }](with)
			if err != nil {
				return nil, err
			}
			demands := map[string]lint.Check{
				"present": sectionPresent,
				"ordered": sectionOrdered,
				"once":    sectionOnce,
				"filled":  sectionFilled,
				"named":   sectionNamed,
			}
			return demands[set.Demand], nil
		},
	}
}

// noSections says why nothing can be judged where no part is found.
func noSections() diag.Phrase {
	return diag.Phrase{ZH: "没有找到格式规定的任何一个部分", EN: "none of the form's parts was found"}
}

func sectionPresent(p *lint.Pass) int {
	for k := range p.Main.Scheme.Parts {
		part := &p.Main.Scheme.Parts[k]
		if p.Main.Section(part.ID) != nil {
			continue
		}
		at := p.Main.End()
		var notes []lint.Note
		if before := lastBefore(p.Main, k); before != nil {
			notes = append(notes, lint.Note{Span: before.Title.Where(), Name: "before", Args: lint.Args{"title": before.Title.String()}})
		}
		if after := firstAfter(p.Main, k); after != nil {
			at = after.Title.Where().Point()
			notes = append(notes, lint.Note{Span: after.Title.Where(), Name: "after", Args: lint.Args{"title": after.Title.String()}})
		}
		for i := range p.Main.Tables { // which stands there without its title
			if t := &p.Main.Tables[i]; t.Found && t.Table.Part == part.ID && t.Where.Start < at.Start {
				at = t.Where.Point()
			}
		}
		p.Report(lint.Finding{Span: at, Args: lint.Args{"title": part.Title, "should": part.Title}, Notes: notes, Key: part.ID})
	}
	return len(p.Main.Scheme.Parts)
}

// lastBefore returns the section that a missing part belongs behind.
func lastBefore(r *form.Report, k int) *form.Section {
	var out *form.Section
	for i := range r.Sections {
		if s := &r.Sections[i]; s.Index < k && (out == nil || s.Index >= out.Index) {
			out = s
		}
	}
	return out
}

// firstAfter returns the section that a missing part belongs in front of.
func firstAfter(r *form.Report, k int) *form.Section {
	var out *form.Section
	for i := range r.Sections {
		if s := &r.Sections[i]; s.Index > k && (out == nil || s.Index < out.Index) {
			out = s
		}
	}
	return out
}

func sectionOrdered(p *lint.Pass) int {
	first := firsts(p.Main)
	sections := slices.DeleteFunc(slices.Clone(p.Main.Sections), func(s form.Section) bool { return repeats(first, s) })
	if len(sections) == 0 {
		p.Abstain(noSections())
		return 0
	}
	moved := outOfPlace(sections)
	for _, s := range moved {
		wording, other := wayBack(sections, s)
		p.Report(lint.Finding{
			Span:    s.Title.Where(),
			Args:    lint.Args{"title": s.Title.String(), "should": s.Part.Title, "other": other},
			Wording: wording,
			Key:     s.Part.ID,
		})
	}
	if len(moved) == 0 {
		for _, s := range misnumbered(sections) {
			p.Report(lint.Finding{
				Span: s.Title.Where(), Args: lint.Args{"title": s.Title.String(), "should": s.Part.Title}, Key: s.Part.ID,
			})
		}
	}
	return len(sections)
}

// wayBack says where a section that is out of place belongs: ahead of the first part of the
// form that wrongly precedes it, or else behind the last one that wrongly follows it.
func wayBack(sections []form.Section, moved form.Section) (wording, title string) {
	precedes := true
	var ahead, behind form.Section
	for _, s := range sections {
		switch {
		case s.Index == moved.Index:
			precedes = false
		case precedes && s.Index > moved.Index && (ahead.Part == nil || s.Index < ahead.Index):
			ahead = s
		case !precedes && s.Index < moved.Index && (behind.Part == nil || s.Index > behind.Index):
			behind = s
		}
	}
	if ahead.Part != nil {
		return "ahead", ahead.Title.String()
	}
	return "behind", behind.Title.String()
}

// outOfPlace returns the sections to move: all but a longest run in the order of the form.
func outOfPlace(sections []form.Section) (out []form.Section) {
	for i, keep := range longestRun(sections) {
		if !keep {
			out = append(out, sections[i])
		}
	}
	return out
}

// misnumbered returns the sections whose number fits neither their place in the form nor
// their place in the draft.
func misnumbered(sections []form.Section) (out []form.Section) {
	for i, s := range sections {
		if s.Number != 0 && s.Number != s.Index+1 && s.Number != i+1 {
			out = append(out, s)
		}
	}
	return out
}

// longestRun marks a longest subsequence of sections in the order of the form.
func longestRun(sections []form.Section) []bool {
	length := make([]int, len(sections))
	before := make([]int, len(sections))
	best := 0
	for i := range sections {
		length[i], before[i] = 1, -1
		for j := range i {
			if sections[j].Index < sections[i].Index && length[j]+1 > length[i] {
				length[i], before[i] = length[j]+1, j
			}
		}
		if length[i] > length[best] {
			best = i
		}
	}
	keep := make([]bool, len(sections))
	for i := best; i >= 0; i = before[i] {
		keep[i] = true
	}
	return keep
}

// repeats reports whether a section is not the first of its part.
func repeats(first map[string]*form.Section, s form.Section) bool {
	return first[s.Part.ID].Title.Where() != s.Title.Where()
}

// firsts returns the first section of each part.
func firsts(r *form.Report) map[string]*form.Section {
	first := map[string]*form.Section{}
	for i := range r.Sections {
		if s := &r.Sections[i]; first[s.Part.ID] == nil {
			first[s.Part.ID] = s
		}
	}
	return first
}

func sectionOnce(p *lint.Pass) int {
	all := firsts(p.Main)
	for _, s := range p.Main.Sections {
		if !repeats(all, s) {
			continue
		}
		first := all[s.Part.ID]
		p.Report(lint.Finding{
			Span:  s.Title.Where(),
			Args:  lint.Args{"title": s.Title.String(), "should": s.Part.Title},
			Notes: []lint.Note{{Span: first.Title.Where(), Name: "first", Args: lint.Args{"title": first.Title.String()}}},
			Key:   s.Part.ID,
		})
	}
	if len(p.Main.Sections) == 0 {
		p.Abstain(noSections())
	}
	return len(p.Main.Sections)
}

func sectionFilled(p *lint.Pass) int {
	for i := range p.Main.Sections {
		s := &p.Main.Sections[i]
		if p.Main.Empty(s) {
			p.Report(lint.Finding{Span: s.Title.Where(), Args: lint.Args{"title": s.Title.String(), "should": s.Part.Title}, Key: s.Part.ID})
		}
	}
	if len(p.Main.Sections) == 0 {
		p.Abstain(noSections())
	}
	return len(p.Main.Sections)
}

func sectionNamed(p *lint.Pass) int {
	for _, s := range p.Main.Sections {
		if s.Named == form.AsPrescribed {
			continue
		}
		f := lint.Finding{
			Span: s.Title.Where(),
			Args: lint.Args{"title": s.Title.String(), "should": s.Part.Title},
			Key:  s.Part.ID,
		}
		if s.Named == form.InOtherUse {
			f.Severity = diag.Info
			f.Suggestions = replace(s.Title, s.Part.Title)
		} else {
			mend(&f, s.Title, s.Part.Title, connected(s.Title.String()) == connected(s.Part.Title))
		}
		p.Report(f)
	}
	if len(p.Main.Sections) == 0 {
		p.Abstain(noSections())
	}
	return len(p.Main.Sections)
}

// connected returns a title without the words that only connect others in it.
func connected(title string) string {
	return strings.NewReplacer("的", "", "主要", "", "以及", "", "和", "", "及", "", "与", "", "、", "", "情况", "").Replace(title)
}
