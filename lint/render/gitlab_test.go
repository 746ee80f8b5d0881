package render

import (
	"encoding/json"
	"io"
	"testing"
)

func TestGitLab(t *testing.T) {
	var got []gitlabIssue
	if err := json.Unmarshal([]byte(write(t, func(w io.Writer) error { return GitLab(w, twoFiles()) })), &got); err != nil {
		t.Fatal(err)
	}
	want := []gitlabIssue{
		{`"1" < 2 & 3`, "r", "", "major", gitlabLocation{"甲.md", gitlabLines{1, 1}}},
		{"again", "r", "", "major", gitlabLocation{"甲.md", gitlabLines{1, 1}}},
		{"m", "s", "", "info", gitlabLocation{"甲.md", gitlabLines{2, 2}}},
		{"not checked: why", "not-checked", "", "major", gitlabLocation{"z.md", gitlabLines{1, 1}}},
	}
	seen := map[string]bool{}
	for i, issue := range got {
		if len(issue.Fingerprint) != 32 || seen[issue.Fingerprint] {
			t.Errorf("fingerprint %q of %d", issue.Fingerprint, i)
		}
		seen[issue.Fingerprint] = true
		issue.Fingerprint = ""
		if i >= len(want) || issue != want[i] {
			t.Errorf("%+v", issue)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d issues, want %d", len(got), len(want))
	}
	if out := write(t, func(w io.Writer) error { return GitLab(w, Run{}) }); out != "[]\n" {
		t.Errorf("nothing is %q", out)
	}
}
