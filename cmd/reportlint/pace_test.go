package main

import (
	"runtime"
	"testing"
)

// TestReserve holds what is asked for ahead of large drafts to grow with the largest, within
// a bound, and to be let go of.
func TestReserve(t *testing.T) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	p := &pacer{}
	for _, step := range []struct{ file, reserved int }{
		{file: 6 << 10, reserved: 0},
		{file: 1 << 20, reserved: 10 << 20},
		{file: 1 << 20, reserved: 10 << 20},
		{file: 3 << 20, reserved: 30 << 20},
		{file: 2 << 20, reserved: 30 << 20},
		{file: 900 << 20, reserved: 128 << 20},
	} {
		if p.reserve(step.file); p.reserved != step.reserved {
			t.Errorf("%d bytes are asked for when a file of %d is read, not %d", p.reserved, step.file, step.reserved)
		}
	}
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 1<<20 {
		t.Errorf("%d bytes are kept", grown)
	}
	(*pacer)(nil).reserve(1 << 20)
}
