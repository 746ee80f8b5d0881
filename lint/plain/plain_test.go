package plain

import (
	"slices"
	"testing"

	"reportlint/lint/diag"
)

func TestParse(t *testing.T) {
	tests := []struct {
		name, source string
		want         []string
	}{
		{"nothing", "", nil},
		{"lines", "一\n二 三\n", []string{"一", "二 三"}},
		{"blank lines", "\n \n　\n一\n\n\u00a0\n二", []string{"一", "二"}},
		{"white space at the ends", "　　一\u00a0\t\n \u200b二 ", []string{"一", "二"}},
		{"CRLF and a lone CR", "一\r\n二\r三\r\r\n四\r", []string{"一", "二", "三", "四"}},
		{"a byte order mark", diag.BOM + "一\n", []string{"一"}},
		{"markup is text", "# 一\n| 1 |\n&amp;", []string{"# 一", "| 1 |", "&amp;"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d, limit := Parse(diag.NewFile("", []byte(test.source)))
			var got []string
			for _, b := range d.Blocks {
				line := b.Lines[0]
				got = append(got, line.String())
				if written := line.Where().Text(); written != line.String() {
					t.Errorf("%q was written as %q", line, written)
				}
			}
			if !slices.Equal(got, test.want) || limit != nil {
				t.Errorf("got %q, want %q, limit %v", got, test.want, limit)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(diag.BOM + "　一\r\n| 0 |\r\r\xff\u00a0"))
	f.Fuzz(func(t *testing.T, source []byte) {
		d, _ := Parse(diag.NewFile("", source))
		last := 0
		for _, b := range d.Blocks {
			at := b.Lines[0].Where()
			if at.Start < last || at.Empty() || at.Text() != b.Text().String() {
				t.Fatalf("%q is at %d to %d", b.Text(), at.Start, at.End)
			}
			last = at.End
		}
	})
}
