package rules

// Nearest returns which of the known words was probably meant. Words are alike when
// few letters are wrong, missing, too many or swapped: one in a short word, and one in
// three of a longer one.
func Nearest(word string, known []string) (string, bool) {
	const longest, most = 40, 200 // so that hostile packs cost little
	w := []rune(word)
	if len(w) > longest {
		return "", false
	}
	best, found := max(1, len(w)/3)+1, ""
	for _, k := range known[:min(len(known), most)] {
		if r := []rune(k); len(r) <= longest {
			if d := distance(w, r); d < best {
				best, found = d, k
			}
		}
	}
	return found, found != ""
}

// distance counts the letters to replace, insert, delete or swap with their neighbour.
func distance(a, b []rune) int {
	before, last := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row := make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
