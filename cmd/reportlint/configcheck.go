package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"reportlint/lint/diag"
	"reportlint/lint/render"
	"reportlint/rules"
)

// configCommand is for configurations themselves.
func (w *world) configCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "config",
		Short: w.say("检查配置文件，或给出其格式", "check configurations, or print their schema"),
		Args:  cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, args []string) error {
			zh, en := didYouMean(strings.Join(args, " "), []string{"check", "schema"})
			return usage{ZH: "config 之后应写 check 或 schema" + zh, EN: "config needs check or schema behind it" + en}
		},
	}
	c.AddCommand(&cobra.Command{
		Use:   "check [FILE]",
		Short: w.say("检查配置文件；不带 FILE 则检查当前文件夹所用的", "check a configuration, by default the one of the current folder"),
		Args:  upTo(1),
		RunE:  func(_ *cobra.Command, files []string) error { return w.checkConfig(files) },
	}, &cobra.Command{
		Use:   "schema",
		Short: w.say("给出配置文件的 JSON Schema", "print the JSON Schema of configurations"),
		Args:  upTo(0),
		RunE: func(*cobra.Command, []string) error {
			_, err := w.out.Write(rules.ConfigSchema())
			return err
		},
	})
	return c
}

// checkConfig tells what is wrong with a configuration, as results: it is what was asked
// for.
func (w *world) checkConfig(files []string) error {
	path := ""
	if len(files) > 0 {
		path = files[0]
	}
	c, err := w.configs(path, nil, "")
	if err != nil {
		return err
	}
	found := c.here()
	w.speak(found)
	if found.file == nil {
		return usage{ZH: "这里没有配置文件 " + configName, EN: "there is no " + configName + " here"}
	}
	p, err := w.profiles(&settings{}, c)
	if err != nil {
		return err
	}
	c.hold(p.ids())
	diag.Sort(c.faults)
	if len(c.faults) > 0 {
		w.worsen(faulty)
		return render.Text(w.out, slices.Values(c.faults), w.style("auto", true))
	}
	_, err = fmt.Fprintln(w.out, shown(found.file.Name)+w.say("：没有问题", ": no faults found"))
	return err
}
