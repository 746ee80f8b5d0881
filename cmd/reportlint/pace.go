package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"sync/atomic"
)

// Bounds of the heap. Drafts are small and many: what they leave behind is collected when the
// heap has reached a size that is the same for few and for many, or when it has grown by some
// megabytes, since in proportion to what is kept that would be too often at first, and take
// too much memory at last.
const (
	roomy    = 36 << 20
	each     = 50 // less for each draft: of thousands, what is kept lies scattered, and what lies between counts as well
	headroom = 8 << 20
	minimum  = 30 // percent of what is kept, so that large drafts are not collected again and again
)

// pacer sets how often the heap is collected, and how it is given memory. A nil one leaves
// that to the runtime.
type pacer struct {
	roomy    atomic.Int64
	mu       sync.Mutex
	reserved int // bytes that were asked for in large pages
}

// pace begins to set how often the heap is collected, now and after each collection.
func pace() *pacer {
	const (
		least = 4 << 20 // what the runtime takes a smaller heap for
		step  = 4 << 20 // what it asks the system for, once or several times
	)
	p := &pacer{}
	p.roomy.Store(roomy)
	kept := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	debug.SetGCPercent(p.growth(least))
	// It asks for two steps here, of which it has nearly one left, where the checks are made next.
	inLargePages(make([]byte, step+1), 2*step)
	type cycle struct{ _ *cycle } // nobody refers to it, so that each collection finds it
	var collected func(*cycle)
	collected = func(*cycle) {
		metrics.Read(kept)
		debug.SetGCPercent(p.growth(max(int(kept[0].Value.Uint64()), least)))
		runtime.SetFinalizer(&cycle{}, collected)
	}
	runtime.SetFinalizer(&cycle{}, collected)
	return p
}

// expect gets ready for a number of drafts.
func (p *pacer) expect(drafts int) {
	if p != nil {
		p.roomy.Store(int64(roomy - each*drafts))
	}
}

// reserve gets ready for a file of n bytes. What is made of a large one fills memory that is new
// to the process, which the system hands out by pages of some kilobytes: that takes as long as
// what is done with it. So as much as it may be is asked for in large pages, and let go of
// untouched, for whatever is made next. To do so costs a collection.
func (p *pacer) reserve(n int) {
	const (
		large = 512 << 10
		times = 10
		most  = 128 << 20
	)
	if p == nil || n < large {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	more := min(times*n, most) - p.reserved
	if more <= 0 {
		return
	}
	p.reserved += more
	inLargePages(make([]byte, more), 0)
	runtime.GC()
}

// growth returns by how many percent the heap may grow when so many bytes are kept.
func (p *pacer) growth(kept int) int {
	return max(100*max(int(p.roomy.Load())-kept, headroom)/kept, minimum)
}
