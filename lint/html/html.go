// Package html reads what a reader sees of an HTML page, or of the markup inside a
// Markdown file: paragraphs, headings, and tables laid out on a grid. It follows the
// rules by which browsers read what was not well formed, as far as they matter for text
// and tables, and knows nothing of styles beyond what is not displayed. It alone knows
// the HTML tokenizer, and uses nothing else of that library: positions are the sum of
// the lengths of all tokens read before.
package html

import (
	"strings"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// Parse reads a whole page within the usual limits.
func Parse(f *diag.File) (*draft.Draft, *draft.Limit) { return ParseWithin(f, draft.UsualLimits()) }

// ParseWithin reads a whole page. What it was able to read up to a limit is returned with it.
func ParseWithin(f *diag.File, within draft.Limits) (*draft.Draft, *draft.Limit) {
	r := newReader(f, f.Body(), within)
	r.src = Shown(f.Text)
	r.run(len(f.Text), len(f.Text))
	if furniture(r.hidden.name) || aside(r.hidden.name) {
		// The element was never closed; leaving it out would leave out the report.
		r = newReader(f, f.Body(), within)
		r.src, r.showAll = Shown(f.Text), true
		r.run(len(f.Text), len(f.Text))
	}
	r.finish()
	return &draft.Draft{File: f, Title: r.title, Blocks: r.blocks}, r.limit
}

// Shown returns markup in which comments that are never closed are text: leaving them out would
// leave out the report. Nothing moves.
func Shown(src string) string {
	const open, shown = "<!--", "&lt;" // as long as each other
	closed := strings.LastIndex(src, "-->") + 1
	if !strings.Contains(src[closed:], open) {
		return src
	}
	return src[:closed] + strings.ReplaceAll(src[closed:], open, shown)
}

// Blocks reads markup inside a Markdown file from start to end, and a table that begins
// before end to its own </table>, even if that is beyond end: stop is where reading
// stopped and is not before end. A table without </table> ends behind its last row, or
// behind the text of its last cell up to a blank line.
func Blocks(f *diag.File, start, end int, within draft.Limits) (blocks []draft.Block, stop int, limit *draft.Limit) {
	r, stop := newReader(f, start, within), end
	r.run(end, end)
	if r.limit == nil && len(r.tables) > 0 {
		bound := max(end, extent(f.Text, r.tables[0].span.Start, within.TableDepth))
		r = newReader(f, start, within)
		r.run(end, bound)
		stop = max(end, r.pos)
		if r.limit == nil && len(r.tables) > 0 {
			stop = r.cut(end)
			r = newReader(f, start, within)
			r.run(stop, stop)
		}
	}
	r.finish()
	return r.blocks, stop, r.limit
}

// extent returns how far a table that begins at offset from can reach: to the </table>
// that makes the tags even, to the tag beyond the depth that is read, or to the end of
// the file. It looks at bytes alone, so that tables which are never closed are not read
// to the end of the file over and over: no byte is in reach of more than deepest of them.
func extent(src string, from, deepest int) int {
	depth := 0
	for at := from; at < len(src); at++ {
		next := strings.IndexByte(src[at:], '<')
		if next < 0 {
			break
		}
		at += next
		switch {
		case hasTag(src[at:], "<table"):
			depth++
		case hasTag(src[at:], "</table"):
			depth--
		default:
			continue
		}
		if depth <= 0 || depth > deepest {
			if end := strings.IndexByte(src[at:], '>'); end >= 0 {
				return at + end + 1
			}
			break
		}
	}
	return len(src)
}

// hasTag reports whether s begins with a tag, whose name ends there.
func hasTag(s, tag string) bool {
	if len(s) <= len(tag) || !strings.EqualFold(s[:len(tag)], tag) {
		return false
	}
	c := s[len(tag)]
	return c == '>' || c == '/' || space(c)
}

// cut returns where a table ends that was not closed, given where the stretch ends that
// had to be read.
func (r *reader) cut(end int) int {
	last, bound := r.last, r.pos
	if r.inner.Start > 0 {
		// The table that seems to stand in this one's open cell is the next table.
		last, bound = r.inner.Start, r.inner.End
	} else if r.tables[0].cell == nil {
		return max(end, last)
	}
	return max(end, blankLine(r.file.Text[:bound], last))
}

// blankLine returns the end of the last line before the first blank line behind offset
// from, or the end of src.
func blankLine(src string, from int) int {
	for at := from; at < len(src); at++ {
		if src[at] != '\n' && src[at] != '\r' {
			continue
		}
		next := at + 1
		if src[at] == '\r' && next < len(src) && src[next] == '\n' {
			next++
		}
		for next < len(src) && (src[next] == ' ' || src[next] == '\t') {
			next++
		}
		if next == len(src) || src[next] == '\n' || src[next] == '\r' {
			return at
		}
		at = next - 1
	}
	return len(src)
}
