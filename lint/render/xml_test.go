package render

import (
	"io"
	"slices"
	"testing"

	"reportlint/lint/diag"
)

// twoFiles is a run on a file with three faults, one that has none, and one that was not
// judged.
func twoFiles() Run {
	s := marked("./甲.md", "a【b】\n【】\n")
	return Run{
		Files: slices.Values([]File{{Path: "./甲.md"}, {Path: "clean.md"}, {Path: "z.md", NotChecked: "why"}}),
		Diagnostics: slices.Values([]diag.Diagnostic{
			{Rule: "r", Severity: diag.Error, Span: s[0], Message: `"1" < 2 & 3`, Fingerprint: "f"},
			{Rule: "r", Severity: diag.Error, Span: s[0], Message: "again", Fingerprint: "f"},
			{Rule: "s", Severity: diag.Info, Span: s[1], Message: "m"},
		}),
		Lang: diag.English, FailOn: diag.Error,
	}
}

func TestCheckstyle(t *testing.T) {
	want := `<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="4.3">
  <file name="甲.md">
    <error line="1" column="2" severity="error" message="&#34;1&#34; &lt; 2 &amp; 3" source="reportlint.r"></error>
    <error line="1" column="2" severity="error" message="again" source="reportlint.r"></error>
    <error line="2" column="1" severity="info" message="m" source="reportlint.s"></error>
  </file>
  <file name="clean.md"></file>
  <file name="z.md">
    <error line="1" column="1" severity="error" message="not checked: why" source="reportlint.not-checked"></error>
  </file>
</checkstyle>
`
	if got := write(t, func(w io.Writer) error { return Checkstyle(w, twoFiles()) }); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestJUnit(t *testing.T) {
	want := `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="reportlint" tests="5" failures="2" errors="1">
  <testsuite name="甲.md" tests="3" failures="2" errors="0">
    <testcase name="r:1:2" classname="甲.md" file="甲.md" line="1">
      <failure message="&#34;1&#34; &lt; 2 &amp; 3" type="error">error[r]: &#34;1&#34; &lt; 2 &amp; 3&#xA;  --&gt; ./甲.md:1:2&#xA;    |&#xA;  1 | ab&#xA;    |  ^&#xA;  help: reportlint explain r&#xA;</failure>
    </testcase>
    <testcase name="r:1:2" classname="甲.md" file="甲.md" line="1">
      <failure message="again" type="error">error[r]: again&#xA;  --&gt; ./甲.md:1:2&#xA;    |&#xA;  1 | ab&#xA;    |  ^&#xA;  help: reportlint explain r&#xA;</failure>
    </testcase>
    <testcase name="s:2:1" classname="甲.md" file="甲.md" line="2">
      <system-out>info[s]: m&#xA;  --&gt; ./甲.md:2:1&#xA;    |&#xA;  2 |&#xA;    | ^&#xA;  help: reportlint explain s&#xA;</system-out>
    </testcase>
  </testsuite>
  <testsuite name="clean.md" tests="1" failures="0" errors="0">
    <testcase name="reportlint" classname="clean.md" file="clean.md"></testcase>
  </testsuite>
  <testsuite name="z.md" tests="1" failures="0" errors="1">
    <testcase name="not-checked:1:1" classname="z.md" file="z.md" line="1">
      <error message="not checked: why" type="error"></error>
    </testcase>
  </testsuite>
</testsuites>
`
	if got := write(t, func(w io.Writer) error { return JUnit(w, twoFiles()) }); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}
