package diag

// Way is how a case comes to where something is wrong: the shortest that was
// found, as a checker sees it, without days and forms. The first step is the
// reception.
type Way struct {
	Steps []Step
	Owed  string // a clock that the last step leaves owed; empty: none is meant
	Bare  bool   // at the end no clock presses the case
	Tries string // an act that is refused at the end; empty: none is meant
}

// Step is one step of a way: an act, or a clock that lapsed, and the stage in
// which the case stood then.
type Step struct {
	Act, Lapse, Stage string
}
