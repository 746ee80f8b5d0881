package main

import (
	"os"
	"path/filepath"
	"slices"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/render"
	"reportlint/lint/yaml"
	"reportlint/rules"
)

// configName is the name of the file in which a folder has settings for the drafts in it
// and below it.
const configName = ".reportlint.yaml"

// maxConfigSize is the largest configuration that is read, in bytes.
const maxConfigSize = 1 << 16

// config is what a configuration says. The zero value says nothing.
type config struct {
	folder    string // that its paths are relative to
	file      *diag.File
	lang      string
	baseline  string
	packs     []*yaml.Node // their names
	loaded    []*lint.Pack // those packs
	always    policy
	overrides []override
	allow     []*standing
	limits    []bound
}

// reads returns the files that a configuration is made of, or names.
func (c *config) reads() []string {
	files := []string{c.file.Name}
	if c.baseline != "" {
		files = append(files, filepath.Join(c.folder, c.baseline))
	}
	for _, pack := range c.packs {
		files = append(files, filepath.Join(c.folder, pack.Text))
	}
	return files
}

// configs are the configurations of folders, by their absolute paths.
type configs struct {
	all    map[string]*config
	near   map[string]*config // by the folders of the drafts, as they were named
	every  *config            // the one of --config, which is for all folders
	none   config             // what is said of drafts without one: nothing
	named  []*yaml.Node       // what should be rules, or globs over them
	faults []diag.Diagnostic
	lang   diag.Lang
	said   bool // the command line names the language
}

// configs reads the configurations of all drafts, and that of the current folder. Whether they
// are sound is told by sound.
func (w *world) configs(path string, drafts []candidate, stdinName string) (*configs, error) {
	c := &configs{all: map[string]*config{}, near: map[string]*config{}, lang: w.lang, said: w.said}
	if path != "" {
		var err error
		if c.every, err = c.read(path); err != nil {
			return nil, err
		}
	}
	if _, err := c.find(folderOf(inHere)); err != nil {
		return nil, err
	}
	for _, d := range drafts {
		if d.path == standardInput {
			d.path = stdinName
		}
		folder := filepath.Dir(d.path)
		if _, known := c.near[folder]; known {
			continue
		}
		found, err := c.find(folderOf(d.path))
		if err != nil {
			return nil, err
		}
		if found == nil {
			found = &c.none
		}
		c.near[folder] = found
	}
	return c, nil
}

// here returns the configuration of the current folder for a command that judges no drafts, whose
// words are those of its language from here on.
func (w *world) here() (*config, error) {
	c, err := w.configs("", nil, "")
	if err != nil {
		return nil, err
	}
	w.speak(c.here())
	return c.here(), w.blame(c)
}

// sound tells the faults of configurations like those of drafts, but on standard error, and
// returns an error if there are any: drafts would be judged wrongly. known are the ids of
// all rules.
func (w *world) sound(c *configs, known []string) error {
	c.hold(known)
	return w.blame(c)
}

// blame tells the faults that were found in configurations, and returns an error if there are any.
func (w *world) blame(c *configs) error {
	if len(c.faults) == 0 {
		return nil
	}
	diag.Sort(c.faults)
	if err := render.Text(w.err, slices.Values(c.faults), render.Style{Lang: w.lang}); err != nil {
		return err
	}
	name := c.faults[0].Span.File.Name
	return usage{ZH: "配置有误：" + shown(name), EN: "faulty configuration: " + shown(name)}
}

// here returns the configuration of the current folder.
func (c *configs) here() *config { return c.of(inHere) }

// inHere is a path in the current folder.
const inHere = "draft.md"

// hold finds fault with what should be rules and is none of those that are known.
func (c *configs) hold(known []string) {
	for _, id := range c.named {
		if !slices.ContainsFunc(known, func(k string) bool { return among([]string{id.Text}, k) }) {
			zh, en := didYouMean(id.Text, known)
			c.fault(id.Span, diag.Phrase{ZH: "没有规则 " + shown(id.Text) + zh, EN: "unknown rule " + shown(id.Text) + en})
		}
	}
}

// of returns the configuration for a draft: for drafts of which the same is said, the same.
func (c *configs) of(draft string) *config {
	if c.every != nil {
		return c.every
	}
	if found := c.near[filepath.Dir(draft)]; found != nil {
		return found
	}
	if found := c.all[folderOf(draft)]; found != nil {
		return found
	}
	return &c.none
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
// of the repository, nil if there is none, or one for all folders. Each folder is looked at once.
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
	content, why := load(path, size{bytes: maxConfigSize}, anew)
	if why != nil {
		return nil, usage{ZH: "配置：" + shown(near(path)) + "：" + why.ZH, EN: "configuration: " + shown(near(path)) + ": " + why.EN}
	}
	file := diag.NewFile(near(path), content)
	root, faults := yaml.Parse(file, 0, len(content))
	for _, f := range faults {
		c.fault(f.Span, f.Message)
	}
	out := &config{folder: filepath.Dir(file.Name), file: file}
	if len(faults) > 0 || root.Kind == yaml.Null {
		return out, nil
	}
	if root.Kind != yaml.Map {
		c.fault(root.Span, diag.Phrase{ZH: "配置应为一组键和值", EN: "a configuration is keys with values"})
		return out, nil
	}
	out.lang = text(root.Get("lang"))
	if lang, ok := languageNamed(out.lang); ok && !c.said && c.every == nil && len(c.all) == 0 {
		c.lang = lang // the first one is that of the run, whose faults are told in its own language, too
	}
	if wrong := rules.ConfigFaults(root, c.lang); len(wrong) > 0 {
		c.faults = append(c.faults, wrong...)
		return out, nil
	}
	out.packs = items(root.Get("packs"))
	out.baseline = text(root.Get("baseline"))
	out.always = c.policy(root)
	out.limits = bounds(root.Get("limits"))
	for _, n := range items(root.Get("overrides")) {
		c.globs(n.Get("paths"))
		out.overrides = append(out.overrides, override{words(n.Get("paths")), c.policy(n)})
	}
	for _, n := range items(root.Get("allow")) {
		out.allow = append(out.allow, c.standing(n))
	}
	return out, nil
}

// policy reads what is said of drafts.
func (c *configs) policy(n *yaml.Node) policy {
	p := policy{
		selected: words(n.Get("select")), ignored: words(n.Get("ignore")),
		prior: text(n.Get("prior")), parts: words(n.Get("parts")),
	}
	c.patterns(n.Get("prior"))
	c.patterns(n.Get("parts"))
	for _, key := range []string{"select", "ignore"} {
		c.named = append(c.named, items(n.Get(key))...)
	}
	if severity := n.Get("severity"); severity != nil {
		for _, e := range severity.Entries {
			c.named = append(c.named, e.Key)
			p.severity = append(p.severity, grade{e.Key.Text, e.Value.Text})
		}
	}
	if day := n.Get("deadline"); day != nil {
		var ok bool
		if p.deadline, ok = deadline(day.Text); !ok {
			c.fault(day.Span, diag.Phrase{ZH: "日历上没有 " + shown(day.Text), EN: shown(day.Text) + " is no day of the calendar"})
		}
	}
	return p
}

// standing reads an allowance.
func (c *configs) standing(n *yaml.Node) *standing {
	c.globs(n.Get("paths"))
	s := &standing{words(n.Get("paths")), lint.Allowance{
		Span: n.Span, Fingerprint: text(n.Get("fingerprint")), Reason: text(n.Get("because")), External: true,
	}}
	if (len(items(n.Get("rules"))) == 0) == (s.Fingerprint == "") {
		c.fault(n.Span.Point(), diag.Phrase{ZH: "这里应写明 rules 或者 fingerprint，两者只取其一", EN: "this should have rules or a fingerprint, one of the two"})
	}
	for _, id := range items(n.Get("rules")) {
		c.named = append(c.named, id)
		s.Rules = append(s.Rules, lint.Allowed{ID: id.Text, Span: id.Span})
	}
	if until := n.Get("until"); until != nil {
		var ok bool
		if s.Until, ok = draft.ParseISO(until.Text); !ok {
			c.fault(until.Span, diag.Phrase{ZH: "日历上没有 " + shown(until.Text), EN: shown(until.Text) + " is no day of the calendar"})
		}
	}
	return s
}

// text returns what a value says, "" if it is not there.
func text(n *yaml.Node) string {
	if n == nil {
		return ""
	}
	return n.Text
}

// items returns the items of a list, or what stands alone in its place; none if there is
// no value.
func items(n *yaml.Node) []*yaml.Node {
	switch {
	case n == nil:
		return nil
	case n.Kind == yaml.List:
		return n.Items
	}
	return []*yaml.Node{n}
}

// words returns what the items of a list say.
func words(n *yaml.Node) []string {
	var all []string
	for _, item := range items(n) {
		all = append(all, item.Text)
	}
	return all
}

// patterns finds fault with placeholders in paths.
func (c *configs) patterns(n *yaml.Node) {
	for _, item := range items(n) {
		if why, start, end := unknownPlaceholder(item.Text); why != nil {
			c.fault(item.Place(start).To(item.Place(end-1)), *why)
		}
	}
}

// globs finds fault with globs that would take long to match.
func (c *configs) globs(n *yaml.Node) {
	for _, item := range items(n) {
		if why := tangled(item.Text); why != nil {
			c.fault(item.Span, *why)
		}
	}
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
