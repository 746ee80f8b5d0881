package render

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// document is JSON that is written value by value, so that a long list need not be in
// memory. Programs read what is true of a draft; what a terminal, a browser or the log of a
// build would obey, if someone looks at the output, is escaped.
type document struct {
	out  *bufio.Writer // which remembers its error
	text bytes.Buffer
	err  error // of a value that cannot be JSON
}

func newDocument(w io.Writer) *document { return &document{out: bufio.NewWriter(w)} }

// The layouts of JSON: what a level is indented by.
const (
	inOneLine = ""
	indented  = "  "
)

// inObject is what stands in front of the fields of a document.
const inObject = indented

// put writes what is JSON already.
func (d *document) put(s string) { d.out.WriteString(s) }

// line writes a value in a line of its own.
func (d *document) line(v any) {
	d.value("", inOneLine, v)
	d.put("\n")
}

// value writes a value, of which each line but the first begins with a prefix.
func (d *document) value(prefix, layout string, v any) {
	d.text.Reset()
	e := json.NewEncoder(&d.text) // which escapes C0 and what is markup to a browser
	e.SetIndent(prefix, layout)
	if err := e.Encode(v); err != nil {
		d.err = errors.Join(d.err, err)
	}
	s, done := strings.TrimSuffix(d.text.String(), "\n"), 0
	for i, r := range s {
		if r == 0x7F || hidden(r) || command(s[i:]) {
			d.put(s[done:i])
			for _, unit := range utf16.Encode([]rune{r}) {
				fmt.Fprintf(d.out, `\u%04x`, unit)
			}
			done = i + utf8.RuneLen(r)
		}
	}
	d.put(s[done:])
}

// array writes a list, of which each line but the first begins with a prefix, and returns
// how long it is.
func array[From, To any](d *document, prefix string, all iter.Seq[From], shape func(From) To) (n int) {
	d.put("[")
	for v := range all {
		if n++; n > 1 {
			d.put(",")
		}
		d.put("\n" + prefix + indented)
		d.value(prefix+indented, indented, shape(v))
	}
	if n > 0 {
		d.put("\n" + prefix)
	}
	d.put("]")
	return n
}

// end returns what went wrong.
func (d *document) end() error { return errors.Join(d.err, d.out.Flush()) }
