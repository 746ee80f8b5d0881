package main

import (
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"reportlint/lint/diag"
	"reportlint/lint/form"
)

// placeholderNames returns the words in braces that stand in the paths of companions for what
// a draft says of itself.
func placeholderNames() []string { return []string{"organ", "year", "year-1", "stem"} }

// braces finds what may be a placeholder. What has a comma in it is an alternative of a
// pattern of files.
func braces(pattern string) [][]int {
	return regexp.MustCompile(`\{([^{},/]*)\}`).FindAllStringSubmatchIndex(pattern, -1)
}

// varies reports whether a path may be another one for each draft.
func varies(pattern string) bool { return len(braces(pattern)) > 0 }

// unknownPlaceholder returns what is wrong with the first placeholder that is none, and
// where it is; nil if there is no such.
func unknownPlaceholder(pattern string) (why *diag.Phrase, start, end int) {
	for _, at := range braces(pattern) {
		name := pattern[at[2]:at[3]]
		if !slices.Contains(placeholderNames(), name) {
			zh, en := didYouMean(name, placeholderNames())
			return &diag.Phrase{
				ZH: "没有占位符 {" + shown(name) + "}" + zh,
				EN: "unknown placeholder {" + shown(name) + "}" + en,
			}, at[0], at[1]
		}
	}
	return nil, 0, 0
}

// expand puts what a draft says of itself into a path. ok is false where it does not say
// it, or says what cannot be part of a name of a file.
func expand(pattern, path string, r *form.Report) (expanded string, ok bool) {
	name := filepath.Base(path)
	values := map[string]string{"organ": r.Organ.Name, "stem": strings.TrimSuffix(name, filepath.Ext(name))}
	if r.Year != 0 {
		values["year"], values["year-1"] = strconv.Itoa(r.Year), strconv.Itoa(r.Year-1)
	}
	var b strings.Builder
	last := 0
	for _, at := range braces(pattern) {
		value := values[pattern[at[2]:at[3]]]
		if value == "" || value == ".." || strings.ContainsAny(value, "/\\*?[]{}\x00") {
			return "", false
		}
		b.WriteString(pattern[last:at[0]] + value)
		last = at[1]
	}
	return b.String() + pattern[last:], true
}
