package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// portion is a part of a whole that the sentence need not name, and the share that it is said to be.
type portion struct{ count, share *mark }

// parted holds shares that stand behind their parts (网上6件（60%）、信函4件（40%）), or behind
// all of them (网上6件、信函4件，分别占60%、40%), against these: where all but one are shares of
// one whole, that one is wrong. The whole is what the parts make, or, if two agree on it, a
// number before them. Those that were judged by themselves are known; of those that are settled no
// more is told.
func (c percentage) parted(p *lint.Pass, s *shape, known []*mark, settled settledShares) (judged int) {
	for i := 0; i < len(s.marks); i++ {
		all := c.pairs(s, i)
		if len(all) < 2 {
			all = c.respectively(s, i)
		}
		if len(all) < 2 || slices.ContainsFunc(all, func(part portion) bool { return slices.Contains(known, part.share) }) {
			continue
		}
		wrong, should := misfit(s, all, countsBefore(s, i))
		if should != nil {
			judged++
		} else if count := miscounted(s, all); count != nil && !settled.has(s, all[0].share) {
			judged++
			p.Report(*count)
			should = &ratio{}
		}
		if wrong != nil && !settled.has(s, wrong.share) {
			p.Report(should.finding(s, wrong.share, ""))
		}
		if should != nil {
			for _, part := range all {
				settled.add(s, part.share)
			}
		}
		i += 2*len(all) - 1
	}
	return judged
}

// settledShares are the percentages that were judged, by where they stand: a sentence is read once by
// itself and once with those that semicolons join to it.
type settledShares map[diag.Span]bool

func (all settledShares) add(s *shape, m *mark) {
	all[s.text.Span(m.quantity.Start, m.quantity.End)] = true
}

func (all settledShares) has(s *shape, m *mark) bool {
	return all[s.text.Span(m.quantity.Start, m.quantity.End)]
}

// maxBetween bounds what stands between a share and the next part, in characters.
const maxBetween = 30

// pairs returns the parts from the i-th mark on that each have their share behind them.
func (c percentage) pairs(s *shape, i int) (all []portion) {
	for ; i+1 < len(s.marks); i += 2 {
		count, share := &s.marks[i], &s.marks[i+1]
		if count.char != countMark || count.quantity.Rough || share.char != percentMark || share.quantity.Rough || !s.matches(c.beside, s.lead(share)) {
			break
		}
		if len(all) > 0 && (!alike(count, all[0].count) || utf8.RuneCountInString(s.lead(count)) > maxBetween) {
			break
		}
		all = append(all, portion{count, share})
	}
	return all
}

// respectively returns the parts from the i-th mark on whose shares stand behind them all.
func (c percentage) respectively(s *shape, i int) (all []portion) {
	n := 0
	for i+n < len(s.marks) && n <= maxParts && s.marks[i+n].char == countMark && !s.marks[i+n].quantity.Rough && alike(&s.marks[i+n], &s.marks[i]) {
		n++
	}
	if n < 2 || n > maxParts || i+2*n > len(s.marks) || s.marks[i+n].char != percentMark || !s.matches(c.each, s.lead(&s.marks[i+n])) {
		return nil
	}
	for k := range n {
		share := &s.marks[i+n+k]
		if share.char != percentMark || share.quantity.Rough || k > 0 && !inList(s.lead(share)) {
			return nil
		}
		all = append(all, portion{&s.marks[i+k], share})
	}
	if i+2*n < len(s.marks) && s.marks[i+2*n].char == percentMark {
		return nil // there are more shares than parts
	}
	return all
}

// misfit returns the portion whose share is not one of the whole, nil if all are, and what that
// share should be; should is nil where the whole is not known. That a number before them is the whole
// is known by two shares, or by one where the other was written for its own by one slip, or where 其中 has them be
// parts of the nearest one.
func misfit(s *shape, all []portion, before []*mark) (wrong *portion, should *ratio) {
	var sum draft.Value
	for _, part := range all {
		sum = sum.Add(part.count.quantity.Value)
	}
	least := 1
	for k := -1; k < len(before); k++ {
		whole, by := sum, []*mark(nil)
		if k >= 0 {
			whole, by, least = before[k].quantity.Value, []*mark{before[k]}, 2
			if k == 0 && strings.HasPrefix(s.lead(all[0].count), ",其中") {
				least = 1
			}
		}
		if whole.Sign() <= 0 {
			continue
		}
		fits, off := 0, -1
		for i, part := range all {
			if agrees(part.share.quantity, []ratio{{percent: percent(part.count.quantity.Value, whole), by: append([]*mark{part.count}, by...)}}) {
				fits++
			} else {
				off = i
			}
		}
		if fits < len(all)-1 || fits < least && !(fits > 0 && keyApart(s, all[off].share, percent(all[off].count.quantity.Value, whole))) {
			continue
		}
		if off < 0 {
			return nil, &ratio{}
		}
		if least == 1 && by != nil && all[off].ofPart(all[:off]) {
			continue // 300条，其中网站200条，占66.7%，原创100条，占50%
		}
		if by == nil {
			for i := range all {
				by = append(by, all[i].count)
			}
		} else {
			by = append(by, all[off].count)
		}
		if wrong == nil {
			wrong, should = &all[off], &ratio{percent: percent(all[off].count.quantity.Value, whole), by: by}
		}
	}
	return wrong, should
}

// ofPart reports whether a share is that of one of some parts.
func (p portion) ofPart(parts []portion) bool {
	return slices.ContainsFunc(parts, func(whole portion) bool {
		return agrees(p.share.quantity, of([]*mark{p.count}, []*mark{whole.count}))
	})
}

// sharesOfNamed returns what share, of the number right before the last one, that one can be, or with
// those that it goes with: 予以公开的66件,占办结总数175件的37.7%.
func (c percentage) sharesOfNamed(s *shape, i int) (out []ratio) {
	if i < 2 {
		return nil
	}
	whole := &s.marks[i-1]
	parts := countsBefore(s, i-1)
	if len(parts) == 0 || parts[0] != &s.marks[i-2] || whole.quantity.Rough || !alike(parts[0], whole) || !s.matches(c.adjoins, s.lead(whole)) {
		return nil
	}
	for k := 1; ; k++ {
		out = append(out, of(parts[:k], []*mark{whole})...)
		if k == len(parts) || !goesWith(s.lead(parts[k-1])) {
			return out
		}
	}
}

// listed reports whether the i-th mark, a percentage, stands in a list of such that are of the numbers
// of another list, one each: 建议30件和提案22件，占57.7%和42.3%.
func (s *shape) listed(i int) bool {
	joined := func(k int) bool { // to the one before
		return k > 0 && k < len(s.marks) && s.marks[k].char == percentMark && s.marks[k-1].char == percentMark && inList(s.lead(&s.marks[k]))
	}
	return joined(i) || joined(i+1)
}

// shares returns what share the number right in front can be of those before it. Where the
// sentence gives several shares, those before the first of them that has one can be the
// whole: the others are parts.
func (c percentage) shares(s *shape, i int) (out []ratio) {
	counts := countsBefore(s, i)
	if len(counts) < 2 {
		return nil
	}
	lead := s.lead(&s.marks[i])
	if c.jointly != nil && s.matches(c.jointly, lead) {
		n := s.together(counts, s.group(c.jointly, lead))
		if n == 0 {
			return nil
		}
		return of(counts[:n], counts[n:])
	}
	if !s.matches(c.adjoins, lead) {
		return nil
	}
	first := slices.IndexFunc(s.marks, func(m mark) bool { return m.char == percentMark && s.matches(c.share, s.s[back(s.s, m.at):m.at]) })
	before := counts[1:]
	if first < i {
		before = nil
		if ahead := countsBefore(s, first); len(ahead) > 1 {
			before = ahead[1:]
		}
	}
	parts := 1 // 公开44件、部分公开24件，占40.7%: that or both
	for parts < len(counts) && goesWith(s.lead(counts[parts-1])) {
		parts++
	}
	before = slices.Clone(before)
	slices.Reverse(before) // the farthest is mostly the whole
	for k := range parts {
		if k == 0 || len(out) > 0 {
			out = append(out, of(counts[:k+1], before)...)
		}
	}
	return out
}

// together returns how many of the numbers before a share, the nearest first, it is said to be of (15件、16件，两类合计占25.5%): as
// many as a word tells, or those of a list; 0 where it is not said.
func (s *shape) together(counts []*mark, word string) int {
	n := max(soMany(word), 1)
	for word == "" && n < len(counts) && goesWith(s.lead(counts[n-1])) {
		n++
	}
	if n < 2 || n > len(counts) {
		return 0
	}
	return n
}
