package lint

import (
	"math"
	"regexp"
	"sort"
	"strings"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// Allowance is someone's decision to let faults stand: a comment in a draft,
//
//	<!-- reportlint allow: RULE[, RULE…], because REASON [until YYYY-MM-DD] -->
//
// or an entry of a configuration. A comment holds for the block that it is before or in;
// one before the first block holds for the whole draft.
type Allowance struct {
	Span        diag.Span // the comment or the entry
	Rules       []Allowed // none if it is for a fault of that fingerprint
	Fingerprint string
	Reason      string
	Until       draft.Date // the last day that it holds on; zero if it holds for good
	External    bool       // it is of a configuration
	Fault       Misuse     // why it does not hold; 0 if it does
	from, to    int        // the bytes of the draft that it holds for, with both ends; whole if to is 0
}

// Allowed is a rule that an allowance names, or a glob over their ids.
type Allowed struct {
	ID   string
	Span diag.Span
}

// Misuse is what is wrong with an allowance.
type Misuse int

// What may be wrong with an allowance: it cannot be read, it gives no reason, its last day
// is none.
const (
	Malformed Misuse = iota + 1
	Reasonless
	Dateless
)

// comments reads allowances, each of whose patterns takes one apart. They also are in Chinese, for
// those who write the reports; 数据截至12月31日 is a reason, and so only a whole date is a last day.
type comments struct{ verb, because, until, word *regexp.Regexp }

func newComments() *comments {
	return &comments{
		verb:    regexp.MustCompile(`(?i)^\s*reportlint\s+allow\s*[:：]`),
		because: regexp.MustCompile(`(?i)[,，、;；\s]*(?:\bbecause\b|因为|理由[:：])\s*[:：]?\s*`),
		until:   regexp.MustCompile(`(?i)[,，;；\s]*(?:\buntil\s*[:：]?\s*(\S+)|截至\s*[:：]?\s*([0-9]{4}[-/.年]\s*[0-9]{1,2}[-/.月]\s*[0-9]{1,2}日?))\s*$`),
		word:    regexp.MustCompile(`[^\s,，、;；]+`),
	}
}

// lastDay reads a day as people write it: 2025-03-31, 2025/3/31, 2025年3月31日.
func lastDay(s string) (draft.Date, bool) {
	return draft.ParseISO(strings.NewReplacer("/", "-", ".", "-", "年", "-", "月", "-", "日", "", " ", "").Replace(s))
}

// Allowances returns the comments of a draft that allow something, in their order.
func Allowances(d *draft.Draft) []Allowance {
	const begin, end = "<!--", "-->"
	source := d.File.Text
	if !strings.Contains(source, begin) {
		return nil
	}
	blocks := spans(d)
	var reader *comments
	next := 0 // the first block that ends behind the comment at hand
	lines := linesAbout(source, blocks, next)
	var all []Allowance
	for at := 0; ; {
		i := strings.Index(source[at:], begin)
		if i < 0 {
			return all
		}
		at += i
		n := strings.Index(source[at+len(begin):], end)
		if n < 0 {
			return all
		}
		body := diag.Span{File: d.File, Start: at + len(begin), End: at + len(begin) + n}
		whole := diag.Span{File: d.File, Start: at, End: body.End + len(end)}
		if text := strings.TrimSpace(source[body.Start:body.End]); len(text) >= len("reportlint") && strings.EqualFold(text[:len("reportlint")], "reportlint") {
			if reader == nil {
				reader = newComments()
			}
			a := reader.parse(body)
			a.Span = whole
			if next < len(blocks) && whole.Start >= blocks[next].End {
				for next < len(blocks) && whole.Start >= blocks[next].End {
					next++
				}
				lines = linesAbout(source, blocks, next)
			}
			a.from, a.to = reach(whole, blocks, next, lines)
			all = append(all, a)
		}
		at = whole.End
	}
}

// spans returns where the blocks of a draft are.
func spans(d *draft.Draft) (all []diag.Span) {
	for _, b := range d.Blocks {
		switch {
		case b.Table != nil:
			all = append(all, b.Table.Span)
		case len(b.Lines) > 0:
			all = append(all, b.Lines[0].Where().To(b.Lines[len(b.Lines)-1].Where()))
		}
	}
	return all
}

// linesAbout returns where the last line of the block before the next one ends, and where the line begins
// in which that one does, between the two.
func linesAbout(source string, blocks []diag.Span, next int) (lines [2]int) {
	from, to := 0, len(source)
	if next > 0 {
		from = blocks[next-1].End
	}
	if next < len(blocks) {
		to = max(blocks[next].Start, from)
	}
	lines = [2]int{to, from}
	if i := strings.IndexAny(source[from:to], "\n\r"); i >= 0 {
		lines = [2]int{from + i, from + strings.LastIndexAny(source[from:to], "\n\r") + 1}
	}
	if next == len(blocks) {
		lines[1] = to // nothing begins there
	}
	return lines
}

// reach returns what a comment is for; next is the first block that ends behind its start, and lines as
// linesAbout returns them.
func reach(comment diag.Span, blocks []diag.Span, next int, lines [2]int) (from, to int) {
	switch {
	case next > 0 && comment.Start <= lines[0] && comment.End <= lines[1]:
		return blocks[next-1].Start, blocks[next-1].End // it ends the last line of that block
	case next == len(blocks):
		return comment.Start, comment.Start // it is for nothing
	case next == 0 && comment.End <= blocks[0].Start:
		return 0, 0
	}
	return blocks[next].Start, blocks[next].End
}

// parse reads what stands in a comment.
func (c *comments) parse(body diag.Span) Allowance {
	text := body.Text()
	verb := c.verb.FindString(text)
	if verb == "" {
		return Allowance{Fault: Malformed}
	}
	var a Allowance
	list, reason := text[len(verb):], ""
	if at := c.because.FindStringIndex(list); at != nil {
		list, reason = list[:at[0]], strings.TrimSpace(list[at[1]:])
	}
	if m := c.until.FindStringSubmatchIndex(reason); m != nil {
		day := max(m[2], m[4])
		var ok bool
		if a.Until, ok = lastDay(reason[day:max(m[3], m[5])]); !ok {
			a.Fault = Dateless
		}
		reason = reason[:m[0]]
	}
	for _, at := range c.word.FindAllStringIndex(list, -1) {
		start := body.Start + len(verb)
		a.Rules = append(a.Rules, Allowed{list[at[0]:at[1]], diag.Span{File: body.File, Start: start + at[0], End: start + at[1]}})
	}
	a.Reason = reason
	switch {
	case len(a.Rules) == 0:
		a.Fault = Malformed
	case reason == "":
		a.Fault = Reasonless
	}
	return a
}

// rule returns the id or the glob by which an allowance names a rule, "" if it does not.
func (a *Allowance) rule(id string, matches func(glob, id string) bool) string {
	for _, r := range a.Rules {
		if r.ID == id || matches(r.ID, id) {
			return r.ID
		}
	}
	return ""
}

// Expired reports whether the last day of an allowance is over.
func (a *Allowance) Expired(today draft.Date) bool {
	return a.Until != draft.Date{} && a.Until.Before(today)
}

// Suppress parts faults of one draft: those that remain, and those that are allowed, which
// then say so. used tells of each allowance for which of its rules it was needed; one by
// fingerprint has an entry of its own. matches says which rules a glob names.
func Suppress(all []diag.Diagnostic, allowances []Allowance, today draft.Date, matches func(glob, id string) bool) (remain, suppressed []diag.Diagnostic, used []map[string]bool) {
	used = make([]map[string]bool, len(allowances))
	for i := range used {
		used[i] = map[string]bool{}
	}
	held := decide(allowances, today, matches)
	for _, d := range all {
		by, name := held.of(&d)
		if by < 0 {
			remain = append(remain, d)
			continue
		}
		a := &allowances[by]
		used[by][name] = true
		d.Suppression = &diag.Suppression{Span: a.Span, Reason: a.Reason, External: a.External}
		suppressed = append(suppressed, d)
	}
	return remain, suppressed, used
}

// decisions are allowances, ordered so that the one for a fault is found without asking all
// of them: a draft may be full of faults and of comments.
type decisions struct {
	all     []Allowance
	today   draft.Date
	matches func(glob, id string) bool
	prints  map[string]int     // the first for a fault of that fingerprint
	rules   map[string]*naming // by the id of a rule that has faults
}

// naming is the allowances that name one rule and hold, in their order.
type naming struct {
	at    []int    // which they are
	names []string // by what they name it
	ends  []int    // how far the farthest of those up to each one reaches
	from  []int    // where the first of each one and those behind it begins
}

func decide(all []Allowance, today draft.Date, matches func(glob, id string) bool) *decisions {
	h := &decisions{all: all, today: today, matches: matches, prints: map[string]int{}, rules: map[string]*naming{}}
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].Fingerprint != "" && h.holds(&all[i]) {
			h.prints[all[i].Fingerprint] = i
		}
	}
	return h
}

func (h *decisions) holds(a *Allowance) bool { return a.Fault == 0 && !a.Expired(h.today) }

// of returns the first allowance that is for a fault, and by what it names it; -1 if there
// is none.
func (h *decisions) of(d *diag.Diagnostic) (by int, name string) {
	if len(h.all) == 0 {
		return -1, ""
	}
	n := h.rules[d.Rule]
	if n == nil {
		n = h.naming(d.Rule)
		h.rules[d.Rule] = n
	}
	by = -1
	for k := sort.SearchInts(n.ends, d.Span.Start); k < len(n.at) && n.from[k] <= d.Span.Start; k++ {
		if from, to := h.all[n.at[k]].extent(); from <= d.Span.Start && d.Span.Start <= to {
			by, name = n.at[k], n.names[k]
			break
		}
	}
	if k, ok := h.prints[d.Fingerprint]; ok && (by < 0 || k < by) {
		return k, d.Fingerprint
	}
	return by, name
}

// naming finds the allowances that name a rule.
func (h *decisions) naming(rule string) *naming {
	n := &naming{}
	end := 0
	for i := range h.all {
		a := &h.all[i]
		if name := a.rule(rule, h.matches); name != "" && h.holds(a) {
			from, to := a.extent()
			end = max(end, to)
			n.at, n.names, n.ends, n.from = append(n.at, i), append(n.names, name), append(n.ends, end), append(n.from, from)
		}
	}
	for k := len(n.from) - 2; k >= 0; k-- {
		n.from[k] = min(n.from[k], n.from[k+1])
	}
	return n
}

// extent returns the bytes that an allowance holds for, with both ends.
func (a *Allowance) extent() (from, to int) {
	if a.to == 0 {
		return 0, math.MaxInt
	}
	return a.from, a.to
}
