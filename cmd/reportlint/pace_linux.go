package main

import (
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// inLargePages asks for large pages where memory that was not yet touched will be, and so many
// bytes behind it. Where the system has none, or gives none, it is as it was.
func inLargePages(memory []byte, behind int) {
	start := uintptr(unsafe.Pointer(unsafe.SliceData(memory)))
	page := uintptr(os.Getpagesize())
	_, _, _ = unix.Syscall(unix.SYS_MADVISE, start/page*page, uintptr(len(memory)+behind)/page*page, unix.MADV_HUGEPAGE) // no more than a wish
}
