package diag

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// full returns diagnostics of which every field has something in it, as far as rng likes.
func full(rng *rand.Rand, f *File) []Diagnostic {
	var fill func(v reflect.Value)
	fill = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.String:
			v.SetString([]string{"", "甲", "a\x00b", strings.Repeat("乙", 99)}[rng.IntN(4)])
		case reflect.Int:
			v.SetInt(rng.Int64() >> rng.IntN(64))
		case reflect.Bool:
			v.SetBool(rng.IntN(2) == 0)
		case reflect.Slice:
			if n := rng.IntN(3); n > 0 {
				v.Set(reflect.MakeSlice(v.Type(), n, n))
				for i := range n {
					fill(v.Index(i))
				}
			}
		case reflect.Struct:
			if v.Type() == reflect.TypeFor[Span]() {
				start := rng.IntN(f.Len() + 1)
				v.Set(reflect.ValueOf(Span{f, start, start + rng.IntN(f.Len()-start+1)}))
				return
			}
			for i := range v.NumField() {
				fill(v.Field(i))
			}
		case reflect.Pointer:
			if rng.IntN(2) == 0 {
				v.Set(reflect.New(v.Type().Elem()))
				fill(v.Elem())
			}
		default:
			panic(v.Type())
		}
	}
	all := make([]Diagnostic, rng.IntN(4))
	for i := range all {
		fill(reflect.ValueOf(&all[i]).Elem())
	}
	return all
}

// TestEncode holds diagnostics to be read as they were written, and those of one file to
// share it.
func TestEncode(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		var text strings.Builder
		for range rng.IntN(40) {
			text.WriteString([]string{"甲", "a", "😀", "\n", "\r\n", BOM, strings.Repeat("乙", stride)}[rng.IntN(7)])
		}
		f := NewFile("草稿.md", []byte(text.String()))
		all := full(rng, f)
		if rng.IntN(4) > 0 {
			Detach(all)
		}
		got, err := Decode[[]Diagnostic](Encode(all))
		if err != nil {
			t.Fatal(err)
		}
		if len(all) == 0 {
			all = nil
		}
		if !reflect.DeepEqual(got, all) {
			t.Fatalf("%+v was read as %+v", all, got)
		}
		for i := range got {
			if got[i].Span.File != got[0].Span.File {
				t.Fatal("the file is read more than once")
			}
		}
	}
}

// TestDecodeAnything holds bytes that are no diagnostics to be told.
func TestDecodeAnything(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	told := 0
	for range 3000 {
		all := full(rng, NewFile("f", []byte("甲\n乙")))
		b := Encode(all)
		if len(all) == 0 {
			continue
		}
		b = b[:rng.IntN(len(b))]
		for range rng.IntN(3) {
			if len(b) > 0 {
				b[rng.IntN(len(b))] = byte(rng.Uint32())
			}
		}
		if _, err := Decode[[]Diagnostic](b); err != nil {
			told++
		}
	}
	if told < 2000 {
		t.Errorf("%d of them are told", told)
	}
}

// TestDecodeBounds holds bytes that nearly are diagnostics to be told: some more of them, one
// less, and a file that is not there.
func TestDecodeBounds(t *testing.T) {
	none := []Diagnostic{{Rule: "r"}}
	whole := Encode(none)
	if got, err := Decode[[]Diagnostic](whole); err != nil || !reflect.DeepEqual(got, none) {
		t.Errorf("without a file: %+v, %v", got, err)
	}
	if _, err := Decode[[]Diagnostic](append(slices.Clone(whole), 0)); err == nil {
		t.Error("more than diagnostics is not told")
	}
	for n := range whole {
		if _, err := Decode[[]Diagnostic](whole[:n]); err == nil {
			t.Errorf("%d bytes of %d are not told", n, len(whole))
		}
	}
	file := slices.Index(Encode([]Diagnostic{{Span: Span{File: NewFile("f", nil)}}}), 'f') - 2 // behind it the length of the name
	for number, sound := range map[byte]bool{0: true, 2: true, 1: false, 4: false} {           // as a signed number: 0, 1, -1, 2
		b := Encode([]Diagnostic{{Span: Span{File: NewFile("f", nil)}}})
		if number == 0 {
			b = whole
		} else {
			b[file] = number
		}
		if _, err := Decode[[]Diagnostic](b); (err == nil) != sound {
			t.Errorf("a file of number %d: %v", number, err)
		}
	}
}
