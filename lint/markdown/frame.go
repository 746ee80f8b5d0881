package markdown

import (
	"strings"
	"unicode/utf8"

	"reportlint/lint/arena"
	"reportlint/lint/draft"
)

// frame is a table that is drawn with lines of "+", "-" and "|", as pandoc writes those with
// merged cells or several lines in a cell.
type frame struct {
	src   string
	lines []extent
	at    [][]int32 // of each line: where what stands in a column of the screen begins, and the end
	xs    []int     // columns in which a wall may stand, from the first to the last
	ys    []int     // lines in which one may
}

// drawn is one cell of a frame: slots [left, right) of rows [top, bottom).
type drawn struct{ left, right, top, bottom int }

// wide says how many columns a character that is not of ASCII takes.
type wide func(rune) int

// widths are the ways of counting columns that the programs have which draw tables: characters
// that are as wide as a Chinese one in some fonts only take one, or two; or all take one.
func widths() []wide {
	const chinese = 0x2e80 // the first of the blocks whose characters are wide in all fonts
	return []wide{
		func(r rune) int {
			if r >= chinese {
				return 2
			}
			return 1
		},
		func(rune) int { return 2 },
		func(rune) int { return 1 },
	}
}

// framed returns how many of the lines may be one frame, from the first one on; 0 if that is none.
func (r *reader) framed(lines []extent) int {
	if !border(r.src, lines[0]) {
		return 0
	}
	end := 1
	for n := 1; n < len(lines); n++ {
		l := lines[n]
		if l.blank() || !strings.ContainsRune("+|", rune(r.src[l.start])) || !strings.ContainsRune("+|", rune(r.src[l.end-1])) {
			break
		}
		if border(r.src, l) {
			if end == n {
				break // two borders with nothing between
			}
			end = n + 1
		}
	}
	if end < 3 {
		return 0
	}
	return end
}

// border reports whether a line is nothing but wall.
func border(src string, l extent) bool {
	s := src[l.start:l.end]
	return len(s) > 2 && s[0] == '+' && s[len(s)-1] == '+' && strings.Trim(s, "+-=:") == ""
}

// frame reads lines as a frame; it is nil if they are none.
func (r *reader) frame(lines []extent) (*frame, []drawn) {
	if len(lines) == 0 {
		return nil, nil
	}
	for _, of := range widths() {
		f := &frame{src: r.src, lines: lines}
		f.measure(of)
		if !f.corners() {
			continue
		}
		cells, ok := f.cells()
		if !ok {
			continue
		}
		if size := (len(f.xs) - 1) * (len(f.ys) - 1); r.slots+size > r.within.TableArea {
			r.limit = limit(r.file, lines[0], "table-area", r.within.TableArea)
			return nil, nil
		}
		return f, cells
	}
	return nil, nil
}

// measure finds out what stands in each column.
func (f *frame) measure(of wide) {
	for _, l := range f.lines {
		at := make([]int32, 0, l.end-l.start+1)
		for i := l.start; i < l.end; {
			c, size := rune(f.src[i]), 1
			n := 1
			if c >= utf8.RuneSelf {
				c, size = utf8.DecodeRuneInString(f.src[i:l.end])
				n = of(c)
			}
			for range n {
				at = append(at, int32(i))
			}
			i += size
		}
		f.at = append(f.at, append(at, int32(l.end)))
	}
}

// width is how many columns the frame has: those of its first line.
func (f *frame) width() int { return len(f.at[0]) - 1 }

// mostWalls bounds the columns of a frame in which a line that does not fit may be put back.
const mostWalls = 64

// fit puts the walls of a line back in their columns in which somebody wrote without minding the
// blanks: so that it takes the fewest changes of what is between them. It reports whether there is
// a way.
func (f *frame) fit(y int) bool {
	line := f.at[y]
	if len(line) == len(f.at[0]) {
		return true
	}
	var walls []int
	for x := range len(line) - 1 {
		if f.is(y, x, "|+") {
			walls = append(walls, x)
		}
	}
	xs := f.xs
	if len(walls) < 2 || len(walls) > len(xs) || len(xs) > mostWalls {
		return false
	}
	const never = 2 * mostWalls
	changes, from := make([][]int, len(walls)), make([][]int, len(walls)) // where a wall stands in a column
	for i, wall := range walls {
		changes[i], from[i] = make([]int, len(xs)), make([]int, len(xs))
		for k, x := range xs {
			changes[i][k] = never
			if i == 0 && k == 0 {
				changes[i][k] = 0
			}
			for before := 0; i > 0 && before < k; before++ {
				n := changes[i-1][before]
				if wall-walls[i-1] != x-xs[before] {
					n++
				}
				if n < changes[i][k] {
					changes[i][k], from[i][k] = n, before
				}
			}
		}
	}
	k := len(xs) - 1
	if changes[len(walls)-1][k] >= never {
		return false
	}
	at := make([]int32, len(f.at[0]))
	at[len(at)-1] = line[len(line)-1]
	for i := len(walls) - 1; i >= 0; i-- {
		at[xs[k]] = line[walls[i]]
		if i > 0 {
			before := from[i][k]
			for x := xs[before] + 1; x < xs[k]; x++ {
				at[x] = line[min(walls[i-1]+x-xs[before], walls[i])]
			}
			k = before
		}
	}
	f.at[y] = at
	return true
}

// is reports whether one of some characters stands in a column of a line.
func (f *frame) is(y, x int, of string) bool {
	if y < 0 || y >= len(f.lines) || x < 0 || x >= len(f.at[y])-1 {
		return false
	}
	return strings.IndexByte(of, f.src[f.at[y][x]]) >= 0
}

// corners finds the lines and columns in which walls meet, and reports whether there are cells
// between them.
func (f *frame) corners() bool {
	across := make([]bool, f.width())
	for y := range f.lines {
		meet := false
		for x := range len(f.at[y]) - 1 {
			if f.is(y, x, "+") && (f.is(y, x-1, "-=:") || f.is(y, x+1, "-=:")) {
				meet = true
				if len(f.at[y]) == len(f.at[0]) {
					across[x] = true
				}
			}
		}
		if meet {
			if len(f.ys) > 0 && f.ys[len(f.ys)-1] == y-1 {
				return false
			}
			f.ys = append(f.ys, y)
		}
	}
	for x, meet := range across {
		if meet {
			f.xs = append(f.xs, x)
		}
	}
	if len(f.xs) < 2 || f.xs[0] > 0 || f.xs[len(f.xs)-1] < f.width()-1 {
		return false
	}
	for y := range f.lines {
		if !f.fit(y) {
			return false
		}
	}
	return len(f.ys) > 1
}

// beside reports whether a wall stands before a slot.
func (f *frame) beside(row, slot int) bool {
	for y := f.ys[row] + 1; y < f.ys[row+1]; y++ {
		if !f.is(y, f.xs[slot], "|+") {
			return false
		}
	}
	return true
}

// above reports whether a wall stands over a slot.
func (f *frame) above(row, slot int) bool {
	for x := f.xs[slot] + 1; x < f.xs[slot+1]; x++ {
		if !f.is(f.ys[row], x, "-=:+") {
			return false
		}
	}
	return true
}

// fewRows is how many rows a frame must have for its cells to be of several lines: others have
// walls around their heads and their body alone, as databases draw them.
const fewRows = 3

// cells returns the cells, in the order of their first slots, and reports whether they are
// rectangles in which no wall stands, and no figure over another: such rows have none between them.
func (f *frame) cells() (cells []drawn, ok bool) {
	rows, slots := len(f.ys)-1, len(f.xs)-1
	if rows < fewRows && len(f.lines) > 2*rows+1 {
		return nil, false
	}
	taken := make([]bool, rows*slots)
	for row := range rows {
		for slot := range slots {
			if taken[row*slots+slot] {
				continue
			}
			c := drawn{left: slot, right: slot + 1, top: row, bottom: row + 1}
			for c.right < slots && !f.beside(row, c.right) {
				c.right++
			}
			for c.bottom < rows && !f.above(c.bottom, slot) {
				c.bottom++
			}
			for y := c.top; y < c.bottom; y++ {
				for x := c.left; x < c.right; x++ {
					if taken[y*slots+x] || y > c.top && f.above(y, x) || x > c.left && f.beside(y, x) {
						return nil, false
					}
					taken[y*slots+x] = true
				}
				if c.right < slots && !f.beside(y, c.right) {
					return nil, false
				}
			}
			figures := 0
			for _, l := range f.within(c) {
				text := f.src[l.start:l.end]
				if strings.Trim(text, "0123456789") == "" {
					figures++
				}
				if figures > 1 || strings.Contains(text, "|") {
					return nil, false
				}
			}
			cells = append(cells, c)
		}
	}
	return cells, true
}

// within returns the lines in a cell in which something stands.
func (f *frame) within(c drawn) (lines []extent) {
	for y := f.ys[c.top] + 1; y < f.ys[c.bottom]; y++ {
		l := trim(f.src, extent{int(f.at[y][f.xs[c.left]+1]), int(f.at[y][f.xs[c.right]])})
		if !l.blank() {
			lines = append(lines, l)
		}
	}
	return lines
}

// head returns how many rows are heads: those over the wall of "=".
func (f *frame) head() int {
	for row, y := range f.ys {
		if f.is(y, 1, "=") {
			return row
		}
	}
	return 0
}

// drawn adds a table that was drawn.
func (r *reader) drawn(f *frame, cells []drawn) {
	a, slots, head := r.file.Arena(), len(f.xs)-1, f.head()
	t := &draft.Table{Span: r.span(extent{f.lines[0].start, f.lines[len(f.lines)-1].end})}
	t.Rows = arena.Make[draft.Row](a, len(f.ys)-1, len(f.ys)-1)
	for i := range t.Rows {
		lines := extent{f.lines[f.ys[i]+1].start, f.lines[f.ys[i+1]-1].end}
		t.Rows[i] = draft.Row{Span: r.span(lines), Slots: arena.Make[*draft.Cell](a, slots, slots)}
	}
	r.slots += slots * len(t.Rows)
	b := draft.Block{Kind: draft.Grid, Table: t}
	written := arena.Make[draft.Cell](a, len(cells), len(cells))
	for i, c := range cells {
		at := int(f.at[f.ys[c.top]+1][f.xs[c.left]+1])
		written[i].Head = c.top < head
		written[i].Text = draft.Literal(r.span(extent{at, at}))
		if lines := f.within(c); len(lines) > 0 {
			p := passage{file: r.file, lines: lines, cell: true}
			texts, _, images := p.read(&r.scanner)
			written[i].Text = draft.Join(texts...).Trim()
			b.Images += images
		}
		for row := c.top; row < c.bottom; row++ {
			for slot := c.left; slot < c.right; slot++ {
				t.Rows[row].Slots[slot] = &written[i]
			}
		}
	}
	r.blocks = push(r.blocks, b)
}
