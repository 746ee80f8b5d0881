package rules

import (
	"encoding/binary"
	"maps"
	"slices"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/form"
)

// codec writes a compiled pack or settings, or reads them: each method writes what it is handed, or else
// fills it in, so that both go by one order. It trusts what it reads to be what it wrote.
type codec struct {
	reads bool
	in    string // what was not read yet; the texts of the pack are parts of it
	out   []byte
}

func (c *codec) number(n *int) {
	if !c.reads {
		c.out = binary.AppendUvarint(c.out, uint64(*n))
		return
	}
	*n = 0
	for shift := 0; ; shift += 7 {
		b := c.in[0]
		c.in = c.in[1:]
		*n |= int(b&0x7f) << shift
		if b < 0x80 {
			return
		}
	}
}

func (c *codec) text(s *string) {
	size := len(*s)
	c.number(&size)
	if !c.reads {
		c.out = append(c.out, *s...)
		return
	}
	*s, c.in = c.in[:size], c.in[size:]
}

func (c *codec) flag(b *bool) {
	n := 0
	if *b {
		n = 1
	}
	c.number(&n)
	*b = n == 1
}

// each codes a list, whose items do codes.
func each[T any](c *codec, list *[]T, do func(*T)) {
	size := len(*list)
	c.number(&size)
	if c.reads && size > 0 {
		*list = make([]T, size)
	}
	for i := range *list {
		do(&(*list)[i])
	}
}

func (c *codec) texts(list *[]string) { each(c, list, c.text) }

func (c *codec) phrase(p *diag.Phrase) {
	c.text(&p.ZH)
	c.text(&p.EN)
}

// pack codes a pack with the kinds of its rules, but for what Ready leaves out.
func (c *codec) pack(p *lint.Pack, kinds *[]string) {
	c.text(&p.Name)
	c.phrase(&p.About)
	formless := p.Scheme == nil
	if c.flag(&formless); !formless {
		if c.reads {
			p.Scheme = &form.Scheme{}
		}
		c.scheme(p.Scheme)
	}
	each(c, &p.Rules, c.rule)
	c.texts(kinds)
}

func (c *codec) rule(r *lint.Rule) {
	c.text(&r.ID)
	c.number((*int)(&r.Severity))
	c.phrase(&r.Basis)
	each(c, &r.Bases, c.phrase)
	c.phrase(&r.Why)
	c.text(&r.Help)
	c.phrase(&r.Message)
	names := slices.Sorted(maps.Keys(r.Notes))
	c.texts(&names)
	if c.reads && len(names) > 0 {
		r.Notes = make(map[string]diag.Phrase, len(names))
	}
	for _, name := range names {
		note := r.Notes[name]
		c.phrase(&note)
		r.Notes[name] = note
	}
	each(c, &r.Broken, func(e *lint.Edit) {
		c.text(&e.From)
		c.text(&e.To)
		c.flag(&e.All)
		c.text(&e.In)
	})
}

func (c *codec) scheme(s *form.Scheme) {
	c.text(&s.Title)
	c.text(&s.Subject)
	each(c, &s.Parts, func(p *form.Part) {
		c.text(&p.ID)
		c.text(&p.Title)
		c.texts(&p.Also)
		c.texts(&p.Words)
	})
	each(c, &s.Forms, func(f *form.Form) {
		c.text(&f.ID)
		c.text(&f.Document)
		c.number(&f.From)
		c.number(&f.To)
		each(c, &f.Tables, c.table)
	})
	each(c, &s.Documents, func(d *form.Document) {
		c.text(&d.ID)
		c.text(&d.Title)
		c.texts(&d.Also)
		c.text(&d.Number)
		c.number(&d.Until)
		c.text(&d.Instead)
	})
	bare := s.Skeleton == nil
	if c.flag(&bare); !bare {
		if c.reads {
			s.Skeleton = &form.Skeleton{}
		}
		c.skeleton(s.Skeleton)
	}
}

func (c *codec) table(t *form.Table) {
	c.text(&t.ID)
	c.text(&t.Name)
	c.text(&t.Part)
	each(c, &t.Blocks, c.block)
	c.flag(&t.Across)
	c.text(&t.Corner)
	c.text(&t.Above)
	each(c, &t.Sums, func(s *form.Sum) {
		c.text((*string)(&s.Each))
		c.texts(&s.Left)
		c.texts(&s.Right)
	})
}

func (c *codec) block(b *form.Block) {
	c.text(&b.Head)
	each(c, &b.Columns, func(col *form.Column) {
		c.text(&col.ID)
		c.text(&col.Label)
		c.text(&col.Over)
		c.flag(&col.Signed)
		c.flag(&col.Fraction)
		c.text(&col.Unit)
		c.texts(&col.Units)
	})
	each(c, &b.Rows, func(r *form.Row) {
		c.text(&r.ID)
		c.texts(&r.Label)
		c.texts(&r.Also)
	})
}

func (c *codec) skeleton(s *form.Skeleton) {
	c.text(&s.Organ)
	each(c, &s.Stanzas, func(st *form.Stanza) {
		c.texts(&st.Forms)
		c.flag(&st.Governments)
		each(c, &st.Pieces, func(p *form.Piece) {
			c.text(&p.Text)
			c.text((*string)(&p.Field))
			c.text(&p.ID)
		})
	})
}
