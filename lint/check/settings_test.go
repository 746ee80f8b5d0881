package check

import (
	"errors"
	"strings"
	"testing"

	"reportlint/lint"
)

// TestDeadSettings hands kinds settings with which a rule could never find fault, and
// wants to be told where and why; and others that look like them and are sound.
func TestDeadSettings(t *testing.T) {
	const figure = `{"apart": "不在其内", "figures": [{"name": "n", "says": [%q], "unless": [%q], "cells": ["t/r/c"]}]}`
	named := `{"words": {"come": "收到|接到"}, ` + figure[1:]
	tests := []struct {
		kind, with string
		path       string // of the setting; "" if it is sound
		offset     int
		reason     string
	}{
		{"wording", `{"patterns": ["好", "其中：无"]}`, "/patterns/1", len("其中"), "“：” has become “:” before patterns see it, so write “:”"},
		{"wording", `{"patterns": ["了了"], "unless": ["了了"]}`, "/unless/0", 0, "stands among the patterns too"},
		{"wording", `{"patterns": ["了了"], "unless": ["没完", ".*"]}`, "/unless/1", 0, "every text matches this"},
		{"agree", strings.NewReplacer("%q", `"收到\\d+件"`).Replace(figure), "/figures/0/says/0", 0, "there is no # or ¤ here"},
		{"agree", strings.Replace(strings.Replace(figure, "%q", `"收到(信访|来信)#件"`, 1), "%q", `"上年"`, 1), "/figures/0/says/0", 0, "or in the first group"},
		{"agree", strings.Replace(strings.Replace(figure, "%q", `"收到(?:信访|来信)#件"`, 1), "%q", `"上年"`, 1), "", 0, ""},
		{"agree", strings.Replace(strings.Replace(figure, "%q", `"收到(信访)?#件"`, 1), "%q", `"上年"`, 1), "", 0, ""},
		{"agree", strings.Replace(strings.Replace(figure, "%q", `"收到(信访.)件"`, 1), "%q", `"上年"`, 1), "", 0, ""},
		{"agree", strings.Replace(strings.Replace(figure, "%q", `"收到#件"`, 1), "%q", `"a?"`, 1), "/figures/0/unless/0", 0, "every text matches this"},
		{"agree", strings.Replace(strings.Replace(figure, "%q", `"收到[#¤]"`, 1), "%q", `"上年"`, 1), "", 0, ""},
		{"agree", strings.Replace(strings.Replace(named, "%q", `"{come}#件,{2}"`, 1), "%q", `"{come}上年"`, 1), "", 0, ""},
		{"agree", strings.Replace(strings.Replace(named, "%q", `"{came}#件"`, 1), "%q", `"{com}上年"`, 1), "/figures/0/says/0", 0, "“words” has no “came”"},
		{"agree", strings.Replace(strings.Replace(named, "%q", `"{come}#件"`, 1), "%q", `"上{com}年"`, 1), "/figures/0/unless/0", len("上"), "“words” has no “com”"},
		{"agree", `{"apart": "无关", "figures": [], "shares": [{"name": "s", "says": ["占#"], "parts": ["t/r/c"], "wholes": ["t/r/d"]}]}`, "/shares/0/says/0", 0, "there is no % here"},
		{"agree", `{"apart": "无关", "figures": [], "shares": [{"name": "s", "says": ["占%"], "parts": ["t/r/c", "t/q/c"], "wholes": ["t/r/d"]}]}`, "/shares/0/wholes", 0, "not as many items as “parts”"},
		{"agree", `{"apart": "无关", "figures": [], "shares": [{"name": "s", "says": ["占%"], "parts": ["t/r/c"], "wholes": ["t/r"]}]}`, "/shares/0/wholes/0", 0, ""},
		{"agree", `{"apart": "无关", "figures": [], "shares": [{"name": "s", "says": ["占%"], "parts": ["t/r/c"], "wholes": ["t/r/d"]}]}`, "", 0, ""},
		{"claim", `{"words": {"none": "无{all}", "all": "都{2}"}, "claims": []}`, "/words/none", 0, "cannot name others"},
		{"claim", `{"words": {"none": "无{2}"}, "claims": []}`, "", 0, ""},
		{"claim", `{"words": {"none": "无|("}, "claims": []}`, "/words/none", 0, "bad pattern"},
		{"claim", `{"words": {"none": "无"}, "claims": [{"name": "n", "says": ["{none}申请{nothing"], "nowhere": ["{one}"], "cells": "t/r/c"}]}`, "/claims/0/nowhere/0", 0, "“words” has no “one”"},
	}
	kinds := map[string]lint.Kind{}
	for _, k := range Kinds() {
		kinds[k.Name] = k
	}
	for _, tt := range tests {
		_, err := kinds[tt.kind].New(lint.JSON(tt.with))
		var wrong *lint.SettingError
		switch {
		case tt.path == "" && err == nil:
		case !errors.As(err, &wrong):
			t.Errorf("%s: got %v, want a fault at %q", tt.with, err, tt.path)
		case wrong.Path != tt.path || wrong.Offset != tt.offset || !strings.Contains(wrong.Reason.EN, tt.reason) || wrong.Reason.ZH == "":
			t.Errorf("%s:\n got %s +%d: %s\nwant %s +%d: %s", tt.with, wrong.Path, wrong.Offset, wrong.Reason.EN, tt.path, tt.offset, tt.reason)
		}
	}
}
