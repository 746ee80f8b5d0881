package form

import (
	"reflect"
	"testing"
)

// TestLater compiles the patterns that are compiled only when a draft asks for them.
func TestLater(t *testing.T) {
	compiled := 0
	for _, of := range []any{newPeriodReader(), *newLexicon(&Scheme{})} {
		v := reflect.ValueOf(of)
		for i := range v.NumField() {
			if v.Field(i).Type() == reflect.TypeFor[pattern]() {
				compiled++
			}
		}
	}
	r, l := newPeriodReader(), newLexicon(&Scheme{})
	all := []pattern{r.elsewhere, r.between, r.whole, r.ends, r.opens, r.months, r.year, l.toFill}
	for _, p := range all {
		p()
	}
	if len(all) != compiled {
		t.Errorf("%d patterns are compiled here, and there are %d", len(all), compiled)
	}
}
