package check

import (
	"math/big"
	"slices"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/pattern"
)

// Shares whose whole stands further up: before a semicolon, or in the sentence before.

// alone holds shares whose whole their sentence does not name against the numbers before them, up to
// the end of the sentence before: 新收申请477件，上年结转17件。其中自然人416件，占78.2%. What such a share is of
// is not said, so that one is told only if it is that of no number before it, and by one key that of
// a single one, or if 其中, or what it is said to be of, has it be of the only one that there is.
func (c percentage) alone(p *lint.Pass, in *context, s *shape, settled settledShares) (judged int) {
	var before *shape // nil until it is needed
	for i := 1; i < len(s.marks); i++ {
		m, part := &s.marks[i], &s.marks[i-1]
		if m.char != percentMark || m.quantity.Rough || part.char != countMark || part.quantity.Rough || settled.has(s, m) ||
			!s.matches(c.share, s.s[back(s.s, m.at):m.at]) || !s.matches(c.adjoins, s.lead(m)) || goesWith(s.lead(part)) || s.listed(i) {
			continue
		}
		if before == nil {
			read := in.shapeBefore()
			before = &read
		}
		w := wholes{of: s, part: part, share: m, named: wholeOf(s.lead(m)), total: c.total}
		w.find(before, i-1)
		if len(w.all) == 0 {
			continue
		}
		judged++
		if i == 1 && strings.HasPrefix(s.s, "其中") && len(w.all) == 1 || w.only() { // there is nothing else that it can be of
			w.near = w.fits
		}
		if len(w.near) != 1 || agrees(m.quantity, of([]*mark{part}, w.all)) || c.ofOtherWhole(s, i, w.near[0]) {
			continue
		}
		f := ratio{percent: percent(part.quantity.Value, w.near[0].quantity.Value)}.finding(s, m, "")
		f.Wording = "before"
		for _, at := range []diag.Span{w.at, s.number(part)} {
			f.Notes = append(f.Notes, lint.Note{Span: at, Name: "number", Args: lint.Args{"value": at.Text()}})
		}
		p.Report(f)
	}
	return judged
}

// ofOtherWhole reports whether a share before the i-th mark is none of a whole, as then that is not the whole of
// which the sentence tells: 新收613件。予以公开161件，占办结总数的26.4%；部分公开84件，占13.8%.
func (c percentage) ofOtherWhole(s *shape, i int, whole *mark) bool {
	for k := 1; k < i-1; k++ {
		share, part := &s.marks[k], &s.marks[k-1]
		if share.char == percentMark && alike(part, whole) && s.matches(c.adjoins, s.lead(share)) && !agrees(share.quantity, of([]*mark{part}, []*mark{whole})) {
			return true
		}
	}
	return false
}

// wholes are the numbers that a share may be of: all that are not less than its part, those that by
// their leads fit best, of different values, and of these those of which it would be the share by one key.
type wholes struct {
	of          *shape // the sentence of the part and the share
	part, share *mark
	named       string           // what the lead of a near one must hold
	total       *pattern.Pattern // what it must match; may be nil
	all, fits   []*mark
	near        []*mark
	at          diag.Span // where the last near one stands, or else the last that fits
}

// shapeBefore is the shape of what stands before the sentence, as far as reach.
func (in *context) shapeBefore() shape {
	text := in.passage.Text
	return shapeOf(text.Slice(back(text.String(), in.start), in.start))
}

// find adds what stands before the sentence of the share, and what of its own marks does before the part, the
// i-th of them.
func (w *wholes) find(before *shape, i int) {
	last := max(strings.LastIndex(strings.TrimSuffix(before.s, "。"), "。"), 0) // where the sentence before begins
	for k := range before.marks {
		w.add(before, k, before.marks[k].at >= last)
	}
	for k := range i {
		w.add(w.of, k, true)
	}
}

// only reports whether the share is said to be of something, and there is one number only that this can be:
// one that is called so, or is the only one of its unit.
func (w *wholes) only() bool {
	_, of, _ := strings.Cut(w.of.lead(w.share), "占")
	return len(w.fits) == 1 && (w.named != "" || len(w.all) == 1 && strings.TrimRight(of, "比为约达") != "")
}

// add adds the k-th mark of a shape, if it may be the whole; only one that is close may fit.
func (w *wholes) add(in *shape, k int, close bool) {
	m := &in.marks[k]
	value := m.quantity.Value
	if m.quantity.Rough || !alike(m, w.part) || value.Sign() <= 0 || value.Cmp(w.part.quantity.Value) < 0 {
		return
	}
	w.all = append(w.all, m)
	if !close || !strings.Contains(in.lead(m), w.named) || w.total != nil && !in.matches(w.total, in.lead(m)) || slices.ContainsFunc(w.fits, func(same *mark) bool { return same.quantity.Value.Cmp(value) == 0 }) {
		return
	}
	w.fits = append(w.fits, m)
	if keyApart(w.of, w.share, percent(w.part.quantity.Value, value)) {
		w.near, w.at = append(w.near, m), in.number(m)
	} else if len(w.near) == 0 {
		w.at = in.number(m)
	}
}

// wholeOf is what a share is said to be of, by two characters: 办结 of ,占办结总数的; empty if it does not say.
func wholeOf(lead string) string {
	_, of, _ := strings.Cut(lead, "占")
	said := []rune(strings.Map(func(r rune) rune {
		if strings.ContainsRune("比全部总数量件的为达约其申请", r) {
			return -1
		}
		return r
	}, of))
	if len(said) < 2 {
		return ""
	}
	return string(said[:2])
}

// keyApart reports whether a share was written for a percentage by one slip of the keyboard. Of two
// digits, any has a tenth of all others one key beside it: there it must be their order that is wrong.
func keyApart(s *shape, m *mark, should *big.Rat) bool {
	digits := func(number string) string { return strings.Replace(number, ".", "", 1) }
	written := s.text.String()[m.quantity.Start:m.quantity.Digits]
	typed, meant := digits(written), digits(likeWritten(should, written))
	if len(typed) != len(meant) {
		return false // 100% is mostly meant
	}
	if len(typed) < 3 {
		return len(typed) == 2 && typed != meant && typed == meant[1:]+meant[:1]
	}
	return oneKey(typed, meant)
}
