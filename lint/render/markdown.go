package render

import (
	"io"
	"slices"
	"strings"

	"reportlint/lint/diag"
)

// mostSummary is how many bytes of a summary are written, a little less than GitHub takes
// of one step; it shows nothing of a summary that is longer.
const mostSummary = 1<<20 - 4096

// Markdown writes a summary for the page of a job: how many faults there are, then each,
// errors first, with the cells of a table that do not agree, and what would mend them.
func Markdown(w io.Writer, run Run) error {
	run = run.whole()
	p := &summary{lang: run.Lang}
	n := map[diag.Severity]int{}
	for d := range run.Diagnostics {
		n[d.Severity]++
	}
	p.put("## reportlint\n\n",
		p.say("文件 ", "files: "), number(length(run.Files)),
		p.say("，错误 ", ", errors: "), number(n[diag.Error]),
		p.say("，警告 ", ", warnings: "), number(n[diag.Warning]),
		p.say("，提示 ", ", infos: "), number(n[diag.Info]))
	all := run.told()
	left := length(all)
	if missed := left - length(run.Diagnostics); missed > 0 {
		p.put(p.say("，未检查 ", ", not checked: "), number(missed))
	}
	p.put("\n")
	for _, s := range []diag.Severity{diag.Error, diag.Warning, diag.Info} {
		first := true
		for d := range only(all, s) {
			if first {
				p.put("\n### ", term(s.In(p.lang)), "\n")
				first = false
			}
			item := &summary{lang: p.lang}
			item.fault(d)
			if p.text.Len()+item.text.Len() > mostSummary {
				p.put("\n", p.say("另有 "+number(left)+" 处未列出\n", "and "+number(left)+" more\n"))
				_, err := io.WriteString(w, p.text.String())
				return err
			}
			p.text.WriteString(item.text.String())
			left--
		}
	}
	_, err := io.WriteString(w, p.text.String())
	return err
}

// summary is Markdown that is being written. Like a sheet it takes terms only; what is
// not ours has to be plain as well.
type summary struct {
	text strings.Builder
	lang diag.Lang
}

func (p *summary) put(parts ...term) {
	for _, t := range parts {
		p.text.WriteString(string(t))
	}
}

func (p *summary) say(zh, en term) term { return say(p.lang, zh, en) }

// plain returns text that is shown as it is, and is neither Markdown nor HTML, within a
// line or a cell of a table.
func plain(s string) term {
	var b strings.Builder
	for _, r := range string(clean(s)) {
		switch r {
		case '<':
			b.WriteString("&lt;")
		case '>':
			b.WriteString("&gt;")
		case '&':
			b.WriteString("&amp;")
		case '\\', '`', '*', '_', '[', ']', '#', '|', '~', '$':
			b.WriteRune('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return term(b.String())
}

// Bounds that keep what is said of one fault to a screen.
const (
	mostCells        = 24
	mostExplanations = 4
)

func (p *summary) fault(d diag.Diagnostic) {
	p.put("\n- **", plain(strings.TrimSpace(d.Message)), "**\n\n  ", p.say("位置：", "at "), placeOf(d.Span).within(nil), p.say("，", ", "), plain(d.Rule))
	if d.Basis != "" {
		p.put(p.say("，依据：", ", basis: "), plain(d.Basis))
	}
	p.put("\n")
	if d.Picture != nil {
		p.picture(d.Picture)
		d.Notes = slices.DeleteFunc(slices.Clone(d.Notes), func(n diag.Note) bool { return d.Picture.Shows(n.Span) })
	}
	if len(d.Notes) > 0 {
		p.cells(d)
	}
	for _, e := range d.Explanations[:min(len(d.Explanations), mostExplanations)] {
		p.explanation(e)
	}
	if more := len(d.Explanations) - mostExplanations; more > 0 {
		p.put("\n  ", p.say("另有 "+number(more)+" 种改法", "and "+number(more)+" more"), "\n")
	}
}

// cells shows what is written at the place of a fault and at those it is held against.
func (p *summary) cells(d diag.Diagnostic) {
	p.put("\n")
	p.row(p.say("位置", "place"), p.say("原文", "text"), p.say("说明", "note"))
	p.row("---", "---", "---")
	at := placeOf(d.Span)
	p.row(at.within(at.file), strong(written(d.Span)), "")
	for _, n := range d.Notes[:min(len(d.Notes), mostCells)] {
		p.row(placeOf(n.Span).within(at.file), written(n.Span), plain(n.Message))
	}
	if more := len(d.Notes) - mostCells; more > 0 {
		p.row(ellipsis, "", p.say("另有 "+number(more)+" 处", "and "+number(more)+" more"))
	}
}

// picture shows the part of a table that a fault is about.
func (p *summary) picture(x *diag.Picture) {
	sum := p.say("合计", "sum")
	head, rule := []term{""}, []term{"---"}
	for _, c := range x.Columns {
		head, rule = append(head, plain(c)), append(rule, "---:")
	}
	p.put("\n")
	p.row(append(head, sum)...)
	p.row(append(rule, "---:")...)
	for _, r := range x.Rows {
		row := []term{plain(r.Label)}
		for _, c := range r.Cells {
			text := plain(c.Text)
			if c.Mark == diag.Wrong {
				text = strong(plain("[" + c.Text + "]"))
			}
			row = append(row, text)
		}
		p.row(append(row, strong(plain(r.Sum)))...)
	}
	if x.Sums == nil {
		return
	}
	last := []term{sum}
	for _, s := range x.Sums {
		last = append(last, strong(plain(s)))
	}
	p.row(append(last, "")...)
}

// explanation shows one set of changes that makes the sums hold.
func (p *summary) explanation(e diag.Explanation) {
	p.put("\n")
	p.row(p.say("单元格", "cell"), p.say("现为", "is"), p.say("改为", "should be"))
	p.row("---", "---", "---")
	for _, c := range e.Cells {
		p.row(plain(c.Label), plain(c.Is), strong(plain(c.Becomes)))
	}
}

func (p *summary) row(cells ...term) {
	p.put("  |")
	for _, c := range cells {
		p.put(" ", c, " |")
	}
	p.put("\n")
}

func strong(t term) term {
	if t == "" {
		return ""
	}
	return "**" + t + "**"
}

// written returns the source of a span, cut where it is long.
func written(s diag.Span) term {
	text, cut := beginning(s)
	shown := plain(strings.TrimSpace(text))
	if cut {
		return shown + ellipsis
	}
	return shown
}

// within returns where a place is, for a reader who knows which file is spoken of.
func (p place) within(f *diag.File) term {
	line := number(p.at.Line) + ":" + number(p.at.Column)
	if p.file == f {
		return line
	}
	return plain(p.file.Name) + ":" + line
}
