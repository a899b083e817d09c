package statute

import (
	"errors"
	"fmt"
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
)

// Grounds are those on which the law lets an act be done: a petition be turned
// away, a case be suspended or ended.
type Grounds struct {
	ID    string         `yaml:"id"`
	Cites []string       `yaml:"cites"` // the provisions they stand in
	What  string         `yaml:"what"`
	In    []string       `yaml:"in"`   // the procedures in which the act needs them
	Act   string         `yaml:"act"`  // whose form has to offer them
	From  legaltime.Date `yaml:"from"` // first day on which they are law; zero: as the provision
	To    legaltime.Date `yaml:"to"`
	Mark  Mark           `yaml:"mark"`
	// Open says that the law gives examples only: a form may offer others.
	Open bool     `yaml:"open"`
	Each []Ground `yaml:"each"`
	Note string   `yaml:"note"`
}

// Ground is one of a list.
type Ground struct {
	Name string         `yaml:"name"` // as the option of a form is called
	Cite string         `yaml:"cite"`
	What string         `yaml:"what"`
	In   []string       `yaml:"in"` // of the procedures of the list, those to which it belongs; empty: all
	From legaltime.Date `yaml:"from"`
	To   legaltime.Date `yaml:"to"`
	// May says that a form may leave it out: a doubtful reading, or one that
	// another act takes care of.
	May bool `yaml:"may"`
}

// GroundsOf are the lists for a procedure; who asks knows the days of their acts.
func (b *Book) GroundsOf(procedure string) (all []*Grounds) {
	for n := range b.Grounds {
		if g := &b.Grounds[n]; slices.Contains(g.In, procedure) {
			all = append(all, g)
		}
	}
	return all
}

// Lives says that the list is law on a day.
func (g *Grounds) Lives(on legaltime.Date) bool { return lives(g.From, g.To, on) }

// On are those of the list that are law for a procedure on a day.
func (g *Grounds) On(procedure string, on legaltime.Date) []Ground {
	return keep(g.Each, func(x Ground) bool {
		return lives(x.From, x.To, on) && (len(x.In) == 0 || slices.Contains(x.In, procedure))
	})
}

// placeGrounds checks a list and finds its places.
func (b *Book) placeGrounds(g *Grounds) error {
	if g.ID == "" || g.What == "" || g.Mark == "" || g.Act == "" || len(g.Cites) == 0 || len(g.In) == 0 || len(g.Each) == 0 {
		return fmt.Errorf("law: grounds %q need id, what, mark, act, cites, in and each", g.ID)
	}
	_, err := b.places(g.ID, g.Cites, &g.From, &g.To)
	failures, seen := []error{err}, map[string]bool{}
	for _, x := range g.Each {
		if x.Name == "" || x.What == "" || x.Cite == "" || seen[x.Name] {
			failures = append(failures, fmt.Errorf("law: %s: ground %q needs a name of its own, cite and what", g.ID, x.Name))
			continue
		}
		seen[x.Name] = true
		own := span{later(g.From, x.From), x.To}
		if _, _, err := b.place(g.ID, x.Cite, own); err != nil {
			failures = append(failures, err)
		}
	}
	return errors.Join(failures...)
}
