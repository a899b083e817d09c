package statute

import (
	"cmp"
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
)

// Doubt is the mark with which a clock of a version is to be shown: its own; or
// that of a term or an article on which it rests, or of a change since that
// nobody has read. Empty: all of it was read.
func (b *Book) Doubt(p *plan.Plan, c *plan.Clock) Mark {
	worst, on := Mark(c.Confidence), later(p.From, c.Since)
	for _, l := range c.Terms {
		f := b.Find(cmp.Or(l.Cite, c.Cite), on)
		if f.Instrument == nil || f.Instrument.Cited[0] == House {
			continue
		}
		worst = worse(worst, f.Instrument.unread(later(on, f.Instrument.From)))
		if f.Provision != nil {
			worst = worse(worst, f.Provision.Mark)
		}
		for _, t := range b.TermsAt(p.Procedure, c.Name, cmp.Or(l.Cite, c.Cite), on) {
			if slices.Contains(t.Clocks, c.Name) {
				worst = worse(worst, t.Mark)
			}
		}
	}
	return worst
}

// unread is the mark of the belief that changes of the instrument up to a day
// left its terms alone; empty where that was read.
func (i *Instrument) unread(on legaltime.Date) (worst Mark) {
	for _, a := range i.Amended {
		if !a.From.After(on) {
			worst = worse(worst, a.Terms)
		}
	}
	return worst
}

// worse is the mark of the more doubtful; what is not doubtful counts as none.
func worse(a, b Mark) Mark {
	if !b.Doubtful() || a == Believed {
		return a
	}
	return b
}
