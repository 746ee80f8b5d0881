package rules

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"reportlint/lint/diag"
	"reportlint/lint/yaml"
)

// refuse keeps the schema library from reading anything: the schema is complete.
func refuse(string) (io.ReadCloser, error) {
	return nil, errors.New("no schema is read from elsewhere")
}

// wording says what a node does not meet.
func (m misfit) wording() diag.Phrase {
	name := m.name()
	value := m.schema.Get(m.keyword)
	switch m.keyword {
	case "":
		return diag.Phrase{ZH: name.ZH + " 不能写在这里", EN: name.EN + " is not allowed here"}
	case "type":
		return m.wrongType(name, value)
	case "enum":
		return m.notAmong(name, options(value))
	case "const":
		return diag.Phrase{
			ZH: fmt.Sprintf("%s 只能是 %s", name.ZH, value.Text),
			EN: fmt.Sprintf("%s must be %s", name.EN, value.Text),
		}
	case "pattern":
		like := options(m.schema.Get("examples"))
		if len(like) == 0 {
			like = []string{value.Text}
		}
		return diag.Phrase{
			ZH: fmt.Sprintf("“%s” 的写法不合要求，应形如 %s", short(m.said()), like[0]),
			EN: fmt.Sprintf("'%s' is not written as it must be, such as %s", short(m.said()), like[0]),
		}
	case "format":
		return diag.Phrase{
			ZH: fmt.Sprintf("“%s” 不是有效的 %s", short(m.said()), value.Text),
			EN: fmt.Sprintf("'%s' is no valid %s", short(m.said()), value.Text),
		}
	case "minLength":
		return diag.Phrase{ZH: name.ZH + " 不能为空", EN: name.EN + " must not be empty"}
	case "maxLength":
		return diag.Phrase{
			ZH: fmt.Sprintf("%s 不能超过 %s 个字", name.ZH, value.Text),
			EN: fmt.Sprintf("%s must not have more than %s characters", name.EN, value.Text),
		}
	case "minItems", "minProperties":
		return diag.Phrase{
			ZH: fmt.Sprintf("%s 至少要有 %s 项", name.ZH, value.Text),
			EN: fmt.Sprintf("%s must hold at least %s", name.EN, value.Text),
		}
	case "maxItems", "maxProperties":
		return diag.Phrase{
			ZH: fmt.Sprintf("%s 至多只能有 %s 项", name.ZH, value.Text),
			EN: fmt.Sprintf("%s must hold at most %s", name.EN, value.Text),
		}
	case "uniqueItems":
		return diag.Phrase{ZH: name.ZH + " 中有重复的项", EN: name.EN + " holds something twice"}
	case "minimum":
		return diag.Phrase{
			ZH: fmt.Sprintf("%s 不能小于 %s", name.ZH, value.Text),
			EN: fmt.Sprintf("%s must not be below %s", name.EN, value.Text),
		}
	case "maximum":
		return diag.Phrase{
			ZH: fmt.Sprintf("%s 不能大于 %s", name.ZH, value.Text),
			EN: fmt.Sprintf("%s must not be above %s", name.EN, value.Text),
		}
	}
	return diag.Phrase{
		ZH: fmt.Sprintf("%s 不合要求：%s", name.ZH, m.message),
		EN: fmt.Sprintf("%s does not fit: %s", name.EN, m.message),
	}
}

// name is what a message calls the node.
func (m misfit) name() diag.Phrase {
	if m.key == nil {
		return diag.Phrase{ZH: "这一项", EN: "this"}
	}
	return diag.Phrase{ZH: "“" + short(m.key.Text) + "”", EN: "'" + short(m.key.Text) + "'"}
}

// said is the text that does not meet the keyword.
func (m misfit) said() string {
	if m.inKey {
		return m.key.Text
	}
	return m.node.Text
}

// notAmong names what the node may be, and which of it was probably meant.
func (m misfit) notAmong(name diag.Phrase, may []string) diag.Phrase {
	p := diag.Phrase{
		ZH: fmt.Sprintf("%s 只能是 %s", name.ZH, strings.Join(may, "、")),
		EN: fmt.Sprintf("%s must be one of %s", name.EN, strings.Join(may, ", ")),
	}
	if near, ok := Nearest(m.node.Text, may); ok {
		p.ZH += fmt.Sprintf("；您是不是要写 “%s”？", near)
		p.EN += fmt.Sprintf(": did you mean '%s'?", near)
	}
	return p
}

// wrongType says what the node should be and what it is.
func (m misfit) wrongType(name diag.Phrase, value *yaml.Node) diag.Phrase {
	var zh, en []string
	for _, t := range options(value) {
		want := typeName(t)
		zh, en = append(zh, want.ZH), append(en, want.EN)
	}
	is := kindName(m.node.Kind)
	p := diag.Phrase{
		ZH: fmt.Sprintf("%s 应为%s，这里是%s", name.ZH, strings.Join(zh, "或"), is.ZH),
		EN: fmt.Sprintf("%s must be %s, and this is %s", name.EN, strings.Join(en, " or "), is.EN),
	}
	if options(value)[0] == "string" && (m.node.Kind == yaml.Int || m.node.Kind == yaml.Float || m.node.Kind == yaml.Bool) {
		p.ZH += "；请加引号"
		p.EN += ": put it in quotes"
	}
	return p
}

// options returns the texts of a list, or of a scalar alone.
func options(n *yaml.Node) []string {
	if n != nil && n.Kind == yaml.String {
		return []string{n.Text}
	}
	return texts(n)
}

func typeName(t string) diag.Phrase {
	switch t {
	case "object":
		return kindName(yaml.Map)
	case "array":
		return kindName(yaml.List)
	case "string":
		return kindName(yaml.String)
	case "boolean":
		return kindName(yaml.Bool)
	case "integer":
		return kindName(yaml.Int)
	case "number":
		return kindName(yaml.Float)
	}
	return kindName(yaml.Null)
}

func kindName(k yaml.Kind) diag.Phrase {
	switch k {
	case yaml.Map:
		return diag.Phrase{ZH: "一组键和值", EN: "keys with values"}
	case yaml.List:
		return diag.Phrase{ZH: "列表", EN: "a list"}
	case yaml.String:
		return diag.Phrase{ZH: "文字", EN: "text"}
	case yaml.Bool:
		return diag.Phrase{ZH: " true 或 false", EN: "true or false"}
	case yaml.Int:
		return diag.Phrase{ZH: "整数", EN: "a whole number"}
	case yaml.Float:
		return diag.Phrase{ZH: "数字", EN: "a number"}
	}
	return diag.Phrase{ZH: "空的", EN: "empty"}
}
