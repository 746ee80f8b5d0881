package draft

import "strings"

// Index is strings.Index for Chinese, of which every third byte is one of a few, so that those
// which begin a character stand everywhere: it looks for one that ends a character.
func Index(s, literal string) int {
	const end = len("字") - 1
	if len(literal) <= end {
		return strings.Index(s, literal)
	}
	for at := 0; at+len(literal) <= len(s); at++ {
		i := strings.IndexByte(s[at+end:len(s)-len(literal)+end+1], literal[end])
		if i < 0 {
			break
		}
		at += i
		if s[at:at+len(literal)] == literal {
			return at
		}
	}
	return -1
}
