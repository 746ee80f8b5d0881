package diag

// Lang is a language of messages.
type Lang int

// The languages of messages.
const (
	Chinese Lang = iota
	English
)

// Phrase is a text in each language.
type Phrase struct {
	ZH, EN string
}

// In returns the phrase in a language.
func (p Phrase) In(l Lang) string {
	if l == English {
		return p.EN
	}
	return p.ZH
}
