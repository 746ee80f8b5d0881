package check

import (
	"slices"
	"strings"
)

// What Chinese says with the same few words in every report, so that no pack has to: how the
// numbers of a sentence go together.

// inList reports whether a text is what joins the items of a list.
func inList(between string) bool {
	return between == "," || slices.Contains(joints(), between)
}

// goesWith reports whether what leads to a number sets it beside the one before it.
func goesWith(lead string) bool {
	return slices.ContainsFunc(joints(), func(joint string) bool { return strings.HasPrefix(lead, joint) })
}

func joints() []string { return []string{"、", "和", "及", "与", "以及"} }

// cutTotal takes the word off the end of what leads to a number that says that it is the sum
// of those before it, and reports whether there is one.
func cutTotal(lead string) (rest string, total bool) {
	for _, word := range []string{"合计", "总计", "共计", "一共", "总共", "共"} {
		if rest, total = strings.CutSuffix(lead, word); total {
			break
		}
	}
	return rest, total
}

// soMany is how many things a word tells that were named before it (两类合计), 0 if it tells none.
func soMany(word string) int {
	return map[string]int{"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}[word]
}
