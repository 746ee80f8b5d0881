package main

import (
	"cmp"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"reportlint/lint"
	"reportlint/lint/draft"
)

// policy is what may be said of some drafts. What is not said is the zero value.
type policy struct {
	folder   string // that its paths are relative to
	selected []string
	ignored  []string
	severity []grade
	deadline draft.Date
	prior    string
	parts    []string
}

// grade is how much the faults of rules matter: off, or the name of a severity.
type grade struct{ rules, as string }

// override is a policy for the drafts of some paths.
type override struct {
	paths []string
	policy
}

// standing is an allowance for the drafts of some paths, of all if there are none.
type standing struct {
	paths []string
	lint.Allowance
}

// policy returns what is said of a draft: of several words on one thing the last, but what
// is ignored adds up.
func (c *config) policy(path string) policy {
	p := c.always
	p.folder = c.folder
	p.ignored = slices.Clip(p.ignored)
	p.severity = slices.Clip(p.severity)
	for _, o := range c.overrides {
		if !c.covers(o.paths, path) {
			continue
		}
		if o.selected != nil {
			p.selected = o.selected
		}
		p.ignored = append(p.ignored, o.ignored...)
		p.severity = append(p.severity, o.severity...)
		if o.deadline != (draft.Date{}) {
			p.deadline = o.deadline
		}
		p.prior = cmp.Or(o.prior, p.prior)
		if o.parts != nil {
			p.parts = o.parts
		}
	}
	return p
}

// covers reports whether a draft is among paths and globs, or in a folder that is; they are relative
// to the folder of the configuration.
func (c *config) covers(paths []string, draft string) bool {
	rel := c.relative(draft)
	return slices.ContainsFunc(paths, func(p string) bool {
		p = path.Clean(filepath.ToSlash(p))
		return p == rel || p == "." || strings.HasPrefix(rel, p+"/") || matchesGlob(p, rel)
	})
}

// names reports whether a draft is among paths.
func (c *config) names(paths []string, draft string) bool {
	rel := c.relative(draft)
	return slices.ContainsFunc(paths, func(p string) bool { return path.Clean(filepath.ToSlash(p)) == rel })
}

// relative returns the path of a draft from the folder of the configuration, with slashes; where
// there is none, as it is.
func (c *config) relative(draft string) string {
	folder, err := filepath.Abs(c.folder)
	if err == nil {
		draft, err = filepath.Abs(draft)
	}
	if rel, off := filepath.Rel(folder, draft); err == nil && off == nil {
		draft = rel
	}
	return filepath.ToSlash(draft)
}
