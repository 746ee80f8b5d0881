package rules_test

import (
	"flag"
	"os"
	"reflect"
	"testing"

	"reportlint/lint"
	"reportlint/lint/check"
	"reportlint/lint/diag"
	"reportlint/lint/form"
	"reportlint/rules"
)

// TestCompiled holds what is compiled of the packs against the packs. With -compile it
// writes it anew, which is what go generate does.
func TestCompiled(t *testing.T) {
	for _, name := range append(rules.Names(), "tool") {
		pack, model, _ := rules.Builtin(name)
		if _, faults := rules.Load(pack, model, check.Kinds(), diag.English); len(faults) > 0 {
			t.Fatal(faults)
		}
		c := rules.Compile(pack, check.Patterns)
		for path, want := range map[string]string{name + ".pack": c.Pack, name + ".settings": c.Settings, name + ".patterns": c.Patterns} {
			if len(want) == 0 {
				continue
			}
			if flag.Lookup("compile").Value.String() == "true" {
				if err := os.WriteFile(path, []byte(want), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			got, err := os.ReadFile(path)
			if err != nil || string(got) != want {
				t.Errorf("%s is not what %s.yaml gives: run go generate ./rules", path, name)
			}
		}
	}
}

// TestReady holds a pack that is ready against the same pack loaded, but for what only a
// loaded one has to have.
func TestReady(t *testing.T) {
	for _, name := range append(rules.Names(), "tool") {
		file, model, _ := rules.Builtin(name)
		want, faults := rules.Load(file, model, check.Kinds(), diag.Chinese)
		got, ok := rules.Ready(name, check.Ready)
		if !ok || len(faults) > 0 {
			t.Fatalf("%s is not to be had: %v", name, faults)
		}
		for i := range got.Rules {
			if r := &got.Rules[i]; (r.Check == nil) != (name == "tool") {
				t.Errorf("%s: its check is there: %t", r.ID, r.Check != nil)
			}
			got.Rules[i].Check = nil
		}
		forget(want)
		got.Scheme, want.Scheme = unprepared(got.Scheme), unprepared(want.Scheme)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: the pack that is ready is not the one that is loaded", name)
		}
	}
}

// forget takes out of a pack what one that is ready lacks.
func forget(p *lint.Pack) {
	p.Model = nil
	for i := range p.Rules {
		r := &p.Rules[i]
		r.Check, r.Names, r.Tests, r.Span = nil, nil, nil, diag.Span{}
		for j := range r.Broken {
			r.Broken[j].Span = diag.Span{}
		}
	}
	if p.Scheme == nil {
		return
	}
	for _, f := range p.Scheme.Forms {
		for i := range f.Tables {
			t := &f.Tables[i]
			t.Span = diag.Span{}
			for j := range t.Sums {
				t.Sums[j].Span = diag.Span{}
			}
		}
	}
}

// unprepared returns what a scheme says, without what drafts are read with, which is not to be
// compared.
func unprepared(s *form.Scheme) *form.Scheme {
	if s == nil {
		return nil
	}
	said := &form.Scheme{}
	from, to := reflect.ValueOf(s).Elem(), reflect.ValueOf(said).Elem()
	for i := range from.NumField() {
		if from.Type().Field(i).IsExported() {
			to.Field(i).Set(from.Field(i))
		}
	}
	return said
}
