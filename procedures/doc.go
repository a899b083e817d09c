// Package procedures is the face of the language in which procedures are
// written.
//
//	YAML text
//	   │ source.Read      what was written, and where; strict keys, limits
//	   ▼
//	source.File
//	   │ check.Run        what must not be written: one rule a file
//	   │ compile.File     what will be run
//	   ▼
//	plan.Plan ── Hash: the name a case keeps for life
//	   │ machine.NewLaw (with a legaltime.Calendar)
//	   ▼
//	machine.Advance(law, state, event) -> state, commands, refusal
//
// Besides, drawing.Arrange makes an SVG of a plan, and printed.Page a page that
// a jurist can hold against the law.
//
// Everything below it is pure: no clock, no chance, no thread, no database.
package procedures

//go:generate env UPDATE=1 go test -count=1 -run ^TestGenerated$ .
