package main

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// The names of the runs that ratios are made of.
const (
	whole       = "reportlint"
	oneWorker   = "reportlint, 1 worker"
	plainPack   = "reportlint, pack from a file"
	longerPack  = "reportlint, pack with 1,000 phrases more"
	coldStart   = "reportlint, one draft"
	onTen       = "reportlint, a draft of 10 MB"
	onOne       = "reportlint, a draft of 1 MB"
	onLong      = "reportlint, ten times the drafts"
	readRun     = "read only"
	blocksRun   = "goldmark"
	tablesRun   = "goldmark with tables"
	tablesOnTen = "goldmark with tables, a draft of 10 MB"
	hello       = "hello, world"
	rumdl       = "rumdl"
)

const (
	megabyte = 1_000_000
	often    = 5 // times a round for runs that take milliseconds
)

// prepare writes drafts and packs, builds programs, and says what is to be run.
func (b *benchmark) prepare() error {
	in := func(name string) string { return filepath.Join(b.folder, name) }
	drafts, ten, one, lint := in("drafts"), in("ten.md"), in("one.md"), in("reportlint")
	self, err := os.Executable()
	if err != nil {
		return err
	}
	// as returns the command line that makes this program be another one.
	as := func(part string, args ...string) []string {
		return append([]string{self, "-as", part, "-seed", strconv.FormatUint(b.seed, 10), "-threads", strconv.Itoa(b.threads)}, args...)
	}
	check := func(args ...string) []string {
		return append([]string{lint, "check", "--timeout", "10m", "--today", today}, args...)
	}
	jobs := "--jobs=" + strconv.Itoa(b.threads)
	if b.bytes, err = corpusSize(as(writing, "-drafts", strconv.Itoa(b.drafts), drafts)); err != nil {
		return err
	}
	if err := write(in("hello.go"), helloWorld); err != nil {
		return err
	}
	for _, args := range [][]string{
		as(growing, ten, strconv.Itoa(10*megabyte)),
		as(growing, one, strconv.Itoa(megabyte)),
		{"env", "CGO_ENABLED=0", "go", "build", "-o", lint, "reportlint/cmd/reportlint"}, // as the README and action.yml build it
		{"go", "build", "-o", in("hello"), in("hello.go")},
	} {
		if _, err := output(args); err != nil {
			return err
		}
	}
	plain, longer, err := writePacks(in("packs"))
	if err != nil {
		return err
	}
	first := filepath.Join(drafts, "000", "000000.md")
	b.runs = []run{
		{readRun, as(readOnly, drafts), b.bytes, 1},
		{blocksRun, as(blocks, drafts), b.bytes, 1},
		{tablesRun, as(tables, drafts), b.bytes, 1},
		{whole, check(jobs, drafts), b.bytes, 1},
		{oneWorker, check("--jobs=1", drafts), b.bytes, 1},
		{plainPack, check(jobs, "--pack", plain, drafts), b.bytes, 1},
		{longerPack, check(jobs, "--pack", longer, drafts), b.bytes, 1},
		{hello, []string{in("hello")}, 0, often},
		{coldStart, check(jobs, first), size(first), often},
		{tablesOnTen, as(tables, ten), size(ten), 1},
		{onTen, check(jobs, ten), size(ten), 1},
		{onOne, check(jobs, one), size(one), 1},
	}
	if b.peers {
		b.addPeers(drafts)
	}
	if b.long {
		long := in("long")
		n, err := corpusSize(as(writing, "-drafts", strconv.Itoa(10*b.drafts), long))
		if err != nil {
			return err
		}
		b.runs = append(b.runs, run{onLong, check(jobs, long), n, 1})
	}
	return nil
}

const helloWorld = "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(\"hello, world\") }\n"

// corpusSize runs what writes a corpus, and returns how many bytes it has written.
func corpusSize(args []string) (int64, error) {
	said, err := output(args)
	if err != nil {
		return 0, err
	}
	return strconv.ParseInt(strings.TrimSpace(said), 10, 64)
}

// size returns the size of a file, 0 where there is none.
func size(name string) int64 {
	info, err := os.Stat(name)
	if err != nil {
		return 0
	}
	return info.Size()
}

// addPeers adds other linters, as far as they can be had.
func (b *benchmark) addPeers(drafts string) {
	folder := filepath.Join(b.folder, "peers")
	err := write(filepath.Join(folder, "package.json"), `{"private": true}`)
	if err == nil {
		_, err = output([]string{"npm", "install", "--prefix", folder, "--no-audit", "--no-fund", "--ignore-scripts", "rumdl@0.2"})
	}
	// The program itself, not the script that starts it, which takes longer than one draft.
	programs, _ := filepath.Glob(filepath.Join(folder, "node_modules", "@rumdl", "*", "rumdl")) // the pattern is sound
	if err == nil && len(programs) == 0 {
		err = errors.New("npm brought no program for this machine")
	}
	if err != nil {
		b.skipped = append(b.skipped, "rumdl: "+strings.TrimSpace(err.Error()))
		return
	}
	b.runs = append(b.runs, run{rumdl, []string{programs[0], "check", "--no-cache", "--isolated", drafts}, b.bytes, 1})
}
