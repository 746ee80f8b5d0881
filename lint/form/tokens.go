package form

import (
	"slices"
	"strings"
	"unicode"

	"reportlint/lint/arena"
	"reportlint/lint/draft"
)

// token is one cell of a table that was exported as text: one cell a line or one row a
// line, with or without pipes.
type token struct {
	text   draft.Text // folded, empty for a blank cell
	key    string     // of a text that may be a label, or a piece of one
	joints [2]int32   // the labels that it begins, among those of the run
	item   int32
	state  State // in a column without a unit
}

func (t *token) blank() bool { return t.text.Len() == 0 }

// joint is a label that some tokens make up.
type joint struct {
	word
	tokens int
	text   *draft.Text
}

// lineRun is a run of lines cut into cells.
type lineRun struct {
	tokens []token
	joints []joint // all labels that tokens begin, the shorter ones first
	piped  bool    // whether pipes stand in it
}

// run returns the items [first, last) cut into cells, which is done once for all forms.
func (r *reader) run(first, last int) lineRun {
	if out, ok := r.runs[[2]int{first, last}]; ok {
		return out
	}
	var out lineRun
	out.tokens, out.piped = r.words.tokenize(r.arena(), r.items[first:last], first)
	for i := range out.tokens {
		t := &out.tokens[i]
		if t.key == "" && !t.state.value() && t.text.Len() <= 8*maxLabel {
			t.key = draft.Key(t.text.String())
		}
	}
	out.joints = arena.Make[joint](r.arena(), 0, len(out.tokens))
	for i := range out.tokens {
		out.join(i, r.words)
	}
	if r.runs == nil {
		r.runs = map[[2]int]lineRun{}
	}
	r.runs[[2]int{first, last}] = out
	return out
}

// maxJoin bounds the tokens that may be pieces of one label.
const maxJoin = 6

// join finds the labels of any table that the i-th token begins.
func (r *lineRun) join(i int, l *lexicon) {
	first := len(r.joints)
	key, written := "", ""
	for k := i; k < len(r.tokens) && k < i+maxJoin; k++ {
		t := &r.tokens[k]
		if t.key == "" || len(t.key) > 4*maxLabel {
			break
		}
		if key += t.key; !l.begins(key) {
			break
		}
		written += t.text.String()
		id := l.ids[key]
		if id == 0 {
			continue
		}
		j := joint{word: word{id: id}, tokens: k - i + 1, text: &r.tokens[i].text}
		_, j.numbered = numbered(written)
		if k > i {
			text := draft.Join(texts(r.tokens[i : k+1])...)
			j.text = &text
		}
		r.joints = append(r.joints, j)
	}
	r.tokens[i].joints = [2]int32{int32(first), int32(len(r.joints))}
}

func texts(tokens []token) []draft.Text {
	out := make([]draft.Text, len(tokens))
	for i := range tokens {
		out[i] = tokens[i].text
	}
	return out
}

// tokenize cuts lines into cells: at pipes, and at line ends. A line end within a row of
// pipes ends a cell; a pipe that opens a line ends the cell of the line before.
func (l *lexicon) tokenize(a *arena.Arena, items []item, base int) (out []token, piped bool) {
	bordered := borders(items)
	cells := len(items)
	for i := range items {
		cells += strings.Count(items[i].fold.String(), "|")
	}
	out = arena.Make[token](a, 0, cells)
	var rows []row
	var fields []draft.Text
	open := false // the last token has no pipe behind it yet
	for i := range items {
		it := &items[i]
		if it.table != nil {
			open = false
			continue
		}
		s := it.fold.String()
		if isRule(s) && !dashes(it.raw.String()) || isPageNumber(s) {
			continue
		}
		if !strings.Contains(s, "|") {
			at := len(out)
			var values int
			fields, values = it.columns(fields)
			out = slices.Grow(out, len(fields)) // at once, since a line can have as many as a draft has bytes
			for _, text := range fields {
				out = append(out, newToken(text, base+i))
			}
			rows = append(rows, row{from: at, label: len(out) - values, to: len(out), whole: it.fold})
			open = true
			continue
		}
		piped = true
		at := 0
		for at < len(s) {
			end := strings.IndexByte(s[at:], '|')
			if end < 0 {
				out = append(out, newToken(it.fold.Slice(at, len(s)), base+i))
				open = true
				break
			}
			text := it.fold.Slice(at, at+end).Trim()
			switch {
			case text.Len() == 0 && at == 0 && (open || bordered && !blankLine(items[i:]) || len(s) > 1 && s[1] != '|'):
				// a pipe that ends the cell of the line before, or opens a row
			default:
				out = append(out, newToken(text, base+i))
			}
			open = false
			at += end + 1
		}
		if open && strings.Count(s, "|") > 0 {
			open = false
		}
	}
	return l.joinLabels(a, out, rows), piped
}

// newToken returns the token of a folded text.
func newToken(text draft.Text, item int) token {
	text = text.Trim()
	t := token{text: text, item: int32(item), state: Number}
	if s := text.String(); !digits(s) || len(s) > maxDigits {
		t.state = stateOf(s, s)
	}
	return t
}

// maxPieces bounds the fields of a line that ends with one figure and may be a row.
const maxPieces = 6

// manyFigures is how many figures a line has at least that is several rows of a table.
const manyFigures = 6

// maxMisplaced is how many characters of words may stand in the cell of a figure.
const maxMisplaced = 6

// maxBlanks bounds the blank cells right before a figure: more than any row has.
const maxBlanks = 16

// columns cuts a line without pipes into cells: at tabs, or at spaces where it ends with
// figures, or has so many among its words that it is all rows of a table; any other line is one cell. The cells are folded, and between tabs one before or behind
// figures may be blank. So many of the last ones are figures,
// or what stands for one, that spaces part: what is before them may be pieces of a label, or words
// of running text where there is only one figure. They are written into what room is given, and beyond it.
func (it *item) columns(room []draft.Text) (fields []draft.Text, values int) {
	room = room[:0]
	line, s := it.raw, it.raw.String()
	if it.fold.Len() > 0 && !strings.ContainsFunc(s, unicode.IsSpace) {
		return append(room, it.fold), 0
	}
	fields = room
	tabs := strings.Contains(s, "\t")
	start, garbled, wide, mixed := -1, 0, false, false
	var blanks []draft.Text // right before where the line is read, which are cells if a figure comes
	for i, r := range s + "\t" {
		between := unicode.IsSpace(r)
		if tabs {
			between = r == '\t'
		}
		switch {
		case !between && start < 0:
			start, wide = i, strings.HasSuffix(s[:i], "  ") || strings.HasSuffix(s[:i], "\u3000")
		case between && start < 0 && tabs && len(fields) > 0 && len(blanks) < maxBlanks:
			blanks = append(blanks, line.Slice(i, i))
		case between && start >= 0:
			field := line.Slice(start, min(i, len(s))).Trim().Fold()
			if start = -1; field.Len() == 0 || tabs && len(fields) > 0 && field.String() == fields[len(fields)-1].String() && !value(field.String()) {
				continue // nothing, or a label once more, which was written into each cell of a merged one
			}
			_, numbers := numbered(field.String()) // 1. 属于国家秘密
			numbers = numbers && (values == 0 || strings.HasSuffix(field.String(), "."))
			if tabs && value(field.String()) {
				fields = append(fields, blanks...)
			}
			blanks = blanks[:0]
			switch fields = append(fields, field); {
			case !tabs && numbers:
				mixed = values > 0
			case value(field.String()):
				values++
			case !tabs && garbledFigure(field.String()):
				garbled++
			case values > 0 && !tabs && wide && misplaced(field.String()):
				garbled++
			case values > 0 && !tabs:
				mixed = true // words behind figures: running text, unless the figures are many
			default:
				garbled = 0 // it is a part of the label
			}
		}
	}
	if mixed {
		if values >= manyFigures && values*4 >= len(fields) && !strings.Contains(s, "。") {
			return fields, 0
		}
		return append(room, line.Fold()), 0
	}
	if values > 1 {
		values += garbled
	}
	switch {
	case tabs || values == 0 && len(s) <= 4*maxLabel:
		return fields, 0 // pieces of one label are joined again when labels are looked for
	case values == len(fields) || values >= 2 || values == 1 && len(fields) <= maxPieces:
		return fields, values
	}
	return append(room, line.Fold()), 0
}

// garbledFigure reports whether a text that is no amount stands for one all the same: it has digits
// and no words.
func garbledFigure(s string) bool {
	return draft.HasDigit(s) && !strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// misplaced reports whether words may stand in the cell of a figure: there are few.
func misplaced(words string) bool {
	return !longer(words, maxMisplaced) && !strings.ContainsAny(words, "()。,;:")
}

// borders reports whether rows are opened by a pipe on a line of its own: a pipe alone
// stands right before labels, and never behind a cell without a pipe.
func borders(items []item) bool {
	opening, closing := 0, 0
	for i := range items {
		s := items[i].fold.String()
		if s != "|" || i+1 >= len(items) {
			continue
		}
		next := items[i+1].fold.String()
		if strings.HasSuffix(next, "|") && strings.Trim(next, "|") != "" && !draft.HasDigit(next) {
			opening++
		} else {
			closing++
		}
	}
	return opening > 1 && opening >= closing*4
}

// blankLine reports whether a pipe on a line of its own is a blank cell, and opens no row:
// figures go on behind it, or the pipe that opens the next row.
func blankLine(items []item) bool {
	if items[0].fold.String() != "|" || len(items) < 2 {
		return false
	}
	next := items[1].fold
	s := next.String()
	return s == "|" || strings.HasSuffix(s, "|") && value(next.Slice(0, len(s)-1).Trim().String()) && len(s) > 1
}

// value reports whether a folded text is what a cell of figures may hold.
func value(s string) bool { return stateOf(s, s).value() }

// isPageNumber reports whether a folded line is the number of a page, as it stands between the rows of
// a table that was cut by the end of one: - 3 -, 3/5, 第3页 共5页.
func isPageNumber(s string) bool {
	inner := strings.TrimFunc(s, func(r rune) bool { return r == '-' || r == ' ' })
	if digits(inner) {
		return strings.HasPrefix(s, "-") && strings.HasSuffix(s, "-")
	}
	if page, all, found := strings.Cut(inner, "/"); found && len(s) <= len("100/100") {
		return digits(strings.TrimSpace(page)) && digits(strings.TrimSpace(all))
	}
	return strings.HasPrefix(s, "第") && !longer(s, len("第100页共100页")/2) && strings.Trim(s, "第页共,/ 0123456789") == "" && strings.Contains(s, "页")
}

// dashes reports whether a line holds a dash, with no more strokes than one has: —— stands for nothing to be told.
func dashes(line string) bool {
	const strokes = 2
	n := strings.Count(line, "—") + strings.Count(line, "－") + strings.Count(line, "─")
	return n > 0 && n <= strokes && !strings.ContainsAny(line, "-=+")
}

// isRule reports whether a folded line is a rule between the rows of a table, with pipes, crossings
// or blanks between its strokes, and no cell that strokes stand in.
func isRule(s string) bool {
	if s == "" || !strings.ContainsRune("|+-=:", rune(s[0])) || strings.Trim(s, "|+-=: ") != "" {
		return false
	}
	strokes := strings.Count(s, "-") + strings.Count(s, "=")
	switch {
	case strings.Contains(s, "|"):
		return strokes > 1 && (strings.Contains(s, "--") || strings.Contains(s, "==")) || strokes > 0 && strings.Count(s, "|") > 1
	case strings.Contains(s, "+"):
		return strokes > 1
	}
	const rule = 8 // strokes: fewer may be a cell in which there is nothing to be told
	return strokes >= rule
}
