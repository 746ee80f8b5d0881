package html

import (
	"strings"

	"golang.org/x/net/html"
)

// tag is a start tag, as far as it matters here.
type tag struct {
	name             string
	start, end       int
	colspan, rowspan int  // rowspan 0 reaches to the end of the row group
	hidden           bool // by its attributes
	selfClosing      bool
}

// Bounds of the HTML standard.
const (
	maxColspan = 1000
	maxRowspan = 65534
)

// attributes reads those of a start tag that the tokenizer stands at.
func (t *tag) attributes(z *html.Tokenizer) {
	t.colspan, t.rowspan = 1, 1
	for more := true; more; {
		var key, value []byte
		key, value, more = z.TagAttr()
		switch string(key) {
		case "colspan":
			t.colspan = max(1, min(number(string(value), 1), maxColspan))
		case "rowspan":
			t.rowspan = min(number(string(value), 1), maxRowspan)
		case "hidden":
			t.hidden = true
		case "style":
			t.hidden = t.hidden || displayNone(string(value))
		}
	}
}

// number reads the number at the head of an attribute as browsers do, or returns other.
func number(s string, other int) int {
	s = strings.TrimPrefix(strings.TrimLeft(s, " \t\n\f\r"), "+")
	n := 0
	for i, c := range []byte(s) {
		if c < '0' || c > '9' {
			if i == 0 {
				return other
			}
			return n
		}
		n = min(n*10+int(c-'0'), maxRowspan)
	}
	if s == "" {
		return other
	}
	return n
}

// displayNone reports whether a style attribute takes an element out of sight.
func displayNone(style string) bool {
	for declaration := range strings.SplitSeq(style, ";") {
		name, value, _ := strings.Cut(declaration, ":")
		value, _, _ = strings.Cut(value, "!")
		if strings.EqualFold(strings.TrimSpace(name), "display") {
			if strings.EqualFold(strings.TrimSpace(value), "none") {
				return true
			}
		}
	}
	return false
}

// block reports whether a tag of that name, at its start and at its end, ends a block.
func block(name string) bool {
	switch name {
	case "address", "article", "aside", "blockquote", "body", "caption", "center", "col",
		"colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
		"figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5",
		"h6", "head", "header", "hgroup", "hr", "html", "iframe", "legend", "li", "listing",
		"main", "menu", "nav", "ol", "optgroup", "option", "p", "plaintext", "pre",
		"search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
		"title", "tr", "ul", "xmp":
		return true
	}
	return false
}

// heading returns the level of a heading tag, or 0.
func heading(name string) int {
	if len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' {
		return int(name[1] - '0')
	}
	return 0
}

// unseen reports whether browsers show nothing, or nothing of the page's own words, of
// elements of that name.
func unseen(name string) bool {
	switch name {
	case "audio", "button", "canvas", "datalist", "iframe", "noembed", "noframes",
		"noscript", "object", "script", "select", "style", "svg", "template", "textarea",
		"video":
		return true
	}
	return false
}

// aside reports whether what stands in elements of that name is struck out, or is the mark of a
// note: nothing of the text around it.
func aside(name string) bool {
	return name == "del" || name == "s" || name == "strike" || name == "sup"
}

// furniture reports whether elements of that name stand around the text of a page. A
// header stays, since the title may be in it; so does a form, since some sites wrap the
// whole page in one.
func furniture(name string) bool {
	return name == "nav" || name == "footer" || name == "aside"
}

// void reports whether elements of that name have no content and no end tag.
func void(name string) bool {
	switch name {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
		"param", "source", "track", "wbr":
		return true
	}
	return false
}

// rank orders the parts of a table: the start of one ends all of its rank and below. It
// is 0 for other elements.
func rank(name string) int {
	switch name {
	case "td", "th":
		return 1
	case "tr":
		return 2
	case "thead", "tbody", "tfoot", "caption", "colgroup", "col":
		return 3
	}
	return 0
}

// hidden is an element that is being left out with all that is in it. Its name is empty
// if there is none.
type hidden struct {
	name string
	open map[string]int // how many elements of a name are open in it
}

// start notes a start tag inside the element and reports whether the element ends there.
func (h *hidden) start(t tag, inTable bool) bool {
	if h.endsBefore(t.name, inTable) {
		h.name = ""
		return true
	}
	if !t.selfClosing && !void(t.name) {
		if h.open == nil {
			h.open = map[string]int{}
		}
		h.open[t.name]++
	}
	return false
}

func (h *hidden) endsBefore(name string, inTable bool) bool {
	switch {
	case h.name == "p", aside(h.name):
		return block(name)
	case h.name == "li" && name == "li":
		return h.open["ul"] == 0 && h.open["ol"] == 0
	case rank(name) > 0 && h.name != "table" && h.open["table"] == 0:
		return rank(name) >= rank(h.name) && (inTable || rank(h.name) > 0)
	}
	return false
}

// end notes an end tag inside the element and reports whether the element ends there,
// and whether the tag was its own; else it was that of an element around it.
func (h *hidden) end(name string) (ends, own bool) {
	switch {
	case h.open[name] > 0:
		h.open[name]--
		return false, false
	case name == h.name:
		h.name = ""
		return true, true
	case !block(name) || name == "p" && block(h.name):
		return false, false // an end tag without a start
	}
	h.name = ""
	return true, false
}
