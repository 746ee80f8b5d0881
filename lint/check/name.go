package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
	"reportlint/lint/pattern"
)

// nameKind finds names in quotes that are written in two ways: the one that stands less
// often, or else later, is the fault. Fields: name (as written), other.
func nameKind(by pattern.Compiler) lint.Kind {
	return lint.Kind{
		Name:   "name",
		Fields: []string{"name", "other"},
		Notes:  []string{"other"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[struct {
				Things string // what stands beside a name: 公众号
			}](with)
			if err != nil {
				return nil, err
			}
			things, err := by.Compile(set.Things, "/things")
			return func(p *lint.Pass) int { return names(p, things) }, err
		},
	}
}

// named is a name that stands in quotes.
type named struct {
	key   string
	first draft.Text
	near  string // what stands about the first one, up to the full stops
	times int
	thing bool // whether it stands beside something that bears a name
}

func names(p *lint.Pass, things *pattern.Pattern) int {
	all := quotedNames(p.Main, things)
	for i := range all {
		for j := range all[:i] {
			if !sameName(all[i], all[j]) {
				continue
			}
			wrong, other := all[i], all[j]
			if wrong.times > other.times {
				wrong, other = other, wrong
			}
			p.Report(lint.Finding{
				Span:  wrong.first.Where(),
				Args:  lint.Args{"name": wrong.first.Written(), "other": other.first.Written()},
				Notes: []lint.Note{{Span: other.first.Where(), Name: "other", Args: lint.Args{"name": wrong.first.Written(), "other": other.first.Written()}}},
				Key:   wrong.key,
			})
		}
	}
	if len(all) == 0 {
		p.Skip(diag.Phrase{ZH: "正文没有加引号的名称", EN: "the text has no names in quotes"})
	}
	return len(all)
}

// beside is how far from a name what it names may stand, in bytes.
const beside = 30

// quotedNames returns the names in quotes, in order.
func quotedNames(r *form.Report, things *pattern.Pattern) []named {
	var all []named
	for _, passage := range r.Passages {
		s := passage.Text.String()
		for at := 0; ; {
			i := strings.IndexByte(s[at:], '"')
			if i < 0 {
				break
			}
			start := at + i + 1
			j := strings.IndexByte(s[start:], '"')
			if j < 0 {
				break
			}
			at = start + j + 1
			name := s[start : at-1]
			if n := utf8.RuneCountInString(name); n < 3 || n > 16 || draft.HasDigit(name) || strings.ContainsAny(name, ",。;:、+") {
				continue
			}
			around := s[max(start-1-beside, 0):start-1] + "\n" + s[at:min(at+beside, len(s))]
			all = addName(all, name, passage.Text.Slice(start, at-1), stretch(s, start), things.Matches(around))
		}
	}
	return all
}

// maxNames bounds the names that are compared with each other.
const maxNames = 100

// addName adds a name to those known, or counts it again.
func addName(all []named, key string, text draft.Text, near string, thing bool) []named {
	for i := range all {
		if all[i].key == key {
			all[i].times++
			all[i].thing = all[i].thing || thing
			return all
		}
	}
	if len(all) == maxNames {
		return all
	}
	return append(all, named{key: key, first: text, near: near, times: 1, thing: thing})
}

// sameName reports whether two different names are likely one: a character more or less
// inside of one, or another one, where both stand beside something that bears a name. Names
// that one sentence lists, or says to be an old and a new one, are two.
func sameName(a, b named) bool {
	if a.near == b.near || strings.Contains(a.near+b.near, "原\"") || strings.Contains(a.near+b.near, "更名") || strings.Contains(a.near+b.near, "改名") {
		return false
	}
	if withoutUnit(a.key, b.key) || withoutUnit(b.key, a.key) {
		return true
	}
	x, y := utf8.RuneCountInString(a.key), utf8.RuneCountInString(b.key)
	if !a.thing && !b.thing || form.Distance(a.key, b.key) != 1 {
		return false
	}
	if x != y {
		return min(x, y) >= 3 && !strings.HasPrefix(a.key, b.key) && !strings.HasPrefix(b.key, a.key)
	}
	return x >= 5 || x == 4 && a.thing && b.thing
}

// withoutUnit reports whether long is short with the word for a place's rank added: 清风店之声
// and 清风店镇之声.
func withoutUnit(short, long string) bool {
	return slices.ContainsFunc([]string{"省", "市", "县", "区", "镇", "乡", "街道"}, func(unit string) bool {
		i := strings.Index(long, unit)
		return i > 0 && long[:i]+long[i+len(unit):] == short
	})
}
