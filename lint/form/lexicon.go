package form

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"reportlint/lint/draft"
)

// lexicon is what drafts are read with: the words of a scheme as they are looked up, and
// the patterns. It is made once for a scheme and never changes.
type lexicon struct {
	tables  []*vocabulary      // of all tables of all forms
	named   []string           // the ids of the tables, each once, in their order
	ids     map[string]int32   // of the keys of all their labels, with number and without, from 1
	keys    []string           // of the ids, sorted
	spelt   []spelling         // the keys, by id
	marks   map[string]mark    // of all their labels, as the forms write them and folded
	figures bool               // whether a label is nothing but digits
	exact   []bool             // by id: whether it is that of a label with its number
	owners  []int              // by word: which of the named tables alone has it, or -1
	titles  map[string]Section // of parts, by the key of a title without its number
	parts   []partWords        // one for each part
	periods periodReader
	toFill  pattern // an organ or nothing, and a date that is still to be filled in
}

// word is a text as a label, of whatever table. What it is looked up by is found out once
// for all tables of all forms.
type word struct {
	id       int32 // of its key in the lexicon; 0 if no table has such a label
	numbered bool  // whether it begins with a number, which then counts
}

// index counts words: those of one id are side by side.
func (w word) index() int {
	if w.numbered {
		return 2*int(w.id) + 1
	}
	return 2 * int(w.id)
}

// mark is what the tables of any form want to know of the text of a cell.
type mark struct {
	word
	state State // in a column without a unit
}

// partWords is how a part is looked for.
type partWords struct {
	title string   // folded
	bare  spelling // the key of the title without its number
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
		ids:     map[string]int32{},
		marks:   map[string]mark{},
		titles:  map[string]Section{},
		periods: newPeriodReader(),
		toFill:  later(`^(.*?)[0-9Xx×○_]{2,8}年[0-9Xx×○_]{1,8}月[0-9Xx×○_]{1,8}日$`),
	}
	for f := range s.Forms {
		for t := range s.Forms[f].Tables {
			l.addTable(f, &s.Forms[f], &s.Forms[f].Tables[t])
		}
	}
	l.settle()
	for k := range s.Parts {
		l.addPart(k, &s.Parts[k])
	}
	return l
}

// addTable adds a table of the f-th form. Forms that share one share what its labels mean.
func (l *lexicon) addTable(f int, of *Form, t *Table) {
	twin := slices.IndexFunc(l.tables, func(o *vocabulary) bool { return o.table.same(t) })
	if twin >= 0 {
		v := *l.tables[twin]
		v.of, v.form, v.table, v.twin = f, of, t, twin
		l.tables = append(l.tables, &v)
		return
	}
	v := newVocabulary(l, f, of, t)
	v.name, v.twin = slices.Index(l.named, t.ID), -1
	if v.name < 0 {
		v.name = len(l.named)
		l.named = append(l.named, t.ID)
	}
	l.tables = append(l.tables, v)
}

// same reports whether two forms share a table.
func (t *Table) same(o *Table) bool {
	return t.ID == o.ID && t.Part == o.Part && t.Corner == o.Corner && t.Across == o.Across && reflect.DeepEqual(t.Blocks, o.Blocks)
}

// settle works out what the words mean, once all are known.
func (l *lexicon) settle() {
	l.keys = slices.Sorted(maps.Keys(l.ids))
	l.spelt = make([]spelling, len(l.ids)+1)
	for key, id := range l.ids {
		l.spelt[id] = spell(key)
	}
	l.exact, l.owners = make([]bool, len(l.ids)+1), make([]int, 2*len(l.ids)+2)
	for i := range l.owners {
		l.owners[i] = -1
	}
	for _, v := range l.tables {
		if v.twin >= 0 {
			v.senses = l.tables[v.twin].senses
			continue
		}
		for id := range v.exact {
			l.exact[id] = l.exact[id] || len(v.exact[id]) > 0
		}
		v.settle(len(l.ids))
	}
	for i := range l.owners {
		for _, v := range l.tables {
			if v.senses[i].roles == 0 || l.owners[i] == v.name {
				continue
			}
			if l.owners[i] >= 0 { // several have it
				l.owners[i] = -1
				break
			}
			l.owners[i] = v.name
		}
	}
	written := l.marks
	l.marks = make(map[string]mark, len(written))
	for text := range written {
		l.marks[text] = l.newMark(text)
	}
}

// addPart adds the titles of the k-th part.
func (l *lexicon) addPart(k int, p *Part) {
	for _, also := range p.Also {
		l.titles[bareKey(draft.FoldString(also))] = Section{Part: p, Index: k, Named: InOtherUse}
	}
	title := draft.FoldString(p.Title)
	w := partWords{title: title, bare: spell(bareKey(title))}
	for _, word := range p.Words {
		w.words = append(w.words, draft.Key(word))
	}
	l.parts = append(l.parts, w)
	l.titles[w.bare.text] = Section{Part: p, Index: k, Named: AsPrescribed}
}

// id returns the id of a key, which is given one if it has none; 0 for an empty one.
func (l *lexicon) id(key string) int32 {
	if key != "" && l.ids[key] == 0 {
		l.ids[key] = int32(len(l.ids) + 1)
		l.figures = l.figures || digits(key)
	}
	return l.ids[key]
}

// begins reports whether the key of a label begins with a text.
func (l *lexicon) begins(s string) bool {
	i, found := slices.BinarySearch(l.keys, s)
	return found || i < len(l.keys) && strings.HasPrefix(l.keys[i], s)
}

// word looks a folded text up.
func (l *lexicon) word(s string) word {
	if m, known := l.marks[s]; known {
		return m.word
	}
	w := word{id: l.ids[draft.Key(s)]}
	if w.id != 0 {
		_, w.numbered = numbered(s)
	}
	return w
}

// spell writes the key of a text out, which is that word.
func (l *lexicon) spell(w word, s string) spelling {
	if w.id != 0 {
		return l.spelt[w.id]
	}
	return spell(draft.Key(s))
}

// mark looks the text of a cell up. Most are figures, or labels as the forms write them.
func (l *lexicon) mark(s string) mark {
	if s == "" {
		return mark{state: Blank}
	}
	if digits(s) && len(s) < maxDigits && !l.figures {
		return mark{state: Number}
	}
	if m, known := l.marks[s]; known {
		return m
	}
	return l.newMark(s)
}

// newMark looks the text of any cell up.
func (l *lexicon) newMark(s string) mark {
	f := draft.FoldString(s)
	return mark{word: l.word(f), state: stateOf(s, f)}
}

// maxDigits bounds the figures that are known as such at sight.
const maxDigits = 18

// digits reports whether a text is nothing but ASCII digits.
func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
