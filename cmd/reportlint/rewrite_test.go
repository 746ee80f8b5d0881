package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// trace tells all of a file that rewriting it would change: who has it, since when, and
// what is in it.
func trace(t *testing.T, path string) string {
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
			before := trace(t, "d/draft.md")
			out, status := fix()
			if status != failed || !strings.Contains(out, "reportlint: d/draft.md: nothing was written: permission denied\n") {
				t.Errorf("status %d: %s", status, out)
			}
			after := trace(t, "d/draft.md")
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
			if out, status := fix(); status != clean || !strings.HasSuffix(trace(t, "d/draft.md"), "\n"+good) {
				t.Errorf("when it is allowed: status %d: %s", status, out)
			}
		})
	}
}
