package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// Bounds of the heap. Drafts are small and many: what they leave behind is collected when the
// heap has reached a size that is the same for few and for many, or when it has grown by some
// megabytes, since in proportion to what is kept that would be too often at first, and take
// too much memory at last.
const (
	roomy    = 38 << 20
	headroom = 8 << 20
	minimum  = 30 // percent of what is kept, so that large drafts are not collected again and again
)

// pace sets how often the heap is collected, now and after each collection.
func pace() {
	const least = 4 << 20 // what the runtime takes a smaller heap for
	kept := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	debug.SetGCPercent(growth(least))
	type cycle struct{ _ *cycle } // nobody refers to it, so that each collection finds it
	var collected func(*cycle)
	collected = func(*cycle) {
		metrics.Read(kept)
		debug.SetGCPercent(growth(max(int(kept[0].Value.Uint64()), least)))
		runtime.SetFinalizer(&cycle{}, collected)
	}
	runtime.SetFinalizer(&cycle{}, collected)
}

// growth returns by how many percent the heap may grow when so many bytes are kept.
func growth(kept int) int { return max(100*max(roomy-kept, headroom)/kept, minimum) }
