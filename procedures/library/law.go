package library

import (
	"io/fs"

	"github.com/donthu/donthu/procedures/statute"
)

// laws is where FS keeps the registry of instruments, the tables of statutory
// terms (terms-*.yaml) and the gaps between them and the procedures.
const laws = "law"

// Law reads the registry and the tables.
func Law() (*statute.Book, error) {
	instruments, err := FS.ReadFile(laws + "/instruments.yaml")
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(FS, laws+"/terms-*.yaml")
	if err != nil {
		return nil, err
	}
	var tables [][]byte
	for _, name := range names {
		text, err := FS.ReadFile(name)
		if err != nil {
			return nil, err
		}
		tables = append(tables, text)
	}
	return statute.ReadBook(instruments, tables...)
}

// Gaps reads the list of known gaps between the law and the procedures.
func Gaps() ([]statute.Reason, error) {
	text, err := FS.ReadFile(laws + "/gaps.yaml")
	if err != nil {
		return nil, err
	}
	return statute.ReadReasons(text)
}
