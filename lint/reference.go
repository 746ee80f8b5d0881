package lint

// Reference is a part of the report, or cells of a table, that the settings of a rule
// name. Where no row is named every row is meant, and likewise for columns.
type Reference struct {
	Part, Table, Row, Column Name
	Sums                     bool // of the table, the cells that its sums are over
}

// Name is a word in the settings of a rule. The zero value is none.
type Name struct {
	Text   string
	Path   string // the setting that it stands in, as a JSON pointer relative to the rule's "with"
	Offset int    // how far into the text of the setting, in bytes
}
