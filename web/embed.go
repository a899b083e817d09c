// Package web holds the officers' page, built by `npm run build` into dist and
// embedded in the program.
package web

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var built embed.FS

// Assets returns the built page: index.html, favicon.svg and the hashed files
// under assets. Without a build it holds nothing but a placeholder.
func Assets() fs.FS {
	assets, err := fs.Sub(built, "dist")
	if err != nil {
		panic(err) // dist is named by the embed directive; it cannot be missing
	}
	return assets
}
