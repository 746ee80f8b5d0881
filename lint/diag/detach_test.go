package diag

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unsafe"
)

// TestDetachShares holds what stands beside many faults to be kept once.
func TestDetachShares(t *testing.T) {
	f := NewFile("f", []byte("甲乙"))
	reason := strings.Repeat("因", 1000)
	all := make([]Diagnostic, 100)
	for i := range all {
		all[i] = Diagnostic{Span: Span{f, 0, 3}, Suppression: &Suppression{Span: Span{f, 0, 3}, Reason: reason}}
	}
	Detach(all)
	for _, d := range all {
		if got := d.Suppression.Reason; got != reason || unsafe.StringData(got) != unsafe.StringData(all[0].Suppression.Reason) {
			t.Fatal("a reason is kept more than once")
		}
	}
}

// TestDetach holds what is shown of a place to be the same when its file was let go.
func TestDetach(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		var b strings.Builder
		for range rng.IntN(60) {
			b.WriteString([]string{"甲", "a", "😀", "\n", "\r\n", "\r", BOM, strings.Repeat("乙", stride)}[rng.IntN(8-rng.IntN(2))])
		}
		whole := NewFile("f", []byte(b.String()))
		var all, was []Diagnostic
		for range 1 + rng.IntN(4) {
			start := rng.IntN(whole.Len() + 1)
			d := Diagnostic{Span: Span{whole, start, start + rng.IntN(min(9, whole.Len()-start+1))}}
			d.Notes = []Note{{Span: Span{File: whole, Start: start}}}
			all = append(all, d)
			d.Notes = nil
			was = append(was, d)
		}
		Detach(all)
		for i, d := range all {
			got, want := d.Span, was[i].Span
			if got.File == whole || d.Notes[0].Span.File != got.File {
				t.Fatal("the file is kept")
			}
			for _, at := range []int{got.Start, got.End} {
				if got.File.Position(at) != whole.Position(at) || got.File.UTF16(at) != whole.UTF16(at) {
					t.Fatalf("%q: the position of %d is %v, was %v", b.String(), at, got.File.Position(at), whole.Position(at))
				}
			}
			line := whole.Position(want.Start).Line
			if got.Text() != want.Text() || got.File.Line(line).Text() != whole.Line(line).Text() || got.File.Len() != whole.Len() {
				t.Fatalf("%q: %q in %q is left, was %q", b.String(), got.Text(), got.File.Line(line).Text(), want.Text())
			}
		}
	}
}
