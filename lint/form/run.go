package form

import (
	"slices"
	"strings"

	"reportlint/lint/arena"
	"reportlint/lint/draft"
)

// readRun fills the table from the lines of its section. Where that is not there, heads that other
// tables have too are no sign of this one.
func (f *filler) readRun() {
	begun := f.begun
	const some = 8
	a := f.r.arena()
	r := runReader{filler: f, lineRun: f.r.run(f.r.region(f.v.table)), strays: arena.Make[*token](a, 0, some)}
	if f.v.table.Across {
		r.series = arena.Make[head](a, 0, f.v.cells)
		r.readAcross()
	} else {
		r.read()
	}
	f.claims = [2]int{r.from, r.to}
	if f.r.Section(f.v.table.Part) == nil && f.filled() == 0 && len(f.loose) == 0 {
		f.begun, f.claims = begun, [2]int{}
	}
}

// runReader fills a table from tokens.
type runReader struct {
	*filler
	lineRun
	strays    []*token      // above the first row, what is no label of the form
	from, to  int           // the items that were read as cells: [from, to)
	row, full []*draft.Text // scratch of rowAt and fillRow
	series    []head        // of a table whose rows stand side by side: those over the next figures
}

// labelAt returns the longest label of the table that the tokens from i on make up; it is
// of no tokens if they make none.
func (r *runReader) labelAt(i int) joint {
	t := &r.tokens[i]
	for k := t.joints[1] - 1; k >= t.joints[0]; k-- {
		if r.v.knows(r.joints[k].word) {
			return r.joints[k]
		}
	}
	return joint{}
}

// read goes through the tokens: labels of rows begin rows, what follows up to the next
// label is their cells.
func (r *runReader) read() {
	i := 0
	for i < len(r.tokens) {
		is := r.labelAt(i)
		if is.tokens == 0 {
			i = max(r.stray(i), i+1)
			continue
		}
		end := i + is.tokens
		if row := r.v.row(is.word, r.group); row >= 0 && !r.v.is(is.word, columnLabel) || row >= 0 && r.last >= 0 {
			r.seen(i, end)
			i = r.rowAt(row, is.text, end)
			continue
		}
		if row := r.v.group(is.word); row >= 0 {
			r.group = row
		}
		r.opensBlock(*is.text, is.word)
		if r.v.is(is.word, columnLabel) {
			r.seenHead(is.id, is.text)
		}
		r.seen(i, end)
		r.begin(is.text.Where())
		i = end
	}
	r.strayHeads()
}

// stray reads a token inside the table that is no label of the form but resembles one: the
// head of a column, or a row with figures behind it. It returns where it ends, i if it is
// neither.
func (r *runReader) stray(i int) int {
	t := &r.tokens[i]
	if t.key != "" && r.opensBlock(t.text, word{}) {
		return i + 1
	}
	if r.last < 0 && t.key != "" && len(r.strays) < maxStrays {
		r.strays = append(r.strays, t)
	}
	if r.to == r.from || t.blank() || t.state.value() || r.prose(t) {
		return i
	}
	key := spell(t.key)
	if id, found := r.strayLabel(key, t.text); found {
		r.seenHead(id, &t.text)
		r.seen(i, i+1)
		return i + 1
	}
	if first := &r.v.names[0]; r.last < 0 && !resembles(key, first.key) && !resembles(key, first.bare) && !annotated(t.text.Fold().String(), first.folded) {
		return i // something above the first row
	}
	return r.unknownRows(min(r.last+1, len(r.v.rows)-1), i)
}

// minStray is the length, in characters, below which the head of a column is not looked
// for misspelt: short ones resemble too much.
const minStray = 4

// seen notes that tokens [i, j) belong to the table.
func (r *runReader) seen(i, j int) {
	if i >= j || j > len(r.tokens) {
		return
	}
	if r.to == r.from {
		r.from = int(r.tokens[i].item)
	}
	r.to = int(r.tokens[j-1].item) + 1
}

// rowAt reads the cells of a row from token i on and returns where they end. A row whose
// label is not of the form begins where enough cells stand before it.
func (r *runReader) rowAt(row int, label *draft.Text, i int) int {
	k := len(r.v.columnsOf(row))
	cells := r.row[:0]
	filled := 0
	j := i
	for j < len(r.tokens) {
		t := &r.tokens[j]
		if r.opensRow(j) {
			break
		}
		if t.blank() || t.state.value() {
			cells = append(cells, &t.text)
			if !t.blank() {
				filled++
			}
			j++
			continue
		}
		if r.labelAt(j).tokens > 0 || filled >= k || r.prose(t) {
			break
		}
		if _, ok := numbered(t.text.String()); ok {
			break
		}
		cells = append(cells, &t.text)
		filled++
		j++
	}
	r.exact++
	r.row = cells
	r.fillRow(row, label, cells, filled)
	r.seen(i, j)
	return r.unknownRows(row, j)
}

// opensRow reports whether a token is a blank with which a line begins that has a label behind it:
// it stands under the label of a group.
func (r *runReader) opensRow(i int) bool {
	if i == 0 || !r.tokens[i].blank() || r.tokens[i-1].item == r.tokens[i].item {
		return false
	}
	item := r.tokens[i].item
	for i < len(r.tokens) && r.tokens[i].item == item && r.tokens[i].blank() {
		i++
	}
	return i < len(r.tokens) && r.tokens[i].item == item && r.labelAt(i).tokens > 0
}

// prose reports whether a token is running text rather than a cell.
func (r *runReader) prose(t *token) bool {
	return longer(t.text.String(), 3*maxLabel/4) || strings.ContainsAny(t.text.String(), "。;")
}

// fillRow gives the tokens behind a label to the cells of a row. Where there are fewer
// figures than cells, only blanks between pipes or tabs say which are missing.
func (r *runReader) fillRow(row int, label *draft.Text, cells []*draft.Text, filled int) {
	k := len(r.v.columnsOf(row))
	full := r.full[:0]
	for _, c := range cells {
		if c.Len() > 0 {
			full = append(full, c)
		}
	}
	r.full = full
	lost := r.lostColumn(row)
	switch {
	case filled == k:
		if !r.put(row, label, full) && r.begun {
			r.repeated(row, label, r.opens.Start)
		}
	case filled == k-1 && lost >= 0:
		r.put(row, label, slices.Insert(full, lost, nil))
		r.missing(row, lost)
	case filled > k && r.piped:
		for _, extra := range full[k:] {
			r.out.Surplus = append(r.out.Surplus, Surplus{Text: *extra, Row: r.v.rows[row].Name(), Columns: k})
		}
		r.unread(row, label, filled)
	case filled < k && (len(cells) == k || len(cells) > k && r.piped && blankBehind(cells[k:])):
		r.put(row, label, cells[:k])
	default:
		r.unread(row, label, filled)
	}
}

// lostColumn returns the only column of a row's block whose head is not there, -1 if there
// is none, or several.
func (r *runReader) lostColumn(row int) int {
	lost := -1
	for i, c := range r.v.columns[r.v.block[row]] {
		if r.headOf(c.id) == nil {
			if lost >= 0 {
				return -1
			}
			lost = i
		}
	}
	if len(r.v.columnsOf(row)) < 3 {
		return -1
	}
	return lost
}

func blankBehind(cells []*draft.Text) bool {
	for _, c := range cells {
		if c.Len() > 0 {
			return false
		}
	}
	return true
}

// unknownRows reads, from token i on, rows whose label is not of the form: a text with
// as many figures behind it as a row has cells.
func (r *runReader) unknownRows(row, i int) int {
	for i < len(r.tokens) {
		t := &r.tokens[i]
		if r.labelAt(i).tokens > 0 || t.blank() || t.state.value() || r.prose(t) {
			return i
		}
		j := i + 1
		var cells []*draft.Text
		filled := 0
		for j < len(r.tokens) && (r.tokens[j].blank() || r.tokens[j].state.value()) {
			cells = append(cells, &r.tokens[j].text)
			if !r.tokens[j].blank() {
				filled++
			}
			j++
		}
		if filled == 0 && (len(cells) > 0 || r.rowBegins(j)) && r.misspeltGroup(t.text) {
			r.seen(i, j)
			i = j
			continue
		}
		if len(cells) == 0 || !r.likelyRow(row, t, filled, len(cells)) {
			return i
		}
		r.setAside(looseRow{label: t.text, after: r.last, fill: func(at int) {
			r.fillRow(at, &t.text, cells, filled)
		}})
		r.seen(i, j)
		i = j
	}
	return i
}

// rowBegins reports whether the label of a row begins at a token.
func (r *runReader) rowBegins(i int) bool {
	if i >= len(r.tokens) {
		return false
	}
	is := r.labelAt(i)
	return is.tokens > 0 && r.v.is(is.word, rowLabel)
}

// likelyRow reports whether figures behind an unknown text make a row: as many as the
// row before has, or the text has the number of a row or resembles one.
func (r *runReader) likelyRow(row int, t *token, filled, cells int) bool {
	k := len(r.v.columnsOf(row))
	if filled == k || cells >= k && r.piped {
		return true
	}
	key := spell(t.key)
	for _, name := range r.v.names {
		if resembles(key, name.key) {
			return true
		}
	}
	return false
}
