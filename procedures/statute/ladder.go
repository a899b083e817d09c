package statute

import (
	"errors"

	"github.com/donthu/donthu/procedures/legaltime"
)

// Ladder is how soon after the last day of a term somebody has to be told that
// it passed (First), and somebody who answers for the lateness of others (Head).
// No law says so: it is a rule of the product, with its reason.
type Ladder struct {
	First  legaltime.Term `yaml:"first"`
	Head   legaltime.Term `yaml:"head"`
	Reason string         `yaml:"reason"`
}

// bound takes the ladder of a table, of which there is one.
func (b *Book) bound(l *Ladder) error {
	if l == nil {
		return nil
	}
	if b.Ladder != nil || l.First.IsZero() || l.Head.IsZero() || l.Reason == "" {
		return errors.New("law: there is one ladder, with first, head and reason")
	}
	b.Ladder = l
	return nil
}

// Late says that who is told so long after the last day is told too late.
func Late(after, bound legaltime.Term) bool { return longer(after, bound) }
