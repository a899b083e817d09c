package procedures

import (
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/check"
	"github.com/donthu/donthu/procedures/compile"
	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/source"
	"github.com/donthu/donthu/procedures/verify"
)

// MaxBytes is the length of the longest text that Compile takes.
const MaxBytes = source.MaxBytes

// Compile reads, checks and compiles the text of one procedure by itself; see
// Read.
func Compile(name string, text []byte) (*plan.Plan, diag.List) {
	r := Read(name, text)
	return r.Plan, r.Problems
}

// Reading is the text of one procedure, read and checked.
type Reading struct {
	Plan     *plan.Plan // nil if one of the problems is an error
	Problems diag.List  // sorted
	name     string
	text     []byte
	file     *source.File
}

// Read reads, checks and compiles the text of one procedure. name stands in
// the problems as the file's name. What the text says of other procedures is
// held against them by Among.
//
// The rules of sense are asked only of a text whose shape is right, because a
// key that could not be read would make them complain of what is there.
func Read(name string, text []byte) *Reading {
	f, problems := source.Read(text)
	r := &Reading{name: name, text: text, file: f}
	if f == nil || problems.Failed() {
		r.Problems = problems.Locate(name, text)
		return r
	}
	r.Problems = append(problems, check.Run(f, law)...).Locate(name, text)
	if !r.Problems.Failed() {
		r.Plan = compile.File(f)
	}
	return r
}

// Meaning is the plan of a text in which every name leads somewhere, even where
// it must not be published as it is: what is wrong with it can then be shown on
// the machine. nil: no machine could run it.
func (r *Reading) Meaning() *plan.Plan {
	unclear := func(b diag.Problem) bool {
		return b.Severity == diag.Error && (strings.HasPrefix(b.Code, "name_") || strings.HasPrefix(b.Code, "source_") || strings.HasPrefix(b.Code, "guard_"))
	}
	if r.Plan != nil || r.file == nil || slices.ContainsFunc(r.Problems, unclear) {
		return r.Plan
	}
	return compile.File(r.file)
}

// Tell gives each problem to which a way leads the shortest story that goes it,
// where one is found.
func (r *Reading) Tell(calendar *legaltime.Calendar) {
	if p := r.Meaning(); p != nil {
		verify.Fill(p, calendar, r.Problems)
	}
}

// Names lists the procedures of other texts of which the text speaks; its own
// is one where it speaks of cases that run under an earlier version.
func (r *Reading) Names() (names []string) {
	if r.Plan == nil {
		return nil
	}
	if slices.ContainsFunc(r.Plan.Applies, func(t plan.Transition) bool { return t.To == "running" }) {
		names = append(names, r.Plan.Procedure)
	}
	for _, f := range r.Plan.Follows {
		names = append(names, f.Procedure)
	}
	for i := range r.Plan.Forms {
		for _, f := range r.Plan.Forms[i].Fields {
			names = append(names, f.Of...)
		}
	}
	return names
}

// Faulty are the procedures of which the text may be a version, where an error
// keeps it from being one: the one that it names, and the one whose name stands
// before the @ of the file's name. None where the text has a plan.
func (r *Reading) Faulty() (names []string) {
	if r.Plan != nil {
		return nil
	}
	base := r.name[strings.LastIndexAny(r.name, `/\`)+1:]
	named, _, _ := strings.Cut(strings.TrimSuffix(base, ".yaml"), "@")
	names = append(names, named)
	if r.file != nil && r.file.Procedure.V != named && r.file.Procedure.IsSet() {
		names = append(names, r.file.Procedure.V)
	}
	return names
}

// Among holds what the text says of other procedures, and of the other versions
// of its own, against them, all versions of which the text may be one; what it
// finds joins the problems. Of procedures that are faulty it says nothing that
// the text of the missing version might answer.
func (r *Reading) Among(others []*plan.Plan, faulty ...string) {
	if r.Plan == nil {
		return
	}
	r.Problems = append(r.Problems, check.Among(r.file, others, faulty...)...).Locate(r.name, r.text)
	if r.Problems.Failed() {
		r.Plan = nil
	}
}
