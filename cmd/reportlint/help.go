package main

import (
	"strings"

	"github.com/spf13/cobra"
)

// ownHelp lets the help of all commands speak the language of the messages. What cobra adds
// of its own accord is English.
func (w *world) ownHelp(root *cobra.Command) {
	root.PersistentFlags().BoolP("help", "h", false, w.say("显示用法", "show the usage"))
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		switch c.Name() {
		case "help":
			c.Short = w.say("显示命令的用法", "show the usage of a command")
		case "completion":
			c.Short = w.say("写出命令行补全的脚本", "write a script that completes command lines")
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
