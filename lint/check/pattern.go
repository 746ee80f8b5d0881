package check

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
)

// maxProgram bounds the size of a compiled pattern, in instructions: the time that a
// pattern takes grows with it.
const maxProgram = 1000

// pattern is a pattern of a pack. It is run only on texts that hold one of the literals
// without which it cannot match: most sentences hold none of most patterns.
type pattern struct {
	re    *regexp.Regexp
	needs []string // any of them must be there; none where the pattern names no literal
}

// compile compiles a pattern of a pack, and refuses one that is wrong or too costly; path
// is where it stands in the settings.
func compile(source, path string) (*pattern, error) {
	parsed, err := syntax.Parse(source, syntax.Perl)
	if err != nil {
		bad := &lint.SettingError{Path: path, Reason: diag.Phrase{ZH: "正则表达式有误：" + err.Error(), EN: "bad pattern: " + err.Error()}}
		var at *syntax.Error
		if errors.As(err, &at) {
			bad.Offset = max(strings.Index(source, at.Expr), 0)
			if at.Code == syntax.ErrInvalidPerlOp {
				bad.Reason = diag.Phrase{
					ZH: "正则表达式不支持 " + at.Expr + "：这里不能用环视，请改用分组取出要报告的文字",
					EN: "pattern uses " + at.Expr + ", which is not supported: there is no look-around; put the wording to report into a group",
				}
			}
		}
		return nil, bad
	}
	simple := parsed.Simplify()
	program, err := syntax.Compile(simple)
	if err == nil && len(program.Inst) > maxProgram {
		return nil, &lint.SettingError{Path: path, Reason: diag.Phrase{
			ZH: fmt.Sprintf("正则表达式太费时：编译后有 %d 条指令，上限是 %d 条", len(program.Inst), maxProgram),
			EN: fmt.Sprintf("pattern is too costly: it compiles to %d instructions, the limit is %d", len(program.Inst), maxProgram),
		}}
	}
	re, err := regexp.Compile(source)
	return &pattern{re: re, needs: needed(simple)}, err
}

// compileAll compiles patterns that stand in a list at path.
func compileAll(sources []string, path string) (all []*pattern, err error) {
	for i, source := range sources {
		p, err := compile(source, fmt.Sprintf("%s/%d", path, i))
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

// setting is a pattern that a kind is set with: where it stands, as written, and where it
// is to be put.
type setting struct {
	path, source string
	to           **pattern
}

// compileEach compiles the patterns of several settings.
func compileEach(all ...setting) (err error) {
	for _, s := range all {
		if *s.to, err = compile(s.source, s.path); err != nil {
			return err
		}
	}
	return nil
}

// maxNeeded bounds the literals of which one is looked for: beyond that, looking for them
// costs as much as the pattern.
const maxNeeded = 24

// needed returns literals of which each text that matches holds at least one, nil if the
// pattern names none.
func needed(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase != 0 {
			return nil
		}
		return []string{string(re.Rune)}
	case syntax.OpCharClass:
		return fewRunes(re.Rune)
	case syntax.OpCapture, syntax.OpPlus:
		return needed(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needed(re.Sub[0])
		}
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			some := needed(sub)
			if some == nil {
				return nil
			}
			all = append(all, some...)
		}
		if len(all) <= maxNeeded {
			return all
		}
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if some := needed(sub); some != nil && (best == nil || rarer(some, best)) {
				best = some
			}
		}
		return best
	}
	return nil
}

// rarer guesses whether texts hold one of a less often than one of b: longer literals are
// rarer, and fewer of them.
func rarer(a, b []string) bool {
	shortest := func(all []string) int {
		return len(slices.MinFunc(all, func(x, y string) int { return len(x) - len(y) }))
	}
	return shortest(a)*len(b) > shortest(b)*len(a)
}

// fewRunes returns the characters of a class, nil where there are many.
func fewRunes(ranges []rune) (all []string) {
	for i := 0; i < len(ranges); i += 2 {
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			if len(all) == maxNeeded {
				return nil
			}
			all = append(all, string(r))
		}
	}
	return all
}

// may reports whether a text can match.
func (p *pattern) may(s string) bool {
	return p.needs == nil || slices.ContainsFunc(p.needs, func(need string) bool { return strings.Contains(s, need) })
}

// matches reports whether a text matches.
func (p *pattern) matches(s string) bool { return p.may(s) && p.re.MatchString(s) }

// find returns where the first match of a text and its groups stand, nil if there is none.
func (p *pattern) find(s string) []int {
	if !p.may(s) {
		return nil
	}
	return p.re.FindStringSubmatchIndex(s)
}

// group returns the first group of the first match of a text, empty if there is none.
func (p *pattern) group(s string) string {
	if m := p.find(s); len(m) > 3 && m[2] >= 0 {
		return s[m[2]:m[3]]
	}
	return ""
}

// all returns where all matches of a text and their groups stand.
func (p *pattern) all(s string) [][]int {
	if !p.may(s) {
		return nil
	}
	return p.re.FindAllStringSubmatchIndex(s, -1)
}

func anyMatches(all []*pattern, s string) bool {
	return slices.ContainsFunc(all, func(p *pattern) bool { return p.matches(s) })
}
