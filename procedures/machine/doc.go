// Package machine is the meaning of a procedure, as a pure function.
//
//	Law (plan + calendar) ─┐
//	State ─────────────────┼─▶ Advance ─▶ State, []Command, *Refusal
//	Event ─────────────────┘
//
// An event is the reception of a petition, an act, a day that came (tick) or a
// change of calendar. Commands are the difference that the event made: clocks
// set, tasks opened and closed, alarms raised, responsibility moved, the end.
// A refusal is an answer: a code, a sentence in Vietnamese, and the provision.
//
// Next, Tasks, Clocks, Wake and Explain are views of a state; Fold rebuilds the
// state from the record. Nothing here reads a clock, and no argument is ever
// changed.
//
// A few rules hold everywhere:
//
//   - The legal date of an act decides, not the day on which it was recorded,
//     nor what a tick noted meanwhile. An alarm once raised stays raised.
//   - An act's condition reads the facts as they were, or as the act itself
//     finds them; terms, limits and branches read them as the act leaves them.
//   - Exactly one body answers for a case. What was done before a body took the
//     case does not count for it (Done.Round).
//   - What was recorded wrongly is corrected by a further event, never erased:
//     Correct does every act that counts afresh, in the order of legal dates.
//   - At most one clock of a name exists; one that starts again takes its place.
package machine
