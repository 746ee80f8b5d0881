package pattern

import (
	"cmp"
	"errors"
	"fmt"
	"regexp/syntax"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
)

// maxProgram bounds the size of a compiled pattern, in instructions, where nobody said
// otherwise: the time that a pattern takes grows with it.
const maxProgram = 1000

// Compiler compiles the patterns of settings. The zero value knows nothing of them, and
// holds each against all that a pattern must be.
type Compiler struct {
	Known Store                              // those of settings that are sound
	Most  int                                // instructions of a pattern; 0 is as many as usual
	note  func(source string, made compiled) // is told of each pattern that is sound; may be nil
}

// Sound reports whether the settings are known to be such that rules can be made of them.
func (by Compiler) Sound() bool { return by.Known != "" }

// Aside returns the compiler for patterns that are parts of others only, so that they are not
// gathered with these.
func (by Compiler) Aside() Compiler {
	by.note = nil
	return by
}

// ready returns a pattern that was compiled before, nil if it was not.
func (by Compiler) ready(source string) *Pattern {
	made, ok := by.Known.find(source)
	if !ok {
		return nil
	}
	return newPattern(source, made)
}

// Compile compiles a pattern of a pack, and refuses one that is wrong or too costly; path
// is where it stands in the settings.
func (by Compiler) Compile(source, path string) (*Pattern, error) {
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
	if most := cmp.Or(by.Most, maxProgram); err == nil && len(program.Inst) > most {
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

// CompileUnless is compileAll for patterns that keep a rule from finding fault. One that
// matches whatever there is would keep it from ever finding any.
func (by Compiler) CompileUnless(sources []string, path string) ([]*Pattern, error) {
	all, err := by.CompileAll(sources, path)
	for i, p := range all {
		if !by.Sound() && p.Matches("") && !looksAhead(sources[i]) {
			return nil, &lint.SettingError{Path: fmt.Sprintf("%s/%d", path, i), Reason: diag.Phrase{
				ZH: "任何文字都与此相符，规则永远不会报告问题",
				EN: "every text matches this, so that the rule can never find fault",
			}}
		}
	}
	return all, err
}

// CompileAll compiles patterns that stand in a list at path.
func (by Compiler) CompileAll(sources []string, path string) (all []*Pattern, err error) {
	all = make([]*Pattern, 0, len(sources))
	for i, source := range sources {
		p := by.ready(source)
		if p == nil {
			if p, err = by.Compile(source, fmt.Sprintf("%s/%d", path, i)); err != nil {
				return nil, err
			}
		}
		all = append(all, p)
	}
	return all, nil
}

// Setting is a pattern that a kind is set with.
type Setting struct {
	path, source string
	to           **Pattern
	optional     bool
}

// Into returns the setting whose pattern is to be put somewhere: where it stands, and as it
// is written.
func Into(path, source string, to **Pattern) Setting { return Setting{path, source, to, false} }

// Maybe is Into for a setting that may be left out: there is no pattern where it is.
func Maybe(path, source string, to **Pattern) Setting { return Setting{path, source, to, true} }

// CompileEach compiles the patterns of several settings.
func (by Compiler) CompileEach(all ...Setting) (err error) {
	for _, s := range all {
		if s.optional && s.source == "" {
			continue
		}
		if *s.to, err = by.Compile(s.source, s.path); err != nil {
			return err
		}
	}
	return nil
}
