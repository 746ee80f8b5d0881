package check

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
)

// citationKind holds the documents that the text cites against those that the scheme
// knows: that title and number belong together, that the document is in force, that
// neither has a slip. Fields: title, number and cited (the one that is wrong), as written; should,
// year (reported on).
func citationKind() lint.Kind {
	return lint.Kind{
		Name:   "citation",
		Fields: []string{"title", "number", "should", "year", "cited"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[struct{ Demand string }](with)
			if err != nil {
				return nil, err
			}
			c := &citations{
				slips: set.Demand == "spelled",
				number: sync.OnceValue(func() *regexp.Regexp {
					return regexp.MustCompile(`(?:[\p{Han}]{0,12}[〔\[(【{]?[0-9]{4}[〕\])】}]?[0-9]{1,4}|国务院?令\(?第?[0-9]{1,4}|国务院第[0-9]{1,4})号$`)
				}),
				judge: map[string]func(cited, *form.Report) (draft.Text, string){"matched": mismatched, "current": superseded, "spelled": garbled}[set.Demand],
			}
			return c.check, nil
		},
	}
}

type citations struct {
	slips  bool // what is wrong is how something known is written
	known  ofScheme[*catalogue]
	number func() *regexp.Regexp
	judge  func(cited, *form.Report) (wrong draft.Text, should string)
}

// citationsOf are the citations of a report, which are found once for all rules.
type citationsOf struct{ *form.Report }

// cited is a citation: a title, a number, or a title with the number behind it.
type cited struct {
	title, number draft.Text
	byTitle       match
	byNumber      match
	around        string // the sentence that it stands in
}

// match is the known document that a title or a number is, and how far it is from it.
type match struct {
	document *form.Document
	known    string // the title or number that it is nearest to
	slips    int
}

func (c *citations) check(p *lint.Pass) (judged int) {
	all := lint.Keep(p, citationsOf{p.Main}, func() (all []cited) {
		known := c.known.of(p.Main.Scheme, newCatalogue)
		for i := range p.Main.Passages {
			all = append(all, c.find(p.Main.Passages[i].Text, known)...)
		}
		return all
	})
	for _, found := range all {
		if found.byTitle.document == nil && found.byNumber.document == nil {
			continue
		}
		judged++
		wrong, should := c.judge(found, p.Main)
		if should == "" {
			continue
		}
		f := lint.Finding{
			Span: wrong.Where(),
			Args: lint.Args{
				"title": found.title.Written(), "number": found.number.Written(), "cited": wrong.Written(),
				"should": should, "year": strconv.Itoa(p.Main.Year),
			},
			Key: found.title.String() + found.number.String(),
		}
		if c.slips && !strings.Contains(should, "《") { // which stands in brackets itself
			mend(&f, wrong, should, false)
		}
		p.Report(f)
	}
	if judged == 0 {
		p.Skip(diag.Phrase{ZH: "没有引用已知的文件", EN: "no known document is cited"})
	}
	return judged
}

// maxGap bounds what may stand between a title and the number that belongs to it, in bytes.
const maxGap = 40

// maxNumber bounds the number of a document, in bytes.
const maxNumber = 12*4 + 4 + 4 + 4 + 4 + len("号")

// numbers returns where a text has numbers of documents.
func (c *citations) numbers(s string) (all [][2]int) {
	for at := 0; ; {
		i := draft.Index(s[at:], "号")
		if i < 0 {
			return all
		}
		end := at + i + len("号")
		start := max(at, end-maxNumber)
		for start < end && !utf8.RuneStart(s[start]) {
			start++
		}
		if m := c.number().FindStringIndex(s[start:end]); m != nil {
			start += m[0]
			if way, ok := orderOf(s[start:end]); ok && strings.HasPrefix(s[end:], way.ends) {
				end += len(way.ends)
			}
			all = append(all, [2]int{start, end})
		}
		at = end
	}
}

// find returns the citations in a text: titles in 《》 with the number behind them, and
// numbers alone.
func (c *citations) find(text draft.Text, known *catalogue) []cited {
	str := text.String()
	numbers := c.numbers(str)
	used := make([]bool, len(numbers))
	var out []cited
	next := 0 // the first number behind the title at hand
	for _, t := range titles(str) {
		found := cited{title: text.Slice(t[0], t[1]), around: stretch(str, t[0])}
		found.byTitle = known.nearestTitle(found.title.String())
		for next < len(numbers) && numbers[next][0] < t[1] {
			next++
		}
		if next < len(numbers) && numbers[next][0]-t[1] <= maxGap {
			n := numbers[next]
			if number, by := known.number(text.Slice(n[0], n[1])); bridges(str[t[1] : n[1]-number.Len()]) {
				used[next] = true
				found.number, found.byNumber = number, by
			}
		}
		if d := found.byTitle.document; d != nil && found.number.Len() == 0 {
			found.number = withoutEnd(text, t[1], d.Number)
		}
		out = append(out, found)
	}
	for i, n := range numbers {
		if !used[i] {
			number, by := known.number(text.Slice(n[0], n[1]))
			out = append(out, cited{number: number, byNumber: by, around: stretch(str, n[0])})
		}
	}
	return out
}

// withoutEnd returns the number that stands in brackets right behind a title, of the digits of that of its document, where the
// character that ends it is lost: 〔2021〕30; empty where none does.
func withoutEnd(text draft.Text, at int, known string) draft.Text {
	s := text.String()
	behind := s[at:forward(s, at)]
	opens := strings.Index(behind, "(")
	closes := strings.Index(behind, ")")
	if opens < 0 || closes < opens || closes-opens > maxNumber || !bridges(behind[:opens]) {
		return draft.Text{}
	}
	number := behind[opens+1 : closes]
	if lost := draft.FoldString(known); number == "" || !strings.HasSuffix(lost, "号") || number != strings.TrimSuffix(lost, "号") {
		return draft.Text{}
	}
	return text.Slice(at+opens+1, at+closes)
}

// bridges reports whether a text between a title and a number joins the two, perhaps by the full name of the issuer.
func bridges(s string) bool {
	return strings.Trim(strings.TrimSuffix(s, "中华人民共和国"), "》()的通知, ") == ""
}

// titles returns what stands within outer 《》; inner ones belong to it.
func titles(s string) [][2]int {
	if !strings.Contains(s, "《") {
		return nil
	}
	var out [][2]int
	depth, start := 0, 0
	for i, r := range s {
		switch r {
		case '《':
			if depth == 0 {
				start = i + len("《")
			}
			depth++
		case '》':
			if depth == 1 {
				out = append(out, [2]int{start, i})
			}
			depth = max(depth-1, 0)
		case '。', '\n':
			depth = 0
		}
	}
	return out
}

// mismatched reports a number that is not the title's but another document's; where the
// title's document is out of force and the number's is not, it is the title that is wrong.
func mismatched(c cited, r *form.Report) (wrong draft.Text, should string) {
	a, b := c.byTitle.document, c.byNumber.document
	switch {
	case a == nil || b == nil || a == b:
		return draft.Text{}, ""
	case a.Until != 0 && r.Year > a.Until && b.Until == 0:
		return c.title, b.Title
	}
	return c.number, a.Number
}

// superseded reports a document that another one had replaced for the year reported on, where the
// sentence neither speaks of years in which it was in force nor sets it beside what is in force.
func superseded(c cited, r *form.Report) (wrong draft.Text, should string) {
	d, other := c.byTitle.document, c.byNumber.document
	if wrong = c.number; d == nil {
		d = other
	}
	if wrong.Len() == 0 {
		wrong = c.title
	}
	of := func(m draft.Mention) bool { return m.Year != 0 && m.Year <= d.Until }
	if d.Until == 0 || r.Year <= d.Until || other != nil && other != d || slices.ContainsFunc(draft.FindDates(c.around), of) {
		return draft.Text{}, ""
	}
	for _, by := range r.Scheme.Documents {
		if by.ID == d.Instead && !strings.Contains(c.around, draft.FoldString(by.Number)) && !strings.Contains(c.around, "不再") {
			return wrong, by.Number
		}
	}
	return draft.Text{}, ""
}

// garbled reports a title or a number with a slip.
func garbled(c cited, r *form.Report) (wrong draft.Text, should string) {
	switch a, b := c.byTitle, c.byNumber; {
	case a.document != nil && b.document != nil && a.document != b.document: // mismatched
	case a.document != nil && a.slips > 0:
		return c.title, a.known
	case b.document != nil && b.slips > 0 && !(asciiBrackets(c.number.String(), b.known) && plainPunctuation(r)):
		return c.number, b.known
	case a.document != nil && b.document == nil && c.number.Len() > 0 && a.document.Number != "" && nearNumber(asNumbered(c.number.String()), a.document.Number):
		return c.number, a.document.Number
	}
	return draft.Text{}, ""
}

// plainPunctuation reports whether the draft uses ASCII punctuation throughout, as systems
// leave it that keep nothing else: brackets then say nothing of the author.
func plainPunctuation(r *form.Report) bool {
	return !strings.Contains(r.Draft.File.Text, "，")
}

// asciiBrackets reports whether a number differs only by its brackets.
func asciiBrackets(number, known string) bool {
	strip := strings.NewReplacer("〔", "", "〕", "", "[", "", "]", "", "(", "", ")", "")
	got := strip.Replace(number)
	return strings.HasSuffix(got, strip.Replace(draft.FoldString(known))) && !strings.ContainsAny(number, "〔〕")
}

// nearNumber reports whether a number that belongs to no known document is that of the
// cited one with a slip: the same issuer, the digits a little off.
func nearNumber(number, known string) bool {
	want := draft.FoldString(known)
	if cut := utf8.RuneCountInString(number) - utf8.RuneCountInString(want); cut > 0 {
		number = string([]rune(number)[cut:])
	}
	if strings.HasPrefix(want, "国务院令") && strings.HasPrefix(number, "国务院令") {
		return number != want
	}
	if year := strings.Contains(want, "〔"); year && digits(number) == digits(want) {
		return true // 国办发〔2021〕30号
	}
	_, err := strconv.Atoi(digits(number))
	return err == nil && form.Distance(number, want) <= maxSlips
}
