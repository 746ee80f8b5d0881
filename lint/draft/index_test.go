package draft

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestIndex holds literals to be found where the library finds them.
func TestIndex(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 7))
	letters := []rune("收到收#a件")
	some := func(n int) string {
		s := make([]rune, r.IntN(n))
		for i := range s {
			s[i] = letters[r.IntN(len(letters))]
		}
		return string(s)
	}
	for range 20_000 {
		s, literal := some(12), some(4)
		if got, want := Index(s, literal), strings.Index(s, literal); got != want {
			t.Fatalf("%q in %q: %d, want %d", literal, s, got, want)
		}
	}
}
