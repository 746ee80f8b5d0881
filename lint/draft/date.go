package draft

import (
	"fmt"
	"strconv"
	"strings"
)

// Date is a date as far as it was written, 0 for what was left out.
type Date struct {
	Year, Month, Day int
}

// Before reports whether d is certainly earlier than e. What was left unsaid is never
// held against the writer: 2024年 is not before 2024年3月.
func (d Date) Before(e Date) bool {
	if d.Year == 0 || e.Year == 0 || d.Year != e.Year {
		return d.Year != 0 && e.Year != 0 && d.Year < e.Year
	}
	if d.Month == 0 || e.Month == 0 || d.Month != e.Month {
		return d.Month != 0 && e.Month != 0 && d.Month < e.Month
	}
	return d.Day != 0 && e.Day != 0 && d.Day < e.Day
}

// Possible reports whether the calendar has such a day; an unknown year has a 29 February.
func (d Date) Possible() bool {
	if d.Month < 0 || d.Month > 12 || d.Month == 0 && d.Day != 0 {
		return false
	}
	days := 31
	switch d.Month {
	case 4, 6, 9, 11:
		days = 30
	case 2:
		days = 28
		if d.Year == 0 || d.Year%4 == 0 && (d.Year%100 != 0 || d.Year%400 == 0) {
			days = 29
		}
	}
	return d.Day >= 0 && d.Day <= days
}

// ISO writes a date as 2025-01-10, as far as it goes.
func (d Date) ISO() string {
	s := fmt.Sprintf("%04d", d.Year)
	if d.Month > 0 {
		s += fmt.Sprintf("-%02d", d.Month)
	}
	if d.Day > 0 {
		s += fmt.Sprintf("-%02d", d.Day)
	}
	return s
}

// String writes a date as reports do: 2025年1月10日.
func (d Date) String() string {
	s := fmt.Sprintf("%d年", d.Year)
	if d.Month > 0 {
		s += fmt.Sprintf("%d月", d.Month)
	}
	if d.Day > 0 {
		s += fmt.Sprintf("%d日", d.Day)
	}
	return s
}

// ParseISO reads a date such as 2025-01-10.
func ParseISO(s string) (Date, bool) {
	parts := strings.Split(s, "-")
	if len(parts) != 3 || len(parts[0]) != 4 {
		return Date{}, false
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || len(p) > 4 {
			return Date{}, false
		}
		n[i] = v
	}
	d := Date{n[0], n[1], n[2]}
	return d, d.Month > 0 && d.Day > 0 && d.Possible()
}
