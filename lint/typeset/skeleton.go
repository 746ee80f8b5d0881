package typeset

import (
	"fmt"
	"strconv"

	"reportlint/lint/form"
)

// Skeleton writes the scheme's skeleton as Markdown: the draft of an organ's report on a
// year that a form of the scheme serves. Only the tables hang on the layout.
func (l Layout) Skeleton(s *Sheet, scheme *form.Scheme, organ form.Organ, year int) {
	f := scheme.Form(year)
	for i, stanza := range scheme.Skeleton.For(f, organ) {
		if i > 0 {
			s.WriteString("\n")
		}
		for _, p := range stanza.Pieces {
			switch p.Field {
			case form.NoField:
				s.WriteString(p.Text)
			case form.OrganField:
				s.WriteString(organ.Name)
			case form.YearField:
				s.WriteString(strconv.Itoa(year))
			case form.NextField:
				s.WriteString(strconv.Itoa(year + 1))
			case form.TitleField:
				s.WriteString(scheme.Title)
			case form.PartField:
				s.WriteString(scheme.Part(p.ID).Title)
			case form.TableField:
				l.table(s, *f.Table(p.ID))
			default:
				panic(fmt.Sprintf("no field of a skeleton: %s", p.Field))
			}
		}
	}
}
