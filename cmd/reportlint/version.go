package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func (w *world) version() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: w.say("显示版本", "print the version"),
		Args:  upTo(0),
		RunE: func(c *cobra.Command, _ []string) error {
			fmt.Fprintf(w.out, "reportlint %s\n", c.Root().Version)
			return nil
		},
	}
}

// version returns what the build knows of itself.
func version(info *debug.BuildInfo, known bool) string {
	if !known {
		return "(unknown)"
	}
	text := info.Main.Version
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			text += " " + s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			text += " (modified)"
		}
	}
	return text + " " + info.GoVersion
}

// release returns the version of a build that has one.
func release() string {
	if info, known := debug.ReadBuildInfo(); known && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return ""
}
