package main

import (
	"testing"

	"reportlint/lint"
)

// TestMember holds a file to be read once for each pack, by whatever patterns drafts name it.
func TestMember(t *testing.T) {
	c := &companions{members: map[string]func() member{}}
	reads := 0
	for range 3 {
		for _, pack := range []*lint.Pack{{Name: "a"}, {Name: "b"}} {
			for _, of := range []candidate{{path: "x.md", real: "/x.md"}, {path: "../x.md", real: "/x.md"}, {path: "y.md", real: "/y.md"}} {
				c.member(pack, of, func() member { reads++; return member{candidate: of} })
			}
		}
	}
	if reads != 4 {
		t.Errorf("two files were read %d times for two packs", reads)
	}
}
