package statute

import (
	"fmt"
	"slices"

	"github.com/donthu/donthu/procedures/guard"
	"github.com/donthu/donthu/procedures/legaltime"
)

// Step is what the law says of an act beside its time: who does it, what comes
// before it, how long it stays open.
type Step struct {
	ID    string         `yaml:"id"`
	Cites []string       `yaml:"cites"`
	What  string         `yaml:"what"`
	In    []string       `yaml:"in"`   // the procedures that have to hold it
	Act   string         `yaml:"act"`  // the act, which they have to have
	From  legaltime.Date `yaml:"from"` // first day on which it is law; zero: as the provision
	To    legaltime.Date `yaml:"to"`
	Mark  Mark           `yaml:"mark"`
	Note  string         `yaml:"note"`
	// By are the roles to which the law reserves the act; empty: not judged.
	By []string `yaml:"by"`
	// After are acts that must have been done, in this round, before it; with When
	// only while that holds.
	After []string `yaml:"after"`
	When  string   `yaml:"when"`
	// Until is the act up to which it is a right: every stage offers it that the
	// case can pass before.
	Until string `yaml:"until"`
	// Apart are stages in which that rests; Note says why.
	Apart []string `yaml:"apart"`

	when *guard.Expr
}

// Condition is under what After holds; nil: always.
func (s *Step) Condition() *guard.Expr { return s.when }

// Lives says that it is law on a day.
func (s *Step) Lives(on legaltime.Date) bool { return lives(s.From, s.To, on) }

// StepsOf are those of a procedure; who asks knows the days of their acts.
func (b *Book) StepsOf(procedure string) (all []*Step) {
	for n := range b.Steps {
		if s := &b.Steps[n]; slices.Contains(s.In, procedure) {
			all = append(all, s)
		}
	}
	return all
}

// placeStep checks a step and finds its places.
func (b *Book) placeStep(s *Step) error {
	if s.ID == "" || s.What == "" || s.Mark == "" || s.Act == "" || len(s.Cites) == 0 || len(s.In) == 0 {
		return fmt.Errorf("law: step %q needs id, what, mark, act, cites and in", s.ID)
	}
	if len(s.By) == 0 && len(s.After) == 0 && s.Until == "" || s.When != "" && len(s.After) == 0 {
		return fmt.Errorf("law: step %q says by whom, after what or until when; only what comes before depends on something", s.ID)
	}
	if len(s.Apart) > 0 && (s.Until == "" || s.Note == "") {
		return fmt.Errorf("law: step %q: a note says why a right rests in a stage", s.ID)
	}
	if _, err := b.places(s.ID, s.Cites, &s.From, &s.To); err != nil {
		return err
	}
	return condition(s.ID, s.When, &s.when)
}
