package check

import (
	"strings"

	"reportlint/lint"
	"reportlint/lint/draft"
)

// A whole of which some are excepted: N件，除A件、B件外，其余C件.

// excepting takes the i-th mark for such a whole, holds what is excepted and what is left against it,
// and returns how many marks it has dealt with, 0 if it is none. A whole in front of which its sentence or its passage
// has another one that makes up the difference may be but one of two.
func (t tally) excepting(report func(lint.Finding), in *context, s *shape, i int) int {
	whole := &s.marks[i]
	if t.but == nil || !countable(whole) && !ofPeople(whole) || whole.quantity.Rough || whole.quantity.Slack.Sign() > 0 {
		return 0
	}
	var parts []*mark
	for k := i + 1; k < min(len(s.marks), i+maxParts); k++ {
		m := &s.marks[k]
		if !alike(m, whole) || m.quantity.Rough || m.quantity.Slack.Sign() > 0 {
			return 0
		}
		between := s.lead(m)
		if len(parts) > 0 && s.matches(t.left, between) {
			parts = append(parts, m)
			sum := sumOf(parts)
			off := sum.Sub(whole.quantity.Value)
			earlier := ofEarlier(s, i, func(before draft.Value) bool { return before.Cmp(sum) == 0 })
			if off.Sign() != 0 && !earlier && !strings.Contains(in.before(), off.String()+whole.quantity.Unit) {
				report(t.finding(s, whole, parts))
			}
			return 1 + len(parts)
		}
		if len(parts) == 0 && !s.matches(t.but, between) || len(parts) > 0 && strings.ContainsAny(between, ",;。()") {
			return 0
		}
		parts = append(parts, m)
	}
	return 0
}
