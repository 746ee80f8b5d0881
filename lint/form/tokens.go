package form

import (
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
	out.tokens, out.piped = tokenize(r.arena(), r.items[first:last], first)
	for i := range out.tokens {
		t := &out.tokens[i]
		if !t.state.value() && t.text.Len() <= 8*maxLabel {
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
func tokenize(a *arena.Arena, items []item, base int) (out []token, piped bool) {
	bordered := borders(items)
	cells := len(items)
	for i := range items {
		cells += strings.Count(items[i].fold.String(), "|")
	}
	out = arena.Make[token](a, 0, cells)
	var fields []draft.Text
	open := false // the last token has no pipe behind it yet
	for i := range items {
		it := &items[i]
		if it.table != nil {
			open = false
			continue
		}
		s := it.fold.String()
		if !strings.Contains(s, "|") {
			fields = it.columns(fields)
			for _, text := range fields {
				out = append(out, newToken(text, base+i))
			}
			open = true
			continue
		}
		piped = true
		if isDelimiter(s) {
			continue
		}
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
	return out, piped
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

// columns cuts a line without pipes into cells: at tabs, or at spaces where it ends with
// figures; any other line is one cell. The cells are folded, and take the place
// of what was in a slice.
func (it *item) columns(in []draft.Text) []draft.Text {
	line, s := it.raw, it.raw.String()
	if it.fold.Len() > 0 && !strings.ContainsFunc(s, unicode.IsSpace) {
		return append(in[:0], it.fold)
	}
	tabs := strings.Contains(s, "\t")
	fields := in[:0]
	values := 0
	start := -1
	for i, r := range s + "\t" {
		between := unicode.IsSpace(r)
		if tabs {
			between = r == '\t'
		}
		switch {
		case !between && start < 0:
			start = i
		case between && start >= 0:
			field := line.Slice(start, min(i, len(s))).Trim().Fold()
			if start = -1; field.Len() == 0 {
				continue
			}
			if fields = append(fields, field); value(field.String()) {
				values++
			} else if values > 0 && !tabs {
				return []draft.Text{line.Fold()} // words behind figures: running text
			}
		}
	}
	switch {
	case tabs || values == 0 && len(s) <= 4*maxLabel:
		return fields // pieces of one label are joined again when labels are looked for
	case values == len(fields):
		return fields
	case values >= 2 || values == 1 && len(fields) == 2:
		label := draft.Join(fields[:len(fields)-values]...)
		return append([]draft.Text{label}, fields[len(fields)-values:]...)
	}
	return []draft.Text{line.Fold()}
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

// isDelimiter reports whether a line is the rule under the heads of a pipe table.
func isDelimiter(s string) bool {
	return (strings.Contains(s, "--") || strings.Contains(s, "-") && strings.Count(s, "|") > 1) && strings.Trim(s, "|-: ") == ""
}
