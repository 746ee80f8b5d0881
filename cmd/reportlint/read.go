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

// loaded is what stands in a file, before anybody has looked at it.
type loaded struct {
	path     string
	content  []byte
	why      *diag.Phrase // why there is nothing
	fleeting bool         // it cannot be loaded again
}

// fetch opens the front door: regular files of bearable size, and standard input, which is no
// regular file and may be endless.
func (l *linter) fetch(path string) *loaded {
	in := &loaded{}
	if l.loads != nil {
		in = l.loads.Get().(*loaded)
	}
	in.path, in.fleeting = path, path == standardInput
	if in.fleeting {
		in.path = l.name
		in.content, in.why = loadStream(l.stdin, l.limits(in.path).ofFile())
	} else {
		in.content, in.why = load(path, l.limits(path).ofFile(), func(n int) []byte { return l.room(in.content, n) })
	}
	return in
}

// anew returns n bytes that nobody has used.
func anew(n int) []byte { return make([]byte, n) }

// room returns n bytes to load a file into: those of one that is not needed any more, if they
// are enough.
func (l *linter) room(used []byte, n int) []byte {
	if cap(used) >= n {
		return used[:n]
	}
	l.heap.reserve(n)
	return anew(n)
}

// recognise reads what was fetched, which is then let go of. What hangs on the file is made in
// an arena, or kept if that is nil.
func (l *linter) recognise(in *loaded, a *arena.Arena) reading {
	const most = 64 << 10 // bytes of those that the next one is loaded into
	if in.why != nil {
		return reading{problem: &problem{path: in.path, why: *in.why}}
	}
	content := in.content
	if l.loads != nil && cap(content) <= most {
		content = append(arena.Make[byte](a, 0, len(content)), content...)
		defer l.loads.Put(in)
	} else {
		in.content = nil
	}
	return readingOf(in.path, content, l.legacy, a)
}

// readingOf reads content, which nobody will change, as UTF-8. If that is not UTF-8, it tells
// GB 18030 only if it is told to expect it, by legacy.
func readingOf(path string, content []byte, legacy bool, a *arena.Arena) reading {
	text, bad, refused := decode(content, legacy)
	if refused != nil {
		line := diag.NewFile(path, refused.within).Position(refused.offset).Line
		return reading{problem: &problem{path: path, line: line, why: refused.why}}
	}
	f := diag.NewFileIn(a, path, arena.String(text))
	if bad < 0 {
		return reading{file: f}
	}
	at := diag.Span{File: f, Start: bad, End: min(bad+len("\uFFFD"), len(text))}
	return reading{file: f, bad: &at, problem: &problem{path: path, line: f.Position(bad).Line, why: diag.Phrase{
		ZH: fmt.Sprintf("有字节既不是 UTF-8 也不是 GB 18030（偏移 %d）", bad),
		EN: fmt.Sprintf("bytes that are neither UTF-8 nor GB 18030 (offset %d)", bad),
	}}}
}

// read fetches a file and reads it.
func (l *linter) read(path string, a *arena.Arena) reading { return l.recognise(l.fetch(path), a) }

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

// load returns the content of a regular file, whole and from one moment, or why not. It is
// put where there is room for so many bytes.
// It never waits: a FIFO is refused before anybody could keep it waiting.
func load(path string, within size, room func(n int) []byte) ([]byte, *diag.Phrase) {
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
	content := room(int(before.Size()) + 1) // one more, to see a file that grows
	n, err := io.ReadFull(f, content)
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
	case errors.Is(err, syscall.EWOULDBLOCK):
		return diag.Phrase{ZH: "另一个程序正在写这个文件", EN: "another program is writing to it"}
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
