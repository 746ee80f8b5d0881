package render

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"reportlint/lint"
	"reportlint/lint/diag"
)

func TestJSON(t *testing.T) {
	d := signed()
	d.Notes, d.Suggestions = d.Notes[:1], d.Suggestions[:1]
	d.Suggestions[0].Edits = d.Suggestions[0].Edits[1:]
	d.Message = "<2024> & \xff"
	tests := []struct {
		name string
		run  Run
		want string
	}{
		{"nothing", Run{}, `{
  "version": 1,
  "files": [],
  "diagnostics": [],
  "summary": {
    "files": 0,
    "errors": 0,
    "warnings": 0,
    "infos": 0,
    "suppressed": 0,
    "baselined": 0
  }
}
`},
		{"everything", Run{
			Files: slices.Values([]File{
				{Path: "draft.md", Pack: "annual-report", About: &About{Title: "题", Organ: "局", Year: 2024, Form: "2021",
					Coverage: lint.Coverage{Ran: 58, NotApplicable: []lint.Reason{{Rule: "a", Reason: "why"}}}}},
				{Path: "b.md", NotChecked: "binary content"},
			}),
			Diagnostics: slices.Values([]diag.Diagnostic{d}),
			Suppressed:  slices.Values(make([]diag.Diagnostic, 2)), Baselined: slices.Values(make([]diag.Diagnostic, 3)),
		}, everything},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var b strings.Builder
			if err := JSON(&b, tt.run); err != nil {
				t.Fatal(err)
			}
			if got := b.String(); got != tt.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, tt.want)
			}
		})
	}
}

const everything = `{
  "version": 1,
  "files": [
    {
      "path": "draft.md",
      "title": "题",
      "organ": "局",
      "year": 2024,
      "pack": "annual-report",
      "form": "2021",
      "coverage": {
        "ran": 58,
        "notApplicable": [
          {
            "rule": "a",
            "reason": "why"
          }
        ],
        "undecided": []
      }
    },
    {
      "path": "b.md",
      "title": "",
      "organ": "",
      "year": 0,
      "pack": "",
      "form": "",
      "coverage": {
        "ran": 0,
        "notApplicable": [],
        "undecided": []
      },
      "notChecked": "binary content"
    }
  ],
  "diagnostics": [
    {
      "path": "draft.md",
      "rule": "signed-before-year-end",
      "severity": "warning",
      "message": "\u003c2024\u003e \u0026 \ufffd",
      "basis": "条例 第五十条",
      "start": {
        "line": 3,
        "column": 1,
        "offset": 15
      },
      "end": {
        "line": 3,
        "column": 11,
        "offset": 31
      },
      "notes": [
        {
          "path": "draft.md",
          "start": {
            "line": 4,
            "column": 1,
            "offset": 32
          },
          "end": {
            "line": 4,
            "column": 6,
            "offset": 39
          },
          "message": "报告的年度"
        }
      ],
      "fixes": [],
      "suggestions": [
        {
          "message": "改为次年",
          "edits": [
            {
              "path": "draft.md",
              "start": {
                "line": 4,
                "column": 1,
                "offset": 32
              },
              "end": {
                "line": 4,
                "column": 1,
                "offset": 32
              },
              "text": "截至\n"
            }
          ]
        }
      ],
      "explanations": [
        {
          "cells": [
            {
              "path": "draft.md",
              "start": {
                "line": 4,
                "column": 1,
                "offset": 32
              },
              "end": {
                "line": 4,
                "column": 6,
                "offset": 39
              },
              "label": "年",
              "is": "2024",
              "becomes": "2025"
            }
          ],
          "reasons": [
            "one key apart"
          ]
        }
      ],
      "fingerprint": "f00d"
    }
  ],
  "summary": {
    "files": 2,
    "errors": 0,
    "warnings": 1,
    "infos": 0,
    "suppressed": 2,
    "baselined": 3
  }
}
`

func jsonOf(t *testing.T, v any) string {
	t.Helper()
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
