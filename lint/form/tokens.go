package form

import (
	"strings"
	"unicode"

	"reportlint/lint/draft"
)

// token is one cell of a table that was exported as text: one cell a line or one row a
// line, with or without pipes.
type token struct {
	Cell        // in a column without a unit; its text is folded, empty for a blank cell
	key  string // of a text that may be a label, or a piece of one
	item int
}

func (t *token) blank() bool { return t.Text.Len() == 0 }

// lineRun is a run of lines cut into cells.
type lineRun struct {
	tokens []token
	piped  bool // whether pipes stand in it
}

// run returns the items [first, last) cut into cells, which is done once for all forms.
func (r *Report) run(first, last int) lineRun {
	if out, ok := r.runs[[2]int{first, last}]; ok {
		return out
	}
	var out lineRun
	out.tokens, out.piped = tokenize(r.items[first:last], first)
	for i := range out.tokens {
		t := &out.tokens[i]
		if !t.value() && t.Text.Len() <= 8*maxLabel {
			t.key = draft.Key(t.Text.String())
		}
	}
	r.runs[[2]int{first, last}] = out
	return out
}

// tokenize cuts lines into cells: at pipes, and at line ends. A line end within a row of
// pipes ends a cell; a pipe that opens a line ends the cell of the line before.
func tokenize(items []item, base int) (out []token, piped bool) {
	bordered := borders(items)
	cells := len(items)
	for i := range items {
		cells += strings.Count(items[i].fold.String(), "|")
	}
	out = make([]token, 0, cells)
	open := false // the last token has no pipe behind it yet
	for i, it := range items {
		if it.table != nil {
			open = false
			continue
		}
		s := it.fold.String()
		if !strings.Contains(s, "|") {
			for _, text := range columns(it.raw) {
				out = append(out, token{Cell: readCell(text), item: base + i})
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
				out = append(out, token{Cell: readCell(it.fold.Slice(at, len(s)).Trim()), item: base + i})
				open = true
				break
			}
			text := it.fold.Slice(at, at+end).Trim()
			switch {
			case text.Len() == 0 && at == 0 && (open || bordered && !blankLine(items[i:]) || len(s) > 1 && s[1] != '|'):
				// a pipe that ends the cell of the line before, or opens a row
			default:
				out = append(out, token{Cell: readCell(text), item: base + i})
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

// columns cuts a line without pipes into cells: at tabs, or at spaces where it ends with
// figures; any other line is one cell. The cells are folded.
func columns(line draft.Text) []draft.Text {
	s := line.String()
	tabs := strings.Contains(s, "\t")
	var fields []draft.Text
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
			if fields = append(fields, field); value(field) {
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
	for i, it := range items {
		s := it.fold.String()
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
	return s == "|" || strings.HasSuffix(s, "|") && value(next.Slice(0, len(s)-1).Trim()) && len(s) > 1
}

// isDelimiter reports whether a line is the rule under the heads of a pipe table.
func isDelimiter(s string) bool {
	return (strings.Contains(s, "--") || strings.Contains(s, "-") && strings.Count(s, "|") > 1) && strings.Trim(s, "|-: ") == ""
}
