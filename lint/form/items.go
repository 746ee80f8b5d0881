package form

import (
	"strings"
	"unicode/utf8"

	"reportlint/lint/arena"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// item is one thing in reading order: a line as it was written, or a table.
type item struct {
	raw   draft.Text
	fold  draft.Text // raw, folded; empty for a table
	table *draft.Table
	block int32 // the block of the draft that it stands in
	// images is how many pictures stand in the block; only its first item has them.
	images int32
	level  int8 // of a heading, 0 for other lines
	bold   bool
	// cell marks a line that was read as a part of a table without markup.
	cell bool
	// wraps marks a line that was full, so that its text goes on in the next item.
	wraps bool
}

func (it *item) key() string { return draft.Key(it.fold.String()) }

// mute reports whether a line has an empty key.
func (it *item) mute() bool { return draft.Wordless(it.fold.String()) }

func (it *item) where() diag.Span {
	if it.table != nil {
		return it.table.Span
	}
	return it.raw.Where()
}

// heads reports whether a line is a heading and nothing else: short, without a sentence
// in it, and marked as one, in bold, or numbered: but what counts something (1.收到申请20件), or ends as a
// sentence does behind a number in digits (1.更新不及时。), is an item of a list.
func (it *item) heads() bool {
	f := it.fold.String()
	if it.table != nil || it.cell || f == "" || longer(f, maxTitle) || halts(strings.TrimRight(f, "。:")) {
		return false
	}
	if it.level > 0 || it.bold {
		return true
	}
	n, ok := numbered(f)
	return ok && !longer(f, maxHeading) && !strings.Contains(f, ",") && !(n.arabic && strings.HasSuffix(f, "。")) && !counts(f[n.end:])
}

// counts reports whether a text has a number that is no year.
func counts(f string) bool {
	const year = 4
	for i := 0; i < len(f); i++ {
		end := i
		for end < len(f) && f[end] >= '0' && f[end] <= '9' {
			end++
		}
		if end > i && (end-i != year || !strings.HasPrefix(f[end:], "年")) {
			return true
		}
		i = end
	}
	return false
}

// longer reports whether a text has more than n characters. A text that has them for its bytes
// alone is not read.
func longer(s string, n int) bool {
	return len(s) > n*utf8.UTFMax || len(s) > n && utf8.RuneCountInString(s) > n
}

// halts reports whether a mark stands in a folded line that ends a sentence, or leads to a list.
func halts(f string) bool { return strings.IndexByte(f, ':') >= 0 || indexStop(f) >= 0 }

// maxHeading bounds the length of a line that its number alone makes a heading, in characters.
const maxHeading = 20

// flatten lays a draft out as items.
func flatten(d *draft.Draft) []item {
	lines := 0
	for _, b := range d.Blocks {
		lines += max(len(b.Lines), 1)
	}
	out := arena.Make[item](d.File.Arena(), 0, lines)
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind == draft.Grid {
			out = append(out, item{block: int32(i), table: b.Table})
			continue
		}
		lines := b.Lines
		if b.Kind == draft.Heading && wrapped(lines) {
			lines = []draft.Text{draft.Join(lines...)}
		}
		for n, line := range lines {
			line = line.Trim()
			if line.Len() == 0 && b.Images == 0 {
				continue
			}
			it := item{raw: line, fold: line.Fold(), level: int8(b.Level), bold: b.Bold, block: int32(i)}
			it.unmark()
			if n == 0 {
				it.images = int32(b.Images)
			}
			out = append(out, it)
		}
	}
	return out
}

// wrapped reports whether the lines of a heading are a short numbered one that a <br> breaks.
func wrapped(lines []draft.Text) bool {
	if len(lines) != 2 {
		return false
	}
	at := lines[0].Where()
	if between := at.File.Text[at.End:max(lines[1].Where().Start, at.End)]; !strings.Contains(strings.ToLower(between), "<br") {
		return false // a paragraph over a line of strokes may be meant as one
	}
	_, first := numbered(lines[0].Fold().String())
	_, second := numbered(lines[1].Fold().String())
	return first && !second && !longer(lines[0].String()+lines[1].String(), 2*maxHeading)
}

// unmark takes the marks of a heading off a line that is meant as one, but is none: for want of a
// space behind them (##一、总体情况), or since the text was saved without markup (**一、总体情况**).
func (it *item) unmark() {
	const strong = "**"
	if within, ok := strings.CutPrefix(it.raw.String(), strong); ok && len(within) > len(strong) && strings.Index(within, strong) == len(within)-len(strong) {
		it.raw = it.raw.Slice(len(strong), len(within)).Trim()
		it.fold, it.bold = it.raw.Fold(), true
		return
	}
	s := it.fold.String()
	text := strings.TrimLeft(s, "#")
	marks := len(s) - len(text)
	if it.level > 0 || marks == 0 || marks > 6 || text == "" || text[0] < utf8.RuneSelf {
		return
	}
	it.level = int8(marks)
	it.fold = it.fold.Slice(marks, len(s))
	shown := strings.TrimLeft(it.raw.String(), "#＃ \t\u3000")
	it.raw = it.raw.Slice(it.raw.Len()-len(shown), it.raw.Len())
}

// numbering is the number that a line of a list or a heading begins with.
type numbering struct {
	value  int
	inside bool // in brackets: （一）, (1)
	arabic bool
	end    int // where in the folded text the number and its mark end
}

// numbered reads the number at the head of a folded line: 一、 （一） 1. 1、 (1) 第一、
func numbered(s string) (numbering, bool) {
	i := 0
	n := numbering{}
	if strings.HasPrefix(s, "(") {
		n.inside = true
		i++
	}
	i += len(prefix(s[i:], "第"))
	start := i
	for i < len(s) && s[i] >= '0' && s[i] <= '9' && i-start < 3 {
		n.value = n.value*10 + int(s[i]-'0')
		i++
	}
	n.arabic = i > start
	if !n.arabic {
		for i < len(s) {
			r, size := utf8.DecodeRuneInString(s[i:])
			d := strings.IndexRune("一二三四五六七八九十", r)
			if d < 0 {
				break
			}
			d = d/len("一") + 1
			switch {
			case n.value == 0 || n.value == 10 && d < 10:
				n.value += d
			case n.value < 10 && d == 10:
				n.value *= 10
			default:
				n.value += d
			}
			i += size
		}
	}
	if i == start {
		return n, false
	}
	mark := ""
	if n.inside {
		mark = prefix(s[i:], ")")
	} else {
		for _, m := range []string{"、", ".", ",", ":", "部分"} {
			if mark = prefix(s[i:], m); mark != "" {
				break
			}
		}
	}
	if mark == "" {
		return n, false
	}
	n.end = i + len(mark)
	for n.end < len(s) && strings.HasPrefix(s[n.end:], "、") {
		n.end += len("、")
	}
	if n.arabic && n.end < len(s) && s[n.end] >= '0' && s[n.end] <= '9' {
		return n, false // 1.5 is a number, not the first item of a list
	}
	return n, true
}

// prefix returns p if s begins with it, else nothing.
func prefix(s, p string) string {
	if strings.HasPrefix(s, p) {
		return p
	}
	return ""
}

// bare returns a folded line without its number.
func bare(s string) string {
	if n, ok := numbered(s); ok {
		return s[n.end:]
	}
	return s
}

// bareKey is what is left of a label when its number does not count either.
func bareKey(s string) string { return draft.Key(bare(s)) }
