package markdown

import "strings"

// What follows looks ahead in a passage for the end of something that may begin at an
// offset. Each function returns -1 and pays for the look if it does not.

// address returns the end of the address and the title of a link, behind its "(".
func (s *scanner) address(i int) int {
	if s.fuel < 0 {
		return -1
	}
	start := i
	i = s.blanks(i)
	if i < len(s.buf) && s.buf[i] == '<' {
		for i++; i < len(s.buf) && s.buf[i] != '>' && s.buf[i] != '<' && s.buf[i] != '\n'; i++ {
			if s.escaped(i) {
				i++
			}
		}
		if i >= len(s.buf) || s.buf[i] != '>' {
			return s.failed(start, i)
		}
		i++
	} else {
		i = s.bare(i)
	}
	gap := s.blanks(i)
	if gap > i && gap < len(s.buf) && s.buf[gap] != ')' {
		if i = s.title(gap); i < 0 {
			return s.failed(start, len(s.buf))
		}
		gap = s.blanks(i)
	}
	if gap >= len(s.buf) || s.buf[gap] != ')' {
		return s.failed(start, gap)
	}
	return gap + 1
}

// bare returns the end of an address without angle brackets around it.
func (s *scanner) bare(i int) int {
	for depth := 0; i < len(s.buf) && s.buf[i] > ' '; i++ {
		switch {
		case s.escaped(i):
			i++
		case s.buf[i] == '(':
			depth++
		case s.buf[i] == ')':
			if depth--; depth < 0 {
				return i
			}
		}
	}
	return min(i, len(s.buf))
}

// title returns the end of the title of a link.
func (s *scanner) title(i int) int {
	end := s.buf[i]
	if end == '(' {
		end = ')'
	} else if end != '"' && end != '\'' {
		return -1
	}
	for i++; i < len(s.buf); i++ {
		if s.buf[i] == end {
			return i + 1
		}
		if s.escaped(i) {
			i++
		}
	}
	return -1
}

// escaped reports whether a backslash takes the meaning from the next character.
func (s *scanner) escaped(i int) bool {
	return s.buf[i] == '\\' && i+1 < len(s.buf) && punctuation(s.buf[i+1])
}

func (s *scanner) blanks(i int) int {
	for i < len(s.buf) && blank(s.buf[i]) {
		i++
	}
	return i
}

// angle reads what may begin with "<": an address, a tag, or a comment.
func (s *scanner) angle(i int) int {
	if s.fuel < 0 || i+1 == len(s.buf) {
		return i + 1
	}
	if end := s.autolink(i); end > 0 {
		s.hide(i, i+1)
		s.hide(end-1, end)
		return end
	}
	if c := s.buf[i+1]; c == '!' || c == '?' {
		if end := s.declaration(i); end > 0 {
			s.hide(i, end)
			return end
		}
		return i + 1
	}
	name, closing := s.name(i + 1)
	if len(name) == 0 {
		return i + 1
	}
	if s.blocks && !closing && name == "table" {
		s.table = i
		return i
	}
	end := s.tag(i + 1 + len(name))
	if closing {
		end = s.tag(i + 2 + len(name))
	}
	if end < 0 {
		return i + 1
	}
	switch name {
	case "br":
		return s.add(lineBreak, i, end, "")
	case "img":
		s.images++
	case "b", "strong":
		if closing {
			return s.add(strongClose, i, end, "")
		}
		return s.add(strongOpen, i, end, "")
	case "del", "s", "strike", "sup":
		if closing {
			return s.add(asideClose, i, end, name)
		}
		return s.add(asideOpen, i, end, name)
	}
	s.hide(i, end)
	return end
}

// name returns the name of a tag in small letters.
func (s *scanner) name(i int) (name string, closing bool) {
	if closing = s.buf[i] == '/'; closing {
		i++
	}
	end := i
	for end < len(s.buf) && (letter(s.buf[end]) || end > i && (alnum(s.buf[end]) || s.buf[end] == '-')) {
		end++
	}
	if end < len(s.buf) && s.buf[end] != '>' && s.buf[end] != '/' && !blank(s.buf[end]) {
		return "", closing
	}
	return strings.ToLower(s.buf[i:end]), closing
}

// autolink returns the end of an address between angle brackets.
func (s *scanner) autolink(start int) int {
	i, colon, at := start+1, 0, 0
	for ; i < len(s.buf) && s.buf[i] > ' ' && s.buf[i] != '<' && s.buf[i] != '>'; i++ {
		switch c := s.buf[i]; {
		case c == ':' && colon == 0:
			colon = i
		case c == '@' && at == 0:
			at = i
		}
	}
	if i == len(s.buf) || s.buf[i] != '>' {
		return s.failed(start, i)
	}
	if n := colon - start - 1; n >= 2 && n <= 32 && scheme(s.buf[start+1:colon]) {
		return i + 1
	}
	if at > start+1 && at+1 < i && alnum(s.buf[start+1]) && !strings.ContainsAny(s.buf[start+1:i], "/=\"'") {
		return i + 1
	}
	return s.failed(start, i)
}

func scheme(b string) bool {
	for _, c := range []byte(b) {
		if !alnum(c) && c != '+' && c != '.' && c != '-' {
			return false
		}
	}
	return letter(b[0])
}

// declaration returns the end of a comment, a declaration or an instruction.
func (s *scanner) declaration(i int) int {
	from, end := i+2, ">"
	switch rest := s.buf[i:]; {
	case strings.HasPrefix(rest, "<!--"):
		end = "-->"
	case strings.HasPrefix(rest, "<![CDATA["):
		end = "]]>"
	case rest[1] == '?':
		end = "?>"
	case len(rest) < 3 || !letter(rest[2]):
		return -1
	}
	n := strings.Index(s.buf[from:], end)
	if n < 0 {
		return s.failed(from, len(s.buf))
	}
	return from + n + len(end)
}

// tag returns the end of a tag, behind its name.
func (s *scanner) tag(i int) int {
	start := i
	for {
		gap := s.blanks(i)
		if gap < len(s.buf) && s.buf[gap] == '/' {
			gap++
			if gap == len(s.buf) || s.buf[gap] != '>' {
				return s.failed(start, gap)
			}
		}
		switch {
		case gap >= len(s.buf):
			return s.failed(start, gap)
		case s.buf[gap] == '>':
			return gap + 1
		case gap == i:
			return s.failed(start, gap)
		}
		if i = s.attribute(gap); i < 0 {
			return s.failed(start, len(s.buf))
		}
	}
}

// attribute returns the end of an attribute of a tag.
func (s *scanner) attribute(i int) int {
	from := i
	for i < len(s.buf) && (alnum(s.buf[i]) || strings.IndexByte("_:.-", s.buf[i]) >= 0) {
		i++
	}
	if i == from {
		return -1
	}
	value := s.blanks(i)
	if value >= len(s.buf) || s.buf[value] != '=' {
		return i
	}
	i = s.blanks(value + 1)
	if i == len(s.buf) {
		return -1
	}
	if quote := s.buf[i]; quote == '"' || quote == '\'' {
		n := strings.IndexByte(s.buf[i+1:], quote)
		if n < 0 {
			return -1
		}
		return i + n + 2
	}
	from = i
	for i < len(s.buf) && !blank(s.buf[i]) && strings.IndexByte("\"'=<>`", s.buf[i]) < 0 {
		i++
	}
	if i == from {
		return -1
	}
	return i
}
