package yaml

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"reportlint/lint/diag"
)

// scan looks at the bytes before the library does: at what must not stand there, at
// whether there is too much of it, and at where its lines begin. It reports whether
// there is anything to read on for.
func (r *reader) scan(within Limit) bool {
	limit := diag.Phrase{}
	if within.Name != "" {
		limit = diag.Phrase{ZH: "（限制 " + within.Name + "）", EN: " (limit: " + within.Name + ")"}
	}
	most := maxMarks * max(within.Bytes>>20, 1)
	if len(r.src)-r.start > within.Bytes {
		r.fault(r.start, r.start, diag.Phrase{
			ZH: fmt.Sprintf("文件超过 %d KiB，不予读取", within.Bytes>>10) + limit.ZH,
			EN: fmt.Sprintf("the file is larger than %d KiB and is not read", within.Bytes>>10) + limit.EN,
		})
		return false
	}
	r.lines = append(r.lines, r.start)
	marks := 0
	for i := r.start; i < len(r.src); {
		c, size := utf8.DecodeRuneInString(r.src[i:])
		switch {
		case c == utf8.RuneError && size == 1:
			r.fault(i, i+1, diag.Phrase{ZH: "这里不是 UTF-8 编码", EN: "this is not UTF-8"})
			return false
		case c == 0:
			r.fault(i, i+1, diag.Phrase{ZH: "文件中有 NUL 字节，不是文本", EN: "there is a NUL byte: this is no text"})
			return false
		case control(c):
			r.fault(i, i+size, diag.Phrase{
				ZH: fmt.Sprintf("不允许使用控制字符 U+%04X", c),
				EN: fmt.Sprintf("the control character U+%04X is not allowed", c),
			})
			return false
		}
		if n := lineBreak(r.src[i:]); n > 0 {
			r.lines = append(r.lines, i+n)
			size = n
			marks++
		} else if strings.ContainsRune(",[{:?-", c) {
			marks++
		}
		if marks > most {
			r.fault(i, i, diag.Phrase{
				ZH: fmt.Sprintf("条目过多（行与标点超过 %d 个），不予读取", most) + limit.ZH,
				EN: fmt.Sprintf("there are too many entries (more than %d lines and marks) to read", most) + limit.EN,
			})
			return false
		}
		i += size
	}
	return true
}

// control reports whether YAML forbids the character.
func control(c rune) bool {
	switch {
	case c == '\t', c == '\n', c == '\r', c == 0x85:
		return false
	}
	return c < 0x20 || 0x7F <= c && c < 0xA0 || c == 0xFFFE || c == 0xFFFF
}

// lineBreak returns how many bytes of s are the line break that s starts with. YAML has
// more of them than a diag.File: U+0085, U+2028 and U+2029 too.
func lineBreak(s string) int {
	switch {
	case strings.HasPrefix(s, "\r\n"):
		return 2
	case s[0] == '\n', s[0] == '\r':
		return 1
	case strings.HasPrefix(s, "\u0085"):
		return 2
	case strings.HasPrefix(s, "\u2028"), strings.HasPrefix(s, "\u2029"):
		return 3
	}
	return 0
}

// cursor is the last place that was converted. Nodes come in the order of the source
// and often many on a line, so the way from one to the next is short.
type cursor struct {
	line, column, at int
}

// offset returns the byte that the library calls a line and a column, both from 1.
// It counts characters, and not the byte order mark.
func (r *reader) offset(line, column int) int {
	line = min(max(line, 1), len(r.lines))
	c := &r.cursor
	if c.line != line {
		*c = cursor{line: line, column: 1, at: r.lines[line-1]}
	}
	for c.column < column && c.at < len(r.src) {
		_, size := utf8.DecodeRuneInString(r.src[c.at:])
		c.at += size
		c.column++
	}
	for c.column > column && c.column > 1 {
		_, size := utf8.DecodeLastRuneInString(r.src[:c.at])
		c.at -= size
		c.column--
	}
	return c.at
}

// indented returns the blanks between the head of the line and i, if there is nothing
// else.
func (r *reader) indented(i int) string {
	from := i
	for from > r.start && isBlank(r.src[from-1]) {
		from--
	}
	if from > r.start && r.src[from-1] != '\n' && r.src[from-1] != '\r' {
		return ""
	}
	return r.src[from:i]
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

// line returns the text of a line, counted from 1, without the blanks around it.
func (r *reader) line(n int) diag.Span {
	n = min(max(n, 1), len(r.lines))
	from, to := r.lines[n-1], len(r.src)
	if n < len(r.lines) {
		to = r.lines[n]
	}
	text := strings.TrimRight(r.src[from:to], " \t\r\n")
	from += len(text) - len(strings.TrimLeft(text, " \t"))
	return diag.Span{File: r.file, Start: min(from, r.lines[n-1]+len(text)), End: r.lines[n-1] + len(text)}
}
