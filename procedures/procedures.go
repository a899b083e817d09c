package procedures

import (
	"github.com/donthu/donthu/procedures/check"
	"github.com/donthu/donthu/procedures/compile"
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/source"
)

// MaxBytes is the length of the longest text that Compile takes.
const MaxBytes = source.MaxBytes

// Compile reads, checks and compiles the text of one procedure. name stands in
// the problems as the file's name. The list is sorted and holds everything
// that was found; the plan is nil if one of it is an error.
//
// The rules of sense are asked only of a text whose shape is right, because a
// key that could not be read would make them complain of what is there.
func Compile(name string, text []byte) (*plan.Plan, diag.List) {
	f, problems := source.Read(text)
	if f == nil || problems.Failed() {
		return nil, problems.Locate(name, text)
	}
	problems = append(problems, check.Run(f, law)...).Locate(name, text)
	if problems.Failed() {
		return nil, problems
	}
	return compile.File(f), problems
}
