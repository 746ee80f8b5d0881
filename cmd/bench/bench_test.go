package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestMain lets the test be the programs that the bench is itself.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "-as" {
		os.Exit(command(os.Args[1:], os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// TestBench runs all of it once over few drafts. Times are nothing to hold a test to; that
// every figure is there, and was measured unless it was not asked for, is.
func TestBench(t *testing.T) {
	if testing.Short() {
		t.Skip("builds programs and runs them")
	}
	var out, errors bytes.Buffer
	folder := filepath.Join(t.TempDir(), "new")
	if status := command([]string{"-drafts", "40", "-rounds", "1", "-keep", folder}, &out, &errors); status != 0 || errors.Len() > 0 {
		t.Fatalf("status %d: %s", status, errors.String())
	}
	printed := out.String()
	t.Log("\n" + printed)
	lines := strings.Split(printed, "\n")
	page, err := os.ReadFile("../../docs/performance.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := counts(string(page))
	for _, figure := range []string{
		"whole run ÷ goldmark with tables", "whole run ÷ rumdl", "pack with 1,000 phrases more ÷ without", "1 worker ÷ 2",
		"bytes allocated ÷ read", "cold start, one draft ÷ hello, world", "10 MB draft ÷ goldmark with tables",
		"10 MB draft, memory ÷ size", "10 MB draft ÷ 1 MB draft", "peak memory in MB, 40 drafts",
		"400 drafts ÷ 40, time", "400 drafts ÷ 40, memory",
	} {
		row := ""
		for _, line := range lines {
			if strings.HasSuffix(line, "  "+figure) {
				row = line
			}
		}
		if !strings.Contains(shown, "  "+counts(figure)+"\n") {
			t.Errorf("docs/performance.md does not show %s", figure)
		}
		ran := !strings.Contains(figure, "rumdl") && !strings.Contains(figure, "400")
		if row == "" || strings.Contains(row, "not run") == ran || strings.Contains(row, " 0.00 ") || strings.Contains(row, "NaN") {
			t.Errorf("%s: %q", figure, row)
		}
	}
	for name, least := range map[string]int64{"ten.md": 10 * megabyte, "one.md": megabyte} {
		if n := size(filepath.Join(folder, name)); n < least || n > least+2_000 {
			t.Errorf("%s has %d bytes, want %d and little more", name, n, least)
		}
	}
	if status := command([]string{"-keep", folder}, &out, &errors); status != 2 {
		t.Errorf("drafts were written among others: status %d", status)
	}
}

// counts writes every number of drafts as one, since a page may show those of another run.
func counts(s string) string {
	return regexp.MustCompile(`[0-9]+ drafts( ÷ [0-9]+)?`).ReplaceAllString(s, "N drafts")
}

// TestCorpus holds the drafts to be of the size that figures are stated for, and the same
// for the same seed however many write them.
func TestCorpus(t *testing.T) {
	const drafts = 200
	written := func(seed uint64, threads int) map[string]string {
		folder := t.TempDir()
		n, err := writeCorpus(folder, settings{drafts: drafts, seed: seed, threads: threads})
		if err != nil {
			t.Fatal(err)
		}
		if mean := n / drafts; mean < 6_000 || mean > 6_400 {
			t.Errorf("seed %d: drafts have %d bytes on average", seed, mean)
		}
		all := map[string]string{}
		err = fs.WalkDir(os.DirFS(folder), ".", func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			content, err := os.ReadFile(filepath.Join(folder, name))
			all[name] = string(content)
			n -= int64(len(content))
			return err
		})
		if err != nil || n != 0 || len(all) != drafts {
			t.Fatalf("%d drafts, %d bytes more said than written, %v", len(all), n, err)
		}
		return all
	}
	first := written(1, 1)
	for name, text := range written(1, 3) {
		if text != first[name] {
			t.Errorf("%s is not the same when it is written again", name)
		}
	}
	same, html := 0, 0
	for name, text := range written(2, 2) {
		if text == first[name] {
			same++
		}
		if strings.Contains(text, "<table") {
			html++
		}
	}
	if same > 0 || html != drafts/20 {
		t.Errorf("%d drafts do not hang on the seed, %d have HTML tables", same, html)
	}
}

func TestRows(t *testing.T) {
	tests := []struct {
		row
		want   string
		missed bool
	}{
		{row{measured: 0.65, ran: true, must: 1, goal: 0.7}, "0.65 ≤ 1 ≤ 0.7 ok", false},
		{row{measured: 1.01, ran: true, must: 1, goal: 0.7}, "1.01 ≤ 1 ≤ 0.7 MISSED", true},
		{row{measured: 1.5, ran: true, must: 1.6, least: true}, "1.50 ≥ 1.6 MISSED", true},
		{row{measured: 1.7, ran: true, must: 1.6, goal: 1.75, least: true}, "1.70 ≥ 1.6 ≥ 1.75 ok", false},
		{row{must: 10.5}, "– ≤ 10.5 not run", false},
	}
	for _, tt := range tests {
		var out bytes.Buffer
		missed := printRows(&out, []row{tt.row})
		_, printed, _ := strings.Cut(out.String(), "\n")
		if got := strings.Join(strings.Fields(printed), " "); got != tt.want || missed != tt.missed {
			t.Errorf("%+v: %q, missed %v; want %q", tt.row, got, missed, tt.want)
		}
	}
}

func TestUsage(t *testing.T) {
	for _, args := range []string{"-drafts 0", "-rounds 0", "-threads 0", "drafts", "-as nothing", "-as corpus", "-as read no/such/folder"} {
		var out, errors bytes.Buffer
		if status := command(strings.Fields(args), &out, &errors); status != 2 || errors.Len() == 0 {
			t.Errorf("%s: status %d, %q", args, status, errors.String())
		}
	}
}
