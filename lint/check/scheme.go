package check

import (
	"sync/atomic"

	"reportlint/lint/form"
)

// ofScheme is what a kind makes of a scheme. It is kept for the next report, which mostly is
// of the same one.
type ofScheme[T any] struct {
	last atomic.Pointer[struct {
		scheme *form.Scheme
		made   T
	}]
}

// of returns what is made of a scheme.
func (o *ofScheme[T]) of(s *form.Scheme, make func(*form.Scheme) T) T {
	last := o.last.Load()
	if last == nil || last.scheme != s {
		last = &struct {
			scheme *form.Scheme
			made   T
		}{s, make(s)}
		o.last.Store(last)
	}
	return last.made
}
