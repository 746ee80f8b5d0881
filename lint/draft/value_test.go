package draft

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// agree holds what is made of two numbers, and of one times a whole one, against the same
// with fractions.
func agree(t *testing.T, v, w Value, n int64) {
	t.Helper()
	a, b := v.Rat(), w.Rat()
	rat := func() *big.Rat { return new(big.Rat) }
	for _, made := range []struct {
		name string
		got  Value
		want *big.Rat
	}{
		{"v", v, a}, {"+", v.Add(w), rat().Add(a, b)}, {"-", v.Sub(w), rat().Sub(a, b)}, {"neg", v.Neg(), rat().Neg(a)}, {"abs", v.Abs(), rat().Abs(a)},
		{"times", v.Times(n), rat().Mul(a, rat().SetInt64(n))}, {"fraction", Fraction(a), a},
	} {
		if made.got.Rat().Cmp(made.want) != 0 {
			t.Errorf("%v %s %v (%d): got %v, want %v", v, made.name, w, n, made.got, made.want)
		}
		if got, want := made.got.String(), Decimal(made.want); got != want {
			t.Errorf("%v %s %v (%d): written %s, want %s", v, made.name, w, n, got, want)
		}
		if made.got.Sign() != made.want.Sign() || made.got.IsInt() != made.want.IsInt() {
			t.Errorf("%v: sign %d, whole %v", made.want, made.got.Sign(), made.got.IsInt())
		}
	}
	if got := v.Cmp(w); got != a.Cmp(b) {
		t.Errorf("%v against %v: %d", v, w, got)
	}
	if v.Cmp(Fraction(a)) != 0 {
		t.Errorf("%v is not the fraction that it is", v)
	}
	if h := v.HalfUnit(); h.Sign() <= 0 || !v.Add(h).Sub(v).Rat().IsInt() && h.Cmp(scaled(5, 1)) > 0 {
		t.Errorf("half a unit of %v: %v", v, h)
	}
}

// TestValue holds numbers of any size, with decimals and without, against fractions.
func TestValue(t *testing.T) {
	edges := []Value{{}, Whole(mostUnits), Whole(-mostUnits), Whole(mostUnits + 1), Whole(math.MaxInt64), Whole(math.MinInt64),
		scaled(1, mostPlaces), scaled(1, mostPlaces+1), scaled(math.MinInt64, 3), scaled(-5, 1), scaled(1000, 3), Fraction(big.NewRat(-1, 3))}
	for _, v := range edges {
		for _, w := range edges {
			for _, n := range []int64{0, 1, -1, 10_000, math.MaxInt64, math.MinInt64} {
				agree(t, v, w, n)
			}
		}
	}
	r := rand.New(rand.NewPCG(1, 1))
	random := func() Value {
		return scaled((r.Int64()>>r.IntN(63))*(1-2*r.Int64N(2)), []int{0, 0, 1, 2, 4, 18, 20}[r.IntN(7)])
	}
	for range 20_000 {
		agree(t, random(), random(), r.Int64()>>r.IntN(63))
	}
}

// FuzzValue holds numbers as they are written against fractions.
func FuzzValue(f *testing.F) {
	f.Add("12", "0.5", int64(3))
	f.Add("-999999999999999999", "0.000000000000000001", int64(10))
	f.Add("98765432109876543210.25", "1", int64(-1))
	f.Fuzz(func(t *testing.T, a, b string, n int64) {
		v, ok := ParseAmount(a)
		w, too := ParseAmount(b)
		if ok && too {
			agree(t, v.Value, w.Value, n)
		}
	})
}

func TestHalfUnit(t *testing.T) {
	for in, want := range map[string]string{"3": "0.5", "0.12": "0.005", "1230": "0.5", "-7.5": "0.05", "1.23456789012345678901": "0.000000000000000000005"} {
		if a, _ := ParseAmount(in); a.Value.HalfUnit().String() != want {
			t.Errorf("half a unit of %s: %v, want %s", in, a.Value.HalfUnit(), want)
		}
	}
}
