package main

import (
	"os"
	"path/filepath"
	"slices"

	"reportlint/lint/diag"
	"reportlint/lint/render"
	"reportlint/lint/yaml"
)

// configName is the name of the file in which a folder has settings for the drafts in it
// and below it.
const configName = ".reportlint.yaml"

// maxConfigSize is the largest configuration that is read, in bytes.
const maxConfigSize = 1 << 16

// config is what a configuration says. The zero value says nothing.
type config struct {
	folder string // that its paths are relative to
	prior  string
	parts  []string
}

// configs are the configurations of folders, by their absolute paths.
type configs struct {
	all    map[string]*config
	every  *config // the one of --config, which is for all folders
	faults []diag.Diagnostic
	lang   diag.Lang
}

// configs reads the configurations of all drafts. A fault in one is told like those of a
// draft, but on standard error, and ends the run: its drafts would be judged wrongly.
func (w *world) configs(path string, drafts []candidate, stdinName string) (*configs, error) {
	c := &configs{all: map[string]*config{}, lang: w.lang}
	if path != "" {
		var err error
		if c.every, err = c.read(path); err != nil {
			return nil, err
		}
	}
	for _, d := range drafts {
		if d.path == standardInput {
			d.path = stdinName
		}
		if _, err := c.find(folderOf(d.path)); err != nil {
			return nil, err
		}
	}
	if len(c.faults) == 0 {
		return c, nil
	}
	diag.Sort(c.faults)
	if err := render.Text(w.err, c.faults, render.Style{Lang: w.lang}); err != nil {
		return nil, err
	}
	name := c.faults[0].Span.File.Name
	return nil, usage{ZH: "配置有误：" + shown(name), EN: "faulty configuration: " + shown(name)}
}

// of returns the configuration for a draft.
func (c *configs) of(draft string) *config {
	if c.every != nil {
		return c.every
	}
	if found := c.all[folderOf(draft)]; found != nil {
		return found
	}
	return &config{}
}

// folderOf returns the absolute path of the folder that a file is said to be in.
func folderOf(path string) string {
	folder := filepath.Dir(path)
	if abs, err := filepath.Abs(folder); err == nil {
		return abs
	}
	return folder
}

// find returns the nearest configuration of a folder or of those above it, up to the root
// of the repository. Each folder is looked at once.
func (c *configs) find(folder string) (*config, error) {
	if found, known := c.all[folder]; known || c.every != nil {
		return found, nil
	}
	var found *config
	path := filepath.Join(folder, configName)
	_, err := os.Lstat(path)
	switch up := filepath.Dir(folder); {
	case err == nil:
		found, err = c.read(path)
	case isRepository(folder) || up == folder:
		err = nil
	default:
		found, err = c.find(up)
	}
	c.all[folder] = found
	return found, err
}

// read reads a configuration and gathers its faults.
func (c *configs) read(path string) (*config, error) {
	content, why := load(path, maxConfigSize)
	if why != nil {
		return nil, usage{ZH: "配置：" + shown(near(path)) + "：" + why.ZH, EN: "configuration: " + shown(near(path)) + ": " + why.EN}
	}
	file := diag.NewFile(near(path), content)
	root, faults := yaml.Parse(file, 0, len(content))
	for _, f := range faults {
		c.fault(f.Span, f.Message)
	}
	out := &config{folder: filepath.Dir(file.Name)}
	if len(faults) == 0 && root.Kind != yaml.Map && root.Kind != yaml.Null {
		c.fault(root.Span, diag.Phrase{ZH: "配置应为一组键和值", EN: "a configuration is keys with values"})
	}
	for _, e := range root.Entries {
		c.set(out, e)
	}
	return out, nil
}

func (c *configs) set(out *config, e yaml.Entry) {
	switch e.Key.Text {
	case "prior":
		c.patterns(e, []*yaml.Node{e.Value})
		out.prior = e.Value.Text
	case "parts":
		for _, n := range c.patterns(e, listed(e.Value)) {
			out.parts = append(out.parts, n.Text)
		}
	default:
		zh, en := didYouMean(e.Key.Text, []string{"prior", "parts"})
		c.fault(e.Key.Span, diag.Phrase{ZH: "没有设置项 " + shown(e.Key.Text) + zh, EN: "unknown setting " + shown(e.Key.Text) + en})
	}
}

// listed returns the items of a list, or what stands alone in its place.
func listed(n *yaml.Node) []*yaml.Node {
	if n.Kind == yaml.List {
		return n.Items
	}
	return []*yaml.Node{n}
}

// patterns finds fault with those of the values of a key that are no paths.
func (c *configs) patterns(e yaml.Entry, values []*yaml.Node) []*yaml.Node {
	for _, n := range values {
		if !pathlike(n) {
			at := n.Span
			if at.Empty() {
				at = e.Key.Span
			}
			c.fault(at, diag.Phrase{ZH: "设置项 " + e.Key.Text + " 的值应为路径", EN: "the setting " + e.Key.Text + " must be a path"})
			continue
		}
		if why, start, end := unknownPlaceholder(n.Text); why != nil {
			c.fault(n.Place(start).To(n.Place(end-1)), *why)
		}
	}
	return values
}

// pathlike reports whether a value can be a path.
func pathlike(n *yaml.Node) bool {
	return n.Text != "" && slices.Contains([]yaml.Kind{yaml.String, yaml.Int, yaml.Float}, n.Kind)
}

func (c *configs) fault(at diag.Span, why diag.Phrase) {
	c.faults = append(c.faults, diag.Diagnostic{Span: at, Severity: diag.Error, Message: why.In(c.lang)})
}

// near returns a path relative to the current folder, as a person would write it.
func near(path string) string {
	here, err := filepath.Abs(".")
	if err != nil {
		return path
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	if rel, err := filepath.Rel(here, abs); err == nil {
		return rel
	}
	return path
}
