package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"testing"
)

// TestCheckMany names very many drafts, by night 100,000 (-files), each by two names. Each is
// judged once, and what a run allocates grows as their number does.
func TestCheckMany(t *testing.T) {
	n := number("files")
	names := []string{"link\x00d"}
	for i := range n {
		names = append(names, fmt.Sprintf("d/%06d.md=x", i))
	}
	plant(t, names...)
	check := func(n int) (paths []string, allocations uint64) {
		args := []string{"check", "--quiet", "--fail-on", "never", "--format", "json", "--"}
		for i := range n {
			args = append(args, fmt.Sprintf("d/%06d.md", i), fmt.Sprintf("link/%06d.md", i))
		}
		out, err := os.Create("out.json")
		if err != nil {
			t.Fatal(err)
		}
		defer out.Close()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		status := run(args, os.Stdin, out, os.Stderr, nil)
		runtime.ReadMemStats(&after)
		content, err := os.ReadFile("out.json")
		if err != nil || status != clean {
			t.Fatalf("%d files: status %d (%v)", n, status, err)
		}
		var told struct{ Files []struct{ Path string } }
		if err := json.Unmarshal(content, &told); err != nil {
			t.Fatal(err)
		}
		for _, f := range told.Files {
			paths = append(paths, f.Path)
		}
		return paths, after.Mallocs - before.Mallocs
	}
	_, none := check(1) // what a run takes for itself
	_, half := check(n / 2)
	paths, all := check(n)
	for i, path := range paths {
		if path != fmt.Sprintf("d/%06d.md", i) {
			t.Fatalf("file %d is %s", i, path)
		}
	}
	if len(paths) != n {
		t.Errorf("judged %d files, want %d", len(paths), n)
	}
	if ratio := float64(all-none) / float64(half-none); ratio > 2.1 {
		t.Errorf("twice as many files take %.2f times as many allocations", ratio)
	}
}
