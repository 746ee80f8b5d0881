package render

import (
	"slices"
	"strings"
	"testing"

	"reportlint/lint/diag"
)

func TestLines(t *testing.T) {
	tests := []struct{ path, source, message, want string }{
		{"draft.md", "总计 【1,203】\n【1,200】", "m", "draft.md:1:4 \"1,203\" error[r] m\n  draft.md:2:1 \"1,200\" n\n"},
		{"draft.md", "【】", "m", "draft.md:1:1 \"\" error[r] m\n"},
		{"draft.md", "【“甲”\\\"】", "“甲”\"", "draft.md:1:1 \"“甲”\\\\\\\"\" error[r] “甲”\"\n"},
		{"a\x1bb\n.md", "【\x1b\u202e\xff\r\n】", "m\u2066\n::x", `a␛b␊.md:1:1 "\x1b\u202e\xff\r\n" error[r] m<U+2066>␊::x` + "\n"},
		{"::error::a.md", "【##[add-mask]】", "##[x]", `./::error::a.md:1:1 "\x23#[add-mask]" error[r] <U+0023>#[x]` + "\n"},
		{"\u200d :", "【#\ufe0f#[x】", "#\u200d#[x]", "./\u200d ::1:1 \"\\x23\ufe0f#[x\" error[r] <U+0023>\u200d#[x]\n"},
		{"d", "【" + strings.Repeat("甲", 60) + "】", "m", `d:1:1 "` + strings.Repeat("甲", 60) + "\" error[r] m\n"},
		{"d", "【" + strings.Repeat("甲", 61) + "】", "m", `d:1:1 "` + strings.Repeat("甲", 60) + "\"… error[r] m\n"},
	}
	for _, tt := range tests {
		t.Run(tt.want, func(t *testing.T) {
			spans := marked(tt.path, tt.source)
			d := diag.Diagnostic{Rule: "r", Severity: diag.Error, Span: spans[0], Message: tt.message}
			for _, s := range spans[1:] {
				d.Notes = append(d.Notes, diag.Note{Span: s, Message: "n"})
			}
			var b strings.Builder
			if err := Lines(&b, slices.Values([]diag.Diagnostic{d})); err != nil {
				t.Fatal(err)
			}
			if got := b.String(); got != tt.want {
				t.Errorf("got  %swant %s", got, tt.want)
			}
		})
	}
}
