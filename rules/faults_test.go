package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"reportlint/lint/diag"
	"reportlint/lint/yaml"
)

// TestFaults breaks the sound pack by one edit and wants just the faults that follow.
func TestFaults(t *testing.T) {
	tests := []struct {
		from, to string
		want     string // what each line of the faults starts with
	}{
		// Keys.
		{"severity: error", "severty: error", "39:5 \"severty\" there is no key 'severty': did you mean 'severity'?"},
		{"title: 年度报告", "titel: 年度报告", "4:1 \"titel\" there is no key 'titel': did you mean 'title'?"},
		{"label: 自然人", "labl: 自然人", "23:27 \"labl\" there is no key 'labl': did you mean 'label'?"},
		{"- under: （三）不予公开", "- udner: （三）不予公开", "29:17 \"udner\" there is no key 'udner': did you mean 'under'?"},
		{"{zh: 太吵, en: it is loud}", "{zh: 太吵, e: it is loud}", "41:19 \"e\" there is no key 'e': did you mean 'en'?"},
		{"broken: {from: 安静", "broken: {frm: 安静", "46:14 \"frm\" there is no key 'frm': did you mean 'from'?"},
		{"      demand: by", "      demnad: by", "54:7 \"demnad\" there is no key 'demnad': did you mean 'demand'?"},
		{"{bureau: 01", "{bureu: 01", "55:19 \"bureu\" there is no key 'bureu': did you mean 'bureau'?"},
		{"title: 年度报告\n", "title: 年度报告\ninclude: ../../etc/passwd\n", "5:1 \"include\" there is no key 'include'; there are: version, pack"},
		{"title: 年度报告\n", "title: 年度报告\n$ref: file:///etc/passwd\n", "5:1 \"$ref\" there is no key '$ref'; there are:"},
		{"title: 年度报告\n", "title: 年度报告\n$schema: http://127.0.0.1/x\n", "5:1 \"$schema\" there is no key '$schema'; there are:"},
		{"    why: {zh: 太吵, en: it is loud}\n", "", "37:5 \"\" 'why' is missing here"},
		{"title: 年度报告\n", "", "1:1 \"\" 'title' is missing here"},
		{"zh: 例, ", "", "3:8 \"\" 'zh' is missing here"},
		{"{pattern: \"喂+\", deep: [{at: 1}]}", "{}", "45:5 \"with\" no good"},
		{"    with:\n      demand: by-deadline\n      deadlines: {bureau: 01-31, \"\": 03-31}\n", "", "47:5 \"\" 'with' is missing here"},
		// Values.
		{"title: 年度报告\n", "title: 年度报告\nhelp: javascript:{rule}\n", "5:7 \"javascript:{rule}\" 'javascript:{rule}' is not written as it must be, such as https://example.org/rules#{rule}"},
		{"version: 1", "version: 2", "1:10 \"2\" the pack's format is version 2 and needs a newer reportlint"},
		{"version: 1", "version: 99999999999999999999", "1:10 \"99999999999999999999\" the pack's format is version"},
		{"version: 1", "version: 0", "1:10 \"0\" 'version' must be 1"},
		{"version: 1", "version: \"1\"", "1:10 \"\\\"1\\\"\" 'version' must be a whole number, and this is text"},
		{"severity: error", "severity: eror", "39:15 \"eror\" 'severity' must be one of error, warning, info: did you mean 'error'?"},
		{"severity: error", "severity: 致命", "39:15 \"致命\" 'severity' must be one of error, warning, info\n"},
		{"id: too-loud", "id: Too_Loud", "37:9 \"Too_Loud\" 'Too_Loud' is not written as it must be, such as signed-before-year-end"},
		{"  requests-2021:", "  Requests:", "15:3 \"Requests\" 'Requests' is not written as it must be"},
		{"id: \"2021\"", "id: 2021", "34:10 \"2021\" 'id' must be text, and this is a whole number: put it in quotes"},
		{"from: 2021,", "from: soon,", "34:46 \"soon\" 'from' must be a whole number, and this is text"},
		{"from: 2021,", "from: 21,", "34:46 \"21\" 'from' must not be below 1900"},
		{"from: 2021,", "from: 2021-01-01,", "34:46 \"2021-01-01\" 'from' must be a whole number, and this is text"},
		{"across: false", "across: no", "19:13 \"no\" 'across' must be true or false, and this is text"},
		{"words: [总体]", "words: 总体", "9:12 \"总体\" 'words' must be a list, and this is text"},
		{"words: [总体]", "words:", "9:5 \"words\" 'words' must be a list, and this is empty"},
		{"words: [总体]", "words: [1]", "9:13 \"1\" this must be text, and this is a whole number: put it in quotes"},
		{"title: 一、总体情况", "title: ''", "7:12 \"''\" 'title' must not be empty"},
		{"tables: [requests-2021]}\n  - {id: \"2019\"", "tables: []}\n  - {id: \"2019\"", "34:60 \"[]\" 'tables' must hold at least 1"},
		{"label: 一、新收", "label: {a: b}", "26:30 \"{a: b}\" 'label' must be text or a list, and this is keys with values"},
		{"01-31", "1月31日", "55:27 \"1月31日\" '1月31日' is not written as it must be, such as 03-31"},
		{"demand: by-deadline", "demand: by-deadlin", "54:15 \"by-deadlin\" 'demand' must be one of after-year, by-deadline, by-today: did you mean 'by-deadline'?"},
		{"broken: {from: 安静, to: 喂喂}", "broken: 安静", "46:13 \"安静\" 'broken' must be keys with values or a list"},
		{"broken: {from: 安静, to: 喂喂}", "broken: [{from: 安静}]", "46:14 \"\" 'to' is missing here"},
		// Names.
		{"kind: shout", "kind: shoot", "38:11 \"shoot\" there is no kind 'shoot': did you mean 'shout'?"},
		{"kind: shout", "kind: tool", "38:11 \"tool\" there is no kind 'tool'"},
		{"part: requests", "part: request", "18:11 \"request\" there is no part 'request': did you mean 'requests'?"},
		{"from: 2021, tables: [requests-2021]", "from: 2021, tables: [requests-2012]", "34:61 \"requests-2012\" there is no table 'requests-2012': did you mean 'requests-2021'?"},
		{"instead: law", "instead: lwa", "13:69 \"lwa\" there is no document 'lwa': did you mean 'law'?"},
		{"'{text}' is loud", "'{txt}' is loud", "42:41 \"txt\" there is no field of this kind 'txt': did you mean 'text'?"},
		{"“{text}” 太吵", "“{文字}” 太吵", "42:22 \"文字\" there is no field of this kind '文字'; there are: text, volume"},
		{"'{text}' is loud", "'{text' is loud", "42:40 \"{\" the brace { is not closed"},
		{"see {text}", "see {}", "44:42 \"\" there is no field of this kind ''"},
		{"other: {zh", "othr: {zh", "44:7 \"othr\" there is no note of this kind 'othr': did you mean 'other'?"},
		// Skeletons.
		{"{organ}{year}", "{organ}{yaer}", "63:19 \"yaer\" there is no field of this stanza 'yaer': did you mean 'year'?"},
		{"# {organ}", "# {机关}", "63:12 \"机关\" there is no field of this stanza '机关'; there are: organ, year, next-year, title, part:overview, part:requests, table:requests\n"},
		{"{part:requests}", "{part:request}", "65:13 \"part:request\" there is no field of this stanza 'part:request': did you mean 'part:requests'?"},
		{"{part:requests}", "{part}", "65:13 \"part\" there is no field of this stanza 'part'"},
		{"{year}年{title}", "{year}年{title", "63:25 \"{\" the brace { is not closed"},
		{"        {table:requests}", "        表：{table:requests}", "67:12 \"table:requests\" a table must stand on a line of its own"},
		{"{table:requests}", "{table:requests}。", "67:10 \"table:requests\" a table must stand on a line of its own"},
		{"{table:requests}", "{table:requests-2021}", "67:10 \"table:requests-2021\" there is no field of this stanza 'table:requests-2021': did you mean 'table:requests'?"},
		{"forms: [\"2019\"]", "forms: [\"2018\"]", "68:40 \"\\\"2018\\\"\" there is no form '2018': did you mean"},
		{"forms: [\"2019\"]", "forms: []", "68:39 \"[]\" 'forms' must hold at least 1"},
		{"  organ: XX机关\n", "", "60:3 \"\" 'organ' is missing here"},
		{"governments: true", "goverments: true", "68:49 \"goverments\" there is no key 'goverments': did you mean 'governments'?"},
		{"governments: true", "governments: yes", "68:62 \"yes\" 'governments' must be true or false, and this is text"},
		// Twice.
		{"- {id: requests, title", "- {id: overview, title", "10:10 \"overview\" the id of a part 'overview' stands here twice\n18:11"},
		{"id: signed-late", "id: too-loud", "47:9 \"too-loud\" the id of a rule 'too-loud' stands here twice"},
		{"{id: secret", "{id: new", "31:26 \"new\" the id of a row of this table 'new' stands here twice"},
		{"{id: firms", "{id: persons", "24:18 \"persons\" the id of a column of this block 'persons' stands here twice"},
		{"id: \"2019\"", "id: \"2021\"", "35:10 \"\\\"2021\\\"\" the id of a form '2021' stands here twice"},
		{"from: 2021, tables: [requests-2021]", "from: 2021, tables: [requests-2021, requests-2021]", "34:76 \"requests-2021\" the id of a table of this form 'requests' stands here twice"},
		{"    also: [概述]\n", "    also: [概述]\n    also: []\n", "9:5 \"also\" the key 'also' stands here twice"},
		{"to: 2020,", "to: 2018,", "35:56 \"2018\" 'to' is before 'from'"},
		// Settings.
		{"\"喂+\"", "\"喂(\"", "45:23 \"(\" no good"},
		{"\"喂+\"", "'喂''('", "45:25 \"(\" no good"},
		{"\"喂+\"", "\"\\u5582\\\\(\"", "45:30 \"(\" no good"},
		{"{at: 1}", "{at: 7}", "45:39 \"7\" no good"},
		{"{at: 1}", "{at: x}", "45:5 \"with\" the settings do not fit: json: cannot unmarshal string"},
		{"\"喂+\"", "fail", "45:5 \"with\" the settings do not fit: plain failure"},
		{"\"喂+\"", "none", "45:5 \"with\" the settings do not fit: kind shout makes no check"},
		// Proofs.
		{"    broken: {from: 安静, to: 喂喂}\n", "", "37:5 \"\" 'broken' is missing: every rule proves itself"},
		{"{from: 安静, to", "{from: 吵闹, to", "46:20 \"吵闹\" this does not stand in the model draft p.md"},
		{"{from: 安静, to: 喂喂}", "{from: 下属, to: 喂喂, in: prior}", "46:20 \"下属\" this does not stand in the model draft p.prior.md"},
		{"{from: 安静, to: 喂喂}", "{from: 下属, to: 喂喂, in: part-2}", "46:36 \"part-2\" there is no companion of the model draft 'part-2': did you mean 'part-1'?"},
		{"{from: 安静, to: 喂喂}", "{from: 下属, to: 喂喂, in: after}", "46:36 \"after\" 'after' is not written as it must be, such as prior"},
		{"{from: 安静, to", "{from: 安, to", "46:20 \"安\" this stands in the model draft p.md more than once"},
		{"to: 喂喂", "to: 安静", "46:28 \"安静\" 'to' is the same as 'from'"},
		// Tests.
		{"to: 喂喂}\n", "to: 喂喂}\n    tests: {good: [安静], bad: [喂, 喂喂]}\n    tests: {}\n", "48:5 \"tests\" the key 'tests' stands here twice"},
		{"to: 喂喂}\n", "to: 喂喂}\n    tests: {}\n", "47:12 \"\" there is neither 'good' nor 'bad'"},
		{"to: 喂喂}\n", "to: 喂喂}\n    tests: {good: []}\n", "47:19 \"[]\" 'good' must hold at least 1"},
		{"to: 喂喂}\n", "to: 喂喂}\n    tests: {god: [安静]}\n", "47:13 \"god\" there is no key 'god': did you mean 'good'?"},
		{"to: 喂喂}\n", "to: 喂喂}\n    tests: {at: 吵闹, bad: [喂]}\n", "47:17 \"吵闹\" this does not stand in the model draft p.md"},
		{"to: 喂喂}\n", "to: 喂喂}\n    tests: {at: 安, bad: [喂]}\n", "47:17 \"安\" this stands in the model draft p.md more than once"},
		{"to: 喂喂}\n", "to: 喂喂}\n    tests: {at: 安静, in: part-2, bad: [喂]}\n", "47:25 \"part-2\" there is no companion of the model draft 'part-2'"},
	}
	for _, tt := range tests {
		broken := strings.Replace(sound, tt.from, tt.to, 1)
		if broken == sound {
			t.Fatalf("%q is not in the pack", tt.from)
		}
		pack, faults := load(broken, diag.English)
		got := strings.Split(strings.TrimSuffix(told(faults), "\n"), "\n")
		want := strings.Split(strings.TrimSuffix(tt.want, "\n"), "\n")
		if pack != nil || !slices.EqualFunc(got, want, strings.HasPrefix) {
			t.Errorf("%q -> %q\n got %s\nwant %s", tt.from, tt.to, strings.Join(got, "\n     "), tt.want)
		}
	}
}

// TestWhole loads packs that are wrong as a whole.
func TestWhole(t *testing.T) {
	tests := []struct {
		name, pack string
		want       string
		wantZH     string
	}{
		{"empty", "", "1:1 \"\" the pack is empty", "规则包是空的"},
		{"remarks only", "# nothing\n", "1:1 \"\" the pack is empty", "规则包是空的"},
		{"mark", "\ufeff" + sound, "1:1 \"\\ufeff\" the file begins with a byte order mark", "文件开头有字节顺序标记（BOM）"},
		{"list", "- a\n", "1:1 \"- a\" this must be keys with values, and this is a list", "这一项 应为一组键和值，这里是列表"},
		{"json", `{"version": 1, "pack": "x"} tail`, "1:29 \"tail\" the document has ended", "文档到此已经结束"},
		{"two", sound + "---\n" + sound, "70:1 \"---\" a file holds one YAML document", "一个文件只能有一份 YAML 文档"},
		{"bomb", "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n", "1:4 \"&a\" anchors (&) are not supported", "不支持锚点"},
		{"merge", "a: {b: c}\n<<: {d: e}\n", "2:1 \"<<\" merge keys (<<) are not supported", "不支持合并键"},
		{"huge number", "version: 1e10000000\n", "1:10 \"1e10000000\" the number's power of ten", "数字的指数过大"},
		{"no number", "version: .nan\n", "1:10 \".nan\" a number must be finite", "数字必须是有限的"},
		{"date", strings.Replace(sound, "1", "2026-01-01", 1), "1:10 \"2026-01-01\" 'version' must be a whole number, and this is text", "“version” 应为整数，这里是文字"},
		{"tag", "version: !!int 1\n", "1:10 \"!!int\" tags (!) are not supported", "不支持类型标签"},
		{"number key", "1: x\n", "1:1 \"1\" a key must be text", "键必须是文字"},
		{"tab", "about:\n\tzh: x\n", "2:1 \"\\t\" indent with spaces", "缩进只能用空格"},
		{"deep", strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000), "1:65 \"[\" this is nested more than 64 deep", "嵌套超过 64 层"},
		{"deeper", strings.Repeat("- ", 12_000), "1:1", "嵌套超过 64 层"},
		{"many keys", lines("k%d: v\n", 100_000), "15001:", "条目过多"},
		{"many rules", "rules:\n" + lines("- {id: r%d}\n", 7_000), "1002:3 \"\" there are more than 1000 rules", "规则超过 1000 条"},
		{"many faults", "rules:\n" + lines("- {id: r%d}\n", 1_000), "1:1 \"\" 'about' is missing here", "这里缺少 “version”"},
		{"large", strings.Repeat("#", 1<<20+1), "1:1 \"\" the file is larger than 1024 KiB", "文件超过 1024 KiB"},
		{"bytes", "about: \xb9\xab\n", "1:8 \"\\xb9\" this is not UTF-8", "这里不是 UTF-8 编码"},
		{"nul", "about: \x00\n", "1:8 \"\\x00\" there is a NUL byte", "文件中有 NUL 字节"},
	}
	for _, tt := range tests {
		pack, faults := load(tt.pack, diag.English)
		if got := told(faults); pack != nil || !strings.HasPrefix(got, tt.want) {
			t.Errorf("%s:\n got %.300s\nwant %s", tt.name, got, tt.want)
		}
		if _, faults := load(tt.pack, diag.Chinese); !strings.Contains(told(faults), tt.wantZH) {
			t.Errorf("%s: got %.300s, want %s", tt.name, told(faults), tt.wantZH)
		}
	}
}

func lines(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// TestTypos misspells every key of the sound pack by one letter, in three ways.
func TestTypos(t *testing.T) {
	right, all := 0, 0
	root, _ := yaml.Parse(diag.NewFile("p.yaml", []byte(sound)), 0, len(sound))
	var walk func(n *yaml.Node, path string)
	walk = func(n *yaml.Node, path string) {
		for _, item := range n.Items {
			walk(item, path)
		}
		for _, e := range n.Entries {
			walk(e.Value, path+"/"+e.Key.Text)
			key := e.Key.Text
			if len(key) < 2 || path == "/tables" || strings.HasSuffix(path, "/notes") || strings.Contains(path, "with/deep") || key == "pattern" || key == "deep" {
				continue // names that the pack gives, and the settings of the kind for tests
			}
			for _, typo := range []string{key[:len(key)-1], key[:1] + key, "x" + key[1:], key[:len(key)-2] + key[len(key)-1:] + key[len(key)-2:len(key)-1]} {
				if typo == key {
					continue
				}
				all++
				s := e.Key.Span
				_, faults := load(sound[:s.Start]+typo+sound[s.End:], diag.English)
				if i := slices.IndexFunc(faults, func(d diag.Diagnostic) bool {
					return d.Span.Start == s.Start && strings.HasSuffix(d.Message, "did you mean '"+key+"'?")
				}); i >= 0 && len(faults) == 1 {
					right++
				} else {
					t.Logf("%s/%s for %s: %s", path, typo, key, told(faults))
				}
			}
		}
	}
	walk(root, "")
	t.Logf("%d of %d", right, all)
	if right*100 < all*95 {
		t.Errorf("only %d of %d typos were understood", right, all)
	}
}
