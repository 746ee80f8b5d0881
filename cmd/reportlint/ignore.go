package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// ignoreFiles returns the names of the files whose patterns keep drafts out of walks.
// In one folder the later one has the last word.
func ignoreFiles() []string { return []string{".gitignore", ownIgnore} }

// ownIgnore is the one that Git knows nothing of.
const ownIgnore = ".reportlintignore"

// maxIgnoreSize is the largest file of patterns that is read, in bytes.
const maxIgnoreSize = 1 << 20

// ignores is what one folder's files ask to leave out, and what the folders above it do.
type ignores struct {
	within   string // where the folder really is, with a separator behind it
	patterns []ignorePattern
	above    *ignores
}

// ignorePattern is a line of a .gitignore as a glob relative to its folder.
type ignorePattern struct {
	glob    string
	keep    bool // the line began with "!"
	folders bool // the line ended with "/"
}

// leavesOut reports whether a walk passes by an entry. As in Git the last pattern that
// matches decides, and those of a deeper folder come after those above it.
func (g *ignores) leavesOut(path string, folder bool) bool {
	for ; g != nil; g = g.above {
		rel, inside := strings.CutPrefix(path, g.within)
		if !inside {
			continue
		}
		rel = filepath.ToSlash(rel)
		for i := len(g.patterns) - 1; i >= 0; i-- {
			p := g.patterns[i]
			if p.folders && !folder {
				continue
			}
			if matched, err := doublestar.Match(p.glob, rel); err == nil && matched {
				return !p.keep
			}
		}
	}
	return false
}

// parseIgnore reads one line; a comment or an empty line is no pattern.
func parseIgnore(line string) (p ignorePattern, ok bool) {
	line = strings.TrimSuffix(line, "\r")
	for strings.HasSuffix(line, " ") && !strings.HasSuffix(line, `\ `) {
		line = line[:len(line)-1]
	}
	if line == "" || line[0] == '#' {
		return p, false
	}
	line, p.keep = strings.CutPrefix(line, "!")
	line, p.folders = strings.CutSuffix(line, "/")
	anchored := strings.Contains(line, "/")
	line = strings.TrimPrefix(line, "/")
	if line == "" {
		return p, false
	}
	line = strings.ReplaceAll(line, "{", `\{`) // no alternatives in Git
	if !anchored {
		line = "**/" + line
	}
	if strings.HasSuffix(line, "/**") {
		line += "/*" // what is in the folder, not the folder
	}
	p.glob = line
	return p, true
}

// ignoresIn adds what ignore files of a folder say to what those above it do. A file that is there
// and cannot be read is a problem.
func ignoresIn(folder string, names []string, above *ignores) (*ignores, []problem) {
	separator := string(filepath.Separator)
	g := &ignores{within: strings.TrimSuffix(folder, separator) + separator, above: above}
	var problems []problem
	for _, name := range names {
		path := filepath.Join(folder, name)
		if _, err := os.Lstat(path); err != nil {
			continue
		}
		content, why := load(path, size{bytes: maxIgnoreSize}, anew)
		if why != nil {
			problems = append(problems, problem{path: path, why: *why})
			continue
		}
		for line := range strings.Lines(strings.TrimPrefix(string(content), "\uFEFF")) {
			if p, ok := parseIgnore(strings.TrimSuffix(line, "\n")); ok {
				g.patterns = append(g.patterns, p)
			}
		}
	}
	if len(g.patterns) == 0 {
		return above, problems
	}
	return g, problems
}

// ignoresAbove returns what the folders above a folder ask to leave out, up to the root of the
// repository that it is in. Outside of one, Git has no say.
func ignoresAbove(folder string) (*ignores, []problem) {
	var chain []string
	names := ignoreFiles()
	for at := folder; !isRepository(at); {
		up := filepath.Dir(at)
		if up == at {
			names = []string{ownIgnore}
			break
		}
		chain = append(chain, up)
		at = up
	}
	var g *ignores
	var problems []problem
	for i := len(chain) - 1; i >= 0; i-- {
		var more []problem
		g, more = ignoresIn(chain[i], names, g)
		problems = append(problems, more...)
	}
	return g, problems
}

func isRepository(folder string) bool {
	_, err := os.Lstat(filepath.Join(folder, ".git"))
	return err == nil
}
