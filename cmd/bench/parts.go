package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// The programs that the bench is itself, started again: what it measures reportlint
// against, and the writing of drafts. The latter because a process counts as its own the
// memory of the one that it was started from, which therefore has to stay small.
const (
	readOnly = "read"   // reads the files
	blocks   = "blocks" // parses them with goldmark
	tables   = "tables" // and with its tables
	writing  = "corpus" // writes drafts to a folder
	growing  = "grown"  // writes one draft to a file, of a size in bytes
)

func partNames() string {
	return strings.Join([]string{readOnly, blocks, tables, writing, growing}, ", ")
}

// be is one of these programs.
func be(s settings, args []string, out io.Writer) error {
	switch s.as {
	case readOnly:
		return floor(s, args, func() func([]byte) { return func([]byte) {} })
	case blocks:
		return floor(s, args, parsing())
	case tables:
		return floor(s, args, parsing(extension.Table))
	case writing:
		if len(args) != 1 {
			return errors.New("a folder, please")
		}
		written, err := writeCorpus(args[0], s)
		fmt.Fprintln(out, written)
		return err
	case growing:
		if len(args) != 2 {
			return errors.New("a file and a size, please")
		}
		size, err := strconv.Atoi(args[1])
		if err != nil {
			return err
		}
		return writeGrown(args[0], s.seed, size)
	}
	return fmt.Errorf("no program %q: %s", s.as, partNames())
}

// parsing returns what makes a parser for each worker.
func parsing(extensions ...goldmark.Extender) func() func([]byte) {
	return func() func([]byte) {
		p := goldmark.New(goldmark.WithExtensions(extensions...)).Parser()
		return func(source []byte) { p.Parse(text.NewReader(source)) }
	}
}

// floor does as little with all files as a program can that does anything with them: a
// buffer of the right size for each worker, and what a worker is made to do. The collector
// seldom runs, so that it is not what is compared.
func floor(s settings, paths []string, worker func() func([]byte)) error {
	debug.SetGCPercent(400)
	var files []string
	for _, path := range paths {
		err := filepath.WalkDir(path, func(name string, e fs.DirEntry, err error) error {
			if err == nil && !e.IsDir() {
				files = append(files, name)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	var next atomic.Int64
	failures := make([]error, s.threads)
	var all sync.WaitGroup
	for i := range s.threads {
		all.Go(func() {
			work := worker()
			var buffer []byte
			for failures[i] == nil {
				n := int(next.Add(1)) - 1
				if n >= len(files) {
					return
				}
				if buffer, failures[i] = fill(buffer, files[n]); failures[i] == nil {
					work(buffer)
				}
			}
		})
	}
	all.Wait()
	return errors.Join(failures...)
}

// fill reads a file into a buffer, which grows where it has to.
func fill(buffer []byte, name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return buffer, err
	}
	defer f.Close() // it was only read
	info, err := f.Stat()
	if err != nil {
		return buffer, err
	}
	size := int(info.Size())
	if cap(buffer) < size {
		buffer = make([]byte, size)
	}
	buffer = buffer[:size]
	_, err = io.ReadFull(f, buffer)
	return buffer, err
}
