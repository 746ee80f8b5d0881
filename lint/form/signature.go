package form

import (
	"strings"
	"unicode/utf8"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// Signature is a day at which a report was signed or dated, on a line of its own or
// behind the organ's name.
type Signature struct {
	draft.Mention
	Span diag.Span
}

// findSignatures returns the dated lines: the last one in the last section, and the one
// under the title, in the order of the draft. It also returns the organ that signed, and
// whether the date in the last section is still to be filled in. titled is the organ that the title names, of
// which a line above the date may be a piece.
func (l *lexicon) findSignatures(items []item, prefaceEnd int, titled string) (out []Signature, organ draft.Text, undated bool) {
	goesOn := func(i int) bool { // the line before, which may be as long as full ones, is no organ
		return i > 0 && items[i-1].wraps && !organName(unsealed(items[i-1].fold).String())
	}
	for i := range prefaceEnd {
		if goesOn(i) {
			continue
		}
		if s, _, ok := signatureLine(items[i].fold); ok {
			out = append(out, s)
			break
		}
		if longer(items[i].fold.String(), maxTitle*2) {
			break
		}
	}
	for i := len(items) - 1; i >= max(prefaceEnd, len(items)-30); i-- {
		if items[i].table != nil || items[i].cell {
			break
		}
		if goesOn(i) {
			continue
		}
		s, by, ok := signatureLine(items[i].fold)
		if !ok {
			line := unsealed(items[i].fold)
			if m := l.toFill().FindStringSubmatch(line.String()); m != nil && (m[1] == "" || organName(m[1])) {
				undated, line = true, line.Slice(0, len(m[1]))
			}
			if organ.Len() == 0 && organName(line.String()) {
				organ = line
			}
			continue
		}
		organ = by
		if i > 0 && organ.Len() == 0 {
			if above := unsealed(items[i-1].fold); organName(above.String()) || pieceOf(titled, above.String()) {
				organ = above
			}
		}
		return append(out, s), organ, false
	}
	return out, organ, undated
}

// pieceOf reports whether a line is the name of an organ, perhaps without its places, that was cut short.
func pieceOf(titled, line string) bool {
	const shortest = 3 // characters; a shorter piece may be any word
	_, last := utf8.DecodeLastRuneInString(titled)
	return longer(line, shortest) && (strings.HasPrefix(titled, line) || strings.HasSuffix(titled[:len(titled)-last], line))
}

// signs reports whether a line is an organ, a date or both, and nothing else.
func signs(f draft.Text) bool {
	_, _, dated := signatureLine(f)
	return dated || organName(unsealed(f).String())
}

// unsealed takes the note off the end of an organ's name that it is sealed there: （盖章）.
func unsealed(organ draft.Text) draft.Text {
	s := organ.String()
	for _, note := range []string{"(盖章)", "(公章)", "(签章)", "(印章)", "(章)"} {
		if name, sealed := strings.CutSuffix(s, note); sealed {
			return organ.Slice(0, len(name))
		}
	}
	return organ
}

// signatureLine reads a line that is a date, perhaps with the organ before it, and
// nothing else.
func signatureLine(f draft.Text) (Signature, draft.Text, bool) {
	s := f.String()
	if longer(s, 60) {
		return Signature{}, draft.Text{}, false
	}
	for _, m := range draft.FindDates(s) {
		if m.Month == 0 && !m.Malformed {
			continue
		}
		before := strings.TrimLeft(s[:m.Start], "(")
		for _, label := range []string{"日期:", "成文日期:", "落款日期:"} {
			before = strings.TrimPrefix(before, label)
		}
		by := unsealed(f.Slice(m.Start-len(before), m.Start))
		if strings.TrimRight(s[m.End:], ")。") != "" || by.Len() > 0 && !organName(by.String()) {
			return Signature{}, draft.Text{}, false
		}
		return Signature{Mention: m, Span: f.Span(m.Start, m.End)}, by, true
	}
	return Signature{}, draft.Text{}, false
}
