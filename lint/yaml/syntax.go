package yaml

import (
	"fmt"
	"strconv"
	"strings"

	"reportlint/lint/diag"
)

// syntax words an error of the library. Its lines are not to be relied on: they may be
// those of what was left open, or one off; so the message says "near".
func (r *reader) syntax(problem string) {
	problem = strings.TrimPrefix(problem, "yaml: ")
	line := 1
	if rest, ok := strings.CutPrefix(problem, "line "); ok {
		if number, what, ok := strings.Cut(rest, ": "); ok {
			line, _ = strconv.Atoi(number)
			problem = what
		}
	}
	s := r.line(line)
	switch {
	case strings.HasPrefix(problem, "unknown anchor '"):
		name, _, _ := strings.Cut(strings.TrimPrefix(problem, "unknown anchor '"), "'")
		r.unknownAlias(name)
	case strings.Contains(problem, "exceeded max depth"):
		r.fault(s.Start, s.End, tooDeep())
	case strings.Contains(problem, " tab ") || strings.Contains(problem, "cannot start any token"):
		if at := r.tabNear(line); at >= 0 {
			r.tab(at)
			return
		}
		fallthrough
	default:
		number := r.file.Position(s.Start).Line
		said := wording(problem)
		r.fault(s.Start, s.End, diag.Phrase{
			ZH: fmt.Sprintf("YAML 语法有误（在第 %d 行附近）：%s", number, said.ZH),
			EN: fmt.Sprintf("this is not YAML (near line %d): %s", number, said.EN),
		})
	}
}

// unknownAlias finds fault with the alias that the library gives no place for: the
// first that is spelled so. Should the place be in a text, the name is still right.
func (r *reader) unknownAlias(name string) {
	at := max(strings.Index(r.src[r.start:], "*"+name), 0) + r.start
	r.fault(at, r.word(at), diag.Phrase{ZH: "不支持别名（*），请写出全文", EN: "aliases (*) are not supported: write it out"})
}

// tabNear returns the tab in the indent of a line that is nearest to line n, or -1.
func (r *reader) tabNear(n int) int {
	best, distance := -1, len(r.lines)
	for i, from := range r.lines {
		for at := from; at < len(r.src) && isBlank(r.src[at]); at++ {
			if r.src[at] != '\t' {
				continue
			}
			if d := max(i+1-n, n-i-1); d < distance {
				best, distance = at, d
			}
			break
		}
	}
	return best
}

// wording puts the commonest problems into words; of the rest it repeats the library's,
// which quote nothing from the file.
func wording(problem string) diag.Phrase {
	common := []struct {
		problem string
		phrase  diag.Phrase
	}{
		{"mapping values are not allowed", diag.Phrase{
			ZH: "此处不应有 “: ”；文字中含有冒号时请加引号，并检查缩进",
			EN: "': ' is not allowed here; put text that holds it in quotes, and look at the indent",
		}},
		{"did not find expected key", diag.Phrase{
			ZH: "此处应为一个键；请检查缩进和引号",
			EN: "a key was expected; look at the indent and the quotes",
		}},
		{"did not find expected '-'", diag.Phrase{
			ZH: "此处应为列表项 “- ”；请检查缩进",
			EN: "a list item '- ' was expected; look at the indent",
		}},
		{"did not find expected ',' or ']'", diag.Phrase{
			ZH: "方括号 [ 没有配对，或缺少逗号",
			EN: "a bracket [ is not closed, or a comma is missing",
		}},
		{"did not find expected ',' or '}'", diag.Phrase{
			ZH: "花括号 { 没有配对，或缺少逗号",
			EN: "a brace { is not closed, or a comma is missing",
		}},
		{"could not find expected ':'", diag.Phrase{
			ZH: "键后面缺少冒号 “: ”",
			EN: "there is no ': ' behind the key",
		}},
		{"unexpected end of stream", diag.Phrase{
			ZH: "引号没有配对",
			EN: "a quote is not closed",
		}},
		{"unknown escape character", diag.Phrase{
			ZH: "双引号内的反斜杠 \\ 用法不对；请改用单引号",
			EN: "a backslash in double quotes means something else; use single quotes",
		}},
		{"block sequence entries are not allowed", diag.Phrase{
			ZH: "此处不能写列表项 “- ”；请另起一行",
			EN: "a list item '- ' is not allowed here; put it on a line of its own",
		}},
		{"cannot start any token", diag.Phrase{
			ZH: "以 @、`、% 等符号开头的文字请加引号",
			EN: "put text in quotes that starts with @, ` or %",
		}},
	}
	for _, c := range common {
		if strings.Contains(problem, c.problem) {
			return c.phrase
		}
	}
	return diag.Phrase{ZH: problem, EN: problem}
}
