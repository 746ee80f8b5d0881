package markdown

import (
	"strings"

	"reportlint/lint/arena"
	"reportlint/lint/draft"
)

// pipes reads lines in which there may be tables of pipes, or drawn ones. What is outside of
// tables is a paragraph; of a heading of that level only the last lines are the heading.
func (r *reader) pipes(lines []extent, level int) {
	from, tried := 0, 0
	for i := 0; i+1 < len(lines) && r.limit == nil; i++ {
		if i >= tried {
			tried = i + r.framed(lines[i:])
			if f, cells := r.frame(lines[i:tried]); f != nil {
				r.write(lines[from:i], 0)
				r.settle()
				r.drawn(f, cells)
				from, i = tried, tried-1
				continue
			}
		}
		columns := r.delimiters(lines[i+1])
		if columns == 0 || len(r.cells(lines[i])) != columns {
			continue
		}
		end, size := i+2, columns
		for more := true; more && end < len(lines) && r.slots+size <= r.within.TableArea; {
			n := len(r.cells(lines[end]))
			if more = n > 0; more {
				size += n
				end++
			}
		}
		if r.slots+size > r.within.TableArea {
			r.limit = limit(r.file, lines[end-1], "table-area", r.within.TableArea)
			return
		}
		r.write(lines[from:i], 0)
		r.settle()
		r.table(lines[i:end], columns, size)
		from, i = end, end-1
	}
	r.write(lines[from:], level)
}

// delimiters returns how many columns a delimiter row declares; 0 if the line is none.
func (r *reader) delimiters(line extent) int {
	b := strings.TrimPrefix(r.src[line.start:line.end], "|")
	columns := 0
	for len(b) > 0 {
		b = strings.TrimLeft(b, " \t\v\f")
		b = strings.TrimPrefix(b, ":")
		rest := strings.TrimLeft(b, "-")
		if len(rest) == len(b) {
			return 0
		}
		rest = strings.TrimPrefix(rest, ":")
		b = strings.TrimLeft(rest, " \t\v\f")
		if b != "" && b[0] != '|' {
			return 0
		}
		b = strings.TrimPrefix(b, "|")
		columns++
	}
	return columns
}

// cells returns the cells of a row, each from pipe to pipe; none if there is no pipe in
// the line, or nothing but one. They are good until it is called again.
func (r *reader) cells(line extent) []extent {
	r.row = r.row[:0]
	from, pipes := line.start, 0
	for i := line.start; ; i++ {
		n := strings.IndexByte(r.src[i:line.end], '|')
		if n < 0 {
			break
		}
		if i += n; i > line.start && r.src[i-1] == '\\' {
			continue
		}
		if i > line.start {
			r.row = append(r.row, extent{from, i})
		}
		from = i + 1
		pipes++
	}
	if pipes > 0 && from < line.end {
		r.row = append(r.row, extent{from, line.end})
	}
	return r.row
}

// table adds a table: a header, a delimiter row, and rows as long as they were written, in
// which there are so many cells.
func (r *reader) table(lines []extent, columns, size int) {
	t := &draft.Table{Span: r.span(extent{lines[0].start, lines[len(lines)-1].end}), Columns: columns}
	a := r.file.Arena()
	t.Rows = arena.Make[draft.Row](a, 0, len(lines)-1)
	b := draft.Block{Kind: draft.Grid, Table: t}
	written, slots := arena.Make[draft.Cell](a, size, size), arena.Make[*draft.Cell](a, size, size)
	r.slots += size
	for i, line := range lines {
		if i == 1 {
			continue // the delimiter row
		}
		marked := strings.ContainsAny(r.src[line.start:line.end], marks)
		cells := r.cells(line)
		for k, c := range cells {
			images := 0
			written[k].Head = i == 0
			written[k].Text, images = r.cell(c, marked)
			slots[k] = &written[k]
			b.Images += images
		}
		n := len(cells)
		t.Rows = append(t.Rows, draft.Row{Span: r.span(line), Slots: slots[:n:n]})
		written, slots = written[n:], slots[n:]
	}
	r.blocks = push(r.blocks, b)
}

// cell returns what a reader sees between two pipes; marked says that there may be inline
// markup. The place of nothing is the point behind the space that leads the cell.
func (r *reader) cell(c extent, marked bool) (text draft.Text, images int) {
	content := trim(r.src, c)
	if !content.blank() {
		text = draft.Literal(r.span(content))
		if marked {
			p := passage{file: r.file, lines: []extent{content}, cell: true}
			var lines []draft.Text
			lines, _, images = p.read(&r.scanner)
			text = draft.Join(lines...)
		}
		if text = text.Trim(); text.Len() > 0 {
			return text, images
		}
	}
	at := min(c.start+1, c.end)
	if c.start < c.end && !blank(r.src[c.start]) {
		at = c.start
	}
	return draft.Literal(r.span(extent{at, at})), images
}
