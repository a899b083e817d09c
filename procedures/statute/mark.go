package statute

import (
	"cmp"
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
)

// Marks decides which clauses of a version are to be shown as not yet held
// against the text of the law. Nothing else does: pages, prints and drawings ask
// it. The zero Marks knows only what the version says of itself.
type Marks struct {
	book *Book
	plan *plan.Plan
}

// Marks are those of a version.
func (b *Book) Marks(p *plan.Plan) Marks { return Marks{b, p} }

// Clock is the mark of a term: its own; or that of a term or an article of the
// law on which it rests, or of a change since that nobody has read. Empty: all of
// it was read.
func (m Marks) Clock(c *plan.Clock) Mark {
	worst := Mark(c.Confidence)
	if m.plan == nil {
		return worst
	}
	on := later(m.plan.From, c.Since)
	for _, l := range c.Terms {
		f := m.book.Find(cmp.Or(l.Cite, c.Cite), on)
		if f.Instrument == nil || f.Instrument.Cited[0] == House {
			continue
		}
		worst = worse(worst, f.Instrument.unread(later(on, f.Instrument.From)))
		worst = worse(worst, m.Article(cmp.Or(l.Cite, c.Cite), c.Since))
		for _, t := range m.book.TermsAt(m.plan.Procedure, c.Name, cmp.Or(l.Cite, c.Cite), on) {
			if slices.Contains(t.Clocks, c.Name) {
				worst = worse(worst, t.Mark)
			}
		}
	}
	return worst
}

// Act is the mark of an act: its own, or that of the article on which it rests.
// A change of the law that is believed to leave the terms alone says nothing of
// acts, unless it rewrote that article.
func (m Marks) Act(a *plan.Act) Mark { return worse(Mark(a.Confidence), m.Article(a.Cite, a.Since)) }

// Proposal is the mark of a line of a table of proposals.
func (m Marks) Proposal(l *plan.Proposal) Mark {
	return worse(Mark(l.Confidence), m.Article(l.Cite, legaltime.Date{}))
}

// Article is the mark of a citation on the first day of the version, or of
// since if that is later.
func (m Marks) Article(cite string, since legaltime.Date) Mark {
	if m.plan == nil {
		return ""
	}
	on := later(m.plan.From, since)
	f := m.book.Find(cite, on)
	switch {
	case f.Instrument == nil || f.Instrument.Cited[0] == House:
		return ""
	case f.Provision == nil:
		return worse("", f.Instrument.Mark)
	case f.Instrument.rewritten(f.Path, later(on, f.Instrument.From)):
		return Believed
	}
	return worse("", f.Provision.Mark)
}

// rewritten says that by a day the provision at a path got a text that nobody has read.
func (i *Instrument) rewritten(path string, on legaltime.Date) bool {
	return slices.ContainsFunc(i.Amended, func(a Amendment) bool {
		return !a.From.After(on) && slices.ContainsFunc(a.Unread, func(at string) bool { return at == path || strings.HasPrefix(path, at+".") })
	})
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
