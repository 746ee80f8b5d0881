package markdown

import (
	"bytes"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// pipes reads lines in which there may be tables of pipes. What is outside of tables is
// a paragraph; of a heading of that level only the last lines are the heading.
func (r *reader) pipes(lines []extent, level int) {
	from := 0
	for i := 0; i+1 < len(lines) && r.limit == nil; i++ {
		columns := r.delimiters(lines[i+1])
		if columns == 0 || len(r.cells(lines[i])) != columns {
			continue
		}
		end := i + 2
		for end < len(lines) && len(r.cells(lines[end])) > 0 {
			end++
		}
		r.write(lines[from:i], 0)
		r.settle()
		r.table(lines[i:end], columns)
		from, i = end, end-1
	}
	r.write(lines[from:], level)
}

// delimiters returns how many columns a delimiter row declares; 0 if the line is none.
func (r *reader) delimiters(line extent) int {
	b := bytes.TrimPrefix(r.src[line.start:line.end], []byte("|"))
	columns := 0
	for len(b) > 0 {
		cell, rest, _ := bytes.Cut(b, []byte("|"))
		cell = bytes.Trim(cell, " \t\v\f")
		cell = bytes.TrimPrefix(cell, []byte(":"))
		cell = bytes.TrimSuffix(cell, []byte(":"))
		if len(cell) == 0 || len(bytes.Trim(cell, "-")) > 0 {
			return 0
		}
		columns++
		b = rest
	}
	return columns
}

// cells returns the cells of a row, each from pipe to pipe; none if there is no pipe in
// the line, or nothing but one. They are good until it is called again.
func (r *reader) cells(line extent) []extent {
	cells := r.row[:0]
	b := r.src[line.start:line.end]
	i, pipes := 0, 0
	if len(b) > 0 && b[0] == '|' {
		i, pipes = 1, 1
	}
	from := i
	for ; i < len(b); i++ {
		switch {
		case b[i] == '\\' && i+1 < len(b) && b[i+1] == '|':
			i++
		case b[i] == '|':
			cells = append(cells, extent{line.start + from, line.start + i})
			from = i + 1
			pipes++
		}
	}
	if pipes > 0 && from < len(b) {
		cells = append(cells, extent{line.start + from, line.end})
	}
	r.row = cells
	return cells
}

// table adds a table: a header, a delimiter row, and rows as long as they were written.
func (r *reader) table(lines []extent, columns int) {
	span := func(e extent) diag.Span { return diag.Span{File: r.file, Start: e.start, End: e.end} }
	t := &draft.Table{Span: span(extent{lines[0].start, lines[len(lines)-1].end}), Columns: columns}
	b := draft.Block{Kind: draft.Grid, Table: t}
	for i, line := range lines {
		if i == 1 {
			continue // the delimiter row
		}
		cells := r.cells(line)
		if r.slots += len(cells); r.slots > maxSlots {
			r.limit = limit(r.file, line, "table-area", maxSlots)
			return
		}
		row := draft.Row{Span: span(line), Slots: make([]*draft.Cell, len(cells))}
		written := make([]draft.Cell, len(cells))
		for k, c := range cells {
			written[k].Head = i == 0
			images := 0
			written[k].Text, images = readCell(r.file, r.src, c)
			b.Images += images
			row.Slots[k] = &written[k]
		}
		t.Rows = push(t.Rows, row)
	}
	r.blocks = push(r.blocks, b)
}

// readCell returns what a reader sees between two pipes. The place of nothing is the
// point behind the space that leads the cell.
func readCell(f *diag.File, src []byte, c extent) (text draft.Text, images int) {
	content := trim(src, c)
	if content.start < content.end {
		p := passage{file: f, lines: []extent{content}, cell: true}
		lines, _, n := p.read()
		if text, images = draft.Join(lines...).Trim(), n; text.Len() > 0 {
			return text, images
		}
	}
	at := min(c.start+1, c.end)
	if c.start < c.end && !blank(src[c.start]) {
		at = c.start
	}
	return draft.NewBuilder(diag.Span{File: f, Start: at, End: at}).Text(), images
}
