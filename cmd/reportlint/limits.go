package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/yaml"
)

// limits bound what is read, by the names that messages tell and settings raise them by. A
// draft has no say in them: it may come from anybody.
type limits struct {
	draft.Limits
	fileSize    int // of a draft, in MiB
	packSize    int // in MiB
	patternSize int // of a pattern of a pack, in instructions
	faults      int // of one rule in a draft
}

// bound is another value for a limit.
type bound struct {
	name string
	most int
}

// usualLimits are those that apply where nobody said otherwise. The longest published
// reports have a hundredth of the size.
func usualLimits() limits {
	return limits{Limits: draft.UsualLimits(), fileSize: 32, packSize: 1, patternSize: 1000, faults: 10_000}
}

// limitNames are the names of all limits.
func limitNames() []string {
	return []string{"file-size", "lines", "container-depth", "table-depth", "table-area", "pack-size", "pattern-size", "faults"}
}

// named returns a limit by its name, which is one of limitNames.
func (l *limits) named(name string) *int {
	all := []*int{&l.fileSize, &l.Lines, &l.ContainerDepth, &l.TableDepth, &l.TableArea, &l.packSize, &l.patternSize, &l.faults}
	return all[slices.Index(limitNames(), name)]
}

// with returns limits with others in place of some.
func (l limits) with(others []bound) limits {
	for _, b := range others {
		*l.named(b.name) = b.most
	}
	return l
}

// limits returns those that a configuration sets, and the command line in place of it.
func (w *world) limits(c *config) limits {
	return usualLimits().with(c.limits).with(w.bounds)
}

// ofFile returns how large a draft may be.
func (l limits) ofFile() size { return size{"file-size", int64(l.fileSize) << 20} }

// ofPack returns how large a pack may be.
func (l limits) ofPack() size { return size{"pack-size", int64(l.packSize) << 20} }

// maxBound returns how far a limit can be raised: readers call themselves for each level of
// depth, places in a text are 32 bits wide, and it may be twice as large as its file; what is
// reckoned with the others fits.
func maxBound(name string) int {
	switch {
	case strings.HasSuffix(name, "-depth"), name == "file-size": // in MiB
		return 1000
	}
	return 1_000_000_000
}

// limitFlag adds bounds of the command line.
type limitFlag struct{ to *[]bound }

func (w *world) limitFlag(f *pflag.FlagSet) {
	f.Var(limitFlag{&w.bounds}, "limit", w.say("放宽（或收紧）一项限制：NAME=N，可重复；名称："+strings.Join(limitNames(), "、"),
		"raise (or lower) a limit: NAME=N; may be repeated; the names are "+strings.Join(limitNames(), ", ")))
}

func (limitFlag) String() string { return "" }

func (limitFlag) Type() string { return "NAME=N" }

func (f limitFlag) Set(s string) error {
	name, number, _ := strings.Cut(s, "=")
	if !slices.Contains(limitNames(), name) {
		zh, en := didYouMean(name, limitNames())
		return usage{ZH: "没有限制 " + shown(name) + zh, EN: "there is no limit " + shown(name) + en}
	}
	most, err := strconv.Atoi(number)
	if err != nil || most < 1 || most > maxBound(name) {
		return usage{
			ZH: fmt.Sprintf("%s 应为 1 至 %d 的整数", name, maxBound(name)),
			EN: fmt.Sprintf("%s has to be a whole number from 1 to %d", name, maxBound(name)),
		}
	}
	*f.to = append(*f.to, bound{name, most})
	return nil
}

// bounds reads the limits of a configuration that meets its schema.
func bounds(n *yaml.Node) (all []bound) {
	if n == nil {
		return nil
	}
	for _, e := range n.Entries {
		if most, err := strconv.Atoi(e.Value.Text); err == nil {
			all = append(all, bound{e.Key.Text, most})
		}
	}
	return all
}

// tooMuch says which limit something is beyond, and what raises it.
func tooMuch(name string, most int, unit string) diag.Phrase {
	return diag.Phrase{
		ZH: fmt.Sprintf("超出限制：%s 大于 %d%s（可用 --limit %s=N 或配置中的 limits 放宽）", name, most, unit, name),
		EN: fmt.Sprintf("limit: %s is more than %d%s (--limit %s=N, or limits in a configuration, raises it)", name, most, unit, name),
	}
}
