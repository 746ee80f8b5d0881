package diag

import (
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
)

// Encode writes down diagnostics, best such as were detached from their files (Detach), or
// what is told of drafts beside them, so that it need not be in memory: structures of strings,
// numbers, lists and pointers. It is for the program that wrote it to read again.
func Encode[T any](v T) []byte {
	e := &encoder{files: map[*File]int{}}
	e.value(reflect.ValueOf(v))
	return e.out
}

// Decode returns what Encode was given. Diagnostics of one file share it.
func Decode[T any](b []byte) (T, error) {
	var v, none T
	d := &decoder{in: b}
	d.value(reflect.ValueOf(&v).Elem())
	if d.err == nil && len(d.in) > 0 {
		d.err = errors.New("there is more than was encoded")
	}
	if d.err != nil {
		return none, d.err
	}
	return v, nil
}

// encoder writes values one behind the other: numbers as such, what has a length behind that,
// and a pointer behind whether it is nil. A file is written once, and called by its number
// then.
type encoder struct {
	out   []byte
	files map[*File]int // by number, from 1
}

func (e *encoder) number(n int) { e.out = binary.AppendVarint(e.out, int64(n)) }

func (e *encoder) string(s string) {
	e.number(len(s))
	e.out = append(e.out, s...)
}

func (e *encoder) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		e.string(v.String())
	case reflect.Int, reflect.Int32:
		e.number(int(v.Int()))
	case reflect.Bool:
		if e.out = append(e.out, 0); v.Bool() {
			e.out[len(e.out)-1] = 1
		}
	case reflect.Slice:
		e.number(v.Len()) // one that has nothing is read as nil
		for i := range v.Len() {
			e.value(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			e.value(v.Field(i))
		}
	case reflect.Pointer:
		if f, is := reflect.TypeAssert[*File](v); is {
			e.file(f)
			return
		}
		if v.IsNil() {
			e.number(0)
			return
		}
		e.number(1)
		e.value(v.Elem())
	default:
		panic(fmt.Sprintf("diag: what is encoded holds a %v", v.Type()))
	}
}

// file writes what is left of a file.
func (e *encoder) file(f *File) {
	if f == nil {
		e.number(0)
		return
	}
	if n := e.files[f]; n > 0 {
		e.number(n)
		return
	}
	n := len(e.files) + 1
	e.files[f] = n
	e.number(n)
	e.string(f.Name)
	e.number(f.Len())
	if f.cut == nil { // a whole one is kept whole
		e.number(-1)
		e.string(f.Text)
		return
	}
	e.number(len(f.cut.parts))
	for _, p := range f.cut.parts {
		e.number(p.start)
		e.string(p.text)
	}
	e.number(len(f.lines))
	for i, start := range f.lines {
		e.number(int(f.cut.numbers[i]))
		e.number(int(start))
	}
	e.number(len(f.marks))
	for _, m := range f.marks {
		e.number(m.offset)
		e.number(m.before)
		e.number(m.astral)
	}
}

// decoder reads what an encoder wrote. From the first thing on that is none of that, what it
// reads is nought.
type decoder struct {
	in    []byte
	files []*File
	err   error
}

func (d *decoder) fail() {
	d.in, d.err = nil, errors.New("it is not what was encoded")
}

func (d *decoder) number() int {
	n, size := binary.Varint(d.in)
	if size <= 0 {
		d.fail()
		return 0
	}
	d.in = d.in[size:]
	return int(n)
}

// length reads how many things follow, each of a byte at least.
func (d *decoder) length() int {
	n := d.number()
	if n < 0 || n > len(d.in) {
		d.fail()
		return 0
	}
	return n
}

func (d *decoder) string() string {
	n := d.length()
	s := string(d.in[:n])
	d.in = d.in[n:]
	return s
}

func (d *decoder) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(d.string())
	case reflect.Int, reflect.Int32:
		v.SetInt(int64(d.number()))
	case reflect.Bool:
		if len(d.in) == 0 {
			d.fail()
			return
		}
		v.SetBool(d.in[0] == 1)
		d.in = d.in[1:]
	case reflect.Slice:
		n := d.length()
		if n == 0 {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			d.value(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			d.value(v.Field(i))
		}
	case reflect.Pointer:
		if v.Type() == reflect.TypeFor[*File]() {
			v.Set(reflect.ValueOf(d.file()))
			return
		}
		if d.number() == 1 {
			v.Set(reflect.New(v.Type().Elem()))
			d.value(v.Elem())
		}
	}
}

func (d *decoder) file() *File {
	n := d.number()
	switch {
	case n > 0 && n <= len(d.files):
		return d.files[n-1]
	case n != len(d.files)+1:
		if n != 0 {
			d.fail()
		}
		return nil
	}
	f := &File{Name: d.string()}
	d.files = append(d.files, f)
	size, parts := d.number(), d.number()
	if parts < 0 {
		*f = *NewFile(f.Name, []byte(d.string()))
		return f
	}
	f.cut = &cut{size: size}
	for range min(parts, len(d.in)) {
		f.cut.parts = append(f.cut.parts, part{d.number(), d.string()})
	}
	for range d.length() {
		f.cut.numbers, f.lines = append(f.cut.numbers, int32(d.number())), append(f.lines, int32(d.number()))
	}
	for range d.length() {
		f.marks = append(f.marks, mark{d.number(), d.number(), d.number()})
	}
	return f
}
