package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// Bounds of what the heap may grow by before it is collected. Drafts are small and many:
// what they leave behind is collected by the megabyte, whether little is kept or much, since
// in proportion to it that would be too often at first, and take too much memory at last.
const (
	headroom = 8 << 20
	minimum  = 30 // percent of what is kept, so that large drafts are not collected again and again
)

// pace sets how often the heap is collected, now and after each collection.
func pace() {
	const least = 4 << 20 // what the runtime takes a smaller heap for
	kept := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	debug.SetGCPercent(100 * headroom / least)
	type cycle struct{ _ *cycle } // nobody refers to it, so that each collection finds it
	var collected func(*cycle)
	collected = func(*cycle) {
		metrics.Read(kept)
		debug.SetGCPercent(int(max(100*headroom/max(kept[0].Value.Uint64(), least), minimum)))
		runtime.SetFinalizer(&cycle{}, collected)
	}
	runtime.SetFinalizer(&cycle{}, collected)
}
