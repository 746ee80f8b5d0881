package html

import (
	"math/rand"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// TestAsBrowsersRead holds rows and cells of tables with missing and stray tags against
// a full HTML parser, which knows no positions.
func TestAsBrowsersRead(t *testing.T) {
	parts := strings.Fields(`<tr> <tr> <td> <td> <td> <th> </td> </th> </tr> <tbody> </tbody>
		<thead> </thead> <tfoot> <p> </p> <br> <b> </b> <span> </span> <div> </div> </caption>
		<o:p> </o:p> <h2> </h2> <li> </table> </form> <colgroup> <col> </font> <font> 一 二 三 四`)
	random := rand.New(rand.NewSource(1))
	for range 10_000 {
		page := "<!doctype html><body><table>"
		for range random.Intn(14) {
			page += parts[random.Intn(len(parts))]
		}
		page += "</table>"
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		d, _ := Parse(diag.NewFile("", []byte(page)))
		want, got := parsedRows(root), gridRows(d.Blocks)
		if !strings.Contains(strings.Join(want, ""), "|") {
			want = nil // rows without a single cell make no table
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%s\ngot  %q\nwant %q", page, got, want)
		}
	}
}

// parsedRows returns the rows of a page, each cell behind a "|".
func parsedRows(root *html.Node) []string {
	var rows []string
	for n := range root.Descendants() {
		switch {
		case n.Type == html.ElementNode && n.Data == "tr":
			rows = append(rows, "")
		case n.Type == html.ElementNode && (n.Data == "td" || n.Data == "th"):
			rows[len(rows)-1] += "|" + n.Data
			for text := range n.Descendants() {
				if text.Type == html.TextNode {
					rows[len(rows)-1] += text.Data
				}
			}
		}
	}
	return rows
}

func gridRows(blocks []draft.Block) []string {
	var rows []string
	for _, b := range blocks {
		if b.Table == nil {
			continue
		}
		for _, row := range b.Table.Rows {
			s := ""
			for _, c := range row.Slots {
				name := "|td"
				if c.Head {
					name = "|th"
				}
				s += name + c.Text.String()
			}
			rows = append(rows, s)
		}
	}
	return rows
}
