package check

import (
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"

	"reportlint/lint"
	"reportlint/lint/draft"
)

// doubledKind finds words that stand twice in a row. Fields: text (both), should.
func doubledKind(by compiler) lint.Kind {
	return lint.Kind{
		Name:   "doubled",
		Fields: []string{"text", "should"},
		New: func(with json.RawMessage) (lint.Check, error) {
			set, err := lint.Decode[struct {
				Single string   // the characters that are never doubled on purpose
				Except []string // patterns of what may stand doubled, with what is beside it
			}](with)
			if err != nil {
				return nil, err
			}
			d := doubled{single: map[rune]bool{}}
			for _, r := range set.Single {
				d.single[r] = true
			}
			d.except, err = by.compileAll(set.Except, "/except")
			return d.check, err
		},
	}
}

type doubled struct {
	single map[rune]bool
	except []*pattern
}

// longest is the longest word, in characters, that is looked for twice.
const longest = 6

func (d doubled) check(p *lint.Pass) (judged int) {
	for _, passage := range p.Main.Passages {
		s := passage.Text.String()
		judged++
		runes, at := make([]rune, 0, len(s)/2), make([]int, 0, len(s)/2)
		for i, r := range s {
			runes, at = append(runes, r), append(at, i)
		}
		at = append(at, len(s))
		for i := 0; i < len(runes); i++ {
			n := d.twice(runes, i)
			if n == 0 || d.excepted(s, at, i, n) {
				continue
			}
			text := passage.Text.Slice(at[i], at[i+2*n])
			f := lint.Finding{
				Span: text.Where(),
				Args: lint.Args{"text": text.Written(), "should": passage.Text.Slice(at[i], at[i+n]).Written()},
				Key:  s[at[max(i-4, 0)]:at[min(i+2*n+4, len(runes))]],
			}
			next, _ := utf8.DecodeRuneInString(s[at[i+2*n]:])
			// The second one may begin a longer word (公开公开栏, 对对账单), but for particles.
			particle := n == 1 && strings.Contains("的了", f.Args["should"])
			whole := n > 2 || n == 2 && !unicode.Is(unicode.Han, next)
			mend(&f, text, f.Args["should"], particle || whole && !draft.HasDigit(f.Args["should"]))
			p.Report(f)
			i += 2*n - 1
		}
	}
	if judged == 0 {
		p.Skip(noText())
	}
	return judged
}

// twice returns the length of the longest word that stands at i and again right behind, 0
// if none does.
func (d doubled) twice(s []rune, i int) int {
	for n := min(longest, (len(s)-i)/2); n > 0; n-- {
		word := s[i : i+n]
		if word[0] != s[i+n] || !isWord(word) || n == 1 && !d.single[word[0]] {
			continue
		}
		same := true
		for k, r := range word {
			same = same && s[i+n+k] == r
		}
		if same {
			return n
		}
	}
	return 0
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
	return anyMatches(d.except, s[at[from]:at[i]]+"<"+s[at[i]:at[i+2*n]]+">"+s[at[i+2*n]:at[to]])
}
