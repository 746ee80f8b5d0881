package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
)

// organKind holds what the draft calls the organ that reports against its name: how it
// speaks of itself (我局, 本镇), and who signs. Fields: text (as written), organ.
func organKind() lint.Kind {
	return lint.Kind{
		Name:   "organ",
		Fields: []string{"text", "organ"},
		Notes:  []string{"title", "again"},
		New: func(with lint.Settings) (lint.Check, error) {
			set, err := lint.Decode[struct {
				Demand string
				Words  []selfWord
			}](with)
			if err != nil {
				return nil, err
			}
			if set.Demand == "signer" {
				return signer, nil
			}
			return selfWords(set.Words).check, nil
		},
	}
}

// selfWord is a word by which organs call themselves, behind 我 or 本, if their name holds it.
type selfWord struct {
	Word string
	Not  []string // longer words that begin with it: 我委托
	// Beside limits the word to names that hold one of these instead of it; none is any.
	Beside []string
	Also   []string // what names hold of organs that call themselves so, too: 我校 of a 学院
}

type selfWords []selfWord

func (w selfWords) check(p *lint.Pass) (judged int) {
	organ := p.Main.Organ
	named := strings.Contains(organ.Name, "人民政府") || slices.ContainsFunc(w, func(word selfWord) bool { return len(word.Beside) == 0 && strings.Contains(organ.Name, word.Word) })
	if organ.Kind == form.Unknown && organ.Zone() == "" || !named && !organ.OverOthers() {
		p.Skip(diag.Phrase{ZH: "看不出报告机关是哪一类", EN: "it cannot be told what kind of organ reports"})
		return 0
	}
	first := map[string]int{} // by the word, which finding is its
	var found []lint.Finding
	for _, passage := range p.Main.Passages {
		s := passage.Text.String()
		for _, self := range []string{"我", "本"} {
			for at := 0; ; {
				i := draft.Index(s[at:], self)
				if i < 0 {
					break
				}
				at += i + len(self)
				word := w.at(s[at:])
				if word == nil || quoted(s, at) || endsInWord(s[:at-len(self)], self) {
					continue
				}
				judged++
				if len(word.Beside) > 0 && !slices.ContainsFunc(word.Beside, func(b string) bool { return strings.Contains(organ.Name, b) }) {
					continue
				}
				if slices.ContainsFunc(word.Also, func(a string) bool { return strings.Contains(organ.Name, a) }) {
					continue
				}
				if strings.Contains(organ.Name, word.Word) || strings.Contains(p.Main.Signer.String(), word.Word) {
					continue
				}
				text := passage.Text.Slice(at-len(self), at+len(word.Word))
				if k, told := first[text.String()]; told {
					found[k].Notes = append(found[k].Notes, lint.Note{Span: text.Where(), Name: "again", Args: lint.Args{"text": text.Written()}})
					continue
				}
				first[text.String()] = len(found)
				found = append(found, lint.Finding{Span: text.Where(), Args: lint.Args{"text": text.Written(), "organ": organ.Name}, Key: text.String()})
			}
		}
	}
	for _, f := range found {
		p.Report(f)
	}
	if judged == 0 {
		p.Skip(diag.Phrase{ZH: "正文没有自称", EN: "the text does not speak of itself"})
	}
	return judged
}

// endsInWord reports whether what a text ends in makes a word of 我 or 本: 自我, 成本.
func endsInWord(before, self string) bool {
	other := "自"
	if self == "本" {
		other = "自基根日原成样版书文资课标剧脚副译亏固治"
	}
	return strings.ContainsRune(other, lastRune(before))
}

// at returns the word that a text begins with, nil if it begins with none.
func (w selfWords) at(s string) *selfWord {
	for i := range w {
		if strings.HasPrefix(s, w[i].Word) && !slices.ContainsFunc(w[i].Not, func(not string) bool { return strings.HasPrefix(s, not) }) {
			return &w[i]
		}
	}
	return nil
}

// signer judges whether the organ that signs is the one that the title names.
func signer(p *lint.Pass) int {
	title, signs := p.Main.Title.Organ, p.Main.Signer
	signed := slices.ContainsFunc(p.Main.Signatures, func(d form.Signature) bool { return d.Span.Start >= signs.Where().Start })
	if title.Len() == 0 || signs.Len() == 0 || !signed {
		p.Skip(diag.Phrase{ZH: "标题或落款没有写机关名称", EN: "the title or the signature does not name the organ"})
		return 0
	}
	if a, b := draft.Key(title.String()), draft.Key(signs.String()); sameOrgan(a, b) && !cutShort(b, a) {
		return 1
	}
	p.Report(lint.Finding{
		Span:  signs.Where(),
		Args:  lint.Args{"text": signs.Written(), "organ": title.Written()},
		Notes: []lint.Note{{Span: title.Where(), Name: "title", Args: lint.Args{"text": title.Written(), "organ": title.Written()}}},
		Key:   "signer",
	})
	return 1
}

// sameOrgan reports whether two names can be those of one organ: one is in full what the
// other is in short (发改局, 发展和改革局), with or without the place before it; and the
// office of a government may sign for it.
func sameOrgan(a, b string) bool {
	longer := func(a, b string) (string, string) {
		if utf8.RuneCountInString(a) < utf8.RuneCountInString(b) {
			return b, a
		}
		return a, b
	}
	offices := strings.NewReplacer("中共", "", "办公室", "办")
	if long, short := longer(offices.Replace(a), offices.Replace(b)); abbreviates(short, long) {
		return true // 市委编办, 市委机构编制委员会办公室
	}
	a, b = longer(organStem(a), organStem(b))
	return strings.HasSuffix(a, b) || strings.HasPrefix(a, b) || abbreviates(b, a)
}

// cutShort reports whether a name is another one, or the end of it, that has lost its last character, or the second
// half of 人民政府: 红瓦店镇人民政, 城市管理.
func cutShort(name, whole string) bool {
	const least = 4 // characters: fewer may be a short name
	if utf8.RuneCountInString(name) < least {
		return false
	}
	_, last := utf8.DecodeLastRuneInString(whole)
	return strings.HasSuffix(whole[:len(whole)-last], name) || strings.HasSuffix(whole, "人民政府") && strings.HasSuffix(strings.TrimSuffix(whole, "政府"), name)
}

// organStem is what tells an organ's name from others: without the words for its being a
// government or the office of one.
func organStem(name string) string {
	for _, suffix := range []string{"党政办公室", "党政综合办公室", "综合办公室", "政务公开办公室", "政务服务和公开办公室", "办公室", "办公厅", "党政办", "办事处", "人民政府", "政府", "党工委"} {
		name = strings.TrimSuffix(name, suffix)
	}
	name = strings.TrimSuffix(strings.TrimSuffix(name, "人民政府"), "政府")
	for _, word := range []string{"人民政府", "中共"} {
		name = strings.ReplaceAll(name, word, "")
	}
	return strings.NewReplacer("委员会", "委", "管委会", "管委").Replace(name)
}

// abbreviates reports whether the characters of short stand in long in their order, first
// and last included.
func abbreviates(short, long string) bool {
	x, y := []rune(short), []rune(long)
	if len(x) < 2 || len(y) == 0 || x[len(x)-1] != y[len(y)-1] {
		return false
	}
	k := 0
	for _, r := range y {
		if k < len(x) && x[k] == r {
			k++
		}
	}
	return k == len(x)
}
