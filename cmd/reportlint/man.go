package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"reportlint/lint/diag"
)

// man writes manual pages, for those who package the program.
func (w *world) man(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:    "man FOLDER",
		Short:  w.say("把手册页写入文件夹", "write manual pages to a folder"),
		Args:   one(diag.Phrase{ZH: "文件夹", EN: "folder"}),
		Hidden: true,
		RunE: func(_ *cobra.Command, folders []string) error {
			if err := writePages(root, folders[0]); err != nil {
				return unwritable(folders[0], err)
			}
			return nil
		},
	}
}

// writePages writes the pages of a command and of those below it.
func writePages(c *cobra.Command, folder string) error {
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() && !sub.IsAdditionalHelpTopicCommand() {
			if err := writePages(sub, folder); err != nil {
				return err
			}
		}
	}
	return os.WriteFile(filepath.Join(folder, pageName(c)+".1"), []byte(page(c)), 0o666)
}

func pageName(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") }

// page returns the manual page of a command, in the language of man(7). It names no day, so
// that it is the same each time.
//
// The library that comes with cobra for this would cost every run of the program a
// twentieth of its start.
func page(c *cobra.Command) string {
	var b strings.Builder
	b.WriteString(".nh\n.TH \"REPORTLINT\" \"1\" \"\" \"reportlint\" \"\"\n")
	about := c.Long
	if about == "" {
		about = c.Short
	}
	fmt.Fprintf(&b, "\n.SH NAME\n%s - %s\n", pageName(c), literal(c.Short))
	fmt.Fprintf(&b, "\n.SH SYNOPSIS\n\\fB%s\\fP\n", literal(c.UseLine()))
	b.WriteString("\n.SH DESCRIPTION\n")
	describe(&b, about)
	listFlags(&b, "OPTIONS", c.NonInheritedFlags())
	listFlags(&b, "OPTIONS INHERITED FROM PARENT COMMANDS", c.InheritedFlags())
	var also []string
	if c.HasParent() {
		also = append(also, "\\fB"+pageName(c.Parent())+"(1)\\fP")
	}
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() && !sub.IsAdditionalHelpTopicCommand() {
			also = append(also, "\\fB"+pageName(sub)+"(1)\\fP")
		}
	}
	fmt.Fprintf(&b, "\n.SH SEE ALSO\n%s\n", strings.Join(also, ", "))
	return b.String()
}

// describe writes what a command says of itself: paragraphs, some of them headings, and
// lines of examples, which stand behind a tab.
func describe(b *strings.Builder, about string) {
	for i, part := range strings.Split(strings.TrimSpace(about), "\n\n") {
		title, heads := strings.CutPrefix(part, "#### ")
		switch {
		case heads:
			fmt.Fprintf(b, "\n.SS %s\n", literal(title))
		case strings.HasPrefix(part, "\t"):
			fmt.Fprintf(b, ".EX\n%s\n.EE\n", literal(strings.TrimPrefix(strings.ReplaceAll(part, "\n\t", "\n"), "\t")))
		case i == 0:
			fmt.Fprintf(b, "%s\n", literal(part))
		default:
			fmt.Fprintf(b, "\n.PP\n%s\n", literal(strings.TrimSpace(part)))
		}
	}
}

// listFlags writes what flags there are, each with its default.
func listFlags(b *strings.Builder, title string, flags *pflag.FlagSet) {
	if !flags.HasAvailableFlags() {
		return
	}
	fmt.Fprintf(b, "\n.SH %s\n", title)
	between := ""
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		b.WriteString(between)
		between = "\n.PP\n"
		if f.Shorthand != "" {
			fmt.Fprintf(b, "\\fB-%s\\fP, ", f.Shorthand)
		}
		value := f.DefValue
		if f.Value.Type() == "string" {
			value = fmt.Sprintf("%q", value)
		}
		value = "=" + literal(value)
		if f.NoOptDefVal != "" {
			value = "[" + value + "]"
		}
		_, usage := pflag.UnquoteUsage(f)
		fmt.Fprintf(b, "\\fB--%s\\fP%s\n\t%s\n", f.Name, value, literal(usage))
	})
}

// literal returns text in which man(7) sees no command.
func literal(text string) string {
	return strings.TrimPrefix(strings.NewReplacer(`\`, `\e`, "\n.", "\n\\&.", "\n'", "\n\\&'").Replace("\n"+text), "\n")
}
