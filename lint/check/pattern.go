package check

import (
	"cmp"
	"errors"
	"fmt"
	"regexp/syntax"
	"slices"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
)

// maxProgram bounds the size of a compiled pattern, in instructions, where nobody said
// otherwise: the time that a pattern takes grows with it.
const maxProgram = 1000

// pattern is a pattern of a pack. It is run only on texts that hold the literals without
// which it cannot match: most sentences do not hold those of most patterns.
type pattern struct {
	literals literals
	grams    gramLists // of the literals
	machine  lazy[*machine]
	source   string
	packed   string // what the machine is made of
}

func newPattern(source string, made compiled) *pattern {
	p := &pattern{source: source}
	p.literals, p.grams, p.packed = made.parts()
	return p
}

// run returns what runs the pattern.
func (p *pattern) run() *machine {
	return p.machine.get(func() *machine { return newMachine(p.source, p.packed) })
}

// ready returns a pattern that was compiled before, nil if it was not.
func (by compiler) ready(source string) *pattern {
	made, ok := by.known.find(source)
	if !ok {
		return nil
	}
	return newPattern(source, made)
}

// compile compiles a pattern of a pack, and refuses one that is wrong or too costly; path
// is where it stands in the settings.
func (by compiler) compile(source, path string) (*pattern, error) {
	if p := by.ready(source); p != nil {
		return p, nil
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
	if most := cmp.Or(by.most, maxProgram); err == nil && len(program.Inst) > most {
		return nil, &lint.SettingError{Path: path, Reason: diag.Phrase{
			ZH: fmt.Sprintf("正则表达式太费时：编译后有 %d 条指令，上限是 %d 条（限制 pattern-size）", len(program.Inst), most),
			EN: fmt.Sprintf("pattern is too costly: it compiles to %d instructions, the limit is %d (limit: pattern-size)", len(program.Inst), most),
		}}
	}
	if err != nil {
		return nil, err
	}
	made := compiledOf(simple, program)
	if by.note != nil {
		by.note(source, made)
	}
	return newPattern(source, made), nil
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

// compileAll compiles patterns that stand in a list at path.
func (by compiler) compileAll(sources []string, path string) (all []*pattern, err error) {
	all = make([]*pattern, 0, len(sources))
	for i, source := range sources {
		p := by.ready(source)
		if p == nil {
			if p, err = by.compile(source, fmt.Sprintf("%s/%d", path, i)); err != nil {
				return nil, err
			}
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

// matches reports whether a text matches.
func (p *pattern) matches(s string) bool { return p.literals.standIn(s) && p.run().matches(s) }

// find returns where the first match of a text and its groups stand, nil if there is none.
func (p *pattern) find(s string) []int {
	if !p.literals.standIn(s) {
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
	if !p.literals.standIn(s) {
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
