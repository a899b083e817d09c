package legaltime

import (
	"fmt"
	"strings"
)

// Fault is one thing that is wrong in a calendar file. Line and Column count
// from 1, columns in characters.
type Fault struct {
	Line    int
	Column  int
	Message string // English, for the command line
	Vi      string // Vietnamese, for the page
}

// Faults is all that is wrong in a calendar file, in the order of its lines.
type Faults []Fault

// Error lists the faults, a line each.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, x := range f {
		lines[i] = fmt.Sprintf("line %d: %s", x.Line, x.Message)
	}
	return strings.Join(lines, "\n")
}
