package check

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"reportlint/lint"
)

// TestDeadSettings hands kinds settings with which a rule could never find fault, and
// wants to be told where and why; and others that look like them and are sound.
func TestDeadSettings(t *testing.T) {
	const figure = `{"apart": "不在其内", "figures": [{"name": "n", "says": [%q], "unless": [%q], "cells": ["t/r/c"]}]}`
	tests := []struct {
		kind, with string
		path       string // of the setting; "" if it is sound
		offset     int
		reason     string
	}{
		{"wording", `{"patterns": ["其中：无"]}`, "/patterns/0", len("其中"), "“：” has become “:” before patterns see it, so write “:”"},
		{"wording", `{"patterns": ["其中:无"]}`, "", 0, ""},
		{"wording", `{"patterns": ["其中[:：]无"]}`, "", 0, ""},
		{"wording", `{"patterns": ["其中：?无"]}`, "", 0, ""},
		{"wording", `{"patterns": ["(其中：|包括,)无"]}`, "", 0, ""},
		{"wording", `{"patterns": ["(其中：|包括，)无"]}`, "/patterns/0", len("(其中"), "“：” has become “:”"},
		{"wording", `{"patterns": ["好", "[。，]{2}", "１+"]}`, "/patterns/2", 0, "“１” has become “1”"},
		{"wording", `{"patterns": ["[０-９]"]}`, "/patterns/0", 1, "“０” has become “0”"},
		{"wording", `{"patterns": ["\\x{FF10}"]}`, "/patterns/0", 0, "“U+FF10” has become “0”"},
		{"wording", `{"patterns": ["一　二"]}`, "/patterns/0", len("一"), "white space (U+3000) is gone"},
		{"wording", `{"patterns": ["a b", "a\\s?b", "(?i)K", "[^：]"]}`, "", 0, ""},
		{"wording", `{"patterns": ["[^\\x00-\\x{10FFFF}]"]}`, "/patterns/0", 0, "no text can match this pattern"},
		{"wording", `{"patterns": ["了了"], "unless": ["了了"]}`, "/unless/0", 0, "stands among the patterns too"},
		{"wording", `{"patterns": ["了了"], "unless": ["没完", ".*"]}`, "/unless/1", 0, "every text matches this"},
		{"wording", `{"patterns": ["了了"], "unless": ["^\\s*"]}`, "/unless/0", 0, "every text matches this"},
		{"wording", `{"patterns": ["了了"], "unless": ["^$", "x*$", "\\b"]}`, "", 0, ""},
		{"agree", strings.NewReplacer("%q", `"收到\\d+件"`).Replace(figure), "/figures/0/says/0", 0, "there is no # or ¤ here"},
		{"agree", strings.Replace(strings.Replace(figure, "%q", `"收到(信访|来信)#件"`, 1), "%q", `"上年"`, 1), "/figures/0/says/0", 0, "or in the first group"},
		{"agree", strings.Replace(strings.Replace(figure, "%q", `"收到(?:信访|来信)#件"`, 1), "%q", `"上年"`, 1), "", 0, ""},
		{"agree", strings.Replace(strings.Replace(figure, "%q", `"收到(信访)?#件"`, 1), "%q", `"上年"`, 1), "", 0, ""},
		{"agree", strings.Replace(strings.Replace(figure, "%q", `"收到(信访.)件"`, 1), "%q", `"上年"`, 1), "", 0, ""},
		{"agree", strings.Replace(strings.Replace(figure, "%q", `"收到#件"`, 1), "%q", `"a?"`, 1), "/figures/0/unless/0", 0, "every text matches this"},
		{"agree", strings.Replace(strings.Replace(figure, "%q", `"收到[#¤]"`, 1), "%q", `"上年"`, 1), "", 0, ""},
	}
	kinds := map[string]lint.Kind{}
	for _, k := range Kinds() {
		kinds[k.Name] = k
	}
	for _, tt := range tests {
		_, err := kinds[tt.kind].New(json.RawMessage(tt.with))
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
