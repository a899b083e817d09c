// Package verify walks every state that a procedure can reach, through the
// machine that will run it, and says what can go wrong there. Where it finds a
// fault it tells the shortest story that leads to it, as a scenario to be run.
//
//	Plan ──domain──▶ facts by their classes ──lens──▶ walks ──▶ faults, stories
//
// One walk cannot look at everything at once: fourteen clocks, each before, on
// and after its due date, and ten facts make more states than can be counted.
// So each walk has a lens. The first looks at the way of the case: stages, what
// was done, what stands open, the facts that conditions read. Another looks at
// which clocks run in which stage. One more for each clock looks at that clock
// before, on and after its due date, paused, met and stopped. What a lens does
// not see it holds apart no further; every state that is judged was reached by
// real events, so a fault is never a false alarm of the abstraction.
package verify
