package main

import (
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// inLargePages asks for large pages where memory that was not yet touched will be. Where the
// system has none, or gives none, it is as it was.
func inLargePages(memory []byte) {
	page := os.Getpagesize()
	start := uintptr(unsafe.Pointer(unsafe.SliceData(memory)))
	memory = memory[(page-int(start)%page)%page:]
	_ = unix.Madvise(memory[:len(memory)/page*page], unix.MADV_HUGEPAGE) // no more than a wish
}
