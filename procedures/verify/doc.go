// Package verify walks every state that a procedure can reach, through the
// machine that will run it, and says what can go wrong there. Where it finds a
// fault it tells the shortest story that leads to it, as a scenario to be run.
//
//	Plan ──domain──▶ facts by their classes ──lens──▶ walks ──▶ faults, stories
//
// One walk cannot look at everything at once: fourteen clocks, each before, on
// and after its due date, and ten facts make more states than can be counted.
// So each walk has a lens. The first looks at each clock: before, on and after
// its due date, paused, met and stopped. Others look at clocks that take over
// from each other, and at acts with conditions of their own. The last looks at
// the way of the case: stages, what was done, what stands open, how the
// conditions come out. What it holds apart there is what the way depends on:
// of an act that leads nowhere, that nobody is told to do and that no such act
// requires, it is only asked whether some story does it. Work of which it only
// matters that it was done is done in one order instead of in every order (see
// plainActs): not having done it yet is the harder case of the two.
//
// Every state that is judged was reached by real events: what is said of one
// state (unsound, waiting, refusal) is true of it. What is said of all that can
// follow (dead-end, deadlock, paused, never) holds for what the lens tells
// apart: two states that look alike through it are walked on from once, so that
// such a fault can be missed, and one that is told is to be judged by its story.
package verify
