package render

import (
	"cmp"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
)

// Statistics writes how many faults each rule found, the most first, and their sum.
func Statistics(w io.Writer, all iter.Seq[diag.Diagnostic], lang diag.Lang) error {
	byRule, n, total := map[string]int{}, map[diag.Severity]int{}, 0
	for d := range all {
		byRule[d.Rule]++
		n[d.Severity]++
		total++
	}
	rules := slices.SortedFunc(maps.Keys(byRule), func(a, b string) int {
		return cmp.Or(cmp.Compare(byRule[b], byRule[a]), strings.Compare(a, b))
	})
	out := newSheet(w)
	digits := len(number(total))
	for _, rule := range rules {
		out.put(right(byRule[rule], digits), "  ", clean(rule), "\n")
	}
	errors, warnings, infos := number(n[diag.Error]), number(n[diag.Warning]), number(n[diag.Info])
	out.put(right(total, digits), say(lang,
		"  合计（错误 "+errors+"，警告 "+warnings+"，提示 "+infos+"）",
		"  in all (error "+errors+", warning "+warnings+", info "+infos+")"), "\n")
	return out.end()
}

func right(n, digits int) term { return term(fmt.Sprintf("%*d", digits, n)) }

// Coverage writes for each file how many rules judged it, and which did not apply or
// could not decide, by reason.
func Coverage(w io.Writer, files iter.Seq[File], lang diag.Lang) error {
	out := newSheet(w)
	for f := range files {
		covered := f.about().Coverage
		out.put(opening(f.Path), say(lang, "：已检查规则 ", ": rules that ran: "), number(covered.Ran), "\n")
		if f.NotChecked != "" {
			out.put("  ", say(lang, "未检查：", "not checked: "), clean(f.NotChecked), "\n")
		}
		out.reasons(say(lang, "不适用：", "not applicable: "), covered.NotApplicable)
		out.reasons(say(lang, "无法判定：", "undecided: "), covered.Undecided)
	}
	return out.end()
}

// reasons writes each reason once, in the order in which they came up, and below it the
// rules that gave it.
func (s sheet) reasons(label term, all []lint.Reason) {
	var order []string
	rules := map[string][]string{}
	for _, r := range all {
		if rules[r.Reason] == nil {
			order = append(order, r.Reason)
		}
		rules[r.Reason] = append(rules[r.Reason], r.Rule)
	}
	for _, why := range order {
		s.put("  ", label, clean(why), "\n")
		for _, rule := range slices.Compact(slices.Sorted(slices.Values(rules[why]))) {
			s.put("    - ", clean(rule), "\n")
		}
	}
}
