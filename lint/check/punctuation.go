package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"reportlint/lint"
	"reportlint/lint/arena"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
)

// punctuationKind judges marks: that those in pairs have their partner in the paragraph,
// or that a draft in full-width marks has no ASCII ones among Chinese characters. Fields:
// mark (as written), should, other (of the note unlike: the mark that it closes).
func punctuationKind() lint.Kind {
	return lint.Kind{
		Name:   "punctuation",
		Fields: []string{"mark", "should", "other"},
		Notes:  []string{"unlike"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[struct{ Demand string }](with)
			if err != nil {
				return nil, err
			}
			if set.Demand == "paired" {
				return paired, nil
			}
			return fullWidth, nil
		},
	}
}

// open is a mark that waits for its partner.
type open struct {
	at     int
	wanted rune
}

// paired reports the marks of each paragraph that have no partner in it.
func paired(p *lint.Pass) (judged int) {
	lonely := arena.Make[[]int](p.Arena(), len(p.Main.Passages), len(p.Main.Passages))
	for i := range p.Main.Passages {
		passage := &p.Main.Passages[i]
		lonely[i] = unpaired(passage, &judged)
		if i > 0 {
			lonely[i-1], lonely[i] = acrossBreak(p.Main.Passages[i-1].Text, passage.Text, lonely[i-1], lonely[i])
		}
	}
	for i, passage := range p.Main.Passages {
		if len(lonely[i]) == 0 {
			unlike(p, passage.Text)
		}
		for _, at := range lonely[i] {
			_, size := utf8.DecodeRuneInString(passage.Text.String()[at:])
			found := passage.Text.Slice(at, at+size)
			p.Report(lint.Finding{
				Span: found.Where(),
				Args: lint.Args{"mark": found.Where().Text(), "should": partner(found.Where().Text())},
				Key:  passage.Text.String()[at:min(len(passage.Text.String()), at+30)],
			})
		}
	}
	if judged == 0 {
		p.Skip(diag.Phrase{ZH: "正文没有成对的标点", EN: "the text has no marks in pairs"})
	}
	return judged
}

// unlike reports the marks of titles, of a paragraph in which none is without its partner, that close one of
// the other sort: 《关于印发〈条例》的通知》.
func unlike(p *lint.Pass, text draft.Text) {
	s := text.String()
	var waiting []draft.Text
	for i := indexAny(s, 0, "《》"); i >= 0; i = indexAny(s, i+1, "《》") {
		mark := text.Slice(i, i+len("《"))
		if mark.String() == "《" {
			waiting = append(waiting, mark)
			continue
		}
		if len(waiting) == 0 {
			continue // its partner stands before a break
		}
		opens := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		if should := partner(opens.Written()); should != "" && should != mark.Written() {
			p.Report(lint.Finding{
				Span: mark.Where(), Wording: "unlike", Key: "unlike",
				Args:        lint.Args{"mark": mark.Written(), "should": should, "other": opens.Written()},
				Suggestions: replace(mark, should),
			})
		}
	}
}

// acrossBreak leaves out the last lonely mark of a paragraph and the first of the next one
// where they are a pair: a break that a conversion put there parted them.
func acrossBreak(a, b draft.Text, x, y []int) (restA, restB []int) {
	if len(x) == 0 || len(y) == 0 {
		return x, y
	}
	mark := func(t draft.Text, at int) string {
		_, size := utf8.DecodeRuneInString(t.String()[at:])
		return t.Span(at, at+size).Text()
	}
	if last := x[len(x)-1]; partner(mark(a, last)) == mark(b, y[0]) {
		return x[:len(x)-1], y[1:]
	}
	return x, y
}

// unpaired returns where the marks without a partner stand, in order, and counts the marks.
func unpaired(passage *form.Passage, marks *int) (lonely []int) {
	s := passage.Text.String()
	var room [8]open
	waiting := room[:0]
	for i, r := range s {
		switch r {
		case '《':
			waiting = append(waiting, open{i, '》'})
		case '(':
			waiting = append(waiting, open{i, ')'})
		case '〔':
			waiting = append(waiting, open{i, '〕'})
		case '"':
			switch passage.Text.Span(i, i+1).Text() {
			case "“":
				waiting = append(waiting, open{i, '”'})
			case "”":
				if i > 0 && s[i-1] >= '0' && s[i-1] <= '9' && !waits(waiting, '”') {
					continue // 55”: inches
				}
				waiting, lonely = closes(waiting, lonely, '”', i)
			default:
				continue // straight quotes do not say which they are
			}
		case '》', ')', '〕':
			if r == ')' && !waits(waiting, r) && numbersItem(s[:i]) {
				continue
			}
			waiting, lonely = closes(waiting, lonely, r, i)
		default:
			continue
		}
		*marks++
	}
	for _, w := range waiting {
		lonely = append(lonely, w.at)
	}
	slices.Sort(lonely)
	return lonely
}

// waits reports whether the nearest marks wait for a closing one.
func waits(waiting []open, r rune) bool {
	return slices.ContainsFunc(waiting[max(len(waiting)-maxNested, 0):], func(w open) bool { return w.wanted == r })
}

// maxNested bounds how many marks may wait between two that belong together.
const maxNested = 16

// closes takes the mark off that a closing one belongs to; what was opened inside of it is
// lonely, and so is the closing one if nothing waits for it.
func closes(waiting []open, lonely []int, r rune, at int) ([]open, []int) {
	for k := len(waiting) - 1; k >= max(len(waiting)-maxNested, 0); k-- {
		if waiting[k].wanted == r {
			for _, inside := range waiting[k+1:] {
				lonely = append(lonely, inside.at)
			}
			return waiting[:k], lonely
		}
	}
	return waiting, append(lonely, at)
}

// numbersItem reports whether a closing bracket behind s numbers an item: 1) or 一) or a).
func numbersItem(s string) bool {
	s = s[back(s, len(s)):]
	r, size := utf8.DecodeLastRuneInString(s)
	before, _ := utf8.DecodeLastRuneInString(s[:len(s)-size])
	letter := r < utf8.RuneSelf && unicode.IsLetter(r) && !(before < utf8.RuneSelf && unicode.IsLetter(before))
	return letter || unicode.IsDigit(r) || strings.ContainsRune("一二三四五六七八九十", r)
}

func partner(mark string) string {
	pairs := []string{"《》", "“”", "（）", "()", "〈〉", "〔〕"}
	for _, p := range pairs {
		a, b := string([]rune(p)[:1]), string([]rune(p)[1:])
		switch mark {
		case a:
			return b
		case b:
			return a
		}
	}
	return ""
}

// fullWidth reports ASCII marks between Chinese characters, in a draft that mostly writes
// such marks full-width; and brackets whose partner is full-width, in any.
func fullWidth(p *lint.Pass) (judged int) {
	unlike := map[diag.Span]bool{}
	for i := range p.Main.Passages {
		judged += unlikePairs(p, p.Main.Passages[i].Text, unlike)
	}
	judged += widths(p, ",;:", "，；：", nil) + widths(p, "(", "（", unlike)
	if judged == 0 {
		p.Skip(diag.Phrase{ZH: "全文的标点不是全角的，或者太少", EN: "the draft is not in full-width marks, or has few"})
	}
	return judged
}

// usual is how many marks a draft must have full-width, and how many times as many as in
// ASCII, for the latter to be slips.
const usual = 3

// unlikePairs reports brackets about Chinese text one of which is ASCII and the other full-width, by the
// one that is ASCII, notes where, and returns how many pairs it has judged: (含上年结转9件）.
func unlikePairs(p *lint.Pass, text draft.Text, told map[diag.Span]bool) (judged int) {
	s := text.String()
	var waiting []int
	for i := indexAny(s, 0, "()"); i >= 0; i = indexAny(s, i+1, "()") {
		if s[i] == '(' {
			waiting = append(waiting, i)
			continue
		}
		if len(waiting) == 0 {
			continue
		}
		from := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		if i > forward(s, from) || !strings.ContainsFunc(s[from:i], func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			continue
		}
		judged++
		opens, closes := text.Slice(from, from+1), text.Slice(i, i+1)
		for _, pair := range [][2]draft.Text{{opens, closes}, {closes, opens}} {
			narrow, should := pair[0], partner(pair[1].Where().Text())
			if mark := narrow.Where().Text(); mark == narrow.String() && mark != should && should != "" {
				told[narrow.Where()] = true
				p.Report(lint.Finding{Span: narrow.Where(), Args: lint.Args{"mark": mark, "should": should}, Fixes: replace(narrow, should), Key: "mark"})
			}
		}
	}
	return judged
}

// widths reports the ASCII ones of a group of marks, which full-width are those of wide, but for those
// that were told, and returns how many it has judged.
func widths(p *lint.Pass, marks, wide string, told map[diag.Span]bool) int {
	var narrow []draft.Text
	full := 0
	for i := range p.Main.Passages {
		text := p.Main.Passages[i].Text
		s := text.String()
		if !strings.Contains(s, "。") {
			continue // a label, a heading, a line of addresses
		}
		for at := indexAny(s, 0, marks); at >= 0; at = indexAny(s, at+1, marks) {
			if !chineseAround(s, at) || inAddress(s, at) {
				continue
			}
			if told[text.Span(at, at+1)] {
				continue
			}
			if text.Span(at, at+1).Text() == s[at:at+1] {
				narrow = append(narrow, text.Slice(at, at+1))
			} else {
				full++
			}
		}
	}
	if full < usual || len(narrow)*usual > full {
		return 0
	}
	for _, mark := range narrow {
		should := string([]rune(wide)[strings.Index(marks, mark.String())])
		f := lint.Finding{Span: mark.Where(), Args: lint.Args{"mark": mark.Where().Text(), "should": should}, Key: "mark"}
		if fix := replace(mark, should); strings.ContainsAny(mark.String(), "()[]") {
			f.Suggestions = fix // its partner would have to go along
		} else {
			f.Fixes = fix
		}
		p.Report(f)
	}
	return full + len(narrow)
}

// indexAny returns where from an offset on one of some characters stands, -1 if none does.
func indexAny(s string, from int, chars string) int {
	if i := strings.IndexAny(s[from:], chars); i >= 0 {
		return from + i
	}
	return -1
}

// chineseAround reports whether the mark at i stands between Chinese characters or their
// marks.
func chineseAround(s string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i+1:])
	chinese := func(r rune) bool { return unicode.Is(unicode.Han, r) || strings.ContainsRune("》\"〕)《(", r) }
	return (unicode.Is(unicode.Han, before) || unicode.Is(unicode.Han, after)) && (chinese(before) || unicode.IsDigit(before)) && (chinese(after) || unicode.IsDigit(after))
}
