package rules

import (
	"testing"

	"reportlint/lint/diag"
	"reportlint/lint/yaml"
)

// FuzzConfig holds what is said of configurations to its places: for any bytes nothing
// panics, and every fault stands in the file.
func FuzzConfig(f *testing.F) {
	for _, s := range []string{
		"", "lang: en\n", "packs: [annual-report]\r\n", "overrides:\n- paths: ['*.md']\n  ignore: [a*]\n",
		"allow:\n- paths: x\n  rules: [a]\n  because: b\n  until: 2025-02-30\n", "severity: {a: error}\npriro: 1", "- a", "\ufeff{", "a: [1, {b: c}]\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		file := diag.NewFile(".reportlint.yaml", content)
		root, faults := yaml.Parse(file, 0, len(content))
		if len(faults) == 0 {
			for _, d := range ConfigFaults(root, diag.English) {
				if s := d.Span; s.File != file || s.Start < 0 || s.Start > s.End || s.End > len(content) || d.Message == "" {
					t.Errorf("%q at %d to %d", d.Message, s.Start, s.End)
				}
			}
		}
	})
}
