package pattern

import (
	"fmt"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// barred says why no text matches a pattern: it calls for a character that no folded text
// has. The zero value calls for what no text at all has.
type barred struct{ r rune }

// setting words it, at the character.
func (b *barred) setting(source, path string) *lint.SettingError {
	if b.r == 0 {
		return &lint.SettingError{Path: path, Reason: diag.Phrase{
			ZH: "正则表达式与任何文字都不相符", EN: "no text can match this pattern",
		}}
	}
	is := string(b.r)
	if strings.TrimSpace(is) == "" || !strings.Contains(source, is) {
		is = fmt.Sprintf("U+%04X", b.r)
	}
	wrong := &lint.SettingError{Path: path, Offset: max(strings.Index(source, string(b.r)), 0)}
	if to, ok := draft.Folded(b.r); ok {
		wrong.Reason = diag.Phrase{
			ZH: fmt.Sprintf("没有文字与此相符：比对之前“%s”已经统一成“%c”，应写“%c”", is, to, to),
			EN: fmt.Sprintf("no text can match this: “%s” has become “%c” before patterns see it, so write “%c”", is, to, to),
		}
	} else {
		wrong.Reason = diag.Phrase{
			ZH: fmt.Sprintf("没有文字与此相符：比对之前空白（%s）已经去掉", is),
			EN: fmt.Sprintf("no text can match this: white space (%s) is gone before patterns see it", is),
		}
	}
	return wrong
}

// impossible returns why no folded text matches a simplified pattern, nil if one may.
func impossible(re *syntax.Regexp) *barred {
	switch re.Op {
	case syntax.OpNoMatch:
		return &barred{}
	case syntax.OpLiteral:
		for _, r := range re.Rune {
			if !stands(r) && (re.Flags&syntax.FoldCase == 0 || !anotherCaseStands(r)) {
				return &barred{r}
			}
		}
	case syntax.OpCharClass:
		for i := 0; i < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				if stands(r) {
					return nil
				}
			}
		}
		if len(re.Rune) > 0 {
			return &barred{re.Rune[0]}
		}
		return &barred{}
	case syntax.OpCapture, syntax.OpPlus:
		return impossible(re.Sub[0])
	case syntax.OpAlternate:
		var first *barred
		for _, sub := range re.Sub {
			why := impossible(sub)
			if why == nil {
				return nil
			}
			if first == nil {
				first = why
			}
		}
		return first
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			if why := impossible(sub); why != nil {
				return why
			}
		}
	}
	return nil
}

// stands reports whether folded texts have a character.
func stands(r rune) bool {
	to, ok := draft.Folded(r)
	return ok && to == r
}

// anotherCaseStands reports whether folded texts have a character that differs by its case
// only.
func anotherCaseStands(r rune) bool {
	for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
		if stands(other) {
			return true
		}
	}
	return false
}

// looksAhead reports whether a pattern hangs on what is behind a place: on the end of the
// text, or of a word. One that does not and that matches nothing matches everywhere.
func looksAhead(source string) bool {
	re, err := syntax.Parse(source, syntax.Perl)
	return err != nil || holds(re, func(re *syntax.Regexp) bool {
		switch re.Op {
		case syntax.OpEndLine, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
			return true
		}
		return false
	})
}

// MayFind reports whether what a pattern finds, which is its first group if it has one,
// may hold one of some characters. It is not asked of what is known to be sound.
func (by Compiler) MayFind(source string, marks ...rune) bool {
	if by.Sound() {
		return true
	}
	re, err := syntax.Parse(source, syntax.Perl)
	if err != nil {
		return true
	}
	if group := firstGroup(re); group != nil {
		re = group
	}
	return holds(re, func(re *syntax.Regexp) bool {
		switch re.Op {
		case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
			return true
		case syntax.OpLiteral:
			return slices.ContainsFunc(re.Rune, func(r rune) bool { return slices.Contains(marks, r) })
		case syntax.OpCharClass:
			return slices.ContainsFunc(marks, func(r rune) bool {
				for i := 0; i < len(re.Rune); i += 2 {
					if re.Rune[i] <= r && r <= re.Rune[i+1] {
						return true
					}
				}
				return false
			})
		}
		return false
	})
}

// firstGroup returns the first group of a pattern if it is in all that matches, else nil.
func firstGroup(re *syntax.Regexp) *syntax.Regexp {
	switch {
	case re.Op == syntax.OpCapture && re.Cap == 1:
		return re
	case re.Op == syntax.OpConcat || re.Op == syntax.OpPlus || re.Op == syntax.OpRepeat && re.Min > 0:
		for _, sub := range re.Sub {
			if group := firstGroup(sub); group != nil {
				return group
			}
		}
	}
	return nil
}

// holds reports whether a pattern or a part of it is such a one.
func holds(re *syntax.Regexp, such func(*syntax.Regexp) bool) bool {
	return such(re) || slices.ContainsFunc(re.Sub, func(sub *syntax.Regexp) bool { return holds(sub, such) })
}
