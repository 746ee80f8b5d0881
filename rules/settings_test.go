package rules

import (
	"encoding/json"
	"reflect"
	"testing"

	"reportlint/lint"
	"reportlint/lint/check"
	"reportlint/lint/diag"
)

// TestPacked holds what is read of compiled settings against what was compiled, for each
// rule of each pack.
func TestPacked(t *testing.T) {
	for _, name := range Names() {
		kinds, rules := check.Kinds(), 0
		for i, k := range kinds {
			kinds[i].New = func(with lint.Settings) (lint.Check, error) {
				rules++
				packing := packing{JSON: with.(lint.JSON)}
				made, err := k.New(&packing)
				if packing.into == nil {
					t.Errorf("%s reads no settings", k.Name)
					return made, err
				}
				read := reflect.New(reflect.TypeOf(packing.into).Elem()).Interface()
				if err := packing.packed().Into(read); err != nil {
					t.Error(err)
				}
				if got, want := encoded(t, read), encoded(t, packing.into); got != want {
					t.Errorf("%s: %s, want %s", k.Name, got, want)
				}
				return made, err
			}
		}
		file, model, _ := Builtin(name)
		if pack, faults := Load(file, model, kinds, diag.English); len(faults) > 0 || rules != len(pack.Rules) {
			t.Errorf("%s: settings of %d rules of %d, faults: %v", name, rules, len(pack.Rules), faults)
		}
	}
}

// encoded writes out what JSON sees of settings: what a pack can say.
func encoded(t *testing.T, settings any) string {
	b, err := json.Marshal(settings)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
