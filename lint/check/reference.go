package check

import (
	"fmt"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
)

// naming makes a kind's References of what settings of type T name.
func naming[T any](names func(set T) []lint.Reference) func(lint.Settings) []lint.Reference {
	return func(with lint.Settings) []lint.Reference {
		set, err := lint.Decode[T](with)
		if err != nil {
			return nil // New has said so
		}
		return names(set)
	}
}

// word is a name that is a setting of its own; where the setting is empty it is none.
func word(text, path string) lint.Name {
	if text == "" {
		return lint.Name{}
	}
	return lint.Name{Text: text, Path: path}
}

// partNames refers to parts that stand in a list at path.
func partNames(ids []string, path string) (all []lint.Reference) {
	for i, id := range ids {
		all = append(all, lint.Reference{Part: word(id, fmt.Sprintf("%s/%d", path, i))})
	}
	return all
}

// words refers to rows or columns, by as, that stand in a list at path.
func words(ids []string, path string, as func(lint.Name) lint.Reference) (all []lint.Reference) {
	for i, id := range ids {
		all = append(all, as(word(id, fmt.Sprintf("%s/%d", path, i))))
	}
	return all
}

// cellNames refers to the cells of a sum: requests/new/total, or with braces for several
// rows or columns, requests/{new,carried-in}/total. Terms are joined by +.
func cellNames(source, path string) ([]lint.Reference, error) {
	var all []lint.Reference
	at := 0
	for term := range strings.SplitSeq(source, "+") {
		ids := strings.Split(term, "/")
		if len(ids) != 3 {
			return nil, notACell(term, path, at)
		}
		rows := at + len(ids[0]) + len("/")
		columns := rows + len(ids[1]) + len("/")
		before := len(all)
		for _, table := range wordsOf(ids[0], path, at) {
			for _, row := range wordsOf(ids[1], path, rows) {
				for _, column := range wordsOf(ids[2], path, columns) {
					all = append(all, lint.Reference{Table: table, Row: row, Column: column})
				}
			}
		}
		if len(all) == before {
			return nil, notACell(term, path, at)
		}
		at += len(term) + len("+")
	}
	return all, nil
}

func notACell(term, path string, at int) error {
	short := strings.TrimSpace(term)
	return &lint.SettingError{Path: path, Offset: at + strings.Index(term, short), Reason: diag.Phrase{
		ZH: fmt.Sprintf("“%s” 应写作 表/行/列", short), EN: fmt.Sprintf("'%s' should be table/row/column", short),
	}}
}

// wordsOf returns the id, or the several ids in braces, that stand at an offset of a
// setting.
func wordsOf(s, path string, offset int) (all []lint.Name) {
	at := 0
	for id := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune("{}, ", r) }) {
		at += strings.Index(s[at:], id)
		all = append(all, lint.Name{Text: id, Path: path, Offset: offset + at})
		at += len(id)
	}
	return all
}
