// Package printed writes a compiled procedure as one page in Vietnamese that a
// jurist can hold against the law: who does what, by when, under which
// article, on which form; every term with its reminders; the doubts and what
// was chosen; what reaches cases that were already running.
//
// The page is one HTML text that needs nothing from elsewhere and is set for
// A4. Everything in it comes from the plan, so it cannot say anything else than
// what is run.
package printed
