package rules_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"reportlint/lint/form"
)

// figures are the cells of a filled form, by table, row and column.
type figures map[string]int

func cellID(table, row, column string) string { return table + "/" + row + "/" + column }

// balanced returns figures that every sum of a form holds for, none above limit in a
// single outcome.
func balanced(f *form.Form, rng *rand.Rand, limit int) figures {
	out := figures{}
	any := func() int {
		if limit == 0 || rng.IntN(3) == 0 {
			return 0
		}
		return rng.IntN(limit + 1)
	}
	for _, t := range f.Tables {
		for _, b := range t.Blocks {
			for _, r := range b.Rows {
				for _, c := range b.Columns {
					out[cellID(t.ID, r.ID, c.ID)] = any()
				}
			}
		}
		switch t.ID {
		case "disclosure":
			for _, c := range t.Blocks[0].Columns {
				out[cellID(t.ID, "regulations", c.ID)] = 0
			}
		case "requests":
			balanceRequests(t, out, rng)
		case "disputes":
			for _, r := range t.Blocks[0].Rows {
				id := func(c string) string { return cellID(t.ID, r.ID, c) }
				out[id("total")] = out[id("upheld")] + out[id("corrected")] + out[id("otherwise")] + out[id("pending")]
			}
		}
	}
	return out
}

func balanceRequests(t form.Table, out figures, rng *rand.Rand) {
	b := t.Blocks[0]
	outcomes := slices.DeleteFunc(slices.Clone(b.Rows), func(r form.Row) bool {
		return slices.Contains([]string{"new", "carried-in", "handled", "carried-out"}, r.ID)
	})
	for _, c := range b.Columns {
		id := func(row string) string { return cellID(t.ID, row, c.ID) }
		handled := 0
		for _, r := range outcomes {
			handled += out[id(r.ID)]
		}
		in := handled + out[id("carried-out")]
		out[id("handled")] = handled
		out[id("carried-in")] = rng.IntN(in + 1)
		out[id("new")] = in - out[id("carried-in")]
	}
	for _, r := range b.Rows {
		sum := 0
		for _, c := range b.Columns[:6] {
			sum += out[cellID(t.ID, r.ID, c.ID)]
		}
		out[cellID(t.ID, r.ID, "total")] = sum
	}
}

// slot is a cell of a table laid out with merged cells, at its upper left corner.
type slot struct {
	text          string
	id            string // of a figure
	width, height int
}

// laid is a table laid out: what covers each place, and which cells begin in each row.
type laid struct {
	columns int
	at      [][]*slot
	begins  [][]*slot
}

func (l *laid) row(cells ...*slot) {
	n := len(l.begins)
	l.begins = append(l.begins, cells)
	for len(l.at) <= n {
		l.at = append(l.at, make([]*slot, l.columns))
	}
	column := 0
	for _, c := range cells {
		for l.at[n][column] != nil {
			column++
		}
		for y := range c.height {
			for len(l.at) <= n+y {
				l.at = append(l.at, make([]*slot, l.columns))
			}
			for x := range c.width {
				l.at[n+y][column+x] = c
			}
		}
	}
}

func label(text string, width, height int) *slot {
	return &slot{text: text, width: width, height: height}
}

// layTable lays a table of the form out as the form prints it.
func layTable(t form.Table) *laid {
	switch t.ID {
	case "disclosure":
		return layDisclosure(t)
	case "requests":
		return layRequests(t)
	}
	return layDisputes(t)
}

func layDisclosure(t form.Table) *laid {
	l := &laid{columns: 4}
	for _, b := range t.Blocks {
		l.row(label(b.Head, 4, 1))
		widths := map[int][]int{1: {3}, 2: {1, 2}, 3: {1, 1, 1}}[len(b.Columns)]
		heads := []*slot{label("信息内容", 1, 1)}
		for i, c := range b.Columns {
			heads = append(heads, label(c.Label, widths[i], 1))
		}
		l.row(heads...)
		for _, r := range b.Rows {
			cells := []*slot{label(r.Name(), 1, 1)}
			for i, c := range b.Columns {
				cells = append(cells, &slot{id: cellID(t.ID, r.ID, c.ID), width: widths[i], height: 1})
			}
			l.row(cells...)
		}
	}
	return l
}

func layRequests(t form.Table) *laid {
	b := t.Blocks[0]
	l := &laid{columns: 10}
	l.row(label("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), label("申请人情况", 7, 1))
	l.row(label("自然人", 1, 2), label("法人或其他组织", 5, 1), label("总计", 1, 2))
	var middle []*slot
	for _, c := range b.Columns[1:6] {
		middle = append(middle, label(c.Label, 1, 1))
	}
	l.row(middle...)
	under := func(depth int, name string) (n int) {
		for _, r := range b.Rows {
			if len(r.Label) > depth+1 && r.Label[depth] == name {
				n++
			}
		}
		return n
	}
	seen := map[string]bool{}
	for _, r := range b.Rows {
		var cells []*slot
		for depth, name := range r.Label[:len(r.Label)-1] {
			if !seen[name] {
				seen[name] = true
				cells = append(cells, label(name, 1, under(depth, name)))
			}
		}
		cells = append(cells, label(r.Name(), 4-len(r.Label), 1))
		for _, c := range b.Columns {
			cells = append(cells, &slot{id: cellID(t.ID, r.ID, c.ID), width: 1, height: 1})
		}
		l.row(cells...)
	}
	return l
}

func layDisputes(t form.Table) *laid {
	b := t.Blocks[0]
	l := &laid{columns: 15}
	l.row(label("行政复议", 5, 1), label("行政诉讼", 10, 1))
	var heads, inner, figures []*slot
	for _, c := range b.Columns {
		heads = append(heads, label(c.Label, 1, 2))
		inner = append(inner, label(c.Label, 1, 1))
	}
	l.row(append(heads, label("未经复议直接起诉", 5, 1), label("复议后起诉", 5, 1))...)
	l.row(append(inner, inner...)...)
	for _, r := range b.Rows {
		for _, c := range b.Columns {
			figures = append(figures, &slot{id: cellID(t.ID, r.ID, c.ID), width: 1, height: 1})
		}
	}
	l.row(figures...)
	return l
}

// sheet is a draft being written, which remembers where each figure stands.
type sheet struct {
	strings.Builder
	values figures
	shown  map[string]string // figures that are to be written in another way
	where  map[string][2]int
}

// cell writes what stands in a slot.
func (s *sheet) cell(c *slot) {
	if c.id == "" {
		s.WriteString(c.text)
		return
	}
	text, ok := s.shown[c.id]
	if !ok {
		text = fmt.Sprint(s.values[c.id])
	}
	s.where[c.id] = [2]int{s.Len(), s.Len() + len(text)}
	s.WriteString(text)
}
