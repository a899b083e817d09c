package access

import (
	"slices"

	"github.com/donthu/donthu/procedures/plan"
)

// Case is what the rules ask of a case.
type Case struct {
	Kind        plan.Kind
	Protected   bool     // the identity is kept secret by law or by wish
	Responsible string   // unit that answers now
	Units       []string // units that may see it: that answer or answered, were told of it, or have something to do on it
	Excluded    []string // officers whom it is about
}

// Secret tells whether who sent the petition is kept from most of those who work
// on the case: by its kind, always in a denunciation (Luật Tố cáo 25/2018/QH14
// Điều 56), else where protection was asked for.
func (c Case) Secret() bool { return c.Protected || c.Kind.Secret() }

// MaySee tells whether an officer may see that a case exists and how far it
// is: whoever works on cases in a unit that may see it. Those whom it is about
// never may, whatever they hold. Where the answer is no, the page says "no such
// case": that a case exists is part of the secret.
func MaySee(c Case, s Scope) bool {
	if s.User == "" || slices.Contains(c.Excluded, s.User) {
		return false
	}
	return slices.ContainsFunc(s.CaseUnits(), func(unit string) bool { return unit == c.Responsible || slices.Contains(c.Units, unit) })
}

// MayReveal tells whether an officer may read who sent the petition and what
// they wrote. Of a complaint: those who receive, handle, verify or settle it in
// the body that answers. Of a denunciation, a petition that may be one, or where protection was asked for:
// only who handles and who settles; the verifier works on a copy without the
// identity (Luật Tố cáo 25/2018/QH14 Điều 56). Of somebody received in person
// also who receives: they sit before them (Luật Tiếp công dân 42/2013/QH13
// Điều 25).
func MayReveal(c Case, s Scope) bool {
	switch {
	case !MaySee(c, s):
		return false
	case c.Kind == plan.Reception && !c.Protected:
		return s.Has(c.Responsible, Receives, Handles, Heads)
	case c.Secret():
		return s.Has(c.Responsible, Handles, Heads)
	}
	return s.Has(c.Responsible, Receives, Handles, Verifies, Heads)
}

// MayFindOfficers tells whether an officer may look up officers of other bodies:
// those who receive petitions or read them must say whom one is about,
// administrators who is away.
func MayFindOfficers(s Scope) bool {
	return s.User != "" && slices.ContainsFunc([]string{Receives, Handles, Verifies, Heads, Administers}, s.holds)
}

// MayReview tells whether an officer may read who looked at what is kept secret
// in a case, when and why: who heads the body that answers for it.
func MayReview(c Case, s Scope) bool { return MaySee(c, s) && s.Has(c.Responsible, Heads) }

// MayIntake tells whether an officer may receive petitions for a unit.
func MayIntake(s Scope, unit string) bool { return s.Has(unit, Receives) }

// MayEditProcedures tells whether an officer may write drafts of procedures.
func MayEditProcedures(s Scope) bool { return s.holds(Writes) }

// MayPublish tells whether an officer may publish procedures. An author is
// asked about with the draft: nobody publishes what they wrote themselves.
func MayPublish(s Scope, author string) bool { return s.holds(Publishes) && s.User != author }

func (s Scope) holds(role string) bool {
	return s.User != "" && len(s.units(func(r string) bool { return r == role })) > 0
}

// MayKeepCalendars tells whether an officer may load schedules of days off.
func MayKeepCalendars(s Scope) bool { return s.holds(Administers) }

// MayPublishCalendar tells whether an officer may bring a schedule into force:
// an administrator, or who publishes procedures. Like a procedure it takes two:
// nobody publishes what they loaded themselves.
func MayPublishCalendar(s Scope, author string) bool {
	return (s.holds(Administers) || s.holds(Publishes)) && s.User != author
}

// MayAdminister tells whether an officer may write templates of letters and see
// what could not be delivered. It shows them no case.
func MayAdminister(s Scope) bool { return s.holds(Administers) }
