package render

import (
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/fatih/color"

	"reportlint/lint/diag"
)

// Style says how Text looks. The zero value is plain text in Chinese.
type Style struct {
	Color   bool
	Columns int // the width of the terminal; 0 if there is none
	Lang    diag.Lang
}

// Bounds that keep what is said of one fault to a screen.
const (
	defaultColumns = 100
	leastRoom      = 12 // cells for source, however narrow the terminal
	leastGutter    = 3  // cells for the line number
	mostNotes      = 8
	mostEdits      = 8
)

// Text writes faults for people at a terminal: each with the line that it is in, marked,
// and its notes. No line begins with the text of a draft, since services that run builds
// take commands from the starts of lines.
func Text(w io.Writer, all iter.Seq[diag.Diagnostic], s Style) error {
	p := &page{sheet: newSheet(w), style: s, ink: s.palette(), told: map[string]bool{}}
	if s.Columns == 0 {
		p.style.Columns = defaultColumns
	}
	first := true
	for d := range all {
		if !first {
			p.put("\n")
		}
		p.diagnostic(&d)
		first = false
	}
	return p.end()
}

// page is one run of Text.
type page struct {
	sheet
	style  Style
	ink    palette
	gutter int             // cells for the line numbers of the fault at hand
	told   map[string]bool // rules whose help was shown
}

func (p *page) say(zh, en term) term { return say(p.style.Lang, zh, en) }

func (p *page) paint(c *color.Color, t term) { p.out.WriteString(c.Sprint(string(t))) }

func (p *page) diagnostic(d *diag.Diagnostic) {
	picture := p.pictureOf(d.Picture)
	said := d.Notes
	if picture != nil {
		said = slices.DeleteFunc(slices.Clone(said), func(n diag.Note) bool { return d.Picture.Shows(n.Span) })
	}
	notes := said[:min(len(said), mostNotes)]
	places := []place{placeOf(d.Span)}
	for _, n := range notes {
		places = append(places, placeOf(n.Span))
	}
	p.gutter = gutter(places, slices.Concat(d.Fixes, d.Suggestions))
	excerpts := p.excerpts(places)
	p.headline(d)
	carets := p.style.paint(hue(d.Severity))
	p.put("  ")
	p.place(places[0], excerpts[0], carets)
	p.picture(picture)
	for i, n := range notes {
		p.label("说明：", "note: ")
		p.put(clean(n.Message))
		if excerpts[i+1] == nil || picture != nil {
			p.put(" ")
			p.arrow(places[i+1])
			continue
		}
		p.put("\n  ")
		p.place(places[i+1], excerpts[i+1], carets)
	}
	if len(said) > len(notes) {
		p.label("说明：", "note: ")
		p.more(len(said) - len(notes))
	}
	p.suggestions(d)
	p.explanations(d)
	if d.Basis != "" {
		p.label("依据：", "basis: ")
		p.put(clean(d.Basis), "\n")
	}
	if d.Rule != "" && !p.told[d.Rule] {
		p.told[d.Rule] = true
		p.label("帮助：", "help: ")
		p.put("reportlint explain ", clean(d.Rule), "\n")
	}
}

func (p *page) headline(d *diag.Diagnostic) {
	word := term(d.Severity.In(p.style.Lang))
	if d.Rule != "" { // a fault of a pack is of no rule
		word += "[" + clean(d.Rule) + "]"
	}
	p.paint(p.style.paint(hue(d.Severity), color.Bold), word)
	p.paint(p.ink.strong, p.say("：", ": ")+clean(d.Message))
	p.put("\n")
}

func (p *page) label(zh, en term) {
	p.put("  ")
	p.paint(p.ink.strong, p.say(zh, en))
}

// more says that n things were left out.
func (p *page) more(n int) {
	p.put(p.say("另有 "+number(n)+" 处未列出", "and "+number(n)+" more"), "\n")
}

// place writes where a place is and its excerpt.
func (p *page) place(at place, x *excerpt, carets *color.Color) {
	p.arrow(at)
	p.rule("", "|")
	p.put("\n")
	p.rule(number(at.at.Line), "|")
	if t := x.text(); t != "" {
		p.put(" ", t)
	}
	p.put("\n")
	p.rule("", "|")
	p.put(" ")
	p.marks(x.marks, carets)
	p.put("\n")
	if at.lines > 1 {
		n := number(at.lines)
		p.rule("", "|")
		p.put(" ", ellipsis, p.say("（共 "+n+" 行）", " ("+n+" lines)"), "\n")
	}
}

func (p *page) arrow(at place) {
	p.paint(p.ink.gutter, "-->")
	p.put(" ", at.spot(), "\n")
}

// rule writes the gutter of a line, whose number may be left out, and the sign behind it.
func (p *page) rule(line, sign term) {
	pad := term(strings.Repeat(" ", p.gutter-len(line)))
	p.paint(p.ink.gutter, pad+line+" "+sign)
}

// marks writes a line of marks, each in its colour.
func (p *page) marks(marks []byte, carets *color.Color) {
	for i := 0; i < len(marks); {
		j := i
		for j < len(marks) && marks[j] == marks[i] {
			j++
		}
		same := term(marks[i:j])
		switch marks[i] {
		case '^':
			p.paint(carets, same)
		case '-':
			p.paint(p.ink.gutter, same)
		default:
			p.put(same)
		}
		i = j
	}
}

// excerpts returns the excerpt to show at each place: nil where it is to be seen in one
// that comes before. The first place has carets, the others dashes.
func (p *page) excerpts(places []place) []*excerpt {
	shown := make([]*excerpt, len(places))
	for i, at := range places {
		mark := byte('-')
		if i == 0 {
			mark = '^'
		}
		host := -1
		for j := 0; j < i && host < 0; j++ {
			if shown[j] != nil && shown[j].holds(at) {
				host = j
			}
		}
		if host < 0 {
			x := excerptOf(at, p.room())
			shown[i], host = &x, i
		}
		shown[host].mark(at, mark)
	}
	return shown
}

// room returns how many cells the gutter leaves for source.
func (p *page) room() int {
	const signs = 3 // " | "
	return max(p.style.Columns-p.gutter-signs, leastRoom)
}

// gutter returns the width of the widest line number that is shown.
func gutter(places []place, suggestions []diag.Fix) int {
	last := 0
	for _, at := range places {
		last = max(last, at.at.Line)
	}
	for _, f := range suggestions {
		for _, e := range f.Edits {
			last = max(last, placeOf(e.Span).at.Line)
		}
	}
	return max(len(number(last)), leastGutter)
}
