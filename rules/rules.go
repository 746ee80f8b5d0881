// Package rules reads rule packs: it knows their format, holds them against their
// schema, and turns them into what the engine runs, or says at which place of the pack
// what is wrong with it. It knows no kind of check; the caller hands them over. Nothing
// outside the pack and its model is ever read.
package rules

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/yaml"
)

//go:embed *.yaml *.md pack.schema.json config.schema.json
var files embed.FS

// version is the format of packs that this program reads.
const version = 1

// maxRules is far beyond what a kind of report needs.
const maxRules = 1000

// toolPack is the name of the pack that words the tool's own rules. They have no check.
const toolPack = "tool"

// Names returns the names of the packs that come with the program and that drafts can
// be held against.
func Names() []string {
	entries, err := files.ReadDir(".")
	if err != nil {
		panic(err) // it is embedded
	}
	var names []string
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".yaml"); ok && name != toolPack {
			names = append(names, name)
		}
	}
	return names
}

// Builtin returns a pack that comes with the program, and its model; the pack "tool" has
// none.
func Builtin(name string) (pack *diag.File, model *lint.Model, ok bool) {
	if name != path.Base(name) {
		return nil, nil, false
	}
	b, err := files.ReadFile(name + ".yaml")
	if err != nil {
		return nil, nil, false
	}
	pack = diag.NewFile(name+".yaml", b)
	if draft := embedded(name + ".md"); draft != nil {
		model = &lint.Model{File: draft, Prior: embedded(PriorName(name))}
		for n := 1; ; n++ {
			part := embedded(PartName(name, n))
			if part == nil {
				break
			}
			model.Parts = append(model.Parts, part)
		}
	}
	return pack, model, true
}

func embedded(name string) *diag.File {
	b, err := files.ReadFile(name)
	if err != nil {
		return nil
	}
	return diag.NewFile(name, b)
}

// PriorName returns the name of the file beside a pack that is its model's report on the
// year before.
func PriorName(pack string) string { return pack + ".prior.md" }

// PartName returns the name of the file beside a pack that is the nth of the reports that
// its model adds up, from 1.
func PartName(pack string, n int) string { return fmt.Sprintf("%s.part-%d.md", pack, n) }

// Schema returns the JSON Schema of packs.
func Schema() []byte { return bundled("pack.schema.json") }

// ConfigSchema returns the JSON Schema of configurations.
func ConfigSchema() []byte { return bundled("config.schema.json") }

// bundled returns a file that is embedded.
func bundled(name string) []byte {
	b, err := files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return b
}

// Load reads a pack whose rules are of the given kinds: it returns the pack or what is
// wrong with it, never both. Without a model the places of the rules' edits are not
// looked up in one.
func Load(pack *diag.File, model *lint.Model, kinds []lint.Kind, lang diag.Lang) (*lint.Pack, []diag.Diagnostic) {
	return LoadWithin(pack, model, kinds, lang, 1)
}

// LoadWithin is Load for a pack of at most so many mebibytes; messages call the limit
// pack-size.
func LoadWithin(pack *diag.File, model *lint.Model, kinds []lint.Kind, lang diag.Lang, size int) (*lint.Pack, []diag.Diagnostic) {
	l := &loader{file: pack, model: model, kinds: kinds, lang: lang, within: yaml.Limit{Name: "pack-size", Bytes: size << 20}}
	if p := l.load(); len(l.faults) == 0 {
		return p, nil
	}
	diag.Sort(l.faults)
	return nil, slices.CompactFunc(l.faults, func(a, b diag.Diagnostic) bool {
		return a.Span == b.Span && a.Message == b.Message
	})
}

// loader reads one pack and gathers its faults.
type loader struct {
	file   *diag.File
	model  *lint.Model
	kinds  []lint.Kind
	lang   diag.Lang
	within yaml.Limit
	faults []diag.Diagnostic
	tables map[string]*tableNames // of the scheme, once it is known to be sound
}

// load goes stage by stage: what one stage finds fault with would only mislead the next.
func (l *loader) load() *lint.Pack {
	if body := l.file.Body(); body > 0 {
		l.fault(diag.Span{File: l.file, End: body}, diag.Phrase{
			ZH: "文件开头有字节顺序标记（BOM），请存为不带 BOM 的 UTF-8",
			EN: "the file begins with a byte order mark: save it as UTF-8 without BOM",
		})
		return nil
	}
	root, faults := yaml.ParseWithin(l.file, 0, len(l.file.Text), l.within)
	for _, f := range faults {
		l.fault(f.Span, f.Message)
	}
	if len(l.faults) > 0 {
		return nil
	}
	if root.Kind == yaml.Null {
		l.fault(root.Span, diag.Phrase{ZH: "规则包是空的", EN: "the pack is empty"})
		return nil
	}
	if l.newer(root.Get("version")) || l.tooMany(root.Get("rules")) {
		return nil
	}
	if l.validate(root, packSchema()); len(l.faults) > 0 {
		return nil
	}
	return l.pack(root)
}

// pack makes the pack of a tree that meets the schema.
func (l *loader) pack(root *yaml.Node) *lint.Pack {
	pack := &lint.Pack{Name: root.Get("pack").Text, About: phrase(root.Get("about"))}
	if pack.Name != toolPack {
		pack.Scheme = l.scheme(root)
		if len(l.faults) == 0 {
			l.tables = namesOf(pack.Scheme)
			pack.Scheme.Skeleton = l.skeleton(root.Get("skeleton"), pack.Scheme)
		}
		pack.Scheme.Prepare()
		pack.Model = l.model
	}
	pack.Rules = l.rules(root.Get("rules"), pack.Scheme)
	if help := root.Get("help"); help != nil {
		for i := range pack.Rules {
			pack.Rules[i].Help = strings.ReplaceAll(help.Text, "{rule}", pack.Rules[i].ID)
		}
	}
	return pack
}

// newer finds fault with a format of the future, of which nothing else can be said.
func (l *loader) newer(v *yaml.Node) bool {
	if v == nil || v.Kind != yaml.Int {
		return false
	}
	if n, err := strconv.Atoi(v.Text); err == nil && n <= version {
		return false
	}
	l.fault(v.Span, diag.Phrase{
		ZH: fmt.Sprintf("规则包的格式版本是 %s，需要更新版的 reportlint（本程序只认识版本 %d）", v.Text, version),
		EN: fmt.Sprintf("the pack's format is version %s and needs a newer reportlint; this one reads version %d", v.Text, version),
	})
	return true
}

// tooMany finds fault with more rules than anyone writes, before the schema takes its
// time to find fault with each.
func (l *loader) tooMany(list *yaml.Node) bool {
	if list == nil || len(list.Items) <= maxRules {
		return false
	}
	l.fault(list.Items[maxRules].Span.Point(), diag.Phrase{
		ZH: fmt.Sprintf("规则超过 %d 条，不予读取", maxRules),
		EN: fmt.Sprintf("there are more than %d rules, too many to read", maxRules),
	})
	return true
}

func (l *loader) fault(at diag.Span, message diag.Phrase) {
	l.report(diag.Diagnostic{Span: at, Message: message.In(l.lang)})
}

func (l *loader) report(d diag.Diagnostic) {
	d.Severity = diag.Error
	l.faults = append(l.faults, d)
}

// unknown finds fault with a word that is none of those that it may be; what says of
// what kind it is. The nearest of them is suggested.
func (l *loader) unknown(at diag.Span, what diag.Phrase, word string, known []string) {
	d := diag.Diagnostic{Span: at}
	near, ok := Nearest(word, known)
	list, more := slices.DeleteFunc(slices.Clone(known), func(s string) bool { return s == "" }), ""
	if len(list) > 12 {
		list, more = list[:12], "…"
	}
	switch {
	case ok:
		d.Message = diag.Phrase{
			ZH: fmt.Sprintf("%s “%s” 不存在，您是不是要写 “%s”？", what.ZH, short(word), near),
			EN: fmt.Sprintf("there is no %s '%s': did you mean '%s'?", what.EN, short(word), near),
		}.In(l.lang)
		d.Suggestions = []diag.Fix{{
			Message: diag.Phrase{ZH: "改为 " + near, EN: "write " + near}.In(l.lang),
			Edits:   []diag.Edit{{Span: at, Text: near}},
		}}
	case len(known) == 0:
		d.Message = diag.Phrase{
			ZH: fmt.Sprintf("%s “%s” 不存在", what.ZH, short(word)),
			EN: fmt.Sprintf("there is no %s '%s'", what.EN, short(word)),
		}.In(l.lang)
	default:
		d.Message = diag.Phrase{
			ZH: fmt.Sprintf("%s “%s” 不存在，可用的有：%s", what.ZH, short(word), strings.Join(list, "、")+more),
			EN: fmt.Sprintf("there is no %s '%s'; there are: %s", what.EN, short(word), strings.Join(list, ", ")+more),
		}.In(l.lang)
	}
	l.report(d)
}

// unique finds fault with an id that seen holds already, and puts it there.
func (l *loader) unique(seen map[string]diag.Span, id *yaml.Node, what diag.Phrase) {
	first, again := seen[id.Text]
	if !again {
		seen[id.Text] = id.Span
		return
	}
	l.report(diag.Diagnostic{
		Span: id.Span,
		Message: diag.Phrase{
			ZH: fmt.Sprintf("%s “%s” 重复", what.ZH, short(id.Text)),
			EN: fmt.Sprintf("the %s '%s' stands here twice", what.EN, short(id.Text)),
		}.In(l.lang),
		Notes: []diag.Note{{Span: first, Message: diag.Phrase{ZH: "第一次在这里", EN: "the first time"}.In(l.lang)}},
	})
}

// short keeps what a message quotes from a pack within a line.
func short(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

func text(n *yaml.Node) string {
	if n == nil {
		return ""
	}
	return n.Text
}

func texts(n *yaml.Node) []string {
	if n == nil {
		return nil
	}
	var all []string
	for _, item := range n.Items {
		all = append(all, item.Text)
	}
	return all
}

func flag(n *yaml.Node) bool { return strings.EqualFold(text(n), "true") }

func phrase(n *yaml.Node) diag.Phrase {
	return diag.Phrase{ZH: text(n.Get("zh")), EN: text(n.Get("en"))}
}
