package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"reportlint/lint"
	"reportlint/lint/arena"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/pattern"
)

// doubledKind finds words and sentences that stand twice in a row. Fields: text (both), should.
func doubledKind(by pattern.Compiler) lint.Kind {
	return lint.Kind{
		Name:   "doubled",
		Fields: []string{"text", "should"},
		Notes:  []string{"stops"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[struct {
				Single string   // the characters that are never doubled on purpose
				Stops  string   // the marks of which never two stand side by side
				Except []string // patterns of what may stand doubled, with what is beside it
			}](with)
			if err != nil {
				return nil, err
			}
			d := doubled{single: map[rune]bool{}, stops: set.Stops}
			for _, r := range set.Single {
				d.single[r] = true
			}
			d.except, err = by.CompileAll(set.Except, "/except")
			return d.check, err
		},
	}
}

type doubled struct {
	single map[rune]bool
	stops  string
	except []*pattern.Pattern
}

// maxWord is the longest word, in characters, that is looked for twice.
const maxWord = 6

func (d doubled) check(p *lint.Pass) (judged int) {
	longest := ""
	for i := range p.Main.Passages {
		if s := p.Main.Passages[i].Text.String(); len(s) > len(longest) {
			longest = s
		}
	}
	most := utf8.RuneCountInString(longest)
	runes := arena.Make[rune](p.Arena(), 0, most)
	at := arena.Make[int](p.Arena(), 0, most+1) // where each stands, and where the last one ends
	for i := range p.Main.Passages {
		text := p.Main.Passages[i].Text
		judged++
		runes, at = runes[:0], at[:0]
		for i, r := range text.String() {
			runes, at = append(runes, r), append(at, i)
		}
		at = append(at, text.Len())
		for i := 0; i < len(runes); i++ {
			if n := d.twice(runes, i); n > 0 && !apartAsFields(text.Slice(at[i], at[i+2*n]).Where()) && !d.excepted(text.String(), at, i, n) && !inAddress(text.String(), at[i]) {
				f := d.finding(text, at, i, i+2*n, i+n)
				next, _ := utf8.DecodeRuneInString(text.String()[at[i+2*n]:])
				// The second one may begin a longer word (公开公开栏, 对对账单), but for particles.
				particle := n == 1 && strings.Contains("的了", f.Args["should"])
				whole := n > 2 || n == 2 && !unicode.Is(unicode.Han, next)
				mend(&f, text.Slice(at[i], at[i+2*n]), f.Args["should"], particle || whole && !draft.HasDigit(f.Args["should"]))
				p.Report(f)
				i += 2*n - 1
			} else if n == 0 && d.stopsBeside(runes, i) && !inAddress(text.String(), at[i]) {
				pair := text.Slice(at[i], at[i+2])
				p.Report(lint.Finding{Span: pair.Where(), Args: lint.Args{"text": pair.Written(), "should": ""}, Wording: "stops", Key: text.String()[at[max(i-4, 0)]:at[i+2]]})
				i++
			} else if n := listedTwice(runes, i); n > 0 {
				p.Report(d.finding(text, at, i-n, i+1+n, i))
			}
		}
		repeated(p, text)
	}
	if judged == 0 {
		p.Skip(noText())
	}
	return judged
}

// shortest is the shortest sentence, in bytes, that is looked for twice.
const shortest = 5 * len("字")

// repeated reports sentences that stand twice in a row.
func repeated(p *lint.Pass, text draft.Text) {
	s := text.String()
	for start, end := 0, 0; end < len(s); start = end {
		i := draft.Index(s[start:], "。")
		if i < 0 {
			return
		}
		end = start + i + len("。")
		again := end + end - start
		if end-start < shortest || !strings.HasPrefix(s[end:], s[start:end]) {
			continue
		}
		both, one := text.Slice(start, again), text.Slice(start, end).Written()
		if text.Slice(end, again).Written() != one {
			continue // the marks of the one are not those of the other
		}
		f := lint.Finding{Span: both.Where(), Args: lint.Args{"text": both.Written(), "should": one}, Key: s[start:end]}
		mend(&f, both, f.Args["should"], true)
		p.Report(f)
		end = again
	}
}

// finding is that of a word that stands twice in the characters [i, end), once up to a middle.
func (d doubled) finding(of draft.Text, at []int, i, end, middle int) lint.Finding {
	s, last := of.String(), len(at)-1
	text := of.Slice(at[i], at[end])
	return lint.Finding{
		Span: text.Where(),
		Args: lint.Args{"text": text.Written(), "should": of.Slice(at[i], at[middle]).Written()},
		Key:  s[at[max(i-4, 0)]:at[min(end+4, last)]],
	}
}

// listedTwice returns the length of a word that stands in a list before a 、 at i and behind it again
// (知情权、参与权、参与权), 0 if none does. Which other one was meant for the second, nobody can tell.
func listedTwice(s []rune, i int) int {
	if s[i] != '、' {
		return 0
	}
	for n := 2; n <= min(maxWord, i, len(s)-i-1); n++ {
		word, behind := s[i-n:i], i+1+n
		if !slices.Equal(word, s[i+1:behind]) || !isWord(word) || draft.HasDigit(string(word)) || strings.ContainsRune("再零〇一二两三四五六七八九十百千万", word[0]) { // 再研究、再研究; 两条、两条
			continue
		}
		if (i == n || strings.ContainsRune("、,;。:(的和及与了为是", s[i-n-1])) && (behind == len(s) || strings.ContainsRune("、,;。:)和及与等", s[behind])) {
			return n
		}
	}
	return 0
}

// apartAsFields reports whether what stands twice are two fields of a row of text: a tab or a wide gap is between them,
// or they are the commas about empty ones.
func apartAsFields(both diag.Span) bool {
	text := both.Text()
	if text != ",," {
		return strings.ContainsAny(text, "\t　") || strings.Contains(text, "  ")
	}
	const fields = 3 // least commas of a row, as distinct from a sentence
	before, behind := both.File.Slice(max(both.Start-reach, 0), both.Start), both.File.Slice(both.End, min(both.End+reach, both.File.Len()))
	behind, _, _ = strings.Cut(behind, "\n")
	row := before[strings.LastIndex(before, "\n")+1:] + text + behind
	return !strings.Contains(row, "。") && strings.Count(row, ",") >= fields
}

// inAddress reports whether a place in a text stands in an address of the web, or is a name in
// one behind a slash.
func inAddress(s string, at int) bool {
	from := back(s, at)
	before := s[from+len(strings.TrimRightFunc(s[from:at], func(r rune) bool { return r < utf8.RuneSelf && !strings.ContainsRune(" \t\"()<>", r) })) : at]
	return (strings.Contains(before, "://") || strings.Contains(before, "www.")) && (at < len(s) && s[at] < utf8.RuneSelf || strings.HasSuffix(before, "/"))
}

// twice returns the length of the longest word that stands at i and again right behind, 0
// if none does.
func (d doubled) twice(s []rune, i int) int {
	first := s[i]
	for n := min(maxWord, (len(s)-i)/2); n > 0; n-- {
		if s[i+n] != first {
			continue
		}
		if word := s[i : i+n]; slices.Equal(word, s[i+n:i+2*n]) && (n > 1 && isWord(word) || n == 1 && d.single[first]) {
			return n
		}
	}
	return 0
}

// stopsBeside reports whether two different stops stand side by side at i.
func (d doubled) stopsBeside(s []rune, i int) bool {
	return i+1 < len(s) && s[i] != s[i+1] && strings.ContainsRune(d.stops, s[i]) && strings.ContainsRune(d.stops, s[i+1])
}

// isWord reports whether characters are a word and no pattern: Chinese letters, perhaps
// with digits, and not one letter again and again.
func isWord(s []rune) bool {
	letters, alike := 0, true
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Han, r):
			letters++
		case r < '0' || r > '9':
			return false
		}
		alike = alike && r == s[0]
	}
	return letters > 0 && (!alike || len(s) == 1)
}

// excepted reports whether a doubled word, with four characters on each side, is one that
// may stand so.
func (d doubled) excepted(s string, at []int, i, n int) bool {
	from, to := max(i-4, 0), min(i+2*n+4, len(at)-1)
	return pattern.Any(d.except, s[at[from]:at[i]]+"<"+s[at[i]:at[i+2*n]]+">"+s[at[i+2*n]:at[to]])
}
