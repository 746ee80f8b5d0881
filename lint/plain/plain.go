// Package plain reads text without markup: every line of which something is to be seen
// is a paragraph. It does not know what lines belong together: the lines of a table that
// was written one cell a line are paragraphs too. A line that is a comment of HTML is none.
package plain

import (
	"strings"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// Parse reads a file within the usual limits.
func Parse(f *diag.File) (*draft.Draft, *draft.Limit) { return ParseWithin(f, draft.UsualLimits()) }

// ParseWithin reads a file within limits, of which that on lines is the only one that text
// without markup can be beyond.
func ParseWithin(f *diag.File, within draft.Limits) (*draft.Draft, *draft.Limit) {
	d := &draft.Draft{File: f}
	lines := f.Position(len(f.Text)).Line
	if lines > within.Lines+1 {
		at := f.Line(within.Lines + 1)
		return d, &draft.Limit{Span: at, Name: "lines", Max: within.Lines}
	}
	for n := 1; n <= lines; n++ {
		at := f.Line(n)
		b := draft.NewBuilder(at)
		b.Copy(at.Start, at.End)
		if text := b.Text().Trim(); text.Len() > 0 && !comment(text.String()) {
			d.Blocks = append(d.Blocks, draft.Block{Kind: draft.Paragraph, Lines: []draft.Text{text}})
		}
	}
	return d, nil
}

// comment reports whether a line is a comment and nothing else.
func comment(line string) bool {
	return strings.HasPrefix(line, "<!--") && strings.Index(line, "-->") == len(line)-len("-->")
}
