package markdown

import (
	"strings"

	"reportlint/lint/arena"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// passage is a run of lines whose inline markup is read as one: emphasis may begin in
// one line and end in another.
type passage struct {
	file  *diag.File
	lines []extent // without blanks at their ends
	marks []extent // numbers that stand before the first line
	cell  bool     // of a table: "\|" is a pipe even in code
}

// together reports whether nothing but "\n" is between the lines as they were written.
func (p *passage) together() bool {
	for i, l := range p.lines[1:] {
		if end := p.lines[i].end; l.start != end+1 || p.file.Text[end] != '\n' {
			return false
		}
	}
	return true
}

// marks are the characters that inline markup begins with.
const marks = "\\&`<*_~["

// read returns what a reader sees: at least one text for each line. It also tells whether
// all of it is bold, and how many pictures there are.
func (p *passage) read(s *scanner) (texts []draft.Text, bold bool, images int) {
	simple := true
	for _, l := range p.lines {
		simple = simple && !strings.ContainsAny(p.file.Text[l.start:l.end], marks)
	}
	texts = arena.Make[draft.Text](p.file.Arena(), 0, len(p.lines))
	if simple && len(p.marks) == 0 {
		for _, l := range p.lines {
			texts = append(texts, draft.Literal(diag.Span{File: p.file, Start: l.start, End: l.end}))
		}
		return texts, false, 0
	}
	s.take(p)
	w := &writer{passage: *p, starts: s.starts, texts: texts}
	w.begin(p.lines[0].start)
	if simple {
		w.copy(0, len(s.buf))
		return w.finish(len(s.buf)), false, 0
	}
	s.scan(0)
	s.pair()
	delims := s.delims
	pairAsides(s.tokens)
	for _, t := range s.tokens {
		switch t.kind {
		case plain:
			w.copy(t.from, t.to)
		case written:
			w.put(t.text, t.from, t.to)
		case lineBreak:
			w.cut(t.from, t.to)
		case strongOpen:
			w.strong++
		case strongClose:
			w.strong = max(w.strong-1, 0)
		case asideOpen:
			w.aside++
		case asideClose:
			w.aside--
		case delimiter:
			d := delims[0]
			delims = delims[1:]
			w.strong = max(w.strong-int(d.strongClosed), 0)
			w.aside -= int(d.struckClosed)
			w.copy(t.from+int(d.closed), t.to-int(d.opened))
			w.strong += int(d.strongOpened)
			w.aside += int(d.struckOpened)
		}
	}
	texts = w.finish(len(s.buf))
	return texts, w.bold && !w.regular, s.images
}

// pairAsides leaves of the tags around what is no part of the text those that are in pairs: a tag
// without its partner hides nothing.
func pairAsides(tokens []token) {
	var open map[string]int // the last tag of each name
	for i := range tokens {
		t := &tokens[i]
		switch at, there := open[t.text]; t.kind {
		case asideOpen:
			if open == nil {
				open = map[string]int{}
			}
			open[t.text], t.kind = i, gone
		case asideClose:
			if !there {
				t.kind = gone
				continue
			}
			tokens[at].kind = asideOpen
			delete(open, t.text)
		}
	}
}

// blanks are not seen at the ends of a text. A wide space is: it indents paragraphs.
const blanks = " \t\n\v\f\r"

// writer puts the texts of a passage together, in reading order.
type writer struct {
	passage
	starts []int
	line   int       // the line that is being written
	first  int       // how many texts there were before it
	where  diag.Span // of the text that is being written
	b      draft.Builder
	texts  []draft.Text

	strong  int // how many strong emphases are open
	aside   int // likewise what is struck out or stands as a note
	bold    bool
	regular bool
}

// begin starts a text at an offset of the line that is being written.
func (w *writer) begin(from int) {
	w.where = diag.Span{File: w.file, Start: from, End: w.lines[w.line].end}
	marks := w.marks
	if w.marks = nil; len(marks) > 0 {
		w.where.Start = marks[0].start
	}
	w.b.Reset(w.where)
	for _, m := range marks {
		w.b.Copy(m.start, m.end)
	}
}

// at returns the offset in the file of a byte of the line that is being written.
func (w *writer) at(i int) int { return w.lines[w.line].start + i - w.starts[w.line] }

// end returns where the line that is being written ends.
func (w *writer) end() int {
	l := w.lines[w.line]
	return w.starts[w.line] + l.end - l.start
}

// reach goes on to the line that holds a byte, or its end.
func (w *writer) reach(i int) {
	for i > w.end() {
		w.flush(true)
		w.line++
		w.first = len(w.texts)
		w.begin(w.lines[w.line].start)
	}
}

// copy writes what reads as it was written.
func (w *writer) copy(from, to int) {
	for ; from < to; from++ { // over the end of the line
		w.reach(from)
		n := min(to, w.end())
		if from < n && w.aside == 0 {
			start, end := w.at(from), w.at(n)
			w.judge(w.file.Text[start:end])
			w.b.Copy(start, end)
		}
		from = n
	}
}

// put writes what reads otherwise than it was written.
func (w *writer) put(text string, from, to int) {
	w.reach(from)
	if w.aside > 0 {
		return
	}
	w.judge(text)
	w.b.Put(text, w.at(from), w.at(to))
}

// judge takes note whether what is to be seen is bold.
func (w *writer) judge(seen string) {
	switch {
	case w.regular || strings.TrimSpace(seen) == "":
	case w.strong > 0:
		w.bold = true
	default:
		w.regular = true
	}
}

// cut ends the text that is being written at a line break that was written as markup.
func (w *writer) cut(from, to int) {
	w.reach(from)
	w.flush(false)
	w.begin(w.where.End)
	w.reach(to)
	w.begin(w.at(to))
}

// flush ends the text that is being written. A line that is not the last text of its
// line, or not the only one, is not worth a text if nothing is to be seen of it.
func (w *writer) flush(last bool) {
	t := w.b.Text()
	s := t.String()
	i := len(s) - len(strings.TrimLeft(s, blanks))
	j := len(strings.TrimRight(s, blanks))
	only := last && len(w.texts) == w.first
	switch {
	case i >= j && only:
		w.texts = push(w.texts, draft.NewBuilder(w.where).Text())
	case i >= j:
	case only && j-i == len(s):
		w.texts = push(w.texts, t)
	default:
		w.texts = push(w.texts, t.Slice(i, j))
	}
}

// finish ends the last line, and with it the passage.
func (w *writer) finish(n int) []draft.Text {
	w.reach(n)
	w.flush(true)
	return w.texts
}
