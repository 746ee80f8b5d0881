package check

import (
	"fmt"
	"strings"
	"testing"

	"reportlint/lint/form"
	"reportlint/lint/pattern"
)

func TestSameName(t *testing.T) {
	thing := func(key string) named { return named{key: key, near: key, thing: true} }
	bare := func(key string) named { return named{key: key, near: key} }
	tests := []struct {
		a, b named
		want bool
	}{
		{thing("柳湾之声"), thing("柳湾之生"), true},
		{thing("柳湾之声"), bare("柳湾之生"), false}, // of four characters, both must be things
		{thing("柳湾新之声"), bare("柳湾新之生"), true},
		{bare("柳湾新之声"), thing("柳湾新之生"), true},
		{bare("柳湾新之声"), bare("柳湾新之生"), false},
		{thing("柳湾新之声"), thing("柳湾老之生"), false},
		{thing("柳湾声"), thing("柳湾生"), false},
		{thing("柳之声"), thing("柳湾之声"), true},
		{thing("柳湾之声"), thing("柳之声"), true},
		{thing("柳声"), thing("柳湾声"), false},
		{thing("柳湾之"), thing("柳湾之声"), false}, // the name goes on
		{thing("柳湾之声"), thing("柳湾之"), false},
		{bare("清风店之声"), bare("清风店镇之声"), true},
		{bare("清风店镇之声"), bare("清风店之声"), true},
		{bare("清风店之声"), bare("镇清风店之声"), false},
		{named{key: "柳湾新之声", near: "甲", thing: true}, named{key: "柳湾新之生", near: "甲", thing: true}, false},
		{named{key: "柳湾新之声", near: "原\"柳湾新之声\"", thing: true}, thing("柳湾新之生"), false},
		{thing("柳湾新之声"), named{key: "柳湾新之生", near: "更名", thing: true}, false},
		{thing("柳湾新之声"), named{key: "柳湾新之生", near: "改名", thing: true}, false},
	}
	for _, tt := range tests {
		if got := sameName(tt.a, tt.b); got != tt.want {
			t.Errorf("sameName(%v, %v) = %v", tt.a, tt.b, got)
		}
	}
}

// TestQuotedNames holds names to be of three to sixteen characters, and things to be named
// close by.
func TestQuotedNames(t *testing.T) {
	thing, err := pattern.Compiler{}.Compile("公众号", "/x")
	if err != nil {
		t.Fatal(err)
	}
	x := strings.Repeat("名", 16)
	tests := []struct{ in, want string }{
		{`公众号"柳湾"`, ""},
		{`公众号"柳湾湾"`, "柳湾湾 1 true"},
		{`公众号"` + x + `"`, x + " 1 true"},
		{`公众号"` + x + `名"`, ""},
		{`公众号"柳湾2号"和"柳湾,湾"`, ""},
		{`公众号` + x[:21] + `"柳湾湾"`, "柳湾湾 1 true"},
		{`公众号` + x[:24] + `"柳湾湾"`, "柳湾湾 1 false"},
		{`"柳湾湾"` + x[:21] + `公众号`, "柳湾湾 1 true"},
		{`"柳湾湾"` + x[:24] + `公众号`, "柳湾湾 1 false"},
		{`"柳湾湾"。公众号"柳湾湾"`, "柳湾湾 2 true"},
		{`""公众号"柳湾湾"`, "柳湾湾 1 true"},
		{`公众号"柳湾湾`, ""},
		{`公众"柳湾湾"号`, "柳湾湾 1 false"},
	}
	for _, tt := range tests {
		var got []string
		for _, n := range quotedNames(&form.Report{Passages: []form.Passage{{Text: written(tt.in)}}}, thing) {
			got = append(got, fmt.Sprint(n.key, " ", n.times, " ", n.thing))
		}
		if got := strings.Join(got, ", "); got != tt.want {
			t.Errorf("quotedNames(%q) = %s, want %s", tt.in, got, tt.want)
		}
	}
}
