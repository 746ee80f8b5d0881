package check

import (
	"slices"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// mend adds what should stand in the place of a text: as a fix that is safe to apply if
// alike says so, or if the two differ by one slip that changes no meaning; else, and where
// there is markup, as a suggestion.
func mend(f *lint.Finding, text draft.Text, should string, alike bool) {
	fix := replace(text, should)
	if marked := strings.ContainsAny(text.Where().Text(), "<>&*_~|`[]\\\r\n"); !marked && (alike || slipOf(text.String(), should)) {
		f.Fixes = fix
	} else {
		f.Suggestions = fix
	}
}

// meaningful are characters that turn a text into another one wherever they come, go or
// change: negations, times, units, numbers.
const meaningful = "不未无有非没否免上下本前后今去年月日内外中大小多少增减升降已应可须万亿元十百千一二三四五六七八九零两"

// slipOf reports whether a text is another one with one character mistaken, or two in the
// wrong order, and none of them is meaningful or a digit. One that is missing or too many
// may be meant.
func slipOf(typed, meant string) bool {
	a, b := []rune(draft.FoldString(typed)), []rune(draft.FoldString(meant))
	if len(a) != len(b) {
		return false
	}
	var off []int
	for i := range a {
		if a[i] != b[i] {
			off = append(off, i)
		}
	}
	for _, i := range off {
		if strings.ContainsRune(meaningful, a[i]) || strings.ContainsRune(meaningful, b[i]) || draft.HasDigit(string([]rune{a[i], b[i]})) {
			return false
		}
	}
	switch len(off) {
	case 0, 1:
		return true
	case 2:
		i, k := off[0], off[1]
		return k == i+1 && slices.Equal([]rune{a[i], a[k]}, []rune{b[k], b[i]})
	}
	return false
}

// replace suggests to write another text in the place of one; nothing where markup within would
// go with it.
func replace(text draft.Text, should string) []diag.Fix {
	at, whole := text.Bare()
	if !whole {
		return nil
	}
	return []diag.Fix{{Message: should, Edits: []diag.Edit{{Span: at, Text: should}}}}
}
