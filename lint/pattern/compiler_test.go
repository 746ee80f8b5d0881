package pattern

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"reportlint/lint"
)

// fault says what an error says of a setting, "" if there is none.
func fault(t *testing.T, err error) string {
	t.Helper()
	if err == nil {
		return ""
	}
	var wrong *lint.SettingError
	if !errors.As(err, &wrong) || wrong.Reason.ZH == "" || wrong.Reason.EN == "" {
		t.Fatalf("%v is no fault of a setting, or is not worded", err)
	}
	return fmt.Sprintf("%s +%d: %s", wrong.Path, wrong.Offset, wrong.Reason.EN)
}

// TestCompile holds patterns that are wrong, or that no folded text matches, to be refused at
// the place that is wrong, and others that look like them to be taken.
func TestCompile(t *testing.T) {
	tests := []struct {
		source string
		offset int
		reason string // "" if it is sound
	}{
		{"其中：无", len("其中"), "“：” has become “:” before patterns see it, so write “:”"},
		{"其中:无", 0, ""},
		{"其中[:：]无", 0, ""},
		{"其中：?无", 0, ""},
		{"(其中：|包括,)无", 0, ""},
		{"(其中：|包括，)无", len("(其中"), "“：” has become “:”"},
		{"１+", 0, "“１” has become “1”"},
		{"[０-９]", 1, "“０” has become “0”"},
		{`\x{FF10}`, 0, "“U+FF10” has become “0”"},
		{"一　二", len("一"), "white space (U+3000) is gone"},
		{"a b", 0, ""},
		{`a\s?b`, 0, ""},
		{"(?i)K", 0, ""},
		{"[^：]", 0, ""},
		{`[^\x00-\x{10FFFF}]`, 0, "no text can match this pattern"},
		{"无|(", 0, "bad pattern"},
		{"无*+", len("无"), "bad pattern"},
		{"收到(?=申请)", len("收到"), "there is no look-around"},
	}
	for _, tt := range tests {
		want := ""
		if tt.reason != "" {
			want = fmt.Sprintf("/x +%d: ", tt.offset)
		}
		_, err := Compiler{}.Compile(tt.source, "/x")
		if got := fault(t, err); !strings.HasPrefix(got, want) || !strings.Contains(got, tt.reason) || (got == "") != (want == "") {
			t.Errorf("%s: got %q, want %q with %q", tt.source, got, want, tt.reason)
		}
	}
}

// TestCompileUnless holds patterns to be refused that match wherever they stand.
func TestCompileUnless(t *testing.T) {
	for source, everywhere := range map[string]bool{"没完": false, ".*": true, `^\s*`: true, "^$": false, "x*$": false, `\b`: false, `\B`: false, "x?": true, "(?m)$": false} {
		_, err := Compiler{}.CompileUnless([]string{"没完", source}, "/x")
		if got := fault(t, err); strings.HasPrefix(got, "/x/1 +0: every text matches this") != everywhere || !everywhere && got != "" {
			t.Errorf("%s: %q", source, got)
		}
	}
	if _, err := (Compiler{}).CompileAll([]string{"没完", "("}, "/x"); !strings.HasPrefix(fault(t, err), "/x/1 +") {
		t.Errorf("the place of what is wrong in a list: %v", err)
	}
	var p, wrong *Pattern
	var none, some *Pattern
	if err := (Compiler{}).CompileEach(Maybe("/a", "", &none), Maybe("/b", "没完", &some)); err != nil || none != nil || some == nil {
		t.Errorf("settings that may be left out: %v, %v, %v", err, none, some)
	}
	if err := (Compiler{}).CompileEach(Into("/a", "没完", &p), Into("/b", "(", &wrong)); p == nil || !strings.HasPrefix(fault(t, err), "/b +") {
		t.Errorf("the place of what is wrong in several settings: %v", err)
	}
}

// TestMayFind holds patterns to be told apart by whether what they find may hold a mark.
func TestMayFind(t *testing.T) {
	for source, want := range map[string]bool{
		`收到\d+件`: false, "收到(信访|来信)#件": false, "收到(?:信访|来信)#件": true, "收到(信访)?#件": true, "收到(信访.)件": true, "收到(?s:.)件": true,
		"收到[#¤]": true, "收到[!-+]": true, "收到[$-+]": false, "(收)+#": false, "(?:(收)#){2}": false, "(?:(收)#){0,2}": true, "(?:(收)|#)": true, "收(到)(#)": false, "(": true,
	} {
		if got := (Compiler{}).MayFind(source, '#', '¤'); got != want {
			t.Errorf("%s: %t", source, got)
		}
	}
}

// TestGather holds patterns that were compiled beforehand to be the same, and to be looked for
// by their sources.
func TestGather(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 9))
	var sources []string
	for range 300 {
		sources = append(sources, fmt.Sprintf("(?:收到|接)%d(件)?#", r.IntN(1_000_000)))
	}
	gathered := Gather(func(by Compiler) {
		if _, err := by.CompileAll(sources, "/x"); err != nil {
			t.Fatal(err)
		}
		if _, err := by.Aside().Compile("不在其中", "/x"); err != nil {
			t.Fatal(err)
		}
	})
	slices.Reverse(sources)
	if again := Gather(func(by Compiler) { _, _ = by.CompileAll(sources, "/x") }); again != gathered {
		t.Error("their order matters")
	}
	by := Compiler{Known: gathered}
	if !by.Sound() || (Compiler{}).Sound() {
		t.Error("settings of known patterns are those that are sound")
	}
	for _, source := range sources {
		before, anew := by.ready(source), newPattern(source, compiledAnew(t, source))
		if before == nil || before.literals != anew.literals || before.grams != anew.grams || before.packed != anew.packed {
			t.Errorf("%s is another pattern, or none", source)
		}
	}
	if by.ready("不在其中") != nil || by.ready("") != nil || (Compiler{}).ready(sources[0]) != nil {
		t.Error("a pattern is known that was not gathered")
	}
	if p, err := by.Compile("不在其中", "/x"); err != nil || !p.Matches("这不在其中") {
		t.Error("a pattern that is not known is not compiled")
	}
	if none := Gather(func(Compiler) {}); none != "" {
		t.Errorf("there are none, but %q", none)
	}
}

// compiledAnew returns what is compiled of a source.
func compiledAnew(t *testing.T, source string) (out compiled) {
	t.Helper()
	by := Compiler{note: func(_ string, made compiled) { out = made }}
	if _, err := by.Compile(source, "/x"); err != nil {
		t.Fatal(err)
	}
	return out
}
