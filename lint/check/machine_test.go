package check

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"testing"
)

// TestMachine holds patterns that are tried only where their matches may begin, and only on
// texts whose grams may hold their literals, to what the library finds by itself.
func TestMachine(t *testing.T) {
	sources := []string{
		"收到(?:的|了)*#", "(?:收到|接到)[^,。]{0,4}申请", "#?件", "(?:^|[,。])收到", "^收到", "申请$", "(收到|)申请", "[收接]到#", "[^,]*申请",
		"(?:收|接)?到", "(?i)a收", "(?:收到)+#", "(?:收到){0,2}申请", "x?收", "收到|^申请|#件$", "(未|没有)?(?:收到)(申请)", "a*b*收到", "\\b收", "[^\\x00-\\x7f]#",
	}
	texts := []string{"", "收到", "收到#件申请,接到了#", "未收到申请。收到申请"}
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
	var all []*pattern
	for _, source := range sources {
		p, err := compiler{}.compile(source, "/x")
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
			got := p.find(s)
			if !slices.Equal(got, want) || p.matches(s) != (want != nil) {
				t.Errorf("%s in %q: got %v, want %v", source, s, got, want)
			}
			grams := gramsOf(s)
			if want != nil && !p.stands(&grams) {
				t.Errorf("%s in %q: its grams do not let it match", source, s)
			}
		}
	}
	index := newIndex(all)
	for _, s := range texts {
		grams := gramsOf(s)
		candidates := index.candidates(&grams, nil)
		for n, p := range all {
			if p.matches(s) && !slices.Contains(candidates, uint32(n)) {
				t.Errorf("%s in %q: it is no candidate", sources[n], s)
			}
		}
	}
	if tried < 8 {
		t.Errorf("only %d patterns are tried where they begin", tried)
	}
}
