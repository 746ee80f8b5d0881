package check

import (
	"errors"
	"fmt"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"unicode"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// maxProgram bounds the size of a compiled pattern, in instructions: the time that a
// pattern takes grows with it.
const maxProgram = 1000

// pattern is a pattern of a pack. It is run only on texts that hold the literals without
// which it cannot match: most sentences do not hold those of most patterns.
type pattern struct {
	run   func() machine // compiled when a text first holds the literals
	needs [][]string     // of each, one must be there, in this order
	grams [][]gramSet    // of the literals
}

// compile compiles a pattern of a pack, and refuses one that is wrong or too costly; path
// is where it stands in the settings.
func (by compiler) compile(source, path string) (*pattern, error) {
	if needs, ok := by.known[digest(source)]; ok {
		return &pattern{run: sync.OnceValue(func() machine { return newMachine(source) }), needs: needs, grams: gramSets(needs)}, nil
	}
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
	if wrong := impossible(simple); wrong != nil {
		return nil, wrong.setting(source, path)
	}
	program, err := syntax.Compile(simple)
	if err == nil && len(program.Inst) > maxProgram {
		return nil, &lint.SettingError{Path: path, Reason: diag.Phrase{
			ZH: fmt.Sprintf("正则表达式太费时：编译后有 %d 条指令，上限是 %d 条", len(program.Inst), maxProgram),
			EN: fmt.Sprintf("pattern is too costly: it compiles to %d instructions, the limit is %d", len(program.Inst), maxProgram),
		}}
	}
	if err != nil {
		return nil, err
	}
	run := newMachine(source)
	p := &pattern{run: func() machine { return run }, needs: wanted(simple)}
	p.grams = gramSets(p.needs)
	if by.note != nil {
		by.note(source, p.needs)
	}
	return p, nil
}

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

// impossible returns why no folded text matches, nil if one may.
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
	case syntax.OpRepeat:
		if re.Min > 0 {
			return impossible(re.Sub[0])
		}
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

// compileUnless is compileAll for patterns that keep a rule from finding fault. One that
// matches whatever there is would keep it from ever finding any.
func (by compiler) compileUnless(sources []string, path string) ([]*pattern, error) {
	all, err := by.compileAll(sources, path)
	for i, p := range all {
		if !by.sound() && p.matches("") && !looksAhead(sources[i]) {
			return nil, &lint.SettingError{Path: fmt.Sprintf("%s/%d", path, i), Reason: diag.Phrase{
				ZH: "任何文字都与此相符，规则永远不会报告问题",
				EN: "every text matches this, so that the rule can never find fault",
			}}
		}
	}
	return all, err
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

// mayFind reports whether what a pattern finds, which is its first group if it has one,
// may hold one of some characters. It is not asked of what is known to be sound.
func (by compiler) mayFind(source string, marks ...rune) bool {
	if by.sound() {
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

// compileAll compiles patterns that stand in a list at path.
func (by compiler) compileAll(sources []string, path string) (all []*pattern, err error) {
	for i, source := range sources {
		p, err := by.compile(source, fmt.Sprintf("%s/%d", path, i))
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
func (by compiler) compileEach(all ...setting) (err error) {
	for _, s := range all {
		if *s.to, err = by.compile(s.source, s.path); err != nil {
			return err
		}
	}
	return nil
}

// maxWanted bounds the lists of literals that are looked for one behind the other.
const maxWanted = 4

// wanted returns lists of literals of which each text that matches holds at least one of
// each, none overlapping, in this order.
func wanted(re *syntax.Regexp) (all [][]string) {
	switch re.Op {
	case syntax.OpCapture:
		return wanted(re.Sub[0])
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			all = append(all, wanted(sub)...)
		}
		for len(all) > maxWanted { // those that are rare tell most
			least := slices.MinFunc(all, func(a, b []string) int { return rarity(a) - rarity(b) })
			i := slices.IndexFunc(all, func(a []string) bool { return rarity(a) == rarity(least) })
			all = slices.Delete(all, i, i+1)
		}
		return all
	}
	if some := needed(re); some != nil {
		return [][]string{some}
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
func rarer(a, b []string) bool { return rarity(a) > rarity(b) }

// rarity guesses how rare it is that a text holds one of some literals.
func rarity(all []string) int {
	shortest := len(slices.MinFunc(all, func(x, y string) int { return len(x) - len(y) }))
	return shortest * 1000 / len(all)
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
	for _, needs := range p.needs {
		end := -1 // of the one that ends first, so that most is left for the others
		for _, need := range needs {
			if i := strings.Index(s, need); i >= 0 && (end < 0 || i+len(need) < end) {
				end = i + len(need)
			}
		}
		if end < 0 {
			return false
		}
		s = s[end:]
	}
	return true
}

// stands reports whether a text with those grams, or a part of it, can match.
func (p *pattern) stands(g *grams) bool {
	for _, list := range p.grams {
		if !slices.ContainsFunc(list, g.hold) {
			return false
		}
	}
	return true
}

// matches reports whether a text matches.
func (p *pattern) matches(s string) bool { return p.may(s) && p.run().matches(s) }

// find returns where the first match of a text and its groups stand, nil if there is none.
func (p *pattern) find(s string) []int {
	if !p.may(s) {
		return nil
	}
	return p.run().find(s, 0)
}

// group returns the first group of the first match of a text, empty if there is none.
func (p *pattern) group(s string) string {
	if m := p.find(s); len(m) > 3 && m[2] >= 0 {
		return s[m[2]:m[3]]
	}
	return ""
}

// all returns where all matches of a text and their groups stand.
func (p *pattern) all(s string) (all [][]int) {
	if !p.may(s) {
		return nil
	}
	for at := 0; at <= len(s); {
		m := p.run().find(s, at)
		if m == nil {
			break
		}
		all = append(all, m)
		at = max(m[1], m[0]+1)
	}
	return all
}

func anyMatches(all []*pattern, s string) bool {
	return slices.ContainsFunc(all, func(p *pattern) bool { return p.matches(s) })
}
