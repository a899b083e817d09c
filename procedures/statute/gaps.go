package statute

import (
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/plan"
)

// Gap is a place where the law and the procedures do not meet: a term, or a
// ground of pause, that a procedure ought to carry and does not, a length in
// a clock that no term of the law carries, or a doubt of the law that is not
// data where it should be (see Doubtful).
type Gap struct {
	Doubt     string `json:"doubt,omitempty"`     // id
	Policy    string `json:"policy,omitempty"`    // name; with a doubt: missing there, without: it answers no known doubt
	Term      string `json:"term,omitempty"`      // id; empty: it is a clock's
	Clock     string `json:"clock,omitempty"`     // name; empty: it is a term's
	Procedure string `json:"procedure,omitempty"` // name@version; empty: no procedure is meant to carry the term
	Cite      string `json:"cite,omitempty"`
	What      string `json:"what,omitempty"`
	Reason    string `json:"reason,omitempty"` // why it stays; empty: nobody has said
}

// Gaps lists the gaps between the book and all versions of the procedures.
func (b *Book) Gaps(plans []*plan.Plan) (gaps []Gap) {
	for i := range b.Terms {
		if t := &b.Terms[i]; len(t.In) == 0 {
			gaps = append(gaps, Gap{Term: t.ID, Cite: t.Cites[0], What: t.What})
		}
	}
	for _, p := range plans {
		c := b.carriedBy(p)
		gaps = append(append(gaps, c.missing()...), c.lone...)
	}
	return gaps
}

// Dropped lists the terms that the law gives procedures of this name and the
// version does not carry, but for those with a reason. What nobody has read in
// the official text is not asked for.
func (b *Book) Dropped(p *plan.Plan) []Gap {
	gaps, _ := Explain(b.carriedBy(p).missing(), b.Reasons)
	return slices.DeleteFunc(gaps, func(g Gap) bool { return g.Reason != "" || !b.read(g.Term) })
}

// read says that a term was read where the law is published.
func (b *Book) read(id string) bool {
	return slices.ContainsFunc(b.Terms, func(t Term) bool { return t.ID == id && (t.Mark == Read || t.Mark == Copied) })
}

// carried is what a version carries of the law.
type carried struct {
	book   *Book
	plan   *plan.Plan
	terms  map[*Term]bool
	pauses map[*Pause]bool
	places map[string]bool // all that is cited
	lone   []Gap           // lengths that no term carries
}

func (b *Book) carriedBy(p *plan.Plan) *carried {
	c := &carried{b, p, map[*Term]bool{}, map[*Pause]bool{}, map[string]bool{}, nil}
	for _, a := range p.Acts {
		c.cites(a.Since, a.Cite)
		if a.Gap != nil {
			c.carry(a.Name, a.Gap.Cite, a.Since)
		}
	}
	for i := range p.Clocks {
		c.clock(&p.Clocks[i])
	}
	c.questions()
	return c
}

// questions notes what facts, forms and policies cite.
func (c *carried) questions() {
	for _, p := range c.plan.Policies {
		for _, o := range p.Options {
			c.cites(o.Since, o.Cite)
		}
	}
	for _, f := range c.plan.Facts {
		c.cites(legaltime.Date{}, f.Cite)
	}
	for _, form := range c.plan.Forms {
		for _, f := range form.Fields {
			c.cites(legaltime.Date{}, f.Cite)
		}
	}
}

func (c *carried) name() string { return c.plan.Procedure + "@" + c.plan.Version }

func (c *carried) cites(since legaltime.Date, cites ...string) {
	for _, cite := range cites {
		if f := c.book.Find(cite, later(c.plan.From, since)); f.Known() {
			c.places[f.Place()] = true
		}
	}
}

// carry notes the terms that stand at a cite for a clock or act of that name,
// and says whether there are any.
func (c *carried) carry(name, cite string, since legaltime.Date) bool {
	terms := c.book.TermsAt(c.plan.Procedure, name, cite, later(c.plan.From, since))
	for _, t := range terms {
		if slices.Contains(t.Clocks, name) || len(terms) == 1 {
			c.terms[t] = true
		}
	}
	return len(terms) > 0
}

func (c *carried) clock(k *plan.Clock) {
	c.cites(k.Since, k.Cite)
	told := map[string]bool{}
	for _, t := range k.Terms {
		cite := t.Cite
		if cite == "" {
			cite = k.Cite
		}
		c.cites(k.Since, cite)
		if !c.carry(k.Name, cite, k.Since) && !told[cite] {
			told[cite] = true
			c.lone = append(c.lone, Gap{Clock: k.Name, Procedure: c.name(), Cite: cite, What: k.Title})
		}
		if t.WarnCite != "" {
			c.carry(k.Name, t.WarnCite, k.Since)
		}
	}
	for _, y := range k.Pauses {
		c.cites(k.Since, y.Cite)
		if g := c.book.PauseAt(y.Cite, c.plan.Procedure, later(c.plan.From, k.Since)); g != nil {
			c.pauses[g] = true
		}
	}
}

// missing are the terms and grounds that the version ought to carry.
func (c *carried) missing() (gaps []Gap) {
	for i := range c.book.Terms {
		t := &c.book.Terms[i]
		if c.owes(t.In, t.From, t.To) && !c.terms[t] && !c.word(t) {
			gaps = append(gaps, Gap{Term: t.ID, Procedure: c.name(), Cite: t.Cites[0], What: t.What})
		}
	}
	for i := range c.book.Pauses {
		y := &c.book.Pauses[i]
		if c.owes(y.In, y.From, y.To) && !c.pauses[y] {
			gaps = append(gaps, Gap{Term: y.ID, Procedure: c.name(), Cite: y.Cites[0], What: y.What})
		}
	}
	return gaps
}

// owes says that the version takes petitions on a day on which a term is law
// that procedures of its name have to carry.
func (c *carried) owes(in []string, from, to legaltime.Date) bool {
	ended := !c.plan.To.IsZero() && c.plan.To.Before(from) || !to.IsZero() && to.Before(c.plan.From)
	return slices.Contains(in, c.plan.Procedure) && !ended
}

// word says that the term has no number and the version cites where it stands.
func (c *carried) word(t *Term) bool {
	return t.Word != "" && slices.ContainsFunc(t.Cites, func(cite string) bool {
		f := c.book.Find(cite, t.From)
		return f.Known() && c.places[f.Place()]
	})
}
