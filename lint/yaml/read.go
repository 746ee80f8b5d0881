package yaml

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	library "go.yaml.in/yaml/v3"

	"reportlint/lint/diag"
)

// reader turns the library's tree into one that knows its bytes, and strictly.
type reader struct {
	file    *diag.File
	src     string // the file up to the end of the document, so that offsets are the file's
	start   int
	lines   []int // where the lines begin, as YAML counts them
	cursor  cursor
	faults  []Fault
	decoder *library.Decoder
}

func (r *reader) fault(start, end int, message diag.Phrase) {
	r.faults = append(r.faults, Fault{diag.Span{File: r.file, Start: start, End: end}, message})
}

// first returns the first document's content, or nil where there is none.
func (r *reader) first() *library.Node {
	r.decoder = library.NewDecoder(strings.NewReader(r.src[r.start:]))
	doc, err := r.document()
	switch {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		r.syntax(err.Error())
		return nil
	}
	return doc.Content[0]
}

// rest finds fault with whatever stands behind the first document.
func (r *reader) rest(root *Node) {
	doc, err := r.document()
	switch {
	case errors.Is(err, io.EOF):
	case err == nil:
		at := r.offset(doc.Line, doc.Column)
		r.fault(at, r.word(at), diag.Phrase{
			ZH: "一个文件只能有一份 YAML 文档，这里又开始了一份",
			EN: "a file holds one YAML document, and here another one begins",
		})
	case strings.Contains(err.Error(), "<document start>"):
		at, _ := blankRun(r.src, root.Span.End)
		r.fault(at, r.word(at), diag.Phrase{
			ZH: "文档到此已经结束，后面还有多余的内容",
			EN: "the document has ended, and there is text behind it",
		})
	default:
		r.syntax(err.Error())
	}
}

// document returns the next document. The library panics on some input that it takes
// for its own mistake; that is no reason to stop with the other files.
func (r *reader) document() (doc *library.Node, err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("yaml: %v", e)
		}
	}()
	doc = new(library.Node)
	err = r.decoder.Decode(doc)
	return doc, err
}

// node reads a node that stands at a depth, in a collection that begins in a column.
func (r *reader) node(y *library.Node, depth, parent int) *Node {
	at := r.offset(y.Line, y.Column)
	n := &Node{Span: diag.Span{File: r.file, Start: at, End: at}}
	if r.refused(y, at) {
		n.Span.End = r.word(at)
		return n
	}
	if blanks := r.indented(at); strings.IndexByte(blanks, '\t') >= 0 {
		r.tab(at - len(blanks) + strings.IndexByte(blanks, '\t'))
	}
	if y.Kind == library.ScalarNode {
		r.scalar(n, y, parent)
		return n
	}
	if depth > maxDepth {
		r.fault(at, r.word(at), tooDeep())
		return n
	}
	indent := at - r.lines[min(y.Line, len(r.lines))-1]
	if y.Kind == library.SequenceNode {
		n.Kind = List
		for _, c := range y.Content {
			item := r.node(c, depth+1, indent)
			n.Items = append(n.Items, item)
			n.Span.End = max(n.Span.End, item.Span.End)
		}
	} else {
		n.Kind = Map
		r.entries(n, y, depth, indent)
	}
	// [a: b] holds a map without braces.
	if y.Style&library.FlowStyle != 0 && at < len(r.src) && (r.src[at] == '[' || r.src[at] == '{') {
		n.Span.End = r.closing(max(n.Span.End, at+1))
	}
	return n
}

// refused finds fault with an alias, an anchor or a tag at the head of a node.
func (r *reader) refused(y *library.Node, at int) bool {
	if at == len(r.src) {
		return false
	}
	var message diag.Phrase
	switch c := r.src[at]; {
	case c == '*' || y.Kind == library.AliasNode:
		message = diag.Phrase{ZH: "不支持别名（*），请写出全文", EN: "aliases (*) are not supported: write it out"}
	case c == '&' || y.Anchor != "":
		message = diag.Phrase{ZH: "不支持锚点（&）", EN: "anchors (&) are not supported"}
	case c == '!' || y.Style&library.TaggedStyle != 0:
		message = diag.Phrase{ZH: "不支持类型标签（!）", EN: "tags (!) are not supported"}
	default:
		return false
	}
	// A key and the map that it begins are at the same place.
	if len(r.faults) == 0 || r.faults[len(r.faults)-1].Span.Start != at {
		r.fault(at, r.word(at), message)
	}
	return true
}

// entries reads keys and values; a key that cannot be one goes with its value.
func (r *reader) entries(n *Node, y *library.Node, depth, indent int) {
	n.index(len(y.Content) / 2)
	for i := 0; i+1 < len(y.Content); i += 2 {
		before := len(r.faults)
		key := r.node(y.Content[i], depth+1, indent)
		good := len(r.faults) == before && r.key(n, key, y.Content[i])
		value := r.node(y.Content[i+1], depth+1, indent)
		n.Span.End = max(n.Span.End, key.Span.End, value.Span.End)
		if !good {
			continue
		}
		if n.keys != nil {
			n.keys[key.Text] = len(n.Entries)
		}
		n.Entries = append(n.Entries, Entry{key, value})
	}
}

// key reports whether the key of a map is text and new.
func (r *reader) key(n *Node, key *Node, y *library.Node) bool {
	s := key.Span
	plain := y.Style&(library.DoubleQuotedStyle|library.SingleQuotedStyle) == 0
	switch {
	case key.Kind == String && key.Text == "<<" && plain:
		r.fault(s.Start, s.End, diag.Phrase{ZH: "不支持合并键（<<），请写出全文", EN: "merge keys (<<) are not supported: write it out"})
	case key.Kind == List || key.Kind == Map:
		r.fault(s.Start, s.End, diag.Phrase{ZH: "键必须是文字", EN: "a key must be text"})
	case key.Kind != String:
		r.fault(s.Start, s.End, diag.Phrase{
			ZH: fmt.Sprintf("键必须是文字，请加引号：\"%s\"", key.Text),
			EN: fmt.Sprintf("a key must be text: put it in quotes, \"%s\"", key.Text),
		})
	case n.find(key.Text) >= 0:
		r.fault(s.Start, s.End, diag.Phrase{
			ZH: fmt.Sprintf("键 “%s” 重复", short(key.Text)),
			EN: fmt.Sprintf("the key '%s' stands here twice", short(key.Text)),
		})
	default:
		return true
	}
	return false
}

// scalar fills in what a scalar says and where it ends.
func (r *reader) scalar(n *Node, y *library.Node, parent int) {
	n.Kind, n.Text = String, y.Value
	start := n.Span.Start
	switch {
	case y.Style&(library.DoubleQuotedStyle|library.SingleQuotedStyle) != 0:
		n.Span.End = quoted(r.src, start)
	case y.Style&(library.LiteralStyle|library.FoldedStyle) != 0:
		n.Span.End, n.indent = block(r.src, start, parent)
	default:
		w := writing{src: r.src, at: start}
		w.to(len(y.Value))
		n.Span.End = w.at
		n.Kind = resolve(y.Value)
		r.plain(n)
	}
}

// plain finds fault with numbers that cannot be reckoned with.
func (r *reader) plain(n *Node) {
	s := n.Span
	number := n.Kind == Int || n.Kind == Float
	switch {
	case infinite(n.Text):
		r.fault(s.Start, s.End, diag.Phrase{ZH: "数字必须是有限的", EN: "a number must be finite"})
	case number && len(n.Text) > maxNumber:
		r.fault(s.Start, s.End, diag.Phrase{
			ZH: fmt.Sprintf("数字超过 %d 个字符", maxNumber),
			EN: fmt.Sprintf("the number has more than %d characters", maxNumber),
		})
	case number && !reckonable(n.Text):
		r.fault(s.Start, s.End, diag.Phrase{ZH: "数字的指数过大", EN: "the number's power of ten is too large"})
	default:
		return
	}
	n.Kind = Null
}

// closing returns the end of a flow collection whose last part ends at i.
func (r *reader) closing(i int) int {
	for ; i < len(r.src); i++ {
		switch c := r.src[i]; {
		case c == ']' || c == '}':
			return i + 1
		case c == '#':
			for i+1 < len(r.src) && lineBreak(r.src[i:]) == 0 {
				i++
			}
		}
	}
	return i
}

// word returns the end of what stands at i without a blank or a bracket in it.
func (r *reader) word(i int) int {
	for from := i; i < len(r.src) && lineBreak(r.src[i:]) == 0; i++ {
		if i > from && strings.IndexByte(" \t,[]{}", r.src[i]) >= 0 {
			break
		}
	}
	return i
}

// short keeps what a message quotes from a file within a line.
func short(s string) string {
	if utf8.RuneCountInString(s) > 40 {
		return string([]rune(s)[:40]) + "…"
	}
	return s
}

func (r *reader) tab(at int) {
	r.fault(at, at+1, diag.Phrase{ZH: "缩进只能用空格，不能用制表符（Tab）", EN: "indent with spaces: a tab is not allowed here"})
}

func tooDeep() diag.Phrase {
	return diag.Phrase{
		ZH: fmt.Sprintf("嵌套超过 %d 层", maxDepth),
		EN: fmt.Sprintf("this is nested more than %d deep", maxDepth),
	}
}
