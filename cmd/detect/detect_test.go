package main

import (
	"bytes"
	"flag"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"

	"reportlint/fixtures"
)

func updateFlag() bool {
	f := flag.Lookup("update")
	return f != nil && f.Value.String() == "true"
}

func TestMain(m *testing.M) {
	flag.Bool("update", false, "rewrite the table of the page")
	os.Exit(m.Run())
}

const (
	page  = "../../docs/detection.md"
	shown = 4000 // how many drafts the page's table is of
)

// TestTable holds the page to show what the command prints, and the rules to keep the
// bounds.
func TestTable(t *testing.T) {
	pack, err := load()
	if err != nil {
		t.Fatal(err)
	}
	whole := count(pack, run(pack, 1, shown))
	var b bytes.Buffer
	whole.print(&b)
	content, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, _ := strings.Cut(string(content), "```text\nrule ")
	block, after, ok := strings.Cut("rule "+rest, "```\n")
	switch {
	case !ok:
		t.Fatal("the page shows no table")
	case updateFlag():
		if err := os.WriteFile(page, []byte(before+"```text\n"+b.String()+"```\n"+after), 0o666); err != nil {
			t.Fatal(err)
		}
	case block != b.String():
		t.Errorf("the page does not show what is printed (-update writes it):\n%s", b.String())
	}
	for _, broken := range whole.broken() {
		t.Error(broken)
	}
}

// TestDeterminism holds the number of processors to change nothing.
func TestDeterminism(t *testing.T) {
	pack, err := load()
	if err != nil {
		t.Fatal(err)
	}
	tables := map[string]bool{}
	for _, n := range []int{1, 2, 5} {
		before := runtime.GOMAXPROCS(n)
		var b bytes.Buffer
		count(pack, run(pack, 7, 200)).print(&b)
		runtime.GOMAXPROCS(before)
		tables[b.String()] = true
	}
	if len(tables) != 1 {
		t.Errorf("%d different tables", len(tables))
	}
}

// TestRules holds every rule of the pack to have its fault planted.
func TestRules(t *testing.T) {
	pack, err := load()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range pack.Rules {
		if !slices.Contains(fixtures.Rules(), r.ID) {
			t.Errorf("no fault of the rule %s is planted", r.ID)
		}
	}
}

// TestShow prints a draft with its fault marked, and what is said of it.
func TestShow(t *testing.T) {
	var out, errors bytes.Buffer
	if status := command([]string{"-show", "signed-before-year-end", "-held-out"}, &out, &errors); status != 0 {
		t.Fatalf("status %d: %s", status, errors.String())
	}
	for _, want := range []string{"planted: signed-before-year-end", "⟦", "⟧", "error[signed-before-year-end]"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in:\n%s", want, out.String())
		}
	}
	if status := command([]string{"-show", "no-such-rule"}, &out, &errors); status != 2 {
		t.Errorf("status %d for a rule that is not there", status)
	}
}
