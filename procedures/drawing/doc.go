// Package drawing draws a compiled procedure as an SVG: the stages from the
// opening downwards, the ends beside the stage that leads to them, on every
// arrow what is done and by whom, in every stage what is to be done there and
// which terms run.
//
//	plan.Plan
//	   │ Ways     what leads from stage to stage, Marks: where a case stands
//	   │ arrange  stages in layers, labels in layers of their own between them
//	   │ order    few crossings
//	   │ place    left to right: as straight as the neighbours allow
//	   │ route    right angles, one track for each line that would overlap
//	   ▼
//	Sheet ── CaseSVG: SVG text, the marks of a case in it
//
// Lengths are pixels of the SVG, whole numbers throughout, so that the same
// plan gives the same bytes on every machine. Nothing in a drawing needs a
// style sheet, a script or a font from elsewhere, and nothing is said by
// colour alone.
package drawing
