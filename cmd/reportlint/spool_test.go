package main

import (
	"bytes"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// TestSpool holds what is read to be what was written, in the file, in memory and across
// both, and no file to be left.
func TestSpool(t *testing.T) {
	here := t.TempDir()
	for _, folder := range []string{here, "", filepath.Join(here, "missing")} {
		rng := rand.New(rand.NewPCG(1, 2))
		s := &spool{folder: folder}
		var want []byte
		for len(want) < 3*sheet+sheet/2 {
			piece := bytes.Repeat([]byte{byte(rng.Uint32())}, rng.IntN(sheet/8))
			s.Write(piece)
			want = append(want, piece...)
		}
		if inFile := s.filed > 2*sheet; inFile != (folder == here) {
			t.Errorf("%q: %d bytes are in a file", folder, s.filed)
		}
		if s.Len() != int64(len(want)) {
			t.Errorf("%q: %d bytes, want %d", folder, s.Len(), len(want))
		}
		for range 2000 {
			at := rng.IntN(len(want) + 1)
			got := make([]byte, rng.IntN(sheet*3/2))
			n, err := s.ReadAt(got, int64(at))
			if left := want[at:min(at+len(got), len(want))]; !bytes.Equal(got[:n], left) || (err == io.EOF) != (n < len(got)) {
				t.Fatalf("%q: %d bytes at %d, want %d: %v", folder, n, at, len(left), err)
			}
		}
		s.Close()
		if left, _ := os.ReadDir(here); len(left) > 0 {
			t.Errorf("%s is left", left[0].Name())
		}
	}
}

// TestSpoolGone holds what cannot be read back to be told.
func TestSpoolGone(t *testing.T) {
	s := &spool{folder: t.TempDir()}
	s.Write(make([]byte, sheet))
	s.Close()
	if _, err := s.ReadAt(make([]byte, 1), 0); err == nil || err == io.EOF {
		t.Errorf("reading what is gone says %v", err)
	}
}
