package form

import "slices"

// Skeleton is a draft to be filled in, in Markdown, as a pack words it.
type Skeleton struct {
	Organ   string // stands for an organ that was not named
	Stanzas []Stanza
}

// Stanza is lines of a skeleton that are written together, or left out together.
type Stanza struct {
	Forms       []string // ids of the forms whose drafts have it; none is every form
	Governments bool     // only in the draft of a people's government
	Pieces      []Piece  // of whole lines
}

// Piece is text that stands as it is, or names what is put in its place.
type Piece struct {
	Text  string
	Field Field
	ID    string // of the part or the table
}

// Field is what is not known before a draft is asked for.
type Field string

// The fields of skeletons, as packs name them.
const (
	NoField    Field = ""          // text that stands as it is
	OrganField Field = "organ"     // the name of the organ
	YearField  Field = "year"      // the year reported on
	NextField  Field = "next-year" // the year after, in which the report is published
	TitleField Field = "title"     // what the title of every such report ends with
	PartField  Field = "part"      // the title of a part, as {part:overview}
	TableField Field = "table"     // a table, as {table:requests}; it stands on lines of its own
)

// For returns the stanzas that an organ's draft on a form has.
func (s *Skeleton) For(f *Form, o Organ) []Stanza {
	var all []Stanza
	for _, st := range s.Stanzas {
		if (len(st.Forms) == 0 || slices.Contains(st.Forms, f.ID)) && (!st.Governments || o.Governs()) {
			all = append(all, st)
		}
	}
	return all
}
