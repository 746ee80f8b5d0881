package similar

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"reportlint/lint/diag"
	"reportlint/lint/draft"
)

// text reads passages, one a line.
func text(s string) *Text {
	file := diag.NewFile("draft.md", []byte(s))
	var all []Passage
	at := 0
	for line := range strings.Lines(s) {
		b := draft.NewBuilder(diag.Span{File: file, Start: at, End: at + len(line)})
		b.Copy(at, at+len(line))
		all = append(all, Passage{Text: b.Text()})
		at += len(line)
	}
	return Read(all)
}

// random returns text of few letters, so that much of it stands in other such text.
func random(rng *rand.Rand, lines, length int) string {
	var b strings.Builder
	for range lines {
		for range rng.IntN(length) {
			b.WriteRune([]rune("甲乙丙,")[rng.IntN(4)])
		}
		b.WriteString("\n")
	}
	return b.String()
}

// shuffled returns pieces of s in another order, with other text between them.
func shuffled(rng *rand.Rand, s string) string {
	chars := []rune(s)
	var b strings.Builder
	for range 6 {
		from := rng.IntN(len(chars))
		b.WriteString(string(chars[from:min(from+rng.IntN(80), len(chars))]))
		b.WriteString(random(rng, rng.IntN(2), 9))
	}
	return b.String()
}

// oracle finds runs by trying every pair of places.
func oracle(a, b *Text) []Run {
	var out []Run
	for i := 0; i < len(a.chars); i++ {
		best := Run{A: i}
		for j := range b.chars {
			n := 0
			for i+n < len(a.chars) && j+n < len(b.chars) && a.chars[i+n] == b.chars[j+n] && a.chars[i+n] != stop {
				n++
			}
			if n > best.Len {
				best.B, best.Len = j, n
			}
		}
		if best.Len >= shortest {
			out = append(out, best)
			i += best.Len - 1
		}
	}
	return out
}

func TestRunsAsByBruteForce(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	found := 0
	for range 2000 {
		s := random(rng, 4, 120) + "末\n"
		a, b := text(s), text(shuffled(rng, s)+"\n")
		got, want := lookFor(a).in(b), oracle(a, b)
		if !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v of\n%s\n%s", got, want, string(a.chars), string(b.chars))
		}
		found += len(got)
	}
	if found < 2000 {
		t.Errorf("the texts have %d runs together, too few to say anything", found)
	}
}

// TestPlaces holds a pair to read alike in both texts, as far as it is compared.
func TestPlaces(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		s := random(rng, 4, 120) + "末\n"
		a, b := text(s), text(shuffled(rng, s)+"\n")
		for _, r := range lookFor(a).in(b) {
			x, y := a.Span(r.A, r.A+r.Len).Text(), b.Span(r.B, r.B+r.Len).Text()
			if strings.ReplaceAll(x, ",", "") != strings.ReplaceAll(y, ",", "") || utf8.RuneCountInString(strings.ReplaceAll(x, ",", "")) != r.Len {
				t.Fatalf("%v: %q and %q", r, x, y)
			}
		}
	}
}

func TestWhatIsAlike(t *testing.T) {
	const base = "全年举办培训3次，参训人员126人次，答复群众来电1,204件，办结率98.5%，并公开审核意见两份。"
	tests := []struct {
		name, other string
		alike       bool
	}{
		{"the same", base, true},
		{"new figures", "全年举办培训12次，参训人员9人次，答复群众来电87件，办结率100%，并公开审核意见十三份。", true},
		{"figures in other scripts", "全年举办培训三次，参训人员１２６人次，答复群众来电1204件，办结率98.5%，并公开审核意见2份。", true},
		{"other punctuation and spaces", "全年举办培训 3 次; 参训人员126人次; 答复群众来电1204件(办结率98.5%)——并公开审核意见2份", true},
		{"other words", "这一年组织学习3回，来了126人，群众打来电话1,204个，都接了，还公布过两份审核意见。", false},
	}
	for _, test := range tests {
		a, b := text(base), text(test.other)
		if got := Total(lookFor(a).in(b)) == a.Len(); got != test.alike {
			t.Errorf("%s: alike is %v", test.name, got)
		}
	}
}

func TestWithout(t *testing.T) {
	file := diag.NewFile("draft.md", []byte("甲乙丙丁戊己"))
	b := draft.NewBuilder(diag.Span{File: file, End: len(file.Text)})
	b.Copy(0, len(file.Text))
	got := Read([]Passage{{Text: b.Text(), Without: [][2]int{{12, 15}, {3, 9}, {3, 6}}}})
	if s := string(got.chars); s != "甲丁己\x00" || got.Len() != 3 {
		t.Errorf("%q of %d characters is left", s, got.Len())
	}
	if s := got.Span(0, 2).Text(); s != "甲乙丙丁" {
		t.Errorf("the place is %q", s)
	}
}

// TestCommon holds what stands with several authors to count for nothing, and several
// works of one author to be one.
func TestCommon(t *testing.T) {
	const (
		shared = "各单位按照统一安排梳理公开事项目录并逐项明确公开内容时限和方式报县政务公开办备案"
		own    = "我镇结合茶园改造把补贴对象名单贴到每个村民小组的公告墙上并请茶农代表逐户核对签字"
	)
	each := text(shared).Len()
	main := text(shared + "\n" + own + "\n")
	var others []Other
	for _, author := range []string{"丙", "甲", "乙", "甲", "丙"} {
		others = append(others, Other{author, text(shared)})
	}
	others = append(others, Other{"丁", text(own)})
	counted, runs := Compare(main, others)
	if counted != main.Len() || Total(runs[0]) != each || Total(runs[5]) != text(own).Len() {
		t.Errorf("with three authors: %d characters count, runs are %v", counted, runs)
	}
	others = append(others, Other{"戊", text(shared)})
	counted, runs = Compare(main, others)
	if counted != text(own).Len() || len(runs[0]) != 0 || Total(runs[5]) != counted {
		t.Errorf("with four authors: %d characters count, runs are %v", counted, runs)
	}
}

// TestPairs holds a passage in which a word was changed to be shown as one.
func TestPairs(t *testing.T) {
	a := text("我镇结合茶园改造把补贴对象名单贴到每个村民小组的公告墙上，请茶农代表逐户核对签字，有异议的由村里三天之内答复并再次张贴名单")
	b := text("开头。我镇结合茶园改造把补贴对象名单贴到每个村民小组的公示栏上，请茶农代表逐户核对签字，有异议的由村里三天之内答复并再次张贴名单")
	pairs := Pairs(a, b, lookFor(a).in(b))
	if len(pairs) != 1 || !strings.HasPrefix(pairs[0].B.Text(), "我镇结合") || !strings.HasSuffix(pairs[0].A.Text(), "张贴名单") {
		t.Errorf("pairs are %v", pairs)
	}
}

// TestLike plants a copy among many works and wants each of the two to be found for the
// other, and hardly anything for the rest, with a wording that all have in common or
// without: sketches of short works hold some of it that those of longer ones have no room
// for.
func TestLike(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	fresh := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteRune(rune(0x4E00 + rng.IntN(3000)))
		}
		return b.String()
	}
	for _, common := range []string{"", fresh(900)} {
		var all []Work
		works := NewWorks(new(shelf), 0)
		copied := fresh(400)
		for i := range 300 {
			s := common + "\n" + fresh(200+rng.IntN(600))
			if i == 40 || i == 250 {
				s = common + "\n" + fresh(150) + copied + fresh(150)
			}
			read := text(s)
			all = append(all, Work{Author: string(rune('A' + i)), Sketch: read.Sketch(), Len: read.Len()})
			works.Add(all[i])
			if size := len(all[i].Sketch); size > sketchSize {
				t.Fatalf("a sketch has %d shingles", size)
			}
		}
		x, err := works.Index(allAtOnce)
		if err != nil {
			t.Fatal(err)
		}
		works.most = 1000 // as if there were many more
		again, err := works.Index(allAtOnce)
		if err != nil || len(x.stretches) != 1 || len(again.stretches) < 10 {
			t.Fatalf("%d and %d stretches: %v", len(x.stretches), len(again.stretches), err)
		}
		for i := range all {
			one, _ := x.Like(i)
			if other, _ := again.Like(i); !slices.Equal(one, other) {
				t.Errorf("like %d are %v, and %v where the index is made of less at a time", i, one, other)
			}
		}
		needless := 0
		for i := range all {
			got, _ := x.Like(i)
			switch want := map[int]int{40: 250, 250: 40}[i]; {
			case want > 0 && !slices.Contains(got[:min(maxSuspects, len(got))], want):
				t.Errorf("%d is not found for %d, but %v", want, i, got)
			case want == 0 && len(got) > 0:
				needless++
			case want > 0 && common != "" && len(got) < 1+Common:
				t.Errorf("%v cannot tell what is common", got)
			}
		}
		if common == "" && needless > 0 || needless > len(all)/50 {
			t.Errorf("something is found for %d works that are like no other", needless)
		}
	}
}

// shelf is one in memory.
type shelf struct{ bytes.Buffer }

func (s *shelf) ReadAt(b []byte, at int64) (int, error) {
	return bytes.NewReader(s.Bytes()).ReadAt(b, at)
}

// TestHostile holds text that repeats itself to be compared in little time, which the
// time limit of the test would not allow otherwise.
func TestHostile(t *testing.T) {
	for _, s := range []string{
		strings.Repeat("甲", 1<<21),
		strings.Repeat("甲乙", 1<<20),
		strings.Repeat("甲\n", 1<<18),
		strings.Repeat(strings.Repeat("乙", shortest)+"\n", 1<<14),
		strings.Repeat("1", 1<<22),
	} {
		a := text(s)
		if len(a.chars) > maxLen+1 {
			t.Errorf("%d characters are read", len(a.chars))
		}
		runs := lookFor(a).in(a)
		Pairs(a, a, runs)
		a.Sketch()
	}
}

// BenchmarkRuns shows the time for each character not to grow with the length.
func BenchmarkRuns(b *testing.B) {
	for _, n := range []int{1000, 10_000, 100_000} {
		rng := rand.New(rand.NewPCG(7, 8))
		var s strings.Builder
		for range n {
			s.WriteRune(rune(0x4E00 + rng.IntN(500)))
		}
		x, y := text(s.String()), text(shuffled(rng, s.String()))
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				lookFor(x).in(y)
				x.Sketch()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/char")
		})
	}
}

// broken is a shelf that cannot be written to, or not be read.
type broken struct{ full bool }

var errBroken = errors.New("broken")

func (b broken) Write(p []byte) (int, error) {
	if b.full {
		return 0, errBroken
	}
	return len(p), nil
}

func (broken) ReadAt([]byte, int64) (int, error) { return 0, errBroken }

// TestBrokenShelf holds an index to say what is wrong with the shelf, whenever it goes wrong.
func TestBrokenShelf(t *testing.T) {
	for _, shelf := range []broken{{full: true}, {}} {
		works := NewWorks(shelf, 1)
		works.Add(Work{Author: "甲", Sketch: Sketch{1, 2, 3}, Len: 900})
		if _, err := works.Index(allAtOnce); !errors.Is(err, errBroken) {
			t.Errorf("%+v: %v", shelf, err)
		}
	}
	works := NewWorks(new(shelf), 2)
	works.Add(Work{Author: "甲", Sketch: Sketch{1, 2, 3}, Len: 900})
	x, err := works.Index(allAtOnce)
	if err != nil {
		t.Fatal(err)
	}
	works.shelf = broken{}
	if _, err := x.Like(0); !errors.Is(err, errBroken) {
		t.Errorf("looking for works that are alike says %v", err)
	}
}

// allAtOnce does something for each of n at the same time.
func allAtOnce(n int, do func(int)) {
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() { do(i) })
	}
	all.Wait()
}
