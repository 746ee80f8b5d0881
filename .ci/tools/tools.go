//go:build tools

// Package tools pins the tools of continuous integration, apart from the program's own
// requirements.
package tools

import (
	_ "github.com/rhysd/actionlint/cmd/actionlint"
	_ "honnef.co/go/tools/cmd/staticcheck"
)
