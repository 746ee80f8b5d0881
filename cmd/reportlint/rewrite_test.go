package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// identity tells all of a file that rewriting it would change: who has it, since when, and
// what is in it.
func identity(t *testing.T, path string) string {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s := info.Sys().(*syscall.Stat_t)
	return fmt.Sprintf("inode %d of %d:%d, %v, %v\n%s", s.Ino, s.Uid, s.Gid, info.Mode(), info.ModTime().UnixNano(), content)
}

// TestFixForbidden has root, without the power over others' files that comes with it, fix
// what the system keeps from being replaced. Nothing is tried to get around that.
func TestFixForbidden(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can make a file another's, or immutable")
	}
	setpriv, err := exec.LookPath("setpriv")
	if err != nil {
		t.Skip(err)
	}
	name := program(t)
	bad, good := slipped(t)
	fix := func() (string, int) {
		c := exec.Command(setpriv, "--bounding-set=-chown,-dac_override,-fowner,-linux_immutable", name, "fix", "--lang", "en", "--today", "2026-01-15", "d/draft.md")
		out, _ := c.CombinedOutput() // its status is looked at
		return string(out), c.ProcessState.ExitCode()
	}
	tests := []struct{ name, forbid, allow string }{
		{"another's", "chown 65534:65534 d/draft.md", "true"},
		{"another group's", "chown :65534 d/draft.md", "true"},
		{"immutable", "chattr +i d/draft.md", "chattr -i d/draft.md"},
		{"in a closed folder", "chmod 500 d", "chmod 700 d"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			plant(t, "d/")
			if err := os.WriteFile("d/draft.md", []byte(bad), 0o666); err != nil {
				t.Fatal(err)
			}
			if out, err := exec.Command("sh", "-c", tt.forbid).CombinedOutput(); err != nil {
				t.Skipf("not on this file system: %s", out)
			}
			before := identity(t, "d/draft.md")
			out, status := fix()
			if status != failed || !strings.Contains(out, "reportlint: d/draft.md: nothing was written: permission denied\n") {
				t.Errorf("status %d: %s", status, out)
			}
			after := identity(t, "d/draft.md")
			if after != before {
				t.Errorf("there was %.90s\nand is %.90s", before, after)
			}
			if entries, err := os.ReadDir("d"); err != nil || len(entries) != 1 {
				t.Errorf("left: %v (%v)", entries, err)
			}
			if err := exec.Command("sh", "-c", tt.allow).Run(); err != nil {
				t.Fatal(err) // the folder cannot be removed
			}
			if err := os.Chown("d/draft.md", 0, 0); err != nil {
				t.Fatal(err)
			}
			if out, status := fix(); status != clean || !strings.HasSuffix(identity(t, "d/draft.md"), "\n"+good) {
				t.Errorf("when it is allowed: status %d: %s", status, out)
			}
		})
	}
}

// TestRewriteEdited has an editor, which knows nothing of locks, save a draft or delete it
// between any two calls of rewriting it: what was saved is there, and if the draft was not
// rewritten before, it is told that nothing was written.
func TestRewriteEdited(t *testing.T) {
	t.Chdir(t.TempDir())
	const old, edited = "old\n", "edited\n"
	save := func(name, content string) {
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	inPlace := func() { save("draft.md", edited) }
	byRenaming := func() {
		save("draft.md~", edited)
		if err := os.Rename("draft.md~", "draft.md"); err != nil {
			t.Fatal(err)
		}
	}
	deleting := func() {
		if err := os.Remove("draft.md"); err != nil {
			t.Fatal(err)
		}
	}
	for way, edit := range map[string]func(){"in place": inPlace, "by renaming": byRenaming, "deleting": deleting} {
		for n := 1; ; n++ {
			save("draft.md", old)
			fs := &failing{n: n, meanwhile: edit}
			there, why := rewrite(fs, "draft.md", []byte(old), []byte("new\n"))
			if fs.failed == "" {
				break
			}
			if fs.failed == "rename" {
				continue // nothing can look at the file later than just before
			}
			told := why != nil && (strings.HasSuffix(why.EN, "nothing was written") || strings.HasPrefix(why.EN, "nothing was written: "))
			if written := fs.failed == "syncFolder"; told == written || there != written {
				t.Errorf("edited %s before %s: told %v", way, fs.failed, why)
			}
			got, err := os.ReadFile("draft.md")
			if string(got) != edited && (way != "deleting" || !os.IsNotExist(err)) {
				t.Errorf("edited %s before %s: there is %q (%v)", way, fs.failed, got, err)
			}
			if entries, _ := os.ReadDir("."); len(entries) > 1 {
				t.Errorf("edited %s before %s: %d files are left", way, fs.failed, len(entries))
			}
		}
	}
}

// TestFixDiskFull fixes a draft on a disk that is full, of bytes or of files, or has room for
// the first bytes only.
func TestFixDiskFull(t *testing.T) {
	if out, err := exec.Command("unshare", "-rm", "mount", "-t", "tmpfs", "none", t.TempDir()).CombinedOutput(); err != nil {
		t.Skipf("no disk of one's own can be mounted: %v %s", err, out)
	}
	name := program(t)
	bad, _ := slipped(t)
	plant(t, "full/")
	if err := os.WriteFile("draft.md", []byte(bad), 0o666); err != nil {
		t.Fatal(err)
	}
	// The disk is there for the script alone, and goes with it.
	const script = `
mount -t tmpfs -o "$1" none full && cp -p draft.md full || exit 100
head -c "$2" /dev/zero >full/other 2>/dev/null # or until there is no room
before=$(stat -c '%i %a %u %g %y' full/draft.md)
"$3" fix --lang en --quiet --today 2026-01-15 full/draft.md >/dev/null
status=$?
cmp draft.md full/draft.md
[ "$before" = "$(stat -c '%i %a %u %g %y' full/draft.md)" ] || echo "replaced"
ls -A full
exit $status
`
	tests := []struct{ disk, other string }{
		{"size=16k", "100000"},
		{"size=16k", "4096"}, // the draft has two pages of 4096 bytes, and needs two more
		{"nr_inodes=3", "1"}, // the folder, and two files
	}
	for _, tt := range tests {
		c := exec.Command("unshare", "-rm", "sh", "-c", script, "sh", tt.disk, tt.other, name)
		out, _ := c.CombinedOutput() // its status is looked at
		want := "reportlint: full/draft.md: nothing was written: no space left on device\ndraft.md\nother\n"
		if c.ProcessState.ExitCode() != failed || string(out) != want {
			t.Errorf("on a disk with %s and %s bytes: status %d\n%s\nwant %s", tt.disk, tt.other, c.ProcessState.ExitCode(), out, want)
		}
	}
}
