// Package library carries the procedures and the calendar of the product, as
// published files in versions: <area>/<name>@<version>.yaml with
// <name>@<version>.case.yaml beside it, and calendar/<name>@<version>.csv. A
// published file is never edited; a change is a new version.
package library

import "embed"

// FS holds every file of the folders beside this one, and the changes to
// procedures that no story need find out.
//
//go:embed */* survivors.yaml
var FS embed.FS
