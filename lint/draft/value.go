package draft

import (
	"math/big"
	"math/bits"
	"strconv"
	"strings"
)

// Value is a number, exact. The zero value is 0. What reports state fits a machine word, and
// takes no more than that; any other number is kept as a fraction.
type Value struct {
	units  int64    // of the last decimal
	places int      // how many decimals there are; the last one is not 0
	wide   *big.Rat // in place of both where they do not hold the number; never changed
}

// Bounds of the numbers that are counted in units: two of them add up in a word.
const (
	mostUnits  = 1_000_000_000_000_000_000
	mostPlaces = 18
)

// mostDigits is how many characters the digits of a number may be, with its sign.
const mostDigits = 64

// Whole returns a whole number.
func Whole(n int64) Value { return scaled(n, 0) }

// scaled returns so many units of the decimal at a place, 1 being the first one.
func scaled(units int64, places int) Value {
	for places > 0 && units%10 == 0 {
		if units == 0 {
			return Value{}
		}
		units, places = units/10, places-1
	}
	if places <= mostPlaces && units >= -mostUnits && units <= mostUnits {
		return Value{units: units, places: places}
	}
	power := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil)
	return Value{wide: new(big.Rat).SetFrac(big.NewInt(units), power)}
}

// Fraction returns a number as a value.
func Fraction(r *big.Rat) Value {
	if r.IsInt() && r.Num().IsInt64() {
		return Whole(r.Num().Int64())
	}
	return Value{wide: new(big.Rat).Set(r)}
}

// parseValue reads digits, perhaps with a minus sign and a decimal point. It refuses more than
// mostDigits of them: no figure has so many, and to read them takes their square.
func parseValue(s string) (Value, bool) {
	whole, fraction, _ := strings.Cut(s, ".")
	if len(s) <= mostPlaces {
		units, err := strconv.ParseInt(whole+fraction, 10, 64)
		return scaled(units, len(fraction)), err == nil
	}
	if len(whole)+len(fraction) > mostDigits {
		return Value{}, false
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return Value{}, false
	}
	return Fraction(r), true
}

// Rat returns the number as a fraction, which is the caller's.
func (v Value) Rat() *big.Rat {
	switch {
	case v.wide != nil:
		return new(big.Rat).Set(v.wide)
	case v.places == 0:
		return new(big.Rat).SetInt64(v.units)
	}
	return big.NewRat(v.units, power(v.places))
}

// power returns a power of ten, of mostPlaces at most.
func power(of int) int64 {
	n := int64(1)
	for range of {
		n *= 10
	}
	return n
}

// aligned returns two numbers in the same units; ok is false where they are too many.
func aligned(v, w Value) (a, b int64, places int, ok bool) {
	a, b, places = v.units, w.units, v.places
	if v.wide != nil || w.wide != nil {
		return 0, 0, 0, false
	}
	switch {
	case v.places < w.places:
		places = w.places
		a, ok = times(a, power(places-v.places))
	case v.places > w.places:
		b, ok = times(b, power(places-w.places))
	default:
		ok = true
	}
	return a, b, places, ok
}

// times multiplies; ok is false where the product has more than mostUnits.
func times(a, b int64) (product int64, ok bool) {
	high, low := bits.Mul64(magnitude(a), magnitude(b))
	if high != 0 || low > mostUnits {
		return 0, false
	}
	if (a < 0) != (b < 0) {
		return -int64(low), true
	}
	return int64(low), true
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// Add returns v + w.
func (v Value) Add(w Value) Value {
	if a, b, places, ok := aligned(v, w); ok {
		return scaled(a+b, places)
	}
	r := v.Rat()
	return Fraction(r.Add(r, w.Rat()))
}

// Sub returns v - w.
func (v Value) Sub(w Value) Value { return v.Add(w.Neg()) }

// Neg returns -v.
func (v Value) Neg() Value {
	if v.wide != nil {
		return Value{wide: new(big.Rat).Neg(v.wide)}
	}
	v.units = -v.units
	return v
}

// Abs returns v without its sign.
func (v Value) Abs() Value {
	if v.Sign() < 0 {
		return v.Neg()
	}
	return v
}

// Times returns n times v.
func (v Value) Times(n int64) Value {
	if units, ok := times(v.units, n); ok && v.wide == nil {
		return scaled(units, v.places)
	}
	r := v.Rat()
	return Fraction(r.Mul(r, new(big.Rat).SetInt64(n)))
}

// Cmp returns -1, 0 or 1 as v is less than, equal to or greater than w.
func (v Value) Cmp(w Value) int {
	a, b, _, ok := aligned(v, w)
	switch {
	case !ok:
		return v.Rat().Cmp(w.Rat())
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Sign returns -1, 0 or 1 as v is less than, equal to or greater than 0.
func (v Value) Sign() int {
	switch {
	case v.wide != nil:
		return v.wide.Sign()
	case v.units < 0:
		return -1
	case v.units > 0:
		return 1
	}
	return 0
}

// IsInt reports whether v is a whole number.
func (v Value) IsInt() bool {
	if v.wide != nil {
		return v.wide.IsInt()
	}
	return v.places == 0
}

// HalfUnit returns half a unit of the last decimal of v: by how much it may be off if it was
// rounded.
func (v Value) HalfUnit() Value {
	places := v.places
	if v.wide != nil {
		_, decimals, _ := strings.Cut(v.String(), ".")
		places = len(decimals)
	}
	return scaled(5, places+1)
}

// String writes v with as many decimals as it needs.
func (v Value) String() string {
	switch {
	case v.wide != nil:
		return Decimal(v.wide)
	case v.places == 0:
		return strconv.FormatInt(v.units, 10)
	}
	b := make([]byte, 0, mostPlaces+2)
	if v.units < 0 {
		b = append(b, '-')
	}
	digits := strconv.FormatUint(magnitude(v.units), 10)
	whole := max(len(digits)-v.places, 0)
	if whole == 0 {
		b = append(b, '0')
	}
	b = append(b, digits[:whole]...)
	b = append(b, '.')
	for range v.places - len(digits) {
		b = append(b, '0')
	}
	return string(append(b, digits[whole:]...))
}

// Decimal writes a fraction with as many decimals as it needs; one that has no end is
// written as a fraction.
func Decimal(v *big.Rat) string {
	if v.IsInt() {
		return v.Num().String()
	}
	for places := 1; places < 64; places++ {
		s := v.FloatString(places)
		if back, _ := new(big.Rat).SetString(s); back != nil && back.Cmp(v) == 0 {
			return s
		}
	}
	return v.RatString()
}
