package check

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
)

// maxProgram bounds the size of a compiled pattern, in instructions: the time that a
// pattern takes grows with it.
const maxProgram = 1000

// wordingKind finds wording that must not stand in a report. A pattern is held against
// one sentence at a time, folded; its first group, if it has one, is what is wrong. A
// sentence that matches a pattern of unless is passed over. Field: text (what stands there).
func wordingKind() lint.Kind {
	return lint.Kind{
		Name:   "wording",
		Fields: []string{"text"},
		New: func(with json.RawMessage) (lint.Check, error) {
			set, err := lint.Decode[struct{ Patterns, Unless []string }](with)
			if err != nil {
				return nil, err
			}
			patterns, err := compileAll(set.Patterns, "/patterns")
			if err != nil {
				return nil, err
			}
			unless, err := compileAll(set.Unless, "/unless")
			if err != nil {
				return nil, err
			}
			return func(p *lint.Pass) int { return wording(p, patterns, unless) }, nil
		},
	}
}

func wording(p *lint.Pass, patterns, unless []*regexp.Regexp) (judged int) {
	for _, passage := range p.Main.Passages {
		for _, sentence := range passage.Sentences() {
			s := sentence.String()
			judged++
			for _, re := range patterns {
				for at := 0; at < len(s); {
					m := re.FindStringSubmatchIndex(s[at:])
					if m == nil || anyMatches(unless, s) {
						break
					}
					if len(m) > 3 && m[2] >= 0 {
						m = m[2:4]
					}
					found := sentence.Slice(at+m[0], at+m[1])
					p.Report(lint.Finding{Span: found.Where(), Args: lint.Args{"text": found.Written()}, Key: sentence.String()})
					at += max(m[1], 1)
				}
			}
		}
	}
	if judged == 0 {
		p.Skip(diag.Phrase{ZH: "没有文字", EN: "there is no text"})
	}
	return judged
}

// compile compiles a pattern of a pack, and refuses one that is wrong or too costly.
func compile(source, path string) (*regexp.Regexp, error) {
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
	program, err := syntax.Compile(parsed.Simplify())
	if err == nil && len(program.Inst) > maxProgram {
		return nil, &lint.SettingError{Path: path, Reason: diag.Phrase{
			ZH: fmt.Sprintf("正则表达式太费时：编译后有 %d 条指令，上限是 %d 条", len(program.Inst), maxProgram),
			EN: fmt.Sprintf("pattern is too costly: it compiles to %d instructions, the limit is %d", len(program.Inst), maxProgram),
		}}
	}
	return regexp.Compile(source)
}
