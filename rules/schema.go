package rules

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"reportlint/lint/diag"
	"reportlint/lint/yaml"
)

// schema is one that files are held against, with the name that it gives itself; nothing
// is to be had under it.
type schema struct {
	url  string
	text []byte
}

func packSchema() schema { return schema{"urn:reportlint:pack", Schema()} }

func configSchema() schema { return schema{"urn:reportlint:config", ConfigSchema()} }

// ConfigFaults returns what is wrong with a configuration by its schema, in the order of
// diag.Sort.
func ConfigFaults(root *yaml.Node, lang diag.Lang) []diag.Diagnostic {
	l := &loader{lang: lang}
	l.validate(root, configSchema())
	diag.Sort(l.faults)
	return l.faults
}

// validate holds a file against a schema. The schema library says which keyword failed
// at which pointer; the words, and the place, come from the two documents.
func (l *loader) validate(root *yaml.Node, by schema) {
	err := by.conform(root)
	var invalid *jsonschema.ValidationError
	switch {
	case err == nil:
		return
	case !errors.As(err, &invalid):
		l.fault(root.Span.Point(), diag.Phrase{
			ZH: "文件无法按格式检查：" + err.Error(),
			EN: "the file cannot be held against its schema: " + err.Error(),
		})
		return
	}
	schema, _ := yaml.Parse(diag.NewFile(by.url, by.text), 0, len(by.text))
	var misfits []misfit
	for _, leaf := range leaves(nil, invalid) {
		misfits = append(misfits, misfitOf(root, schema, leaf))
	}
	// A key that is misspelt is one mistake; that it is missing is no second one.
	meant := map[wanted]bool{}
	for _, m := range misfits {
		if m.keyword == "additionalProperties" {
			l.unknownKeys(m, meant)
		}
	}
	for _, m := range misfits {
		switch m.keyword {
		case "additionalProperties":
		case "required":
			l.missingKeys(m, meant)
		default:
			l.fault(m.span(), m.wording())
		}
	}
}

// conform compiles the schema and validates a file. The library panics on some input;
// that is told like any other failure.
func (s schema) conform(root *yaml.Node) (err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("%v", e)
		}
	}()
	c := jsonschema.NewCompiler()
	c.AssertFormat = true
	c.LoadURL = refuse
	if err := c.AddResource(s.url, bytes.NewReader(s.text)); err != nil {
		return err
	}
	compiled, err := c.Compile(s.url)
	if err != nil {
		return err
	}
	return compiled.Validate(root.Value())
}

// leaves appends the innermost causes, which alone say what is wrong.
func leaves(all []*jsonschema.ValidationError, e *jsonschema.ValidationError) []*jsonschema.ValidationError {
	if len(e.Causes) == 0 {
		return append(all, e)
	}
	for _, cause := range e.Causes {
		all = leaves(all, cause)
	}
	return all
}

// misfit is one keyword of the schema that one node of the pack does not meet.
type misfit struct {
	node    *yaml.Node
	key     *yaml.Node // of the node, where it is the value of a key
	schema  *yaml.Node // the schema that has the keyword
	keyword string     // "" where nothing may stand at all
	inKey   bool       // the key is what does not meet it
	message string     // the library's
}

// wanted is a key that a map should have.
type wanted struct {
	in  *yaml.Node
	key string
}

func misfitOf(root, schema *yaml.Node, e *jsonschema.ValidationError) misfit {
	m := misfit{node: root, message: e.Message, inKey: strings.Contains(e.KeywordLocation, "/propertyNames")}
	for token := range tokens(e.InstanceLocation) {
		if m.node.Kind == yaml.Map {
			m.key = m.node.Key(unescape(token))
		} else {
			m.key = nil
		}
		m.node = m.node.At("/" + token)
	}
	_, pointer, _ := strings.Cut(e.AbsoluteKeywordLocation, "#")
	m.schema = schema
	for token := range tokens(pointer) {
		if schema.Kind == yaml.Map {
			m.schema = schema
		}
		schema, m.keyword = schema.At("/"+token), token
	}
	if schema.Kind == yaml.Bool && m.keyword != "additionalProperties" && m.keyword != "uniqueItems" {
		m.keyword = "" // it is no keyword but the name of something that may not stand
	}
	return m
}

// tokens yields the tokens of a pointer as the library writes them: as part of a URL.
func tokens(pointer string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		if pointer == "" {
			return
		}
		for token := range strings.SplitSeq(pointer[1:], "/") {
			if plain, err := url.PathUnescape(token); err == nil {
				token = plain
			}
			if !yield(token) {
				return
			}
		}
	}
}

func unescape(token string) string {
	return strings.ReplaceAll(strings.ReplaceAll(token, "~1", "/"), "~0", "~")
}

func (l *loader) unknownKeys(m misfit, meant map[wanted]bool) {
	var all, free []string
	for _, e := range m.schema.Get("properties").Entries {
		all = append(all, e.Key.Text)
		if m.node.Get(e.Key.Text) == nil {
			free = append(free, e.Key.Text)
		}
	}
	for _, e := range m.node.Entries {
		if slices.Contains(all, e.Key.Text) {
			continue
		}
		if near, ok := Nearest(e.Key.Text, free); ok {
			meant[wanted{m.node, near}] = true
			l.unknown(e.Key.Span, diag.Phrase{ZH: "键", EN: "key"}, e.Key.Text, free)
			continue
		}
		l.unknown(e.Key.Span, diag.Phrase{ZH: "键", EN: "key"}, e.Key.Text, all)
	}
}

// missingKeys points at where the map begins, since what is missing has no place.
func (l *loader) missingKeys(m misfit, meant map[wanted]bool) {
	for _, required := range m.schema.Get("required").Items {
		name := required.Text
		if m.node.Get(name) != nil || meant[wanted{m.node, name}] {
			continue
		}
		l.fault(m.node.Span.Point(), diag.Phrase{
			ZH: fmt.Sprintf("这里缺少 “%s”", name),
			EN: fmt.Sprintf("'%s' is missing here", name),
		})
	}
}

// span returns the value, or its key where no value was written.
func (m misfit) span() diag.Span {
	if m.key != nil && (m.inKey || m.keyword == "" || m.node.Span.Empty()) {
		return m.key.Span
	}
	return m.node.Span
}
