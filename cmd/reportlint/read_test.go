package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

func TestDecode(t *testing.T) {
	const chinese = "第一行\n政府信息公开工作年度报告，含〇与㐂。\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(chinese)
	if err != nil {
		t.Fatal(err)
	}
	wide := func(e unicode.Endianness) string {
		s, err := unicode.UTF16(e, unicode.UseBOM).NewEncoder().String(chinese)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	tests := []struct {
		name   string
		in     string
		legacy bool
		want   string
		bad    int
		refuse string // what the refusal says in English, if there is one
	}{
		{"UTF-8", chinese, false, chinese, -1, ""},
		{"UTF-8 where GBK is expected", chinese, true, chinese, -1, ""},
		{"byte order mark", "\uFEFF" + chinese, false, "\uFEFF" + chinese, -1, ""},
		{"UTF-16 little endian", wide(unicode.LittleEndian), false, chinese, -1, ""},
		{"UTF-16 big endian", wide(unicode.BigEndian), false, chinese, -1, ""},
		{"UTF-16 cut off", wide(unicode.LittleEndian) + "x", false, chinese + "\uFFFD", len(chinese), ""},
		{"a written U+FFFD", "a\uFFFDb", false, "a\uFFFDb", -1, ""},
		{"GBK", "# x\n" + gb, false, "", -1, "looks like GBK (offset 4)"},
		{"GBK where it is expected", gb, true, chinese, -1, ""},
		{"GBK cut off", gb + "\xD5", true, chinese + "\uFFFD", len(chinese), ""},
		{"one bad byte in UTF-8", chinese + "\xFF数", false, chinese + "\uFFFD数", len(chinese), ""},
		{"a character cut in two", chinese + "\xE6\x94\n", false, chinese + "\uFFFD\n", len(chinese), ""},
		{"NUL", "ab\x00c", false, "", -1, "binary content (NUL byte at offset 2)"},
		{"NUL in GBK", gb + "\x00", false, "", -1, "binary content"},
		{"UTF-32", "\xFF\xFE\x00\x00a\x00\x00\x00", false, "", -1, "binary content"},
		{"picture", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", false, "", -1, "binary content (NUL byte at offset 8)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text, bad, refused := decode([]byte(tt.in), tt.legacy)
			if refused != nil {
				if tt.refuse == "" || !strings.Contains(refused.why.EN, tt.refuse) {
					t.Errorf("refused: %s, want %q", refused.why.EN, tt.refuse)
				}
				return
			}
			if tt.refuse != "" || string(text) != tt.want || bad != tt.bad {
				t.Errorf("decode = %q, bad %d, want %q, bad %d, refusal %q", text, bad, tt.want, tt.bad, tt.refuse)
			}
		})
	}
}

func TestReadRefusesWithoutWaiting(t *testing.T) {
	dir := t.TempDir()
	fifo, socket, huge := filepath.Join(dir, "fifo.md"), filepath.Join(dir, "socket.md"), filepath.Join(dir, "huge.md")
	if err := syscall.Mkfifo(fifo, 0o666); err != nil {
		t.Fatal(err)
	}
	fd, err := syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer syscall.Close(fd)
	if err := syscall.Bind(fd, &syscall.SockaddrUnix{Name: socket}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(huge, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(huge, 4<<30); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ path, want string }{
		{fifo, "not a regular file"},
		{socket, "not a regular file"},
		{"/dev/zero", "not a regular file"},
		{"/dev/null", "not a regular file"},
		{dir, "not a regular file"},
		{huge, "file-size is more than 32 MiB"},
		{filepath.Join(dir, "none.md"), "no such file"},
		{"/proc/self/status", "changed while"}, // says that it is empty, and is not
	}
	l := &linter{limits: func(string) limits { return usualLimits() }}
	for _, tt := range tests {
		r := l.read(tt.path, nil)
		if r.problem == nil || !strings.Contains(r.problem.why.EN, tt.want) {
			t.Errorf("read(%s): %v, want %q", tt.path, r.problem, tt.want)
		}
	}
}

func TestReadStream(t *testing.T) {
	tests := []struct {
		in   io.Reader
		want string // the problem, or "" if there is none
	}{
		{strings.NewReader("# a\n"), ""},
		{strings.NewReader(""), "empty"},
		{endless{}, "file-size is more than"},
	}
	for _, tt := range tests {
		l := &linter{limits: func(string) limits { return usualLimits() }, stdin: tt.in}
		r := l.read(standardInput, nil)
		if got := r.problem; (got == nil) != (tt.want == "") || got != nil && !strings.Contains(got.why.EN, tt.want) {
			t.Errorf("standard input: %v, want %q", got, tt.want)
		}
	}
}

// endless never ends.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}
