package main

import (
	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// man writes manual pages, for those who package the program.
func (w *world) man(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:    "man FOLDER",
		Short:  w.say("把手册页写入文件夹", "write manual pages to a folder"),
		Args:   cobra.ExactArgs(1),
		Hidden: true,
		RunE: func(_ *cobra.Command, folders []string) error {
			root.DisableAutoGenTag = true // which names the day
			if err := doc.GenManTree(root, &doc.GenManHeader{Title: "REPORTLINT", Section: "1", Source: "reportlint"}, folders[0]); err != nil {
				return unwritable(folders[0], err)
			}
			return nil
		},
	}
}
