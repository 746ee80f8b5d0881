package check

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/pattern"
)

// vocabulary are patterns with a name, for what many patterns of a rule have in common:
// {name} in a pattern stands for them. They hold no names themselves.
type vocabulary map[string]string

// fill puts words in place of their names in a saying; path is where it stands in the
// settings.
func (v vocabulary) fill(s *saying, path string) (err error) {
	put := func(source *string, at string, of ...int) {
		if err != nil || !strings.Contains(*source, "{") {
			return // most name no words
		}
		for _, i := range of {
			at += "/" + strconv.Itoa(i)
		}
		*source, err = v.put(*source, path+at)
	}
	put(&s.About, "/about")
	put(&s.Only, "/only")
	for i := range s.Says {
		put(&s.Says[i], "/says", i)
	}
	for i := range s.Unless {
		put(&s.Unless[i], "/unless", i)
	}
	for i := range s.Nowhere {
		put(&s.Nowhere[i], "/nowhere", i)
	}
	return err
}

// put returns a pattern with words in place of their names. What stands in braces and
// begins with no small letter is none: {2,4}.
func (v vocabulary) put(source, path string) (string, error) {
	var b strings.Builder
	rest := source
	for {
		before, after, opened := strings.Cut(rest, "{")
		name, behind, closed := strings.Cut(after, "}")
		b.WriteString(before)
		if !opened || !closed {
			b.WriteString(rest[len(before):])
			return b.String(), nil
		}
		switch text, ok := v[name]; {
		case name == "" || name[0] < 'a' || name[0] > 'z' || strings.HasSuffix(before, `\p`):
			b.WriteString("{" + name + "}")
		case !ok:
			return "", &lint.SettingError{Path: path, Offset: len(source) - len(after) - 1, Reason: diag.Phrase{
				ZH: fmt.Sprintf("“words”里没有“%s”", name),
				EN: fmt.Sprintf("“words” has no “%s”", name),
			}}
		default:
			b.WriteString("(?:" + text + ")")
		}
		rest = behind
	}
}

// check refuses words that are no patterns by themselves, or that name others. They are run as
// parts of others only, so that they are not kept with what is compiled.
func (v vocabulary) check(by pattern.Compiler) error {
	if by.Sound() {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(v)) {
		if put, err := v.put(v[name], "/words/"+name); err != nil || put != v[name] {
			return cmp.Or(err, error(&lint.SettingError{Path: "/words/" + name, Reason: diag.Phrase{
				ZH: "“words” 里的词不能再用别的词", EN: "what stands in “words” cannot name others",
			}}))
		}
		if _, err := by.Aside().Compile(v[name], "/words/"+name); err != nil {
			return err
		}
	}
	return nil
}
