package rules

import (
	"testing"
	"fmt"
	"reportlint/lint/check"
	"reportlint/lint/diag"
)

func TestTry(t *testing.T) {
	for _, n := range append(Names(), "tool") {
		p, m, _ := Builtin(n)
		pack, faults := Load(p, m, check.Kinds(), diag.English)
		fmt.Println(n, pack != nil)
		for _, f := range faults { pos := p.Position(f.Span.Start); fmt.Println(pos, f.Span.Text(), f.Message) }
	}
}
