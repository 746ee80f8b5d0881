package main

import (
	"strings"

	"github.com/spf13/cobra"
)

// ownHelp lets the help of the program's own commands speak the language of the messages, and has those that
// cobra adds of its own accord, whose own help stays English, refuse what they do not know.
func (w *world) ownHelp(root *cobra.Command) {
	root.PersistentFlags().BoolP("help", "h", false, w.say("显示用法", "show the usage"))
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		switch c.Name() {
		case "help":
			c.Short = w.say("显示命令的用法", "show the usage of a command")
			c.Run, c.RunE = nil, func(_ *cobra.Command, args []string) error { return helpOn(root, args) }
		case "completion":
			c.Short = w.say("写出命令行补全的脚本", "write a script that completes command lines")
			shells := commandNames(c)
			c.Args = cobra.ArbitraryArgs
			c.RunE = func(_ *cobra.Command, args []string) error {
				zh, en := didYouMean(strings.Join(args, " "), shells)
				return usage{
					ZH: "completion 之后应写 " + strings.Join(shells, "、") + " 之一" + zh,
					EN: "completion needs one of " + strings.Join(shells, ", ") + " behind it" + en,
				}
			}
		}
	}
	root.SetUsageTemplate(strings.NewReplacer(
		"Usage:", w.say("用法：", "Usage:"),
		"Available Commands:", w.say("命令：", "Commands:"),
		"Additional Commands:", w.say("其他命令：", "Other commands:"),
		"Global Flags:", w.say("各命令共有的选项：", "Flags of all commands:"),
		"Flags:", w.say("选项：", "Flags:"),
		"Examples:", w.say("例：", "Examples:"),
		"Aliases:", w.say("别名：", "Aliases:"),
		`Use "{{.CommandPath}} [command] --help" for more information about a command.`,
		w.say(`某个命令的用法："{{.CommandPath}} 命令 --help"`, `Use "{{.CommandPath}} COMMAND --help" for more on a command.`),
	).Replace(root.UsageTemplate()))
}

// helpOn shows the usage of a command that is named by its words.
func helpOn(root *cobra.Command, words []string) error {
	c, rest, err := root.Find(words)
	if err != nil || len(rest) > 0 {
		if c == nil {
			c = root
		}
		name := words[len(words)-max(len(rest), 1)]
		zh, en := didYouMean(name, commandNames(c))
		return usage{ZH: "没有命令 " + shown(name) + zh, EN: "there is no command " + shown(name) + en}
	}
	return c.Help()
}

// commandNames are the names of the commands right below one.
func commandNames(c *cobra.Command) (names []string) {
	for _, below := range c.Commands() {
		if !below.Hidden {
			names = append(names, below.Name())
		}
	}
	return names
}
