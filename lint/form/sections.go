package form

import (
	"slices"
	"strings"
	"unicode/utf8"

	"reportlint/lint/arena"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// Section is a part of the form as it stands in a draft: its title line and what follows
// up to the next one.
type Section struct {
	Part  *Part
	Index int        // of the part in the scheme
	Title draft.Text // the title as written, with its number
	// Number is the number that it is given, 0 where it has none.
	Number int
	// Named says how well the title is the one that the form prescribes.
	Named Naming

	first, last int // its items, without the title: [first, last)
}

// Naming says how a section's title stands to the one that the form prescribes.
type Naming int

// How a section is named.
const (
	AsPrescribed Naming = iota
	InOtherUse          // one of the other titles that do no harm
	Misnamed            // found by its number, its words and its place
)

// maxTitle bounds the length of a line that may be the title of a section, in characters.
const maxTitle = 40

// candidate is a line that may be the title of a section.
type candidate struct {
	item   int
	number numbering
	bare   string // the key of the line without its number
}

// findSections finds the parts of the scheme among the items.
func (l *lexicon) findSections(a *arena.Arena, s *Scheme, items []item) []Section {
	candidates := l.titleLines(a, items)
	out := arena.Make[Section](a, 0, len(l.parts)+2)
	for _, c := range candidates {
		if is, ok := l.titles[c.bare]; ok && !(is.Named == InOtherUse && c.number.value > 0 && (c.number.arabic || c.number.value != is.Index+1)) {
			out = append(out, section(items, c, is.Part, is.Index, is.Named))
		}
	}
	out = withoutContents(out, items)
	out = l.addMisnamed(s, out, candidates, items)
	slices.SortStableFunc(out, func(a, b Section) int { return a.first - b.first })
	for i := range out {
		out[i].last = len(items)
		if i+1 < len(out) {
			out[i].last = out[i+1].first - 1
		}
	}
	return out
}

func section(items []item, c candidate, p *Part, index int, naming Naming) Section {
	return Section{
		Part: p, Index: index, Title: items[c.item].raw, Number: c.number.value, Named: naming,
		first: c.item + 1,
	}
}

// titleLines returns the lines that look like titles of sections: short, with a number
// that is not in brackets or marked as a heading, and no label of a table.
func (l *lexicon) titleLines(a *arena.Arena, items []item) []candidate {
	const some = 32
	out := arena.Make[candidate](a, 0, some)
	for i := range items {
		f := withoutNote(items[i].fold.String())
		if items[i].table != nil || f == "" || longer(f, maxTitle) || strings.Contains(f, "|") {
			continue
		}
		n, ok := numbered(f)
		if ok && n.inside || halts(strings.TrimRight(f, "。:;")) {
			continue
		}
		if l.exact[l.word(f).id] || figured(items[i].raw.String()) {
			continue
		}
		out = append(out, candidate{item: i, number: n, bare: bareKey(f)})
	}
	return out
}

// withoutNote is a line without the bracket at its end, in which a title says in what its table counts, or where that
// stands: (单位:件), (见下表).
func withoutNote(s string) string {
	if i := strings.LastIndex(s, "("); i > 0 && strings.HasSuffix(s, ")") {
		return strings.TrimRight(s[:i], " ")
	}
	return s
}

// figured reports whether a line holds several amounts, or what stands for one, that tabs or spaces
// part, as a row does.
func figured(s string) bool {
	const several = 2
	n := 0
	for field := range strings.FieldsSeq(s) {
		if stateOf(field, draft.FoldString(field)).value() {
			n++
		}
	}
	return n >= several
}

// withoutContents leaves out a list of contents: three or more titles one right after
// the other, where the same parts stand again further down.
func withoutContents(sections []Section, items []item) []Section {
	for i := 0; i < len(sections); {
		j := i + 1
		for j < len(sections) && sections[j].first == sections[j-1].first+1 {
			j++
		}
		var keep []Section // the last line of the run may be the first title itself
		for k := i; k < j && j-i >= 3; k++ {
			if !slices.ContainsFunc(sections[k+1:], func(t Section) bool { return t.Index == sections[k].Index }) {
				keep = append(keep, sections[k])
			}
		}
		if j-i >= 3 && len(keep) < j-i {
			return slices.Concat(sections[:i], keep, sections[j:])
		}
		i = j
	}
	return sections
}

// addMisnamed looks for parts that are there under another title: between the parts
// that the form puts around them, by words, by likeness, or by number.
func (l *lexicon) addMisnamed(s *Scheme, found []Section, candidates []candidate, items []item) []Section {
	taken := map[int]bool{}
	for _, f := range found {
		taken[f.first-1] = true
	}
	for k := range s.Parts {
		if slices.ContainsFunc(found, func(f Section) bool { return f.Index == k }) {
			continue
		}
		after, before := around(found, k, len(items))
		level := titleLevel(found, items)
		best, bestScore := candidate{item: -1}, 0.0
		for _, c := range candidates {
			if c.item < after || c.item >= before || taken[c.item] {
				continue
			}
			if score := l.parts[k].score(k, c, items, level); score > bestScore {
				best, bestScore = c, score
			}
		}
		if best.item >= 0 {
			taken[best.item] = true
			found = append(found, section(items, best, &s.Parts[k], k, Misnamed))
		}
	}
	return found
}

// around returns the items between which a missing part belongs.
func around(found []Section, k, end int) (after, before int) {
	before = end
	for _, f := range found {
		if f.Index < k {
			after = max(after, f.first)
		}
	}
	for _, f := range found {
		if f.Index > k && f.first-1 >= after {
			before = min(before, f.first-1)
		}
	}
	return after, before
}

// score says how surely a line is the title of the k-th part, which these are the words of,
// under another name, where the known parts stand at a level of heading; 0 is not at all.
func (p partWords) score(k int, c candidate, items []item, level int) float64 {
	it := &items[c.item]
	if c.number.value == 0 && it.level == 0 && !it.bold || c.number.arabic {
		return 0
	}
	rightNumber := c.number.value == k+1
	if it.level > 0 && int(it.level) != level && !rightNumber {
		return 0
	}
	score := 0.0
	for _, word := range p.words {
		if strings.Contains(c.bare, word) {
			score = 1
		}
	}
	if a := alike(spell(c.bare), p.bare); a >= near {
		score += a
	}
	if score == 0 && (c.number.end == 0 || it.level > 0 && int(it.level) != level) {
		return 0 // 一年里只收到1件 has no number, though it begins like one
	}
	if rightNumber {
		score++
	}
	if score == 1 && c.number.value != 0 && !rightNumber {
		return 0 // a word alone, under another number, is a heading inside some other part
	}
	return score
}

// titleLevel returns the level of heading at which the known parts stand, 0 if they are
// plain lines or there are none.
func titleLevel(found []Section, items []item) int {
	counts := map[int]int{}
	best := 0
	for _, f := range found {
		level := int(items[f.first-1].level)
		if counts[level]++; counts[level] > counts[best] || counts[level] == counts[best] && level < best {
			best = level
		}
	}
	return best
}

// liftTitles puts the title of a part that is the first row of a table before it, as a line, where
// no line has that title.
func (l *lexicon) liftTitles(items []item) []item {
	var out []item
	var titled []bool // by part; nil until a table has a title
	done := 0
	for i := range items {
		title, part := l.titleRow(items[i].table)
		if part < 0 {
			continue
		}
		if titled == nil {
			titled = l.titled(items)
		}
		if titled[part] {
			continue
		}
		titled[part] = true
		out = append(out, items[done:i]...)
		out = append(out, item{raw: title, fold: title.Fold(), block: items[i].block})
		done = i
	}
	if out == nil {
		return items
	}
	return append(out, items[done:]...)
}

// titled returns of which parts lines have the title.
func (l *lexicon) titled(items []item) []bool {
	out := make([]bool, len(l.parts))
	for i := range items {
		if is, ok := l.titles[bareKey(items[i].fold.String())]; ok {
			out[is.Index] = true
		}
	}
	return out
}

// titleRow returns the text of the first row of a table, if nothing stands there but the title of a
// part with its number, and which part that is; else -1.
func (l *lexicon) titleRow(t *draft.Table) (title draft.Text, part int) {
	if t == nil || len(t.Rows) == 0 {
		return title, -1
	}
	for _, c := range t.Rows[0].Slots {
		switch {
		case c.Blank() || title.Len() > 0 && c.Text.String() == title.String():
		case title.Len() > 0:
			return title, -1
		default:
			title = c.Text
		}
	}
	n, _ := numbered(title.Fold().String())
	is, ok := l.titles[bareKey(title.Fold().String())]
	if !ok || n.value != is.Index+1 {
		return title, -1
	}
	return title, is.Index
}

// splitGlued cuts lines in which whole reports were run together ("…31日。一、总体情况
// 2024年…") at the titles of the parts, so that each title is a line. It does so only where
// most parts are not lines of their own.
func (l *lexicon) splitGlued(items []item) []item {
	var titles []string
	for _, p := range l.parts {
		if slices.ContainsFunc(items, func(it item) bool { return it.fold.String() == p.title }) {
			continue
		}
		titles = append(titles, p.title)
	}
	if len(titles)*2 <= len(l.parts) {
		return items
	}
	var out []item
	done := 0
	for i := range items {
		it := &items[i]
		cuts := titlesIn(it.fold.String(), titles)
		if it.table != nil || len(cuts) == 0 {
			continue
		}
		out = append(out, items[done:i]...)
		done = i + 1
		at := 0
		for _, cut := range append(cuts, diag.Span{Start: it.fold.Len(), End: it.fold.Len()}) {
			for _, piece := range []draft.Text{it.fold.Slice(at, cut.Start), it.fold.Slice(cut.Start, cut.End)} {
				if piece.Len() > 0 {
					out = append(out, item{raw: piece, fold: piece, block: it.block, images: it.images})
					it.images = 0
				}
			}
			at = cut.End
		}
	}
	if done == 0 {
		return items
	}
	return append(out, items[done:]...)
}

// titlesIn finds where the titles stand within a line, in order; a title in a list of
// titles, with a comma behind it, does not count.
func titlesIn(line string, titles []string) []diag.Span {
	var cuts []diag.Span
	at := 0
	for _, title := range titles {
		i := strings.Index(line[at:], title)
		if i < 0 {
			continue
		}
		start := at + i
		end := start + len(title)
		next, _ := utf8.DecodeRuneInString(line[end:])
		if strings.ContainsRune("、,;。\"》)", next) {
			continue
		}
		cuts = append(cuts, diag.Span{Start: start, End: end})
		at = end
	}
	if len(cuts) < 3 {
		return nil
	}
	return cuts
}
