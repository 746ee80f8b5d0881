package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"reportlint/lint/draft"
	"reportlint/lint/form"
)

// Whether a number that is none of the sums it may mean is told as a part: of one of them, or of
// a whole that the tables do not have; or counts something else.

// partOf reports whether a number is told as a part of one that the sentence states too: 废止2件，
// 其中专项清理废止1件; 单独制发5件，联合制发2件，共7件.
func (s *shape) partOf(part *mark, whole draft.Value) bool {
	if part.quantity.Value.Cmp(whole) > 0 {
		return false
	}
	return slices.ContainsFunc(s.marks, func(m mark) bool {
		if max(m.at-part.at, part.at-m.at) > reach || !alike(&m, part) || m.quantity.Value.Cmp(whole) != 0 {
			return false
		}
		if m.at < part.at {
			_, own, parts := strings.Cut(s.s[m.at:part.at], "其中")
			return parts && !strings.ContainsAny(strings.TrimPrefix(own, ","), ",;:")
		}
		lead, total := cutTotal(s.lead(&m))
		return m.at > part.at && total && lead == ","
	})
}

// addendOf reports whether a number and those beside it that are told by the same word, or as what is
// left, make a whole: 合并答复10件，单独答复134件; 5件被告知不掌握，另外2件经检索没有. What is a sum of its own is none of them: 直接起诉7件、复议后起诉6件.
func (s *shape) addendOf(part *mark, whole draft.Value, all []*meaning) bool {
	n := s.from(part.at)
	left := func(i int) bool { // it stands right behind the part
		if i != n+1 {
			return false
		}
		lead := s.lead(&s.marks[i])
		return !strings.Contains(lead, ";") && slices.ContainsFunc([]string{"另外", "另有", "其余"}, func(word string) bool { return strings.HasSuffix(lead, word) })
	}
	var sum draft.Value
	word := lastWord(s, part)
	for i := max(n-maxParts, 0); i < min(n+maxParts, len(s.marks)); i++ {
		if m := &s.marks[i]; alike(m, part) && left(i) {
			sum = sum.Add(m.quantity.Value)
		} else if alike(m, part) && lastWord(s, m) == word {
			if told := meaningOf(all, m); told == nil || told.sum == nil {
				sum = sum.Add(m.quantity.Value)
			}
		}
	}
	return sum.Cmp(part.quantity.Value) != 0 && sum.Cmp(whole) == 0
}

// sumWithOthers reports whether a number is what those right before it in the sentence make, of which some
// are no figures of the tables: 答复咨询320件，答复申请203件，共答复523件.
func (s *shape) sumWithOthers(whole *mark, all []*meaning) bool {
	var sum draft.Value
	others := false
	n := s.from(whole.at)
	for i := n - 1; i >= max(n-maxParts, 0) && alike(&s.marks[i], whole); i-- {
		m := &s.marks[i]
		sum = sum.Add(m.quantity.Value)
		others = others || meaningOf(all, m) == nil
		if sum.Cmp(whole.quantity.Value) == 0 {
			return others && i < n-1
		}
	}
	return false
}

// isShareOf reports whether a percentage right behind a number says that it is that share of a whole:
// 对企业的行政许可决定6210件，占33.7%.
func (s *shape) isShareOf(part *mark, whole draft.Value) bool {
	n := s.from(part.at) + 1
	if n >= len(s.marks) || s.marks[n].char != percentMark || part.quantity.Value.Cmp(whole) >= 0 {
		return false
	}
	lead := s.lead(&s.marks[n])
	return strings.Contains(lead, "占") && !strings.ContainsAny(lead, ";。") &&
		agrees(s.marks[n].quantity, []ratio{{percent: percent(part.quantity.Value, whole), by: []*mark{part}}})
}

// Bounds of the text under a heading in which the other parts of a number are looked for, in each direction.
const (
	maxPassages = 12
	maxAround   = len("字") * 600
)

// toldInParts reports whether a number and others that the text about it, under the same heading, tells by
// the same word make a whole: 部机关新收312件。流域机构新收117件.
func (c *context) toldInParts(r *form.Report, s *shape, part *mark, whole draft.Value) bool {
	word := toldBy(s, part)
	if word == "" || part.quantity.Value.Cmp(whole) >= 0 {
		return false
	}
	var sum draft.Value
	parts := 0
	add := func(passage *form.Passage) {
		s := shapeOf(passage.Text)
		for i := range s.marks {
			m := &s.marks[i]
			if by := toldBy(&s, m); alike(m, part) && by != "" && (strings.HasSuffix(by, word) || strings.HasSuffix(word, by)) && m.quantity.Value.Cmp(whole) < 0 {
				sum = sum.Add(m.quantity.Value)
				parts++
			}
		}
	}
	walk := func(from, step int) {
		size := 0
		for i := from; i >= 0 && i < len(r.Passages) && step*(i-from) < maxPassages; i += step {
			passage := &r.Passages[i]
			if size += passage.Text.Len(); passage.Section != c.passage.Section || passage.Under.String() != c.passage.Under.String() || size > maxAround {
				return
			}
			add(passage)
		}
	}
	for i := range r.Passages {
		if &r.Passages[i] == c.passage {
			walk(i, 1)
			walk(i-1, -1)
			break
		}
	}
	return parts > 1 && sum.Cmp(whole) == 0
}

// toldBy is the last word in front of a number, of four characters at most, or what there is of it behind a mark.
func toldBy(s *shape, m *mark) string {
	word := []rune(behindMark(s.lead(m)))
	return string(word[max(len(word)-4, 0):])
}

// behindMark is what stands behind the last mark of punctuation of a text.
func behindMark(s string) string {
	i := strings.LastIndexAny(s, ",、;:。()")
	if i < 0 {
		return s
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return s[i+size:]
}

// lastWord is what a number is told by: the last two characters in front of it.
func lastWord(s *shape, m *mark) string {
	chars := []rune(s.lead(m))
	return string(chars[max(len(chars)-2, 0):])
}

// acrossSemicolons calls a function with the shape of the full sentence, up to its full stops, that a
// mark of a sentence stands in, and with that mark there; false where it is no longer than the sentence.
func (c *context) acrossSemicolons(m *mark, s *shape, yield func(whole *shape, same *mark) bool) bool {
	passage := c.passage.Text.String()
	at := c.start + m.quantity.Start
	start, end := stretchAt(passage, at)
	if end-start <= s.text.Len() {
		return false
	}
	whole := shapeOf(c.passage.Text.Slice(start, end))
	i := slices.IndexFunc(whole.marks, func(same mark) bool { return same.char == m.char && start+same.quantity.Start == at })
	return i >= 0 && yield(&whole, &whole.marks[i])
}

// toldBefore are the sums that the text before, under the same heading, has told as they are. Who
// has told how many requests were answered, and then of fewer, speaks of some of them: 办结144件。按期办结133件.
type toldBefore struct {
	section *form.Section
	under   string
	sums    []cellSum
}

// enter goes on to a passage.
func (t *toldBefore) enter(passage *form.Passage) {
	if under := passage.Under.String(); passage.Section != t.section || under != t.under {
		*t = toldBefore{section: passage.Section, under: under, sums: t.sums[:0]}
	}
}

// add notes that a sum was told. There are no more of them than the pack names.
func (t *toldBefore) add(sum cellSum) {
	if !t.has(sum) {
		t.sums = append(t.sums, sum)
	}
}

func (t *toldBefore) has(sum cellSum) bool {
	return slices.ContainsFunc(t.sums, func(other cellSum) bool { return slices.Equal(sum, other) })
}

// larger reports whether one of the sums that a number may be was told, and is more.
func (t *toldBefore) larger(m *meaning, shown [][]term) bool {
	if slices.ContainsFunc(shown, func(terms []term) bool { return total(terms).Cmp(m.mark.quantity.Value) <= 0 }) {
		return false
	}
	return slices.ContainsFunc(m.figures, func(f *figure) bool {
		return slices.ContainsFunc(f.cells, t.has)
	})
}

// ofAll reports whether the clause of a number says that it is of all of the year: 2024年共收到申请5件, 全年我镇共收到申请5件.
func (s *shape) ofAll(m *mark) bool {
	start := max(strings.LastIndexAny(s.s[:m.at], ",;:。")+1, back(s.s, m.at))
	opens, _, total := strings.Cut(s.s[start:m.at], "共")
	for _, word := range []string{string(dateMark), "全年", "本年", "年内"} {
		if self, found := strings.CutPrefix(opens, word); found {
			self = strings.TrimPrefix(self, "度")
			return total && (self == "" || utf8.RuneCountInString(self) == 2 && strings.ContainsRune("我本全", firstOf(self)))
		}
	}
	return false
}

// ofAnother reports whether a number is told as a part of a whole that the tables do not have:
// 李某提出的21件申请，予以公开3件、无法提供18件. It is one if the sentence says so (转来的6件中，予以公开2件) and
// what the tables have is more than that whole, or if the numbers behind the whole make it.
func (a agree) ofAnother(l *ledger, s *shape, part *meaning, all []*meaning, shown [][]term) bool {
	n := s.from(part.mark.at)
	for k := max(n-maxParts, 0); k < n; k++ {
		whole := &s.marks[k]
		of := whole.quantity.Value
		if !alike(whole, part.mark) || part.mark.quantity.Value.Cmp(of) > 0 {
			continue
		}
		if told := meaningOf(all, whole); told != nil && told.sum == nil {
			continue
		}
		within := slices.ContainsFunc(shown, func(terms []term) bool { return total(terms).Cmp(of) <= 0 })
		if !within && s.setsApart(k) || s.dividedBehind(k, n) && !(within && a.isFigure(l, of, shown[0][0].table)) {
			return true
		}
	}
	return false
}

// isFigure reports whether a number is what any figure of the pack may be in a table.
func (a agree) isFigure(l *ledger, number draft.Value, in *form.Filled) bool {
	for _, f := range a.figures {
		for _, sum := range f.cells {
			if terms, known := l.terms(sum); known && len(terms) > 0 && terms[0].table == in && total(terms).Cmp(number) == 0 {
				return true
			}
		}
	}
	return false
}

// dividedBehind reports whether two or more numbers right behind the k-th, the n-th among them,
// make it.
func (s *shape) dividedBehind(k, n int) bool {
	var sum draft.Value
	for i := k + 1; i < min(k+maxParts, len(s.marks)) && alike(&s.marks[i], &s.marks[k]); i++ {
		if sum = sum.Add(s.marks[i].quantity.Value); sum.Cmp(s.marks[k].quantity.Value) >= 0 {
			return sum.Cmp(s.marks[k].quantity.Value) == 0 && i >= n && i > k+1
		}
	}
	return false
}

// meaningOf returns what is known of a number, of some that stand in the order of the text; nil if nothing is.
func meaningOf(all []*meaning, m *mark) *meaning {
	i, found := slices.BinarySearchFunc(all, m.at, func(known *meaning, at int) int { return known.mark.at - at })
	if !found {
		return nil
	}
	return all[i]
}

// setsApart reports whether what stands behind the k-th number is told as part of it: 6件中, 6件，其中.
func (s *shape) setsApart(k int) bool {
	behind := s.s[s.marks[k].at+len(string(s.marks[k].char)):]
	if i := strings.IndexAny(behind, ",;:。#¤%@"); i >= 0 && strings.HasSuffix(behind[:i], "中") {
		return true
	}
	if i := strings.IndexAny(behind, ",("); i >= 0 && !strings.ContainsAny(behind[:i], "#¤%@;:。") {
		return strings.HasPrefix(behind[i+1:], "其中")
	}
	return false
}

// ofNamedColumn reports whether a number is what stands in the rows of a sum under another
// head, which the sentence names, and not in the last column, where totals are: 自然人申请158件，
// 办结155件.
func ofNamedColumn(terms []term, sentence string, number draft.Value) bool {
	columns := terms[0].row.Block.Columns
	if terms[0].column.ID != columns[len(columns)-1].ID || strings.Contains(sentence, terms[0].column.Label) {
		return false
	}
	for i := range columns {
		column := &columns[i]
		for _, head := range []string{column.Label, column.Over} {
			if len(head) < len("自然人") || column.ID == terms[0].column.ID || !strings.Contains(sentence, head) { // 其他 is a word like any other
				continue
			}
			var sum draft.Value
			for _, t := range terms {
				for k := range t.row.Block.Columns {
					if c := &t.row.Block.Columns[k]; (c.Label == head || c.Over == head) && t.row.Cells[k].State == form.Number {
						sum = sum.Add(t.row.Cells[k].Amount.Value)
					}
				}
			}
			if sum.Cmp(number) == 0 {
				return true
			}
		}
	}
	return false
}

// beyond reports whether a number is so many times all that it may mean, and no slip of any of it,
// that it must count something else: 热线工单办结214426件. Of money 万 may have been forgotten.
func (m *meaning) beyond(all []*meaning) bool {
	const times, least = 10, 10
	return !m.amongTold(all) && m.apartFrom(func(v, should draft.Value) bool {
		bound := should.Times(times)
		if floor := draft.Whole(least * times); bound.Cmp(floor) < 0 {
			bound = floor
		}
		return v.Cmp(bound) > 0
	})
}

// amongTold reports whether another number of the sentence is the one of the same table that its words
// say, so that this one is of the same things, and no figure met by chance.
func (m *meaning) amongTold(all []*meaning) bool {
	const byChance = 2 // small numbers agree with something or other
	return slices.ContainsFunc(all, func(other *meaning) bool {
		return other != m && other.sum != nil && other.mark.quantity.Value.Cmp(draft.Whole(byChance)) > 0 && other.sum[0].table == m.figures[0].cells[0][0].table
	})
}

// some reports whether a number is so small a part of all that it may mean, and no slip of any of it, that
// it counts some of them: 加强生态环境执法，作出行政处罚64件 where there are 18952. What stands beside such a
// number, and is less than half, counts some as well. A number of five digits was looked up, as that of
// all are, and one that is said to be of all is; and none are all as well as some.
func (m *meaning) some(s *shape, all []*meaning) bool {
	return m.below(s, 4, 30) || m.below(s, 2, 2) && slices.ContainsFunc(all, func(other *meaning) bool { return other.below(s, 4, 30) })
}

// below reports whether a number is less than one in so many of each sum that it may mean, which are of
// no fewer than least.
func (m *meaning) below(s *shape, share, least int64) bool {
	const lookedUp = 10_000
	clause := s.s[back(s.s, m.mark.at):m.mark.at]
	clause = clause[strings.LastIndexAny(clause, ",;:。")+1:]
	if slices.ContainsFunc([]string{"全年", "全省", "全市", "全县", "全区", "全镇", "共"}, func(word string) bool { return strings.Contains(clause, word) }) {
		return false
	}
	return m.apartFrom(func(v, should draft.Value) bool {
		return v.Sign() > 0 && v.Cmp(draft.Whole(lookedUp)) < 0 && should.Cmp(draft.Whole(least)) >= 0 && v.Times(share).Cmp(should) < 0
	})
}

// miswritten reports whether a number of three digits or more is a sum that it may mean with two of them
// in the wrong order, and so no part of that.
func (m *meaning) miswritten() bool {
	v := m.mark.quantity.Value.String()
	return slices.ContainsFunc(m.shown, func(terms []term) bool { return swapped(v, total(terms).String()) })
}

// apartFrom reports whether a number of things is none of the sums that it may mean, no slip of any of
// them, and far from them all.
func (m *meaning) apartFrom(far func(v, should draft.Value) bool) bool {
	v := m.mark.quantity.Value
	return m.mark.char == countMark && len(m.shown) > 0 && !slices.ContainsFunc(m.shown, func(terms []term) bool {
		should := total(terms)
		return !far(v, should) || oneKey(v.String(), should.String())
	})
}
