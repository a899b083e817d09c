// Package library carries the procedures and the calendar of the product, as
// published files in versions: <area>/<name>@<version>.yaml with
// <name>@<version>.case.yaml beside it, and calendar/<name>@<version>.csv. A
// published file is never edited; a change is a new version.
package library

import (
	"embed"
	"io/fs"
	"strings"
)

// FS holds every file of the folders beside this one, and the changes to
// procedures that no story need find out.
//
//go:embed */* survivors.yaml
var FS embed.FS

// Versions counts the versions of a procedure that the library has; 0 for a name
// that it does not have.
func Versions(procedure string) (n int) {
	names, _ := fs.Glob(FS, "*/"+procedure+"@*.yaml") // the name of a procedure has nothing that a pattern could mean
	for _, name := range names {
		if !strings.HasSuffix(name, ".case.yaml") {
			n++
		}
	}
	return n
}
