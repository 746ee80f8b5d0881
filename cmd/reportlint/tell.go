package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"reportlint/lint/diag"
)

// usage is an error of the call, in each language.
type usage diag.Phrase

func (u usage) Error() string { return u.EN }

// fail tells why a command could not do what it was asked for.
func (w *world) fail(err error) {
	text := err.Error()
	var u usage
	if errors.As(err, &u) {
		text = diag.Phrase(u).In(w.lang)
	}
	w.note(text)
	w.worsen(failed)
}

// miss tells that something was not checked.
func (w *world) miss(p problem) {
	w.note(p.where() + ": " + p.why.In(w.lang))
	w.worsen(failed)
}

// note writes a line to standard error.
func (w *world) note(text string) { fmt.Fprintln(w.err, "reportlint: "+text) }

func (p problem) where() string {
	if p.line > 0 {
		return shown(p.path) + ":" + strconv.Itoa(p.line)
	}
	return shown(p.path)
}

// shown returns a name as it can be written to a terminal: with characters that are not
// to be seen, or that a terminal would obey, it is quoted.
func shown(name string) string {
	if quoted := strconv.Quote(name); name == "" || quoted != `"`+name+`"` {
		return quoted
	}
	return name
}

// legible returns text of a rule pack as it can be written to a terminal.
func legible(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r == '\n' || unicode.IsGraphic(r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "<U+%04X>", r)
		}
	}
	return b.String()
}

// flagError words the errors of flags, which otherwise are in English only.
func flagError(known *pflag.FlagSet, err error) error {
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		name := "--" + unknown.GetSpecifiedName()
		if short := unknown.GetSpecifiedShortnames(); short != "" {
			name = "-" + short
		}
		var names []string
		known.VisitAll(func(f *pflag.Flag) {
			if !f.Hidden {
				names = append(names, "--"+f.Name)
			}
		})
		zh, en := didYouMean(name, names)
		return usage{ZH: "没有选项 " + shown(name) + zh, EN: "unknown flag " + shown(name) + en}
	case errors.As(err, &missing):
		name := "--" + missing.GetSpecifiedName()
		return usage{ZH: "选项 " + name + " 缺少取值", EN: "flag " + name + " needs a value"}
	case errors.As(err, &invalid):
		name, value := "--"+invalid.GetFlag().Name, shown(invalid.GetValue())
		why := valueOf(invalid.GetFlag().Value.Type())
		errors.As(invalid.Unwrap(), &why)
		return usage{ZH: name + " " + value + "：" + why.ZH, EN: name + " " + value + ": " + why.EN}
	}
	return err
}

// valueOf says what the value of a flag of a type has to be.
func valueOf(kind string) usage {
	switch kind {
	case "int":
		return usage{ZH: "应为整数", EN: "must be a whole number"}
	case "duration":
		return usage{ZH: "应为时长，如 10s、2m", EN: "must be a duration, such as 10s or 2m"}
	case "bool":
		return usage{ZH: "应为 true 或 false", EN: "must be true or false"}
	}
	return usage{ZH: "不是可用的值", EN: "is no value for it"}
}

// one has a command take one argument, which is called so.
func one(what diag.Phrase) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == 1 {
			return nil
		}
		return usage{
			ZH: c.Name() + " 之后应写一个" + what.ZH + "，而写了 " + strconv.Itoa(len(args)) + " 个",
			EN: c.Name() + " needs one " + what.EN + " behind it, and got " + strconv.Itoa(len(args)),
		}
	}
}

// upTo has a command take so many arguments at most.
func upTo(most int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) <= most {
			return nil
		}
		return usage{ZH: c.Name() + " 之后多写了 " + shown(args[most]), EN: shown(args[most]) + " is one argument too many for " + c.Name()}
	}
}

// choice is a flag that takes one of a few words.
type choice struct {
	word  string
	set   func(word string)
	known []string
}

func (c *choice) String() string { return c.word }
func (c *choice) Type() string   { return strings.Join(c.known, "|") }

func (c *choice) Set(word string) error {
	for _, k := range c.known {
		if k == word {
			c.word = word
			c.set(word)
			return nil
		}
	}
	list := strings.Join(c.known, ", ")
	zh, en := didYouMean(word, c.known)
	return usage{ZH: "可取 " + list + zh, EN: "must be one of " + list + en}
}

// language finds the language of messages before anything else can go wrong: what --lang
// says, and then for good, else the locale if it is Chinese or English, else Chinese.
func language(args []string, getenv func(string) string) (lang diag.Lang, said bool) {
	lang = locale(getenv)
	for i, arg := range args {
		value, found := strings.CutPrefix(arg, "--lang=")
		if arg == "--lang" && i+1 < len(args) {
			value, found = args[i+1], true
		}
		if arg == "--" {
			break
		}
		if named, ok := languageNamed(value); found && ok {
			lang, said = named, true // the last one counts, as of all flags
		}
	}
	return lang, said
}

// languageNamed returns the language of a name: zh or en.
func languageNamed(name string) (lang diag.Lang, ok bool) {
	switch name {
	case "zh":
		return diag.Chinese, true
	case "en":
		return diag.English, true
	}
	return 0, false
}

// speak changes to the language of a configuration, if the command line names none.
func (w *world) speak(c *config) {
	if lang, ok := languageNamed(c.lang); ok && !w.said {
		w.lang = lang
	}
}

func locale(getenv func(string) string) diag.Lang {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := getenv(name); value != "" {
			if strings.HasPrefix(value, "en") {
				return diag.English
			}
			return diag.Chinese
		}
	}
	return diag.Chinese
}
