package typeset

import (
	"strings"
)

// columnWidth is how wide the columns of drawn tables are, in characters of one column of the
// screen: most labels need several lines.
const columnWidth = 20

// drawn draws a table with walls around its cells, those that are merged too.
func drawn(s *Sheet, l *laid) {
	shown := map[*slot]bool{}
	s.WriteString("\n")
	for y, row := range l.at {
		wall(s, l, y)
		texts := make([][]string, len(row))
		lines := 1
		for x, c := range row {
			if !shown[c] && c.id == "" {
				shown[c] = true
				texts[x] = wrap(c.text, c.width*columnWidth-2)
				lines = max(lines, len(texts[x]))
			}
		}
		for n := range lines {
			for x := 0; x < len(row); {
				c := row[x]
				s.WriteString("| ")
				switch {
				case c.id != "" && n == 0:
					s.cell(c)
					pad(s, s.Figure(c.id), c.width*columnWidth-2)
				case n < len(texts[x]):
					s.WriteString(texts[x][n])
					pad(s, texts[x][n], c.width*columnWidth-2)
				default:
					pad(s, "", c.width*columnWidth-2)
				}
				x += c.width
			}
			s.WriteString("|\n")
		}
	}
	wall(s, l, len(l.at))
	s.WriteString("\n")
}

// wall draws what stands over a row.
func wall(s *Sheet, l *laid, y int) {
	through := func(x int) bool { return y > 0 && y < len(l.at) && l.at[y][x] == l.at[y-1][x] }
	for x := range l.columns {
		if x > 0 && through(x-1) && through(x) && l.at[y][x-1] == l.at[y][x] {
			s.WriteString(" ")
		} else if x > 0 && through(x-1) && through(x) || x == 0 && through(0) {
			s.WriteString("|")
		} else {
			s.WriteString("+")
		}
		if through(x) {
			pad(s, "", columnWidth-1)
		} else {
			s.WriteString(strings.Repeat("-", columnWidth-1))
		}
	}
	if y > 0 && y < len(l.at) && through(l.columns-1) {
		s.WriteString("|\n")
	} else {
		s.WriteString("+\n")
	}
}

// wrap cuts a text into lines that are no wider than so many columns.
func wrap(text string, width int) (lines []string) {
	line, used := "", 0
	for _, r := range text {
		if used += columns(r); used > width {
			lines, line, used = append(lines, line), "", columns(r)
		}
		line += string(r)
	}
	return append(lines, line)
}

// pad writes the blanks that a text lacks to be so many columns wide.
func pad(s *Sheet, text string, width int) {
	for _, r := range text {
		width -= columns(r)
	}
	s.WriteString(strings.Repeat(" ", max(width, 0)))
}

// columns is how many columns of the screen a character takes.
func columns(r rune) int {
	const chinese = 0x2e80
	if r >= chinese {
		return 2
	}
	return 1
}
