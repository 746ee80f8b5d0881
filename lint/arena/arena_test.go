package arena

import (
	"math/rand/v2"
	"testing"
)

type pair struct {
	at   *int
	text string
}

// TestMake holds slices to be zero when they are made, and to have no memory in common,
// whatever was in it before.
func TestMake(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, a := range []*Arena{nil, New()} {
		for range 30 {
			var numbers [][]int32
			var pairs [][]pair
			for range 200 {
				n := rng.IntN(3000)
				s := Make[int32](a, n, n+rng.IntN(50))
				for i := range s {
					if s[i] != 0 {
						t.Fatal("it is not zero")
					}
				}
				for len(s) < cap(s) {
					s = append(s, 0)
				}
				for i := range s {
					s[i] = int32(len(numbers) + 1)
				}
				numbers = append(numbers, s)
				p := Make[pair](a, rng.IntN(90), 90)
				for i := range p {
					if p[i] != (pair{}) {
						t.Fatal("it is not zero")
					}
					p[i] = pair{new(int), "x"}
				}
				pairs = append(pairs, append(p, pair{text: "beyond"}))
			}
			for i, s := range numbers {
				for _, v := range s {
					if v != int32(i+1) {
						t.Fatal("two have memory in common")
					}
				}
			}
			for _, p := range pairs {
				for i, v := range p[:len(p)-1] {
					if v.at == nil || v.text != "x" {
						t.Fatalf("pair %d is %v", i, v)
					}
				}
			}
			if a != nil {
				if a.has > most {
					t.Fatalf("it has %d bytes", a.has)
				}
				a.Reset()
			}
		}
	}
}

// TestZeroSize holds what takes no memory to be made as any other.
func TestZeroSize(t *testing.T) {
	if s := Make[struct{}](New(), 3, 5); len(s) != 3 || cap(s) < 5 {
		t.Errorf("%d of %d", len(s), cap(s))
	}
}

func TestAgain(t *testing.T) {
	a := New()
	if n := testing.AllocsPerRun(100, func() {
		for range 10 {
			Make[int64](a, 5, 1000)
		}
		a.Reset()
	}); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
