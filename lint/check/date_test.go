package check

import (
	"testing"

	"reportlint/lint/draft"
)

func TestLacksDay(t *testing.T) {
	date := func(month, day int) draft.Mention {
		return draft.Mention{Date: draft.Date{Year: 2024, Month: month, Day: day}, Malformed: true}
	}
	well := date(5, 6)
	well.Malformed = false
	tests := []struct {
		date    draft.Mention
		written string
		want    bool
	}{
		{date(5, 6), "2024年5月6", true}, {date(5, 4), "5月4", true}, {date(5, 3), "5月3", false}, {date(5, 31), "5月31", true}, {date(4, 31), "4月31", false},
		{well, "5月6", false}, {date(0, 6), "0月6", false}, {date(5, 6), "5-6", false}, {date(5, 6), "5月6日", false}, {date(13, 6), "13月6", false},
	}
	for _, tt := range tests {
		if got := lacksDay(tt.date, tt.written); got != tt.want {
			t.Errorf("lacksDay(%v, %s) = %v", tt.date, tt.written, got)
		}
	}
}
