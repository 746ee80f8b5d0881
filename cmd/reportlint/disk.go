package main

import (
	"errors"
	"io"
	"math"
	"os"
	"syscall"
	"time"
)

// disk is the real file system.
type disk struct{}

func (disk) open(path string) (*os.File, error) { return os.OpenFile(path, os.O_RDONLY, 0) }

// lock waits for others to be done with a file, but not long: nobody could end that.
func (disk) lock(f *os.File) error {
	const pause, most = 10 * time.Millisecond, 2 * time.Second
	for waited := time.Duration(0); ; waited += pause {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EWOULDBLOCK) && !errors.Is(err, syscall.EINTR) || waited >= most {
			return err
		}
		time.Sleep(pause)
	}
}

func (disk) read(f *os.File) ([]byte, error) {
	return io.ReadAll(io.NewSectionReader(f, 0, math.MaxInt64))
}

func (disk) stat(path string) (os.FileInfo, error) { return os.Stat(path) }

func (disk) write(f *os.File, content []byte) error {
	_, err := f.Write(content)
	return err
}

// mode gives a file the owner and the mode of another.
func (disk) mode(f *os.File, like os.FileInfo) error {
	if s, ok := like.Sys().(*syscall.Stat_t); ok && (int(s.Uid) != os.Geteuid() || int(s.Gid) != os.Getegid()) {
		if err := f.Chown(int(s.Uid), int(s.Gid)); err != nil {
			return err
		}
	}
	return f.Chmod(like.Mode())
}

func (disk) sync(f *os.File) error { return f.Sync() }

func (disk) rename(from, to string) error { return os.Rename(from, to) }

func (disk) syncFolder(folder string) error {
	f, err := os.Open(orHere(folder))
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func (disk) remove(path string) error { return os.Remove(path) }
