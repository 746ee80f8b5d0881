package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"reportlint/lint"
	"reportlint/lint/diag"
	"reportlint/lint/draft"
	"reportlint/lint/form"
	"reportlint/lint/typeset"
)

// request are the flags of new: what a draft is asked for.
type request struct {
	organ  string
	kind   string
	year   string
	today  string
	tables string
	pack   string
	output string
}

func (w *world) newDraft() *cobra.Command {
	q := &request{tables: "pipe", pack: "annual-report"}
	c := &cobra.Command{
		Use:   "new",
		Short: w.say("写出一份待填写的草稿", "write a draft to fill in"),
		Long: w.say(`按规则包所列的格式写出一份待填写的草稿：各部分标题、表格齐全，表格里都是0，要填写的地方都有占位文字。
除占位文字外，草稿没有别的问题；填写完毕后用 "reportlint check" 检查。`,
			`Writes a draft to fill in, on the form that the pack has for the year: all titles and tables are there, every
figure is 0, and what has to be written is a placeholder. Nothing but the placeholders is wrong with it; check it
with "reportlint check" when they are filled in.`),
		Args: upTo(0),
		RunE: func(*cobra.Command, []string) error { return w.write(q) },
	}
	f := c.Flags()
	f.StringVar(&q.organ, "organ", "", w.say("报告机关的全称，默认是占位文字", "full name of the organ that reports, by default a placeholder"))
	var kinds []string
	for _, k := range organKinds() {
		kinds = append(kinds, string(k))
	}
	f.Var(pick(&q.kind, kinds...), "kind", w.say("报告机关的类别，默认从名称判断", "kind of organ, by default told from its name"))
	f.StringVar(&q.year, "year", "", w.say("报告的年度，默认去年", "the year to report on, by default last year"))
	f.StringVar(&q.today, "today", "", w.say("以哪一天为准（YYYY-MM-DD），默认今天", "the day to go by (YYYY-MM-DD), by default today"))
	f.Var(pick(&q.tables, "pipe", "html"), "tables", w.say("表格的写法：竖线表格，或带合并单元格的 HTML 表格", "pipe tables, or HTML tables with merged cells"))
	f.StringVar(&q.pack, "pack", q.pack, w.say("规则包：名称或 .yaml 文件", "rule pack: a name or a .yaml file"))
	f.StringVar(&q.output, "output", "", w.say("写入 FILE（.md）而不写标准输出，已有的文件不会改动",
		"write to FILE (.md), not to standard output; a file that is there is left alone"))
	return c
}

// write writes the draft that is asked for.
func (w *world) write(q *request) error {
	here, err := w.here()
	if err != nil {
		return err
	}
	p, err := w.pack(q.pack, w.limits(here))
	if err != nil {
		return err
	}
	text, err := q.draft(p, func(string) string { return "0" })
	if err != nil {
		return err
	}
	if q.output == "" {
		_, err = io.WriteString(w.out, text)
		return err
	}
	if ext := strings.ToLower(filepath.Ext(q.output)); ext != ".md" && ext != ".markdown" {
		return usage{
			ZH: "--output " + shown(q.output) + "：草稿是 Markdown，文件名应以 .md 结尾",
			EN: "--output " + shown(q.output) + ": the draft is Markdown, the name of its file has to end in .md",
		}
	}
	err = create(q.output, func(out io.Writer) error {
		_, err := io.WriteString(out, text)
		return err
	})
	switch {
	case errors.Is(err, os.ErrExist):
		return usage{
			ZH: "--output " + shown(q.output) + "：文件已经存在，没有改动",
			EN: "--output " + shown(q.output) + ": there is such a file already, it was left alone",
		}
	case err != nil:
		return unwritable(q.output, err)
	}
	return nil
}

// draft words the draft on the pack's skeleton; figure returns what stands in a cell.
func (q *request) draft(p *lint.Pack, figure func(id string) string) (string, error) {
	if p.Scheme.Skeleton == nil {
		return "", usage{
			ZH: "规则包 " + shown(p.Name) + " 没有草稿（skeleton）",
			EN: "the pack " + shown(p.Name) + " has no draft to fill in (skeleton)",
		}
	}
	year, err := q.reportedOn(p.Scheme)
	if err != nil {
		return "", err
	}
	name := strings.TrimSpace(q.organ)
	if name == "" {
		name = p.Scheme.Skeleton.Organ
	}
	organ := form.NewOrgan(name, form.OrganKind(q.kind))
	layout := typeset.Pipes()
	if q.tables == "html" {
		layout = typeset.HTML()
	}
	s := typeset.NewSheet(figure)
	if organ.Kind != form.NewOrgan(name, form.Unknown).Kind {
		fmt.Fprintf(s, "---\n%s: {kind: %s}\n---\n\n", frontKey, organ.Kind)
	}
	layout.Skeleton(s, p.Scheme, organ, year)
	if !readsBack(s.String(), p.Scheme, name, year) {
		return "", usage{
			ZH: "--organ " + shown(q.organ) + "：标题里的机关名称不能这样写",
			EN: "--organ " + shown(q.organ) + ": this cannot be the name of an organ in a title",
		}
	}
	return s.String(), nil
}

// reportedOn returns the year that the draft is to report on.
func (q *request) reportedOn(s *form.Scheme) (int, error) {
	today, err := day(q.today)
	if err != nil {
		return 0, err
	}
	year := today.Year - 1
	if q.year != "" {
		if year, err = strconv.Atoi(q.year); err != nil || year < 1000 || year > 9999 {
			return 0, usage{
				ZH: "--year " + shown(q.year) + "：须是四位数的年份",
				EN: "--year " + shown(q.year) + ": must be a year of four digits",
			}
		}
	}
	if s.Form(year) == nil {
		return 0, usage{
			ZH: fmt.Sprintf("规则包里没有用于%d年度的格式", year),
			EN: fmt.Sprintf("the pack has no form for reports on %d", year),
		}
	}
	return year, nil
}

// readsBack reports whether a draft is read as the report of that organ on that year,
// whatever characters the name is made of.
func readsBack(text string, s *form.Scheme, organ string, year int) bool {
	d, limit := parse(diag.NewFile("draft.md", []byte(text)), draft.UsualLimits())
	if limit != nil {
		return false
	}
	title := form.Read(d, s, form.Settings{}).Title
	return title.Sound && title.Organ.String() == draft.FoldString(organ) && title.Year.Year == year
}
