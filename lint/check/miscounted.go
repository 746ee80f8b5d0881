package check

import (
	"math"
	"math/big"

	"reportlint/lint"
	"reportlint/lint/draft"
)

// Which count is wrong among portions of a whole that nobody names: the one that its share and all others tell.

// miscounted finds, among three or more portions that are all of a whole which nobody names, the one whose count is
// wrong, and tells of it; nil if there is none: with another count the shares of all would be right, and no other
// count would do (网上149件，占71%；信函43件，占21.5%；当面15件，占7.5%). Of several, it is the one that a slip of the keyboard explains.
func miscounted(s *shape, all []portion) *lint.Finding {
	const most = 60 // counts to choose from: more are those of shares that are too coarse
	var shares, slack draft.Value
	for _, part := range all {
		shares, slack = shares.Add(part.share.quantity.Value), slack.Add(part.share.quantity.Slack)
	}
	if len(all) < 3 || len(all) > maxCounts || shares.Sub(draft.Whole(100)).Abs().Cmp(slack) > 0 {
		return nil
	}
	var meant, slipped []recount
	for k := range all {
		first, last, others := wholesBut(all, k)
		if last-first >= most {
			return nil
		}
		for n := first; n <= last; n++ {
			r := recount{all[k].count, draft.Whole(n).Sub(others)}
			meant = append(meant, r)
			if oneKey(s.text.String()[r.of.quantity.Start:r.of.quantity.Digits], r.to.String()) {
				slipped = append(slipped, r)
			}
		}
	}
	if len(meant) > 1 {
		meant = slipped
	}
	if len(meant) != 1 {
		return nil
	}
	at := s.number(meant[0].of)
	f := lint.Finding{Span: at, Args: lint.Args{"value": at.Text(), "should": meant[0].to.String(), "verb": ""}, Key: s.s[back(s.s, meant[0].of.at):meant[0].of.at]}
	for _, part := range all {
		share := s.text.Span(part.share.quantity.Start, part.share.quantity.End)
		f.Notes = append(f.Notes, lint.Note{Span: share, Name: "number", Args: lint.Args{"value": share.Text()}})
	}
	return &f
}

// recount is a count and what it should be.
type recount struct {
	of *mark
	to draft.Value
}

// wholesBut returns the least and the greatest whole number of which all portions are the shares that they are said
// to be, whatever the count of the k-th, and the sum of the other counts; there is none where the last is less than the first.
func wholesBut(all []portion, k int) (first, last int64, others draft.Value) {
	for i, part := range all {
		if i != k {
			others = others.Add(part.count.quantity.Value)
		}
	}
	least, most := others.Rat(), (*big.Rat)(nil)
	for i, part := range all {
		share, count := part.share.quantity, part.count.quantity.Value
		low, high := share.Value.Sub(share.Slack), share.Value.Add(share.Slack)
		if i == k { // the others are what it leaves
			count = others
			low, high = draft.Whole(100).Sub(high), draft.Whole(100).Sub(low)
		}
		if low.Sign() <= 0 {
			continue
		}
		if from := percent(count, high); from.Cmp(least) > 0 {
			least = from
		}
		if to := percent(count, low); most == nil || to.Cmp(most) < 0 {
			most = to
		}
	}
	if most == nil || most.Cmp(big.NewRat(math.MaxInt32, 1)) > 0 {
		return 0, -1, others
	}
	up := new(big.Int).Add(least.Num(), new(big.Int).Sub(least.Denom(), big.NewInt(1)))
	return max(1, up.Quo(up, least.Denom()).Int64()), new(big.Int).Quo(most.Num(), most.Denom()).Int64(), others
}
