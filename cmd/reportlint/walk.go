package main

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/bmatcuk/doublestar/v4"

	"reportlint/lint/diag"
)

// maxDepth is how many folders deep a walk goes below the folder that was named.
const maxDepth = 256

// standardInput is the PATH that stands for standard input.
const standardInput = "-"

// targets is what the PATHs of a command line come to.
type targets struct {
	files    []candidate // each real file once, in the order of their names
	problems []problem   // what was asked for and is not checked
	notes    []problem   // what a person may want to know; nothing is missing for it
}

// find turns PATHs into files. What comes out does not depend on their order.
func find(paths []string) targets {
	w := walker{seen: map[string]bool{}, real: map[string]string{}}
	if len(paths) == 0 {
		paths = []string{"."}
	}
	named := make([]string, len(paths))
	for i, path := range paths {
		if path != "" { // filepath.Clean would take it for the current folder
			named[i] = filepath.Clean(path)
		}
	}
	slices.Sort(named)
	for _, path := range slices.Compact(named) {
		w.argument(path)
	}
	slices.Reverse(w.folders) // the first one named is entered first
	for len(w.folders) > 0 || len(w.links) > 0 {
		if len(w.folders) == 0 { // what really is there comes before what links lead to
			w.folders, w.links = w.links[:1:1], w.links[1:]
		}
		next := w.folders[len(w.folders)-1]
		w.folders = w.folders[:len(w.folders)-1]
		w.enter(next)
	}
	for _, r := range w.roots {
		if !r.found {
			w.problems = append(w.problems, r.empty())
		}
	}
	return w.targets()
}

// walker goes through folders with a list of what is still to be done, not by calling
// itself, so that no tree is too deep for it.
type walker struct {
	found    []candidate
	folders  []folder          // to be entered, the next one last
	links    []folder          // symbolic links, for when there are no folders left
	seen     map[string]bool   // folders entered, by where they really are
	real     map[string]string // where folders really are, by the names used for them
	roots    []*root
	problems []problem
	notes    []problem
}

// candidate is a name of a file.
type candidate struct {
	path, real string
	links      int // 1 if the name goes over a symbolic link
}

// paths are those of many files, in little memory, which the collector need not look through:
// of each is written how much of it is that of the one before, and the rest.
type paths struct {
	n      int
	text   []byte
	wholes []int // where in text those stand of which all is the rest
}

// restart says that the first of so many paths is written whole.
const restart = 16

func pathsOf(files []candidate) paths {
	p := paths{n: len(files), wholes: make([]int, 0, (len(files)+restart-1)/restart)}
	before := ""
	for i, f := range files {
		if i%restart == 0 {
			p.wholes = append(p.wholes, len(p.text))
			before = ""
		}
		same := 0
		for same < min(len(before), len(f.path)) && before[same] == f.path[same] {
			same++
		}
		p.text = binary.AppendUvarint(p.text, uint64(same))
		p.text = binary.AppendUvarint(p.text, uint64(len(f.path)-same))
		p.text = append(p.text, f.path[same:]...)
		before = f.path
	}
	p.text = bytes.Clone(p.text) // which has no room for more
	return p
}

func (p paths) at(i int) string {
	var path []byte
	rest := p.text[p.wholes[i/restart]:]
	for range i%restart + 1 {
		same, size := binary.Uvarint(rest)
		more, width := binary.Uvarint(rest[size:])
		rest = rest[size+width:]
		path = append(path[:same], rest[:more]...)
		rest = rest[more:]
	}
	return string(path)
}

// folder is one to be entered.
type folder struct {
	root  *root
	path  string // as named
	real  string
	depth int
	links int // as of a candidate
	above *ignores
	fresh bool // what stands in the place of above is still to be read
}

// enter looks through one folder.
func (w *walker) enter(f folder) {
	key := f.real
	if f.root.glob != "" { // a pattern sees only part of a folder
		key = f.root.path + "\x00" + f.real
	}
	if w.seen[key] {
		f.root.found = true
		return
	}
	w.seen[key] = true
	if f.fresh {
		var problems []problem
		f.above, problems = ignoresAbove(f.real)
		w.problems = append(w.problems, problems...)
	}
	here, problems := ignoresIn(f.real, ignoreFiles(), f.above)
	w.problems = append(w.problems, problems...)
	entries, err := os.ReadDir(f.path)
	if err != nil {
		f.root.found = true
		w.problem(f.path, worldly(err))
	}
	var inner []folder
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") { // .git, but also what editors leave behind
			continue
		}
		if next, ok := w.entry(f, here, e); ok {
			inner = append(inner, next)
		}
	}
	slices.Reverse(inner)
	w.folders = append(w.folders, inner...)
}

// entry looks at one name in a folder and returns the folder that it is, if it is one
// to go on with.
func (w *walker) entry(f folder, here *ignores, e os.DirEntry) (next folder, ok bool) {
	next = folder{
		root:  f.root,
		path:  filepath.Join(f.path, e.Name()),
		real:  filepath.Join(f.real, e.Name()),
		depth: f.depth + 1,
		links: f.links,
		above: here,
	}
	switch mode := e.Type(); {
	case mode&os.ModeSymlink != 0:
		w.link(f, next)
	case here.leavesOut(next.real, mode.IsDir()):
		f.root.left = f.root.left || mode.IsDir() || readable(next.path)
	case !mode.IsDir():
		w.draft(next, mode)
	case next.depth <= f.root.depth:
		return next, true
	case f.root.depth == maxDepth:
		f.root.found = true
		w.problem(next.path, diag.Phrase{
			ZH: fmt.Sprintf("超出限制：文件夹深于 %d 层，未进入", maxDepth),
			EN: fmt.Sprintf("limit: deeper than %d folders, not entered", maxDepth),
		})
	}
	return next, false
}

// link follows a symbolic link in a folder. What it leads to is left out by the ignore
// files of the place where it really is, the link itself by those of its own.
func (w *walker) link(from, to folder) {
	info, err := os.Stat(to.path)
	if to.above.leavesOut(to.real, err == nil && info.IsDir()) {
		return
	}
	switch {
	case err == nil:
	case !readable(to.path) && errors.Is(err, fs.ErrNotExist):
		return
	case !readable(to.path) && errors.Is(err, syscall.ELOOP):
		w.loop(to.path)
		return
	default:
		w.problem(to.path, worldly(err))
		return
	}
	to.real, to.links, to.fresh = whereIs(to.path), 1, true
	inside := strings.HasPrefix(from.real+string(filepath.Separator), to.real+string(filepath.Separator))
	switch {
	case !info.IsDir():
		w.draft(to, info.Mode())
	case inside || to.real == string(filepath.Separator):
		w.loop(to.path)
	case to.depth <= to.root.depth:
		w.links = append(w.links, to)
	}
}

func (w *walker) loop(path string) {
	w.notes = append(w.notes, problem{path: path, why: diag.Phrase{
		ZH: "符号链接成环，不再进入",
		EN: "a loop of symbolic links, not entered again",
	}})
}

// draft takes a file that a walk came upon, if it is a draft by its name.
func (w *walker) draft(f folder, mode os.FileMode) {
	if !readable(f.path) {
		return
	}
	if f.root.glob != "" {
		rel, err := filepath.Rel(f.root.base, f.path)
		if err != nil || !doublestar.MatchUnvalidated(f.root.glob, filepath.ToSlash(rel)) {
			return
		}
	}
	f.root.found = true
	if !mode.IsRegular() {
		w.problem(f.path, *notRegular())
		return
	}
	w.file(f.path, f.real, f.links)
}

func (w *walker) file(path, real string, links int) {
	w.found = append(w.found, candidate{path: path, real: real, links: links})
}

func (w *walker) problem(path string, why diag.Phrase) {
	w.problems = append(w.problems, problem{path: path, why: why})
}

// where is whereIs for folders that are asked for again and again.
func (w *walker) where(folder string) string {
	real, known := w.real[folder]
	if !known {
		real = whereIs(folder)
		w.real[folder] = real
	}
	return real
}

// whereIs returns where a path really is, as an absolute path without links. If that
// cannot be told it is where it is said to be.
func whereIs(path string) string {
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		real = path
	}
	if abs, err := filepath.Abs(real); err == nil {
		real = abs
	}
	return real
}

// rooted is 1 for a path from the root of the file system, which is no name for a file that has another one.
func rooted(path string) int {
	if filepath.IsAbs(path) {
		return 1
	}
	return 0
}

// targets names each real file once: by the name that goes over no link, and of
// several by the first that begins in the current folder.
func (w *walker) targets() targets {
	slices.SortFunc(w.found, func(a, b candidate) int {
		return cmp.Or(strings.Compare(a.real, b.real), cmp.Compare(a.links, b.links), cmp.Compare(rooted(a.path), rooted(b.path)), strings.Compare(a.path, b.path))
	})
	found := slices.CompactFunc(w.found, func(a, b candidate) bool { return a.real == b.real })
	slices.SortFunc(found, func(a, b candidate) int { return strings.Compare(a.path, b.path) })
	out := targets{files: found, problems: w.problems, notes: w.notes}
	slices.SortStableFunc(out.problems, func(a, b problem) int { return strings.Compare(a.path, b.path) })
	return out
}
