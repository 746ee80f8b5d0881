package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"reportlint/lint/arena"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/html"
	"reportlint/lint/markdown"
	"reportlint/lint/plain"
)

// size is how large a file may be: so many bytes, which can be raised if they have a name.
type size struct {
	name  string
	bytes int64
}

// beyond says that a file is larger.
func (s size) beyond() *diag.Phrase {
	why := diag.Phrase{
		ZH: fmt.Sprintf("超出限制：文件大于 %d KiB", s.bytes>>10),
		EN: fmt.Sprintf("limit: the file is larger than %d KiB", s.bytes>>10),
	}
	if s.name != "" {
		why = tooMuch(s.name, int(s.bytes>>20), " MiB")
	}
	return &why
}

// problem says why something was not checked: it is about the world, not about a report.
type problem struct {
	path string
	line int // 0 where the whole is meant
	why  diag.Phrase
}

// reading is what came in by the front door.
type reading struct {
	file *diag.File // nil where there is nothing that could be judged
	bad  *diag.Span // the first place that is no character in any encoding we know
	*problem
}

// read opens the front door: regular files of bearable size, as UTF-8. In legacy files,
// which are not UTF-8, it tells GB 18030 only if it is told to expect it. What hangs on the
// file is made in an arena, or kept if that is nil.
func read(path string, legacy bool, within limits, a *arena.Arena) reading {
	content, why := load(path, within.ofFile(), a)
	if why != nil {
		return reading{problem: &problem{path: path, why: *why}}
	}
	return recognise(path, content, legacy, a)
}

// readStream is read for standard input, which is no regular file and may be endless.
func readStream(r io.Reader, name string, legacy bool, within limits) reading {
	content, why := loadStream(r, within.ofFile())
	if why != nil {
		return reading{problem: &problem{path: name, why: *why}}
	}
	return recognise(name, content, legacy, nil)
}

// loadStream is load for standard input.
func loadStream(r io.Reader, within size) ([]byte, *diag.Phrase) {
	content, err := io.ReadAll(io.LimitReader(r, within.bytes+1))
	switch {
	case err != nil:
		why := worldly(err)
		return nil, &why
	case int64(len(content)) > within.bytes:
		return nil, within.beyond()
	case len(content) == 0:
		return nil, &diag.Phrase{ZH: "标准输入是空的", EN: "standard input is empty"}
	}
	return content, nil
}

func recognise(name string, content []byte, legacy bool, a *arena.Arena) reading {
	text, bad, refused := decode(content, legacy)
	if refused != nil {
		line := diag.NewFile(name, refused.within).Position(refused.offset).Line
		return reading{problem: &problem{path: name, line: line, why: refused.why}}
	}
	f := diag.NewFileIn(a, name, text)
	if bad < 0 {
		return reading{file: f}
	}
	at := diag.Span{File: f, Start: bad, End: min(bad+len("\uFFFD"), len(text))}
	return reading{file: f, bad: &at, problem: &problem{path: name, line: f.Position(bad).Line, why: diag.Phrase{
		ZH: fmt.Sprintf("有字节既不是 UTF-8 也不是 GB 18030（偏移 %d）", bad),
		EN: fmt.Sprintf("bytes that are neither UTF-8 nor GB 18030 (offset %d)", bad),
	}}}
}

// load returns the content of a regular file, whole and from one moment, or why not.
// It never waits: a FIFO is refused before anybody could keep it waiting.
func load(path string, within size, a *arena.Arena) ([]byte, *diag.Phrase) {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if errors.Is(err, syscall.ENXIO) { // a socket cannot even be opened
		return nil, notRegular()
	}
	if err != nil {
		why := worldly(err)
		return nil, &why
	}
	defer f.Close() // it was only read
	before, err := f.Stat()
	if err != nil {
		why := worldly(err)
		return nil, &why
	}
	if !before.Mode().IsRegular() {
		return nil, notRegular()
	}
	if before.Size() > within.bytes {
		return nil, within.beyond()
	}
	n := int(before.Size()) + 1
	content := arena.Make[byte](a, n, n) // one more, to see a file that grows
	n, err = io.ReadFull(f, content)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		why := worldly(err)
		return nil, &why
	}
	after, err := f.Stat()
	if err != nil || int64(n) != before.Size() || after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()) {
		return nil, &diag.Phrase{ZH: "读取时文件被改动", EN: "the file changed while it was being read"}
	}
	return content[:n], nil
}

func notRegular() *diag.Phrase {
	return &diag.Phrase{ZH: "不是普通文件", EN: "not a regular file"}
}

// worldly words an error of the operating system without the path, which is told
// before it.
func worldly(err error) diag.Phrase {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return diag.Phrase{ZH: "没有这个文件", EN: "no such file"}
	case errors.Is(err, fs.ErrPermission):
		return diag.Phrase{ZH: "没有权限", EN: "permission denied"}
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return diag.Phrase{ZH: "读写出错：" + err.Error(), EN: err.Error()}
}

// extensions returns the ends of the names of files that can be drafts.
func extensions() []string {
	return []string{".md", ".markdown", ".html", ".htm", ".txt"}
}

func readable(name string) bool {
	return slices.Contains(extensions(), strings.ToLower(filepath.Ext(name)))
}

// parse reads a draft in the format that the end of its name tells; without one it is
// Markdown, as standard input is.
func parse(f *diag.File, within draft.Limits) (*draft.Draft, *draft.Limit) {
	switch strings.ToLower(filepath.Ext(f.Name)) {
	case ".html", ".htm":
		return html.ParseWithin(f, within)
	case ".txt":
		return plain.ParseWithin(f, within)
	}
	return markdown.ParseWithin(f, within)
}
