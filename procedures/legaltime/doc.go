// Package legaltime counts the periods of Vietnamese law on the civil calendar
// and says, in Vietnamese, why a date is what it is.
//
//	Moment + Term ──▶ count (Bộ luật Dân sự, BLDS Điều 144-148)
//	   pauses, extensions ──▶ nominal end ──roll (BLDS Điều 148.5)──▶ due
//	Calendar: days off as data; a year without data from the statute
//
// All dates are civil dates at +07:00, never instants. The package knows no
// clock: "today" is always an argument.
package legaltime
