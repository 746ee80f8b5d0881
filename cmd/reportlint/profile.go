package main

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/yaml"
)

// profile is what drafts are held against for which the same is said: on the command line,
// or else by their configuration.
type profile struct {
	packs  []*lint.Pack // with the rules that are used, those of the tool among them
	tool   *lint.Pack   // likewise
	policy policy
}

// profiles makes profiles, each once.
type profiles struct {
	selected, ignored []string // of the command line
	packs             []*lint.Pack
	named             bool // the packs were named on the command line
	tool              *lint.Pack
	configs           *configs
	all               []lint.Rule // that drafts may be held against
	lock              sync.Mutex
	made              map[string]*profile
	plain             map[*config]*profile // of configurations that say the same of all drafts
}

// of returns the profile of a draft.
func (p *profiles) of(path string) *profile {
	cfg := p.configs.of(path)
	p.lock.Lock()
	defer p.lock.Unlock()
	if made := p.plain[cfg]; made != nil {
		return made
	}
	said := cfg.policy(path)
	if p.selected != nil { // whatever a configuration says of them
		said.selected, said.ignored = p.selected, nil
		said.severity = slices.DeleteFunc(slices.Clone(said.severity), func(g grade) bool { return g.as == off })
	}
	said.ignored = append(said.ignored, p.ignored...)
	key := fmt.Sprintf("%p %#v", cfg, said)
	if p.made[key] == nil {
		made := &profile{policy: said, tool: said.narrow(p.tool)}
		packs := p.packs
		if cfg.loaded != nil && !p.named {
			packs = cfg.loaded
		}
		for _, pack := range packs {
			all := *pack
			all.Rules = slices.Concat(pack.Rules, p.tool.Rules)
			made.packs = append(made.packs, said.narrow(&all))
		}
		p.made[key] = made
	}
	if len(cfg.overrides) == 0 {
		p.plain[cfg] = p.made[key]
	}
	return p.made[key]
}

// uses reports whether drafts are held against a rule.
func (p *profile) uses(rule string) bool {
	return p.tool.Rule(rule) != nil || slices.ContainsFunc(p.packs, func(pack *lint.Pack) bool { return pack.Rule(rule) != nil })
}

// narrow returns a pack with the rules that are used.
func (p policy) narrow(pack *lint.Pack) *lint.Pack {
	some := *pack
	some.Rules = slices.DeleteFunc(slices.Clone(pack.Rules), func(r lint.Rule) bool {
		return len(p.selected) > 0 && !among(p.selected, r.ID) || among(p.ignored, r.ID) || p.grade(r.ID) == off
	})
	return &some
}

// off is the grade of rules that are not used.
const off = "off"

// grade returns how much the faults of a rule matter, "" if nothing is said of it. What is
// said of the rule by its id comes before what is said by a pattern.
func (p policy) grade(rule string) string {
	for _, g := range slices.Backward(p.severity) {
		if g.rules == rule {
			return g.as
		}
	}
	for _, g := range slices.Backward(p.severity) {
		if among([]string{g.rules}, rule) {
			return g.as
		}
	}
	return ""
}

// weigh gives faults the severity that is said of them.
func (p policy) weigh(all []diag.Diagnostic) {
	for i := range all {
		if s, ok := diag.ParseSeverity(p.grade(all[i].Rule)); ok {
			all[i].Severity = s
		}
	}
}

// among reports whether an id is one of some, or matches one that is a glob.
func among(patterns []string, id string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return matchesGlob(p, id) })
}

// rules returns all rules that drafts may be held against, each once, those of each pack in
// its order.
func (p *profiles) rules() []lint.Rule {
	if p.all != nil {
		return p.all
	}
	var lists [][]lint.Rule
	for _, pack := range slices.Concat(p.packs, p.configs.packs(), []*lint.Pack{p.tool}) {
		lists = append(lists, pack.Rules)
	}
	all := slices.Concat(lists...)
	seen := make(map[string]bool, len(all))
	p.all = slices.DeleteFunc(all, func(r lint.Rule) bool {
		known := seen[r.ID]
		seen[r.ID] = true
		return known
	})
	return p.all
}

// profiles gets ready what drafts are held against: packs of the command line, or those
// that configurations name, or those that come with the program. What the command line
// says of rules must be said of rules that there are.
func (w *world) profiles(s *settings, c *configs) (*profiles, error) {
	tool, err := w.toolRules()
	if err != nil {
		return nil, err
	}
	packs, err := w.packs(s.packs, w.limits(c.here()))
	if err != nil {
		return nil, err
	}
	for _, cfg := range c.each() {
		for i, named := range cfg.packs {
			name := named.Text
			if slices.ContainsFunc(cfg.packs[:i], func(before *yaml.Node) bool { return before.Text == name }) {
				continue
			}
			if ext := filepath.Ext(name); strings.EqualFold(ext, ".yaml") || strings.EqualFold(ext, ".yml") {
				name = filepath.Join(cfg.folder, name)
			}
			pack, err := w.pack(name, w.limits(cfg))
			if err == nil {
				cfg.loaded, err = withPack(cfg.loaded, pack)
			}
			if wrong := (usage{}); errors.As(err, &wrong) {
				c.fault(named.Span, diag.Phrase(wrong))
				continue
			}
			if err != nil {
				return nil, err
			}
		}
	}
	p := &profiles{
		selected: s.selected, ignored: s.ignored, packs: packs, named: len(s.packs) > 0, tool: tool, configs: c, made: map[string]*profile{}, plain: map[*config]*profile{},
	}
	known := p.ids()
	for _, pattern := range slices.Concat(s.selected, s.ignored) {
		if !slices.ContainsFunc(known, func(id string) bool { return among([]string{pattern}, id) }) {
			return nil, unknownRule(pattern, known)
		}
	}
	return p, nil
}

// ids returns the ids of all rules.
func (p *profiles) ids() []string { return ruleIDs([]*lint.Pack{{Rules: p.rules()}}) }

// each returns all configurations in the order of their folders.
func (c *configs) each() []*config {
	all := []*config{}
	if c.every != nil {
		return append(all, c.every)
	}
	for _, folder := range slices.Sorted(maps.Keys(c.all)) {
		if cfg := c.all[folder]; cfg != nil && !slices.Contains(all, cfg) {
			all = append(all, cfg)
		}
	}
	return all
}

// packs returns those that configurations name.
func (c *configs) packs() (all []*lint.Pack) {
	for _, cfg := range c.each() {
		all = append(all, cfg.loaded...)
	}
	return all
}
