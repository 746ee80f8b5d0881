package render

import (
	"github.com/fatih/color"

	"reportlint/lint/diag"
)

// palette holds the colours of a page, but for those of severities.
type palette struct {
	strong, gutter, removed, added *color.Color
}

func (s Style) palette() palette {
	return palette{
		strong:  s.paint(color.Bold),
		gutter:  s.paint(color.FgBlue),
		removed: s.paint(color.FgRed),
		added:   s.paint(color.FgGreen),
	}
}

// paint returns a color that is on or off by the style alone. What the library itself
// thinks of the terminal belongs to the whole process and is left alone.
func (s Style) paint(attributes ...color.Attribute) *color.Color {
	c := color.New(attributes...)
	if s.Color {
		c.EnableColor()
	} else {
		c.DisableColor()
	}
	return c
}

// hue returns the colour of a severity.
func hue(s diag.Severity) color.Attribute {
	switch s {
	case diag.Error:
		return color.FgRed
	case diag.Warning:
		return color.FgYellow
	case diag.Info:
		return color.FgCyan
	}
	return color.FgMagenta
}
