package render

import (
	"cmp"
	"slices"
	"strings"

	"reportlint/lint/diag"
)

// suggestions writes what the tool would change, and what a person might accept: one edit of
// the very place of the fault as what to write there, others each with what stands there
// and what would.
func (p *page) suggestions(d *diag.Diagnostic) {
	left := mostEdits
	for i, f := range slices.Concat(d.Fixes, d.Suggestions) {
		if i < len(d.Fixes) {
			p.label("可自动修复：", "fix: ")
		} else {
			p.label("建议：", "suggestion: ")
		}
		if len(f.Edits) == 1 && f.Edits[0].Span == d.Span && f.Edits[0].Text != "" {
			p.put(p.say("改为“", "write “"))
			p.paint(p.ink.added, p.short(whole(f.Edits[0].Text)))
			p.put("”\n")
			continue
		}
		p.put(clean(f.Message), "\n")
		for i, e := range f.Edits {
			if left == 0 {
				p.rule("", ellipsis)
				p.put(" ")
				p.more(len(f.Edits) - i)
				break
			}
			left--
			p.edit(e)
		}
	}
}

// mostWays is how many explanations are shown of one fault.
const mostWays = 6

// explanations writes the sets of changes of which any would mend the fault, the likeliest
// first. One change that is the only one is what is suggested, and is not said again.
func (p *page) explanations(d *diag.Diagnostic) {
	if len(d.Explanations) == 0 || len(d.Explanations) == 1 && len(d.Explanations[0].Cells) == 1 {
		return
	}
	for i, e := range d.Explanations[:min(len(d.Explanations), mostWays)] {
		n := term("")
		if len(d.Explanations) > 1 {
			n = number(i + 1)
		}
		p.label("改法"+n+"：", term(strings.TrimRight("change "+string(n), " "))+": ")
		for k, c := range e.Cells {
			if k > 0 {
				p.put(p.say("；", "; "))
			}
			p.put(clean(c.Label), " ")
			p.paint(p.ink.removed, p.short(whole(c.Is)))
			p.put(" → ")
			p.paint(p.ink.added, p.short(whole(cmp.Or(c.Becomes, "?"))))
		}
		for k, reason := range e.Reasons {
			sign := p.say("，", ", ")
			if k == 0 {
				sign = p.say("（", " (")
			}
			p.put(sign, clean(reason))
		}
		if len(e.Reasons) > 0 {
			p.put(p.say("）", ")"))
		}
		p.put("\n")
	}
	if left := len(d.Explanations) - mostWays; left > 0 {
		p.label("改法：", "change: ")
		p.more(left)
	}
}

// edit writes the old text behind the number of its line, and the new text below it.
func (p *page) edit(e diag.Edit) {
	at := placeOf(e.Span)
	line := number(at.at.Line)
	p.put("  ")
	p.arrow(at)
	if old := inside(e.Span); !old.Empty() {
		p.rule(line, "")
		p.paint(p.ink.removed, "- "+p.short(old))
		p.put("\n")
		line = ""
	}
	if e.Text != "" {
		p.rule(line, "")
		p.paint(p.ink.added, "+ "+p.short(whole(e.Text)))
		p.put("\n")
	}
}

// short returns as much of a span as fits a line; line endings in it are made visible.
func (p *page) short(s diag.Span) term {
	x := excerptOf(place{file: s.File, line: s, start: s.Start, end: s.Start}, p.room())
	return x.text()
}

// whole returns the span of a text that no file holds.
func whole(text string) diag.Span {
	return diag.Span{File: diag.NewFile("", []byte(text)), End: len(text)}
}
