package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"reportlint/rules"
)

// morePhrases is how many phrases the longer pack has beside those of the pack itself.
const morePhrases = 1_000

// writePacks writes the pack and its model to two folders, to one of them with a rule more
// that has many phrases, and returns the two packs.
func writePacks(folder string) (plain, longer string, err error) {
	pack, model, _ := rules.Builtin(packName)
	stem := func(name string) string { return filepath.Join(folder, name, packName) }
	for name, text := range map[string]string{"plain": pack.Text, "longer": pack.Text + phraseRule()} {
		files := map[string]string{stem(name) + ".yaml": text, stem(name) + ".md": model.Text}
		if model.Prior != nil {
			files[rules.PriorName(stem(name))] = model.Prior.Text
		}
		for i, part := range model.Parts {
			files[rules.PartName(stem(name), i+1)] = part.Text
		}
		for file, content := range files {
			if err := write(file, content); err != nil {
				return "", "", err
			}
		}
	}
	return stem("plain") + ".yaml", stem("longer") + ".yaml", nil
}

// phraseRule returns the rule, to stand behind the last one of a pack. It finds nothing,
// and does not find it cheaply: its phrases begin as the sentences of reports do and have
// no beginning in common, so that they cannot be passed over for their first character.
func phraseRule() string {
	begins := strings.Fields(`公开 政府 信息 申请 办理 工作 情况 全年 主动 发布 网站 平台 解读 政策 行政 复议
		诉讼 监督 保障 培训 制度 管理 群众 部门 单位 机关 更新 问题 改进 答复 年度 内容`)
	ends := strings.Fields(`茄子 蘑菇 琵琶 骆驼 葡萄 蝴蝶 珊瑚 玻璃 琥珀 鹦鹉 蜈蚣 枇杷 橄榄 柠檬 玫瑰 蟋蟀
		螃蟹 鸳鸯 麒麟 凤凰 蝙蝠 蜻蜓 菠萝 荔枝 咖啡 槟榔 蜘蛛 蚂蚁 鹌鹑 犀牛 獾子 貔貅`)
	var rule strings.Builder
	rule.WriteString(`
  - id: phrase-unwanted
    kind: wording
    severity: info
    basis: {zh: 测速, en: a bench}
    why: {zh: 只用来测速, en: it is here to be measured}
    message: {zh: "“{text}”应当改写", en: "“{text}” should be put otherwise"}
    with:
      patterns:
`)
	for i := range morePhrases {
		fmt.Fprintf(&rule, "        - '%s%s'\n", begins[i%len(begins)], ends[i/len(begins)])
	}
	fmt.Fprintf(&rule, "    broken: {from: 更换不及时, to: 更换不及时%s%s}\n", begins[0], ends[0])
	return rule.String()
}
