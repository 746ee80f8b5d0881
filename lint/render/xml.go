package render

import (
	"bufio"
	"encoding/xml"
	"io"
)

// xmlDocument is XML that is written element by element, so that they need not all be in
// memory. Its text is clean, so that there is no character in it that XML forbids.
type xmlDocument struct {
	w    *bufio.Writer
	e    *xml.Encoder
	root xml.StartElement
	err  error // the first one
}

// beginXML begins a document whose root has attributes, each a name and a value.
func beginXML(w io.Writer, root string, attributes ...string) *xmlDocument {
	b := bufio.NewWriter(w) // which the encoder would flush for each element if it knew it
	d := &xmlDocument{w: b, e: xml.NewEncoder(struct{ io.Writer }{b}), root: xml.StartElement{Name: xml.Name{Local: root}}}
	d.e.Indent("", "  ")
	for i := 0; i < len(attributes); i += 2 {
		d.root.Attr = append(d.root.Attr, xml.Attr{Name: xml.Name{Local: attributes[i]}, Value: attributes[i+1]})
	}
	b.WriteString(xml.Header) // the writer remembers its error
	d.keep(d.e.EncodeToken(d.root))
	return d
}

func (d *xmlDocument) keep(err error) {
	if d.err == nil {
		d.err = err
	}
}

// element writes one below the root.
func (d *xmlDocument) element(name string, v any) {
	if d.err == nil {
		d.keep(d.e.EncodeElement(v, xml.StartElement{Name: xml.Name{Local: name}}))
	}
}

// end ends the root, and returns what went wrong.
func (d *xmlDocument) end() error {
	d.keep(d.e.EncodeToken(d.root.End()))
	d.keep(d.e.Flush())
	d.w.WriteString("\n")
	d.keep(d.w.Flush())
	return d.err
}
