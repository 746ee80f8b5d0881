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
				set := packing{JSON: with.(lint.JSON)}
				made, err := k.New(&set)
				if set.into == nil {
					t.Errorf("%s reads no settings", k.Name)
					return made, err
				}
				read := reflect.New(reflect.TypeOf(set.into).Elem()).Interface()
				if err := set.packed().Into(read); err != nil {
					t.Error(err)
				}
				if got, want := encoded(t, read), encoded(t, set.into); got != want {
					t.Errorf("%s: %s, want %s", k.Name, got, want)
				}
				again := packing{JSON: set.JSON}
				_, err = k.New(settled{set.packed(), &again})
				if err != nil || set.JSON != nil && again.packed() != set.packed() {
					t.Errorf("%s makes another check of its compiled settings: %v", k.Name, err)
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

// settled are compiled settings of which is kept what they are read into.
type settled struct {
	packed
	to *packing
}

func (s settled) Into(settings any) error {
	s.to.into = settings
	return s.packed.Into(settings)
}

// TestCodec holds what is read of settings of every sort against what was written.
func TestCodec(t *testing.T) {
	type inner struct {
		Deep []string
		own  int
	}
	type all struct {
		inner
		Text         string
		Yes          bool
		Less         int
		More         int64
		Some, None   *int
		List, Absent []inner
		Words        map[string]string
		Empty        map[string]string
	}
	less := -3
	want := all{
		inner: inner{Deep: []string{"", "甲"}}, Text: "乙", Yes: true, Less: less, More: 1 << 40, Some: &less,
		List: []inner{{Deep: []string{"丙"}}, {}}, Words: map[string]string{"b": "2", "a": "", "": "0"},
	}
	written := want
	written.own = 7 // which is no setting
	var got all
	set := packing{JSON: lint.JSON("{}"), into: &written}
	if err := set.packed().Into(&got); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("read %+v (%v), want %+v", got, err, want)
	}
	for _, odd := range []any{&struct{ F float64 }{}, &struct{ M map[int]string }{}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%T is written, and cannot be", odd)
				}
			}()
			set := packing{JSON: lint.JSON("{}"), into: odd}
			set.packed()
		}()
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
