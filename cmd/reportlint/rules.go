package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"reportlint/lint"
)

func (w *world) rules() *cobra.Command {
	var packs []string
	format := "text"
	c := &cobra.Command{
		Use:   "rules",
		Short: w.say("列出规则", "list the rules"),
		Args:  upTo(0),
		RunE:  func(*cobra.Command, []string) error { return w.listRules(packs, format) },
	}
	c.Flags().StringArrayVar(&packs, "pack", nil, w.say("规则包：名称或 .yaml 文件，可重复", "rule pack: a name or a .yaml file; may be repeated"))
	c.Flags().Var(pick(&format, "text", "json"), "format", w.say("输出格式", "format of the output"))
	return c
}

// listedRule is the shape of a rule in JSON.
type listedRule struct {
	ID       string `json:"id"`
	Pack     string `json:"pack"`
	Severity string `json:"severity"`
	Message  string `json:"message"`
	Why      string `json:"why"`
	Basis    string `json:"basis"`
}

func (w *world) listRules(names []string, format string) error {
	packs, err := w.inUse(names)
	if err != nil {
		return err
	}
	list := []listedRule{}
	for _, p := range packs {
		for _, r := range p.Rules {
			list = append(list, listedRule{
				ID: r.ID, Pack: p.Name, Severity: r.Severity.String(),
				Message: r.Message.In(w.lang), Why: r.Why.In(w.lang), Basis: r.Basis.In(w.lang),
			})
		}
	}
	if format == "json" {
		e := json.NewEncoder(w.out)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(list)
	}
	longest := 0
	for _, r := range list {
		longest = max(longest, len(r.ID))
	}
	for _, r := range list {
		fmt.Fprintf(w.out, "%-7s  %-*s  %s\n", r.Severity, longest, legible(r.ID), legible(oneLine(r.Message)))
	}
	return nil
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// ruleIDs returns the ids of all rules of some packs.
func ruleIDs(packs []*lint.Pack) []string {
	var ids []string
	for _, p := range packs {
		for _, r := range p.Rules {
			ids = append(ids, r.ID)
		}
	}
	return slices.Compact(slices.Sorted(slices.Values(ids)))
}
