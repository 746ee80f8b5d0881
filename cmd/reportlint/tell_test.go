package main

import (
	"strings"
	"testing"

	"reportlint/lint/diag"
)

func TestLanguage(t *testing.T) {
	tests := []struct {
		args, env string
		want      diag.Lang
	}{
		{"", "", diag.Chinese},
		{"", "LANG=en_US.UTF-8", diag.English},
		{"", "LANG=C", diag.Chinese},
		{"", "LANG=xx", diag.Chinese},
		{"", "LC_ALL=zh_CN.UTF-8 LANG=en_US", diag.Chinese},
		{"", "LC_MESSAGES=en LANG=zh_CN", diag.English},
		{"--lang en", "LANG=zh_CN", diag.English},
		{"check --lang=zh a.md", "LANG=en", diag.Chinese},
		{"-- --lang=en", "", diag.Chinese},
		{"--lang", "LANG=en", diag.English},
	}
	for _, tt := range tests {
		getenv := func(name string) string {
			for _, setting := range strings.Fields(tt.env) {
				if value, ok := strings.CutPrefix(setting, name+"="); ok {
					return value
				}
			}
			return ""
		}
		if got, _ := language(strings.Fields(tt.args), getenv); got != tt.want {
			t.Errorf("language(%q) with %q = %v, want %v", tt.args, tt.env, got, tt.want)
		}
	}
}

func TestDidYouMean(t *testing.T) {
	known := []string{"check", "explain", "rules", "section-missing", "section-misnamed"}
	tests := []struct{ word, want string }{
		{"chekc", "check"},
		{"ruls", "rules"},
		{"section-mising", "section-missing"},
		{"sction-misnamed", "section-misnamed"},
		{"draft", ""},
		{"x", ""},
		{strings.Repeat("x", 1<<20), ""},
	}
	for _, tt := range tests {
		_, got := didYouMean(tt.word, known)
		if want := "; did you mean " + tt.want + "?"; got != want && (got != "" || tt.want != "") {
			t.Errorf("didYouMean(%.20q) = %q, want %q", tt.word, got, tt.want)
		}
	}
}

func TestShown(t *testing.T) {
	tests := []struct{ name, want string }{
		{"稿 件/a.md", "稿 件/a.md"},
		{"", `""`},
		{"a\nb", `"a\nb"`},
		{"a\x1b[2J", `"a\x1b[2J"`},
		{"a\u202eb", `"a\u202eb"`},
		{"a\xffb", `"a\xffb"`},
	}
	for _, tt := range tests {
		if got := shown(tt.name); got != tt.want {
			t.Errorf("shown(%q) = %s, want %s", tt.name, got, tt.want)
		}
	}
}
