package main

import (
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// temp makes a file that goes with the process until link names it. Where there is no such
// thing the file has its name from the start.
func (disk) temp(folder, name string) (*os.File, error) {
	fd, err := unix.Open(orHere(folder), unix.O_TMPFILE|unix.O_WRONLY|unix.O_CLOEXEC, 0o600)
	if err == nil {
		return os.NewFile(uintptr(fd), ""), nil
	}
	return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
}

// link names a file that has no name yet.
func (disk) link(f *os.File, path string) error {
	if f.Name() != "" {
		return nil // it has its name
	}
	return unix.Linkat(unix.AT_FDCWD, "/proc/self/fd/"+strconv.Itoa(int(f.Fd())), unix.AT_FDCWD, path, unix.AT_SYMLINK_FOLLOW)
}
