package lint

import (
	"math/rand/v2"
	"path"
	"testing"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// TestDecide holds the allowance that is found for a fault to be the first of all that are
// for it, wherever they reach.
func TestDecide(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	ids := []string{"a-b", "a-c", "d", "a-*", "*", "x"}
	for range 2000 {
		var all []Allowance
		for range rng.IntN(8) {
			a := Allowance{Fault: Misuse(rng.IntN(8) / 7)}
			if rng.IntN(6) == 0 {
				a.Fingerprint = ids[rng.IntN(2)]
			} else {
				a.Rules = []Allowed{{ID: ids[rng.IntN(len(ids))]}, {ID: ids[rng.IntN(len(ids))]}}
				a.from = rng.IntN(20)
				a.to = rng.IntN(3) * (a.from + rng.IntN(6))
			}
			all = append(all, a)
		}
		h := decide(all, draft.Date{}, globbed)
		for at := range 30 {
			d := diag.Diagnostic{Rule: ids[rng.IntN(3)], Fingerprint: ids[rng.IntN(3)], Span: diag.Span{Start: at}}
			want, wantName := -1, ""
			for i := len(all) - 1; i >= 0; i-- {
				switch from, to := all[i].extent(); {
				case all[i].Fault != 0 || at < from || at > to:
				case all[i].Fingerprint != "" && all[i].Fingerprint == d.Fingerprint:
					want, wantName = i, d.Fingerprint
				case all[i].rule(d.Rule, globbed) != "":
					want, wantName = i, all[i].rule(d.Rule, globbed)
				}
			}
			if got, name := h.of(&d); got != want || name != wantName {
				t.Fatalf("%s at %d: %d by %q, want %d by %q, of %+v", d.Rule, at, got, name, want, wantName, all)
			}
		}
	}
}

// globbed is a plain way of matching globs.
func globbed(glob, id string) bool {
	ok, err := path.Match(glob, id)
	return ok && err == nil
}
