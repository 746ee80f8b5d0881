package form

import (
	"regexp"

	"reportlint/lint/draft"
)

// lexicon is what drafts are read with: the words of a scheme as they are looked up, and
// the patterns. It is made once for a scheme and never changes.
type lexicon struct {
	tables  []*vocabulary      // of all tables of all forms
	ids     map[string]int     // of the keys of all their labels, with number and without, from 1
	titles  map[string]Section // of parts, by the key of a title without its number
	parts   []partWords        // one for each part
	periods periodReader
	toFill  *regexp.Regexp // an organ or nothing, and a date that is still to be filled in
}

// partWords is how a part is looked for.
type partWords struct {
	title string   // folded
	bare  string   // the key of the title without its number
	words []string // keys
}

// Prepare gathers what drafts are read with, so that it need not be done for each. The
// scheme must not be changed afterwards.
func (s *Scheme) Prepare() { s.ready = newLexicon(s) }

// lexicon returns what drafts are read with.
func (s *Scheme) lexicon() *lexicon {
	if s.ready != nil {
		return s.ready
	}
	return newLexicon(s)
}

func newLexicon(s *Scheme) *lexicon {
	l := &lexicon{
		ids:     map[string]int{},
		titles:  map[string]Section{},
		periods: newPeriodReader(),
		toFill:  regexp.MustCompile(`^(.*?)[0-9Xx×○_]{2,8}年[0-9Xx×○_]{1,8}月[0-9Xx×○_]{1,8}日$`),
	}
	for f := range s.Forms {
		for t := range s.Forms[f].Tables {
			l.tables = append(l.tables, newVocabulary(l, &s.Forms[f], &s.Forms[f].Tables[t]))
		}
	}
	for k := range s.Parts {
		l.addPart(k, &s.Parts[k])
	}
	return l
}

// addPart adds the titles of the k-th part.
func (l *lexicon) addPart(k int, p *Part) {
	for _, also := range p.Also {
		l.titles[bareKey(draft.FoldString(also))] = Section{Part: p, Index: k, Named: InOtherUse}
	}
	title := draft.FoldString(p.Title)
	w := partWords{title: title, bare: bareKey(title)}
	for _, word := range p.Words {
		w.words = append(w.words, draft.Key(word))
	}
	l.parts = append(l.parts, w)
	l.titles[w.bare] = Section{Part: p, Index: k, Named: AsPrescribed}
}

// id returns the id of a key, which is given one if it has none.
func (l *lexicon) id(key string) int {
	if l.ids[key] == 0 {
		l.ids[key] = len(l.ids) + 1
	}
	return l.ids[key]
}

// label looks a folded text up.
func (l *lexicon) label(text draft.Text) label {
	out := label{text: text, id: l.ids[draft.Key(text.String())]}
	if out.id != 0 {
		_, out.numbered = numbered(text.String())
	}
	return out
}
