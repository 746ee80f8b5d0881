package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"reportlint/lint/diag"
)

// root is a PATH that is walked.
type root struct {
	path  string
	base  string // the folder that is walked
	glob  string // what files have to match, relative to base; empty for all
	depth int    // how deep the walk goes
	left  bool   // something that ignore files leave out, which may be drafts
	found bool   // a draft, something to tell of, or a folder walked for another PATH
}

func (r *root) empty() problem {
	if r.glob != "" {
		return problem{path: r.path, why: diag.Phrase{
			ZH: "没有与之匹配的草稿",
			EN: "no draft matches",
		}}
	}
	why := diag.Phrase{
		ZH: "其中没有草稿（" + strings.Join(extensions(), "、") + "）",
		EN: "no drafts in it (" + strings.Join(extensions(), ", ") + ")",
	}
	if r.left {
		why.ZH += "，" + strings.Join(ignoreFiles(), " 或 ") + " 排除的除外"
		why.EN += ", but for what " + strings.Join(ignoreFiles(), " or ") + " leaves out"
	}
	return problem{path: r.path, why: why}
}

// meta are the characters that make a path a glob.
const meta = "*?[{"

// argument takes one PATH: a file, a folder, a glob, or standard input.
func (w *walker) argument(path string) {
	if path == standardInput {
		w.found = append(w.found, candidate{path: path, real: path})
		return
	}
	info, err := os.Lstat(path)
	links := 0
	if err == nil && info.Mode()&os.ModeSymlink != 0 {
		links = 1
		info, err = os.Stat(path)
	}
	switch {
	case err == nil && info.IsDir():
		w.start(&root{path: path, base: path, depth: maxDepth})
	case err == nil && !info.Mode().IsRegular():
		w.problem(path, *notRegular())
	case err == nil && !readable(path):
		w.problem(path, diag.Phrase{
			ZH: "不认识的格式；可检查 " + strings.Join(extensions(), "、"),
			EN: "unknown format; known are " + strings.Join(extensions(), ", "),
		})
	case err == nil && links > 0:
		w.file(path, whereIs(path), links)
	case err == nil:
		w.file(path, filepath.Join(w.where(filepath.Dir(path)), filepath.Base(path)), links)
	case os.IsNotExist(err) && strings.ContainsAny(path, meta):
		w.glob(path)
	default:
		w.problem(path, worldly(err))
	}
}

// glob walks the folder that a pattern begins with for the files that match it.
func (w *walker) glob(path string) {
	base, pattern := doublestar.SplitPattern(filepath.ToSlash(path))
	r := &root{path: path, base: filepath.FromSlash(base), glob: pattern, depth: maxDepth}
	if !doublestar.ValidatePattern(pattern) {
		w.problem(path, diag.Phrase{ZH: "通配符写法有误", EN: "not a valid pattern"})
		return
	}
	if why := tangled(pattern); why != nil {
		w.problem(path, *why)
		return
	}
	if !strings.Contains(pattern, "**") {
		r.depth = strings.Count(pattern, "/")
	}
	if info, err := os.Stat(r.base); err != nil || !info.IsDir() {
		w.problems = append(w.problems, r.empty())
		return
	}
	w.start(r)
}

func (w *walker) start(r *root) {
	w.roots = append(w.roots, r)
	f := folder{root: r, path: r.base, real: w.where(r.base), fresh: true}
	w.folders = append(w.folders, f)
}
