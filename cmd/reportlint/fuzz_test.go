package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"reportlint/lint"
	"reportlint/lint/check"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/rules"
)

// mender returns a linter that holds drafts against the pack that comes with the program.
func mender() *linter {
	pack, _ := rules.Ready("annual-report", check.Ready)
	tool, _ := rules.Ready(toolPack, check.Ready)
	all := *pack
	all.Rules = slices.Concat(pack.Rules, tool.Rules)
	alone := &profile{packs: []*lint.Pack{&all}, tool: tool}
	return &linter{
		profile: func(string) *profile { return alone }, limits: func(string) limits { return usualLimits() },
		named: true, lang: diag.English, name: "draft.md", today: draft.Date{Year: 2032, Month: 1, Day: 15}, standings: &standings{configs: &configs{}},
	}
}

// FuzzFix holds the fixes to their laws: what was fixed has nothing more to fix, nothing is
// changed where nothing was fixed, and no rule breaks down.
func FuzzFix(f *testing.F) {
	_, model, _ := rules.Builtin("annual-report")
	whole := model.Text
	for _, s := range []string{
		whole, strings.NewReplacer("| 37 |", "| ３７ |", "培训2次", "培训培训2次").Replace(whole), "\ufeff# 甲镇2024年政府信息公开工作年度报告\r\n\r\n一、总体情况，，甲。\r",
		"收到申请１２件、，其中的的12件。。\n\n（甲)\n",
	} {
		f.Add([]byte(s))
	}
	l := mender()
	mend := func(content []byte) mended {
		l.stdin = bytes.NewReader(content)
		return l.mend(standardInput)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		if len(content) > 16<<10 {
			return
		}
		first := mend(content)
		for _, p := range first.problems {
			if strings.Contains(p.why.EN, "internal error") {
				t.Fatalf("%q: %s", content, p.why.EN)
			}
		}
		if len(first.problems) > 0 || first.fixes == 0 {
			if !bytes.Equal(first.old, first.new) {
				t.Fatalf("%q was changed to %q, and nothing fixed", first.old, first.new)
			}
			return
		}
		if again := mend(first.new); again.fixes > 0 || !bytes.Equal(again.new, first.new) {
			t.Fatalf("%q was fixed to %q, and that to %q", content, first.new, again.new)
		}
	})
}

// FuzzDecode holds that what was decoded is encoded to the bytes that it came from or refused,
// and that no bytes are text that is not UTF-8.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{"甲\r\n", "\xff\xfe2u", "\xfe\xffu2\xd8", "\xbc\xd7\xd2\xd2", "甲\xff", "a\x00", diag.BOM} {
		f.Add([]byte(s), true)
		f.Add([]byte(s), false)
	}
	f.Fuzz(func(t *testing.T, content []byte, legacy bool) {
		text, bad, refused := decode(content, legacy)
		if refused != nil {
			if refused.offset < 0 || refused.offset > len(refused.within) || text != nil {
				t.Fatalf("refused at %d of %d", refused.offset, len(refused.within))
			}
			return
		}
		if bad > len(text) || !bytes.Equal(text, bytes.ToValidUTF8(text, nil)) || bytes.IndexByte(text, 0) >= 0 {
			t.Fatalf("%q was decoded to %q, bad at %d", content, text, bad)
		}
		if back, ok := encodeLike(content, text, text); ok && !bytes.Equal(back, content) {
			t.Fatalf("%q was decoded to %q and encoded to %q", content, text, back)
		}
	})
}

// FuzzFront holds that whatever front matter says, each problem of it has a line of the draft.
func FuzzFront(f *testing.F) {
	for _, s := range []string{"pack: annual-report", "year: 2024\n  kind: town", "parts: [a, {b: c}]", "deadline: 02-30", "limits: {lines: 1}", "prior: '{x}'\n---"} {
		f.Add("reportlint:\n  " + s + "\n")
	}
	f.Fuzz(func(t *testing.T, yaml string) {
		file := diag.NewFile("draft.md", []byte("---\n"+yaml+"---\n\n甲\n"))
		d, limit := parse(file, draft.UsualLimits())
		if limit != nil {
			return
		}
		for _, p := range readFront(d).problems {
			if p.line < 1 || p.line > file.Position(len(file.Text)).Line || p.path != "draft.md" || p.why.EN == "" || p.why.ZH == "" {
				t.Errorf("a problem at line %d: %s", p.line, p.why.EN)
			}
		}
	})
}
