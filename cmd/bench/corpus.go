package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"

	"reportlint/fixtures"
	"reportlint/lint/check"
	"reportlint/lint/diag"
	"reportlint/lint/typeset"
	"reportlint/rules"
)

const (
	packName = "annual-report"
	today    = "2032-01-15" // after every day that a draft may bear
	// shortest is the size of the shortest drafts, in bytes.
	shortest = 5_400
	// filled is the heading before which text is put to make a draft longer.
	filled = "## 六、"
)

// author writes the drafts of a corpus, each by its number. Several goroutines may use it.
type author struct {
	pipes, html *fixtures.Writer
	faults      []string
	seed        uint64
}

func newAuthor(seed uint64) (*author, error) {
	file, model, _ := rules.Builtin(packName)
	pack, wrong := rules.Load(file, model, check.Kinds(), diag.English)
	if pack == nil {
		return nil, fmt.Errorf("faulty rule pack %s: %s", packName, wrong[0].Message)
	}
	var pipes []typeset.Layout
	for _, l := range typeset.Layouts() {
		long := strings.HasSuffix(l.Name, "repeated") || strings.HasSuffix(l.Name, "headings") || strings.HasSuffix(l.Name, "bold lines")
		if strings.HasPrefix(l.Name, "pipe tables") && !long { // so that drafts have the size of most reports
			pipes = append(pipes, l)
		}
	}
	w := fixtures.NewWriter(pack.Scheme)
	return &author{w.In(pipes...), w.In(typeset.HTML()), fixtures.Rules(), seed}, nil
}

// draft returns the draft of a number: one of twenty has HTML tables, the others pipe
// tables; one of ten has a fault, which may be one that only other reports would show.
func (a *author) draft(number int) string {
	w := a.pipes
	if number%20 == 13 {
		w = a.html
	}
	var planted []string
	if number%10 == 7 {
		planted = a.faults[number/10%len(a.faults):][:1]
	}
	text := w.Write(a.seed, uint64(number), fixtures.Developed, planted...).Text
	return lengthen(text, shortest, rand.New(rand.NewPCG(a.seed, uint64(number))))
}

// lengthen puts true sentences on other things into a draft until it has a size, and
// tables of them where there is room for several.
func lengthen(text string, size int, rng *rand.Rand) string {
	at := strings.Index(text, filled)
	if at < 0 || len(text) >= size {
		return text
	}
	const room = 4_000
	var more strings.Builder
	for len(text)+more.Len() < size {
		missing := size - len(text) - more.Len()
		for range min(10, 1+missing/200) {
			more.WriteString(sentence(rng))
		}
		more.WriteString("\n\n")
		if missing > room {
			more.WriteString("| 农场 | 早稻（吨） | 晚稻（吨） | 全年（吨） |\n|---|---:|---:|---:|\n")
			for range 20 {
				early, late := 100+rng.IntN(9_000), 100+rng.IntN(9_000)
				fmt.Fprintf(&more, "| %s的第%d号农场 | %d | %d | %d |\n", place(rng), 1+rng.IntN(90), early, late, early+late)
			}
			more.WriteString("\n")
		}
	}
	return text[:at] + more.String() + text[at:]
}

// sentence returns a sentence with figures that no table of the form holds.
func sentence(rng *rand.Rand) string {
	a, b := 10+rng.IntN(900), 10+rng.IntN(900)
	switch rng.IntN(4) {
	case 0:
		return fmt.Sprintf("%s的粮库存稻谷%d吨，其中早稻%d吨、晚稻%d吨。", place(rng), a+b, a, b)
	case 1:
		return fmt.Sprintf("%s的渠道长%d米，比原来的%d米多%d米。", place(rng), a+b, a, b)
	case 2:
		return fmt.Sprintf("%s栽种杉树%d棵、松树%d棵，路灯换了%d盏。", place(rng), a, b, 2+rng.IntN(60))
	}
	return fmt.Sprintf("%s的客车每天开行%d班，运送旅客%d人次。", place(rng), 2+rng.IntN(30), a*10)
}

func place(rng *rand.Rand) string {
	first, second := []rune("柳青石清白龙双金"), []rune("湾禾桥溪岭潭河坪")
	return string([]rune{first[rng.IntN(len(first))], second[rng.IntN(len(second))]}) + []string{"东边", "西边", "南边", "北边"}[rng.IntN(4)]
}

// writeCorpus writes drafts to a folder, a thousand to each folder in it, and returns how
// many bytes they have.
func writeCorpus(folder string, s settings) (int64, error) {
	a, err := newAuthor(s.seed)
	if err != nil {
		return 0, err
	}
	var next, written atomic.Int64
	failures := make([]error, s.threads)
	var all sync.WaitGroup
	for i := range s.threads {
		all.Go(func() {
			for failures[i] == nil {
				n := int(next.Add(1)) - 1
				if n >= s.drafts {
					return
				}
				name := filepath.Join(folder, fmt.Sprintf("%03d", n/1000), fmt.Sprintf("%06d.md", n))
				text := a.draft(n)
				written.Add(int64(len(text)))
				failures[i] = write(name, text)
			}
		})
	}
	all.Wait()
	return written.Load(), errors.Join(failures...)
}

// writeGrown writes one draft without fault that has a size at least.
func writeGrown(name string, seed uint64, size int) error {
	a, err := newAuthor(seed)
	if err != nil {
		return err
	}
	return write(name, lengthen(a.draft(0), size, rand.New(rand.NewPCG(seed, 0))))
}

// write writes a file and the folders that it is in.
func write(name, text string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(text), 0o666)
}
