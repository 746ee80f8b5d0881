package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"reportlint/lint"
	"reportlint/lint/check"
	"reportlint/lint/diag"
	"reportlint/lint/render"
	"reportlint/rules"
)

// toolPack is the name of the pack of the tool's own rules, which is no kind of report.
const toolPack = "tool"

// packs returns the packs that were asked for, or those that come with the program.
func (w *world) packs(names []string, within limits) ([]*lint.Pack, error) {
	if len(names) == 0 {
		names = rules.Names()
	}
	var packs []*lint.Pack
	for i, name := range names {
		if slices.Contains(names[:i], name) {
			continue
		}
		p, err := w.pack(name, within)
		if err != nil {
			return nil, err
		}
		if packs, err = withPack(packs, p); err != nil {
			return nil, err
		}
	}
	return packs, nil
}

// withPack adds a pack to others; one of the same name would tell each fault once more.
func withPack(packs []*lint.Pack, p *lint.Pack) ([]*lint.Pack, error) {
	for _, other := range packs {
		if other.Name == p.Name {
			return packs, usage{ZH: "有两个规则包都叫 " + shown(p.Name), EN: "two rule packs are called " + shown(p.Name)}
		}
	}
	return append(packs, p), nil
}

// inUse returns the packs that are named, or those of the configuration of the current folder, or
// those that come with the program, and the tool's own rules behind them. Words are those of the
// configuration's language from here on.
func (w *world) inUse(names []string) ([]*lint.Pack, error) {
	c, err := w.configs("", nil, "")
	if err != nil {
		return nil, err
	}
	w.speak(c.here())
	p, err := w.profiles(&settings{packs: names}, c)
	if err != nil {
		return nil, err
	}
	packs := p.packs
	if len(names) == 0 { // with others, a configuration may speak of rules that they do not have
		if err := w.sound(c, p.ids()); err != nil {
			return nil, err
		}
		if own := c.here().loaded; own != nil {
			packs = own
		}
	}
	return append(slices.Clip(packs), p.tool), nil
}

// pack returns a pack by its name, or from a file beside which its model draft lies.
func (w *world) pack(name string, within limits) (*lint.Pack, error) {
	if name != toolPack {
		if pack, ok := rules.Ready(name, check.Ready); ok {
			return pack, nil
		}
	}
	pack, model, err := packFiles(name, within)
	if err != nil {
		return nil, err
	}
	return w.ready(pack, model, within)
}

// packFiles returns a pack by its name, or from a file, and its model. Where only the model
// could not be read, the pack is returned all the same.
func packFiles(name string, within limits) (*diag.File, *lint.Model, error) {
	if pack, model, ok := rules.Builtin(name); ok && name != toolPack {
		return pack, model, nil
	}
	ext := filepath.Ext(name)
	if !strings.EqualFold(ext, ".yaml") && !strings.EqualFold(ext, ".yml") {
		zh, en := didYouMean(name, rules.Names())
		return nil, nil, usage{
			ZH: "没有规则包 " + shown(name) + zh + "（文件须以 .yaml 结尾）",
			EN: "no rule pack " + shown(name) + en + " (a file has to end in .yaml)",
		}
	}
	pack, err := packFile(name, within)
	if err != nil {
		return nil, nil, err
	}
	model, err := modelFiles(strings.TrimSuffix(name, ext), within)
	return pack, model, err
}

// modelFiles returns the model that lies beside a pack; its companions may be missing.
func modelFiles(stem string, within limits) (*lint.Model, error) {
	draft, err := packFile(stem+".md", within)
	if err != nil {
		return nil, err
	}
	model := &lint.Model{File: draft}
	if model.Prior, err = optionalFile(rules.PriorName(stem), within); err != nil {
		return nil, err
	}
	for n := 1; ; n++ {
		part, err := optionalFile(rules.PartName(stem, n), within)
		if err != nil || part == nil {
			return model, err
		}
		model.Parts = append(model.Parts, part)
	}
}

// optionalFile is packFile for what need not be there, which then is nil.
func optionalFile(path string, within limits) (*diag.File, error) {
	if _, err := os.Lstat(path); os.IsNotExist(err) {
		return nil, nil
	}
	return packFile(path, within)
}

func packFile(path string, within limits) (*diag.File, error) {
	content, why := load(path, within.ofPack(), anew)
	if why != nil {
		return nil, usage{ZH: "规则包：" + shown(path) + "：" + why.ZH, EN: "rule pack: " + shown(path) + ": " + why.EN}
	}
	return diag.NewFile(path, content), nil
}

// toolRules returns the pack of the tool's own rules.
func (w *world) toolRules() (*lint.Pack, error) {
	if pack, ok := rules.Ready(toolPack, check.Ready); ok {
		return pack, nil
	}
	return nil, usage{ZH: "没有规则包 " + toolPack, EN: "no rule pack " + toolPack}
}

// ready makes rules of a pack. The faults of a pack are told like those of a draft, but
// on standard error: they are no results.
func (w *world) ready(pack *diag.File, model *lint.Model, within limits) (*lint.Pack, error) {
	loaded, faults := rules.LoadWithin(pack, model, check.KindsWithin(within.patternSize), w.lang, within.packSize)
	if loaded == nil || slices.ContainsFunc(faults, func(d diag.Diagnostic) bool { return d.Severity == diag.Error }) {
		if err := render.Text(w.err, slices.Values(faults), render.Style{Lang: w.lang}); err != nil {
			return nil, err
		}
		return nil, usage{ZH: "规则包有误：" + shown(pack.Name), EN: "faulty rule pack: " + shown(pack.Name)}
	}
	return loaded, nil
}

func unknownRule(id string, known []string) error {
	zh, en := didYouMean(id, known)
	return usage{ZH: "没有规则 " + shown(id) + zh, EN: "unknown rule " + shown(id) + en}
}
