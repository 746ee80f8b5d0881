package render

import "reportlint/lint/diag"

// suggestions writes what a person might accept: one edit of the very place of the fault
// as what to write there, others each with what stands there and what would.
func (p *page) suggestions(d *diag.Diagnostic) {
	left := mostEdits
	for _, f := range d.Suggestions {
		p.label("建议：", "suggestion: ")
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
