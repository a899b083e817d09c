package library

import (
	"io/fs"

	"github.com/donthu/donthu/procedures/statute"
)

// laws is where FS keeps the registry of instruments, the tables of statutory
// terms (terms-*.yaml), of grounds and of steps, the doubts of the law and the gaps between it and the
// procedures.
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
	for _, name := range append(names, laws+"/grounds.yaml", laws+"/steps.yaml") {
		text, err := FS.ReadFile(name)
		if err != nil {
			return nil, err
		}
		tables = append(tables, text)
	}
	book, err := statute.ReadBook(instruments, tables...)
	if err != nil {
		return nil, err
	}
	book.Reasons, err = gaps()
	return book, err
}

// Doubts reads the list of questions that the law leaves open.
func Doubts() ([]statute.Doubt, error) {
	text, err := FS.ReadFile(laws + "/doubts.yaml")
	if err != nil {
		return nil, err
	}
	return statute.ReadDoubts(text)
}

// gaps reads the list of known gaps between the law and the procedures.
func gaps() ([]statute.Reason, error) {
	text, err := FS.ReadFile(laws + "/gaps.yaml")
	if err != nil {
		return nil, err
	}
	return statute.ReadReasons(text)
}
