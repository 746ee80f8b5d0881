package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/bmatcuk/doublestar/v4"

	"reportlint/lint"
	"reportlint/lint/arena"
	"reportlint/lint/diag"
	"reportlint/lint/form"
)

// companions is where the reports are that drafts are held against. The command line comes
// before the front matter of a draft, and that before the configuration. A prior report is
// read for the one draft that it is prior to; the parts that a pattern leads to are found
// and read once, however many drafts ask for them.
type companions struct {
	prior    string
	parts    []string
	complete bool
	alone    bool // only one draft is judged, so that --parts are its
	profile  func(path string) *profile
	lock     sync.Mutex
	groups   map[string]*group
	members  map[string]func() member // the files of all groups, by pack and file
}

// wish asks for companions.
type wish struct {
	patterns []string // with placeholders
	folder   string   // that they are relative to
	named    bool     // so that it is a fault if there are none
	own      bool     // for this very draft, which then is no part even if a pattern leads to it
	line     int      // of the front matter that it is in; else 0
}

// accompany gets a linter ready to find the companions of drafts.
func (l *linter) accompany(s *settings, drafts int) error {
	l.companions = &companions{
		prior: s.prior, parts: s.parts, complete: s.complete, alone: drafts == 1, profile: l.profile, groups: map[string]*group{}, members: map[string]func() member{},
	}
	return l.companions.check(drafts)
}

// check finds fault with what the command line says of companions.
func (c *companions) check(drafts int) error {
	for i, pattern := range append([]string{c.prior}, c.parts...) {
		if why, _, _ := unknownPlaceholder(pattern); why != nil {
			flag := "--parts "
			if i == 0 {
				flag = "--prior "
			}
			return usage{ZH: flag + shown(pattern) + "：" + why.ZH, EN: flag + shown(pattern) + ": " + why.EN}
		}
	}
	if c.prior != "" && drafts > 1 && !varies(c.prior) {
		list := "{" + strings.Join(placeholderNames(), "}, {") + "}"
		return usage{
			ZH: "--prior " + shown(c.prior) + "：一份上年报告只能对应一份草稿；检查多份草稿时请用占位符 " + list,
			EN: "--prior " + shown(c.prior) + ": one prior report is for one draft; for several, use the placeholders " + list,
		}
	}
	return nil
}

// priorWish returns who asks for a prior report.
func (c *companions) priorWish(path string, said front) (wish, bool) {
	switch policy := c.profile(path).policy; {
	case c.prior != "":
		return wish{patterns: []string{c.prior}, named: true}, true
	case len(said.prior.patterns) > 0:
		return said.prior, true
	case policy.prior != "":
		return wish{patterns: []string{policy.prior}, folder: policy.folder}, true
	}
	return wish{}, false
}

// partsWish returns who asks for parts.
func (c *companions) partsWish(path string, said front) (wish, bool) {
	switch policy := c.profile(path).policy; {
	case len(c.parts) > 0:
		return wish{patterns: c.parts, named: c.alone || !slices.ContainsFunc(c.parts, varies), own: c.alone}, true
	case len(said.parts.patterns) > 0:
		return said.parts, true
	case len(policy.parts) > 0:
		return wish{patterns: policy.parts, folder: policy.folder}, true
	}
	return wish{}, false
}

// place returns where one of the patterns leads for a draft. ok is false where it leads to
// nothing for want of what the draft does not say; why is what a person has to know of it.
func (r wish) place(pattern, path string, main *form.Report) (to string, why *diag.Phrase, ok bool) {
	to, ok = expand(pattern, path, main)
	if !ok {
		if r.named {
			why = &diag.Phrase{ZH: "草稿没有说明占位符所指的内容", EN: "the draft does not say what its placeholders stand for"}
		}
		return pattern, why, false
	}
	base, folder := filepath.Dir(to), r.folder
	glob := strings.ContainsAny(to, meta)
	if glob {
		folder = escape(folder)
	}
	if !filepath.IsAbs(to) {
		to = filepath.Join(folder, to)
		base = filepath.Dir(to)
	}
	if glob {
		base, _ = doublestar.SplitPattern(filepath.ToSlash(to))
	}
	if why := outside(r.root(), whereIs(base)); why != nil {
		return to, why, false
	}
	return to, nil, true
}

// escape returns a path as a part of a glob that stands for nothing but itself.
func escape(path string) string {
	var b strings.Builder
	for _, r := range path {
		if strings.ContainsRune(meta+`]}\`, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// root returns the repository that the wish leads to nothing outside of: front matter is written by
// whoever sends the draft in. It is "" where the wish may lead anywhere.
func (r wish) root() string {
	if r.line == 0 {
		return ""
	}
	return repositoryOf(whereIs(r.folder))
}

// outside says that a path, in which no link is left, must not be read, since it is not in a
// repository; nil if it is, or if there is none.
func outside(root, real string) *diag.Phrase {
	if root == "" {
		return nil
	}
	if rel, err := filepath.Rel(root, real); err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return &diag.Phrase{ZH: "在仓库之外，没有读取", EN: "outside of the repository, not read"}
	}
	return nil
}

// repositoryOf returns the root of the repository that a folder is in, "" if it is in none.
func repositoryOf(folder string) string {
	for !isRepository(folder) {
		up := filepath.Dir(folder)
		if up == folder {
			return ""
		}
		folder = up
	}
	return folder
}

// gather finds the companions of a draft. What was asked for and cannot be had is a
// problem of the draft, which is judged without it.
func (l *linter) gather(d *lint.Dossier, p *lint.Pack, said front, o *outcome) {
	if l.companions == nil {
		return
	}
	path := d.Main.Draft.File.Name
	if r, asked := l.companions.priorWish(path, said); asked {
		prior, name, why := l.findPrior(r, d.Main, p, path)
		if why != nil {
			o.miss(problem{path: path, line: r.line, why: diag.Phrase{
				ZH: "上年报告 " + shown(name) + "：" + why.ZH, EN: "prior report " + shown(name) + ": " + why.EN,
			}}, l.lang)
		}
		d.Prior = prior
	}
	// Patterns for all drafts below a folder are for those of the governments among them.
	if r, asked := l.companions.partsWish(path, said); asked && (r.named || len(l.companions.parts) > 0 || d.Main.Organ.Governs()) {
		g := l.findParts(r, d.Main, p, path)
		for _, part := range g.missing {
			o.miss(problem{path: path, line: r.line, why: diag.Phrase{
				ZH: "下属单位报告 " + shown(part.path) + "：" + part.why.ZH, EN: "part " + shown(part.path) + ": " + part.why.EN,
			}}, l.lang)
		}
		o.notes = append(o.notes, g.notes...)
		d.Parts, d.Complete = g.reports, l.companions.complete
	}
}

// findPrior reads the report on the year before; without one, why says what a person has
// to know of it.
func (l *linter) findPrior(r wish, main *form.Report, p *lint.Pack, path string) (prior *form.Report, name string, why *diag.Phrase) {
	name, why, ok := r.place(r.patterns[0], path, main)
	if !ok {
		return nil, name, why
	}
	if _, err := os.Stat(name); os.IsNotExist(err) && !r.named {
		return nil, name, nil
	}
	if why := outside(r.root(), whereIs(name)); why != nil {
		return nil, name, why
	}
	if whereIs(name) == whereIs(path) {
		if r.named {
			why = &diag.Phrase{ZH: "就是草稿自身", EN: "is the draft itself"}
		}
		return nil, name, why
	}
	prior, why = l.companion(name, p)
	switch {
	case why != nil:
	case prior == nil:
		why = &diag.Phrase{ZH: "不是这类报告", EN: "is no such report"}
	case main.Year != 0 && prior.Year != 0 && prior.Year != main.Year-1:
		return nil, name, &diag.Phrase{
			ZH: fmt.Sprintf("报告的是%d年，应为%d年", prior.Year, main.Year-1),
			EN: fmt.Sprintf("reports on %d, not on %d", prior.Year, main.Year-1),
		}
	case main.Organ.Name != "" && prior.Organ.Name != "" && !prior.Organ.Kin(main.Organ):
		return nil, name, &diag.Phrase{
			ZH: fmt.Sprintf("是%s的报告，应为%s", shown(prior.Organ.Name), shown(main.Organ.Name)),
			EN: fmt.Sprintf("is of %s, not of %s", shown(prior.Organ.Name), shown(main.Organ.Name)),
		}
	}
	return prior, name, why
}

// companion reads a report that is not judged itself: nil if it is none of the pack's, or
// why it cannot be read.
func (l *linter) companion(path string, p *lint.Pack) (*form.Report, *diag.Phrase) {
	return l.reopen(path, p, nil, (*form.Outline).Read)
}

// reopen is companion for one who says how much of the report is to be read, and in which
// arena.
func (l *linter) reopen(path string, p *lint.Pack, a *arena.Arena, rest func(*form.Outline, form.Settings) *form.Report) (*form.Report, *diag.Phrase) {
	in := l.read(path, a)
	if in.file == nil || in.bad != nil && !l.lossy {
		return nil, &in.problem.why
	}
	d, limit := parse(in.file, l.limits(path).Limits)
	if limit != nil {
		why := tooMuch(limit.Name, limit.Max, "")
		return nil, &why
	}
	said := readFront(d)
	outline := l.outline(p, d, said.pack)
	if outline == nil {
		return nil, nil
	}
	return rest(outline, said.Settings), nil
}
