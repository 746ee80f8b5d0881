//go:build !linux

package main

// inLargePages would ask for large pages, which other systems give of their own accord or not
// at all.
func inLargePages([]byte, int) {}
