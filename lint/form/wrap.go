package form

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"reportlint/lint/draft"
)

// Text that comes from pages has a line end wherever a line was full, be it within a date, a
// number or a bracket. A line was full that stands right over another one, and is as long as
// several of the draft that end within a sentence: in characters, as programs cut lines, or in
// columns, as pages do. A line was also full that breaks off in a number, or within brackets
// which the next one closes.
const (
	minWrapped = 16 // characters of a line that was full
	maxWrapped = 128
	minFull    = 3 // lines of one length that tell how wide a page is
)

// page counts the lines that may have been full, by their lengths.
type page struct {
	characters [maxWrapped + 1]int
	columns    [2*maxWrapped + 1]int
}

// length returns how many characters and columns a line has with the white space before it, of
// which one in three bytes takes two; ok says that a full line may be as long.
func (it *item) length() (characters, columns int, ok bool) {
	s := it.raw.String()
	if len(s) > maxWrapped*utf8.UTFMax {
		return 0, 0, false
	}
	for _, part := range []string{it.indent(), s} {
		for _, r := range part {
			characters++
			columns++
			if utf8.RuneLen(r) > 2 {
				columns++
			}
		}
	}
	return characters, columns, characters >= minWrapped && characters <= maxWrapped
}

// full reports whether a line is as long as lines of the page that were full, within the little by
// which marks that may not begin a line, and digits, make them differ.
func (p *page) full(it *item) bool {
	characters, columns, ok := it.length()
	return ok && (enough(p.characters[:], characters, 1) || enough(p.columns[:], columns, 3))
}

// enough reports whether enough lines have about a length.
func enough(counts []int, length, slack int) bool {
	n := 0
	for _, count := range counts[max(length-slack, 0):min(length+slack+1, len(counts))] {
		n += count
	}
	return n >= minFull
}

// findWrapped notes which lines go on in the next one because they were full.
func findWrapped(items []item) {
	var over []int // lines right over others
	var of page
	for i := 0; i+1 < len(items); i++ {
		if !items[i].runsInto(&items[i+1]) {
			continue
		}
		over = append(over, i)
		if characters, columns, ok := items[i].length(); ok && !ends(items[i].fold.String()) {
			of.characters[characters]++
			of.columns[columns]++
		}
	}
	for _, i := range over {
		it, next := &items[i], &items[i+1]
		switch {
		case ends(it.fold.String()):
			it.wraps = of.full(it) && len(next.indent()) <= len(it.indent())
		default:
			it.wraps = of.full(it) || it.tornFrom(next)
		}
	}
}

// tornFrom reports whether a long line breaks off in a number, or within brackets that the next
// line closes.
func (it *item) tornFrom(next *item) bool {
	if _, _, ok := it.length(); !ok {
		return false
	}
	s, rest := it.fold.String(), next.fold.String()
	day := strings.TrimSuffix(strings.TrimSuffix(s, "月"), "年")
	first, _ := utf8.DecodeRuneInString(rest)
	if endsInDigit(s) && strings.ContainsRune("0123456789.%年月日号件条份次个人万元期篇场家项", first) ||
		day != s && endsInDigit(day) && digits(rest[:1]) {
		return true
	}
	for _, pair := range []string{"()", "〔〕", "《》"} {
		opening, size := utf8.DecodeRuneInString(pair)
		opens, closes := strings.LastIndex(s, string(opening)), strings.Index(rest, pair[size:])
		if opens > strings.LastIndex(s, pair[size:]) && closes >= 0 && !strings.ContainsRune(rest[:closes], opening) {
			return true
		}
	}
	return false
}

func endsInDigit(s string) bool { return s != "" && digits(s[len(s)-1:]) }

// runsInto reports whether a line of text stands right over another one that begins no list.
func (it *item) runsInto(next *item) bool {
	a, b := it.where(), next.where()
	if b.Start <= a.End {
		return false
	}
	between := a.File.Text[a.End:b.Start]
	if strings.TrimSpace(between) != "" || strings.Count(between, "\n") != 1 || !it.flows() || !next.flows() {
		return false
	}
	_, ok := numbered(next.fold.String())
	return !ok
}

// flows reports whether a line is running text, and no row of a table, whatever parts its cells.
func (it *item) flows() bool {
	if it.table != nil || it.level > 0 || it.bold || it.fold.Len() == 0 {
		return false
	}
	s := it.raw.String()
	return !strings.ContainsAny(s, "|\t") && !strings.Contains(s, ",,") && !figured(s) && !figured(strings.ReplaceAll(s, ",", " ")) && !digits(it.fold.String())
}

// ends reports whether a folded line ends a sentence, or leads to a list.
func ends(f string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(f, ")\"' "))
	return strings.ContainsRune("。!?;:", last)
}

// indent returns the white space before a line.
func (it *item) indent() string {
	at := it.raw.Where()
	before := at.File.Text[max(at.Start-maxWrapped, 0):at.Start]
	before = before[strings.LastIndexByte(before, '\n')+1:]
	return before[len(strings.TrimRightFunc(before, unicode.IsSpace)):]
}

// flow collects the lines of a passage.
type flow struct {
	texts []draft.Text
	cut   []bool // whether the line was full, and goes on in the next one
}

// add appends a line.
func (f *flow) add(it *item) {
	f.texts, f.cut = append(f.texts, it.fold), append(f.cut, it.wraps)
}

// take returns what was collected as one reads it, and makes ready for another passage.
func (f *flow) take() draft.Text {
	text := draft.Reflow(f.texts, f.cut)
	f.texts, f.cut = f.texts[:0], f.cut[:0]
	return text
}
