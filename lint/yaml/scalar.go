package yaml

import (
	"strconv"
	"strings"
)

// resolve tells what a scalar stands for that was written without quotes.
func resolve(s string) Kind {
	switch s {
	case "", "~", "null", "Null", "NULL":
		return Null
	case "true", "True", "TRUE", "false", "False", "FALSE":
		return Bool
	}
	return number(s)
}

// number tells whether s is a number as JSON writes it; else it is a String.
func number(s string) Kind {
	kind := Int
	rest := strings.TrimPrefix(s, "-")
	whole := digits(rest)
	if whole == 0 || whole > 1 && rest[0] == '0' {
		return String
	}
	rest = rest[whole:]
	if strings.HasPrefix(rest, ".") {
		n := digits(rest[1:])
		if n == 0 {
			return String
		}
		kind, rest = Float, rest[1+n:]
	}
	if _, ok := power(rest); ok {
		return Float
	}
	if rest != "" {
		return String
	}
	return kind
}

// power returns the digits of the power of ten that s consists of.
func power(s string) (string, bool) {
	if s == "" || s[0] != 'e' && s[0] != 'E' {
		return "", false
	}
	s = s[1:]
	if s != "" && (s[0] == '+' || s[0] == '-') {
		s = s[1:]
	}
	return s, s != "" && digits(s) == len(s)
}

func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

// reckonable reports whether exact arithmetic can take the number: 1e10000000 has ten
// bytes and ten million digits.
func reckonable(s string) bool {
	i := strings.IndexAny(s, "eE")
	if i < 0 {
		return true
	}
	digits, _ := power(s[i:])
	n, err := strconv.Atoi(digits)
	return err == nil && n <= maxPower
}

// infinite reports whether s is what YAML writes for a number that is none.
func infinite(s string) bool {
	s = strings.ToLower(strings.TrimLeft(s, "+-"))
	return s == ".inf" || s == ".nan"
}
