package rules

import (
	"reflect"
	"slices"
	"strings"

	"reportlint/lint"
)

// packed are settings that were compiled, and are read by the type that they were written
// by. Their texts are parts of it. Where a rule has no settings it is empty. An empty list is
// as none.
type packed string

// Into trusts what was written to be of the type that it fills in, and never fails.
func (p packed) Into(settings any) error {
	if p != "" {
		c := codec{reads: true, in: string(p)}
		c.value(reflect.ValueOf(settings).Elem())
	}
	return nil
}

// packing are settings of which is kept what they are read into, until the kind has made a
// check of them: where it puts words in the place of their names, in what lists hold, that is
// done for good. So a kind must make the same check of what it has changed.
type packing struct {
	lint.JSON
	into any
}

func (p *packing) Into(settings any) error {
	p.into = settings
	return p.JSON.Into(settings)
}

func (p *packing) packed() packed {
	if p.into == nil || len(p.JSON) == 0 {
		return ""
	}
	var c codec
	c.value(reflect.ValueOf(p.into).Elem())
	return packed(c.out)
}

// value codes a value of any type that settings are made of.
func (c *codec) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		s := v.String()
		c.text(&s)
		v.SetString(s)
	case reflect.Bool:
		b := v.Bool()
		c.flag(&b)
		v.SetBool(b)
	case reflect.Int, reflect.Int64:
		n := int(v.Int())
		c.number(&n)
		v.SetInt(int64(n))
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() || f.Anonymous && f.Type.Kind() == reflect.Struct { // others no setting is put into
				c.value(v.Field(i))
			}
		}
	case reflect.Slice:
		size := v.Len()
		c.number(&size)
		if c.reads && size > 0 {
			v.Set(reflect.MakeSlice(v.Type(), size, size))
		}
		for i := range size {
			c.value(v.Index(i))
		}
	case reflect.Pointer:
		none := v.IsNil()
		if c.flag(&none); none {
			return
		}
		if c.reads {
			v.Set(reflect.New(v.Type().Elem()))
		}
		c.value(v.Elem())
	case reflect.Map:
		c.entries(v)
	default:
		panic("settings hold a " + v.Type().String())
	}
}

// entries codes a map by its keys, which are texts, in their order.
func (c *codec) entries(m reflect.Value) {
	if m.Type().Key().Kind() != reflect.String {
		panic("settings hold a " + m.Type().String())
	}
	keys := m.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	size := len(keys)
	c.number(&size)
	if c.reads && size > 0 {
		m.Set(reflect.MakeMapWithSize(m.Type(), size))
	}
	for i := range size {
		key, value := reflect.New(m.Type().Key()).Elem(), reflect.New(m.Type().Elem()).Elem()
		if !c.reads {
			key.Set(keys[i])
			value.Set(m.MapIndex(keys[i]))
		}
		c.value(key)
		c.value(value)
		m.SetMapIndex(key, value)
	}
}
