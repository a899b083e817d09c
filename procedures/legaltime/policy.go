package legaltime

// Policy settles what the law leaves open. The zero Policy rolls nothing: start
// from DefaultPolicy.
type Policy struct {
	// Roll moves a last day that is a day off to the next working day (BLDS
	// Điều 148.5), and the last day of a backward term to the working day
	// before it. The Code speaks of periods of civil law and only of moving
	// forward; that it reaches periods that bind public bodies, and backward
	// limits, is by analogy (BLDS Điều 145.1, Điều 6). Default: on.
	Roll bool
	// RollCompensatory lets a compensatory or swapped day off (BLLĐ Điều
	// 111.3; yearly notice of the Prime Minister) move the last day like a
	// holiday. The Code names only weekends and public holidays; practice
	// treats each day on which public bodies are closed alike. Switched off, a
	// last day on such a day stays there. Default: on.
	RollCompensatory bool
	// WorkingSaturdays makes a Saturday that is worked in place of a swapped
	// day a working day, for counting and for rolling. True for bodies on the
	// five-day week, to which the notice is addressed. Default: on.
	WorkingSaturdays bool
	// ExtendRolled counts an extension from the last day as it rolled, not from
	// the nominal one. The laws only say that the term is lengthened (LTC Điều
	// 30); with it a term of 30 days that ends on a day off gains the days by
	// which it rolled. Default: off.
	ExtendRolled bool
	// PauseOnResumption takes the day on which a suspension ends out of the count
	// as well. The laws say only that the time of suspension is not counted (LTC
	// Điều 34.2) or that the term runs on from the day of the decision (NĐ
	// 124/2020 Điều 28b.2). Default: off.
	PauseOnResumption bool
}

// DefaultPolicy returns the policy of public bodies: last days roll, extensions
// and suspensions are counted to the nominal day.
func DefaultPolicy() Policy {
	return Policy{Roll: true, RollCompensatory: true, WorkingSaturdays: true}
}
