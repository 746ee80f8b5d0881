package automaton

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"regexp"
	"regexp/syntax"
	"strings"
	"testing"
)

// both are the automata of a pattern, and the library's matchers.
type both struct {
	anywhere, anchored *Automaton
	library, beginning *regexp.Regexp
}

// differ says how the automata and the library differ on a text, "" if they do not.
func (b both) differ(text string) string {
	if got, ok := b.anywhere.Match(text); ok && got != b.library.MatchString(text) {
		return fmt.Sprintf("anywhere: %v, the library says %v", got, !got)
	}
	want := -1
	if at := b.beginning.FindStringIndex(text); at != nil {
		want = at[1]
	}
	if got, ok := b.anchored.End(text); ok && got != want {
		return fmt.Sprintf("ends at %d, the library says at %d", got, want)
	}
	return ""
}

// compile compiles a pattern; its automata may be nil.
func compile(t testing.TB, pattern string) both {
	t.Helper()
	parsed, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		t.Skip(err)
	}
	prog, err := syntax.Compile(parsed.Simplify())
	if err != nil {
		t.Skip(err)
	}
	p := Compile(prog)
	if p == nil {
		return both{}
	}
	written := p.Append(nil)
	p = Read(string(written)) // so that what is written is held to do what was compiled
	if again := p.Append(nil); !bytes.Equal(again, written) {
		t.Errorf("%q is written as %x, and when read as %x", pattern, written, again)
	}
	return both{New(p), NewAnchored(p), regexp.MustCompile(pattern), regexp.MustCompile("^(?:" + parsed.String() + ")")}
}

// TestMatch holds automata against the library, on texts made of what the patterns are
// made of.
func TestMatch(t *testing.T) {
	patterns := []string{
		"", "申请", "申请|受理", "申(请|领)+#件", "^申请", "申请$", "^申请$", "^$", "$", "x*$", "a|^b|c$", "^(?:申|^请)*$",
		"[^,。]{0,3}申", "[^,。]{2,5}#", ".申.", "(?s).申.", `[\p{Han}]a`, `\d+件`, `[一二三四五六七八九十]{1,3}、`,
		"(?:^|[;。])[0-9]{1,2}[.、][^0-9]", "申?请??#{2}", "(a+)+b", "[^\\x00-\\x7f年]", "(?:申请|申领|申)(?:件|#)", "申|申请|申请件", "(?:申|申请)??#?", "(?:a|ab)(?:c|bcx)?", "a*?$", "a+?b*", "(?:a|$|ab)+", "\\x{10FFFF}",
		"[Bb]{1,2}x", "(?i)kb?a", "(?i:申|ß)b",
	}
	pieces := []string{"申", "请", "领", "受理", "#", "件", "a", "b", "c", "x", ",", "。", ";", "1", "23", ".", "、", "一", "十", "年", "\n", "\xff", "\x00", "\U0010FFFF", "€", "A", "B", "K", "\u212a", "ß", "ẞ"}
	rng := rand.New(rand.NewPCG(1, 2))
	for _, pattern := range patterns {
		b := compile(t, pattern)
		for range 2000 {
			var text strings.Builder
			for range rng.IntN(8) {
				text.WriteString(pieces[rng.IntN(len(pieces))])
			}
			if wrong := b.differ(text.String()); wrong != "" {
				t.Fatalf("%q in %q: %s", pattern, text.String(), wrong)
			}
		}
	}
}

// TestUnknown names what automata know nothing of.
func TestUnknown(t *testing.T) {
	for _, pattern := range []string{`\b申`, `a\B`, "(?m)^a", "(?m)a$"} {
		if b := compile(t, pattern); b.anywhere != nil || b.anchored != nil {
			t.Errorf("%s has an automaton", pattern)
		}
	}
}

// TestRoom leads an automaton to more states than it may have: it gives up, and still tells
// of texts that need no more.
func TestRoom(t *testing.T) {
	a := compile(t, "a.{14}b").anywhere
	rng := rand.New(rand.NewPCG(1, 2))
	var text strings.Builder
	for range 1 << 20 {
		text.WriteByte("aac"[rng.IntN(3)])
	}
	if matched, ok := a.Match(text.String()); ok {
		t.Errorf("matched %v, though it had to give up", matched)
	}
	if moves := *a.moves.Load(); len(moves) > maxCells {
		t.Errorf("%d transitions, the bound is %d", len(moves), maxCells)
	}
	if matched, ok := a.Match("xyz"); matched || !ok {
		t.Errorf("a text of three characters: %v, %v", matched, ok)
	}
}

// FuzzMatch holds automata against the library.
func FuzzMatch(f *testing.F) {
	f.Add("申请(?:[^,]{0,3})#", "申请的1#")
	f.Add("^(?:a|b)*c$|d", "ababc")
	f.Add("[^a-c]$", "\xffz")
	f.Add("\\Qa(", "a(")
	f.Fuzz(func(t *testing.T, pattern, text string) {
		if len(pattern) > 200 || len(text) > 2000 {
			return
		}
		b := compile(t, pattern)
		if b.anywhere == nil {
			return
		}
		if wrong := b.differ(text); wrong != "" {
			t.Errorf("%q in %q: %s", pattern, text, wrong)
		}
	})
}

// BenchmarkMatch sets an automaton beside the library, on a sentence without a match.
func BenchmarkMatch(b *testing.B) {
	both := compile(b, "(?:申请|诉求|事项)[^,;:。]{0,12}(?:办结|答复)(?:了|完毕)?#件")
	text := strings.Repeat("本机关全年收到申请#件,均在规定的期限之内作出处理;", 4)
	for name, matches := range map[string]func(string) bool{
		"automaton": func(s string) bool { m, _ := both.anywhere.Match(s); return m },
		"library":   both.library.MatchString,
	} {
		b.Run(fmt.Sprintf("by=%s", name), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				matches(text)
			}
		})
	}
}
