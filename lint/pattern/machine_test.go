package pattern

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"
)

// TestMachine holds patterns that are tried only where their matches may begin, and only on
// texts whose grams may hold their literals, to what the library finds by itself.
func TestMachine(t *testing.T) {
	sources := []string{
		"收到(?:的|了)*#", "(?:收到|接到)[^,。]{0,4}申请", "#?件", "(?:^|[,。])收到", "^收到", "申请$", "(收到|)申请", "[收接]到#", "[^,]*申请",
		"(?:收|接)?到", "(?i)a收", "(?:收到)+#", "(?:收到){0,2}申请", "x?收", "收到|^申请|#件$", "(未|没有)?(?:收到)(申请)", "a*b*收到", "\\b收", "[^\\x00-\\x7f]#", "(?:到|收到申请)#", "(收)\\Q到",
		"收(到.*?)件", "收(到.*)件", "(收到?)(申请)?", "到(申请|申)(请)?$", "[收接](到|到申)(请|)", "(收)(?:到|$)", "接(.)*(到)?", "收([^,]*?)(#|$)", "收(?:(到)$|到)",
	}
	texts := []string{"", "收到", "收到#件申请,接到了#", "未收到申请。收到申请", "到#收到申请"}
	letters := []rune("收接到申请的了#件,。未没有axb")
	r := rand.New(rand.NewPCG(3, 5))
	for range 400 {
		var s []rune
		for range r.IntN(14) {
			s = append(s, letters[r.IntN(len(letters))])
		}
		texts = append(texts, string(s))
	}
	tried := 0
	var all []*Pattern
	for _, source := range sources {
		p, err := Compiler{}.Compile(source, "/x")
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
		if p.run().begins != nil {
			tried++
		}
		plain := regexp.MustCompile(source)
		for _, s := range texts {
			want := plain.FindStringSubmatchIndex(s)
			got := p.Find(s)
			if !slices.Equal(got, want) || p.Matches(s) != (want != nil) {
				t.Errorf("%s in %q: got %v, want %v", source, s, got, want)
			}
			if found := p.All(s); !strings.ContainsAny(source, "^\\") && fmt.Sprint(found) != fmt.Sprint(plain.FindAllStringSubmatchIndex(s, -1)) {
				t.Errorf("%s in %q: got all of %v", source, s, found)
			}
			grams := GramsOf(s)
			if want != nil && !p.grams.stand(&grams) {
				t.Errorf("%s in %q: its grams do not let it match", source, s)
			}
		}
	}
	index := NewIndex(all)
	for _, s := range texts {
		grams := GramsOf(s)
		candidates := index.Candidates(&grams, nil)
		for n, p := range all {
			if p.Matches(s) && !slices.Contains(candidates, uint32(n)) {
				t.Errorf("%s in %q: it is no candidate", sources[n], s)
			}
		}
	}
	if tried < 8 {
		t.Errorf("only %d patterns are tried where they begin", tried)
	}
}

// TestLiterals holds patterns to be looked for by literals that their matches hold, of which
// those that are rare are taken, and to be tried where those may begin.
func TestLiterals(t *testing.T) {
	class := func(n int) string { return fmt.Sprintf("[一-%c]", '一'+rune(n)-1) }
	tests := []struct {
		source, needs, begins string // of a class only how many it has
	}{
		{"收到申请", "[[收到申请]]", "收"},
		{"(?:收到|接)#件", "[[收到 接] [#件]]", "接收"},
		{"收?到+申*请", "[[到] [请]]", "到收"},
		{"(收到)申请", "[[收到] [申请]]", "收"},
		{"[收接]到", "[[接 收] [到]]", "接收"},
		{"(?i)a收", "[]", ""},
		{"(?:收到.申请|接到)", "[[收到 接到]]", "接收"},
		{"(?:收到.申|接到)", "[[收到 接到]]", "接收"},
		{"(?:收.申请书|接到)", "[[申请书 接到]]", "接收"},
		{"(?:收|.)到", "[[到]]", ""},
		{"(?:.+|收到)", "[]", ""},
		{"^收到$", "[[收到]]", ""},
		{"(?:收到){2}", "[[收到] [收到]]", "收"},
		{"(?:收到){0,2}", "[]", ""},
		{"收到|", "[]", ""},
		{"(?:收*|接)到", "[[到]]", "到接收"},
		{class(24) + "到", "[24 [到]]", "24"},
		{class(25) + "到", "[[到]]", ""},
		{"(?:" + class(20) + "|[收接到申])x", "[24 [x]]", "24"},
		{"(?:" + class(20) + "|[收接到申请])x", "[[x]]", ""},
		{"甲乙.甲.乙.甲乙丙.丁.戊己.庚", "[[甲乙] [甲乙丙] [戊己] [庚]]", "甲"},
	}
	for _, tt := range tests {
		p, err := Compiler{}.Compile(tt.source, "/x")
		if err != nil {
			t.Fatal(err)
		}
		lists := unpacked(p.literals)
		needs, begins := fmt.Sprint(lists), string(p.run().begins)
		if n := len(p.run().begins); n > 20 {
			needs, begins = strings.Replace(needs, fmt.Sprint(lists[0]), fmt.Sprint(len(lists[0])), 1), fmt.Sprint(n)
		}
		if needs != tt.needs || begins != tt.begins {
			t.Errorf("%s: got %s, %q, want %s, %q", tt.source, needs, begins, tt.needs, tt.begins)
		}
	}
}

// unpacked returns lists of literals.
func unpacked(l literals) (all [][]string) {
	for in := unread(l); in != ""; {
		list := make([]string, in.number())
		for i := range list {
			list[i] = in.text()
		}
		all = append(all, list)
	}
	return all
}

// TestCostly holds patterns to be refused whose programs are longer than may be.
func TestCostly(t *testing.T) {
	const source = "收到申请"
	parsed, err := syntax.Parse(source, syntax.Perl)
	if err != nil {
		t.Fatal(err)
	}
	program, err := syntax.Compile(parsed.Simplify())
	if err != nil {
		t.Fatal(err)
	}
	for most, want := range map[int]bool{len(program.Inst): true, len(program.Inst) - 1: false} {
		if _, err := (Compiler{Most: most}).Compile(source, "/x"); (err == nil) != want {
			t.Errorf("%d instructions where %d may be: %v", len(program.Inst), most, err)
		}
	}
}

// TestLongLiteral holds patterns of literals that are longer than usual bounds let them be.
func TestLongLiteral(t *testing.T) {
	long := strings.Repeat("收到", 40_000)
	p, err := Compiler{Most: 1 << 20}.Compile("(?:"+long+"|申请)(?:#|"+long+")", "/x")
	if err != nil {
		t.Fatal(err)
	}
	for s, want := range map[string]bool{long + "#": true, "申请" + long: true, long: false, "申请件": false, long + long: true} {
		if grams := GramsOf(s); p.Matches(s) != want || want && !p.grams.stand(&grams) {
			t.Errorf("a text of %d bytes matches: %t", len(s), !want)
		}
	}
}
