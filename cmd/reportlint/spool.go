package main

import (
	"io"
	"os"
)

// spool keeps bytes that are needed once more at the end of a run, so that they are not in
// memory until then: beyond some, in a file without a name, which nobody else can open and
// which goes with the process. Where there can be no such file, or no more of it, they stay
// in memory. Goroutines may read it at the same time while nobody writes.
type spool struct {
	folder string // for the file; empty if there is to be none
	file   *os.File
	filed  int64  // bytes in the file
	rest   []byte // what follows them
}

// sheet is how many bytes of a spool are in memory before they are put into its file.
const sheet = 1 << 18

// newSpool returns an empty one.
func newSpool() *spool { return &spool{folder: os.TempDir()} }

// Len returns how many bytes have been written.
func (s *spool) Len() int64 { return s.filed + int64(len(s.rest)) }

// Write adds bytes. It never fails.
func (s *spool) Write(b []byte) (int, error) {
	s.rest = append(s.rest, b...)
	if len(s.rest) >= sheet && s.folder != "" {
		s.putAway()
	}
	return len(b), nil
}

// putAway moves what is in memory to the file. If that is not possible it is not tried again.
func (s *spool) putAway() {
	if s.file == nil {
		f, err := unnamed(s.folder)
		if err != nil {
			s.folder = ""
			return
		}
		s.file = f
	}
	if _, err := s.file.WriteAt(s.rest, s.filed); err != nil {
		s.folder = ""
		return
	}
	s.filed += int64(len(s.rest))
	s.rest = s.rest[:0]
}

// ReadAt reads what was written from an offset on.
func (s *spool) ReadAt(b []byte, at int64) (n int, err error) {
	if at < s.filed {
		if n, err = s.file.ReadAt(b[:min(int64(len(b)), s.filed-at)], at); n == len(b) || err != nil && err != io.EOF {
			return n, err
		}
	}
	k := copy(b[n:], s.rest[min(at+int64(n)-s.filed, int64(len(s.rest))):])
	if n += k; n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

// Close lets go of the file.
func (s *spool) Close() {
	if s.file != nil {
		s.file.Close()
	}
}

// unnamed makes a file that has no name any more. Where a file cannot lose its name while it
// is open, there is none.
func unnamed(folder string) (*os.File, error) {
	f, err := os.CreateTemp(folder, "reportlint-*")
	if err != nil {
		return nil, err
	}
	if err := os.Remove(f.Name()); err != nil {
		f.Close()
		os.Remove(f.Name())
		return nil, err
	}
	return f, nil
}
