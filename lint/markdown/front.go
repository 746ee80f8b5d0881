package markdown

import "strings"

// frontMatter returns the extent of the YAML between the lines "---" at the head of a
// draft, and where the draft itself begins. Where a blank line is under the first, that
// one is a rule across the page and what follows is text.
func frontMatter(src string, body int) (yaml extent, rest int) {
	none := extent{body, body}
	first, next := line(src, body)
	if first != "---" {
		return none, body
	}
	yaml.start = next
	for at := next; at < len(src); at = next {
		var l string
		l, next = line(src, at)
		switch {
		case l == "---" || l == "...":
			yaml.end = at
			return yaml, next
		case at == yaml.start && len(l) == 0:
			return none, body
		}
	}
	return none, body
}

// line returns the line that begins at an offset, without blanks at its end, and where
// the next one begins.
func line(src string, at int) (l string, next int) {
	end := len(src)
	if i := strings.IndexByte(src[at:], '\n'); i >= 0 {
		end = at + i
	}
	return strings.TrimRight(src[at:end], " \t"), min(end+1, len(src))
}
